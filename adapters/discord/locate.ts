import type { ConversationKey, Store } from "../../src/index.ts";
import type { Channels } from "./channels.ts";
import { conversationAt, messageId, workspaceOf } from "./places.ts";
import type { Where } from "./places.ts";

type Located = {
  readonly conversation: ConversationKey;
  /** Whether anything of it is known. */
  readonly isOurs: boolean;
};

/** Finds the conversation that something belongs to. */
export type Locate = (
  where: Where,
  message: string,
  /** The message of ours, perhaps, that it answers or was done on. */
  on?: string,
) => Promise<Located>;

export const createLocate =
  (store: Store, { placed }: Pick<Channels, "placed">): Locate =>
  async (where, message, on) => {
    const workspace = { platform: "discord", workspace: workspaceOf(where) };
    if (on !== undefined) {
      const conversation = await store.deliveries.conversationOf(workspace, on);
      if (conversation !== undefined) return { conversation, isOurs: true };
    }
    const place = await placed(where);
    const here = conversationAt(place, message);
    if (await store.conversations.has(here)) return { conversation: here, isOurs: true };
    if (place.parent === undefined) return { conversation: here, isOurs: false };
    // The thread of a command hangs on our own first message.
    const begun = await store.deliveries.conversationOf(
      workspace,
      messageId(place.parent, place.channel),
    );
    return begun === undefined
      ? { conversation: here, isOurs: false }
      : { conversation: begun, isOurs: true };
  };
