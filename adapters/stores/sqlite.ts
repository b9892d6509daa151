import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";

import { DatabaseSync } from "@photostructure/sqlite";

import type { Handled, Store } from "../../src/index.ts";
import type { Result, Value } from "./database.ts";
import { StoreError, newerSchema } from "./errors.ts";
import { CREATE_VERSION_TABLE, MIGRATIONS, VERSION_TABLE } from "./migrations.ts";
import { createSqlStore } from "./sql.ts";

/** How long a start waits for a predecessor that is just ending, in milliseconds. */
const WAIT_FOR_OWNER = 5000;

/** So many operations share a transaction at most, so that none of them waits long for its answer. */
const LARGEST_GROUP = 200;

/** How long a write-ahead log may hold what was deleted, in milliseconds. */
const WIPE_EVERY = 60 * 60 * 1000;

// https://www.sqlite.org/rescode.html
const RESULT = { busy: 5, readonly: 8, ioerr: 10, corrupt: 11, full: 13, cantopen: 14, notadb: 26 };

type Database = InstanceType<typeof DatabaseSync>;
type SqliteError = Error & { readonly errcode?: number; readonly code?: string };

/** The sentence for what is wrong with a file, if it is one of the things that go wrong with files. */
export function explained(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const { errcode, code } = error as SqliteError;
  const say = (sentence: string): StoreError => new StoreError(`${path} ${sentence}`, error);
  // The lowest byte is the kind; the rest tells more of the same.
  switch (errcode === undefined ? (code ?? "") : errcode % 256) {
    case RESULT.busy:
      return say(
        "is in use by another tuning-fork: stop that one first, or point DATABASE_URL at Postgres, which several can share.",
      );
    case RESULT.corrupt:
    case RESULT.notadb:
      return say(
        "is damaged or no database: restore it from a backup, or move it away to start with an empty one.",
      );
    case RESULT.full:
    case "ENOSPC":
      return say("cannot be written, since the disk is full: free some space.");
    case RESULT.readonly:
    case RESULT.cantopen:
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return say(
        "cannot be opened for writing: give this user the right to write the file and its folder, or set DATABASE_URL to another place.",
      );
    case "EISDIR":
      return say("is a folder: set DATABASE_URL to a file in it.");
    case "ENOTDIR":
    case "EEXIST":
    case "ENOENT":
      return say("cannot be made, since its folder cannot: set DATABASE_URL to another place.");
    case RESULT.ioerr:
      return say(`cannot be read or written (${error.message}): check the disk.`);
    default:
      return error;
  }
}

