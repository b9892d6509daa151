import type { Incoming } from "../chat/incoming.ts";
import type { FactId } from "../decision/facts.ts";
import { LONGEST_READ } from "../reading/facts-from-text.ts";
import type { Intent } from "../reading/intent.ts";
import { newConversation } from "./conversation.ts";
import type { Conversation } from "./conversation.ts";
import { intentOf, isForUs } from "./meaning.ts";

/** Words that may state facts, for a second reader. */
export type ToReadAgain = { readonly text: string; readonly asked?: FactId };

const TELLING: ReadonlySet<Intent["kind"]> = new Set(["statement", "correction", "what-if"]);

/**
 * What of an event a second reader may see: words that are for the bot and tell something. What
 * people say to each other, and what asks for something, is none of its business.
 */
export function toReadAgain(
  conversation: Conversation,
  incoming: Incoming,
): ToReadAgain | undefined {
  if (incoming.kind !== "mention" && incoming.kind !== "message" && incoming.kind !== "command")
    return undefined;
  const words = incoming.text.trim();
  const said = {
    conversation: incoming.kind === "command" ? newConversation() : conversation,
    incoming,
  };
  if (words === "") return undefined;
  const intent = intentOf(said, words);
  if (incoming.kind === "message" && !isForUs(said, intent, words)) return undefined;
  const { phase } = said.conversation;
  return TELLING.has(intent.kind)
    ? {
        text: words.slice(0, LONGEST_READ),
        ...(phase.name === "asking" ? { asked: phase.fact } : {}),
      }
    : undefined;
}
