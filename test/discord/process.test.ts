import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, afterEach, beforeEach, expect, test } from "vitest";

import { BOT, TOKEN, createFakeDiscord } from "./fake-discord.ts";
import type { FakeDiscord } from "./fake-discord.ts";

/** The program as it is installed: one process, its environment, and a Discord at the other end. */
const LAUNCHER = fileURLToPath(new URL("../../bin/tuning-fork.js", import.meta.url));
const GENERAL = "700000000000000001";
const DANA = "100000000000000001";
const folder = mkdtempSync(join(tmpdir(), "tuning-fork-discord-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let fake: FakeDiscord;
let running: ChildProcess | undefined;
let databases = 0;

const environment = (given: Readonly<Record<string, string>>) => ({
  ...process.env,
  DISCORD_TOKEN: TOKEN,
  DISCORD_API_URL: fake.apiUrl,
  DATABASE_URL: `sqlite:${join(folder, `${databases}.db`)}`,
  PORT: "0",
  ...given,
});

async function start(): Promise<ChildProcess> {
  const before = fake.identifies.length;
  running = spawn(process.execPath, [LAUNCHER], {
    cwd: folder,
    env: environment({}),
    stdio: ["ignore", "inherit", "ignore"],
  });
  await expect.poll(() => fake.identifies.length, { timeout: 60_000 }).toBeGreaterThan(before);
  return running;
}

beforeEach(async () => {
  databases += 1;
  fake = await createFakeDiscord({ flags: 1 << 19 });
  fake.makeChannel(GENERAL);
});
afterEach(async () => {
  running?.kill("SIGKILL");
  if (running?.exitCode === null && running.signalCode === null) await once(running, "exit");
  await fake.close();
});

test("goes on where it was after it was killed, with what was said meanwhile, and repeats nothing", async () => {
  const first = await start();
  const { id } = fake.say(GENERAL, DANA, `<@${BOT.id}> we sort tickets, 500 labelled`);
  await expect.poll(() => fake.said(id).length, { timeout: 10_000 }).toBe(1);
  first.kill("SIGKILL");
  await once(first, "exit");
  fake.say(id, DANA, "a little short");
  await start();
  const card = () => fake.said(id)[0]?.content;
  await expect.poll(card, { timeout: 60_000 }).toContain("Answered by");
  fake.say(id, DANA, "decide now");
  const all = () => fake.said(id).map((said) => JSON.stringify(said));
  await expect
    .poll(() => all().join("\n"), { timeout: 10_000 })
    .toContain("Compared for your case");
  const texts = fake
    .said(id)
    .map(({ content, components }) => content + JSON.stringify(components));
  expect(new Set(texts).size).toBe(texts.length);
}, 150_000);

test("ends with 0 when it is asked to", async () => {
  const child = await start();
  const { id } = fake.say(GENERAL, DANA, `<@${BOT.id}> hello`);
  await expect.poll(() => fake.said(id).length, { timeout: 10_000 }).toBe(1);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
}, 60_000);

test.each([
  [
    "a half-set configuration, all problems at once",
    { DISCORD_API_URL: "nowhere", DISCORD_MESSAGE_CONTENT: "maybe", RETENTION_DAYS: "0" },
    [
      /^DISCORD_API_URL is no address/,
      /^DISCORD_MESSAGE_CONTENT must be/,
      /^RETENTION_DAYS must be/,
    ],
  ],
  [
    "processes that would share one file",
    { DISCORD_SHARD_PROCESSES: "true" },
    [/^DISCORD_SHARD_PROCESSES needs a database for several processes/],
  ],
  [
    "no Discord there",
    { DISCORD_API_URL: "http://127.0.0.1:1/api" },
    [/^Discord cannot be reached \(/],
  ],
])("%s stops the start with 2 and says what to do", (_name, given, sentences) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [LAUNCHER], {
    cwd: folder,
    env: environment(given),
    encoding: "utf8",
  });
  const lines = stderr.trim().split("\n");
  expect(lines).toHaveLength(sentences.length);
  for (const [at, sentence] of sentences.entries()) expect(lines[at]).toMatch(sentence);
  expect(stderr).not.toContain(TOKEN);
  expect([status, stdout]).toEqual([2, ""]);
});

test("a token that Discord refuses stops the start, too", async () => {
  const child = spawn(process.execPath, [LAUNCHER], {
    cwd: folder,
    env: environment({ DISCORD_TOKEN: "another.one.secret" }),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  expect(await once(child, "exit")).toEqual([2, null]);
  expect(said.trim().split("\n")).toHaveLength(1);
  expect(said).toMatch(/^Discord refused DISCORD_TOKEN: copy it again/);
  expect(said).not.toContain("secret");
}, 30_000);
