import { expect, test } from "vitest";

import { createMemoryStore } from "../../adapters/stores/memory.ts";
import { createBot } from "../../src/index.ts";
import type { BotNeeds, CheckFiles, Delivery, Incoming } from "../../src/index.ts";
import { different, reportOn } from "../training-data/checking.ts";
import { createManualClock } from "./manual-clock.ts";

const AT = "2026-11-23T12:00:00Z";
const CONVERSATION = { platform: "slack", workspace: "T1", thread: "C1" };
const FROM = { id: "U1", name: "Dana" };

const said = (event: string, text: string, at = AT): Incoming => ({
  event,
  conversation: CONVERSATION,
  from: FROM,
  at,
  kind: "mention",
  text,
});
const given = (event: string, bytes = 100): Incoming => ({
  event,
  conversation: CONVERSATION,
  from: FROM,
  at: "2026-11-23T12:01:00Z",
  kind: "files",
  files: [{ id: "F1", name: "train.jsonl", bytes }],
  isAddressed: false,
});

const REPORT = { report: reportOn(different(120)) };
const CASE = "We sort tickets into categories.";
const USABLE = "All 120 examples are usable";

function createWorld() {
  const clock = createManualClock();
  const store = createMemoryStore();
  const shown: string[] = [];
  const bot = (replica: string, checkFiles: CheckFiles | undefined, platforms = ["slack"]) =>
    createBot({
      store,
      platforms: platforms.map((name) => ({
        name,
        deliver: async ({ reply, position }: Delivery) => {
          shown.push(JSON.stringify(reply.blocks));
          return { kind: "delivered", message: `M${position}` };
        },
      })),
      clock,
      log: ({ message }) => expect.fail(message),
      replica,
      checkFiles,
    } satisfies BotNeeds);
  const times = (words: string): number => shown.filter((text) => text.includes(words)).length;
  return { clock, store, shown, bot, times };
}

/** A check that ends when it is told to. */
function createSlowCheck() {
  const asked: (() => void)[] = [];
  const check: CheckFiles = () => new Promise((resolve) => void asked.push(() => resolve(REPORT)));
  return { check, asked };
}

test("what is said while a file is checked is answered after it, and everything once", async () => {
  const { bot: botNamed, shown, times } = createWorld();
  const { check, asked } = createSlowCheck();
  const bot = botNamed("one", check);
  await bot.receive(said("E1", CASE));
  await bot.settled();
  await bot.receive(given("E2", 41_000_000));
  await bot.receive(said("E3", "decide now", "2026-11-23T12:02:00Z"));
  await expect.poll(() => asked.length).toBe(1);
  await expect.poll(() => times("I am checking “train.jsonl” (41 MB)")).toBe(1);
  expect(times("Probability of coming out best")).toBe(0);
  asked[0]?.();
  await bot.settled();
  expect(times(USABLE)).toBe(1);
  const verdict = shown.findIndex((text) => text.includes("Probability of coming out best"));
  expect(verdict).toBeGreaterThan(shown.findIndex((text) => text.includes(USABLE)));
});

test("a check that ends with its process is made again by the next, and told once", async () => {
  const { bot: botNamed, times } = createWorld();
  const { check, asked } = createSlowCheck();
  const killed = botNamed("one", check);
  await killed.receive(said("E1", CASE));
  await killed.settled();
  await killed.receive(given("E2"));
  await expect.poll(() => asked.length).toBe(1);
  // The same message again, as a platform sends it that heard of no answer.
  const next = botNamed("two", async () => REPORT);
  await next.receive(given("E2"));
  next.start();
  await next.settled();
  expect(times(USABLE)).toBe(1);
  // What was killed turns out to be only slow.
  asked[0]?.();
  await killed.settled();
  expect(times(USABLE)).toBe(1);
});

test("a process that is not on the platform leaves the check to one that is", async () => {
  const { bot: botNamed, times, store, clock } = createWorld();
  const slack = botNamed("one", async () => REPORT);
  await slack.receive(said("E1", CASE));
  await slack.settled();
  const check = { ...given("E2:check"), kind: "check" } as Incoming;
  await store.inbox.put(given("E2"), clock.now());
  await store.inbox.put(check, clock.now());
  const discord = botNamed("two", async () => expect.fail("it cannot open the file"), ["discord"]);
  discord.start();
  await discord.settled();
  expect(await store.inbox.left(clock.now(), 10)).toEqual([CONVERSATION]);
  slack.start();
  await slack.settled();
  expect(times(USABLE)).toBe(1);
});

const inThread = (incoming: Incoming, at: number): Incoming => ({
  ...incoming,
  conversation: { ...CONVERSATION, thread: `C${at}` },
});

test("checks take no turn from other conversations", async () => {
  const { bot: botNamed, times } = createWorld();
  const { check, asked } = createSlowCheck();
  const bot = botNamed("one", check);
  const many = 40;
  for (let at = 0; at < many; at += 1)
    await bot.receive({ ...inThread(given(`E${at}`), at), isAddressed: true } as Incoming);
  await expect.poll(() => asked.length).toBe(many);
  await bot.receive(inThread(said("E100", CASE), 100));
  await expect.poll(() => times("Here is what I understood")).toBe(1);
  for (const end of asked) end();
  await bot.settled();
  expect(times(USABLE)).toBe(many);
});

test("where nothing checks files, people are told where it can be done", async () => {
  const { bot: botNamed, times } = createWorld();
  const bot = botNamed("one", undefined);
  await bot.receive({ ...given("E1"), isAddressed: true } as Incoming);
  await bot.settled();
  expect(times("tuning-fork check-data FILE")).toBe(1);
});
