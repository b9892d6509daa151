import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { DiscordSettings } from "../../adapters/discord/settings.ts";
import { createMemoryStore } from "../../adapters/stores/memory.ts";
import type { LogEntry, Store } from "../../src/index.ts";
import { BOT, GUILD, PERMISSION, createFakeDiscord } from "./fake-discord.ts";
import type { FakeDiscord, Message } from "./fake-discord.ts";
import { problemsOf } from "./payload-rules.ts";
import { run } from "./running.ts";
import type { Running } from "./running.ts";

const GENERAL = "700000000000000001";
const FORUM = "700000000000000002";
const DANA = "100000000000000001";
const LEE = "100000000000000002";
const ROBIN = "100000000000000003";
const MENTION = `<@${BOT.id}>`;
const CASE = "we sort 40k tickets a month into 30 categories, 800 are labelled";
const GRANTED = 1 << 19;

let fake: FakeDiscord;
let running: Running;
let store: Store;
let logged: LogEntry[];

const warnings = () => logged.filter(({ level }) => level !== "info");
const settle = () => running.settle();

async function start(settings: Partial<DiscordSettings> = {}): Promise<void> {
  running = await run({ fake, store, settings, log: (entry) => void logged.push(entry) });
}

async function world(flags: number): Promise<void> {
  fake = await createFakeDiscord({ flags, check: problemsOf });
  fake.makeChannel(GENERAL, { name: "general" });
  fake.makeChannel(FORUM, { name: "questions", type: 15 });
  store = createMemoryStore();
  logged = [];
  await start();
}

afterEach(async () => {
  await running.stop();
  await fake.close();
  // What Discord would refuse is looked for in every request of every test.
  if (fake.problems.length > 0) throw new Error(fake.problems.join("\n"));
});

const textOf = ({ content, components }: Message): string => content || JSON.stringify(components);
const labelsOn = (message: Message | undefined): readonly string[] =>
  [...JSON.stringify(message?.components ?? []).matchAll(/"label":"([^"]+)"/g)].map(
    ([, label = ""]) => label,
  );
const last = (channel: string): Message => {
  const message = fake.said(channel).at(-1);
  return message ?? expect.fail(`nothing was said in ${channel}`);
};
const ask = async (text = CASE, user = DANA): Promise<string> => {
  const { id } = fake.say(GENERAL, user, `${MENTION} ${text}`);
  await settle();
  return id;
};
const press = async (message: Message, user: string, label: string) => {
  const done = fake.press(message, user, label);
  await settle();
  return done;
};

