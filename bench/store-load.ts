import { DatabaseSync } from "@photostructure/sqlite";
import pg from "pg";

import { clock } from "../adapters/clock.ts";
import { openStore } from "../adapters/stores/index.ts";
import { newConversation } from "../src/dialogue/conversation.ts";
import { turn } from "../src/dialogue/turn.ts";
import { createBot } from "../src/index.ts";
import type { Incoming, Store } from "../src/index.ts";

/**
 * One measurement of the loop on a store that holds many conversations, in a process of its own, so
 * that its memory is its own. Prints one line of JSON.
 */
export type Measured = {
  readonly openMs: number;
  readonly eventsPerSecond: number;
  readonly takenInMs: readonly number[];
  /** One event inserted and made durable after the other, with nothing around it: what the engine gives. */
  readonly bareCommitsPerSecond: number;
  readonly megabytes: number;
};

const [url = "", conversations = "0", events = "0"] = process.argv.slice(2);
const size = Number(conversations);
const count = Number(events);
const AT_ONCE = 64;

const eventIn = (thread: number, id: string, text: string): Incoming => ({
  event: id,
  conversation: { platform: "bench", workspace: `T${thread % 100}`, thread: `thread ${thread}` },
  from: { id: `U${thread}`, name: "Dana" },
  at: "2026-11-23T12:00:00Z",
  kind: "mention",
  text,
});

/** A conversation as it stands after a few turns. */
const typicalData = (): string => {
  const said = ["We sort 40k tickets a month, 8k are labelled.", "a little short", "no", "why?"];
  const last = said.reduce(
    (before, text, at) => turn(before, eventIn(0, `E${at}`, text)).conversation,
    newConversation(),
  );
  return JSON.stringify(last);
};

const NOW = Date.now();
const FILL = [
  `INSERT INTO tuning_fork_conversations
     (platform, workspace, thread, revision, last_position, changed_at, data)
   SELECT 'bench', 'T' || (n % 100), 'thread ' || n, 4, 4, ${NOW}, $1 FROM numbers`,
  `INSERT INTO tuning_fork_inbox
     (platform, workspace, event, thread, happened_at, taken_in_at, handled_at)
   SELECT 'bench', 'T' || (n % 100), 'old ' || n, 'thread ' || n, ${NOW}, ${NOW}, ${NOW} FROM numbers`,
  `INSERT INTO tuning_fork_outbox
     (platform, workspace, thread, position, event, due_at, attempts, finished_at, message)
   SELECT 'bench', 'T' || (n % 100), 'thread ' || n, 4, 'old ' || n, ${NOW}, 1, ${NOW}, 'M' || n FROM numbers`,
] as const;

/** Fills the tables by the engine's own means, since what is measured comes after. */
async function fill(): Promise<void> {
  await (await openStore(url)).close();
  const data = typicalData();
  if (url.startsWith("sqlite:")) {
    const database = new DatabaseSync(url.slice("sqlite:".length));
    const numbers = `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${size})`;
    for (const [at, sql] of FILL.entries()) {
      const [insert, select] = sql.split(/(?=SELECT)/) as [string, string];
      database
        .prepare(`${insert} ${numbers} ${select}`.replaceAll("$1", "?"))
        .run(...(at === 0 ? [data] : []));
    }
    database.exec("ANALYZE");
    database.close();
    return;
  }
  const client = new pg.Client(url);
  await client.connect();
  for (const [at, sql] of FILL.entries())
    await client.query(
      sql
        .replace("FROM numbers", `FROM generate_series(1, ${size}) AS numbers (n)`)
        .replace("$1", "$1::text"),
      at === 0 ? [data] : [],
    );
  await client.query("VACUUM ANALYZE");
  await client.end();
}

async function bareCommits(store: Store): Promise<number> {
  const start = performance.now();
  let done = 0;
  for (; performance.now() - start < 1000; done += 1)
    await store.inbox.put(eventIn(0, `bare ${done}`, "x"), 0);
  await store.retention.forget({ platform: "bench", workspace: "T0", thread: "thread 0" });
  return (done * 1000) / (performance.now() - start);
}

await fill();
const opening = performance.now();
const store = await openStore(url);
const openMs = performance.now() - opening;
const bareCommitsPerSecond = await bareCommits(store);

const bot = createBot({
  store,
  platforms: [
    {
      name: "bench",
      deliver: async ({ position }) => ({ kind: "delivered", message: String(position) }),
    },
  ],
  clock,
  log: ({ message }) => void process.stderr.write(`${message}\n`),
  replica: "bench",
});

const takenInMs: number[] = [];
const start = performance.now();
let sent = 0;
async function people(): Promise<void> {
  while (sent < count) {
    sent += 1;
    // A step that shares no factor with the size meets conversations all over the tables.
    const thread = 1 + ((sent * 7919) % size);
    const before = performance.now();
    await bot.receive(eventIn(thread, `new ${sent}`, "what if we had only 200 examples?"));
    takenInMs.push(performance.now() - before);
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, people));
await bot.settled();
const seconds = (performance.now() - start) / 1000;
const measured: Measured = {
  openMs,
  eventsPerSecond: count / seconds,
  takenInMs: takenInMs.toSorted((one, another) => one - another),
  bareCommitsPerSecond,
  megabytes: process.memoryUsage().rss / 2 ** 20,
};
process.stdout.write(`${JSON.stringify(measured)}\n`);
await bot.stop();
await store.close();
