import { Routes } from "discord.js";
import type { Client, REST } from "discord.js";
import { z } from "zod";

import { parentOf } from "./incoming.ts";
import { missingFrom } from "./permissions.ts";
import type { Where } from "./places.ts";

/** Channels that are remembered at most. */
const MOST_KNOWN = 10_000;

const Channel = z.object({ type: z.number().optional(), parent_id: z.string().nullish() });

/** A channel and what the bot lacks in it. */
type Checked = { readonly name: string; readonly missing: readonly string[] };

export type Channels = {
  /** A place with the channel around it, where it is a thread. */
  readonly placed: (where: Where) => Promise<Where>;
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
  const parents = new Map<string, string | undefined>();
  const granted = new Map<string, bigint>();

  async function parent(channel: string): Promise<string | undefined> {
    const cached = client()?.channels.cache.get(channel);
    if (cached !== undefined) return cached.isThread() ? (cached.parentId ?? undefined) : undefined;
    if (parents.has(channel)) return parents.get(channel);
    const { data } = Channel.safeParse(await rest.get(Routes.channel(channel)).catch(() => null));
    const found = data === undefined ? undefined : parentOf(data);
    remember(parents, channel, found);
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
      const around = await parent(where.channel);
      return around === undefined ? where : { ...where, parent: around };
    },
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
