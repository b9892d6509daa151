import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { freshSchema, startPostgres } from "../test/stores/postgres-server.ts";
import { compileProgram } from "./compile.ts";
import type { Measured } from "./store-load.ts";

/**
 * The loop on each store: how many events a second it brings from the inbox to the platform, with
 * few and with many conversations in the store.
 */
const { values } = parseArgs({ options: { short: { type: "boolean" } } });
const SIZES = values.short === true ? [1000] : [1000, 100_000, 1_000_000];
const EVENTS = values.short === true ? 1000 : 5000;

const print = (...cells: readonly (string | number)[]): void =>
  void process.stdout.write(
    `${cells.map((cell, at) => (at === 0 ? String(cell).padEnd(10) : String(cell).padStart(13))).join("")}\n`,
  );
const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1);

const program = compileProgram("bench", "store-load");
const folder = mkdtempSync(join(tmpdir(), "tuning-fork-bench-"));
const postgres = await startPostgres();
print("store", "stored", "events/s", "of bare", "in p50 ms", "in p99 ms", "open ms", "MB");
for (const kind of ["SQLite", "Postgres"])
  for (const size of SIZES) {
    const file = join(folder, `${size}.db`);
    const url = kind === "SQLite" ? `sqlite:${file}` : await freshSchema(postgres.url);
    const { stdout, status } = spawnSync(
      process.execPath,
      [program, url, String(size), String(EVENTS)],
      { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
    );
    if (status !== 0) throw new Error(`The measurement of ${kind} with ${size} failed.`);
    const measured = JSON.parse(stdout) as Measured;
    print(
      kind,
      size.toLocaleString("en-US"),
      Math.round(measured.eventsPerSecond),
      (measured.eventsPerSecond / measured.bareCommitsPerSecond).toFixed(2),
      at(measured.takenInMs, 0.5),
      at(measured.takenInMs, 0.99),
      measured.openMs.toFixed(0),
      measured.megabytes.toFixed(0),
    );
    rmSync(file, { force: true });
  }
await postgres.stop();
rmSync(folder, { recursive: true, force: true });
