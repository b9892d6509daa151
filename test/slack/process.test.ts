import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { afterAll, afterEach, beforeEach, expect, test } from "vitest";

import { slackSettings } from "../../adapters/slack/settings.ts";
import { APP, BOT, SIGNING_SECRET, createFakeSlack } from "./fake-slack.ts";
import type { FakeSlack } from "./fake-slack.ts";

/** The program as it is installed: one process, its environment, and a Slack at the other end. */
const LAUNCHER = fileURLToPath(new URL("../../bin/tuning-fork.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tuning-fork-slack-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let fake: FakeSlack;
let running: ChildProcess | undefined;
let databases = 0;

const environment = (given: Readonly<Record<string, string>>) => ({
  ...process.env,
  SLACK_BOT_TOKEN: "xoxb-1",
  SLACK_APP_TOKEN: "xapp-1",
  SLACK_API_URL: fake.apiUrl,
  DATABASE_URL: `sqlite:${join(folder, `${databases}.db`)}`,
  PORT: "0",
  ...given,
});

async function start(): Promise<ChildProcess> {
  const connected = fake.connection();
  running = spawn(process.execPath, [LAUNCHER], {
    cwd: folder,
    env: environment({}),
    stdio: ["ignore", "inherit", "ignore"],
  });
  await connected;
  return running;
}

const spoken = () => fake.posted.filter(({ user }) => user === BOT.user);

beforeEach(async () => {
  databases += 1;
  fake = await createFakeSlack();
  fake.makeChannel("C1");
  fake.useSocket();
});
afterEach(async () => {
  running?.kill("SIGKILL");
  if (running?.exitCode === null && running.signalCode === null) await once(running, "exit");
  await fake.close();
});

test("goes on where it was after it was killed, loses nothing and repeats nothing", async () => {
  const first = await start();
  const { ts } = await fake.say("C1", "UDANA", `<@${BOT.user}> we sort tickets, 500 labelled`);
  first.kill("SIGKILL");
  await once(first, "exit");
  await start();
  await expect.poll(() => spoken().length, { timeout: 90_000 }).toBeGreaterThan(0);
  await fake.say("C1", "UDANA", "a little short", ts);
  await expect.poll(() => spoken().some(({ text }) => text.includes("a little short"))).toBe(true);
  const texts = spoken().map(({ text }) => text);
  expect(new Set(texts).size).toBe(texts.length);
}, 120_000);

test("ends with 0 when it is asked to", async () => {
  const child = await start();
  await fake.say("C1", "UDANA", `<@${BOT.user}> hello`);
  await expect.poll(() => spoken().length).toBe(1);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
}, 20_000);

/** The program while it waits for an answer of Slack's that does not come. */
async function startWithAnswerUnderWay(): Promise<ChildProcess> {
  const child = await start();
  fake.fail("chat.postMessage", { kind: "silent" });
  await fake.say("C1", "UDANA", `<@${BOT.user}> hello`);
  await expect.poll(() => fake.calls.map(({ method }) => method)).toContain("chat.postMessage");
  return child;
}

test("asked to end again, it does not wait for what is under way", async () => {
  const child = await startWithAnswerUnderWay();
  child.kill("SIGTERM");
  // It has heard the first one when it closes its socket; two at once would be one.
  await expect.poll(() => fake.isConnected()).toBe(false);
  const since = performance.now();
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([130, null]);
  expect(performance.now() - since).toBeLessThan(2000);
}, 30_000);

/** The program for many workspaces, and where it listens. */
async function startForMany(): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = spawn(process.execPath, [LAUNCHER], {
    cwd: folder,
    env: environment({
      SLACK_BOT_TOKEN: "",
      SLACK_APP_TOKEN: "",
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_CLIENT_ID: APP.clientId,
      SLACK_CLIENT_SECRET: APP.clientSecret,
      SLACK_STATE_SECRET: "a-state-secret",
      ENCRYPTION_KEY: "a key that nobody can guess in a lifetime",
    }),
    stdio: ["ignore", "ignore", "pipe"],
  });
  running = child;
  for await (const line of createInterface(child.stderr)) {
    const port = /listens on port (\d+)/.exec(line)?.[1];
    if (port === undefined) continue;
    fake.useHttp(Number(port));
    return { child, port: Number(port) };
  }
  throw new Error("It ended before it listened.");
}

test("serves who installed it, after it was killed, too", async () => {
  const { child, port } = await startForMany();
  const install = `http://127.0.0.1:${port}/slack/install`;
  const { headers } = await fetch(install, { redirect: "manual" });
  const [cookie = ""] = (headers.get("set-cookie") ?? "").split(";");
  const back = fake.approve(headers.get("location") ?? "", { team: "T2", token: "xoxb-of-T2" });
  const page = await fetch(`http://127.0.0.1:${port}${back}`, { headers: { cookie } });
  expect(await page.text()).toContain("Tuning Fork is installed in Team T2");
  child.kill("SIGKILL");
  await once(child, "exit");
  await startForMany();
  fake.moveTo({ team: "T2" });
  await fake.say("C1", "UDANA", `<@${BOT.user}> hello`);
  await expect.poll(() => spoken().length, { timeout: 10_000 }).toBe(1);
  expect(fake.calls.find(({ method }) => method === "chat.postMessage")?.token).toBe("xoxb-of-T2");
  const files = ["", "-wal"].map((end) =>
    readFileSync(join(folder, `${databases}.db${end}`), "latin1"),
  );
  expect(files.join("").includes("tuning_fork_installations")).toBe(true);
  expect(files.join("").includes("xoxb-of-T2")).toBe(false);
}, 60_000);

test.each([
  [
    "a half-set configuration, all problems at once",
    { SLACK_BOT_TOKEN: "", RETENTION_DAYS: "0", PORT: "web" },
    [/^SLACK_BOT_TOKEN is not set: /, /^PORT must be /, /^RETENTION_DAYS must be /],
  ],
  [
    "tokens of the wrong kind",
    { SLACK_BOT_TOKEN: "xapp-secret", SLACK_APP_TOKEN: "xoxb-secret" },
    [/^SLACK_BOT_TOKEN does not begin with xoxb-/, /^SLACK_APP_TOKEN does not begin with xapp-/],
  ],
  ["no Slack there", { SLACK_API_URL: "http://127.0.0.1:1/api/" }, [/^Slack cannot be reached \(/]],
])("%s stops the start with 2 and says what to do", (_name, given, sentences) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [LAUNCHER], {
    cwd: folder,
    env: environment(given),
    encoding: "utf8",
  });
  const lines = stderr.trim().split("\n");
  expect(lines).toHaveLength(sentences.length);
  for (const [at, sentence] of sentences.entries()) expect(lines[at]).toMatch(sentence);
  expect(stderr).not.toContain("secret");
  expect([status, stdout]).toEqual([2, ""]);
});

test("tokens that Slack refuses stop the start, too", async () => {
  fake.fail("auth.test", { kind: "error", error: "invalid_auth" });
  const child = spawn(process.execPath, [LAUNCHER], {
    cwd: folder,
    env: environment({}),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  expect(await once(child, "exit")).toEqual([2, null]);
  expect(said).toMatch(/^Slack refused the tokens \(invalid_auth\): copy SLACK_BOT_TOKEN/);
  expect(said.trim().split("\n")).toHaveLength(1);
});

test("without any of its tokens there is no Slack", () => {
  expect(slackSettings({ PORT: "nonsense" })).toEqual({ settings: undefined, problems: [] });
});
