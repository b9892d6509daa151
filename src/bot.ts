import { checkFollowing } from "./chat/files.ts";
import type { Incoming } from "./chat/incoming.ts";
import type { PriceList } from "./knowledge/price-list.ts";
import { createDeliveries } from "./loop/deliveries.ts";
import { createLeaving } from "./loop/leaving.ts";
import { createLimits } from "./loop/limits.ts";
import type { LoopNeeds } from "./loop/needs.ts";
import { createReplyTimes } from "./loop/reply-times.ts";
import { DEFAULT_SETTINGS, expiredAt } from "./loop/settings.ts";
import type { LoopSettings } from "./loop/settings.ts";
import { createStoreHealth } from "./loop/store-health.ts";
import { createTurns } from "./loop/turns.ts";
import { createUnderWay } from "./loop/under-way.ts";
import type { Bot, Clock, CheckFiles, Log, Meter, Platform, SecondReader, Store } from "./ports.ts";
import { LONGEST_READ } from "./reading/facts-from-text.ts";

/** Conversations taken up in one poll at most; the next one is not far. */
const LEFT_AT_ONCE = 1000;

/** How often what is over is cleared away, in milliseconds. */
const EXPIRE_EVERY = 60_000;

/** What is not read is not kept either; the mark in its place shows that there was more. */
const withoutUnread = (incoming: Incoming): Incoming =>
  "text" in incoming && incoming.text.length > LONGEST_READ
    ? { ...incoming, text: `${incoming.text.trim().slice(0, LONGEST_READ)}…` }
    : incoming;

export type BotNeeds = {
  readonly store: Store;
  readonly platforms: readonly Platform[];
  readonly clock: Clock;
  readonly log: Log;
  /** Counts what happens; nobody does unless one is given. */
  readonly meter?: Meter | undefined;
  /** What tells this process from all others on the same store, earlier ones included. */
  readonly replica: string;
  readonly settings?: Partial<LoopSettings>;
  /** Reads what the rules have left unread; off unless somebody sets one up. */
  readonly secondReader?: SecondReader | undefined;
  /** What things cost; the built-in list unless somebody gives another. */
  readonly prices?: PriceList | undefined;
  /** Checks files that people give; they are told that it cannot be done here unless it is set up. */
  readonly checkFiles?: CheckFiles | undefined;
};

/**
 * The loop around the pure turn: an event into the inbox, the turn, one transaction, the replies out
 * in order. The store is the only memory, so that any number of processes can share it and any of
 * them can end at any instant.
 */
export function createBot({
  store,
  platforms,
  clock,
  log,
  meter = () => undefined,
  replica,
  secondReader,
  prices,
  checkFiles,
  ...given
}: BotNeeds): Bot {
  const settings = { ...DEFAULT_SETTINGS, ...given.settings };
  const health = createStoreHealth(log, meter);
  const underWay = createUnderWay();
  const needs: LoopNeeds = { store, clock, log, meter, settings, health, underWay };
  const replyTimes = createReplyTimes(meter);
  /** Platforms with more to handle and to deliver than is good. */
  const overloaded = new Set<string>();
  let stopped = false;
  let expiredLast = clock.now();
  let cancelPoll: (() => void) | undefined;

  const deliveries = new Map(
    platforms.map((platform) => [
      platform.name,
      createDeliveries({ ...needs, platform, replica, takeIn: keep, replyTimes }),
    ]),
  );
  const turns = createTurns({
    ...needs,
    secondReader,
    prices,
    checkFiles,
    limits: createLimits({ store, clock, settings }),
    takeIn: keep,
    isOn: (platform) => deliveries.has(platform),
    onReplies: (platform) => deliveries.get(platform)?.wake(),
  });

  async function keep(incoming: Incoming): Promise<void> {
    const at = clock.now();
    const isNew = await store.inbox.put(incoming, at);
    const { platform } = incoming.conversation;
    meter({ kind: "taken in", platform, what: incoming.kind, isNew });
    if (!isNew) return;
    replyTimes.takenIn(incoming, at);
    turns.take(incoming.conversation);
  }

  /** What follows from an event is kept, too, before the platform is told of it. */
  async function keepAll(incoming: Incoming): Promise<void> {
    await keep(incoming);
    const check = checkFollowing(incoming);
    if (check !== undefined) await keep(check);
  }

  async function receive(incoming: Incoming): Promise<void> {
    const { platform } = incoming.conversation;
    if (stopped) throw new Error("tuning-fork is stopping and takes nothing more in.");
    if (overloaded.has(platform))
      throw new Error(`Too much of ${platform} is waiting; nothing more is taken in for a while.`);
    try {
      await keepAll(withoutUnread(incoming));
    } catch (error) {
      health.failed(error);
      throw error;
    }
  }

  async function measureBacklog(platform: string): Promise<void> {
    const count = await store.backlog(platform, settings.mostBacklog);
    meter({ kind: "backlog", platform, count });
    const isOver = count >= settings.mostBacklog;
    if (isOver === overloaded.has(platform)) return;
    if (isOver) overloaded.add(platform);
    else overloaded.delete(platform);
    log(
      isOver
        ? {
            level: "error",
            message: `${settings.mostBacklog} events and replies of ${platform} are waiting; it takes no more in until there are fewer.`,
          }
        : { level: "info", message: `${platform} takes events in again.` },
    );
  }

  async function expire(): Promise<void> {
    if (clock.now() - expiredLast < EXPIRE_EVERY) return;
    const deleted = await store.retention.expire(expiredAt(clock.now(), settings));
    // More of it goes with the next poll, so that nobody waits for it.
    if (deleted === 0) expiredLast = clock.now();
  }

  async function poll(takenInBy: number): Promise<void> {
    try {
      for (const left of await store.inbox.left(takenInBy, LEFT_AT_ONCE)) turns.take(left);
      for (const [platform, { wake }] of deliveries) {
        wake();
        await measureBacklog(platform);
      }
      health.answered();
      await expire();
    } catch (error) {
      health.failed(error);
    }
    pollLater();
  }

  function pollLater(): void {
    if (stopped) return;
    cancelPoll = clock.after(settings.pollEvery, () =>
      underWay.add(poll(clock.now() - settings.leftAfter)),
    );
  }

  return {
    receive,
    left: createLeaving({ store, log }),
    // What is left from before is taken up whatever its age.
    start: () => underWay.add(poll(clock.now())),
    stop: async () => {
      stopped = true;
      cancelPoll?.();
      turns.stop();
      for (const { stop } of deliveries.values()) stop();
      await underWay.settled();
    },
    underWay: () => underWay.count(),
    settled: () => underWay.settled(),
    troubles: () => [
      ...(health.isWell() ? [] : ["The store does not work; the log says why."]),
      ...[...overloaded].map((platform) => `Too much of ${platform} is waiting.`),
    ],
  };
}
