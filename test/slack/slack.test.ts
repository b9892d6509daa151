import type { KnownBlock } from "@slack/types";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { clock } from "../../adapters/clock.ts";
import { createSlack } from "../../adapters/slack/index.ts";
import type { Slack } from "../../adapters/slack/index.ts";
import { createMemoryStore } from "../../adapters/stores/memory.ts";
import { createBot } from "../../src/index.ts";
import type { Bot, LogEntry, Store } from "../../src/index.ts";
import { BOT, SIGNING_SECRET, createFakeSlack } from "./fake-slack.ts";
import type { FakeSlack, Posted } from "./fake-slack.ts";
import { problemsOf } from "./payload-rules.ts";

const CASE = "we want to sort 40k tickets a month, 500 labelled";
const MENTION = `<@${BOT.user}>`;

/** The buttons of a message, as their labels and what they send. */
const buttonsOf = ({ blocks = [] }: Posted): ReadonlyMap<string, string> =>
  new Map(
    blocks
      .flatMap((block) => (block.type === "actions" ? block.elements : []))
      .flatMap((element) =>
        element.type === "button" ? [[element.text.text, element.value ?? ""] as const] : [],
      ),
  );

const isBot = ({ user }: Posted): boolean => user === BOT.user;
const section = (text: string): KnownBlock => ({
  type: "context",
  elements: [{ type: "mrkdwn", text }],
});

