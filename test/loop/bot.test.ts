import { describe, expect, test } from "vitest";

import { createMemoryStore } from "../../adapters/stores/memory.ts";
import { createBot } from "../../src/index.ts";
import type { BotNeeds, Delivery, Incoming, LogEntry, Outcome, Store } from "../../src/index.ts";
import { createManualClock } from "./manual-clock.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const CASE = "We sort tickets into categories and have 500 labelled examples.";

type Behaviour = (delivery: Delivery) => Promise<Outcome>;

const textOf = ({ reply }: Delivery): string => JSON.stringify(reply.blocks);
const shows: Behaviour = async ({ position }) => ({ kind: "delivered", message: `M${position}` });
const fails: Behaviour = async () => ({ kind: "later", why: "HTTP 503" });
const refuses: Behaviour = async () => ({ kind: "never", why: "the channel is archived" });
const isSilent: Behaviour = () => new Promise(() => undefined);

/** One or more bots on one store, with two platforms that can be made to misbehave. */
function createWorld(given: Partial<BotNeeds> = {}) {
  const clock = createManualClock();
  const store = given.store ?? createMemoryStore();
  const asked: Delivery[] = [];
  const logged: LogEntry[] = [];
  const behaviours = new Map<string, Behaviour>();
  const platform = (name: string) => ({
    name,
    deliver: async (delivery: Delivery) => {
      asked.push(delivery);
      return (behaviours.get(name) ?? shows)(delivery);
    },
  });
  const bot = (replica: string) =>
    createBot({
      platforms: [platform("slack"), platform("discord")],
      clock,
      log: (entry) => void logged.push(entry),
      replica,
      ...given,
      store,
    });
  return {
    clock,
    store,
    bot,
    asked,
    logged,
    behave: (name: string, behaviour: Behaviour) => void behaviours.set(name, behaviour),
    /** What a platform was asked to show in a thread, as thread and text. */
    texts: (thread = "C1") =>
      asked.filter(({ conversation }) => conversation.thread === thread).map(textOf),
  };
}

let count = 0;
const said = (text: string, where: Partial<Incoming["conversation"]> = {}): Incoming => ({
  event: `E${(count += 1)}`,
  conversation: { platform: "slack", workspace: "T1", thread: "C1", ...where },
  from: { id: "U1", name: "Dana" },
  at: "2026-11-23T12:00:00Z",
  kind: "mention",
  text,
});

/** A command: the bot first repeats what nobody else saw, and then answers. */
const commanded = (text: string, where: Partial<Incoming["conversation"]> = {}): Incoming =>
  ({ ...said(text, where), kind: "command" }) as Incoming;

/** A store some operations of which fail while it is away. */
function createFlakyStore() {
  const memory = createMemoryStore();
  let isAway = false;
  const guard = <Args extends readonly unknown[], T>(work: (...args: Args) => Promise<T>) => {
    return async (...args: Args): Promise<T> => {
      if (isAway) throw new Error("connection lost");
      return work(...args);
    };
  };
  const guarded = (operations: object): object =>
    Object.fromEntries(Object.entries(operations).map(([name, work]) => [name, guard(work)]));
  const { backlog, close, ...parts } = memory;
  const store = {
    ...Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, guarded(part)])),
    backlog: guard(backlog),
    close,
  } as Store;
  return { store, setAway: (away: boolean) => void (isAway = away) };
}

/** What the bot answers when it is asked what its recommendation costs. */
async function costs(given: Partial<BotNeeds>): Promise<string> {
  const { bot: botNamed, texts } = createWorld(given);
  const bot = botNamed("one");
  for (const text of [CASE, "decide now", "cost"]) await bot.receive(said(text));
  await bot.settled();
  return texts().join("\n");
}

test("costs rest on the list of prices that the bot is given", async () => {
  const none = "no model that can be prompted";
  expect(await costs({})).not.toContain(none);
  expect(await costs({ prices: [] })).toContain(none);
});

test("what is deleted is forgotten once its messages are gone, and not before", async () => {
  const { bot: botNamed, store, clock, behave } = createWorld();
  const bot = botNamed("one");
  await bot.receive(said(CASE));
  await bot.settled();
  behave("slack", async () => ({ kind: "later", why: "rate limited", due: clock.now() + SECOND }));
  const { text: _, ...erasing } = said("") as Incoming & { readonly text: string };
  const conversation = erasing.conversation;
  await bot.receive({ ...erasing, kind: "interaction", token: "erase" } as Incoming);
  await bot.settled();
  expect(await store.conversations.has(conversation)).toBe(true);
  behave("slack", shows);
  bot.start();
  await clock.advance(2 * SECOND);
  expect(await store.conversations.has(conversation)).toBe(false);
  expect(await store.deliveries.of(conversation)).toEqual([]);
});

