import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { SlackBlock } from "../../adapters/slack/render.ts";
import type { LogEntry, Store } from "../../src/index.ts";
import { BOT, createFakeSlack } from "./fake-slack.ts";
import type { FakeSlack, Posted } from "./fake-slack.ts";
import { problemsOf } from "./payload-rules.ts";
import { run } from "./running.ts";
import type { Running } from "./running.ts";

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
const section = (text: string): SlackBlock => ({
  type: "context",
  elements: [{ type: "mrkdwn", text }],
});

describe.each(["socket", "http"] as const)("Slack over %s", (mode) => {
  let fake: FakeSlack;
  let store: Store;
  let port: number;
  let settle: Running["settle"];
  let stop: Running["stop"];
  let logged: LogEntry[];

  const spoken = (channel = "C1"): readonly Posted[] =>
    fake.posted.filter((message) => isBot(message) && message.channel === channel);
  const say = async (text: string, under?: string, user = "UDANA", channel = "C1") => {
    const said = await fake.say(channel, user, text, under);
    await settle();
    return said;
  };

  beforeEach(async () => {
    logged = [];
    fake = await createFakeSlack();
    fake.makeChannel("C1");
    const log = (entry: LogEntry): void => void logged.push(entry);
    ({ store, port, settle, stop } = await run({ fake, mode, log }));
  });

  afterEach(async () => {
    // Whatever was posted, Slack would have taken it.
    const problems = [...fake.posted.filter(isBot), ...fake.ephemeral].flatMap(problemsOf);
    if (problems.length > 0) throw new Error(`Slack would refuse: ${problems.join("; ")}`);
    await stop();
  });

  test("a mention is answered once, in its thread, though it comes twice", async () => {
    const { ts, isTaken } = await say(`${MENTION} ${CASE}`);
    expect(isTaken).toBe(true);
    expect(spoken()).toHaveLength(1);
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
    expect(standing().text).toMatch(
      /^Here is what I understood.+How far does your best prompt .+Answered by name of ULEE\./s,
    );
    expect([...buttonsOf(standing()).keys()]).toEqual(["Change"]);

    // Somebody who was too late is told, and nobody else.
    fake.pass(60);
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
    expect(spoken()).toHaveLength(1);
    expect(spoken().every(({ thread_ts: thread }) => thread === ts)).toBe(true);
  });

  test("a direct message needs no mention and no thread", async () => {
    await say(CASE, undefined, "UDANA", "D1");
    await say("a little short", undefined, "UDANA", "D1");
    expect(spoken("D1").length).toBeGreaterThan(1);
    expect(spoken("D1").every(({ thread_ts: thread }) => thread === undefined)).toBe(true);
  });

  test("a public channel is joined when it must be", async () => {
    fake.makeChannel("C2", false, false);
    await fake.command("C2", "UDANA", CASE);
    await settle();
    expect(spoken("C2").length).toBeGreaterThan(1);
  });

  test("where it cannot post, the person is told what to do, and can go on in a direct message", async () => {
    fake.makeChannel("C3", true, false);
    await fake.command("C3", "UDANA", CASE);
    await settle();
    expect(spoken("C3")).toEqual([]);
    const [told, ...more] = fake.ephemeral;
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      to: "UDANA",
      text: expect.stringContaining("/invite @Tuning Fork"),
    });
    const button = buttonsOf(told as Posted).get("Continue in a DM") ?? "";
    await fake.clickEphemeral(told as Posted, "UDANA", button);
    await fake.clickEphemeral(told as Posted, "UDANA", button);
    await settle();
    const [root, ...rest] = spoken("DUDANA");
    expect(root?.text).toContain("asks: “we want to sort");
    expect(rest.length).toBeGreaterThan(0);
    expect(rest.every(({ thread_ts: thread }) => thread === root?.ts)).toBe(true);
    await say("a little short", root?.ts, "UDANA", "DUDANA");
    expect(spoken("DUDANA").length).toBeGreaterThan(rest.length + 1);
  });

  test("nobody can go on with what somebody else asked", async () => {
    fake.makeChannel("C3", true, false);
    await fake.command("C3", "UDANA", CASE);
    await settle();
    const [told] = fake.ephemeral;
    const button = buttonsOf(told as Posted).get("Continue in a DM") ?? "";
    await fake.clickEphemeral(told as Posted, "UEVE", button);
    await settle();
    expect(spoken("DUEVE")).toEqual([]);
  });

  test("two different answers within moments become a question between the two", async () => {
    const { ts } = await say(`${MENTION} ${CASE}`);
    const asked = spoken().at(-1) as Posted;
    await fake.click(asked, "ULEE", buttonsOf(asked).get("A little short") ?? "");
    await fake.click(asked, "UROBIN", buttonsOf(asked).get("Far short") ?? "");
    await settle();
    const between = spoken().at(-1) as Posted;
    expect(between.text).toMatch(/name of ULEE said: a little.+name of UROBIN said: .*far/is);
    const [, second] = [...buttonsOf(between).values()];
    await fake.click(between, "UDANA", second ?? "");
    await settle();
    expect(fake.posted.find((message) => message.ts === between.ts)?.text).toMatch(
      /far.+Answered by name of UDANA/is,
    );
    expect(spoken().every(({ thread_ts: thread }) => thread === ts)).toBe(true);
  });

  test("an answer that is changed or taken away is followed", async () => {
    const { ts } = await say(`${MENTION} we want to sort 40k tickets a month into 35 categories`);
    const answer = await say("about 900 labelled examples", ts, "ULEE");
    expect(spoken().at(-1)?.text).toMatch(/900/);
    await fake.edit(answer.ts, "about 5,000 labelled examples");
    await settle();
    expect(spoken().at(-1)?.text).toMatch(/name of ULEE changed a message.+5,000.+was: 900/is);
    await fake.remove(answer.ts);
    await settle();
    await say("facts", ts);
    const facts = spoken().findLast(({ text }) => text.includes("What I know"));
    expect(facts?.text).not.toMatch(/5,000|900/);
  });

  test("a description that is changed is read again, in its place; one taken away is forgotten", async () => {
    const { ts } = await say(`${MENTION} we sort 40k tickets a month, 900 labelled examples`);
    const understood = spoken()[0] as Posted;
    await fake.edit(ts, `${MENTION} we sort 40k tickets a month, 7,000 labelled examples`);
    await settle();
    const standing = fake.posted.find((message) => message.ts === understood.ts);
    expect(standing?.text).toContain("7,000");
    await fake.remove(ts);
    await settle();
    expect(spoken().at(-1)?.text).toContain("forgotten");
    const [{ data } = { data: undefined }] = await store.conversations.recent(
      { platform: "slack", workspace: "T1", person: "UDANA" },
      1,
    );
    expect(JSON.stringify(data)).not.toContain("7,000");
  });

  test("a question that is edited, and what people change among themselves, is left alone", async () => {
    const { ts } = await say(`${MENTION} ${CASE}`);
    const aside = await say("lunch at noon?", ts, "ULEE");
    const asked = await say("why do you ask?", ts, "ULEE");
    const before = spoken().length;
    await fake.edit(aside.ts, "lunch at one?");
    await fake.edit(asked.ts, "why do you want to know?");
    await fake.remove(aside.ts);
    await settle();
    expect(spoken()).toHaveLength(before);
  });

  test("what was read can be corrected by a menu", async () => {
    await say(`${MENTION} ${CASE}`);
    const menu = (spoken()[0]?.blocks ?? []).find(({ type }) => type === "actions");
    const picks = menu?.type === "actions" ? menu.elements : [];
    const [pick] = picks;
    const option = pick?.type === "static_select" ? pick.options?.[0] : undefined;
    await fake.click(spoken()[0] as Posted, "ULEE", option?.value ?? "");
    await settle();
    expect(spoken().at(-1)?.text).toContain("What should the model do?");
  });

  test("a muted bot hears only what is said to it", async () => {
    const { ts } = await say(`${MENTION} ${CASE}`);
    await say("mute", ts);
    const before = spoken().length;
    await say("a little short", ts);
    expect(spoken()).toHaveLength(before);
    await say(`${MENTION} a little short`, ts);
    expect(spoken().length).toBeGreaterThan(before);
  });

  test("a result can be shown to the channel, once, and rated", async () => {
    const { ts } = await say(`${MENTION} ${CASE}`);
    await say("decide now", ts);
    const result = spoken().at(-1) as Posted;
    await fake.click(result, "ULEE", buttonsOf(result).get("Show in channel") ?? "");
    await settle();
    expect(spoken().at(-1)).toMatchObject({ thread_ts: ts, reply_broadcast: "true" });
    const before = spoken().length;
    await fake.click(result, "UROBIN", buttonsOf(result).get("Show in channel") ?? "");
    await fake.click(result, "UROBIN", "feedback:helpful");
    await fake.click(result, "UROBIN", "feedback:unhelpful");
    await settle();
    expect(spoken()).toHaveLength(before);
    expect(fake.ephemeral.map(({ to }) => to)).toEqual(["UROBIN", "UROBIN", "UROBIN"]);
    const [stored] = await store.conversations.recent(
      { platform: "slack", workspace: "T1", person: "UROBIN" },
      1,
    );
    expect(stored?.data).toMatchObject({ feedback: [{ by: { id: "UROBIN" }, isHelpful: false }] });
  });

  test("the decision record comes as a file, once, though Slack's answer is lost", async () => {
    const { ts } = await say(`${MENTION} ${CASE}`);
    fake.fail("files.completeUploadExternal", { kind: "answer lost" });
    await say("export", ts);
    await expect.poll(() => store.backlog("slack", 10)).toBe(0);
    const shared = spoken().filter(({ files }) => files !== undefined);
    expect(shared).toMatchObject([{ thread_ts: ts, files: [{ name: /^decision-.+\.md$/ }] }]);
    expect([...fake.files.values()][0]?.content).toContain("# Decision record");
  });

  test("a second record of the same day comes, though the first looks like it", async () => {
    const { ts } = await say(`${MENTION} ${CASE}`);
    await say("decide now", ts);
    await say("export", ts);
    fake.fail("files.completeUploadExternal", { kind: "status", status: 503 });
    await say("export", ts);
    await expect.poll(() => store.backlog("slack", 10)).toBe(0);
    expect(spoken().filter(({ files }) => files !== undefined)).toHaveLength(2);
  });

  test("without the right to upload, the record is written out", async () => {
    const { ts } = await say(`${MENTION} ${CASE}`);
    fake.fail("files.getUploadURLExternal", { kind: "error", error: "missing_scope" });
    await say("export", ts);
    expect(spoken().some(({ text }) => text.includes("# Decision record"))).toBe(true);
  });

  test.each([
    ["whoever began it", "UDANA", true],
    ["an administrator", "UADMIN", true],
    ["anybody else", "UEVE", false],
  ])("a decision can be deleted: %s", async (_who, user, may) => {
    fake.admins.add("UADMIN");
    await fake.command("C1", "UDANA", CASE);
    await settle();
    const root = spoken()[0]?.ts;
    await say("export", root);
    await say(`${MENTION} delete`, root, user);
    const asked = fake.ephemeral.at(-1) as Posted;
    const before = spoken().length;
    await fake.clickEphemeral(asked, user, buttonsOf(asked).get("Delete") ?? "");
    await settle();
    const left = spoken().map(({ text }) => text);
    expect(left).toHaveLength(may ? 1 : before);
    expect(left[0]?.includes(`deleted by name of ${user}`)).toBe(may);
    expect(fake.files.size).toBe(may ? 0 : 1);
    const stored = await store.conversations.recent(
      { platform: "slack", workspace: "T1", person: "UDANA" },
      10,
    );
    expect(stored).toHaveLength(may ? 0 : 1);
  });

  test("somebody's decisions are all deleted, each where it stands", async () => {
    for (const user of ["UDANA", "UDANA", "UEVE"]) {
      await fake.command("C1", user, CASE);
      await settle();
    }
    const roots = spoken().flatMap(({ ts, thread_ts: root }) => (root === undefined ? [ts] : []));
    await say(`${MENTION} delete all my decisions`, roots[2], "UDANA");
    const asked = fake.ephemeral.at(-1) as Posted;
    await fake.clickEphemeral(asked, "UDANA", buttonsOf(asked).get("Delete all") ?? "");
    await settle();
    const left = (root: string | undefined) =>
      spoken().filter(({ ts, thread_ts: thread }) => (thread ?? ts) === root);
    expect(roots.map((root) => left(root).length)).toEqual([1, 1, 2]);
    expect(left(roots[0])[0]?.text).toContain("deleted by name of UDANA");
  });

  test("a message that cannot be taken away yet is taken away later, and the decision is forgotten", async () => {
    await fake.command("C1", "UDANA", CASE);
    await settle();
    const root = spoken()[0]?.ts;
    await say(`${MENTION} delete`, root);
    fake.fail("chat.delete", { kind: "error", error: "internal_error" });
    const asked = fake.ephemeral.at(-1) as Posted;
    await fake.clickEphemeral(asked, "UDANA", buttonsOf(asked).get("Delete") ?? "");
    await expect.poll(() => spoken().length).toBe(1);
    await expect.poll(() => store.backlog("slack", 10)).toBe(0);
    const whose = { platform: "slack", workspace: "T1", person: "UDANA" };
    expect(await store.conversations.recent(whose, 1)).toEqual([]);
  });

  test("a list that cannot be made says so", async () => {
    Object.assign(store.conversations, {
      recent: async () => {
        throw new Error("the database is away");
      },
    });
    expect(await fake.command("C1", "UDANA", "list")).toBe(true);
    await expect.poll(() => fake.ephemeral.at(-1)?.text).toContain("ask again in a minute");
    expect(logged).toMatchObject([{ level: "error" }]);
  });

  test("somebody's decisions are listed for them alone, with how they stand", async () => {
    await fake.command("C1", "UDANA", CASE);
    await settle();
    await fake.command("C1", "UDANA", "an assistant that answers questions about our handbook");
    await settle();
    await fake.command("C1", "UDANA", "list");
    await expect
      .poll(() => fake.ephemeral.at(-1)?.text)
      .toMatch(/handbook.+open: .+tickets.+open: /s);
    expect(fake.ephemeral.at(-1)?.text).toContain("https://team.slack.com/archives/C1/p");
    await fake.command("C1", "ULEE", "list");
    await expect.poll(() => fake.ephemeral.at(-1)?.text).toContain("None yet");
  });

  test("the app's page has somebody's decisions, what is kept, and a way to begin", async () => {
    await fake.command("C1", "UDANA", CASE);
    await settle();
    await fake.openHome("UDANA");
    await expect.poll(() => fake.homes).toHaveLength(1);
    const page = JSON.stringify(fake.homes[0]);
    expect(page).toContain("tickets");
    expect(page).toContain("30 days");
    expect(problemsOf({ text: "home", blocks: fake.homes[0]?.blocks ?? [] })).toEqual([]);
    await fake.clickAtHome("UDANA", "start");
    await expect.poll(() => fake.forms).toHaveLength(1);
    await fake.submit("UDANA", "sort invoices by department", "C1");
    await settle();
    expect(spoken().some(({ text }) => text.includes("asks: “sort invoices"))).toBe(true);
    await fake.submit("ULEE", "translate manuals into twelve languages");
    await settle();
    expect(spoken("DULEE")[0]?.text).toContain("asks: “translate manuals");
  });

  test("a workspace that takes the app away is no failure", async () => {
    await say(`${MENTION} ${CASE}`);
    fake.fail("chat.postMessage", { kind: "error", error: "account_inactive" });
    expect(await fake.uninstall()).toBe(true);
    await settle();
    expect(logged.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^T1 on slack has taken the bot away;/),
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
      expect(texts).toHaveLength(where === "a thread" ? 1 : 2);
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
    expect(texts).toHaveLength(1);
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
    expect(spoken()).toHaveLength(1);
  });

  test("nothing that people write can ping anybody", async () => {
    await fake.command(
      "C1",
      "UDANA",
      "<!channel> <@UBOSS> &lt;!here&gt; sort “<!everyone>” tickets",
    );
    await settle();
    const ts = spoken()[0]?.ts;
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

  test("a payload that does not parse is acknowledged and changes nothing; a click is logged", async () => {
    const { ts } = await say(`${MENTION} ${CASE}`);
    const before = spoken().length;
    const odd = { ...(spoken().at(-1) as Posted), text: 7, user: "U1", thread_ts: ts } as unknown;
    await fake.tellAbout(odd as Posted, { user: "U1", bot_id: undefined });
    await fake.click(spoken().at(-1) as Posted, 7 as unknown as string, "decide");
    await settle();
    expect(spoken()).toHaveLength(before);
    expect(logged).toMatchObject([{ level: "warn", reference: /^trigger/ }]);
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

const actionsOf = (...elements: readonly object[]) =>
  [{ type: "actions", elements }] as unknown as NonNullable<Posted["blocks"]>;
const option = (value: string, label = value) => ({
  text: { type: "plain_text", text: label },
  value,
});
const button = (label: string, id = "choose:0", value = "v") => ({
  type: "button",
  text: { type: "plain_text", text: label },
  action_id: id,
  value,
});
const table = (...rows: readonly (readonly string[])[]) =>
  [
    {
      type: "data_table",
      caption: "c",
      rows: rows.map((row) => row.map((text) => ({ type: "raw_text", text }))),
    },
  ] as unknown as NonNullable<Posted["blocks"]>;

test.each<[string, NonNullable<Posted["blocks"]>, string]>([
  ["an empty menu", actionsOf({ type: "static_select", options: [] }), "a menu of 0"],
  [
    "a menu with a choice twice",
    actionsOf({ type: "static_select", options: [option("a"), option("a", "b")] }),
    "two choices of one value",
  ],
  [
    "a long choice",
    actionsOf({ type: "static_select", options: [option("a", "x".repeat(76))] }),
    "a choice's text is too long",
  ],
  ["a long button", actionsOf(button("x".repeat(76))), "a button's text is too long"],
  [
    "a value too long",
    actionsOf(button("x", "a", "v".repeat(2001))),
    "a button's value is too long",
  ],
  ["two buttons of one id", actionsOf(button("a"), button("b")), "two buttons of one id"],
  ["an empty cell", table(["a", "b"], ["c", ""]), "an empty raw_text"],
  ["a ragged table", table(["a", "b"], ["c"]), "rows of different lengths"],
  ["a table without rows", table(["a", "b"]), "a table of 1 rows"],
  ["two tables", [...table(["a"], ["b"]), ...table(["a"], ["b"])], "two tables in one message"],
  [
    "a picture without words",
    [{ type: "image", alt_text: " ", slack_file: { id: "F1" } }],
    "a picture without words, or with too many",
  ],
  [
    "a picture without a file",
    [{ type: "image", alt_text: "Cost", slack_file: { id: "" } }],
    "a picture without a file",
  ],
  [
    "a block of forms",
    [{ type: "alert" }] as unknown as NonNullable<Posted["blocks"]>,
    "blocks that messages do not have: alert",
  ],
])("the rules for payloads refuse %s", (_name, blocks, problem) => {
  expect(problemsOf({ text: "x", blocks })).toContain(problem);
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
