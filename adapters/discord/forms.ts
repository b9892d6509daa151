import { ComponentType, TextInputStyle } from "discord.js";
import type { APIModalInteractionResponseCallbackData } from "discord.js";

import { caseForm } from "../../src/index.ts";
import type { OpenQuestion } from "../../src/index.ts";
import { LIMITS, cut } from "./limits.ts";
import { FORMS, customIdOf } from "./render.ts";

type Form = APIModalInteractionResponseCallbackData;

/** The fields in which words are written, and the forms in which a case is. */
export const FIELD = "words";
export const CASE = { open: "case", private: "case:private" } as const;

type Written = {
  readonly form: string;
  readonly title: string;
  readonly label: string;
  readonly hint: string;
};

const written = ({ form, title, label, hint }: Written): Form => ({
  custom_id: customIdOf(form),
  title: cut(title, LIMITS.modalTitle),
  components: [
    {
      type: ComponentType.Label,
      label: cut(label, LIMITS.partLabel),
      description: cut(hint, LIMITS.partDescription),
      component: {
        type: ComponentType.TextInput,
        custom_id: FIELD,
        style: TextInputStyle.Paragraph,
        max_length: LIMITS.inputText,
      },
    },
  ],
});

/** A case in the person's own words. */
export const caseModal = (isPrivate: boolean): Form =>
  written({
    form: isPrivate ? CASE.private : CASE.open,
    title: caseForm.title,
    label: caseForm.question,
    hint: "The task, examples you have, how far a prompt gets, traffic, how soon. A sentence or two.",
  });

/** An answer in the person's own words. */
export const answerModal = (): Form =>
  written({
    form: FORMS.words,
    title: "Your answer",
    label: "In your own words",
    hint: "A number, a sentence, several facts at once, or “not sure”.",
  });

/** What should be supposed. */
export const whatIfModal = (): Form =>
  written({
    form: FORMS.whatIf,
    title: "What if",
    label: "What if",
    hint: "For example: we had only 200 examples. Nothing is changed by asking.",
  });

/** Several questions at once; undefined when there is none that is worth asking. */
export function questionsModal(questions: readonly OpenQuestion[]): Form | undefined {
  const parts = questions.slice(0, LIMITS.modalParts);
  return parts.length === 0
    ? undefined
    : {
        custom_id: customIdOf(FORMS.all),
        title: "Answer all at once",
        components: parts.map(({ name, question, choices }, at) => ({
          type: ComponentType.Label,
          label: cut(name, LIMITS.partLabel),
          description: cut(question, LIMITS.partDescription),
          component: {
            type: ComponentType.RadioGroup,
            custom_id: `question:${at}`,
            required: false,
            options: choices
              .slice(0, LIMITS.radioOptions)
              .map(({ label, token }) => ({ label: cut(label, LIMITS.optionLabel), value: token })),
          },
        })),
      };
}
