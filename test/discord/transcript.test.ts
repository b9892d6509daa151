import { afterEach, expect, test } from "vitest";

import { BOT, createFakeDiscord } from "./fake-discord.ts";
import type { FakeDiscord, Message } from "./fake-discord.ts";
import { problemsOf } from "./payload-rules.ts";
import { run } from "./running.ts";
import type { Running } from "./running.ts";

/**
 * Whole decisions as people see them on Discord, written down. What was changed in its place stands
 * as it stands at the end. `npx vitest run test/discord/transcript.test.ts -u` writes them anew.
 */
const GENERAL = "700000000000000001";
const PEOPLE = { dana: "100000000000000001", lee: "100000000000000002" } as const;
const NAMES = new Map([
  [PEOPLE.dana, "Dana"],
  [PEOPLE.lee, "Lee"],
  [BOT.id, "Tuning Fork"],
]);
const CASE =
  "we want to sort about 40k support tickets a month into 35 categories, 8k are labelled, prompts get us to 80 % but we need 95";

let fake: FakeDiscord;
let running: Running;

afterEach(async () => {
  await running.stop();
  await fake.close();
});

async function world(flags: number): Promise<void> {
  fake = await createFakeDiscord({ flags, check: problemsOf, names: NAMES });
  fake.makeChannel(GENERAL, { name: "general" });
  running = await run({
    fake,
    log: ({ level, message }) => {
      if (level !== "info") throw new Error(message);
    },
  });
  await running.settle();
}

type Part = { readonly [key: string]: unknown };
const partsIn = (value: unknown): readonly Part[] => {
  if (Array.isArray(value)) return value.flatMap(partsIn);
  if (typeof value !== "object" || value === null) return [];
  const part = value as Part;
  return [part, ...partsIn(part["components"])];
};

/** What can be pressed or picked, as it stands below a message. */
const controls = (message: Message): readonly string[] =>
  partsIn(message.components).flatMap(({ type, label, placeholder, options }) => {
    if (type === 2) return [`[${String(label)}]`];
    if (type !== 3) return [];
    const labels = (options as readonly Part[]).map((one) => String(one["label"]));
    return [`[${String(placeholder)}: ${labels.join(", ")}]`];
  });

const shown = (message: Message): string => {
  const name = NAMES.get(message.author.id) ?? "";
  const displays = partsIn(message.components).filter(({ type }) => type === 10);
  const kind = displays.length > 0 ? " (card)" : "";
  const words = message.content || displays.map(({ content }) => String(content)).join("\n\n");
  const buttons = controls(message);
  return [
    `${name}${kind}:`,
    words.replaceAll(`<@${BOT.id}>`, "@Tuning Fork"),
    ...(buttons.length > 0 ? [buttons.join(" ")] : []),
  ].join("\n");
};

/** Four tildes, since the bot's tables are code blocks themselves. */
const fenced = (text: string): string => `~~~~text\n${text}\n~~~~`;

function transcript(title: string, intro: string, thread: string): string {
  const calls = fake.calls.filter(
    ({ method, path }) => method !== "GET" && path.startsWith("/channels/"),
  );
  const seen = fake.ephemeral.map(
    (message) => `Only ${NAMES.get(message.visibleTo ?? "") ?? ""} sees:\n${shown(message)}`,
  );
  return `${[
    `# ${title}`,
    intro,
    "In the channel:",
    ...fake.channel(GENERAL).messages.map((message) => fenced(shown(message))),
    `In the thread “${fake.channel(thread).name}”:`,
    ...fake.channel(thread).messages.map((message) => fenced(shown(message))),
    ...seen.map(fenced),
    `Calls beside acknowledgements: ${calls.length}.`,
  ].join("\n\n")}\n`;
}

const last = (channel: string): Message => fake.said(channel).at(-1) as Message;

test("with the message content intent", async () => {
  await world(1 << 19);
  const { dana, lee } = PEOPLE;
  const { id: thread } = fake.say(GENERAL, dana, `<@${BOT.id}> ${CASE}`);
  await running.settle();
  fake.press(last(thread), dana, "No");
  await running.settle();
  fake.say(thread, lee, "one of us has trained a BERT model once");
  await running.settle();
  fake.say(thread, lee, "lunch?");
  await running.settle();
  fake.say(thread, dana, "what if we had only 200 examples?");
  await running.settle();
  const text = transcript(
    "On Discord, with the message content intent",
    "Everybody writes in the thread as they like; nobody has to mention the bot there.",
    thread,
  );
  await expect(text).toMatchFileSnapshot("with-intent.md");
});

test("without it", async () => {
  await world(0);
  const { dana, lee } = PEOPLE;
  const { id: thread } = fake.say(GENERAL, dana, `<@${BOT.id}> ${CASE}`);
  await running.settle();
  fake.press(last(thread), dana, "No");
  await running.settle();
  // Heard, since it answers a message of the bot.
  fake.say(thread, lee, "one of us has trained a BERT model once", { answering: last(thread).id });
  await running.settle();
  // Not heard at all: it is addressed to nobody.
  fake.say(thread, lee, "we had a good lunch");
  const card = fake.said(thread).findLast((one) => controls(one).includes("[What if]"));
  const asked = fake.press(card as Message, dana, "What if");
  await running.settle();
  fake.submit(asked, ["we had only 200 examples"]);
  await running.settle();
  const text = transcript(
    "On Discord, without the message content intent",
    "Mentions, replies, buttons and forms carry the conversation. Dana's “what if” came by a form, so it stands only in the answer.",
    thread,
  );
  await expect(text).toMatchFileSnapshot("without-intent.md");
});
