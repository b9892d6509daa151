import type { CuesOf } from "./cues-of.ts";

export const corpusSize: CuesOf<"corpusSize"> = {
  kind: "choice",
  says: {
    small: [
      "<501 page _? policy|manual|handbook|document|doc|pdf|guide|contract|wiki|faq",
      "<501 _? pages",
      "one|single|a short|small|single|brief|policy|one? policy|doc|document|pdf|handbook|faq|manual|guide|book",
      "short|small|handful|couple|few of? documents|docs|pdfs|policies|articles|pages|manuals|corpus|wiki|knowledge",
      "<31 documents|docs|pdfs|articles|policies|faqs|manuals|files",
      "policy doc|document|text",
      "fits in ... prompt|context|window",
    ],
    large: [
      ">500 _? pages|pdfs|files|manuals|wiki|confluence|skus|opinions|statutes",
      ">200 internal|policy|technical|product|our documents|docs|manuals|files|pages",
      "over|across|from|in|on|search ... >200 documents|docs|manuals|papers|contracts|articles|patents|reports|files",
      "millions of patents|papers|articles|pages|documents|docs|files",
      ">5000 words|products|skus|listings",
      "all|every us? case law",
      "entire|whole|huge|massive|vast|large|big|millions ... corpus|wiki|archive|library|knowledge|codebase|database|document|documentation|catalog|catalogue|intranet",
      "lots|tons|loads|many|plenty of documents|docs|manuals|papers|pdfs|files|contracts",
      "pubmed|wikipedia|literature index",
      "terabytes|tb|gigabytes|gb",
    ],
  },
  answers: {
    small: ["small|little|short|few|pages|one|under|less"],
    large: ["large|more|big|huge|thousands|lots|many|massive|over"],
  },
  torn: (values) => (values.includes("large") ? "large" : "small"),
};
