import type { ConversationStore, StoredConversation } from "../../src/index.ts";

/** Conversations for as long as the process lives: the terminal and tests. */
export function createMemoryStore(): ConversationStore {
  const conversations = new Map<string, StoredConversation>();
  return {
    load: async (conversation) => conversations.get(conversation),
    save: async (conversation, data, revision) => {
      if ((conversations.get(conversation)?.revision ?? 0) !== revision) return false;
      conversations.set(conversation, { data, revision: revision + 1 });
      return true;
    },
  };
}
