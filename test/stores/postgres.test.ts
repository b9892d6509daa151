import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { openStore } from "../../adapters/stores/index.ts";
import type { Incoming, Store } from "../../src/index.ts";
import { storeContract } from "./contract.ts";
import { freshSchema, startPostgres } from "./postgres-server.ts";
import type { PostgresServer } from "./postgres-server.ts";

const server = inject("postgresUrl");

const event = (id: string): Incoming => ({
  event: id,
  conversation: { platform: "slack", workspace: "T1", thread: "C1" },
  from: { id: "U1", name: "Dana" },
  at: "2026-11-23T12:00:00Z",
  kind: "mention",
  text: id,
});

/** Speaks to the server beside the store, as its owner. */
async function asOwner(sql: string, url = server ?? ""): Promise<pg.QueryResult> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

const claim = (store: Store, replica: string) =>
  store.outbox.claim({ platform: "slack", replica, now: 10, until: 20, limit: 9 });

const changed = (url: string, change: (address: URL) => void): string => {
  const address = new URL(url);
  change(address);
  return address.href;
};

const schemaOf = (url: string): string | undefined =>
  new URL(url).searchParams.get("options")?.split("=")[1];

const inThread = (thread: string) => ({ platform: "slack", workspace: "T1", thread });

/** How often the inbox was vacuumed; the statistics follow after a moment. */
async function vacuumsOf(url: string): Promise<number> {
  const { rows } = await asOwner(
    `SELECT vacuum_count FROM pg_stat_user_tables WHERE schemaname = '${schemaOf(url)}' AND relname = 'tuning_fork_inbox'`,
  );
  return Number(rows[0]?.vacuum_count);
}

const opening = async (url: string): Promise<string> => {
  try {
    const store = await openStore(url);
    await store.close();
    return "opened";
  } catch (error) {
    return (error as Error).message;
  }
};

