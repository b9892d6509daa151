import type { CuesOf } from "./cues-of.ts";

/** Who is paid for work, so that what they get is no budget. */
const WORKERS =
  "student|students|temp|temps|worker|workers|nurse|nurses|clerk|clerks|assistant|assistants|annotator|annotators|labeller|labellers|labeler|labelers|reviewer|reviewers|teacher|teachers|paralegal|paralegals|translator|translators|volunteer|volunteers|colleague|colleagues|person|people|guy|woman|man|expert|experts|doctor|doctors|adviser|advisers|advisor|advisors|accountant|lawyer|attorney|consultant|radiologist|radiologists";

export const budgetPerMonth: CuesOf<"budgetPerMonth"> = {
  kind: "amount",
  measures: "spend",
  limitIsValue: true,
  unitSuffices: true,
  counted: [
    "budget|budgeted|money|spend|spends|spent|spending|cost|costs|costing|pay|paying|paid|afford|bill|bills|billed|cap|ceiling|max|limit|invoice|invoices|invoiced|charge|charges|burn|burned|burning|burnt|expenses|allowance|allowed|approved|given|granted|allocated|available|shell|fork",
    "running costs|cost",
  ],
  unless: [
    "pay|pays|paying|paid us",
    `${WORKERS} ... gets|get|earns|earn|makes|charges|paid|costs`,
    `pay|pays|paying|paid our|the|a|an|two|three|some? ${WORKERS}`,
    `pay|pays|paying|paid # ${WORKERS}`,
    "pay|pays|paying|paid the|our|a|an|my call|contact|support|service centre|center|desk|team",
    "each|every _ costs|cost|charges",
    "gets|get|earns|earn|makes|make|charges|pay|pays|paying|paid ... hour|hr|hourly|shift",
    "manual|manually|humans|human",
    "annotator|annotators|labeller|labellers|labeler|labelers|freelancer|freelancers|contractor|contractors|consultant|consultants|intern|interns|developer|developers|employee|employees|staff|scientist|scientists|engineer|engineers|salary|salaries|wages|wage|rent|rents|office|insurance|electricity|licence|licences|license|licenses|phone|gym|lawyer|lawyers|moderators|hiring|hire|hires|hired|pizza|software|ads|internet|broadband|heating|mortgage|parking|netflix|party|event|events|trip|travel|hardware|laptop|laptops|furniture|campaign|catering|gifts|advertising|agency|cleaner|cleaning|gardener|accountant|landlord|coffee",
    "marketing budget|spend|spends|spending|cost|costs|team|campaign|manager|software",
    "on|for marketing",
    "annotation|labelling|labeling|annotating budget|cost|costs|team|tool|software",
    "tool|tools|tooling|crm|helpdesk|hosting|zendesk|intercom|salesforce|jira costs|cost|charges",
  ],
  instead: [
    "salary|salaries|revenue|turnover|mrr|arr|save|saves|saved|saving|savings|earn|earns|profit|annotat*|label|labels|labelling|labeling|seat|seats|subscription|subscriptions|hire|contractor|contractors|loses|loss|losing|sales|transactions|raise|raised|fraud|refunds|make|makes|making|donate|donates|orders|customer|customers|client|clients|charging|gmv|worth",
  ],
  stated: [],
  answers: [["nothing|zero|none|free", 0]],
};
