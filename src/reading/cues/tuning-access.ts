import type { CuesOf } from "./cues-of.ts";

export const tuningAccess: CuesOf<"tuningAccess"> = {
  kind: "choice",
  says: {
    yes: [
      "can|could|able|allowed|may|free to? also? fine tune|tuning",
      "can|could|able|allowed to? finetune|lora|qlora",
      "fine tuning is|are|allowed|available|possible|ok|okay|an allowed|available|possible|ok|fine|okay|option|supported",
      "fine tuning access|allowed|available|possible|supported|endpoint",
      "qlora|lora possible|available|fine|ok",
      "access to ... fine|finetuning tuning?",
      "incl|including|also ... fine tuning",
      "training run ... ok|okay|fine|possible|allowed",

      "fine tuned|tune|tuning ... already|ourselves",
      "self host* ... and? fine|train",
      "can|could train ... model|our|own|ourselves",
    ],
    no: [
      "can't|unable|not|aren't|isn't|won't|don't|never able|allowed|permitted|let|have|us|going|be|access|can? to? us? ... fine|train|finetune tune|tuning|models|model|a|our|it|them|any",
      "can't|not fine|train|finetune|tune tune|tuning|a|models|anything|it|our|the|them",
      "no fine tuning|tunable|finetuning",
      "no access|way|option|possibility|permission to|for|of fine|tune|finetune|tuning|finetuning|training",
      "~fine tuning isn't|is|not|no|closed|unavailable|has not|no|longer|closed|unavailable|been|available|possible|allowed|offered|supported|an ...",
      "fine tuning isn't|is not? an? available|allowed|offered|possible|option|supported|unavailable|closed|disabled|forbidden|discontinued",
      "provider|vendor|api|model doesn't|don't|won't|not ... offer|support|allow|let ... fine|tuning|finetuning",
      "won't|doesn't let us fine|tune|train",
      "not tunable|finetunable",
      "tuning is no longer|not",
    ],
  },
  answers: { yes: ["yes|can|could|yep|sure|yeah"], no: ["no|not|can't|none|nope"] },
  torn: (values) => (values.includes("no") ? "no" : "yes"),
};
