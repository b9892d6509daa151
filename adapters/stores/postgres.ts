import pg from "pg";

import type { Handled, Store } from "../../src/index.ts";
import type { Result, Value } from "./database.ts";
import { StoreError, newerSchema } from "./errors.ts";
import { CREATE_VERSION_TABLE, MIGRATIONS, VERSION_TABLE } from "./migrations.ts";
import { TABLES, createSqlStore } from "./sql.ts";

/** Connections that one process holds at most. */
const CONNECTIONS = 10;

/** How long one statement may take, in milliseconds: on the server, and until its answer is here. */
const STATEMENT_TIMEOUT = 10_000;
const ANSWER_TIMEOUT = 15_000;
const CONNECT_TIMEOUT = 5000;

/** How long wiping may take, in milliseconds: it looks at all that a table holds. */
const WIPE_TIMEOUT = 10 * 60_000;

/** How often a statement is tried again when the database asks for it. */
const RETRIES = 5;

// https://www.postgresql.org/docs/current/errcodes-appendix.html: serialization failure, deadlock.
// Distributed databases answer so whenever two transactions meet.
const TRY_AGAIN: ReadonlySet<string | undefined> = new Set(["40001", "40P01"]);

/** Another replica is making the same table in this moment: it exists, or its name or type does. */
const MADE_MEANWHILE: ReadonlySet<string | undefined> = new Set(["23505", "42P07", "42710"]);

/** A distributed database that does not know VACUUM: it does not parse it, or says that it lacks it. */
const WIPES_BY_ITSELF: ReadonlySet<string | undefined> = new Set(["42601", "0A000"]);

type PostgresError = Error & { readonly code?: string };

/** Where a database is, without its password. */
export function placeOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `Postgres ${hostname || "localhost"}:${port || "5432"}${pathname}`;
  } catch {
    throw new StoreError(
      "DATABASE_URL is no address: write it as postgres://user:password@host:5432/database, with special characters in the password escaped (@ is %40).",
    );
  }
}

/** The sentence for what is wrong, if it is one of the things that go wrong with databases. */
export function explained(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const say = (sentence: string): StoreError => new StoreError(`${place} ${sentence}`, error);
  const { code } = error as PostgresError;
  switch (code) {
    case "28P01":
    case "28000":
      return say(
        "refused the user or the password: correct them in DATABASE_URL (special characters in a password are escaped, @ is %40).",
      );
    case "3D000":
      return say("does not have this database: create it, or correct DATABASE_URL.");
    case "42501":
      return say(
        `does not give this user the rights it needs (${error.message}): grant CREATE and USAGE on the schema, and let the same user own the tables.`,
      );
    case "3F000":
      return say(
        "has no schema in which this user may create tables: grant CREATE and USAGE on one, and name it in search_path if it is not public.",
      );
    case "25006":
      return say("is read-only, perhaps a standby: point DATABASE_URL at the primary.");
    case "53300":
      return say("has no connection left: raise max_connections, or run fewer replicas.");
    case "53100":
      return say("cannot write, since its disk is full: free some space there.");
    case "57P03":
    case "57P01":
    case "57P02":
      return say("is starting up or shutting down: try again in a moment.");
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return say("has an unknown host name: correct DATABASE_URL.");
    case "ECONNREFUSED":
    case "ECONNRESET":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ETIMEDOUT":
    case "EPIPE":
      return say(
        `cannot be reached (${code}): check that it runs, and the host and port in DATABASE_URL.`,
      );
    case undefined:
      // The driver gives no code for a connection that ended, took too long or could not be secured.
      return /connection|timeout|terminated|ssl|not queryable/i.test(error.message)
        ? say(`cannot be reached (${error.message}): check that it runs, and DATABASE_URL.`)
        : error;
    default:
      return error;
  }
}

async function transaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>) {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    // A connection in an unknown state is not used again.
    client.release(true);
    throw error;
  }
}

async function tryAgain<T>(codes: ReadonlySet<string | undefined>, work: () => Promise<T>) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt > RETRIES || !codes.has((error as PostgresError).code)) throw error;
    }
  }
}

/** Replicas that start at once wait for each other at the row of the version. */
async function migrate(pool: pg.Pool, place: string): Promise<void> {
  for (const statement of CREATE_VERSION_TABLE)
    await tryAgain(MADE_MEANWHILE, () => pool.query(statement));
  await transaction(pool, async (client) => {
    const { rows } = await client.query<{ version: number }>(
      `SELECT version FROM ${VERSION_TABLE} FOR UPDATE`,
    );
    const version = rows[0]?.version ?? 0;
    if (version > MIGRATIONS.length) throw newerSchema(place, version, MIGRATIONS.length);
    if (version === MIGRATIONS.length) return;
    for (const statement of MIGRATIONS.slice(version).flat()) await client.query(statement);
    await client.query(`UPDATE ${VERSION_TABLE} SET version = $1`, [MIGRATIONS.length]);
  });
}

const BIGINT: number = pg.types.builtins.INT8;

/** All of our large integers are counts and instants, which a number holds exactly. */
const parserOf: typeof pg.types.getTypeParser = (type: number, format?: "text" | "binary") =>
  type === BIGINT ? Number : pg.types.getTypeParser(type, format);

const resultOf = ({ rows, rowCount }: pg.QueryResult): Result => ({
  rows: rows as Result["rows"],
  changes: rowCount ?? 0,
});

/**
 * Postgres wipes by itself, by and by; this makes it sooner. It may take long, so it has a connection
 * of its own, and is done once at a time: what is deleted meanwhile is all wiped by the next.
 */
