import type { CuesOf } from "./cues-of.ts";

export const promptTokens: CuesOf<"promptTokens"> = {
  kind: "amount",
  measures: "tokens",
  limitIsValue: true,
  counted: ["prompt|prompts|instructions|input|inputs|few|context", "system prompt|message"],
  instead: [
    "output|outputs|answer|answers|response|responses|completion|completions|reply|replies",
    "window|limit|trained|training|corpus|pretrain*|budget",
    "long context|model",
    "context model|models|available|window|size|length",
  ],
  stated: [],
};
