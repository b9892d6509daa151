import type { Incoming } from "../chat/incoming.ts";
import type { Conversation } from "./conversation.ts";
import type { Turn } from "./moment.ts";

/** Whether it answers the question that is open. */
function answers({ phase }: Conversation, { event }: Incoming, { conversation }: Turn): boolean {
  return (
    phase.name === "asking" &&
    conversation.entries.some((entry) => entry.event === event && entry.fact === phase.fact)
  );
}

/**
 * What counts however much somebody has done before: that they take back or delete what is theirs to
 * take, and answers to a question that is open. There are only so many of these, so no script can use
 * them to make the bot talk without end.
 *
 * @param before the conversation on which the turn was made
 */
export function countsInAnyCase(before: Conversation, incoming: Incoming, turned: Turn): boolean {
  return (
    incoming.kind === "deleted" ||
    (before.subject !== "" && turned.replies.some(({ purpose }) => purpose === "erasure")) ||
    answers(before, incoming, turned)
  );
}
