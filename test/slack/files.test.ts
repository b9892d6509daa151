import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";

import type { LogEntry } from "../../src/index.ts";
import { BOT, createFakeSlack } from "./fake-slack.ts";
import type { FakeSlack, SharedFile } from "./fake-slack.ts";
import { run } from "./running.ts";
import type { Running } from "./running.ts";

/** Training data dropped into a thread on Slack, with everything that can be wrong with it. */
let fake: FakeSlack;
let running: Running;
const logged: LogEntry[] = [];

const ME = `<@${BOT.user}>`;
const CASE = `${ME} we want to sort support tickets into 12 categories`;

const examples = (count: number): string =>
  Array.from({ length: count }, (_, at) =>
    JSON.stringify({
      messages: [
        { role: "user", content: `Ticket ${at}: the ${at * 7919} does not ${at * 104_729}` },
        { role: "assistant", content: `label ${at % 12}` },
      ],
    }),
  ).join("\n");

const GOOD: SharedFile = { name: "train.jsonl", content: examples(400) };

// A place of its own for what is checked, so that others' checks are not taken for what is left.
const place = mkdtempSync(join(tmpdir(), "tuning-fork-slack-files-"));
const usual = process.env["TMPDIR"];
process.env["TMPDIR"] = place;
afterAll(() => {
  if (usual === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = usual;
  rmSync(place, { recursive: true, force: true });
});

beforeEach(async () => {
  logged.length = 0;
  fake = await createFakeSlack();
  fake.makeChannel("C1");
  running = await run({
    fake,
    log: (entry) => void logged.push(entry),
    checks: { mostBytes: 100_000, transferTime: 500 },
  });
});
afterEach(() => running.stop());

const spoken = (): readonly string[] =>
  fake.posted.filter(({ user }) => user === BOT.user).map(({ text }) => text);
const left = (): readonly string[] =>
  readdirSync(place).filter((name) => name.startsWith("tuning-fork-check-"));

/** What is said to files in a thread that has a case, besides the question that goes on. */
async function saidTo(
  files: readonly SharedFile[],
  text = "",
): Promise<{ readonly said: string; readonly root: string }> {
  const { ts } = await fake.say("C1", "UDANA", CASE);
  await running.settle();
  const before = spoken().length;
  await fake.share("C1", "UDANA", text, files, ts);
  await running.settle();
  return { said: spoken().slice(before).join("\n"), root: ts };
}

test("a good file is counted, and the decision goes on with it", async () => {
  const { said, root } = await saidTo([GOOD]);
  expect(said).toContain("All 400 examples are usable");
  expect(said).toContain("400 labelled examples");
  await fake.say("C1", "UDANA", `${ME} facts`, root);
  await running.settle();
  expect(spoken().slice(-2).join("\n")).toContain("your file");
  expect(left()).toEqual([]);
  expect(fake.gaveTo).toEqual(["Bearer xoxb-1"]);
  expect(logged).toEqual([]);
});

test("words that came with it are heard first", async () => {
  const { said } = await saidTo([GOOD], "we have 300 labelled, prompts are a little short");
  expect(said.indexOf("300 labelled examples")).toBeGreaterThanOrEqual(0);
  expect(said.indexOf("All 400 examples")).toBeGreaterThan(said.indexOf("300 labelled examples"));
});

test("a test file beside it is compared, whichever comes first", async () => {
  const { said } = await saidTo([{ name: "test.jsonl", content: examples(20) }, GOOD]);
  expect(said).toContain("of the test examples are in the training file too");
});

test("a file given to the bot before there is a case is kept for it", async () => {
  await fake.share("DDANA", "UDANA", "", [GOOD]);
  await running.settle();
  expect(spoken().at(-1)).toContain("What do you want a model to learn from it?");
  await fake.say("DDANA", "UDANA", "sort support tickets into 12 categories");
  await running.settle();
  await fake.say("DDANA", "UDANA", "facts");
  await running.settle();
  expect(spoken().slice(-2).join("\n")).toContain("400 labelled examples");
});

/** What people give, and what they are told: one sentence, and the question that is open stands again. */
const WRONG: readonly (readonly [string, readonly SharedFile[], string])[] = [
  [
    "no JSON",
    [{ name: "a.jsonl", content: "hello\nthere\n" }],
    "The file has no example that can be read",
  ],
  [
    "a zip by another name",
    [{ name: "a.jsonl", content: Buffer.from("504b0304140000000800", "hex") }],
    "“a.jsonl” is",
  ],
  [
    "a program by another name",
    [{ name: "a.jsonl", content: Buffer.from("7f454c4602010100", "hex") }],
    "“a.jsonl” is",
  ],
  ["nothing", [{ name: "a.jsonl", content: "" }], "“a.jsonl” is empty"],
  [
    "text that is not UTF-8",
    [{ name: "a.csv", content: Buffer.from("fffe6100", "hex") }],
    "“a.csv” is",
  ],
  [
    "far too much, as Slack tells",
    [{ ...GOOD, size: 2_000_000_000 }],
    "“train.jsonl” has 2.0 GB; in a thread I check at most",
  ],
  [
    "far too much, though Slack tells otherwise",
    [{ name: "a.jsonl", content: examples(2000), size: 10 }],
    "“a.jsonl” is too large; in a thread I check at most",
  ],
  ["a file that was deleted", [{ ...GOOD, refusal: "file_deleted" }], "“train.jsonl” was deleted."],
  [
    "a file that may not be read",
    [{ ...GOOD, refusal: "missing_scope" }],
    "add the scope files:read",
  ],
  ["a page to sign in", [{ ...GOOD, refusal: "signed out" }], "add the scope files:read"],
  [
    "a file that ends half way",
    [{ ...GOOD, refusal: "cut off" }],
    "“train.jsonl” did not arrive here whole. Please give it to me once more.",
  ],
  [
    "a link to somewhere else",
    [{ ...GOOD, liesAt: "https://example.com/train.jsonl" }],
    "lies somewhere else than with Slack",
  ],
  [
    "a file that is sent on to somewhere else",
    [{ ...GOOD, isSentOnTo: "http://169.254.169.254/latest/meta-data" }],
    "lies somewhere else than with Slack",
  ],
  ["three files", [GOOD, GOOD, GOOD], "Please give me one or two at a time."],
];

test.each(WRONG)(
  "%s is told in a sentence, and nothing is left of it",
  async (_, files, sentence) => {
    const { said } = await saidTo(files);
    expect(said).toContain(sentence);
    expect(left()).toEqual([]);
  },
);

describe("what is none of our business", () => {
  test.each([
    ["a picture in a thread of ours", [{ name: "photo.png", content: "x" }]],
    ["a document in a thread of ours", [{ name: "plan.pdf", content: "x" }]],
  ])("%s is left alone", async (_, files) => {
    const { said } = await saidTo(files);
    expect(said).toBe("");
    expect(fake.gaveTo).toEqual([]);
  });

  test("a training file where nobody spoke to the bot is left alone", async () => {
    await fake.share("C1", "UDANA", "", [GOOD]);
    await running.settle();
    expect(spoken()).toEqual([]);
    expect(fake.gaveTo).toEqual([]);
  });

  test("a muted thread stays quiet", async () => {
    const { ts } = await fake.say("C1", "UDANA", CASE);
    await fake.say("C1", "UDANA", "mute", ts);
    await running.settle();
    const before = spoken().length;
    await fake.share("C1", "UDANA", "", [GOOD], ts);
    await running.settle();
    expect(spoken()).toHaveLength(before);
    expect(fake.gaveTo).toEqual([]);
  });

  test("a picture given to the bot gets a word", async () => {
    await fake.share("DDANA", "UDANA", "", [{ name: "photo.png", content: "x" }]);
    await running.settle();
    expect(spoken().at(-1)).toContain(
      "I can check training data, as JSON Lines or CSV; “photo.png”",
    );
  });
});
