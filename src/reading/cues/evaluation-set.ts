import type { CuesOf } from "./cues-of.ts";

export const evaluationSet: CuesOf<"evaluationSet"> = {
  kind: "choice",
  says: {
    yes: [
      "eval|evals|evaluation|test|golden|benchmark|validation|regression harness|set|sets|suite|dataset|data|pipeline|split|splits|cases|standard|bench",
      "held|hold out",
      "holdout",
      "train / test",
      "gold standard|set|labels",
      "golden set|answers|labels",
      "have|has|our|with|built ... test|eval|evaluation|benchmark set|harness|suite|cases|pipeline|metrics",
      "can|already|we measure|score|evaluate|benchmark ... accuracy|it|every|quality|against|automatically",
      "can write a grader",
      "# test|held cases|out|examples|questions",
      "measured|measure|evaluated against|on|with",
    ],
    no: [
      "no way|method|means to|of measure|measuring|evaluate|evaluating|test|testing|tell|compare|judge|know",
      "no|without|lack|lacking any|a|proper|real|formal? eval|evals|evaluation|test|golden|benchmark|metrics|metric|validation set|harness|suite|data|dataset|cases|yet|pipeline|in|,|.|;|and|or|whatsoever",
      "no evals|metrics|benchmarks|tests|evaluation",
      "can't|don't|not|never|haven't|hasn't|couldn't|nobody|unable to? ... measure|measured|evaluate|evaluated|benchmark|benchmarked|quantify|quantified",
      "eyeball*",
      "vibes|vibe",
      "don't|doesn't|haven't|hasn't have|got|built ... test|eval|evaluation|benchmark|golden set|harness|data|suite|cases|pipeline|yet",
      "gut feeling|feel",
    ],
  },
  answers: { yes: ["yes|have|yep|yeah|built"], no: ["no|not|none|nope|haven't"] },
  torn: (values) => (values.includes("no") ? "no" : "yes"),
};
