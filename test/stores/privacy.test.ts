import { readFileSync } from "node:fs";
import { PassThrough } from "node:stream";

import { afterEach, beforeEach, describe, expect, inject, test, vi } from "vitest";

import { forgetPersonCommand } from "../../adapters/cli/forget-person.ts";
import { forgetCommand } from "../../adapters/cli/forget.ts";
import { MIGRATIONS } from "../../adapters/stores/migrations.ts";
import { createBot } from "../../src/index.ts";
import type { Delivery, Incoming, Store } from "../../src/index.ts";
import { createManualClock } from "../loop/manual-clock.ts";
import { ask, openDatabase, openFile } from "./engines.ts";

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

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Somebody whose words, name and identity occur nowhere else, and somebody who stays. */
const GOES = { id: "UWOMBAT", name: "Quokka" };
const STAYS = { id: "U2", name: "Robin" };
const WORDS = "zanzibar|quokka";
const ANYTHING = `${WORDS}|uwombat`;
const OTHERS = "kookaburra";

const goneThread = { platform: "slack", workspace: "T1", thread: "C1" };
const keptThread = { ...goneThread, thread: "C2" };

/** Something that nobody has looked at yet. */
const unheard: Incoming = {
  event: "E0",
  conversation: { ...goneThread, thread: "C3" },
  from: GOES,
  at: "2026-11-23T12:00:00Z",
  kind: "mention",
  text: "We sort more zanzibar tickets.",
};

/** Two people, each with a decision of their own; and what they do afterwards. */
async function talk(store: Store) {
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
    settings: { pollEvery: MINUTE },
  });
  let count = 0;
  const does = async (
    conversation: typeof goneThread,
    did: { readonly text: string; readonly isCommand?: true } | { readonly token: string },
    from = conversation === goneThread ? GOES : STAYS,
  ): Promise<void> => {
    count += 1;
    const happened = {
      event: `E${count}`,
      conversation,
      from,
      at: clock.instant(),
    };
    await bot.receive(
      "text" in did
        ? { ...happened, kind: did.isCommand ? "command" : "mention", text: did.text }
        : { ...happened, kind: "interaction", token: did.token },
    );
    await bot.settled();
  };
  await does(keptThread, { text: "We sort kookaburra tickets." });
  await does(goneThread, { text: "We sort zanzibar tickets." });
  await does(goneThread, { text: "500 labelled zanzibar tickets" });
  await does(goneThread, { token: "feedback:helpful" });
  /** Time goes by, and the bot clears away what is over. */
  const live = async (minutes: number): Promise<void> => {
    bot.start();
    for (let at = 0; at < minutes; at += 1) {
      await bot.settled();
      await clock.advance(MINUTE);
    }
    await bot.stop();
  };
  return { store, clock, does, live };
}
type Talk = Awaited<ReturnType<typeof talk>>;

const forgotten = (store: Store, thread: string | undefined) =>
  forgetCommand({ store, workspace: "T1", thread, output: new PassThrough() });

