import type { Phrase } from "../text/phrases.ts";
import type { CuesOf } from "./cues-of.ts";

const SCARCE_SKILL = "ml|machine|nlp|ai|data|deep|model|training|tuning|mlops|finetuning";

const NOBODY = "nobody|none";

const NOBODY_IS = "here|on|in|has|knows|with|at|from|of|really|who|ever|internally|around";

/** Who trains models as a matter of course, told or in answer to the question. */
const TRAINS: readonly Phrase[] = [
  "tuned|trained|train|build|built|shipped|deployed|ship|tune|running|run ... in|to|for production|prod|years|decade",
  "tuned|trained|built|shipped|deployed ... many|dozens|dozen|hundreds|several|countless|scores|lots times|of|models|llms|classifiers|transformers|them",
  "tuned|trained|built|shipped|deployed >3 ... models|llms|classifiers|transformers|networks",
  "ml|machine|ai|nlp|data|models|model|training ... for|of >2 years",
  ">3 years ... ml|machine|nlp|deep|tuning|training|models",
  "senior|lead|principal|staff|head|chief|veteran of? applied|ml|machine|ai|nlp|data|research|deep",
  "strong|great|excellent|deep|solid|serious|extensive|plenty|lots|lot|heaps|tons of? ml|machine|nlp|ai|tuning|training|deep ... skills|skill|chops|expertise|staff|knowledge|experience|talent|background|people",
  "i'm|we're an|a|all|both? ml|machine|ai|nlp|deep|research learning? engineer|engineers|scientist|scientists|researcher|researchers|practitioner",
  "i|we am|are an|a|all|both? ml|machine|ai|nlp|deep|research learning? engineer|engineers|scientist|scientists|researcher|researchers|practitioner",
  "ml|machine|nlp|ai ... is|are our|my core|bread|day|daily|strength|job",
  "phd|doctorate in|on ml|machine|nlp|ai|computational|deep",
  "trained|tuned|build|built ... at google|deepmind|meta|openai|amazon|microsoft|facebook|nvidia",
  "full ml|ai|data|nlp|machine science|learning? team|department|group",
];

