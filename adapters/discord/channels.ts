import { Routes } from "discord.js";
import type { Client, REST } from "discord.js";
import { z } from "zod";

import { nothingIfRefused } from "./errors.ts";
import { parentOf } from "./incoming.ts";
import { missingFrom } from "./permissions.ts";
import type { Where } from "./places.ts";

/** Channels that are remembered at most. */
const MOST_KNOWN = 10_000;

const Channel = z.object({
  type: z.number().optional(),
  parent_id: z.string().nullish(),
  owner_id: z.string().nullish(),
});

type Thread = { readonly parent: string; readonly owner: string | undefined };

/** A channel and what the bot lacks in it. */
type Checked = { readonly name: string; readonly missing: readonly string[] };

export type Channels = {
  /** A place with the channel around it, where it is a thread. */
  readonly placed: (where: Where) => Promise<Where>;
  /** Who opened a thread. */
  readonly ownerOf: (channel: string) => Promise<string | undefined>;
  /** The permissions that the bot lacks in a channel; none where that is not known. */
  readonly missingIn: (channel: string) => readonly string[];
  /** Every channel of a server in which people write. */
  readonly checked: (guild: string) => readonly Checked[];
  /** What Discord told of our permissions in a channel, together with an interaction there. */
  readonly learn: (channel: string, granted: bigint) => void;
};

function remember<V>(known: Map<string, V>, channel: string, value: V): void {
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(channel, value);
}

/** What is known of channels: what the gateway has told, else what Discord answers. */
export function createChannels(client: () => Client | undefined, rest: REST): Channels {
  const threads = new Map<string, Thread | undefined>();
  const granted = new Map<string, bigint>();

  async function thread(channel: string): Promise<Thread | undefined> {
    const cached = client()?.channels.cache.get(channel);
    if (cached !== undefined)
      return cached.isThread() && cached.parentId !== null
        ? { parent: cached.parentId, owner: cached.ownerId ?? undefined }
        : undefined;
    if (threads.has(channel)) return threads.get(channel);
    const { data } = Channel.safeParse(
      await rest.get(Routes.channel(channel)).catch(nothingIfRefused),
    );
    const parent = data === undefined ? undefined : parentOf(data);
    const found = parent === undefined ? undefined : { parent, owner: data?.owner_id ?? undefined };
    remember(threads, channel, found);
    return found;
  }

  function missingIn(channel: string): readonly string[] {
    const told = granted.get(channel);
    if (told !== undefined) return missingFrom(told);
    const cached = client()?.channels.cache.get(channel);
    if (cached === undefined || cached.isDMBased() || !("permissionsFor" in cached)) return [];
    const me = cached.guild.members.me;
    const mine = me === null ? null : cached.permissionsFor(me);
    return mine === null ? [] : missingFrom(mine.bitfield);
  }

  return {
    placed: async (where) => {
      if (where.guild === undefined || where.parent !== undefined) return where;
      const found = await thread(where.channel);
      return found === undefined ? where : { ...where, parent: found.parent };
    },
    ownerOf: async (channel) => (await thread(channel))?.owner,
    missingIn,
    checked: (guild) =>
      [...(client()?.guilds.cache.get(guild)?.channels.cache.values() ?? [])]
        .filter(
          (channel) => !channel.isThread() && (channel.isTextBased() || channel.isThreadOnly()),
        )
        .map(({ id, name }) => ({ name, missing: missingIn(id) })),
    learn: (channel, bits) => remember(granted, channel, bits),
  };
}
