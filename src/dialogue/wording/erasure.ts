import { note, text } from "../../chat/reply.ts";
import type { Reply } from "../../chat/reply.ts";
import { OPENING } from "./opening.ts";
import { reply, toSender } from "./parts.ts";

/** Asked back before anything is taken away; nobody else needs to see it. */
export const confirmErasure = (): Reply =>
  toSender(
    text(
      "Delete this decision? My messages here go away, and everything that I keep of it. This cannot be taken back.",
    ),
    {
      kind: "choices",
      choices: [
        { label: "Delete", token: "erase" },
        { label: "Leave it", token: "leave" },
      ],
    },
  );

/** The button by which somebody has all decisions deleted that they began. */
export const ERASE_ALL = "erase-all";

export const confirmErasureOfAll = (): Reply =>
  toSender(
    text(
      "Delete every decision that you began, here and in other channels? My messages in their threads go away, and everything that I keep of them, also what others said there. This cannot be taken back.",
    ),
    note(
      "What you said in decisions that others began stays. Delete your message there, and I forget what I read in it.",
    ),
    {
      kind: "choices",
      choices: [
        { label: "Delete all", token: ERASE_ALL },
        { label: "Leave them", token: "leave" },
      ],
    },
  );

export const erasingAll = (): Reply =>
  toSender(
    text("I am deleting every decision that you began. Each thread says so when it is done."),
  );

export const leftAsItIs = (): Reply => toSender(text("Nothing is deleted."));

export const erased = (name: string): Reply => ({
  ...reply(
    "erasure",
    text(`This decision was deleted by ${name}. My messages are gone, and I have forgotten it.`),
  ),
  // The message that opened the thread stays, since others stand below it.
  replaces: OPENING,
});

export const mayNotErase = (starter: string | undefined): Reply =>
  toSender(
    text(
      `Only ${starter === undefined ? "whoever" : `${starter}, who`} began this decision, or an administrator, can delete it.`,
    ),
  );
