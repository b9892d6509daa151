import type { CuesOf } from "./cues-of.ts";

export const budgetPerMonth: CuesOf<"budgetPerMonth"> = {
  kind: "amount",
  measures: "spend",
  limitIsValue: true,
  unitSuffices: true,
  counted: ["budget|spend|cost|costs|pay|afford|bill|cap|ceiling|max|limit"],
  instead: [
    "salary|salaries|revenue|turnover|mrr|arr|save|saves|saved|saving|savings|earn|earns|profit|annotat*|label|labels|labelling|labeling|seat|seats|subscription|subscriptions|hire|contractor|contractors|loses|loss|losing|sales|transactions|raise|raised|fraud|refunds",
  ],
  stated: [],
  answers: [["nothing|zero|none|free", 0]],
};
