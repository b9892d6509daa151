import type { CuesOf } from "./cues-of.ts";

export const budgetPerMonth: CuesOf<"budgetPerMonth"> = {
  kind: "amount",
  measures: "spend",
  limitIsValue: true,
  unitSuffices: true,
  counted: [
    "budget|budgeted|spend|spends|spent|spending|cost|costs|costing|pay|paying|paid|afford|bill|bills|billed|cap|ceiling|max|limit|invoice|invoices|invoiced|charge|charges|burn|burned|burning|burnt|expenses|allowance|allowed|approved|allocated|available|shell|fork",
    "running costs|cost",
  ],
  unless: [
    "pay|pays|paying|paid us",
    "manual|manually|humans|human",
    "annotator|annotators|labeller|labellers|labeler|labelers|freelancer|freelancers|contractor|contractors|consultant|consultants|intern|interns|developer|developers|employee|employees|staff|scientist|scientists|engineer|engineers|salary|salaries|wages|wage|rent|rents|office|insurance|electricity|licence|licences|license|licenses|phone|gym|lawyer|lawyers|moderators|hiring|hire|hires|hired|pizza|software|marketing|ads|internet|broadband|heating|mortgage|parking|netflix|party|event|events|trip|travel|hardware|laptop|laptops|furniture|campaign|catering|gifts|advertising|agency|cleaner|coffee",
    "annotation|labelling|labeling|annotating budget|cost|costs|team",
  ],
  instead: [
    "salary|salaries|revenue|turnover|mrr|arr|save|saves|saved|saving|savings|earn|earns|profit|annotat*|label|labels|labelling|labeling|seat|seats|subscription|subscriptions|hire|contractor|contractors|loses|loss|losing|sales|transactions|raise|raised|fraud|refunds|make|makes|making|donate|donates|orders|customer|customers|client|clients|charging|gmv|worth",
  ],
  stated: [],
  answers: [["nothing|zero|none|free", 0]],
};
