import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";

import { TOKEN, createFakeDiscord } from "../discord/fake-discord.ts";
import type { FakeDiscord } from "../discord/fake-discord.ts";
import { APP, CONFIG_TOKEN, createFakeSlack } from "../slack/fake-slack.ts";
import type { FakeSlack } from "../slack/fake-slack.ts";

/** What `tuning-fork doctor` says of good and of broken configurations, the whole program and both platforms included. */
const LAUNCHER = fileURLToPath(new URL("../../bin/tuning-fork.js", import.meta.url));
const GRANTED = 1 << 19;
const folder = mkdtempSync(join(tmpdir(), "tuning-fork-doctor-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let slack: FakeSlack;
let discord: FakeDiscord;
let place = "";
let places = 0;

beforeEach(async () => {
  places += 1;
  place = join(folder, String(places));
  mkdirSync(place);
  slack = await createFakeSlack();
  discord = await createFakeDiscord({ flags: GRANTED });
  discord.makeChannel("700000000000000001", { name: "general" });
});
afterEach(async () => {
  await slack.close();
  await discord.close();
});

type Environment = Readonly<Record<string, string>>;

const good = (): Environment => ({
  SLACK_BOT_TOKEN: "xoxb-1",
  SLACK_APP_TOKEN: "xapp-1",
  SLACK_API_URL: slack.apiUrl,
  DISCORD_TOKEN: TOKEN,
  DISCORD_API_URL: discord.apiUrl,
  PORT: "0",
});

async function doctor(env: Environment) {
  const child = spawn(process.execPath, [LAUNCHER, "doctor"], {
    cwd: place,
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors] = [text(child.stdout), text(child.stderr)];
  const [status] = (await once(child, "close")) as [number];
  return { status, output: await output, errors: await errors };
}

test("a good configuration is well, and nothing was changed by looking", async () => {
  const { status, output, errors } = await doctor(good());
  const lines = output.trim().split("\n");
  expect(lines.map((line) => line.replace(/:.*/, ""))).toEqual([
    "ok    Node",
    "ok    Start",
    ...Array.from({ length: 5 }, () => "ok    Slack"),
    ...Array.from({ length: 6 }, () => "ok    Discord"),
    "ok    Store",
    "ok    Store",
    "ok    Port",
    "ok    Prices",
    "",
    "All is well.",
  ]);
  expect({ status, errors }).toEqual({ status: 0, errors: "" });
  expect(readdirSync(place)).toEqual([]);
  expect(discord.calls.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(slack.posted).toEqual([]);
});

/** With a token that shows how the app is set up. */
const shown = (): Environment => ({ SLACK_CONFIG_TOKEN: CONFIG_TOKEN });

test("an app that is set up as its manifest has it is well", async () => {
  const { status, output } = await doctor({ ...good(), ...shown() });
  expect(output).toContain(
    "ok    Slack: the app is set up as adapters/slack/manifest.json has it.",
  );
  expect(status).toBe(0);
});

/** Slack for many workspaces, in place of the one of `good`. */
const many = (secret: string = APP.clientSecret): Environment => ({
  SLACK_BOT_TOKEN: "",
  SLACK_APP_TOKEN: "",
  SLACK_SIGNING_SECRET: "geheim",
  SLACK_CLIENT_ID: APP.clientId,
  SLACK_CLIENT_SECRET: secret,
  SLACK_STATE_SECRET: "geheim-geheim",
  ENCRYPTION_KEY: "geheim".repeat(6),
});

test("Slack for many workspaces is well when Slack knows the app", async () => {
  const { status, output } = await doctor({ ...good(), ...many() });
  expect(output).toContain(
    "Start: it will be on Slack by HTTP, for every workspace that installs it",
  );
  expect(output).toMatch(/^ok {4}Slack: SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are good/m);
  expect(status).toBe(0);
});

/** What is broken, and the line that says so. */
const BROKEN: readonly (readonly [string, () => Environment | void, RegExp, 0 | 1])[] = [
  [
    "a bot token of the wrong kind",
    () => ({ SLACK_BOT_TOKEN: "xapp-geheim" }),
    /^fix {3}Slack: SLACK_BOT_TOKEN does not begin with xoxb-/m,
    1,
  ],
  [
    "a bot token that Slack refuses",
    () => slack.fail("auth.test", { kind: "error", error: "invalid_auth" }),
    /^fix {3}Slack: it refuses SLACK_BOT_TOKEN \(invalid_auth\): copy it again/m,
    1,
  ],
  [
    "an app token that Slack refuses",
    () => slack.fail("apps.connections.open", { kind: "error", error: "not_allowed_token_type" }),
    /^fix {3}Slack: it refuses SLACK_APP_TOKEN \(not_allowed_token_type\)/m,
    1,
  ],
  [
    "a scope that is not granted",
    () => slack.revoke("im:history"),
    /^fix {3}Slack: the scope im:history is not granted: add it/m,
    1,
  ],
  [
    "a scope that can be done without",
    () => slack.revoke("files:write"),
    /^look {2}Slack: the scope files:write is not granted, so files and pictures are written out/m,
    0,
  ],
  [
    "a clock that is seven minutes slow",
    () => slack.setClock(7 * 60_000),
    /^fix {3}Slack: this machine's clock is 7 minutes behind; set it by a time service/m,
    1,
  ],
  [
    "a clock that is a minute fast",
    () => slack.setClock(-60_000),
    /^look {2}Slack: this machine's clock is \d\d seconds ahead/m,
    0,
  ],
  [
    "no Slack there",
    () => ({ SLACK_API_URL: "http://127.0.0.1:1/api/" }),
    /^fix {3}Slack: it cannot be reached \(TypeError\): check the network/m,
    1,
  ],
  [
    "an app that does not hear of direct messages",
    () => {
      slack.setUp(({ settings: { event_subscriptions: events } }) => {
        events.bot_events = events.bot_events.filter((name) => name !== "message.im");
      });
      return shown();
    },
    /^fix {3}Slack: the app lacks the event message.im: see “Event Subscriptions”, or paste/m,
    1,
  ],
  [
    "a configuration token that is over",
    () => ({ SLACK_CONFIG_TOKEN: "xoxe.geheim" }),
    /^look {2}Slack: it does not show how the app is set up \(invalid_auth\): make SLACK_CONFIG_TOKEN/m,
    0,
  ],
  [
    "a client secret that Slack refuses",
    () => many("geheim"),
    /^fix {3}Slack: it refuses SLACK_CLIENT_ID or SLACK_CLIENT_SECRET \(bad_client_secret\)/m,
    1,
  ],
  [
    "many workspaces without a key",
    () => ({ ...many(), ENCRYPTION_KEY: "" }),
    /^fix {3}Slack: ENCRYPTION_KEY is not set, and many workspaces need it/m,
    1,
  ],
  [
    "a token that Discord refuses",
    () => ({ DISCORD_TOKEN: "geheim" }),
    /^fix {3}Discord: it refuses DISCORD_TOKEN: copy it again/m,
    1,
  ],
  [
    "a flag that is neither true nor false",
    () => ({ DISCORD_MESSAGE_CONTENT: "maybe" }),
    /^fix {3}Discord: DISCORD_MESSAGE_CONTENT must be true or false/m,
    1,
  ],
  [
    "few connections left",
    () => discord.sessionsAreLeft(12),
    /^look {2}Discord: 12 of 1000 connections are left for the next hour: something starts it again/m,
    0,
  ],
  [
    "no Postgres there",
    () => ({ DATABASE_URL: "postgres://fork:geheim@127.0.0.1:1/fork" }),
    /^fix {3}Store: Postgres 127\.0\.0\.1:1\/fork cannot be reached \(ECONNREFUSED\)/m,
    1,
  ],
  [
    "a file that is no database",
    () => {
      writeFileSync(join(place, "notes.txt"), "shopping list ".repeat(100));
      return { DATABASE_URL: "sqlite:notes.txt" };
    },
    /^fix {3}Store: notes\.txt is damaged or no database/m,
    1,
  ],
  [
    "days that are no number",
    () => ({ RETENTION_DAYS: "soon" }),
    /^fix {3}Store: RETENTION_DAYS must be a whole number/m,
    1,
  ],
  [
    "a port that is none",
    () => ({ PORT: "web" }),
    /^fix {3}Port: PORT must be a whole number from 0 to 65535/m,
    1,
  ],
  [
    "a log that is too loud",
    () => ({ LOG_LEVEL: "loud" }),
    /^fix {3}Log: LOG_LEVEL must be one of/m,
    1,
  ],
  [
    "a language model in the open",
    () => ({ LLM_BASE_URL: "http://example.com/v1", LLM_MODEL: "small" }),
    /^fix {3}Language model: LLM_BASE_URL must begin with https:/m,
    1,
  ],
  [
    "prices that are not there",
    () => ({ PRICES_FILE: "nowhere.json" }),
    /^fix {3}Prices: PRICES_FILE: the file cannot be read/m,
    1,
  ],
];

describe("a broken configuration", () => {
  test.each(BROKEN)("%s", async (_, breakIt, line, expected) => {
    const changed = breakIt() ?? {};
    const { status, output, errors } = await doctor({ ...good(), ...changed });
    expect(output).toMatch(line);
    expect({ status, errors }).toEqual({ status: expected, errors: "" });
    expect(output.trim().split("\n").at(-1)).toMatch(/^\d things? to (?:fix|look at)/);
    expect(output + errors).not.toMatch(/geheim|xoxb-1|xapp-1/);
    expect(output).not.toContain(TOKEN);
  });

  test("is told of all at once", async () => {
    const { output, status } = await doctor({
      ...good(),
      PORT: "web",
      RETENTION_DAYS: "soon",
      LOG_LEVEL: "loud",
      DISCORD_TOKEN: "geheim",
    });
    expect(output.match(/^fix /gm)).toHaveLength(4);
    expect(output).toContain("4 things to fix.");
    expect(status).toBe(1);
  });
});

test("what does not answer is not waited for, and all of it at the same time", async () => {
  // Takes connections, and says nothing.
  const silent = createServer();
  silent.listen(0, "127.0.0.1");
  await once(silent, "listening");
  const address = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const since = performance.now();
  const { status, output } = await doctor({
    ...good(),
    SLACK_API_URL: `http://${address}/api/`,
    DISCORD_API_URL: `http://${address}/api`,
    DATABASE_URL: `postgres://fork@${address}/fork`,
    LLM_BASE_URL: `http://${address}/v1`,
    LLM_MODEL: "small",
  });
  expect(performance.now() - since).toBeLessThan(9000);
  expect(output.match(/cannot be reached/g)).toHaveLength(4);
  expect(status).toBe(1);
  silent.close();
}, 20_000);
