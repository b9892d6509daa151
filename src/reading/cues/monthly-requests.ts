import type { CuesOf } from "./cues-of.ts";

/** What is sent to a model, or comes in to be worked on. */
const ITEMS =
  "request|requests|call|calls|query|queries|chat|chats|message|messages|msgs|ticket|tickets|document|documents|docs|email|emails|mail|mails|conversation|conversations|question|questions|transaction|transactions|claim|claims|invoice|invoices|receipts|search|searches|prompt|prompts|inference|inferences|generations|completions|item|items|comment|comments|post|posts|listing|listings|product|products|pair|pairs|article|articles|reviews|review|pages|files|contracts|orders|tweets|images|image|photos|photo|pictures|scans|scan|sessions|jobs|records|events|alerts|logs|predictions|classifications|summaries|translations|transcripts|descriptions|applications|submissions|urls|reports|notes|resumes|cvs|forms|letters|letter|sentences|segments|interactions|hits|cases|suggestions|submits|executions|runs|faxes|sms|texts|voicemails|recordings|complaints|inquiries|enquiries|essays|abstracts|referrals|prescriptions|bookings|reservations|returns|referral|ads|snippets|clips|paragraphs|lookups|inputs|uploads|pdfs|entries|rows|leads|filings|statements|quotes|captions|titles|phrases|replies|answers|responses|feedbacks|incidents|tasks|lines|checks|uses|usages|feedback|surveys|payments|parcels|bills|deliveries|appointments|consultations|recipes|lessons|exams|reads|generation|translation|completion|drafts|memos|offers|proposals|slides|tests|documents";

export const monthlyRequests: CuesOf<"monthlyRequests"> = {
  kind: "amount",
  measures: "rate",
  between: [10, Number.POSITIVE_INFINITY],
  counted: [
    ITEMS,
    "volume|traffic|throughput|load|scale|usage|use|demand|average|averages|averaging|real|actual",
    "process|processes|processed|processing|handle|handles|handled|handling|serve|serves|served|serving|receive|receives|received|score|scores|scoring|get|gets|see|sees",
    "classify|classifies|classified|categorise|categorize|categorises|categorizes|route|routes|routed|triage|triages|translate|translates|translated|summarise|summarize|summarises|summarizes|extract|extracts|parse|parses|parsed|transcribe|transcribes|moderate|moderates|screen|screens|analyse|analyze|analyses|analyzes|embed|embeds",
    "bot|model|chatbot|assistant|app|api|service|system|gpt|llm replies|answers|reads|writes|checks|gets|sees|handles|serves|does|takes|makes",
    "through|to|into|via|past the|our|a|an? model|api|gpt|llm|bot|it|prompt|chatbot|assistant|pipeline",
    "write|writes|contact|contacts|message us|in|to",
    "come|comes|coming|arrive|arrives|flow|flows|pour|land in?",
    "send|sends|sending|fire|fires|firing|run|runs|do|does|push|pushes|generate|generates",
    "rps|qps|tps|rpm|qpm",
    "times a|per day|month|hour|minute|second",
  ],
  unless: [
    "allow|allows|permits",
    "can|could take|sustain|cope|handle",
    "was|were|got|been escalated",
    "pay|pays|paying|paid the|our|a|an|my call|contact|support|service centre|center|desk|team",
    "load|stress test|tests|testing",
    "black friday",
    "target|goal|aim|ambition",
    "change|changes|changed|changing|updated|added|revised|edited|released|published",
    "retrain*",
    "fine tune|tuned|tuning",
    "can|could check|review|verify|correct|grade|write|proofread|produce|tag|label|code|type|key|annotate",
    "by post|courier",
    "rate|api limit|limits|limited|cap",
    "limit|quota|throttled|throttles|throttle|throttling",
    "we|i|they|have|has|had|been labelled|labeled|annotated|tagged|graded",
    "label|labels|labelling|labeling|annotate|annotates|annotating|annotation",
    "publish|publishes|train|trains",
    "annotator|annotators|labeller|labellers|labeler|labelers|reviewer|reviewers|rater|raters|grader|graders|intern|interns|volunteer|volunteers|proofreaders|typists|freelancers|freelancer|temp|temps|typist",
    "by hand|humans|human|people",
    "manually|manual|humans|human|handwritten",
    "sell|sells|sold|ship|ships|shipped|earn|earns|hire|hires|walk|drink|eat|meet|meets|meetings|holiday|sleep|exercise|commute",
    "budget|spend|pay|pays|paid|cost|costs|salary|rent|approved for",
  ],
  instead: [
    "in|on|of api|openai|llm|model|inference|cloud? bill|bills|fees|costs|spend|spending|invoices|charges",
    "label|labels|labelled|labeled|labelling|labeling|annotate|annotates|annotated|annotation",
    "tokens|token",
    "hours|gpu|gpus|salary|headcount|visitors|visits|downloads|followers|subscribers|views|pageviews|likes|installs|signups|streams|sales|units|meals|miles|steps",
    "per user",
    "retrain*|fine tune|tune|finetune|train",
    "engineers|people|developers",
  ],
  stated: [],
  answers: [
    ["none|zero", 0],
    ["hardly|barely any", { low: 0, high: 1000 }],
  ],
  times: {
    eachBefore: true,
    each: [
      "each|apiece",
      "every|each single? one",
      "per|a|every user|agent|customer|person|employee|seat|head|student|store|site|team|branch|location",
    ],
    of: [
      "user|users|agent|agents|customers|people|employees|seats|clinicians|doctors|students|lawyers|developers|engineers|analysts|reps|stores|sites|teachers|members|shops|colleagues|operators|nurses|staff|clients|tenants|merchants",
    ],
  },
};
