import type { CuesOf } from "./cues-of.ts";

export const modelSize: CuesOf<"modelSize"> = {
  kind: "choice",
  questionsAreSoft: true,
  says: {
    small: [
      "<14 b",
      "<2000 m parameter|parameters|params|param",
      "small|smaller|tiny|compact|lightweight|mini|nano|little model|models|llm|llms|one|encoder|bert|language|open|transformer",
      "adapt a small",
      "slm|slms",
      "on device|edge",
      "on the phone|device|edge",
      "~mobile|phone|phones|raspberry|edge|laptop|laptops|embedded device|devices|app|model|pi|hardware|gpu",
      "raspberry pi",
      "limited hardware|compute",
      "consumer gpu|gpus|hardware",
      "~gemma2b|tinyllama|distilbert|bert|roberta|deberta|setfit|modernbert",
      "distil* ... into|to|small|smaller",
    ],
    large: [
      ">29 b",
      "frontier|leading|biggest|largest|strongest|flagship|strongest model|models|llm|llms|available",
      "can|could afford gpt",
      "have|using|use|on|over|with|via|is gpt 4|5",
      "o series|o3|o1",
      "reasoning model",
      "claude opus|sonnet",
      "long context model",
    ],
    open: [
      "any size|model|sized",
      "size doesn't|is|isn't matter|open|flexible",
      "whichever|whatever model? is? best|works|size|wins",
      "big|large|larger|bigger model? or ... small|smaller|little",
    ],
  },
  answers: {
    small: ["small|tiny|little|compact"],
    large: ["large|big|leading|largest|frontier|best"],
    open: ["whichever|whatever|open|any|best|either"],
  },
  torn: () => "open",
};
