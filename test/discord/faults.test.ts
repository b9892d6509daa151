import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createMemoryStore } from "../../adapters/stores/memory.ts";
import type { LogEntry, Store } from "../../src/index.ts";
import { BOT, GUILD, PERMISSION, createFakeDiscord } from "./fake-discord.ts";
import type { FakeDiscord, Fault, Message } from "./fake-discord.ts";
import { problemsOf } from "./payload-rules.ts";
import { run } from "./running.ts";
import type { Running } from "./running.ts";

const GENERAL = "700000000000000001";
const DANA = "100000000000000001";
const MENTION = `<@${BOT.id}>`;
const CASE = "we sort 40k tickets a month into 30 categories, 800 are labelled";
const GRANTED = 1 << 19;
const ANY_POST = /^POST \/channels\/\d+\/messages$/;

let fake: FakeDiscord;
let running: Running;
let store: Store;
let logged: LogEntry[];

const settle = () => running.settle();
const start = async (): Promise<void> => {
  running = await run({ fake, store, log: (entry) => void logged.push(entry) });
};

beforeEach(async () => {
  fake = await createFakeDiscord({ flags: GRANTED, check: problemsOf });
  fake.makeChannel(GENERAL, { name: "general" });
  store = createMemoryStore();
  logged = [];
  await start();
  await settle();
});
const later = (days: number): Promise<number> =>
  store.retention.expire({
    conversationsBefore: 0,
    finishedBefore: 0,
    fullBefore: 0,
    keptBefore: Date.now() + days * 24 * 60 * 60_000,
    limit: 100,
  });
const kept = () =>
  store.conversations.recent({ platform: "discord", workspace: GUILD, person: DANA }, 10);
const told = (words: string): boolean => logged.some(({ message }) => message.includes(words));

afterEach(async () => {
  await running.stop();
  await fake.close();
  // What Discord would refuse is looked for in every request of every test.
  if (fake.problems.length > 0) throw new Error(fake.problems.join("\n"));
});

const ask = async (): Promise<string> => {
  const { id } = fake.say(GENERAL, DANA, `${MENTION} ${CASE}`);
  await settle();
  return id;
};
const textsIn = (channel: string): readonly string[] =>
  fake.said(channel).map(({ content, components }) => content || JSON.stringify(components));
async function delivered(): Promise<void> {
  await expect.poll(() => store.backlog("discord", 10), { timeout: 8000 }).toBe(0);
}

describe("requests that fail", () => {
  const FAULTS: readonly (readonly [string, RegExp, Fault])[] = [
    ["a post that Discord has no time for", ANY_POST, { kind: "rate limit", seconds: 0.2 }],
    ["a post that must wait for long", ANY_POST, { kind: "rate limit", seconds: 6 }],
    ["a post that fails", ANY_POST, { kind: "status", status: 503 }],
    ["a post that is made, and answered with 502", ANY_POST, { kind: "done, and 502" }],
    ["a post that is made, and whose answer is lost", ANY_POST, { kind: "done, and cut off" }],
    ["a thread that is opened, and answered with 502", /threads$/, { kind: "done, and 502" }],
    ["a thread that fails", /threads$/, { kind: "status", status: 500 }],
    ["a card that fails", /^PATCH .*messages/, { kind: "status", status: 502 }],
    ["a card that is made, and answered with 502", /^PATCH .*messages/, { kind: "done, and 502" }],
  ];
  test.each(FAULTS)(
    "%s loses and doubles nothing",
    async (_what, fits, fault) => {
      fake.fail(fits, fault);
      const { id } = fake.say(GENERAL, DANA, `${MENTION} ${CASE}`);
      await settle();
      await delivered();
      fake.say(id, DANA, "decide now");
      await settle();
      await delivered();
      const texts = textsIn(id);
      expect(texts).toHaveLength(3);
      expect(new Set(texts).size).toBe(3);
      expect(fake.said(id)[1]?.flags).toBe(32_768);
      // However often a reply is posted, its nonce is the same.
      const posted = fake.calls.filter(({ method, path }) => ANY_POST.test(`${method} ${path}`));
      const bodies = posted.map(({ body }) => body as { readonly nonce: string });
      const unlike = new Set(bodies.map((body) => JSON.stringify(body)));
      expect(new Set(bodies.map(({ nonce }) => nonce)).size).toBe(unlike.size);
      expect(unlike.size).toBe(3);
    },
    15_000,
  );

  test("a post that is found after Discord has forgotten the nonce is not made again", async () => {
    fake.fail(ANY_POST, { kind: "done, and cut off" });
    fake.fail(ANY_POST, { kind: "status", status: 503 });
    const { id } = fake.say(GENERAL, DANA, `${MENTION} ${CASE}`);
    fake.forgetNonces();
    await settle();
    await delivered();
    expect(textsIn(id)).toHaveLength(1);
  });

  test("an acknowledgement that fails is tried again, and what was done counts in any case", async () => {
    const thread = await ask();
    const callback = /callback$/;
    fake.fail(callback, { kind: "status", status: 502 });
    const pressed = fake.press(fake.said(thread)[0] as Message, DANA, "A little short");
    await settle();
    expect(pressed.answer?.type).toBe(6);
    for (let times = 0; times < 3; times += 1) fake.fail(callback, { kind: "status", status: 502 });
    fake.press(fake.said(thread).at(-1) as Message, DANA, "Decide now");
    await settle();
    expect(textsIn(thread).at(-1)).toContain("Compared for your case");
  });

  test("where cards are refused, plain words say all of it", async () => {
    const thread = await ask();
    fake.refuseCards();
    fake.say(thread, DANA, "decide now");
    await settle();
    const texts = textsIn(thread).join("\n");
    expect(texts).toContain("Probability of coming out best");
    expect(texts).toContain("**Plan**");
    expect(texts).toContain("METHOD");
    expect(fake.said(thread).every(({ flags }) => flags !== 32_768)).toBe(true);
  });
});

