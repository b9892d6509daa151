import { afterEach, beforeEach, expect, test } from "vitest";

import { BOT, createFakeSlack } from "./fake-slack.ts";
import type { FakeSlack, Posted } from "./fake-slack.ts";
import { run } from "./running.ts";
import type { Running } from "./running.ts";

/**
 * One decision as people see it on Slack, written down. What was changed in its place stands as it
 * stands at the end. `npx vitest run test/slack/transcript.test.ts -u` writes it anew.
 */
let fake: FakeSlack;
let settle: Running["settle"];
let stop: Running["stop"];

beforeEach(async () => {
  fake = await createFakeSlack();
  fake.makeChannel("C1");
  ({ settle, stop } = await run({ fake, log: ({ message }) => expect.fail(message) }));
});
afterEach(() => stop());

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** A message with its name, indented when it stands in a thread. */
const shown = ({ user, text, thread_ts: thread, blocks = [] }: Posted): string => {
  const name =
    user === BOT.user ? "Tuning Fork" : (user.match(/^U(\w)(\w+)$/)?.slice(1) ?? []).join("");
  const kinds = blocks.map(({ type }) => type).join(", ");
  const lines = [`${name}${kinds === "" ? "" : ` (${kinds})`}:`, ...unescaped(text).split("\n")];
  return lines.map((line) => `${thread === undefined ? "" : "    "}${line}`.trimEnd()).join("\n");
};

const last = (): Posted => fake.posted.findLast(({ user }) => user === BOT.user) as Posted;
const choose = (label: string): string => {
  const buttons = (last().blocks ?? []).flatMap((block) =>
    block.type === "actions" ? block.elements : [],
  );
  const button = buttons.find((one) => one.type === "button" && one.text.text === label);
  return (button?.type === "button" && button.value) || expect.fail(`no button “${label}”`);
};

test("a command, three answers, a decision and a what-if", async () => {
  await fake.command(
    "C1",
    "UDANA",
    "we want to sort about 40k support tickets a month into 35 categories, 8k are labelled, prompts get us to 80 % but we need 95",
  );
  await settle();
  const root = fake.posted[0]?.ts;
  await fake.click(last(), "ULEE", choose("No"));
  await settle();
  await fake.say("C1", "UROBIN", "one of us has trained a BERT model once", root);
  await settle();
  await fake.say("C1", "UDANA", "lunch?", root);
  await fake.say("C1", "UDANA", "decide now", root);
  await settle();
  await fake.say("C1", "ULEE", "what if we had only 200 examples?", root);
  await settle();
  const calls = fake.calls.filter(({ method }) => method.startsWith("chat."));
  const transcript = [
    "# On Slack",
    "One decision as it stands in the channel at the end, threads indented, kinds of blocks in brackets.",
    ...fake.posted.map((message) => `\`\`\`text\n${shown(message)}\n\`\`\``),
    `Calls to post and to change messages: ${calls.length}.`,
  ];
  await expect(`${transcript.join("\n\n")}\n`).toMatchFileSnapshot("first-decision.md");
});
