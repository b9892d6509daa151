import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { freshSchema, startPostgres } from "./postgres-server.ts";
import type { PostgresServer } from "./postgres-server.ts";

const url = inject("postgresUrl") ?? "";

async function ask(at: string, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client(at);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows.flat();
  } finally {
    await client.end();
  }
}

describe.skipIf(url === "")("the Postgres of the tests", () => {
  test("is a Postgres", async () => {
    expect(String(await ask(url, "SELECT version()"))).toMatch(/^PostgreSQL \d+/);
  });

  test("keeps fresh schemas apart", async () => {
    const [one, two] = [await freshSchema(url), await freshSchema(url)];
    await ask(one, "CREATE TABLE here (n int)");
    await ask(one, "INSERT INTO here VALUES (1)");
    expect(await ask(one, "SELECT n FROM here")).toEqual([1]);
    await expect(ask(two, "SELECT n FROM here")).rejects.toThrow(/does not exist/);
    await expect(ask(url, "SELECT n FROM here")).rejects.toThrow(/does not exist/);
  });
});

/** Needs a server that may be stopped, which TEST_DATABASE_URL's may not. */
describe.skipIf(url === "" || process.env["TEST_DATABASE_URL"])("a Postgres of one's own", () => {
  let own: PostgresServer;
  beforeAll(async () => {
    own = await startPostgres();
  }, 60_000);
  afterAll(() => own.stop());

  test("serves an old pool again after a restart, and after a crash", async () => {
    const pool = new pg.Pool({ connectionString: own.url, max: 1 });
    pool.on("error", () => undefined);
    await pool.query("CREATE TABLE kept AS SELECT 1 AS n");
    await own.server?.restart();
    expect((await pool.query("SELECT n FROM kept")).rows).toEqual([{ n: 1 }]);
    await own.server?.kill();
    await expect(pool.query("SELECT n FROM kept")).rejects.toThrow(/ECONNREFUSED|terminat/);
    await own.server?.restart();
    expect((await pool.query("SELECT n FROM kept")).rows).toEqual([{ n: 1 }]);
    await pool.end();
  });

  test("goes, with its folder, when the process that started it is killed", async () => {
    const module = new URL("./postgres-server.ts", import.meta.url).href;
    const script = `const { startPostgres } = await import(${JSON.stringify(module)});
      console.log((await startPostgres()).url);
      setInterval(() => undefined, 1000);`;
    const starter = spawn(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "--eval", script],
      {
        cwd: dirname(fileURLToPath(import.meta.url)),
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const [line] = (await once(starter.stdout, "data")) as [Buffer];
    const theirs = String(line).trim();
    const [data] = await ask(theirs, "SHOW data_directory");
    expect(existsSync(String(data))).toBe(true);
    starter.kill("SIGKILL");
    await expect.poll(() => existsSync(dirname(String(data))), { timeout: 5000 }).toBe(false);
    await expect(ask(theirs, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
  }, 30_000);
});