describe("the store", () => {
  test("is away: who presses is told, and what was written is taken in when it is back", async () => {
    const thread = await ask();
    const { put } = store.inbox;
    Object.assign(store.inbox, {
      put: async () => {
        throw new Error("the disk is full");
      },
    });
    fake.press(fake.said(thread)[0] as Message, DANA, "A little short");
    await settle();
    expect(fake.ephemeral.at(-1)?.content).toContain("I could not keep that just now");
    fake.say(thread, DANA, "far short");
    await settle();
    const { read } = store.conversations;
    Object.assign(store.conversations, {
      read: async () => {
        throw new Error("the disk is full");
      },
    });
    fake.press(fake.said(thread)[0] as Message, DANA, "Answer all at once");
    await settle();
    expect(fake.ephemeral.at(-1)?.content).toContain("I cannot look that up just now");
    Object.assign(store.conversations, { read });
    Object.assign(store.inbox, { put });
    await expect
      .poll(() => fake.said(thread)[0]?.content, { timeout: 5000 })
      .toContain("Far short");
  });
});

describe("connections", () => {
  test("a socket that breaks is resumed, and what was told meanwhile is handled once", async () => {
    const thread = await ask();
    fake.cut();
    fake.say(thread, DANA, "a little short");
    await expect.poll(() => fake.resumes.length, { timeout: 8000 }).toBe(1);
    await settle();
    expect(fake.said(thread)[0]?.content).toContain("A little short");
    expect(fake.identifies).toHaveLength(1);
  }, 15_000);

  test("Discord may ask for a new connection", async () => {
    const thread = await ask();
    fake.reconnect();
    await expect.poll(() => fake.resumes.length, { timeout: 8000 }).toBe(1);
    fake.say(thread, DANA, "a little short");
    await settle();
    expect(fake.said(thread)[0]?.content).toContain("A little short");
  }, 15_000);

  test("a session that is over is begun anew, and what was said meanwhile is fetched", async () => {
    const thread = await ask();
    fake.mutePresent();
    fake.say(thread, DANA, "a little short");
    fake.invalidate();
    await expect.poll(() => fake.identifies.length, { timeout: 15_000 }).toBe(2);
    await settle();
    expect(fake.said(thread)[0]?.content).toContain("A little short");
  }, 20_000);

  test("without the intent that was asked for, it goes on with what is addressed to it, and says so", async () => {
    await running.stop();
    fake.refuseContentIntent();
    running = await run({
      fake,
      store,
      settings: { messageContent: true },
      log: (entry) => void logged.push(entry),
    });
    const thread = await ask();
    expect(fake.said(thread)[0]?.content).toContain("reply to one of my messages");
    expect(logged.some(({ message }) => message.includes("does not grant"))).toBe(true);
  }, 15_000);

  test.each([
    [4004, /^Discord no longer takes DISCORD_TOKEN/],
    [4011, /^The bot is in too many servers for so few shards/],
    [4010, /^Discord does not take these shards/],
    [4013, /^Discord has closed the connection for good \(4013\)/],
  ])("that Discord ends for good (%i) end with what to do", async (code, sentence) => {
    fake.closeFor(code);
    expect((await running.ended).message).toMatch(sentence);
  });

  test("begin later when few are left for the day, and the log says so", async () => {
    await running.stop();
    // Of a thousand a hundred are left, for 40 s: one every 0.4 s.
    fake.sessionsAreLeft(100);
    const before = performance.now();
    await start();
    expect(performance.now() - before).toBeGreaterThan(400);
    expect(logged.some(({ message }) => message.includes("only 100 more connections"))).toBe(true);
  });

  test("an event that nobody can read ends nothing", async () => {
    fake.dispatch("INTERACTION_CREATE", { id: "1", type: 3 });
    fake.dispatch("MESSAGE_CREATE", { id: "1" });
    fake.dispatch("GUILD_CREATE", { id: "1" });
    fake.dispatch("THREAD_DELETE", {});
    await settle();
    const thread = await ask();
    expect(fake.said(thread)).toHaveLength(1);
  });
});

