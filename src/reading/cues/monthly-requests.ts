import type { CuesOf } from "./cues-of.ts";

export const monthlyRequests: CuesOf<"monthlyRequests"> = {
  kind: "amount",
  measures: "rate",
  counted: [
    "request|requests|call|calls|query|queries|chat|chats|message|messages|ticket|tickets|document|documents|docs|email|emails|conversation|conversations|question|questions|transaction|transactions|claim|claims|invoice|invoices|receipts|search|searches|prompt|prompts|inference|inferences|generations|completions|item|items|comment|comments|post|posts|listing|listings|product|products|pair|pairs|article|articles|reviews|pages|files|contracts|orders|tweets|images|sessions|jobs|records|events|alerts|logs|predictions|classifications|summaries|translations|transcripts|descriptions|applications|submissions|urls|reports|notes|resumes|forms|letters|sentences|segments|interactions|hits|cases|suggestions|submits|executions|runs",
    "volume|traffic|throughput|load|scale",
    "process|processes|processing|handle|handles|handling|serve|serves|serving|receive|receives|score|scoring|get|gets|see|sees",
    "rps|qps|tps|rpm|qpm",
    "times",
  ],
  unless: [
    "change|changes|changed|changing|updated|added|revised|edited|released|published",
    "retrain*",
    "fine tune|tuned|tuning",
    "can|could check|review|verify|correct|grade|write|proofread|produce",
  ],
  instead: [
    "label|labels|labelled|labeled|labelling|labeling|annotate|annotates|annotated|annotation|annotator*",
    "tokens|token",
    "~hours|gpu|gpus|salary|headcount|visitors|downloads|per user",
    "retrain*|fine tune|tune|finetune|train",
    "engineers|people|developers",
    "rate limit|limits|limited",
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
      "per|a|every user|agent|customer|person|employee|seat|head|student|store|site",
    ],
    of: [
      "user|users|agent|agents|customers|people|employees|seats|clinicians|doctors|students|lawyers|developers|engineers|analysts|reps|stores|sites|teachers|members|shops|colleagues|operators|nurses|staff|clients|tenants|merchants",
    ],
  },
};
