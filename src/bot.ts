import type { Incoming } from "./chat/incoming.ts";
import { readConversation } from "./dialogue/conversation.ts";
import { turn } from "./dialogue/turn.ts";
import type { Bot, ConversationStore } from "./ports.ts";

/** Two people rarely speak in the same moment, and never this often. */
const ATTEMPTS = 10;

/** Every attempt to save met somebody else's newer state. */
class ConversationBusyError extends Error {
  constructor(conversation: string) {
    super(`Conversation ${conversation} kept changing while an event was handled.`);
    this.name = "ConversationBusyError";
  }
}

/**
 * The loop around the pure turn: load, turn, save, and again on the winner's state if somebody else
 * saved first.
 */
export const createBot = (store: ConversationStore): Bot => ({
  handle: async (incoming: Incoming) => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const stored = await store.load(incoming.conversation);
      const before = readConversation(stored?.data);
      const { conversation, replies } = turn(before, incoming);
      if (conversation === before) return replies;
      if (await store.save(incoming.conversation, conversation, stored?.revision ?? 0))
        return replies;
    }
    throw new ConversationBusyError(incoming.conversation);
  },
});
