import type { CuesOf } from "./cues-of.ts";
import { LABELLING, NO_ONE, UNLABELLED } from "./labelling.ts";
import { PERSONS } from "./persons.ts";

export const unlabelledExamples: CuesOf<"unlabelledExamples"> = {
  kind: "amount",
  measures: "count",
  held: true,
  restOf: "labelledExamples",
  counted: [
    `${UNLABELLED}|unlabel*`,
    "raw",
    `${NO_ONE} ... ${LABELLING}`,
    "no|zero labelled|labeled|labels|label|annotated|annotations|tagged",
    "no|without|lacking|missing any|an|a|the|their? labels|label|answer|answers|tag|tags|category|categories|code|codes|transcript|transcripts|diagnosis|grade|grades|annotation|annotations",
    "no|without|lacking|missing _ labels|label|annotations|tags|codes",
    "<1 labelled|labeled|annotated|tagged",
    "labelled|labeled|annotated|tagged : <1",
    "but|with|and|have|has|having no labels|label|annotations|labelled|labeled",
    "lacking|lack|lacks any? labels|label|annotations",
    "still|to be|need ... labelled|labeled|annotated|tagged|reviewed",
    "yet to",
  ],
  instead: [
    "lack|short|shortage|lacking of|on labels|labelled|labeled|annotations",
    "worth of",
    "time|capacity|budget|patience|want|wants|willing|able|going|hands to label|annotate|tag|grade|code|check|sort",
    "examples in",
    "per prompt",
    "classes|categories|annotators",
    PERSONS,
  ],
  stated: [["no|zero unlabel*|raw data|examples|inputs|text|documents", 0]],
  answers: [
    ["none|zero|nothing|no|nope", 0],
    ["hardly|barely any|anything", { low: 0, high: 100 }],
    ["lots|loads|tons|plenty", { low: 10_000, high: 1_000_000 }],
  ],
};