type Way = {
  readonly forget: (talked: Talk) => Promise<unknown>;
  /** Whether what others said elsewhere stays. */
  readonly isOthersKept: boolean;
  /** Whether what was deleted is wiped out at once, or by and by. */
  readonly isAtOnce: boolean;
};
const WAYS: Readonly<Record<string, Way>> = {
  "a workspace, from the command line": {
    forget: ({ store }) => forgotten(store, undefined),
    isOthersKept: false,
    isAtOnce: true,
  },
  "a thread, from the command line": {
    forget: ({ store }) => forgotten(store, "C1"),
    isOthersKept: true,
    isAtOnce: true,
  },
  "“delete” in the chat": {
    forget: async ({ does }) => {
      await does(goneThread, { text: "delete" });
      await does(goneThread, { token: "erase" });
    },
    isOthersKept: true,
    isAtOnce: true,
  },
  "a person, from the command line": {
    forget: async ({ store, clock, does }) => {
      await does(keptThread, { text: "we have 500 labelled zanzibar tickets" }, GOES);
      await does(keptThread, { text: "no, we have 900 labelled tickets" });
      await does(keptThread, { token: "feedback:helpful" }, GOES);
      await does({ ...goneThread, thread: "C4" }, { text: "help", isCommand: true }, GOES);
      await store.inbox.put(unheard, clock.now());
      const output = new PassThrough();
      const forgetting = { store, workspace: "T1", person: GOES.id, now: clock.now(), output };
      expect(await forgetPersonCommand(forgetting)).toBe(0);
      expect(String(output.read())).toBe(
        "Forgot 2 conversations that UWOMBAT began in workspace T1, and what they said in 1 of others.\n",
      );
    },
    isOthersKept: true,
    isAtOnce: true,
  },
  "RETENTION_DAYS that went by": {
    forget: async ({ clock, does, live }) => {
      await clock.advance(180 * DAY - HOUR);
      await does(keptThread, { text: "500 labelled" });
      await clock.advance(2 * HOUR);
      await live(1);
    },
    isOthersKept: true,
    isAtOnce: false,
  },
};

describe("what was forgotten is in no file of the database any more", () => {
  // What SQLite has in its log is wiped once an hour.
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
  afterEach(() => void vi.useRealTimers());

  test.each(Object.entries(WAYS))("%s", async (_name, { forget, isOthersKept, isAtOnce }) => {
    const { store, bytes, remove } = await openFile();
    const holds = (words: string): boolean => new RegExp(words, "i").test(bytes());
    const talked = await talk(store);
    for (const words of ["zanzibar", "quokka", "uwombat", OTHERS]) expect(holds(words)).toBe(true);
    await forget(talked);
    expect(isAtOnce && holds(WORDS)).toBe(false);
    await talked.live(5);
    vi.advanceTimersByTime(HOUR);
    expect(holds(ANYTHING)).toBe(false);
    expect(holds(OTHERS)).toBe(isOthersKept);
    await store.close();
    expect(holds(ANYTHING)).toBe(false);
    await remove();
  });
});

describe.skipIf(inject("postgresUrl") === undefined)(
  "what was forgotten is in no row of Postgres any more, dead ones included",
  () => {
    test.each(Object.entries(WAYS))("%s", async (_name, { forget, isOthersKept, isAtOnce }) => {
      // A database of its own: dead rows stay as long as anybody in it may still see them.
      const { url, store, tables, remove } = await openDatabase();
      await ask(url, "CREATE EXTENSION pageinspect");
      const dead = async (words: string): Promise<readonly unknown[]> =>
        (await ask(url, rowsOnPages(words))).map(({ name }) => name);
      const talked = await talk(store);
      expect(await dead(WORDS)).toContain("tuning_fork_conversations");
      await forget(talked);
      expect(isAtOnce ? await dead(WORDS) : []).toEqual([]);
      await talked.live(5);
      const rows = JSON.stringify([...(await tables()).values()]);
      expect(rows).not.toMatch(new RegExp(ANYTHING, "i"));
      expect(rows.includes(OTHERS)).toBe(isOthersKept);
      await remove();
    });
  },
);

/** The tables on whose pages some words stand in a row, whether anybody can still see it or not. */
const rowsOnPages = (words: string): string => `SELECT DISTINCT held.oid::regclass::text AS name
  FROM pg_class AS held,
    LATERAL generate_series(0, pg_relation_size(held.oid) / 8192 - 1) AS page,
    LATERAL heap_page_items(get_raw_page(held.oid::regclass::text, page::int))
  WHERE held.relkind IN ('r', 't') AND (held.relname LIKE 'tuning_fork_%' OR held.oid IN (
      SELECT reltoastrelid FROM pg_class WHERE relname LIKE 'tuning_fork_%'))
    AND encode(t_data, 'escape') ~* '${words}'`;