describe("what was said while nobody listened", () => {
  test("is fetched after a restart and handled once, in threads, of commands too, and in direct messages", async () => {
    const thread = await ask();
    fake.command(GENERAL, DANA, { task: CASE });
    await settle();
    const anchor = fake.said(GENERAL)[0]?.id ?? "";
    const { id: direct } = fake.directWith(DANA);
    fake.say(direct, DANA, CASE);
    await settle();
    await running.stop();
    for (const room of [thread, anchor, direct]) fake.say(room, DANA, "a little short");
    const elsewhere = fake.say(GENERAL, DANA, "far short");
    expect(fake.said(thread)).toHaveLength(1);
    await start();
    await settle();
    for (const room of [thread, anchor, direct]) {
      expect(fake.said(room)[0]?.content).toContain("A little short");
      expect(fake.said(room)).toHaveLength(2);
    }
    expect(fake.said(elsewhere.id)).toEqual([]);
    const before = fake.allSaid().length;
    await running.stop();
    await start();
    await settle();
    expect(fake.allSaid()).toHaveLength(before);
  });

  test("even where looking for it fails at first", async () => {
    const thread = await ask();
    await running.stop();
    fake.say(thread, DANA, "a little short");
    const where = `^GET /channels/${thread}`;
    fake.fail(new RegExp(`${where}$`), { kind: "status", status: 503 });
    fake.fail(new RegExp(`${where}/messages$`), { kind: "status", status: 503 });
    fake.fail(new RegExp(`${where}/messages$`), { kind: "rate limit", seconds: 6 });
    await start();
    const card = () => fake.said(thread)[0]?.content;
    await expect.poll(card, { timeout: 8000 }).toContain("A little short");
  }, 15_000);

  test("more than a page of it, in order", async () => {
    const thread = await ask();
    await running.stop();
    for (let at = 0; at < 230; at += 1) fake.say(thread, DANA, `lunch at ${at}?`);
    fake.say(thread, DANA, "a little short");
    fake.say(thread, DANA, "actually far short");
    await start();
    await settle();
    expect(fake.said(thread)[0]?.content).toContain("Far short");
  });
});

const deny = (bits: bigint): void => void (fake.channel(GENERAL).denied = bits);

