import type { CuesOf } from "./cues-of.ts";

const DAY = 86_400;

export const weeksToLaunch: CuesOf<"weeksToLaunch"> = {
  kind: "amount",
  measures: "span",
  divideBy: 7 * DAY,
  between: [0.14, 300],
  limitIsValue: true,
  dates: true,
  counted: [
    "deadline|due|timeline",
    "we|i have|got",
    "we've got?",
    "launch|launches|launching|live|ship|ships|shipping|shipped|production|prod|release|released|deliver|delivery|delivered|rollout|demo|pilot|mvp|beta|deployed|deploy|poc|go",
    "roll|rolled out",
    "~ready|finished|done|working|running",
    "ready by|in|within|for|before",
    "need|needs|needed|must|want|have|has to? ... in|by|within|before|until|it",
    "wait until|till|for",
    "have|got|only|just left|to|until|before",
    "by|before|until|within the|end|next|this",
  ],
  instead: [
    "worth of",
    "years|months|weeks experience|ago|retention|history|old",
    "weeks|months|days|years|quarters|week|month|year of",
    "ago",
    "every",
    "last|past|previous|for the",
    "old|sla|turnaround|retention|late",
    "takes|took|taking|take ... months|weeks|days|years|hours",
    "retrain*|relabel*|rollback",
    "context|history|warranty",
  ],
  stated: [
    ["asap", { low: 0, high: 1 }],
    ["as soon as possible", { low: 0, high: 1 }],
    ["right away", { low: 0, high: 1 }],
  ],
  answers: [
    [
      "no|not|isn't|whenever|flexible|open hurry|rush|deadline|deadlines|pressure|urgent|fixed|time|ended",
      26,
    ],
    ["whenever|flexible|never", 26],
    ["immediately|now|yesterday|tomorrow|urgent|urgently", { low: 0, high: 1 }],
    ["soon", { low: 1, high: 4 }],
  ],
};
