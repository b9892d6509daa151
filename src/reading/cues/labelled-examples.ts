import type { CuesOf } from "./cues-of.ts";

/** What a labelled thing is called. */
const LABELLED =
  "labelled|labeled|label|labels|annotated|annotation|annotations|graded|gold|golden|tagged|hand|rated|scored|adjudicated|categorised|categorized|classified|transcribed|corrected|verified|reviewed|curated|resolved|solved|moderated|approved|vetted|coded|checked|human|expert";

/** What examples are called in the many fields of work; only makes the quotes complete. */
const ITEMS =
  "example|examples|sample|samples|ticket|tickets|email|emails|chats|conversations|transcripts|documents|docs|reports|contracts|invoices|records|rows|items|pairs|sentences|images|comments|posts|reviews|tweets|messages|questions|queries|answers|summaries|notes|articles|cases|claims|calls|essays|data|utterances|instances|points|pages|forms|resumes|products|listings|translations|segments|snippets|encounters|urls";

export const labelledExamples: CuesOf<"labelledExamples"> = {
  kind: "amount",
  measures: "count",
  held: true,
  unless: [
    "prompt|prompts|shot|shots",
    "context|window",
    "half|third|quarter|fraction|part|portion|%|percent of",
  ],
  counted: [
    LABELLED,
    `${LABELLED} ${ITEMS}`,
    `hand|human|expert|manually|teacher|gold|doctor|lawyer ${LABELLED}`,
    `hand|human|expert|manually|teacher|gold|doctor|lawyer ${LABELLED} ${ITEMS}`,
    "labelling|labeling|handlabelled|handcoded|handwritten",
    "ground truth",
    "training|train|seed|demo example|examples|sample|samples|pair|pairs|set|data|row|rows|instances|records|points|items|sentences|questions|queries|corpus|split|images|conversations|documents",
    "example|examples|samples",
    "question|input|prompt|source|instruction|sentence|article|document|text|query answer|output|completion|target|response|summary|summaries|sql|pairs pair|pairs|examples",
    "q / a",
    "demonstrations|exemplars|annotated",
    "parallel sentences|sentence|pairs",
    "sentence pairs",
    "translation memory",
    "with ... code|codes|label|labels|tag|tags|category|categories|outcome|outcomes|answers|answer|summaries|translations|values|queue|verdict|decision|decisions|score|scores|ratings|resolution|resolutions|letters|diagnosis|grades",
    "written|assigned|picked|keyed|chosen|filled|catalogued|catalogd|confirmed by",
    "closed|processed|answered|successful|handled|completed|historical|past tickets|ticket|claims|cases|emails|invoices|calls|conversations|requests|chats|applications|orders|sessions",
    "training set|data|corpus|examples|pairs",
    "dataset of",
    "pairs",
  ],
  instead: [
    "unlabel*|unannotated|untagged",
    "in|per|into|inside the|each|every|a? prompt",
    "shot|shots",
    "none|nothing|nobody ... label*|annotat*|tagged",
    "not|aren't|isn't|never|without ... labelled|labeled|labels|label|annotated|tagged|annotations",
    "annotators|labelers|labellers|raters|reviewers|people|users|customers|engineers|developers|agents|lawyers|doctors|experts|employees|moderators|students|languages|classes|categories|intents|apis|functions|fields|topics|types|tables|columns|files|pages|words|characters|token|tokens|gpus|models|departments|countries|topics|variables|teachers|clinicians|physicians|radiologists",
    "raw",
    "few shot",
    "test|evaluation|eval|holdout|validation set|cases|examples|questions|split|items",
    "golden set",
    "held out",
    "requests|calls|hits",
    "no labels|label|labelled|labeled|annotations",
    "example documents|snippets",
    "into # labels|tags",
  ],
  stated: [
    ["lack|lacking any? labels|labelled|labeled|annotated|annotations", 0],
    ["not got|have any|a|one? labels|labelled|labeled|annotated|annotations|training", 0],
    [
      "no|zero|without any? real|good|usable|actual|proper|existing|hand|human|historical|domain? domain? labelled|labeled|label|labels|annotated|annotations|tagged|gold",
      0,
    ],
    [
      "no|zero|without any? training|example|examples data|dataset|set|examples|samples|pairs|at|yet|whatsoever|available|so",
      0,
    ],
    ["no|zero labels|labelled|annotations", 0],
    [
      "don't|doesn't|haven't|didn't have|got|possess any|a|one? single? ... label*|annotated|annotations|annotation|training|examples|tagged",
      0,
    ],
    ["haven't|hasn't|not labelled|labeled|annotated|tagged anything|any|a|one|yet", 0],
    [
      "none|nothing|not|neither ... is|are|has|have|of|yet|been labelled|labeled|annotated|tagged",
      0,
    ],
    ["none|nothing|not|never labelled|labeled|annotated|tagged|been", 0],
    ["not a|one single? labelled|labeled|annotated|training", 0],
    [
      "none|nothing of|is|are|were|has|have it|them|those|these|which|us|yet|been? been? labelled|labeled|annotated|tagged",
      0,
    ],
    ["have|got no|zero labels|examples|annotations|labelled|labeled|training", 0],
    ["there's|there|are|is no|zero labelled|labeled|training|annotated", 0],
  ],
  answers: [
    ["none|zero|nothing|nope|nada|nil|no|not", 0],
    ["hardly|barely any|anything", { low: 0, high: 9 }],
    ["don't|haven't have|got|any", 0],
    ["lots|loads|tons|plenty|thousands", { low: 1000, high: 100_000 }],
  ],
  times: {
    each: ["per|each|every|for class|category|intent|label|type|topic|tag", "each|apiece"],
    of: [
      "class|classes|category|categories|intents|topics|types|tags",
      "customer|user intent|intents classes?",
    ],
  },
};
