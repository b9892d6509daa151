import { readFileSync } from "node:fs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { MIGRATIONS } from "../../adapters/stores/migrations.ts";
import { openSqlite } from "../../adapters/stores/sqlite.ts";
import { createBot } from "../../src/index.ts";
import type { Delivery, Incoming } from "../../src/index.ts";
import { createManualClock } from "../loop/manual-clock.ts";

const page = readFileSync(new URL("../../PRIVACY.md", import.meta.url), "utf8");
const told = new Set([...page.matchAll(/`(\w+)`/g)].map(([, name]) => name));

/** The tables and columns of the schema, as the migrations make them. */
const made = MIGRATIONS.flat().flatMap((statement) => {
  const [, added] = /ADD COLUMN (\w+)/.exec(statement) ?? [];
  if (added !== undefined) return [added];
  const [, table, columns = ""] = /CREATE TABLE (\w+) \(([^]*)\)/.exec(statement) ?? [];
  if (table === undefined) return [];
  const names = [...columns.matchAll(/^\s+([a-z_]+) (?:TEXT|BIGINT|INTEGER)/gm)];
  return [table, ...names.map(([, name = ""]) => name)];
});

describe("the page on what is kept", () => {
  test("knows every table and column", () => {
    expect(made.length).toBeGreaterThan(20);
    expect(made.filter((name) => !told.has(name))).toEqual([]);
  });

  test("knows no table that is not there", () => {
    const tables = [...told].filter((name) => name?.startsWith("tuning_fork_"));
    expect(
      tables.filter((name) => name !== "tuning_fork_schema" && !made.includes(name ?? "")),
    ).toEqual([]);
  });
});

test("what was forgotten is in no file of the database any more", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tuning-fork-forget-"));
  const path = join(folder, "store.db");
  const store = await openSqlite(path);
  const clock = createManualClock();
  const bot = createBot({
    store,
    platforms: [
      {
        name: "slack",
        deliver: async ({ position }: Delivery) => ({ kind: "delivered", message: `M${position}` }),
      },
    ],
    clock,
    log: ({ message }) => expect.fail(message),
    replica: "one",
  });
  const said: Incoming = {
    event: "E1",
    conversation: { platform: "slack", workspace: "T1", thread: "C1" },
    from: { id: "UQUOKKA", name: "Quokka" },
    at: "2026-11-23T12:00:00Z",
    kind: "mention",
    text: "We sort zanzibar tickets, 500 labelled.",
  };
  await bot.receive(said);
  await bot.settled();
  const inFiles = (): boolean =>
    ["", "-wal"].some((end) =>
      /zanzibar|quokka/i.test(readFileSync(`${path}${end}`, { encoding: "latin1", flag: "a+" })),
    );
  expect(inFiles()).toBe(true);
  expect(await store.retention.forget({ platform: "slack", workspace: "T1" })).toBe(1);
  expect(inFiles()).toBe(false);
  await store.close();
  expect(inFiles()).toBe(false);
  rmSync(folder, { recursive: true, force: true });
});
