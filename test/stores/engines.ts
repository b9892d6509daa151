import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { DatabaseSync } from "@photostructure/sqlite";
import pg from "pg";
import { inject } from "vitest";

import { openStore } from "../../adapters/stores/index.ts";
import type { Store } from "../../src/index.ts";
import { freshSchema } from "./postgres-server.ts";

type Row = Readonly<Record<string, unknown>>;

/** A store of its own, with a way to look at what is in its tables past the store. */
export type Opened = {
  readonly store: Store;
  /** Everything that stands in every table; closes the store, since SQLite lets nobody else in. */
  readonly tables: () => Promise<ReadonlyMap<string, readonly Row[]>>;
  readonly remove: () => Promise<void>;
};

/** The file of an SQLite store, and everything that stands in it and beside it, as text. */
export type InFile = Opened & { readonly bytes: () => string };

/** An SQLite store in a folder of its own. */
export async function openFile(): Promise<InFile> {
  const folder = mkdtempSync(join(tmpdir(), "tuning-fork-engine-"));
  const path = join(folder, "store.db");
  const store = await openStore(`sqlite:${path}`);
  return {
    store,
    tables: async () => {
      await store.close();
      const database = new DatabaseSync(path, { readOnly: true });
      try {
        const names = database
          .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
          .all() as { readonly name: string }[];
        return new Map(
          names.map(({ name }) => [name, database.prepare(`SELECT * FROM ${name}`).all() as Row[]]),
        );
      } finally {
        database.close();
      }
    },
    bytes: () =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), "latin1"))
        .join(""),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Asks a Postgres past the store. */
export async function ask(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: url,
    types: {
      getTypeParser: (type, format) =>
        type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format),
    },
  });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

type OnServer = Opened & { readonly url: string };

async function openAt(url: string, remove: () => Promise<void>): Promise<OnServer> {
  const store = await openStore(url);
  return {
    url,
    store,
    tables: async () => {
      await store.close();
      const names = await ask(
        url,
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
      );
      const tables = new Map<string, readonly Row[]>();
      for (const { table_name: name } of names)
        tables.set(String(name), await ask(url, `SELECT * FROM ${String(name)}`));
      return tables;
    },
    remove,
  };
}

/** A Postgres store in a schema of its own. */
const openSchema = async (): Promise<OnServer> =>
  openAt(await freshSchema(inject("postgresUrl") ?? ""), async () => undefined);

let databases = 0;

/** A Postgres store in a database of its own. */
export async function openDatabase(): Promise<OnServer> {
  const server = inject("postgresUrl") ?? "";
  const name = `test_${process.pid}_${Date.now()}_${(databases += 1)}`;
  await ask(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = name;
  return openAt(url.href, async () => void (await ask(server, `DROP DATABASE ${name}`)));
}

export const ENGINES: readonly (readonly [string, () => Promise<Opened>])[] = [
  ["SQLite", openFile],
  ...(inject("postgresUrl") === undefined ? [] : ([["Postgres", openSchema]] as const)),
];
