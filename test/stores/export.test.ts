import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";

import { expect, test } from "vitest";

import { exportCommand } from "../../adapters/cli/export.ts";
import { createBot } from "../../src/index.ts";
import type { Delivery, Incoming, Outcome, Store } from "../../src/index.ts";
import { createManualClock } from "../loop/manual-clock.ts";
import { ENGINES } from "./engines.ts";

/** Of which nothing is written out, since they hold nothing of a workspace. */
const OF_THE_PROGRAM = ["tuning_fork_schema"];

let count = 0;
const said = (words: string, thread: string, workspace = "T1"): Incoming => ({
  event: `E${(count += 1)}`,
  conversation: { platform: "slack", workspace, thread },
  from: { id: "U1", name: "Dana" },
  at: "2026-11-23T12:00:00Z",
  kind: "mention",
  text: words,
});

/** What becomes of a reply, by its thread. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  away: { kind: "later", why: "it is away" },
  gone: { kind: "never", why: "the channel is gone" },
};

/** Lives through all that leaves something behind, in two workspaces. */
async function live(store: Store): Promise<void> {
  const bot = createBot({
    store,
    platforms: [
      {
        name: "slack",
        deliver: async ({ conversation, position }: Delivery) =>
          OUTCOMES[conversation.thread] ?? { kind: "delivered", message: `M${position}` },
      },
    ],
    clock: createManualClock(),
    log: () => undefined,
    replica: "one",
  });
  for (const workspace of ["T1", "T2"]) {
    for (const words of ["We sort tickets.", "500 labelled examples", "decide now"])
      await bot.receive(said(words, "decided", workspace));
    for (const thread of ["open", "away", "gone"])
      await bot.receive(said("We sort tickets.", thread, workspace));
    await bot.settled();
    await store.inbox.put(said("Nobody has looked at this.", "unheard", workspace), 1);
    await store.outbox.claim({
      platform: "slack",
      replica: "two",
      now: 1e13,
      until: 2e13,
      limit: 9,
    });
  }
  await bot.stop();
  await store.installations.put({ platform: "slack", workspace: "T1" }, "a sealed secret", 1);
  await store.installations.belongs({ platform: "slack", workspace: "T1" }, "E1", 2);
  await store.installations.end({ platform: "discord", workspace: "T1" }, 3, 4);
}

/** What opens a workspace is not written out. */
const SECRET = "sealed";
const AS_JSON: readonly string[] = ["data", "incoming", "reply"];
/** A row as one text, whatever the order of its columns. */
const textOf = (row: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(Object.entries(row).toSorted(([one], [another]) => (one < another ? -1 : 1)));

test.each(ENGINES)("every row of a workspace in %s is written out, whole", async (_name, open) => {
  const { store, tables, remove } = await open();
  await live(store);
  const output = new PassThrough();
  const written = text(output);
  expect(await exportCommand({ store, workspace: "T1", output })).toBe(0);
  output.end();
  expect(await written).not.toContain("a sealed secret");
  const exported = JSON.parse(await written) as { rows: Record<string, unknown>[] };
  const stored = [...(await tables())].filter(([table]) => !OF_THE_PROGRAM.includes(table));
  await remove();
  const expected = stored.flatMap(([table, rows]) =>
    rows
      .filter(({ workspace }) => workspace !== "T2")
      .map((row) => {
        const read = Object.entries(row).flatMap(([column, value]) =>
          column === SECRET
            ? []
            : [[column, AS_JSON.includes(column) ? (JSON.parse(String(value)) as unknown) : value]],
        );
        return { table, ...(Object.fromEntries(read) as Record<string, unknown>) };
      }),
  );
  expect(exported.rows.map(textOf).toSorted()).toEqual(expected.map(textOf).toSorted());
  // Only what held something was compared.
  const filled = new Set(
    expected.flatMap((row) =>
      Object.entries(row).flatMap(([column, value]) => (value === null ? [] : [column])),
    ),
  );
  const columns = expected.flatMap((row) => Object.keys(row));
  expect(columns.filter((column) => !filled.has(column))).toEqual([]);
  expect(new Set(expected.map(({ table }) => table))).toEqual(
    new Set(stored.map(([table]) => table)),
  );
});