describe("where the bot may not", () => {
  test("open threads, it answers in the channel, names what is missing, and goes on by replies", async () => {
    deny(PERMISSION.createPublicThreads);
    fake.refreshGuild();
    await ask();
    const [first] = fake.said(GENERAL);
    expect(first?.content).toContain("I may not open a thread here");
    expect(first?.content).toContain("Create Public Threads");
    expect(first?.message_reference).toMatchObject({ fail_if_not_exists: false });
    fake.say(GENERAL, DANA, "a little short", { answering: first?.id ?? "" });
    await settle();
    expect(first?.content).toContain("A little short");
    expect(fake.said(GENERAL)).toHaveLength(2);
  });

  test("write in threads, it answers in the channel below them", async () => {
    deny(PERMISSION.sendMessagesInThreads);
    fake.refreshGuild();
    const thread = await ask();
    expect(fake.said(thread)).toEqual([]);
    expect(fake.said(GENERAL)[0]?.content).toContain("I may not write in the thread");
  });

  test("write at all, it tells whoever asked, directly and once", async () => {
    deny(PERMISSION.sendMessages | PERMISSION.createPublicThreads);
    fake.refreshGuild();
    await ask();
    const { id } = fake.directWith(DANA);
    expect(fake.said(id)).toHaveLength(1);
    expect(fake.said(id)[0]?.content).toContain(
      "I may not write there (missing: Send Messages and Create Public Threads)",
    );
  });

  test("attach files, it writes the record out", async () => {
    const thread = await ask();
    deny(PERMISSION.attachFiles);
    fake.say(thread, DANA, "export");
    await settle();
    expect(textsIn(thread).join("\n")).toContain("# Decision record");
  });

  test("speak because it was thrown out, it is quiet and does not fall", async () => {
    const thread = await ask();
    deny(PERMISSION.viewChannel);
    fake.say(thread, DANA, "a little short");
    await settle();
    fake.dispatch("GUILD_DELETE", { id: GUILD });
    await settle();
    expect(fake.said(thread)).toHaveLength(1);
  });

  test("stay because it was thrown out, what was said there goes after seven days", async () => {
    await ask();
    fake.dispatch("GUILD_DELETE", { id: GUILD });
    await expect.poll(() => told("has taken the bot away")).toBe(true);
    await later(6.9);
    expect(await kept()).toHaveLength(1);
    await later(7.1);
    expect(await kept()).toEqual([]);
  });

  test("stay for a while because the server is away, everything is kept", async () => {
    await ask();
    fake.dispatch("GUILD_DELETE", { id: GUILD, unavailable: true });
    await settle();
    await later(30);
    expect(await kept()).toHaveLength(1);
    expect(told("has taken the bot away")).toBe(false);
  });

  test("stay, and it is taken in again in time, everything is kept", async () => {
    await ask();
    fake.dispatch("GUILD_DELETE", { id: GUILD });
    await expect.poll(() => told("has taken the bot away")).toBe(true);
    // A new session is told of all servers.
    await running.stop();
    await start();
    await settle();
    await later(30);
    expect(await kept()).toHaveLength(1);
  });
});

describe("threads that are over", () => {
  test("an archived one is opened again by an answer", async () => {
    const thread = await ask();
    fake.channel(thread).archived = true;
    fake.press(fake.said(thread)[0] as Message, DANA, "A little short");
    await settle();
    expect(fake.said(thread)[0]?.content).toContain("A little short");
    expect(fake.channel(thread).archived).toBe(false);
  });

  test("a locked one is left alone", async () => {
    const thread = await ask();
    fake.channel(thread).archived = true;
    fake.channel(thread).locked = true;
    fake.press(fake.said(thread)[0] as Message, DANA, "A little short");
    await settle();
    expect(fake.said(thread)).toHaveLength(1);
  });
});

test("where threads have identities of their own, they are found all the same, after a restart too", async () => {
  fake.giveThreadsOwnIds();
  await ask();
  fake.command(GENERAL, DANA, { task: CASE });
  await settle();
  const rooms = fake.threads().map(({ id }) => id);
  expect(rooms).toHaveLength(2);
  for (const room of rooms) fake.say(room, DANA, "a little short");
  await settle();
  await running.stop();
  for (const room of rooms) fake.say(room, DANA, "actually far short");
  await start();
  await settle();
  for (const room of rooms) {
    expect(fake.said(room)[0]?.content).toContain("Far short");
    fake.press(fake.said(room).at(-1) as Message, DANA, "Decide now");
  }
  await settle();
  for (const room of rooms) expect(textsIn(room).at(-1)).toContain("Compared for your case");
});

describe("what people write", () => {
  test.each([
    ["4,000 characters", `${CASE} ${"and so on ".repeat(393)}`],
    ["a ping for everybody", `@everyone @here <@&123> <@${DANA}> ${CASE}`],
    ["code fences", `\`\`\`js\n${CASE}\n\`\`\` \`\`\``],
    [
      "spoilers and markup",
      `||${CASE}|| **bold** __under__ > quote # head [a](http://b) discord.gg/abc`,
    ],
    ["no width and the other way round", `\u200B\u202E${CASE}\u2066\uFEFF`],
    ["wide characters", `${CASE} 我们想对四万张工单分类 🏴󠁧󠁢󠁥󠁮󠁧󠁿`],
    ["another language's spaces", CASE.replaceAll(" ", "\u00A0")],
  ])("%s is answered, and pings nobody", async (_what, words) => {
    fake.command(GENERAL, DANA, { task: words });
    await settle();
    const anchor = fake.said(GENERAL)[0] as Message;
    expect(anchor.content).toContain("asks:");
    for (const next of ["export", "decide now", `what is ${words.slice(0, 40)}?`]) {
      fake.say(anchor.id, DANA, next);
      await settle();
    }
    expect(fake.said(anchor.id).length).toBeGreaterThan(2);
  });
});