export const expertise: CuesOf<"expertise"> = {
  kind: "choice",
  says: {
    none: [
      "nobody|none|no one|us codes|programs",
      "who|that knew|knows|understood|understands|did ml|it|machine|ai|nlp ... left|quit|gone|resigned",
      "none|nobody|neither|not of|one|a? us|them|our|the|my|of|single ... trained|tuned|train|tune|touched|ml|machine|model",
      "beginner|beginners|newbie|newbies|novice|novices|noob|noobs|laymen|layman|rookies|rookie|amateurs|clueless",
      "nobody|none|neither|nor|not|no|can't|can|don't|doesn't ... can|of|us|me|know|knows|to|how ... code|program|script|train|python|ml",
      "can't|couldn't|don't|doesn't code|program|script|train",
      "not a|one single? one|person|soul|engineer|developer ... code|train|trained|ml|machine|model|models|ai",
      "nobody|none left|else ... knows|can|does|ml|any",
      "found|hired|hire 0|zero|none|nobody",
      "no|zero clue|idea about|how|of|what ... ml|train|training|model|models|tune|learning|ai|tensor|gradient|epoch",
      "know|knows nothing about|of ml|machine|ai|models|training",
      "first time|ever ... model|models|ml|training|tuning|ai",
      "ml|machine|ai|this|training|tuning learning? is all|completely|totally|entirely|brand|very? new to",
      "not|isn't|aren't|non technical|programmers|coders|programmer|coder|techies|techy",
      "<1 ml|machine|ai|data",
      "ml|machine|ai|nlp|data learning? engineer|engineers|person|people|guy|scientist|team|expert left|quit|resigned",
      "~me and my excel|spreadsheet|spreadsheets",
      "~only|just ever? do|know|does|use excel|sales|marketing|spreadsheets|hr|accounting|word",
      "outside our|my comfort|competence|expertise|skills",
      `${NOBODY} ${NOBODY_IS} ... trained|train|trains|tuned|tune|fine|${SCARCE_SKILL}`,
      "no one here|on|in|has|knows|with|at|from|who|of|ever ... trained|train|tuned|tune|fine|ml|machine|nlp|ai|data|model|training",
      `no|zero|without|lack|lacking|any|hardly ${SCARCE_SKILL} learning? people|team|engineers|engineer|expertise|experience|background|skills|knowledge|staff|folks|specialists|person|talent|scientists|scientist|learning|know|background|experts|expert|capacity`,
      "~no|zero|without ml|nlp|mlops",
      "no|zero in house ml|ai|nlp|data|machine",
      "no|zero|without ml|ai|nlp|mlops whatsoever|at|here|people|yet|in|on|,|.",
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
      "trained|tuned|built|finetuned few|couple|some|two small|little|simple|tiny? classifiers|models|networks",
      "trained|tuned|built|finetuned a few|couple|handful of? small|little|simple|tiny? classifiers|models|networks",
      "~kaggle|hugging",
      "coursera|udemy|fastai|bootcamp",
      "online|ml|ai|data|machine|nlp|udemy|uni|university learning|science? ml|ai? course|courses|class|classes|module|tutorials",
      "basic|basics|beginner|entry|elementary python|ml|machine|stats|statistics|data|knowledge|skills|pytorch|sklearn|of",
      "played|play|dabbled|experimented|tinkered|toyed|worked|messed a? bit|little|around? around? with|in scikit|sklearn|pytorch|keras|tensorflow|hf|transformers|huggingface|ml|nlp|spacy|notebooks|colab|lora|models|bert|llms",
      "trained|tuned|built|made|train a|an|one|two|three|couple|few|some|small|simple|toy|1|2|3 ... model|models|classifier|classifiers|network|lora",
      "one|two|someone|somebody|few of us|our|them|the|my ... knows|has|did|does|have|some ... ml|training|pytorch|python|learning|nlp|model|models|tuning",
      "bit|little|some of? hands? on? ml|ai|machine|python|nlp|data|fine|tuning|training|pytorch|tensorflow|sklearn|scikit|keras",
      "self taught",
      "followed|did|read|watched|finished ... tutorial|tutorials|course|courses",
      "hobby ml|ai|machine",
      "learned|learnt|studied|did ml|machine|ai|nlp|data|statistics ... uni|university|college|school|studies|course",
      "student|working|intern ... ml|machine|thesis",
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
      ...TRAINS,
      "kaggle|competition master|masters|grandmaster|grandmasters|winner|winners",
      "ex google|deepmind|meta|openai|amazon|microsoft|faang ml|ai|machine|research|researcher|engineer",
      "our ml|ai|nlp folks|people|guys|crew|staff|colleagues|experts",
      "full time ml|ai|nlp|data|machine",
      "ml|ai|nlp|machine degree|degrees|master|masters|msc|doctorate",
      "knows|know|knowing ... inside out",
      "ml|machine|ai|nlp|mlops learning? infra|infrastructure|platform|team|teams|group|org|department|researchers|scientists|engineers",
      "ml infra*",
      ">1 ... ml|machine|data|research|applied|nlp|ai ... engineers|researchers|scientists|phds|experts",
      "~fine tune|train|tuning|tuned ... models? ... every|regularly|routinely|daily|weekly|often|all week|day|month|time|the",
      "fine tune|train|retrain models|model|llms|them every|regularly|routinely|daily|weekly|often|all",
      "train|trained|build|built|run|host|deploy|deploys|maintain|pretrain* ... our|many|dozens|several|multiple|own own|models|llms",
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
      ...TRAINS,
      "yes|regularly|often|always|experts|lots|experienced|strong|weekly|routinely|professionals",
    ],
  },
  mentions: [
    "hire|hiring|recruit|recruiting|find|need|needs|looking|contract|get|want ... ml|data|machine|ai|nlp learning? engineer|engineers|scientist|scientists|person|people|expert|experts|team|specialist",
    "data|ml|machine|ai learning? scientist|engineer|expert costs|cost|would|charges|earns",
  ],
  torn: (values) =>
    values.includes("strong") && !values.includes("none")
      ? "strong"
      : values.includes("some")
        ? "some"
        : "none",
};
