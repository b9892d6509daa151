import type { CuesOf } from "./cues-of.ts";

export const unlabelledExamples: CuesOf<"unlabelledExamples"> = {
  kind: "amount",
  measures: "count",
  held: true,
  counted: [
    "unlabel*|unannotated|untagged|unclassified|uncategorised|uncategorized|unreviewed",
    "raw",
    "none|nothing|nobody ... label*|annotat*|tagged|coded",
    "not|aren't|isn't|never|without ... labelled|labeled|labels|label|annotated|tagged|annotations",
    "but|with|and no labels|label|annotations|labelled|labeled",
  ],
  instead: ["worth of", "examples in", "per prompt", "classes|categories|annotators|users|people"],
  stated: [["no|zero unlabel*|raw data|examples|inputs|text|documents", 0]],
  answers: [
    ["none|zero|nothing|no|nope", 0],
    ["hardly|barely any|anything", { low: 0, high: 100 }],
    ["lots|loads|tons|plenty", { low: 10_000, high: 1_000_000 }],
  ],
};
