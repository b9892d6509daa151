import type { CuesOf } from "./cues-of.ts";

const CLINICAL = "clinical|patient|patients|patient's|medical|health";

const RECORDS =
  "note|notes|record|records|report|reports|encounter|encounters|data|file|files|letters|conversations|summaries|history|histories|information|messages";

export const dataSensitivity: CuesOf<"dataSensitivity"> = {
  kind: "choice",
  says: {
    low: [
      "not|isn't|nothing|no|non sensitive|confidential|secret|private|personal|pii",
      "no|without privacy|sensitive|confidential|personal data|concern|concerns|issue|issues|restrictions|constraints|problem|information",
      "public|published posts|tweets|reviews|web|text|texts|documents|comments|information|records|articles|filings|data",
      "~public|open dataset|datasets|training|train",
      "data|text|texts|it|they|documents can|may|could leave|go|be ... to|sent|shared|openai|provider|cloud|anywhere|leave",
      "may|can|fine|ok|okay|allowed|free|happy to? send ... data|it|them|text|to ... openai|provider|api|cloud|anthropic|azure|vendor",
      "data|text|texts|documents|conversations|emails can|may|could leave",
      "already public",
      "publicly available",
      "privacy isn't|is|not no|an|a|not concern|issue|problem",
      "openai|cloud|external api|apis|provider|providers? is|are allowed|fine|ok|okay|approved",
    ],
    high: [
      "stay|stays|remain|remains|kept|keep|live|lives|processed _? _? on|in|within|inside|under|behind our|house|premises|premise|prem|the|their|germany|switzerland|europe|own own? servers|hardware|network|country|eu|firewall|vpc|company|datacenter|infrastructure|hospital|building|bank|systems|machines|device|phone?",
      "nothing|none|no data? may|can|must leave|go|be",
      "can't|not|never|mustn't|don't|shouldn't|doesn't|won't|allowed ... leave|leaves|leaving ... our|the|premises|company|servers|building|network|country|hospital|org|organisation|organization|house|eu|device|phone|site|infrastructure|environment|bank|tenant|.|,|us",
      "can't|never|not|mustn't leave|leaves",
      "can't|not|never|mustn't|don't|won't be? allowed? to? send|sent|share|shared|upload|uploaded|expose|exposed|transmit ... outside|third|cloud|openai|external|api|data|provider|anyone|vendor|anywhere|it|them|to|externally",
      "hipaa|hippa|phi",
      "on prem|premise|premises",
      "onprem|onpremises|onpremise",
      "air gap|gapped",
      "airgapped",
      "confidential*|secret|privileged|sensitive data|documents|information|customer|customers|patient|client|records|files|content|personal|material|environment|and|,|.|emails",
      "data|it|text|texts is|are very|highly|extremely|strictly? sensitive|confidential|private|secret",
      "~no|without|outside cloud|external|third|internet|outside",
      "no cloud|internet|external|third",
      "without|no internet|cloud|sending",
      `${CLINICAL} ${RECORDS}`,
      "data|privacy|residency residency|protection|sovereignty|law|laws|regulation|regulations|requirements|rules|constraints",
      "gdpr|dsgvo|itar|fedramp",
      "~privacy",
      "~regulated",
      "~compliance",
      "defense|defence|military",
      "intelligence agency|agencies|analysts",
      "internal|proprietary|private|closed ... codebase|code|source|dependencies|repositories|ip",
      "closed internal",
      "trade secret*|secrets",
      "on our own|servers|hardware|infrastructure|machines|gpus|premises|metal",
      "can't|not|never|don't|mustn't go|be|pass|use|allowed to? to|through|outside|use? ... openai|cloud|provider|third|vendor|external|outside|saas|internet",
      "on the phone|device",
      "on device",
      "~personal data",
      "~pii",
      "icd codes|coding|10",
      "own notes|records",
    ],
  },
  answers: {
    low: ["yes|sure|fine|ok|okay|public|may|can|allowed|yeah|yep"],
    high: ["no|not|never|stay|inside|internal|confidential|sensitive|can't|nope"],
  },
  torn: (values) => (values.includes("high") ? "high" : "low"),
};
