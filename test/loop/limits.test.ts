import { describe, expect, test } from "vitest";

import { createMemoryStore } from "../../adapters/stores/memory.ts";
import { createBot } from "../../src/index.ts";
import type { Delivery, Incoming, SecondReader } from "../../src/index.ts";
import { createManualClock } from "./manual-clock.ts";

const MINUTE = 60_000;
const TOO_MUCH = "That is more than I take in from one place";
const TOO_MANY = "You have 50 decisions open with me";
const HELP = "What you can say";
const CASE = "We sort tickets into categories.";

function createWorld(store = createMemoryStore(), secondReader?: SecondReader) {
  const clock = createManualClock();
  const shown: { readonly text: string; readonly to: string | undefined }[] = [];
  const bot = (replica: string) =>
    createBot({
      store,
      platforms: [
        {
          name: "slack",
          deliver: async ({ reply, position, person }: Delivery) => {
            shown.push({ text: JSON.stringify(reply.blocks), to: person });
            return { kind: "delivered", message: `M${position}` };
          },
        },
      ],
      clock,
      log: ({ message }) => expect.fail(message),
      replica,
      secondReader,
      settings: {
        personMay: { most: 60, every: 2000 },
        workspaceMay: { most: 300, every: 100 },
      },
    });
  const times = (words: string): number => shown.filter(({ text }) => text.includes(words)).length;
  return { clock, store, shown, bot, times };
}

let count = 0;
const said = (text: string, by = "U1", thread = "C1"): Incoming => ({
  event: `E${(count += 1)}`,
  conversation: { platform: "slack", workspace: "T1", thread },
  from: { id: by, name: by },
  at: "2026-11-23T12:00:00Z",
  kind: "mention",
  text,
});

test("who does too much is told once, and goes on a little later", async () => {
  const { bot: botNamed, clock, times } = createWorld();
  const bot = botNamed("one");
  for (let at = 0; at < 100; at += 1) await bot.receive(said("help"));
  await bot.settled();
  expect(times(HELP)).toBe(60);
  expect(times(TOO_MUCH)).toBe(1);
  await clock.advance(MINUTE + 1);
  await bot.receive(said("help"));
  await bot.settled();
  expect(times(HELP)).toBe(61);
});

test("others in the workspace do not suffer by it", async () => {
  const { bot: botNamed, times } = createWorld();
  const bot = botNamed("one");
  for (let at = 0; at < 100; at += 1) await bot.receive(said("help"));
  await bot.receive(said(CASE, "U2", "C2"));
  await bot.settled();
  expect(times("Here is what I understood")).toBe(1);
});

test("two processes give no more than one", async () => {
  const { bot: botNamed, times } = createWorld();
  const bots = [botNamed("one"), botNamed("two")];
  for (let at = 0; at < 200; at += 1) await bots[at % 2]?.receive(said("help", "U1", `C${at % 2}`));
  for (const bot of bots) await bot.settled();
  expect(times(HELP)).toBe(60);
  expect(times(TOO_MUCH)).toBe(1);
});

test("what comes again, and what people say to each other, costs nothing", async () => {
  const { bot: botNamed, times } = createWorld();
  const bot = botNamed("one");
  await bot.receive(said(CASE));
  await bot.settled();
  const again = said("help");
  for (let at = 0; at < 100; at += 1) await bot.receive(again);
  for (let at = 0; at < 100; at += 1)
    await bot.receive({ ...said("lunch at noon, Robin?"), kind: "message" } as Incoming);
  await bot.receive(said("help"));
  await bot.settled();
  expect(times(HELP)).toBe(2);
  expect(times(TOO_MUCH)).toBe(0);
});

test("a whole workspace has its limit, too", async () => {
  const { bot: botNamed, times } = createWorld();
  const bot = botNamed("one");
  for (let at = 0; at < 400; at += 1) await bot.receive(said("help", `U${at}`, `C${at % 40}`));
  await bot.settled();
  expect(times(HELP)).toBe(300);
  expect(times(TOO_MUCH)).toBe(100);
});

test("who has fifty decisions open begins no more before one is decided", async () => {
  const { bot: botNamed, clock, times } = createWorld();
  const bot = botNamed("one");
  const begin = async (at: number): Promise<void> => {
    await bot.receive(said(CASE, "U1", `C${at}`));
    await bot.settled();
    await clock.advance(2 * MINUTE);
  };
  for (let at = 0; at < 50; at += 1) await begin(at);
  expect(times(TOO_MANY)).toBe(0);
  await begin(50);
  await begin(50);
  expect(times(TOO_MANY)).toBe(1);
  expect(times("Here is what I understood")).toBe(50);
  await bot.receive(said("decide now", "U1", "C0"));
  await bot.settled();
  await begin(51);
  expect(times("Here is what I understood")).toBe(51);
});

test("many begun at once are no more than one after the other", async () => {
  const { bot: botNamed, times } = createWorld();
  const bot = botNamed("one");
  await Promise.all(Array.from({ length: 55 }, (_, at) => bot.receive(said(CASE, "U1", `C${at}`))));
  await bot.settled();
  expect(times("Here is what I understood")).toBe(50);
  expect(times(TOO_MANY)).toBe(1);
});