describe("where the bot hears everything", () => {
  beforeEach(() => world(GRANTED));

  test("a mention opens a thread that is named from the task, and is asked the first question there", async () => {
    const thread = await ask();
    expect(fake.channel(thread)).toMatchObject({
      parent_id: GENERAL,
      name: "We sort 40k tickets a month into 30 categories",
    });
    expect(fake.said(GENERAL)).toEqual([]);
    expect(fake.said(thread)).toHaveLength(1);
    expect(last(thread).content).toContain("800 labelled examples");
    expect(labelsOn(last(thread))).toEqual(
      expect.arrayContaining(["Not sure", "Decide now", "Type an answer", "Answer all at once"]),
    );
    expect(warnings()).toEqual([]);
  });

  test("a bare mention shows examples, and the next words are the case", async () => {
    const thread = await ask("");
    expect(last(thread).content).toContain("For example:");
    fake.say(thread, DANA, CASE);
    await settle();
    expect(last(thread).content).toContain("Here is what I understood");
  });

  test("a decision of three questions takes at most ten calls beside acknowledgements", async () => {
    await settle();
    const before = fake.calls.length;
    const thread = await ask("an assistant that answers questions about our handbook");
    for (const answer of ["It is good enough", "Little, it must be cheap", "Fewer than 10"])
      await press(last(thread), DANA, answer);
    expect(textOf(last(thread))).toContain("Compared for your case");
    const calls = fake.calls
      .slice(before)
      .filter(({ method, path }) => method !== "GET" && !path.endsWith("/callback"));
    expect(calls.filter(({ path }) => path.endsWith("/threads"))).toHaveLength(1);
    expect(calls.length).toBeLessThanOrEqual(10);
    expect(warnings()).toEqual([]);
  });

  test("the verdict is announced in words and becomes a card; the table is no wider than a phone", async () => {
    const thread = await ask();
    fake.say(thread, DANA, "decide now");
    await settle();
    const [verdict, table] = fake.said(thread).slice(-2);
    const announced = fake.calls.find(
      ({ method, body }) => method === "POST" && JSON.stringify(body).includes("## "),
    );
    expect(JSON.stringify(announced?.body)).toContain("Probability of coming out best");
    expect(verdict).toMatchObject({ content: "", flags: 32_768 });
    expect(textOf(verdict as Message)).toContain("Probability of coming out best");
    expect(textOf(table as Message)).toContain("```text");
    expect(labelsOn(table)).toEqual(
      expect.arrayContaining([
        "Why",
        "What if",
        "Change an answer",
        "Show in channel",
        "Table as a file",
      ]),
    );
  });

  test("an answered question says so in its place, and can be changed", async () => {
    const thread = await ask();
    const question = last(thread);
    await press(question, DANA, "A little short");
    expect(question.content).toMatch(
      /Here is what I understood.+A little short.+Answered by Name of/s,
    );
    expect(labelsOn(question)).toContain("Change");
    await press(question, DANA, "Change");
    await press(last(thread), DANA, "Far short");
    expect(question.content).toContain("Far short");
  });

  test("people who talk to each other are left alone, and nothing of other channels is stored", async () => {
    const thread = await ask();
    const before = fake.said(thread).length;
    fake.say(thread, LEE, "lunch?");
    const elsewhere = fake.say(GENERAL, LEE, "we have 500 labelled examples");
    await settle();
    expect(fake.said(thread)).toHaveLength(before);
    expect(fake.said(GENERAL)).toEqual([]);
    const key = { platform: "discord", workspace: GUILD, thread: `${GENERAL}:${elsewhere.id}` };
    expect(await store.conversations.has(key)).toBe(false);
  });

  test("in a direct message there is no thread, and no mention is needed", async () => {
    const { id } = fake.directWith(DANA);
    fake.say(id, DANA, CASE);
    await settle();
    fake.say(id, DANA, "a little short");
    await settle();
    expect(fake.said(id)).toHaveLength(2);
    expect(fake.said(id)[0]?.content).toContain("Answered by");
  });

  test("a forum post that mentions the bot is answered in the post", async () => {
    const { id } = fake.openPost(FORUM, "Which way?");
    fake.say(id, DANA, `${MENTION} ${CASE}`);
    await settle();
    fake.say(id, DANA, "a little short");
    await settle();
    expect(fake.said(id)).toHaveLength(2);
  });

  test("a changed message is followed; the starter may go, and the thread goes on", async () => {
    const { id } = fake.say(GENERAL, DANA, `${MENTION} ${CASE}`);
    await settle();
    const answer = fake.say(id, DANA, "a little short");
    await settle();
    fake.rewrite(answer, "far short");
    await settle();
    expect(fake.said(id)[0]?.content).toContain("Far short");
    fake.takeAway(fake.message(id) as Message);
    fake.say(id, DANA, "decide now");
    await settle();
    expect(textOf(last(id))).toContain("Compared for your case");
    expect(warnings()).toEqual([]);
  });

  test("a deleted thread is forgotten", async () => {
    const thread = await ask();
    const key = { platform: "discord", workspace: GUILD, thread: `${GENERAL}:${thread}` };
    expect(await store.conversations.has(key)).toBe(true);
    fake.deleteThread(thread);
    await settle();
    expect(await store.conversations.has(key)).toBe(false);
  });

  test("share shows the verdict in the channel, export and the table are files, delete takes all away", async () => {
    const thread = await ask();
    fake.say(thread, DANA, "decide now");
    await settle();
    const table = last(thread);
    await press(table, DANA, "Show in channel");
    expect(last(GENERAL).content).toContain("A decision, shown by");
    await press(table, DANA, "Table as a file");
    const [file] = last(thread).attachments;
    expect(file?.filename).toMatch(/^comparison-.+\.csv$/);
    expect(file?.content).toMatch(
      /^"Feature","Prompt engineering","Fine-tuning","Better here"\r\n/,
    );
    await press(table, DANA, "Export");
    expect(last(thread).attachments[0]?.filename).toMatch(/\.md$/);
    await press(table, DANA, "Delete");
    const asked = fake.ephemeral.at(-1) as Message;
    expect(asked).toMatchObject({ visibleTo: DANA });
    await press(asked, DANA, "Delete");
    expect(fake.said(thread)).toEqual([]);
    expect(fake.said(GENERAL)).toEqual([]);
    expect(fake.ephemeral.at(-1)?.content).toContain("deleted by");
  });
});

