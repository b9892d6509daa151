import type { CuesOf } from "./cues-of.ts";

export const outputTokens: CuesOf<"outputTokens"> = {
  kind: "amount",
  measures: "tokens",
  limitIsValue: true,
  counted: [
    "output|outputs|answer|answers|response|responses|completion|completions|reply|replies|generated|generate|generates|out|summary|summaries",
  ],
  instead: ["prompt|prompts|input|inputs|instructions|context|window|trained|training"],
  stated: [],
};
