import { access, constants, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";

import { PATIENCE, findingsOf } from "../examination.ts";
import type { Finding } from "../examination.ts";
import { StoreError, newerSchema } from "./errors.ts";
import { MIGRATIONS, VERSION_TABLE } from "./migrations.ts";

const { ok, look, fix } = findingsOf("Store");

/** With less than this a disk is soon full, in bytes. */
const LITTLE_SPACE = 500_000_000;

const VERSION = `SELECT version FROM ${VERSION_TABLE}`;

function examineVersion(where: string, version: number | undefined): Finding {
  if (version === undefined)
    return ok(`${where} can be written; its tables are made at the first start.`);
  if (version > MIGRATIONS.length)
    return fix(newerSchema(where, version, MIGRATIONS.length).message);
  return version < MIGRATIONS.length
    ? ok(
        `${where} can be written; its schema (${version}) is brought to the newest (${MIGRATIONS.length}) at the next start.`,
      )
    : ok(`${where} can be written; its schema is the newest (${version}).`);
}

const sayProblem = (error: unknown): Finding =>
  fix(
    error instanceof StoreError
      ? error.message
      : `it does not work (${error instanceof Error ? error.name : "unknown"}): look at DATABASE_URL.`,
  );

/** The nearest folder that is there. */
async function folderFor(path: string): Promise<string> {
  const folder = dirname(resolve(path));
  try {
    await access(folder);
    return folder;
  } catch {
    return folder === dirname(folder) ? folder : folderFor(folder);
  }
}

async function examineFile(path: string): Promise<Finding> {
  const { explained } = await import("./sqlite.ts");
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  try {
    await access(isThere ? path : await folderFor(path), constants.W_OK);
    if (!isThere) return examineVersion(path, undefined);
    const { DatabaseSync } = await import("@photostructure/sqlite");
    const database = new DatabaseSync(path, { readOnly: true });
    try {
      const isOurs = database
        .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?")
        .get(VERSION_TABLE);
      const row = isOurs && (database.prepare(VERSION).get() as { version: number });
      return examineVersion(path, row?.version);
    } finally {
      database.close();
    }
  } catch (error) {
    const isInUse = (error as { readonly errcode?: number }).errcode === 5;
    return isInUse
      ? ok(`${path} is in use by a Tuning Fork that runs.`)
      : sayProblem(explained(error, path));
  }
}

async function examineSpace(path: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(await folderFor(path));
  const free = bavail * bsize;
  return free < LITTLE_SPACE
    ? look(`only ${Math.round(free / 1e6)} MB are free on its disk: make room.`)
    : ok(`${Math.round(free / 1e9)} GB are free on its disk.`);
}

async function examinePostgres(url: string): Promise<Finding> {
  const { explained, placeOf } = await import("./postgres.ts");
  const { default: pg } = await import("pg");
  let place = "Postgres";
  try {
    place = placeOf(url);
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: PATIENCE,
      query_timeout: PATIENCE,
    });
    try {
      await client.connect();
      const { rows: rights } = await client.query<{ may: boolean }>(
        "SELECT has_schema_privilege(current_schema(), 'CREATE') AND NOT pg_is_in_recovery() AS may",
      );
      if (rights[0]?.may !== true)
        return fix(
          `${place} does not let this user make tables: grant CREATE and USAGE on the schema, and connect to the primary.`,
        );
      const { rows } = await client.query<{ name: string | null }>(
        "SELECT to_regclass($1)::text AS name",
        [VERSION_TABLE],
      );
      const isOurs = rows[0]?.name !== null;
      const found = isOurs ? (await client.query<{ version: number }>(VERSION)).rows : [];
      return examineVersion(place, found[0]?.version);
    } finally {
      await client.end().catch(() => undefined);
    }
  } catch (error) {
    return sayProblem(explained(error, place));
  }
}

/** Looks whether the store can be used; makes, migrates and writes nothing. */
export async function examineStore(url: string): Promise<readonly Finding[]> {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1];
  if (path === undefined) return [await examinePostgres(url)];
  return Promise.all([examineFile(path), examineSpace(path)]);
}