test("what is deleted is forgotten even where the platform takes nothing away", async () => {
  const { bot: botNamed, store, behave, logged } = createWorld();
  const bot = botNamed("one");
  await bot.receive(said(CASE));
  await bot.settled();
  behave("slack", async () => ({ kind: "never", why: "is_archived" }));
  const { conversation, ...rest } = said("");
  const erasing = { ...rest, conversation, kind: "interaction", token: "erase" } as Incoming;
  await bot.receive(erasing);
  await bot.settled();
  expect(await store.conversations.has(conversation)).toBe(false);
  expect(logged).toMatchObject([{ level: "error", reference: expect.any(String) }]);
});

describe("events", () => {
  test("two people who speak at once are both heard", async () => {
    const { bot: botNamed, texts } = createWorld();
    const bot = botNamed("one");
    await bot.receive(said(CASE));
    await bot.settled();
    await Promise.all([
      bot.receive(said("prompting falls a little short")),
      bot.receive(said("nobody here has trained a model")),
    ]);
    await bot.receive(said("what do you know?"));
    await bot.settled();
    expect(texts().join()).toContain("a little short");
    expect(texts().join()).toContain("rained a model");
  });

  test("two replicas that handle one conversation at once lose no word of it", async () => {
    const { bot: botNamed, texts, clock } = createWorld();
    const [one, two] = [botNamed("one"), botNamed("two")];
    await one.receive(said(CASE));
    await clock.advance(SECOND);
    await Promise.all([
      one.receive(said("prompting falls a little short")),
      two.receive(said("nobody here has trained a model")),
    ]);
    await clock.advance(SECOND);
    await one.receive(said("what do you know?"));
    await clock.advance(SECOND);
    const last = texts().join();
    expect(last).toContain("a little short");
    expect(last).toContain("rained a model");
  });

  test("the same event is answered once, whoever takes it in how often", async () => {
    const { bot: botNamed, texts, clock } = createWorld();
    const incoming = said(CASE);
    const bots = [botNamed("one"), botNamed("two"), botNamed("three")];
    await Promise.all(bots.flatMap((bot) => [bot.receive(incoming), bot.receive(incoming)]));
    await clock.advance(SECOND);
    const first = texts();
    await Promise.all(bots.map((bot) => bot.receive(incoming)));
    await clock.advance(SECOND);
    expect(first.length).toBeGreaterThan(0);
    expect(new Set(first).size).toBe(first.length);
    expect(texts()).toEqual(first);
  });

  test("what is none of our business leaves nothing but that it was seen", async () => {
    const { bot: botNamed, store, texts } = createWorld();
    const bot = botNamed("one");
    await bot.receive({ ...said("lunch at noon?"), kind: "message" } as Incoming);
    await bot.settled();
    expect(texts()).toEqual([]);
    const next = said("hello");
    await store.inbox.put(next, 1);
    expect(await store.inbox.waiting(next.conversation)).toMatchObject({
      data: undefined,
      events: [next],
    });
  });

  test("one on which the turn fails is answered with a reference that stands in the log", async () => {
    const { bot: botNamed, texts, logged } = createWorld();
    const bot = botNamed("one");
    await bot.receive(said(CASE));
    await bot.receive({ ...said(""), kind: "interaction" } as Incoming);
    await bot.receive(said("why?"));
    await bot.settled();
    expect(logged).toMatchObject([{ level: "error", reference: expect.any(String) }]);
    expect(texts().join()).toContain(`reference ${logged[0]?.reference}`);
    expect(texts().at(-1)).not.toContain("reference");
  });

  test("those of a conversation of a newer version are left for it, and logged once", async () => {
    const { bot: botNamed, store, texts, logged, clock } = createWorld();
    const incoming = said("why?");
    const conversation = incoming.conversation;
    await store.conversations.commit({
      conversation,
      revision: 0,
      data: { version: 99, from: "the future" },
      events: [],
      replies: [],
      people: [],
      at: clock.now(),
    });
    const bot = botNamed("one");
    bot.start();
    await bot.receive(incoming);
    await clock.advance(MINUTE);
    expect(texts()).toEqual([]);
    expect(await store.inbox.waiting(conversation)).toMatchObject({
      data: { version: 99, from: "the future" },
      events: [incoming],
    });
    expect(logged.map(({ message }) => message)).toEqual([
      expect.stringContaining("newer version of tuning-fork"),
    ]);
  });

  test("foreign data in the store starts a conversation afresh", async () => {
    const { bot: botNamed, store, texts } = createWorld();
    const incoming = said(CASE);
    const { conversation } = incoming;
    const foreign = {
      conversation,
      revision: 0,
      data: ["?"],
      events: [],
      replies: [],
      people: [],
      at: 1,
    };
    await store.conversations.commit(foreign);
    const bot = botNamed("one");
    await bot.receive(incoming);
    await bot.settled();
    expect(texts().length).toBeGreaterThan(0);
  });

  test("more than are handled at once are handled all", async () => {
    const { bot: botNamed, store, clock, asked } = createWorld();
    for (let at = 0; at < 120; at += 1) await store.inbox.put(said("hello"), clock.now());
    botNamed("one").start();
    await clock.advance(0);
    expect(asked).toHaveLength(120);
  });

  test("are handled one conversation beside the other, as many as there are", async () => {
    const { bot: botNamed, texts } = createWorld({ settings: { turnsAtOnce: 2 } });
    const bot = botNamed("one");
    const threads = Array.from({ length: 20 }, (_, at) => `thread ${at}`);
    await Promise.all(threads.map((thread) => bot.receive(said(CASE, { thread }))));
    await bot.settled();
    for (const thread of threads) expect(texts(thread).length).toBeGreaterThan(0);
  });
});

