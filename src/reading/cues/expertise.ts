import type { CuesOf } from "./cues-of.ts";

const SCARCE_SKILL = "ml|machine|nlp|ai|data|deep|model|training|tuning|mlops|finetuning";

const NOBODY = "nobody|none";

const NOBODY_IS = "here|on|in|has|knows|with|at|from|of|really|who|ever|internally|around";

export const expertise: CuesOf<"expertise"> = {
  kind: "choice",
  says: {
    none: [
      `${NOBODY} ${NOBODY_IS} ... trained|train|trains|tuned|tune|fine|${SCARCE_SKILL}`,
      "no one here|on|in|has|knows|with|at|from|who|of|ever ... trained|train|tuned|tune|fine|ml|machine|nlp|ai|data|model|training",
      `no|zero|without|lack|lacking|any|hardly ${SCARCE_SKILL} learning? people|team|engineers|engineer|expertise|experience|background|skills|knowledge|staff|folks|specialists|person|talent|scientists|scientist|learning|know|background|experts|expert|capacity`,
      "~no|zero|without ml|nlp|mlops",
      "never|haven't|hasn't|not trained|tuned|fine|done|finetuned ... a|any|anything|model|models|ml|machine|tuned|training|training|one|before",
      "never fine tuned|tuned",
      "never trained|finetuned",
      "not|aren't|isn't ml|machine|ai|data people|experts|expert|engineers|team|learning|scientists",
      "don't|doesn't have ... ml|machine|data engineers|expertise|experience|team|scientists|people|learning|scientist|background|skills|engineer",
      "don't|doesn't|do know ... ml|machine|how ... train|tune|learning|fine",
      "new to ml|machine|ai|llms",
      "we're|are|am|i'm just|only|all? web|frontend|backend|product|software|app|fullstack developers|devs|engineers|developer|team",
      "non technical team|people",
    ],
    some: [
      "i|we|i've|we've|colleague|someone|he|she have|has? once? trained|tuned|finetuned|built ... model|models|bert|classifier|classifiers|before|once|lora|loras|networks|cnn|spacy|svm",
      "some|little|limited|basic|modest|moderate|bit ml|machine|nlp|data|model|experience|of ... experience|background|knowledge|skills|expertise|learning|ml|science|training",
      "a|one|single|1 data|ml|machine|junior scientist|engineer|learning|person|intern",
      "played|dabbled|experimented|tinkered|toyed with|in|around ... fine|tuning|lora|training|ml|models",
      "trained ... model|models|classifier|classifiers|bert before|once|in|years",
      "training|fine|tuning ... is also? easy|doable|feasible|fine|possible ... us",
      "part time data|ml",
      "took|done|taken ... ml|machine course|courses|learning",
      "fine tuned ... once|before|twice",
      "used|familiar|comfortable with|hugging ... pytorch|face|hf|transformers|sklearn|scikit",
    ],
    strong: [
      "ml|machine|ai|nlp|mlops learning? infra|infrastructure|platform|team|teams|group|org|department|researchers|scientists|engineers",
      "ml infra*",
      ">1 ... ml|machine|data|research|applied|nlp|ai ... engineers|researchers|scientists|phds|experts",
      "~fine tune|train|tuning|tuned ... models? ... every|regularly|routinely|daily|weekly|often|all week|day|month|time|the",
      "fine tune|train|retrain models|model|llms|them every|regularly|routinely|daily|weekly|often|all",
      "train|trained|build|built|run|host|pretrain* ... our|many|dozens|several|multiple|own own|models|llms",
      "experienced|strong|senior|seasoned|skilled|solid|deep|expert ml|machine|nlp|data|ai|research ... engineers|team|expertise|scientists|learning|people|background|researchers|scientist",
      "research lab|team|group|scientists|org",
      "applied scientists|scientist|researchers",
      "regularly|routinely|frequently train|fine|tune|finetune",
      "mlops",
      "phd|phds",
      "in house ml|machine|ai|nlp|data",
      "training run per|is|for|pipeline|pipelines",
      "our ml|ai|nlp|research|data team|engineers|scientists|science",
      "gpu cluster|clusters",
    ],
  },
  answers: {
    none: ["no|none|nobody|never|not|nope|zero"],
    some: ["little|once|some|twice|bit|few|somewhat|limited|one|basic"],
    strong: [
      "yes|regularly|often|always|experts|lots|experienced|strong|weekly|routinely|professionals",
    ],
  },
  torn: (values) =>
    values.includes("strong") && !values.includes("none")
      ? "strong"
      : values.includes("some")
        ? "some"
        : "none",
};
