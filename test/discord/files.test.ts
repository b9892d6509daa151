import { afterEach, beforeEach, expect, test } from "vitest";

import { BOT, createFakeDiscord } from "./fake-discord.ts";
import type { FakeDiscord } from "./fake-discord.ts";
import { run } from "./running.ts";
import type { Running } from "./running.ts";

/** Training data dropped into a thread on Discord. */
const GENERAL = "700000000000000001";
const DANA = "100000000000000001";
const CASE = `<@${BOT.id}> we want to sort support tickets into 12 categories`;

const GOOD = {
  filename: "train.jsonl",
  content: Array.from({ length: 400 }, (_, at) =>
    JSON.stringify({
      messages: [
        { role: "user", content: `Ticket ${at}: the ${at * 7919} does not ${at * 104_729}` },
        { role: "assistant", content: `label ${at % 12}` },
      ],
    }),
  ).join("\n"),
};

let fake: FakeDiscord;
let running: Running;

beforeEach(async () => {
  fake = await createFakeDiscord({ flags: 1 << 19 });
  fake.makeChannel(GENERAL, { name: "general" });
  running = await run({ fake, log: () => undefined, checks: { transferTime: 1000 } });
});
afterEach(async () => {
  await running.stop();
  await fake.close();
});

const spokenIn = (thread: string): string => JSON.stringify(fake.said(thread));

async function threadWithCase(): Promise<string> {
  const { id } = fake.say(GENERAL, DANA, CASE);
  await running.settle();
  return id;
}

test("a file in a thread of ours is counted, without a mention", async () => {
  const thread = await threadWithCase();
  fake.say(thread, DANA, "", { attached: [GOOD] });
  await expect.poll(() => spokenIn(thread), { timeout: 10_000 }).toContain("All 400 examples");
  await running.settle();
  expect(spokenIn(thread)).toContain("400 labelled examples");
  expect(fake.problems).toEqual([]);
}, 20_000);

test("a file that is gone before it is opened is told in a sentence", async () => {
  const thread = await threadWithCase();
  fake.fail(/GET .*\/messages\/\d+$/, { kind: "error", status: 404, code: 10_008 });
  fake.say(thread, DANA, "", { attached: [GOOD] });
  await expect.poll(() => spokenIn(thread)).toContain("“train.jsonl” is no longer there.");
});

test("a picture in a thread of ours is left alone", async () => {
  const thread = await threadWithCase();
  const before = fake.said(thread).length;
  fake.say(thread, DANA, "", { attached: [{ filename: "photo.png", content: "x" }] });
  await running.settle();
  expect(fake.said(thread)).toHaveLength(before);
});
