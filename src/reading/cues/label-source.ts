import type { CuesOf } from "./cues-of.ts";

export const labelSource: CuesOf<"labelSource"> = {
  kind: "choice",
  says: {
    have: [
      "have|has|got|hold|we've|there's|exists ... labelled|labeled|annotated|graded|tagged|expert|gold|human ... data|set|dataset|corpus|examples|tickets|emails|items|samples|sequences|answers|pairs|rows|reports|documents|train|utterances|conversations|rewrites|labels|urls|notes|queries|transcripts|messages|reviews|posts|comments|contracts|invoices|records|images",
      "labelled|annotated|labeled corpus|dataset|set|train|training|archive",
      "training|train set|sets|split|splits|data|pairs|corpus at|available|exists|exist|is|as|we|already|on|from|too|,|.",
      "have|has|we've|got|with|plenty|lots|there's|is|of ... training|train|ground|parallel data|set|pairs|corpus|examples|truth|split|q|questions",
      "lots|plenty|tons|loads|thousands|hundreds|millions|dozens of labelled|labeled|annotated|graded|tagged|gold|training|examples|past",
      "no shortage|lack of labels|labelled|labeled|annotated|annotations|training|examples|data",
      "our|existing|public|past annotations|labels|annotated|labelled|training",
      "annotated|labelled|labeled|graded|tagged|coded >9",
      ">9 _? _? labelled|labeled|graded|gold|hand|tagged|corrected|examples|samples|annotations|pairs|coded|adjudicated|annotated|classified|categorised|categorized|approved|transcribed|curated",
      "annotated|labelled|tagged|coded|graded|moderated by our? agents|experts|staff|doctors|moderators|clerks|raters|humans|physicians|lawyers|teachers|analysts",
      "human labels",
      "years of ... decisions|tickets|answers|labels|resolved|past|historical|edits",
      "past|historical decisions|labels|resolutions|fixes|corrections",
      "public train*|training set|data|questions",
      "gold|ground labels|truth|answers|agent",
      "synthetic train|training",
      "do have labels|annotations|examples",
    ],
    "can-collect": [
      "can|could|able|will|happy|willing|ready to? get|collect|label|annotate|gather|obtain|hire|pay|tag|grade|provide ... label|labels|annotations|annotators|labelled|labeled|annotated|more|them|examples|pairs|data|hundred|thousand|few|it",
      "can|could only? collect|label|annotate|gather ... #",
      "experts|lawyers|doctors|clinicians|staff|agents|analysts|team|radiologists|annotators|people|teachers|physicians|nurses|engineers|we|moderators|linguists|translators can|could|will|would|are ... label|annotate|grade|review|tag|rate|correct|write",
      "budget for annotat*|labell*|labeling",
      "annotation|labelling|labeling team|budget|vendor|capacity|pipeline",
      "can|could only? collect",
      "hire|hiring annotators|labelers",
      "<1000 annotators can",
    ],
    "can-generate": [
      "generate|generating|create|creating|synthesise|synthesize|synthesizing|produce ... synthetic|training|examples|more|labels|queries|pairs",
      "synthetic data|ones|examples|training|train|labels|pairs|set|queries|datasets",
      "larger|bigger|stronger|teacher|big|frontier|gpt|llm model|models|4? ... label|labels|synthesise|synthesize|annotate|teach",
      "larger|bigger|stronger|teacher|big|frontier|gpt|llm model|models|4? ... generate|write|produce ... examples|labels|training|pairs",
      "distil*|distill*",
      "pseudo labels|labelling|labeling|label",
      "teacher model|student|llm",
      "label|labels|annotate|labelled|labeled|labelling ... with|by|using gpt|an|a|claude|chatgpt|llm|larger",
    ],
    hardly: [
      "short on|of labels|labelled|labeled|annotated|training|examples|data",
      "no|zero labels|labelled|labeled|annotated|training|examples|annotations ... nobody|nothing|can't|no",
      "nobody|none|no to label|annotate|tag|grade",
      "nobody|no clinicians|experts|annotators|lawyers|staff|one|time|budget|capacity|way|resources to|for|can|who ... label|labelling|labeling|annotate|annotation|write|grade|tag",
      "no|lack annotators|labelers|annotation",
      "little|scarce|hardly|barely|limited any|trustworthy|usable|training|labelled|labeled|label|annotated label|labels|labelled|labeled|data|annotated",
      "training|labelled|labeled|label|annotated data|examples ... is|are ... scarce|limited|sparse|hard|rare",
      "can't|unable|impossible|hard|expensive|difficult to? ... label|labels|annotate|annotations|labelled|labeled|labelling|labeling",
      "labels|labelling|labeling|annotation|annotations is|are|arrive|come ... scarce|expensive|hard|rare|slow|costly|late",
      "zero budget for annotation|labelling|labeling|labels",
      "all we have is",
    ],
  },
  answers: {
    have: ["already", "have", "got", "existing"],
    "can-collect": [
      "label",
      "annotate",
      "collect",
      "our|the people|experts|team|staff|agents",
      "by hand",
      "manually",
      "annotators",
      "in house",
      "colleagues",
      "ourselves",
    ],
    "can-generate": ["gpt|llm|synthetic|claude|model|generate|generated|ai"],
    hardly: ["nowhere", "hardly", "none|no|nothing", "not really", "nobody", "can't"],
  },
  torn: (values) =>
    values.includes("have")
      ? values.includes("hardly")
        ? undefined
        : "have"
      : values.includes("can-generate")
        ? "can-generate"
        : values[0],
};
