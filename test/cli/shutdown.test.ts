import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";

import { BOT as DISCORD_BOT, TOKEN, createFakeDiscord } from "../discord/fake-discord.ts";
import type { FakeDiscord } from "../discord/fake-discord.ts";
import { startEndpoint } from "../language-model/fake-endpoint.ts";
import { BOT as SLACK_BOT, createFakeSlack } from "../slack/fake-slack.ts";
import type { FakeSlack } from "../slack/fake-slack.ts";

/** How the whole program ends while something else does not answer. */
const LAUNCHER = fileURLToPath(new URL("../../bin/tuning-fork.js", import.meta.url));
const GENERAL = "700000000000000001";
const DANA = "100000000000000001";
/** So long an orchestrator waits, in milliseconds. */
const LIMIT = 10_000;
const folder = mkdtempSync(join(tmpdir(), "tuning-fork-shutdown-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let slack: FakeSlack;
let discord: FakeDiscord;
let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
let running: ChildProcess | undefined;
let log = "";
let thread = "";
let databases = 0;

beforeEach(async () => {
  databases += 1;
  log = "";
  endpoint = await startEndpoint();
  slack = await createFakeSlack();
  slack.makeChannel("C1");
  slack.useSocket();
  discord = await createFakeDiscord({ flags: 1 << 19 });
  discord.makeChannel(GENERAL);
});
afterEach(async () => {
  running?.kill("SIGKILL");
  if (running?.exitCode === null && running.signalCode === null) await once(running, "exit");
  await Promise.all([slack.close(), discord.close(), endpoint.stop()]);
});

/** Both platforms and a language model. */
function run(): ChildProcess {
  running = spawn(process.execPath, [LAUNCHER], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      SLACK_BOT_TOKEN: "xoxb-1",
      SLACK_APP_TOKEN: "xapp-1",
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: discord.apiUrl,
      LLM_BASE_URL: endpoint.baseUrl,
      LLM_MODEL: "small",
      DATABASE_URL: `sqlite:${join(folder, `${databases}.db`)}`,
      PORT: "0",
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  running.stderr?.on("data", (data: Buffer) => (log += data.toString()));
  return running;
}

async function start(): Promise<ChildProcess> {
  const child = run();
  log = "";
  await expect.poll(() => log, { timeout: 60_000 }).toContain("listens on port");
  return child;
}

const onSlack = () => slack.posted.filter(({ user }) => user === SLACK_BOT.user);
const calls = () => slack.calls.map(({ method }) => method);

type Case = {
  /** Brings the program to where it waits. */
  readonly hold: () => Promise<unknown>;
  /** Whether everything has been said once the program has started again. */
  readonly isSaid: () => boolean;
  /** What the log says when it waits until the last moment. */
  readonly warns?: RegExp;
};

const HELD: Readonly<Record<string, Case>> = {
  "nothing under way": { hold: async () => undefined, isSaid: () => true },
  "answers that neither platform takes": {
    hold: async () => {
      slack.fail("chat.postMessage", { kind: "silent" });
      discord.fail(/^POST .*\/threads$/, { kind: "silent" });
      await slack.say("C1", "UDANA", `<@${SLACK_BOT.user}> hello`);
      thread = discord.say(GENERAL, DANA, `<@${DISCORD_BOT.id}> hello`).id;
      await expect.poll(calls, { timeout: LIMIT }).toContain("chat.postMessage");
      const paths = () => discord.calls.map(({ path }) => path.split("/").at(-1));
      await expect.poll(paths, { timeout: LIMIT }).toContain("threads");
    },
    isSaid: () => onSlack().length > 0 && discord.said(thread).length > 0,
    warns:
      /Not everything ended within 9 seconds: 2 turns or deliveries are still under way\. What was taken in is kept/,
  },
  "a language model that does not answer": {
    hold: async () => {
      endpoint.answerWith(() => undefined);
      await slack.say("C1", "UDANA", `<@${SLACK_BOT.user}> we sort tickets, 500 labelled`);
      await expect.poll(() => endpoint.asked.length, { timeout: LIMIT }).toBe(1);
    },
    isSaid: () => onSlack().length > 0,
  },
};

describe("asked to end, it has ended within ten seconds and lost nothing, with", () => {
  test.each(Object.entries(HELD))(
    "%s",
    async (_, { hold, isSaid, warns }) => {
      const first = await start();
      await hold();
      const since = performance.now();
      first.kill("SIGTERM");
      expect(await once(first, "exit")).toEqual([0, null]);
      const took = performance.now() - since;
      expect(took).toBeLessThan(LIMIT);
      expect(log).toMatch(warns ?? /^(?!.*Not everything ended)/s);
      endpoint.answerWith('{"facts":[]}');
      await start();
      await expect.poll(isSaid, { timeout: 90_000 }).toBe(true);
    },
    150_000,
  );
});

test("a platform that does not let it in does not hold it up either", async () => {
  slack.fail("auth.test", { kind: "silent" });
  const child = run();
  await expect.poll(calls, { timeout: 60_000 }).toContain("auth.test");
  const since = performance.now();
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(performance.now() - since).toBeLessThan(LIMIT);
}, 90_000);