/** Opens the file, for this process alone; only its owner may read it, since it holds what people said. */
function openFile(path: string, Engine: typeof DatabaseSync): Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, "a", 0o600));
  const database = new Engine(path, { timeout: WAIT_FOR_OWNER });
  try {
    // Exclusive locking first: the lock is the operating system's, so a killed owner leaves none.
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    // On macOS a plain fsync does not reach the disk.
    database.exec("PRAGMA fullfsync = ON");
    database.exec("PRAGMA checkpoint_fullfsync = ON");
    database.exec("PRAGMA secure_delete = ON");
    // What a statement may have to undo is kept in a file otherwise, for every page that it changes.
    database.exec("PRAGMA temp_store = MEMORY");
    database.exec("BEGIN IMMEDIATE");
    database.exec("COMMIT");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function transaction<T>(database: Database, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // A full disk may have rolled it back already.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function migrate(database: Database, path: string): void {
  transaction(database, () => {
    const { tables } = database
      .prepare("SELECT COUNT(*) AS tables FROM sqlite_master WHERE type = 'table'")
      .get() as { tables: number };
    const ours = database
      .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?")
      .get(VERSION_TABLE);
    if (tables > 0 && ours === undefined)
      throw new StoreError(
        `${path} holds the data of another program: set DATABASE_URL to a file of its own.`,
      );
    for (const statement of CREATE_VERSION_TABLE) database.exec(statement);
    const { version } = database.prepare(`SELECT version FROM ${VERSION_TABLE}`).get() as {
      version: number;
    };
    if (version > MIGRATIONS.length) throw newerSchema(path, version, MIGRATIONS.length);
    for (const statement of MIGRATIONS.slice(version).flat()) database.exec(statement);
    database.prepare(`UPDATE ${VERSION_TABLE} SET version = ?`).run(MIGRATIONS.length);
  });
}

type Job = {
  readonly work: () => unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Runs operations that come in together in one transaction, since what takes time is making a
 * transaction durable. Each resolves once it is.
 */
function createGroups(database: Database, explain: (error: unknown) => unknown) {
  let waiting: Job[] = [];

  function run(jobs: readonly Job[]): void {
    try {
      const results = transaction(database, () => jobs.map(({ work }) => work()));
      for (const [at, { resolve }] of jobs.entries()) resolve(results[at] as never);
    } catch (error) {
      // One that cannot be done must not take the others with it.
      if (jobs.length > 1) for (const job of jobs) run([job]);
      else jobs[0]?.reject(explain(error));
    }
  }

  function flush(): void {
    const jobs = waiting.slice(0, LARGEST_GROUP);
    waiting = waiting.slice(LARGEST_GROUP);
    if (waiting.length > 0) setImmediate(flush);
    run(jobs);
  }

  return <T>(work: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.push({ work, resolve, reject });
      if (waiting.length === 1) setImmediate(flush);
    });
}

/**
 * Gives the file back whole, without a log beside it. Closing does not do it: the engine keeps the
 * file until the last prepared statement is collected as garbage.
 */
function giveBack(database: Database): void {
  try {
    database.exec("PRAGMA journal_mode = DELETE");
    database.exec("PRAGMA locking_mode = NORMAL");
    // The lock goes with the next access.
    database.exec("SELECT 1 FROM sqlite_master");
  } finally {
    database.close();
  }
}

/**
 * The store of one process, in a file. The folder and the file are made when they are not there.
 * `Engine` is another one only where a test needs a file with faults.
 *
 * @throws StoreError when the file is in use, damaged, newer, not ours or cannot be written
 */
export async function openSqlite(path: string, Engine = DatabaseSync): Promise<Store> {
  let database: Database;
  try {
    database = openFile(path, Engine);
  } catch (error) {
    throw explained(error, path);
  }
  try {
    migrate(database, path);
  } catch (error) {
    giveBack(database);
    throw explained(error, path);
  }

  type Statement = ReturnType<Database["prepare"]>;
  const prepared = new Map<string, { readonly statement: Statement; readonly hasRows: boolean }>();
  const prepare = (sql: string) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    // SQLite numbers its parameters with question marks.
    const statement = database.prepare(sql.replaceAll(/\$(\d+)/g, "?$1"));
    const made = { statement, hasRows: statement.columns().length > 0 };
    prepared.set(sql, made);
    return made;
  };

  const run = (sql: string, ...values: readonly Value[]): number =>
    prepare(sql).statement.run(...values).changes;

  const query = (sql: string, values: readonly Value[]): Result => {
    const { statement, hasRows } = prepare(sql);
    if (!hasRows) return { rows: [], changes: statement.run(...values).changes };
    const rows = statement.all(...values) as Result["rows"];
    return { rows, changes: rows.length };
  };

  function commit(handled: Handled): boolean {
    const { conversation, revision, data, openFor, events, replies, people, at } = handled;
    const key = [conversation.platform, conversation.workspace, conversation.thread] as const;
    if (data !== undefined || replies.length > 0) {
      const position = replies.at(-1)?.position ?? null;
      const state = data === undefined ? null : JSON.stringify(data);
      const saved =
        revision === 0
          ? run(INSERT_CONVERSATION, ...key, position, at, state, openFor ?? null)
          : run(UPDATE_CONVERSATION, ...key, position, at, state, openFor ?? null, revision);
      if (saved === 0) return false;
      for (const person of people) run(TAKE_PART, ...key, person, at);
    }
    for (const event of events)
      run(HANDLE_EVENT, conversation.platform, conversation.workspace, event, at);
    for (const { position, event, person, reply } of replies)
      run(
        INSERT_REPLY,
        ...key,
        position,
        event,
        person ?? null,
        JSON.stringify(reply),
        at,
        reply.topic ?? null,
      );
    return true;
  }

  const grouped = createGroups(database, (error) => explained(error, path));
  const wipe = (): void => database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  const wiping = setInterval(() => {
    // Fails when the disk is full, and is done the next time.
    try {
      wipe();
    } catch {}
  }, WIPE_EVERY).unref();

  return createSqlStore({
    query: (sql, values) => grouped(() => query(sql, values)),
    together: (statements, values) => grouped(() => statements.map((sql) => query(sql, values))),
    commit: (handled) => grouped(() => commit(handled)),
    skipLocked: "",
    wipe: async () => wipe(),
    close: async () => {
      clearInterval(wiping);
      // What was asked for before is done first.
      await grouped(() => undefined);
      giveBack(database);
    },
  });
}

const INSERT_CONVERSATION = `INSERT INTO tuning_fork_conversations
  (platform, workspace, thread, revision, last_position, changed_at, data, open_for)
  VALUES ($1, $2, $3, 1, $4, $5, $6, $7) ON CONFLICT DO NOTHING`;

const UPDATE_CONVERSATION = `UPDATE tuning_fork_conversations
  SET revision = revision + 1, last_position = COALESCE($4, last_position), changed_at = $5,
    data = COALESCE($6, data), open_for = CASE WHEN $6 IS NULL THEN open_for ELSE $7 END
  WHERE platform = $1 AND workspace = $2 AND thread = $3 AND revision = $8`;

const HANDLE_EVENT = `UPDATE tuning_fork_inbox SET handled_at = $4, incoming = NULL
  WHERE platform = $1 AND workspace = $2 AND event = $3`;

const TAKE_PART = `INSERT INTO tuning_fork_people (platform, workspace, thread, person, took_part_at)
  VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (platform, workspace, person, thread) DO UPDATE SET took_part_at = excluded.took_part_at`;

const INSERT_REPLY = `INSERT INTO tuning_fork_outbox
  (platform, workspace, thread, position, event, person, reply, due_at, attempts, topic)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9)`;