function createWiping(url: string, place: string) {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    statement_timeout: WIPE_TIMEOUT,
    query_timeout: WIPE_TIMEOUT,
    application_name: "tuning-fork",
  });
  pool.on("error", () => undefined);
  let running = Promise.resolve();
  let next: Promise<void> | undefined;

  async function vacuum(): Promise<void> {
    try {
      await pool.query(`VACUUM ${TABLES.map(({ name }) => name).join(", ")}`);
    } catch (error) {
      if (!WIPES_BY_ITSELF.has((error as PostgresError).code)) throw explained(error, place);
    }
  }

  async function afterThat(before: Promise<void>): Promise<void> {
    await before.catch(() => undefined);
    next = undefined;
    running = vacuum();
    return running;
  }

  return { wipe: () => (next ??= afterThat(running)), close: () => pool.end() };
}

const SAVE_NEW = `INSERT INTO tuning_fork_conversations
    (platform, workspace, thread, revision, last_position, changed_at, data, open_for)
    SELECT $1, $2, $3, 1, $6::bigint, $5::bigint, $7, $15::text WHERE $4::bigint = 0
    ON CONFLICT DO NOTHING RETURNING 1`;

const SAVE_OVER = `UPDATE tuning_fork_conversations
    SET revision = revision + 1, last_position = COALESCE($6::bigint, last_position),
      changed_at = $5::bigint, data = COALESCE($7, data),
      open_for = CASE WHEN $7::text IS NULL THEN open_for ELSE $15::text END
    WHERE platform = $1 AND workspace = $2 AND thread = $3 AND revision = $4::bigint RETURNING 1`;

/** All of a commit in one statement: one way to the server and back. */
const commitStatement = (save: string): string => `WITH saved AS (${save}),
  handled AS (
    UPDATE tuning_fork_inbox SET handled_at = $5::bigint, incoming = NULL
    WHERE platform = $1 AND workspace = $2 AND event = ANY($8::text[])
      AND EXISTS (SELECT 1 FROM saved)),
  said AS (
    INSERT INTO tuning_fork_outbox
      (platform, workspace, thread, position, event, person, reply, due_at, attempts, topic)
    SELECT $1, $2, $3, said.position, said.event, said.person, said.reply, $5::bigint, 0, said.topic
    FROM unnest($9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[])
      AS said (position, event, person, reply, topic)
    WHERE EXISTS (SELECT 1 FROM saved)),
  took_part AS (
    INSERT INTO tuning_fork_people (platform, workspace, thread, person, took_part_at)
    SELECT $1, $2, $3, person, $5::bigint FROM unnest($14::text[]) AS person
    WHERE EXISTS (SELECT 1 FROM saved)
    ON CONFLICT (platform, workspace, person, thread)
      DO UPDATE SET took_part_at = excluded.took_part_at)
  SELECT COUNT(*) AS saved FROM saved`;

const COMMIT_NEW = commitStatement(SAVE_NEW);
const COMMIT_OVER = commitStatement(SAVE_OVER);

const HANDLED_ONLY = `UPDATE tuning_fork_inbox SET handled_at = $4, incoming = NULL
  WHERE platform = $1 AND workspace = $2 AND event = ANY($3::text[])`;

/**
 * The store that several processes share. Connections that were lost are made again when they are
 * needed.
 *
 * @throws StoreError when it cannot be reached or lacks rights, is newer, or the address is none
 */
export async function openPostgres(url: string): Promise<Store> {
  const place = placeOf(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    statement_timeout: STATEMENT_TIMEOUT,
    query_timeout: ANSWER_TIMEOUT,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT,
    keepAlive: true,
    application_name: "tuning-fork",
    types: { getTypeParser: parserOf },
  });
  // A connection that breaks while idle is replaced by the pool; those in use reject by themselves.
  pool.on("error", () => undefined);

  const explaining = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await tryAgain(TRY_AGAIN, work);
    } catch (error) {
      throw explained(error, place);
    }
  };

  try {
    await explaining(() => migrate(pool, place));
  } catch (error) {
    await pool.end();
    throw error;
  }

  const query = (sql: string, values: readonly unknown[]): Promise<Result> =>
    // Not prepared by name: a plan made while the tables were empty would be kept when they are full,
    // and a connection pooler in between may not know the name.
    explaining(async () => resultOf(await pool.query(sql, [...values])));

  async function commit(handled: Handled): Promise<boolean> {
    const { conversation, revision, data, openFor, events, replies, people, at } = handled;
    const key = [conversation.platform, conversation.workspace, conversation.thread];
    if (data === undefined && replies.length === 0) {
      await query(HANDLED_ONLY, [conversation.platform, conversation.workspace, events, at]);
      return true;
    }
    const { rows } = await query(revision === 0 ? COMMIT_NEW : COMMIT_OVER, [
      ...key,
      revision,
      at,
      replies.at(-1)?.position ?? null,
      data === undefined ? null : JSON.stringify(data),
      events,
      replies.map(({ position }) => position),
      replies.map(({ event }) => event),
      replies.map(({ person }) => person ?? null),
      replies.map(({ reply }) => JSON.stringify(reply)),
      replies.map(({ reply }) => reply.topic ?? null),
      people,
      openFor ?? null,
    ]);
    return Number(rows[0]?.["saved"]) === 1;
  }

  const wiping = createWiping(url, place);
  return createSqlStore({
    query: (sql: string, values: readonly Value[]) => query(sql, values),
    together: (statements, values) =>
      explaining(() =>
        transaction(pool, async (client) => {
          const results: Result[] = [];
          for (const sql of statements)
            results.push(resultOf(await client.query(sql, [...values])));
          return results;
        }),
      ),
    commit,
    skipLocked: "FOR UPDATE SKIP LOCKED",
    wipe: wiping.wipe,
    close: async () => {
      await pool.end();
      await wiping.close();
    },
  });
}
