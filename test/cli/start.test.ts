import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

import { DatabaseSync } from "@photostructure/sqlite";
import { afterAll, describe, expect, test } from "vitest";

import { VERSION_TABLE } from "../../adapters/stores/migrations.ts";
import { openSqlite } from "../../adapters/stores/sqlite.ts";

/** States in which the program must not start, tried on the whole program; nothing of them may reach a platform. */
const LAUNCHER = fileURLToPath(new URL("../../bin/tuning-fork.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tuning-fork-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Environment = Readonly<Record<string, string>>;

/** Whoever got as far as calling a platform would say that it cannot be reached. */
const SLACK: Environment = {
  SLACK_BOT_TOKEN: "xoxb-geheim",
  SLACK_APP_TOKEN: "xapp-geheim",
  SLACK_API_URL: "http://127.0.0.1:1/api/",
};
const MANY: Environment = {
  SLACK_SIGNING_SECRET: "geheim",
  SLACK_CLIENT_ID: "1.geheim",
  SLACK_CLIENT_SECRET: "geheim",
  SLACK_STATE_SECRET: "geheim-geheim",
  ENCRYPTION_KEY: "geheim".repeat(6),
  SLACK_API_URL: "http://127.0.0.1:1/api/",
};
const DISCORD: Environment = {
  DISCORD_TOKEN: "geheim",
  DISCORD_API_URL: "http://127.0.0.1:1/api",
};

async function start(env: Environment) {
  const child = spawn(process.execPath, [LAUNCHER], {
    cwd: folder,
    env: { PATH: process.env["PATH"], PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors] = [text(child.stdout), text(child.stderr)];
  const [status] = (await once(child, "close")) as [number];
  return { status, output: await output, lines: (await errors).trim().split("\n") };
}

/** A store that a newer Tuning Fork has migrated. */
async function newerStore(): Promise<string> {
  const path = join(folder, "newer.db");
  const store = await openSqlite(path);
  await store.close();
  const database = new DatabaseSync(path);
  database.exec(`UPDATE ${VERSION_TABLE} SET version = 99`);
  database.close();
  return `sqlite:${path}`;
}

function somethingElse(): string {
  const path = join(folder, "notes.txt");
  writeFileSync(path, "shopping list ".repeat(100));
  return `sqlite:${path}`;
}

const UNSAFE: readonly (readonly [
  state: string,
  given: () => Environment | Promise<Environment>,
  sentence: RegExp,
])[] = [
  [
    "Slack by HTTP, without what tells Slack from anybody else",
    () => ({ SLACK_BOT_TOKEN: "xoxb-geheim" }),
    /^SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing: set the first for Socket Mode/,
  ],
  [
    "Slack for many workspaces, without what tells Slack from anybody else",
    () => ({ ...MANY, SLACK_SIGNING_SECRET: "" }),
    /^SLACK_SIGNING_SECRET is not set, and many workspaces need it: copy it from “Basic/,
  ],
  [
    "Slack for many workspaces, whose tokens would stand there to be read",
    () => ({ ...MANY, ENCRYPTION_KEY: "" }),
    /^ENCRYPTION_KEY is not set, and many workspaces need it: make it by “openssl rand/,
  ],
  [
    "a key that can be guessed",
    () => ({ ...MANY, ENCRYPTION_KEY: "geheim" }),
    /^ENCRYPTION_KEY must have 32 characters or more: make it by “openssl rand/,
  ],
  [
    "a token of one workspace beside what many need",
    () => ({ ...MANY, SLACK_BOT_TOKEN: "xoxb-geheim" }),
    /^SLACK_BOT_TOKEN must be left out beside SLACK_CLIENT_ID: each workspace gets its own/,
  ],
  [
    "Slack's token over an open line",
    () => ({ ...SLACK, SLACK_API_URL: "http://slack.example/api/" }),
    /^SLACK_API_URL must begin with https:\/\/, since tokens go there/,
  ],
  [
    "Discord's token over an open line",
    () => ({ ...DISCORD, DISCORD_API_URL: "http://discord.example/api" }),
    /^DISCORD_API_URL must begin with https:\/\/, since tokens go there/,
  ],
  [
    "a password in an address",
    () => ({ ...SLACK, SLACK_API_URL: "https://me:geheim@slack.example/api/" }),
    /^SLACK_API_URL must not hold a name or a password/,
  ],
  [
    "people's words over an open line",
    () => ({ ...SLACK, LLM_BASE_URL: "http://llm.example/v1", LLM_MODEL: "small" }),
    /^LLM_BASE_URL must begin with https:\/\/, since people's words go there/,
  ],
  [
    "a process for each shard, and one file for all",
    () => ({ ...DISCORD, DISCORD_SHARD_PROCESSES: "true" }),
    /^DISCORD_SHARD_PROCESSES needs a database for several processes: set DATABASE_URL/,
  ],
  [
    "a store that a newer version has migrated",
    async () => ({ ...SLACK, DATABASE_URL: await newerStore() }),
    /newer\.db was written by a newer version/,
  ],
  [
    "a file that is no database",
    () => ({ ...SLACK, DATABASE_URL: somethingElse() }),
    /notes\.txt is damaged or no database/,
  ],
  [
    "a place where no file can be",
    () => ({ ...SLACK, DATABASE_URL: "sqlite:/dev/null/store.db" }),
    /^\/dev\/null\/store\.db cannot be made, since its folder cannot/,
  ],
  [
    "a folder in place of a file",
    () => {
      mkdirSync(join(folder, "data.db"));
      return { ...SLACK, DATABASE_URL: `sqlite:${join(folder, "data.db")}` };
    },
    /data\.db /,
  ],
  [
    "a Postgres that is not there",
    () => ({ ...SLACK, DATABASE_URL: "postgres://fork:geheim@127.0.0.1:1/fork" }),
    /^Postgres 127\.0\.0\.1:1\/fork cannot be reached/,
  ],
];

describe("it does not start with", () => {
  test.each(UNSAFE)("%s", async (_state, given, sentence) => {
    const { status, output, lines } = await start(await given());
    expect(lines).toEqual([expect.stringMatching(sentence)]);
    expect({ status, output }).toEqual({ status: 2, output: "" });
    expect(lines[0]).not.toContain("geheim");
  });

  test("several of them at once, and says so of each", async () => {
    const { status, lines } = await start({
      ...DISCORD,
      SLACK_BOT_TOKEN: "geheim",
      SLACK_CLIENT_ID: "1.geheim",
      DISCORD_SHARD_PROCESSES: "true",
      RETENTION_DAYS: "geheim",
      PORT: "geheim",
      LOG_LEVEL: "geheim",
      LLM_MODEL: "small",
      PRICES_FILE: "geheim.json",
    });
    expect(lines.map((line) => line.split(/[ :,]/)[0])).toEqual([
      "SLACK_CLIENT_SECRET",
      "SLACK_STATE_SECRET",
      "SLACK_SIGNING_SECRET",
      "ENCRYPTION_KEY",
      "SLACK_BOT_TOKEN",
      "SLACK_BOT_TOKEN",
      "PORT",
      "LOG_LEVEL",
      "RETENTION_DAYS",
      "LLM_BASE_URL",
      "PRICES_FILE",
    ]);
    expect(status).toBe(2);
    expect(lines.join("\n")).not.toContain("geheim");
  });
});
