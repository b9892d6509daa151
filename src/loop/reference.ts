import type { ConversationKey } from "../chat/incoming.ts";

/** One name for a conversation, for use as a key in memory. */
export const nameOf = ({ platform, workspace, thread }: ConversationKey): string =>
  JSON.stringify([platform, workspace, thread]);

/**
 * A short name for something that failed, the same for the same thing: people see it and the log
 * holds it. FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/).
 */
export function referenceFor(conversation: ConversationKey, what: string | number): string {
  let hash = 0x811c9dc5;
  for (const character of `${nameOf(conversation)}${what}`)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, "0");
}
