import type { ModalView } from "@slack/types";

import { caseForm } from "../../src/index.ts";
import { FORM } from "./incoming.ts";
import { LIMITS, cut } from "./limits.ts";

/** The form that a command alone opens; what is written in it goes to the channel it was opened in. */
export const formFor = (channel: string): ModalView => ({
  type: "modal",
  callback_id: FORM.callback,
  private_metadata: channel,
  title: { type: "plain_text", text: cut(caseForm.title, LIMITS.modalTitle) },
  submit: { type: "plain_text", text: cut(caseForm.submit, LIMITS.modalTitle) },
  close: { type: "plain_text", text: cut(caseForm.cancel, LIMITS.modalTitle) },
  blocks: [
    {
      type: "input",
      block_id: FORM.field,
      label: { type: "plain_text", text: caseForm.question },
      hint: { type: "plain_text", text: cut(caseForm.hint, LIMITS.inputHint) },
      element: {
        type: "plain_text_input",
        action_id: FORM.field,
        multiline: true,
        max_length: LIMITS.inputText,
      },
    },
  ],
});
