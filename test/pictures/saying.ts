import type { ConversationKey, Reply, Store } from "../../src/index.ts";

/**
 * Has the bot say something in a conversation in which nothing was said yet, as a turn would: what is
 * said goes through the outbox. Gives what says it.
 */
export function sayingIn(store: Store, conversation: ConversationKey) {
  let revision = 0;
  return async (reply: Reply): Promise<void> => {
    const position = revision + 1;
    const isStored = await store.conversations.commit({
      conversation,
      revision,
      data: {},
      events: [],
      replies: [{ position, reply, event: `event ${position}` }],
      people: [],
      at: 0,
    });
    if (!isStored) throw new Error("somebody else has said something there");
    revision += 1;
  };
}