describe("where it hears only what is addressed to it", () => {
  beforeEach(() => world(0));

  test("mentions, replies, buttons and forms carry the whole conversation, and it says how to answer", async () => {
    expect(fake.identifies[0]?.intents).toBe(4609);
    const thread = await ask();
    expect(last(thread).content).toContain("reply to one of my messages or mention me");
    const before = fake.said(thread).length;
    fake.say(thread, DANA, "far short");
    await settle();
    expect(fake.said(thread)).toHaveLength(before);
    fake.say(thread, DANA, "far short", { answering: last(thread).id });
    await settle();
    expect(fake.said(thread)[0]?.content).toContain("Far short");
    const form = await press(last(thread), DANA, "Type an answer");
    expect(form.answer?.type).toBe(9);
    fake.submit(form, ["no, and we have trained a model before"]);
    await settle();
    fake.say(thread, DANA, `${MENTION} decide now`);
    await settle();
    expect(textOf(last(thread))).toContain("Compared for your case");
    const whatIf = await press(last(thread), DANA, "What if");
    fake.submit(whatIf, ["we had only 50 examples"]);
    await settle();
    expect(textOf(last(thread))).toContain("Suppose: 50 labelled examples");
  });

  test("all questions can be answered in one form", async () => {
    const thread = await ask();
    const form = await press(last(thread), DANA, "Answer all at once");
    const { components: parts } = form.answer!["data"] as {
      readonly components: readonly {
        readonly component: { readonly options: readonly { readonly value: string }[] };
      }[];
    };
    expect(parts).toHaveLength(5);
    const before = fake.said(thread).length;
    // The first answer of each, and one that nobody knows.
    fake.submit(
      form,
      parts.map(
        ({ component: { options } }, at) => (at === 4 ? options.at(-1) : options[0])?.value ?? "",
      ),
    );
    await settle();
    expect(fake.said(thread).length).toBeGreaterThan(before);
    expect(fake.said(thread)[0]?.content).toContain("Answered by");
    expect(warnings()).toEqual([]);
  });
});