describe.each(["socket", "http"] as const)("Slack over %s", (mode) => {
  let fake: FakeSlack;
  let slack: Slack;
  let bot: Bot;
  let store: Store;
  let port: number;
  let logged: LogEntry[];

  const spoken = (channel = "C1"): readonly Posted[] =>
    fake.posted.filter((message) => isBot(message) && message.channel === channel);
  const settle = async (): Promise<void> => {
    await bot.settled();
    await fake.echoed();
    await bot.settled();
  };
  const say = async (text: string, under?: string, user = "UDANA", channel = "C1") => {
    const said = await fake.say(channel, user, text, under);
    await settle();
    return said;
  };

  async function start(on = createMemoryStore()): Promise<void> {
    store = on;
    slack = createSlack({
      settings: {
        botToken: "xoxb-1",
        apiUrl: fake.apiUrl,
        ...(mode === "socket"
          ? { mode, appToken: "xapp-1" }
          : { mode, signingSecret: SIGNING_SECRET, port: 0 }),
      },
      store,
      clock,
      log: (entry) => void logged.push(entry),
      pace: 0,
    });
    bot = createBot({
      store,
      platforms: [slack.platform],
      clock,
      log: (entry) => void logged.push(entry),
      replica: "only",
      settings: { firstPause: 1, pollEvery: 5 },
    });
    bot.start();
    port = (await slack.start(bot)) ?? 0;
  }

  beforeEach(async () => {
    logged = [];
    fake = await createFakeSlack();
    fake.makeChannel("C1");
    await start();
    if (mode === "socket") fake.useSocket();
    else fake.useHttp(port);
  });

  afterEach(async () => {
    // Whatever was posted, Slack would have taken it.
    const problems = fake.posted.filter(isBot).flatMap(problemsOf);
    if (problems.length > 0) throw new Error(`Slack would refuse: ${problems.join("; ")}`);
    await slack.stop();
    await bot.stop();
    await fake.close();
  });

  test("a mention is answered once, in its thread, though it comes twice", async () => {
    const { ts, isTaken } = await say(`${MENTION} ${CASE}`);
    expect(isTaken).toBe(true);
    expect(spoken().length).toBeGreaterThan(1);
    expect(spoken().every(({ thread_ts: thread }) => thread === ts)).toBe(true);
    expect(new Set(spoken().map(({ text }) => text)).size).toBe(spoken().length);
  });

  test("a whole conversation: asked, answered by click and by word, decided, asked on", async () => {
    const { ts } = await say(`${MENTION} ${CASE}`);
    const question = spoken().at(-1) as Posted;
    const shortBy = buttonsOf(question).get("A little short");
    expect(shortBy).toBeDefined();
    await fake.click(question, "ULEE", shortBy ?? "");
    await settle();
    expect(spoken().at(-1)?.text).not.toBe(question.text);
    await say("decide now", ts);
    expect(
      spoken().some(({ blocks = [] }) => blocks.some(({ type }) => type === "data_table")),
    ).toBe(true);
    const before = spoken().length;
    await say("why?", ts, "ULEE");
    expect(spoken().length).toBeGreaterThan(before);
    expect(spoken().every(({ thread_ts: thread }) => thread === ts)).toBe(true);
    expect(logged).toEqual([]);
  });

  test("an answered question says so in its place, who gave the answer, and can be changed", async () => {
    const { ts } = await say(`${MENTION} ${CASE}`);
    const asked = spoken().at(-1) as Posted;
    const standing = (): Posted => fake.posted.find((message) => message.ts === asked.ts) as Posted;
    await fake.click(asked, "ULEE", buttonsOf(asked).get("A little short") ?? "");
    await settle();
    expect(standing().text).toMatch(/^How far does your best prompt .+Answered by name of ULEE\./s);
    expect([...buttonsOf(standing()).keys()]).toEqual(["Change"]);

    // Somebody who was too late is told, and nobody else.
    const before = spoken().length;
    await fake.click(asked, "UROBIN", buttonsOf(asked).get("Far short") ?? "");
    await settle();
    expect(spoken()).toHaveLength(before);
    expect(fake.ephemeral.at(-1)).toMatchObject({ to: "UROBIN", channel: "C1" });

    await fake.click(standing(), "UROBIN", buttonsOf(standing()).get("Change") ?? "");
    await settle();
    const again = spoken().at(-1) as Posted;
    expect(buttonsOf(again).get("Far short")).toBeDefined();
    await say("far short", ts, "UROBIN");
    expect(fake.posted.find((message) => message.ts === again.ts)?.text).toContain(
      "Answered by name of UROBIN.",
    );
  });

  test("the message that opened a thread carries the verdict, and follows it", async () => {
    await fake.command("C1", "UDANA", CASE);
    await settle();
    await say("decide now", spoken()[0]?.ts);
    const first = spoken()[0]?.text;
    expect(first).toMatch(/asks: “we want to sort.+(?:Leaning|Probably|Clearly)/s);
    await say("actually it is far short and we have 50,000 labelled examples", spoken()[0]?.ts);
    expect(spoken()[0]?.text).toMatch(/asks: “we want to sort.+(?:Probably|Clearly)/s);
    expect(spoken()[0]?.text).not.toBe(first);
  });

  test("a decision with three questions takes at most twelve calls", async () => {
    const { ts } = await say(`${MENTION} ${CASE}`);
    const counted = fake.calls.length;
    const toStart = fake.calls.filter(({ method }) => method.startsWith("chat.")).length;
    for (const answer of ["a little short", "no", "not sure"]) await say(answer, ts);
    await say("decide now", ts);
    const calls = fake.calls.slice(counted).filter(({ method }) => method.startsWith("chat."));
    expect(toStart + calls.length).toBeLessThanOrEqual(12);
  });

  test("people who talk to each other are left alone, in our thread and elsewhere", async () => {
    const { ts } = await say(`${MENTION} ${CASE}`);
    const before = spoken().length;
    await say("lunch at noon?", ts);
    await say("does anybody have 500 labelled examples?");
    await say("8,000 labelled examples", (await say("another thread")).ts);
    expect(spoken()).toHaveLength(before);
    expect(await store.backlog("slack", 10)).toBe(0);
  });

  test("nothing of what is none of our business is stored", async () => {
    const puts: string[] = [];
    const { put } = store.inbox;
    Object.assign(store.inbox, {
      put: (...given: Parameters<typeof put>) => {
        puts.push(given[0].event);
        return put(...given);
      },
    });
    await say("a secret of the company");
    await say("another", "1795435200.000100");
    expect(puts).toEqual([]);
  });

  test("edits, other bots and our own posts never trigger", async () => {
    const { ts } = await say(`${MENTION} ${CASE}`);
    const before = spoken().length;
    const own = spoken().at(-1) as Posted;
    const other = { ...own, user: "UOTHER", text: "why?", ts: "1795999999.000100", thread_ts: ts };
    await fake.tellAbout(own, { subtype: "message_changed" });
    await fake.tellAbout(other, { bot_id: "BOTHER" });
    await fake.tellAbout(other, { subtype: "channel_join" });
    await settle();
    expect(spoken()).toHaveLength(before);
  });

  test("a command opens a thread that says what was asked, and goes on there", async () => {
    expect(await fake.command("C1", "UDANA", CASE)).toBe(true);
    await settle();
    const [root, ...rest] = spoken();
    expect(root?.text).toContain("name of UDANA asks: “we want to sort 40k tickets");
    expect(root?.thread_ts).toBeUndefined();
    expect(rest.every(({ thread_ts: thread }) => thread === root?.ts)).toBe(true);
    const before = spoken().length;
    await say("a little short", root?.ts);
    expect(spoken().length).toBeGreaterThan(before);
    expect(spoken().at(-1)?.thread_ts).toBe(root?.ts);
  });

  test("a command for help is answered to nobody else", async () => {
    expect(await fake.command("C1", "UDANA", "help")).toBe(true);
    await settle();
    expect(spoken()).toEqual([]);
    expect(fake.ephemeral.map(({ text }) => text)).toEqual([expect.stringContaining("what if")]);
  });

  test("a command alone opens a form, and what is written there opens a thread", async () => {
    expect(await fake.command("C1", "UDANA", " ")).toBe(true);
    await expect.poll(() => fake.forms.length).toBe(1);
    expect(await fake.submit("UDANA", CASE)).toBe(true);
    await settle();
    expect(spoken()[0]?.text).toContain("name of UDANA asks: “we want to sort");
    expect(spoken().length).toBeGreaterThan(1);
  });

  test("the shortcut on a message starts a decision in its thread", async () => {
    const { ts } = await fake.say("C1", "UDANA", CASE);
    await settle();
    const message = fake.posted.find((one) => one.ts === ts) as Posted;
    expect(await fake.shortcut(message, "ULEE")).toBe(true);
    await settle();
    expect(spoken().length).toBeGreaterThan(1);
    expect(spoken().every(({ thread_ts: thread }) => thread === ts)).toBe(true);
  });

  test("a direct message needs no mention and no thread", async () => {
    await say(CASE, undefined, "UDANA", "D1");
    await say("a little short", undefined, "UDANA", "D1");
    expect(spoken("D1").length).toBeGreaterThan(2);
    expect(spoken("D1").every(({ thread_ts: thread }) => thread === undefined)).toBe(true);
  });

  test("a public channel is joined when it must be", async () => {
    fake.makeChannel("C2", false, false);
    await fake.command("C2", "UDANA", CASE);
    await settle();
    expect(spoken("C2").length).toBeGreaterThan(1);
  });

  test("of a private channel the person is told what to do", async () => {
    fake.makeChannel("C3", true, false);
    await fake.command("C3", "UDANA", CASE);
    await settle();
    expect(spoken("C3")).toEqual([]);
    expect(spoken("UDANA").map(({ text }) => text)).toEqual([
      expect.stringContaining("/invite @Tuning Fork"),
    ]);
  });

  test.each(["invalid_blocks", "msg_blocks_too_long", "only_one_table_allowed"])(
    "what Slack refuses with %s is said more plainly",
    async (error) => {
      fake.fail("chat.postMessage", { kind: "error", error });
      await say(`${MENTION} hello`);
      expect(spoken()).toHaveLength(1);
      expect(spoken()[0]?.blocks).toBeUndefined();
    },
  );

  test.each(["a thread", "a command"])(
    "a post whose answer was lost is found, and not posted again: %s",
    async (where) => {
      fake.fail("chat.postMessage", { kind: "answer lost" }, { kind: "answer lost" });
      if (where === "a thread") await say(`${MENTION} ${CASE}`);
      else await fake.command("C1", "UDANA", CASE);
      // Others go on writing, more than fits on a page.
      for (let at = 0; at < 7; at += 1) await fake.say("C1", "ULEE", `something else ${at}`);
      await expect.poll(() => store.backlog("slack", 10)).toBe(0);
      const texts = spoken().map(({ text }) => text);
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts.length).toBeGreaterThan(1);
    },
  );

  test("rate limits and failures of Slack's delay, and lose nothing", async () => {
    fake.fail(
      "chat.postMessage",
      { kind: "status", status: 429, retryAfter: 0 },
      { kind: "status", status: 503 },
    );
    await say(`${MENTION} ${CASE}`);
    await expect.poll(() => store.backlog("slack", 10)).toBe(0);
    const texts = spoken().map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(1);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test("an event that cannot be kept is not acknowledged, and is answered when it comes again", async () => {
    const { put } = store.inbox;
    Object.assign(store.inbox, {
      put: async () => {
        throw new Error("the disk is full");
      },
    });
    const { ts, isTaken } = await say(`${MENTION} ${CASE}`);
    expect(isTaken).toBe(false);
    expect(spoken()).toEqual([]);
    Object.assign(store.inbox, { put });
    const again = fake.posted.find((message) => message.ts === ts) as Posted;
    expect(await fake.tellAbout(again, {})).toBe(true);
    await settle();
    expect(spoken().length).toBeGreaterThan(1);
  });

  test("nothing that people write can ping anybody", async () => {
    const { ts } = await say(
      `${MENTION} <!channel> <@UBOSS> &lt;!here&gt; we sort “<!everyone>” tickets`,
    );
    await say("what is <!channel>?", ts);
    await say("export", ts);
    expect(spoken().some(({ text }) => text.includes("&lt;!here"))).toBe(true);
    // What could ping is looked for in every message, after every test.
  });

  test.each([
    ["ten thousand characters", "tickets ".repeat(1250)],
    ["only emoji", "🎉🎉🎉"],
    ["control characters", "\u0000\u0007 we sort \u001b[31mtickets"],
    ["right to left", "אנחנו ממיינים פניות"],
    ["nothing but the mention", ""],
  ])("%s gets a helpful answer", async (_name, text) => {
    await say(`${MENTION} ${text}`);
    expect(spoken().length).toBeGreaterThan(0);
  });

  test.each(["answer:labelledExamples:99", "answer:__proto__:1", "drop table", "x".repeat(2000)])(
    "a forged click (%s) does no harm",
    async (value) => {
      const { ts } = await say(`${MENTION} ${CASE}`);
      const question = spoken().at(-1) as Posted;
      expect(await fake.click(question, "UEVE", value.slice(0, 2000))).toBe(true);
      await settle();
      expect(spoken().every(({ thread_ts: thread }) => thread === ts)).toBe(true);
      expect(logged).toEqual([]);
    },
  );

  test("a payload that does not parse is acknowledged and leaves no trace", async () => {
    const { ts } = await say(`${MENTION} ${CASE}`);
    const before = spoken().length;
    const odd = { ...(spoken().at(-1) as Posted), text: 7, user: "U1", thread_ts: ts } as unknown;
    await fake.tellAbout(odd as Posted, { user: "U1", bot_id: undefined });
    await settle();
    expect(spoken()).toHaveLength(before);
  });

  test("a request that Slack did not sign is refused", async () => {
    const before = fake.calls.length;
    const payload = { command: "/tuning-fork", text: CASE, channel_id: "C1" };
    // Over a socket there is not even anybody to take it.
    const taken = fake.overHttp(port)("slash_commands", payload, "another secret");
    expect(await taken.catch(() => false)).toBe(false);
    expect(fake.calls).toHaveLength(before);
  });
});

test("the rules for payloads refuse what Slack would refuse", () => {
  expect(problemsOf({ text: "" })).toEqual(["the text for screen readers is empty"]);
  expect(problemsOf({ text: "<!channel>" })).toEqual(["the text could ping somebody"]);
  expect(problemsOf({ text: "x", blocks: [section("<@U1>")] })).toEqual([
    "small print could ping somebody",
  ]);
  expect(problemsOf({ text: "x", blocks: Array.from({ length: 51 }, () => section("x")) })).toEqual(
    ["51 blocks"],
  );
});