describe("deliveries", () => {
  test("of one conversation keep their order, whatever the platform does", async () => {
    const { bot: botNamed, asked, behave, clock } = createWorld();
    let calls = 0;
    behave("slack", async (delivery) => {
      calls += 1;
      return calls % 3 === 0 ? shows(delivery) : fails(delivery);
    });
    const bot = botNamed("one");
    bot.start();
    for (const text of [CASE, "why?", "plan", "compare"]) await bot.receive(said(text));
    await clock.advance(10 * MINUTE);
    const positions = asked.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((one, another) => one - another));
    expect(new Set(positions).size).toBe(positions.length / 3);
  });

  test("a slow platform does not hold the other one up, nor a slow thread its neighbour", async () => {
    const { bot: botNamed, texts, behave } = createWorld();
    behave("slack", async (delivery) =>
      delivery.conversation.thread === "slow" ? isSilent(delivery) : shows(delivery),
    );
    behave("discord", isSilent);
    const bot = botNamed("one");
    await bot.receive(commanded(CASE, { platform: "discord", thread: "D1" }));
    await bot.receive(commanded(CASE, { thread: "slow" }));
    await bot.receive(commanded(CASE));
    await createManualClock().advance(0);
    expect(texts("slow")).toHaveLength(1);
    expect(texts("D1")).toHaveLength(1);
    expect(texts("C1").length).toBeGreaterThan(1);
  });

  test("that fail are tried again after pauses that double", async () => {
    const { bot: botNamed, clock, asked, behave } = createWorld({ settings: { pollEvery: 10 } });
    const times: number[] = [];
    behave("slack", (delivery) => {
      times.push(clock.now());
      return fails(delivery);
    });
    const bot = botNamed("one");
    bot.start();
    await bot.receive(said("hello"));
    await clock.advance(16 * SECOND);
    const pauses = times.slice(1).map((time, at) => Math.round((time - (times[at] ?? 0)) / SECOND));
    expect(pauses).toEqual([1, 2, 4, 8]);
    expect(asked.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5]);
  });

  test("wait as long as the platform says", async () => {
    const { bot: botNamed, clock, asked, behave } = createWorld();
    behave("slack", async (delivery) =>
      delivery.attempt === 1
        ? { kind: "later", why: "rate limited", due: clock.now() + 30 * SECOND }
        : shows(delivery),
    );
    const bot = botNamed("one");
    bot.start();
    await bot.receive(said("hello"));
    await clock.advance(29 * SECOND);
    expect(asked).toHaveLength(1);
    await clock.advance(2 * SECOND);
    expect(asked).toHaveLength(2);
  });

  test("that throw count as failed", async () => {
    const { bot: botNamed, clock, asked, behave } = createWorld();
    behave("slack", async (delivery) => {
      if (delivery.attempt === 1) throw new Error("socket hang up");
      return shows(delivery);
    });
    const bot = botNamed("one");
    bot.start();
    await bot.receive(said("hello"));
    await clock.advance(3 * SECOND);
    expect(asked.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  test("that get no answer are not tried again while they may still arrive", async () => {
    const { bot: botNamed, clock, asked, behave } = createWorld();
    behave("slack", (delivery) => (delivery.attempt === 1 ? isSilent(delivery) : shows(delivery)));
    const bot = botNamed("one");
    bot.start();
    await bot.receive(said("hello"));
    await clock.advance(29 * SECOND);
    expect(asked).toHaveLength(1);
    expect((asked[0]?.deadline ?? 0) - clock.now()).toBeLessThan(-10 * SECOND);
    await clock.advance(3 * SECOND);
    expect(asked.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  test("that are refused are given up, the people and the log are told, and the next go on", async () => {
    const { bot: botNamed, clock, texts, behave, logged } = createWorld();
    behave("slack", async (delivery) =>
      textOf(delivery).includes("reference") ? shows(delivery) : refuses(delivery),
    );
    const bot = botNamed("one");
    bot.start();
    await bot.receive(commanded(CASE));
    await clock.advance(5 * SECOND);
    const references = logged.map(({ reference }) => reference);
    expect(references.length).toBeGreaterThan(1);
    expect(logged[0]?.message).toContain("the channel is archived");
    for (const reference of references)
      expect(texts().filter((text) => text.includes(`reference ${reference}`))).toHaveLength(1);
  });

  test("are given up after the last attempt, and a word about it is not followed by another", async () => {
    const {
      bot: botNamed,
      clock,
      asked,
      behave,
      logged,
    } = createWorld({
      settings: { mostAttempts: 3 },
    });
    behave("slack", fails);
    const bot = botNamed("one");
    bot.start();
    await bot.receive(said(CASE, { thread: "C1" }));
    await clock.advance(10 * MINUTE);
    const notices = asked.filter(({ reply }) => reply.purpose === "notice");
    const others = asked.filter(({ reply }) => reply.purpose !== "notice");
    // One notice for each reply; each of all was tried three times.
    expect(notices).toHaveLength(others.length);
    expect(logged).toHaveLength(asked.length / 3);
    await clock.advance(10 * MINUTE);
    expect(asked).toHaveLength(notices.length + others.length);
  });

  test("one that ends the process every time is given up, too", async () => {
    const {
      bot: botNamed,
      clock,
      behave,
      asked,
      logged,
    } = createWorld({
      settings: { mostAttempts: 3 },
    });
    behave("slack", isSilent);
    await botNamed("first").receive(said("hello"));
    await clock.advance(SECOND);
    for (let start = 0; start < 4; start += 1) {
      botNamed(`start ${start}`).start();
      await clock.advance(33 * SECOND);
    }
    const greetings = asked.filter(({ reply }) => reply.purpose !== "notice");
    expect(greetings.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(logged).toMatchObject([{ message: expect.stringContaining("given up") }]);
  });

  test("carry who did what they answer", async () => {
    const { bot: botNamed, asked } = createWorld();
    const bot = botNamed("one");
    const incoming = said("hello");
    await bot.receive(incoming);
    await bot.settled();
    expect(asked).toMatchObject([{ event: incoming.event, person: "U1", attempt: 1 }]);
  });
});

describe("after a crash", () => {
  test("what was taken in and not handled is handled at start", async () => {
    const { bot: botNamed, store, clock, texts } = createWorld();
    await store.inbox.put(said(CASE), clock.now());
    botNamed("next").start();
    await clock.advance(0);
    expect(texts().length).toBeGreaterThan(0);
  });

  test("what was said and not delivered is delivered at start, in order", async () => {
    const { bot: botNamed, clock, behave, asked } = createWorld();
    behave("slack", isSilent);
    const crashed = botNamed("crashed");
    await crashed.receive(commanded(CASE, { thread: "C1" }));
    await clock.advance(10);
    expect(asked).toHaveLength(1);
    behave("slack", shows);
    botNamed("next").start();
    // The first is claimed by the one that crashed, and may be on its way.
    await clock.advance(25 * SECOND);
    expect(asked).toHaveLength(1);
    await clock.advance(10 * SECOND);
    expect(asked.slice(1).map(({ attempt }) => attempt)).toEqual([2, 1]);
    const [first, ...rest] = asked.map(({ position }) => position);
    expect(rest[0]).toBe(first);
  });

  test("others take over what a dead replica took in, after a while", async () => {
    const { bot: botNamed, store, clock, texts } = createWorld();
    botNamed("alive").start();
    await clock.advance(SECOND);
    await store.inbox.put(said(CASE), clock.now());
    await clock.advance(3 * SECOND);
    expect(texts()).toEqual([]);
    await clock.advance(4 * SECOND);
    expect(texts().length).toBeGreaterThan(0);
  });
});

describe("while the store is away", () => {
  test("events are refused, so that they come again; it is logged once, and once that it is back", async () => {
    const { store, setAway } = createFlakyStore();
    const { bot: botNamed, clock, texts, logged } = createWorld({ store });
    const bot = botNamed("one");
    bot.start();
    setAway(true);
    const incoming = said(CASE);
    await expect(bot.receive(incoming)).rejects.toThrow("connection lost");
    await clock.advance(MINUTE);
    expect(bot.troubles()).toEqual(["The store does not work; the log says why."]);
    setAway(false);
    await clock.advance(2 * SECOND);
    expect(bot.troubles()).toEqual([]);
    await bot.receive(incoming);
    await clock.advance(SECOND);
    expect(texts().length).toBeGreaterThan(0);
    expect(logged.map(({ level }) => level)).toEqual(["error", "info"]);
  });

  test("what was delivered is marked once it is back, and not delivered again", async () => {
    const { store, setAway } = createFlakyStore();
    const { bot: botNamed, clock, asked, behave } = createWorld({ store });
    behave("slack", async (delivery) => {
      setAway(true);
      return shows(delivery);
    });
    const bot = botNamed("one");
    bot.start();
    await bot.receive(said("hello"));
    await clock.advance(10 * SECOND);
    setAway(false);
    await clock.advance(2 * MINUTE);
    expect(asked).toHaveLength(1);
  });

  test("for longer than a claim, it is delivered again as a second attempt", async () => {
    const { store, setAway } = createFlakyStore();
    const { bot: botNamed, clock, asked, behave } = createWorld({ store });
    behave("slack", async (delivery) => {
      setAway(delivery.attempt === 1);
      return shows(delivery);
    });
    const bot = botNamed("one");
    bot.start();
    await bot.receive(said("hello"));
    await clock.advance(5 * MINUTE);
    setAway(false);
    await clock.advance(MINUTE);
    expect(asked.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });
});

test("a platform with too much waiting takes no more in, others do, until there is less", async () => {
  const {
    bot: botNamed,
    clock,
    behave,
    texts,
    logged,
  } = createWorld({
    settings: { mostBacklog: 10, mostAttempts: 1000, longestPause: 10 * SECOND },
  });
  behave("slack", fails);
  const bot = botNamed("one");
  bot.start();
  for (let at = 0; at < 6; at += 1) await bot.receive(commanded(CASE, { thread: `C${at}` }));
  await clock.advance(2 * SECOND);
  await expect(bot.receive(commanded(CASE))).rejects.toThrow(/Too much of slack/);
  expect(bot.troubles()).toEqual(["Too much of slack is waiting."]);
  await bot.receive(commanded(CASE, { platform: "discord", thread: "D1" }));
  await clock.advance(SECOND);
  expect(texts("D1").length).toBeGreaterThan(1);
  behave("slack", shows);
  await clock.advance(30 * SECOND);
  await bot.receive(commanded(CASE, { thread: "C9" }));
  await clock.advance(SECOND);
  expect(texts("C9").length).toBeGreaterThan(1);
  expect(logged.map(({ level }) => level)).toEqual(["error", "info"]);
});

test("what is over is cleared away, by and by", async () => {
  const {
    bot: botNamed,
    clock,
    store,
  } = createWorld({
    settings: { retentionDays: 2, pollEvery: MINUTE },
  });
  const bot = botNamed("one");
  bot.start();
  const incoming = said(CASE);
  await bot.receive(incoming);
  const isKnown = async () => !(await store.inbox.put(incoming, clock.now()));
  await clock.advance(47 * 60 * MINUTE);
  expect(await isKnown()).toBe(true);
  await clock.advance(2 * 60 * MINUTE);
  expect(await isKnown()).toBe(false);
});

test("stopped, it takes nothing more in, ends what is under way and leaves the rest", async () => {
  const { bot: botNamed, clock, behave, asked, store } = createWorld();
  let answer: ((outcome: Outcome) => void) | undefined;
  behave("slack", () => new Promise((resolve) => (answer = resolve)));
  const bot = botNamed("one");
  bot.start();
  await bot.receive(commanded(CASE));
  await clock.advance(SECOND);
  const stopping = bot.stop();
  await expect(bot.receive(said("why?"))).rejects.toThrow(/stopping/);
  answer?.({ kind: "delivered", message: "M1" });
  await stopping;
  await clock.advance(MINUTE);
  expect(asked).toHaveLength(1);
  expect(await store.backlog("slack", 10)).toBeGreaterThan(0);
});
