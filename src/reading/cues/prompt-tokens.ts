import type { CuesOf } from "./cues-of.ts";

export const promptTokens: CuesOf<"promptTokens"> = {
  kind: "amount",
  measures: "tokens",
  limitIsValue: true,
  counted: [
    "prompt|prompts|instructions|instruction|input|inputs|few|context|preamble|template",
    "per|each|every request|call|query|message",
    "system prompt|message",
  ],
  instead: [
    "output|outputs|answer|answers|response|responses|completion|completions|reply|replies",
    "window|limit|trained|training|corpus|pretrain*|budget",
    "long context|model",
    "context is|was|limit|:",
    "context model|models|available|window|size|length",
  ],
  stated: [],
};