describe.skipIf(server === undefined)("Postgres", () => {
  storeContract("Postgres", async () => openStore(await freshSchema(server ?? "")));

  test("replicas that start at once on an empty database all start", async () => {
    const url = await freshSchema(server ?? "");
    const stores = await Promise.all(Array.from({ length: 6 }, () => openStore(url)));
    await stores[0]?.inbox.put(event("E1"), 1);
    for (const store of stores) {
      expect(await store.inbox.left(1, 10)).toHaveLength(1);
      await store.close();
    }
  });

  test("two replicas claim no reply twice", async () => {
    const url = await freshSchema(server ?? "");
    const [one, two] = [await openStore(url), await openStore(url)];
    const count = 200;
    for (let at = 0; at < count; at += 1)
      await one.conversations.commit({
        conversation: { platform: "slack", workspace: "T1", thread: `C${at}` },
        revision: 0,
        data: {},
        events: [],
        people: [],
        replies: [
          {
            position: at,
            event: "E1",
            reply: { purpose: "answer", visibleTo: "thread", blocks: [] },
          },
        ],
        at: 1,
      });
    const claims = await Promise.all(
      Array.from({ length: 30 }, (_, at) => claim(at % 2 === 0 ? one : two, `R${at}`)),
    );
    const positions = claims.flat().map(({ position }) => position);
    expect(new Set(positions).size).toBe(positions.length);
    expect(positions.length).toBeGreaterThan(count / 2);
    await Promise.all([one.close(), two.close()]);
  });

  test("what is forgotten is wiped from the tables", async () => {
    const url = await freshSchema(server ?? "");
    const store = await openStore(url);
    await store.inbox.put(event("E1"), 1);
    expect(await store.retention.forget({ platform: "slack", workspace: "T1" })).toBe(0);
    await expect.poll(() => vacuumsOf(url)).toBe(1);
    await store.close();
  });

  test("many who delete at once are wiped together, and hold up nobody", async () => {
    const url = await freshSchema(server ?? "");
    const store = await openStore(url);
    const threads = Array.from({ length: 20 }, (_, at) => `C${at}`);
    for (const thread of threads)
      await store.inbox.put({ ...event(thread), conversation: inThread(thread) }, 1);
    const slow = new pg.Client(url);
    await slow.connect();
    await slow.query("BEGIN");
    await slow.query("LOCK TABLE tuning_fork_inbox IN SHARE UPDATE EXCLUSIVE MODE");
    const forgotten = Promise.all(
      threads.map((thread) => store.retention.forget(inThread(thread))),
    );
    await expect.poll(() => store.inbox.left(1, 100)).toEqual([]);
    await slow.query("COMMIT");
    await slow.end();
    await forgotten;
    await expect.poll(() => vacuumsOf(url)).toBe(2);
    await store.close();
  });

  describe("what is wrong is said in one sentence that says what to do", () => {
    const url = server ?? "postgres://nowhere";
    const cases: readonly (readonly [string, () => Promise<string> | string, RegExp])[] = [
      [
        "nobody there",
        () => changed(url, (address) => (address.port = "1")),
        /^Postgres .*:1\/\w+ cannot be reached \(ECONNREFUSED\): check that it runs/,
      ],
      [
        "no such host",
        () => "postgres://user:secret@no-such-host.invalid/db",
        /^Postgres no-such-host\.invalid:5432\/db has an unknown host name: correct DATABASE_URL\.$/,
      ],
      [
        "no such database",
        () => changed(url, (address) => (address.pathname = "/nothing_here")),
        /does not have this database: create it/,
      ],
      [
        "no such user",
        () => changed(url, (address) => (address.username = "nobody_here")),
        /refused the user or the password|does not have this/,
      ],
      ["no address", () => "postgres://user:p%ZZ@:x", /DATABASE_URL is no address/],
      [
        "a user without rights",
        async () => {
          await asOwner(
            "DO $$ BEGIN CREATE ROLE without_rights LOGIN PASSWORD 'p'; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
          );
          const schema = await freshSchema(url);
          await asOwner(`GRANT USAGE ON SCHEMA ${schemaOf(schema)} TO without_rights`);
          return changed(schema, (address) => {
            address.username = "without_rights";
            address.password = "p";
          });
        },
        /does not give this user the rights it needs \(.+\): grant CREATE and USAGE/,
      ],
      [
        "no schema",
        () =>
          changed(url, (address) =>
            address.searchParams.set("options", "-c search_path=nothing_here"),
          ),
        /has no schema in which this user may create tables: grant/,
      ],
      [
        "a database of a newer version",
        async () => {
          const newer = await freshSchema(url);
          await (await openStore(newer)).close();
          await asOwner("UPDATE tuning_fork_schema SET version = 99", newer);
          return newer;
        },
        /was written by a newer version of tuning-fork \(schema 99, this one knows \d+\): update/,
      ],
      [
        "a read-only database",
        async () => {
          const readOnly = await freshSchema(url);
          return changed(readOnly, (address) =>
            address.searchParams.set(
              "options",
              `${address.searchParams.get("options")} -c default_transaction_read_only=on`,
            ),
          );
        },
        /is read-only, perhaps a standby: point DATABASE_URL at the primary/,
      ],
    ];
    test.each(cases)("%s", async (_name, address, sentence) => {
      const said = await opening(await address());
      expect(said).toMatch(sentence);
      expect(said).not.toContain("secret");
      expect(said.split("\n")).toHaveLength(1);
    });
  });
});

/** Needs a server that may be killed, which TEST_DATABASE_URL's may not. */
describe.skipIf(server === undefined || process.env["TEST_DATABASE_URL"])(
  "a server that fails",
  () => {
    let own: PostgresServer;
    beforeAll(async () => {
      own = await startPostgres();
    }, 60_000);
    afterAll(() => own.stop());

    test("and comes back is used again, with what it held", async () => {
      const store = await openStore(own.url);
      expect(await store.inbox.put(event("E1"), 1)).toBe(true);
      await own.server?.kill();
      await expect(store.inbox.put(event("E2"), 1)).rejects.toThrow(
        /cannot be reached|starting up/,
      );
      await own.server?.restart();
      expect(await store.inbox.put(event("E1"), 1)).toBe(false);
      expect(await store.inbox.put(event("E2"), 1)).toBe(true);
      await store.close();
    });

    test("to check a password refuses it in one sentence", async () => {
      await asOwner("CREATE ROLE guarded LOGIN PASSWORD 'right'", own.url);
      const { rows } = await asOwner("SHOW hba_file", own.url);
      await asOwner(
        `COPY (SELECT 'host all guarded 127.0.0.1/32 scram-sha-256' UNION ALL SELECT 'host all all 127.0.0.1/32 trust') TO '${rows[0].hba_file}'`,
        own.url,
      );
      await asOwner("SELECT pg_reload_conf()", own.url);
      const wrong = changed(own.url, (address) => {
        address.username = "guarded";
        address.password = "wrong";
      });
      await expect
        .poll(() => opening(wrong))
        .toMatch(
          /^Postgres 127\.0\.0\.1:\d+\/postgres refused the user or the password: correct them/,
        );
    });
  },
);
