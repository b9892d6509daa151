import type { ModalView } from "@slack/types";

import { caseForm } from "../../src/index.ts";
import { FORM, openedIn } from "./incoming.ts";
import type { OpenedIn } from "./incoming.ts";
import { LIMITS, cut } from "./limits.ts";

const plain = (text: string) => ({ type: "plain_text", text }) as const;

/** Where to ask, for a form that was not opened in a channel. */
const placeInput = (): ModalView["blocks"][number] => ({
  type: "input",
  block_id: FORM.place,
  optional: true,
  label: plain(caseForm.where),
  hint: plain(cut(caseForm.whereHint, LIMITS.inputHint)),
  element: {
    type: "conversations_select",
    action_id: FORM.place,
    filter: { include: ["public", "private"], exclude_bot_users: true },
  },
});

/**
 * The form in which a case is written.
 *
 * @param opened where it was opened; what is written goes there. Without it, the form asks for a channel
 */
export const formFor = (opened?: OpenedIn): ModalView => ({
  type: "modal",
  callback_id: FORM.callback,
  private_metadata: opened === undefined ? "" : openedIn(opened),
  title: plain(cut(caseForm.title, LIMITS.modalTitle)),
  submit: plain(cut(caseForm.submit, LIMITS.modalTitle)),
  close: plain(cut(caseForm.cancel, LIMITS.modalTitle)),
  blocks: [
    {
      type: "input",
      block_id: FORM.field,
      label: plain(caseForm.question),
      hint: plain(cut(caseForm.hint, LIMITS.inputHint)),
      element: {
        type: "plain_text_input",
        action_id: FORM.field,
        multiline: true,
        max_length: LIMITS.inputText,
      },
    },
    ...(opened === undefined ? [placeInput()] : []),
  ],
});