describe("commands", () => {
  beforeEach(() => world(0));

  test("are registered once, and again only when they have changed", async () => {
    await settle();
    const puts = () => fake.calls.filter(({ method }) => method === "PUT").length;
    expect(puts()).toBe(1);
    expect(fake.commands()).toHaveLength(2);
    await running.stop();
    await start();
    await settle();
    expect(puts()).toBe(1);
  });

  test("a case is asked for everybody to see, its thread hangs on it, and it carries the verdict", async () => {
    const asked = fake.command(GENERAL, DANA, { task: CASE });
    await settle();
    expect(asked.answer?.type).toBe(5);
    const anchor = last(GENERAL);
    expect(anchor.content).toContain("**Name of 100000000000000001** asks:");
    expect(fake.said(anchor.id)).toHaveLength(1);
    expect(fake.ephemeral.at(-1)?.content).toBe(`The questions are in <#${anchor.id}>.`);
    fake.say(anchor.id, DANA, "decide now", { answering: last(anchor.id).id });
    await settle();
    expect(anchor.content).toContain("Reasons and plan are in the thread");
  });

  test("without a task a form asks for it; a private one is answered directly", async () => {
    const opened = fake.command(GENERAL, DANA, { private: true });
    await settle();
    expect(opened.answer?.type).toBe(9);
    fake.submit(opened, [CASE]);
    await settle();
    expect(fake.said(GENERAL)).toEqual([]);
    const { id } = fake.directWith(DANA);
    expect(last(id).content).toContain("Here is what I understood");
    expect(fake.ephemeral.at(-1)?.content).toBe("I have written to you directly.");
  });

  test("in the thread of a decision it adds to that one", async () => {
    const thread = await ask();
    fake.command(thread, DANA, { task: "prompts fall a little short" });
    await settle();
    expect(fake.said(thread)[0]?.content).toContain("A little short");
    expect(fake.said(GENERAL)).toEqual([]);
  });

  test("a message that was picked is the case", async () => {
    const message = fake.say(GENERAL, LEE, CASE);
    const asked = fake.askAbout(message, DANA);
    await settle();
    expect(asked.answer?.type).toBe(5);
    expect(last(message.id).content).toContain("800 labelled examples");
  });

  test.each([
    ["help", /What you can say/],
    ["list", /Your last decisions/],
    ["privacy", /What I keep/],
    ["setup", /Only somebody with “Manage Server”/],
  ])("%s is shown to whoever asks, and to nobody else", async (show, words) => {
    await ask();
    fake.command(GENERAL, DANA, { show });
    await settle();
    expect(fake.ephemeral.at(-1)).toMatchObject({
      visibleTo: DANA,
      content: expect.stringMatching(words),
    });
    expect(fake.said(GENERAL)).toEqual([]);
  });

  test("what is to be shown may be named as a command in the command", async () => {
    fake.subcommand(GENERAL, DANA, "help");
    await settle();
    expect(fake.ephemeral.at(-1)?.content).toContain("What you can say");
  });

  test("the setup names what is missing where", async () => {
    await running.stop();
    fake.makeChannel("700000000000000003", {
      name: "support",
      denied: PERMISSION.createPublicThreads | PERMISSION.attachFiles,
    });
    fake.managers.add(DANA);
    await start();
    fake.command(GENERAL, DANA, { task: "setup" });
    await settle();
    const { content = "" } = fake.ephemeral.at(-1) ?? {};
    expect(content).toContain("In this channel I may do all I need.");
    expect(content).toContain("**\\#support**: Create Public Threads and Attach Files");
    expect(content).toContain("2 of 3 channels are fine.");
    expect(content).toContain("Message Content Intent");
  });
});

describe("who may do what", () => {
  beforeEach(() => world(0));

  test("only those who take part change answers; others are told, and may join", async () => {
    const thread = await ask();
    await press(last(thread), ROBIN, "Far short");
    expect(fake.ephemeral.at(-1)).toMatchObject({ visibleTo: ROBIN });
    expect(fake.ephemeral.at(-1)?.content).toContain("Only those who take part here");
    expect(fake.said(thread)).toHaveLength(1);
    fake.channel(thread).members.add(ROBIN);
    await press(last(thread), ROBIN, "Far short");
    expect(fake.said(thread)[0]?.content).toContain(`Answered by Name of ${ROBIN}`);
  });

  test("anybody, where it is set so", async () => {
    await running.stop();
    await start({ answers: "anyone" });
    const thread = await ask();
    await press(last(thread), ROBIN, "Far short");
    expect(fake.said(thread)[0]?.content).toContain("Answered by");
  });

  test("who is late is told so, and nobody else", async () => {
    const thread = await ask();
    const question = last(thread);
    const stale = { ...question, components: question.components };
    await press(question, DANA, "Far short");
    fake.pass(60_000);
    fake.channel(thread).members.add(LEE);
    const before = fake.said(thread).length;
    fake.press(stale, LEE, "A little short");
    await settle();
    expect(fake.said(thread)).toHaveLength(before);
    expect(fake.ephemeral.at(-1)).toMatchObject({ visibleTo: LEE });
  });

  test.each([
    "tf1:answer:promptGap:nonsense",
    "tf1:",
    "tf1:erase",
    "tf1:answer:__proto__:1",
    "tf0:decide",
    "x",
    `tf1:${"a".repeat(96)}`,
  ])("a made-up button is answered politely: %s", async (id) => {
    const thread = await ask();
    const forged = fake.forge(last(thread), LEE, id);
    await settle();
    expect([4, 6]).toContain(forged.answer?.type);
    expect(warnings()).toEqual([]);
  });
});
