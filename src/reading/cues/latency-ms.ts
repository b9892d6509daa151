import type { CuesOf } from "./cues-of.ts";

export const latencyMs: CuesOf<"latencyMs"> = {
  kind: "amount",
  measures: "span",
  divideBy: 0.001,
  between: [1, 600_000],
  limitIsValue: true,
  counted: [
    "latency|p50|p90|p95|p99|sla|slo",
    "response|respond|responds|responses|reply|replies|answer|answers|answered|return|returns ... in|within|under|below|time|times|than",
    "within|under|below|max|maximum|most",
    "no more than",
    "less|faster|more|quicker than",
    "target|budget|limit|cap|requirement",
    "must|need|needs|has|should|have|to ... in|under|within|below|be|respond|answer|reply|run|return",
    "sub",
    "time to first",
  ],
  instead: [
    "gets|got|takes|took|currently|now|today|ago|every|minute|minutes|hour|hours each|per",
    "hour|hours|per second",
    "~audio|video|clip|clips|recording|recordings|calls",
    "at the moment",
    "is ... too slow",
    "labell*|label|annotat*",
  ],
  stated: [],
};