test("a workspace with as many open as there may be begins no more before one is decided", async () => {
  const store = createMemoryStore();
  let counted = 0;
  const countOpen: typeof store.conversations.countOpen = async (workspace, limit) => {
    counted += 1;
    return Math.min(limit, 19_950 + (await store.conversations.countOpen(workspace, limit)));
  };
  const {
    bot: botNamed,
    clock,
    times,
  } = createWorld({
    ...store,
    conversations: { ...store.conversations, countOpen },
  });
  const bot = botNamed("one");
  const does = async (text: string, at: number): Promise<void> => {
    await bot.receive(said(text, `U${at}`, `C${at}`));
    await bot.settled();
  };
  for (let at = 0; at < 53; at += 1) await does(CASE, at);
  expect(times("Here is what I understood")).toBe(50);
  expect(times("20,000 decisions are open here with me")).toBe(3);
  // Once when there was room, once when there was none, and not again for whoever comes then.
  expect(counted).toBe(2);
  await does("decide now", 0);
  await clock.advance(1001);
  await does(CASE, 53);
  expect(times("Here is what I understood")).toBe(51);
});

const erase = (): Incoming =>
  ({ ...said("", "U1", "C1"), kind: "interaction", token: "erase" }) as Incoming;
const takenBack = (of: string): Incoming => ({ ...said(""), kind: "deleted", of }) as Incoming;
const THREAD = { platform: "slack", workspace: "T1", thread: "C1" };

/** Somebody with an open question in C1 who has used up what they may do elsewhere. */
async function createExhausted() {
  const world = createWorld();
  const bot = world.bot("one");
  await bot.receive({ ...said(CASE), event: "case" });
  await bot.settled();
  for (let at = 0; at < 70; at += 1) await bot.receive(said("help", "U1", "C2"));
  await bot.settled();
  const stored = async (): Promise<string> =>
    JSON.stringify(await world.store.conversations.read(THREAD));
  const does = async (incoming: Incoming): Promise<void> => {
    await bot.receive(incoming);
    await bot.settled();
  };
  return { ...world, does, stored };
}

describe("who has done too much", () => {
  test("may answer the open question all the same, and do nothing else", async () => {
    const { does, stored } = await createExhausted();
    const before = await stored();
    await does(said("what if we had only 200 examples?"));
    await does(said("undo"));
    expect(await stored()).toBe(before);
    await does(said("500 labelled examples"));
    expect(await stored()).toContain(`"fact":"labelledExamples","value"`);
  });

  test("may take back what they said", async () => {
    const { does, stored } = await createExhausted();
    expect(await stored()).toContain("tickets");
    await does(takenBack("case"));
    expect(await stored()).not.toContain("tickets");
  });

  test("may delete their decision", async () => {
    const { does, store } = await createExhausted();
    await does(erase());
    expect(await store.conversations.has(THREAD)).toBe(false);
  });

  test("has nothing read by a language model", async () => {
    let asked = 0;
    const read = async (): Promise<undefined> => void (asked += 1);
    const { bot: botNamed } = createWorld(createMemoryStore(), { name: "a model", read });
    const bot = botNamed("one");
    for (let at = 0; at < 90; at += 1) {
      await bot.receive(said(CASE, "U1", `C${at}`));
      await bot.settled();
    }
    expect(asked).toBe(60);
  });
});

test("many at once use up no more than one after the other", async () => {
  const { bot: botNamed, times } = createWorld();
  const bot = botNamed("one");
  await Promise.all(
    Array.from({ length: 90 }, (_, at) => bot.receive(said("help", "U1", `C${at}`))),
  );
  await bot.settled();
  expect(times(HELP)).toBe(60);
  expect(times(TOO_MUCH)).toBe(1);
});

test("an event that is handled again costs once", async () => {
  const store = createMemoryStore();
  let lost = 0;
  const commit: typeof store.conversations.commit = async (handled) =>
    (lost += 1) % 2 === 1 ? false : store.conversations.commit(handled);
  const { bot: botNamed, times } = createWorld({
    ...store,
    conversations: { ...store.conversations, commit },
  });
  const bot = botNamed("one");
  for (let at = 0; at < 100; at += 1) {
    await bot.receive(said("help", "U1", `C${at}`));
    await bot.settled();
  }
  expect(times(HELP)).toBe(60);
  expect(times(TOO_MUCH)).toBe(1);
});

test("what is too long is read up to a length, kept up to it, and said so each time", async () => {
  const store = createMemoryStore();
  const kept: number[] = [];
  const put: typeof store.inbox.put = (incoming, at) => {
    kept.push("text" in incoming ? incoming.text.length : 0);
    return store.inbox.put(incoming, at);
  };
  const { bot: botNamed, times } = createWorld({ ...store, inbox: { ...store.inbox, put } });
  const bot = botNamed("one");
  await bot.receive(said(`${CASE} ${"x ".repeat(20_000)}`));
  await bot.settled();
  await bot.receive(said(`500 labelled examples ${"x ".repeat(20_000)}`));
  await bot.settled();
  expect(times("That was long: I read the first 6,000 characters")).toBe(2);
  expect(Math.max(...kept)).toBe(6001);
});
