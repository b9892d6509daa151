import { Routes } from "discord.js";
import type { REST } from "discord.js";
import { z } from "zod";

import type { ConversationKey, Store } from "../../src/index.ts";
import type { Channels } from "./channels.ts";
import { nothingIfRefused } from "./errors.ts";
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

type Needs = {
  readonly rest: REST;
  readonly store: Store;
  readonly channels: Pick<Channels, "placed" | "ownerOf">;
  /** The bot's own user. */
  readonly self: () => string;
};

/** Threads whose conversation is remembered, at most. */
const MOST_KNOWN = 10_000;
/** Among so many first messages of a thread of ours, one is ours. */
const FIRST = "10";

const Messages = z.array(
  z.object({ id: z.string(), author: z.object({ id: z.string() }).nullish() }),
);

export function createLocate({ rest, store, channels, self }: Needs): Locate {
  const known = new Map<string, ConversationKey | undefined>();

  /** The conversation of a thread that we opened where its identity does not tell: that of our first message in it. */
  async function conversationIn(thread: Where): Promise<ConversationKey | undefined> {
    const { channel } = thread;
    if ((await channels.ownerOf(channel)) !== self()) return undefined;
    if (known.has(channel)) return known.get(channel);
    const query = new URLSearchParams({ limit: FIRST, after: "0" });
    const there = await rest
      .get(Routes.channelMessages(channel), { query })
      .catch(nothingIfRefused);
    const { data: messages = [] } = Messages.safeParse(there);
    const own = messages.find(({ author }) => author?.id === self());
    if (own === undefined) return undefined;
    const found = await store.deliveries.conversationOf(
      { platform: "discord", workspace: workspaceOf(thread) },
      messageId(channel, own.id),
    );
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(channel, found);
    return found;
  }

  return async (where, message, on) => {
    const workspace = { platform: "discord", workspace: workspaceOf(where) };
    if (on !== undefined) {
      const conversation = await store.deliveries.conversationOf(workspace, on);
      if (conversation !== undefined) return { conversation, isOurs: true };
    }
    const place = await channels.placed(where);
    const here = conversationAt(place, message);
    if (await store.conversations.has(here)) return { conversation: here, isOurs: true };
    if (place.parent === undefined) return { conversation: here, isOurs: false };
    // The thread of a command hangs on our own first message.
    const begun =
      (await store.deliveries.conversationOf(workspace, messageId(place.parent, place.channel))) ??
      (await conversationIn(place));
    return begun === undefined
      ? { conversation: here, isOurs: false }
      : { conversation: begun, isOurs: true };
  };
}
