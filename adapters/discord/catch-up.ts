import { Routes, SnowflakeUtil } from "discord.js";
import type { REST } from "discord.js";
import { z } from "zod";

import type { Clock, ConversationKey, Log, Store } from "../../src/index.ts";
import { isRefusal, sayError, waitIn } from "./errors.ts";
import { parseMessage } from "./incoming.ts";
import type { Written } from "./incoming.ts";
import { messageOf, partsOf, placeOf } from "./places.ts";

const HOUR = 60 * 60 * 1000;

/** Conversations that nobody touched for longer are not looked at. */
const LONGEST_AWAY = 7 * 24 * HOUR;
/** How far before the last change is looked: what was handled then is recognised. */
const MARGIN = 10 * 60 * 1000;
/** Conversations that are looked at in one go, at most, and how many of them at a time. */
const MOST_CONVERSATIONS = 1000;
const AT_ONCE = 5;
/** How often is looked, and the pause after the first failure; each further one is twice as long. */
const MOST_TRIES = 8;
const FIRST_PAUSE = 500;
/** Messages that Discord gives at a time, and how many times it is asked about one conversation. */
const PAGE = 100;
const MOST_PAGES = 5;

/** Which part of the servers a connection hears of. */
export type Shard = { readonly id: number; readonly of: number };

/** https://docs.discord.com/developers/events/gateway, on sharding: direct messages come on the first. */
export const isOnShard = (
  { workspace }: ConversationKey,
  isDirect: boolean,
  shard: Shard,
): boolean =>
  isDirect
    ? shard.id === 0
    : /^\d+$/.test(workspace) && Number((BigInt(workspace) >> 22n) % BigInt(shard.of)) === shard.id;

type Needs = {
  readonly rest: REST;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly self: () => string;
  /** Takes in what was said; what was taken in before is recognised. */
  readonly missed: (written: Written) => Promise<void>;
};

const Fetched = z.array(z.looseObject({ id: z.string() }));

type Room = { readonly channel: string; readonly last: string | undefined };

const byAge = (one: string, another: string): number => (BigInt(one) < BigInt(another) ? -1 : 1);

/**
 * Fetches what was said in the bot's conversations while nobody listened. A new session replays
 * nothing (https://docs.discord.com/developers/events/gateway), so whatever was said since the last
 * change of a conversation is read again; the inbox knows what it had.
 *
 * What was said elsewhere in the meantime, a first mention for instance, cannot be found this way.
 */
export function createCatchUp({ rest, store, clock, log, self, missed }: Needs) {
  /** The channel in which a conversation is held, and the last message there that is known. */
  async function roomOf(conversation: ConversationKey): Promise<Room | undefined> {
    const { channel, root: known, isCommand } = placeOf(conversation);
    const shown = (await store.deliveries.of(conversation)).flatMap(({ message }) =>
      message === "" ? [] : [messageOf(message)],
    );
    const isDirect = known === undefined && !isCommand;
    const last = shown.findLast((one) => isDirect || one.channel !== channel);
    if (last !== undefined) return { channel: last.channel, last: partsOf(last.message)[0] };
    if (isDirect) return { channel, last: undefined };
    // A process that was killed may not have come to note what it said there.
    const said = isCommand ? shown.slice(1) : shown;
    const root = known ?? shown[0]?.message;
    return said.length > 0 || root === undefined ? undefined : { channel: root, last: root };
  }

  async function lookInto(conversation: ConversationKey, changedAt: number): Promise<void> {
    const room = await roomOf(conversation);
    if (room === undefined) return;
    const { channel, last } = room;
    const { workspace } = conversation;
    // A message that is fetched does not say of which server it is.
    const guild = channel === workspace ? {} : { guild_id: workspace };
    const changed = String(SnowflakeUtil.generate({ timestamp: changedAt - MARGIN }));
    // Whichever is earlier: the clocks here and there need not agree.
    let [after = changed] = [changed, last ?? changed].toSorted(byAge);
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = new URLSearchParams({ limit: String(PAGE), after });
      const fetched = Fetched.parse(await rest.get(Routes.channelMessages(channel), { query }));
      const inOrder = fetched.toSorted((one, another) => byAge(one.id, another.id));
      for (const message of inOrder) {
        const written = parseMessage({ ...message, ...guild }, self());
        if (written !== undefined) await missed(written);
      }
      after = inOrder.at(-1)?.id ?? after;
      if (fetched.length < PAGE) return;
    }
  }

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => void clock.after(milliseconds, resolve));

  /** What is deleted, or out of sight, has nothing more to say; anything else is worth another look. */
  async function keepLooking(conversation: ConversationKey, changedAt: number): Promise<void> {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await lookInto(conversation, changedAt);
      } catch (cause) {
        if (isRefusal(cause)) return;
        if (attempt >= MOST_TRIES)
          return log({
            level: "warn",
            message: `What was said in a thread on Discord could not be looked through: ${sayError(cause)}`,
            cause,
          });
        await pause(waitIn(cause) ?? FIRST_PAUSE * 2 ** (attempt - 1));
      }
  }

  return async (shard: Shard): Promise<void> => {
    const since = clock.now() - LONGEST_AWAY;
    const changed = await store.conversations.changed("discord", since, MOST_CONVERSATIONS);
    const left = changed.filter(({ conversation }) => {
      const { root, isCommand } = placeOf(conversation);
      return isOnShard(conversation, root === undefined && !isCommand, shard);
    });
    const next = left.values();
    const work = async (): Promise<void> => {
      for (const { conversation, changedAt } of next) await keepLooking(conversation, changedAt);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  };
}
