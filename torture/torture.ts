import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";

import pg from "pg";

import { compileProgram } from "../bench/compile.ts";
import type { Incoming } from "../src/index.ts";
import { freshSchema, startPostgres } from "../test/stores/postgres-server.ts";
import { createChance } from "./chance.ts";
import type { Chance } from "./chance.ts";
import { createFleet } from "./fleet.ts";
import type { Fleet } from "./fleet.ts";
import { judge } from "./oracle.ts";
import type { Findings, Sent } from "./oracle.ts";
import { createFakePlatforms } from "./platform.ts";
import { POINTS } from "./protocol.ts";
import { writeScripts } from "./script.ts";
import type { Script } from "./script.ts";

/**
 * Proof by violence: real processes on a real store, killed again and again while people talk; then
 * what the platforms show is compared with what the pure core says that they must show.
 */
const { values } = parseArgs({
  options: { seed: { type: "string" }, short: { type: "boolean" }, only: { type: "string" } },
});
const seed = values.seed === undefined ? Date.now() % 2 ** 32 : Number(values.seed);
const isShort = values.short === true;

type Trial = {
  readonly name: string;
  readonly store: "sqlite" | "postgres";
  readonly replicas: number;
  readonly conversations: number;
  readonly kills: number;
};
const LINES = 10;
const TRIALS: readonly Trial[] = isShort
  ? [
      { name: "SQLite, 1 process", store: "sqlite", replicas: 1, conversations: 60, kills: 12 },
      {
        name: "Postgres, 3 processes",
        store: "postgres",
        replicas: 3,
        conversations: 60,
        kills: 24,
      },
    ]
  : [
      { name: "SQLite, 1 process", store: "sqlite", replicas: 1, conversations: 400, kills: 200 },
      {
        name: "Postgres, 1 process",
        store: "postgres",
        replicas: 1,
        conversations: 200,
        kills: 100,
      },
      {
        name: "Postgres, 3 processes",
        store: "postgres",
        replicas: 3,
        conversations: 400,
        kills: 250,
      },
    ];

/** The mean time between kills, in milliseconds: long enough for a process to start and do something. */
const KILL_EVERY = { 1: 700, 3: 350 } as const;
const CUT_EVERY = 1500;
const CRASH_EVERY = isShort ? 4000 : 15_000;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

type Feeding = { readonly sent: readonly Sent[]; readonly repeats: number };

/** People talk in one conversation, for so many milliseconds; what is not taken in is sent again. */
async function feed(
  { conversation, lines }: Script,
  fleet: Fleet,
  chance: Chance,
  duration: number,
): Promise<Feeding> {
  const start = performance.now();
  const instants = lines.map(() => chance.between(0, duration)).toSorted((one, two) => one - two);
  const sent: Sent[] = [];
  let repeats = 0;
  let lastAt = 0;

  async function deliver(incoming: Incoming): Promise<void> {
    const firstSentAt = performance.now();
    while (!(await fleet.deliver(incoming))) {
      repeats += 1;
      await wait(chance.between(20, 200));
    }
    sent.push({ incoming, firstSentAt, takenInAt: performance.now() });
    if (!chance.share(0.2)) return;
    // Platforms say things twice, some time later or at once.
    repeats += 1;
    if (chance.share(0.5)) await wait(chance.between(0, 500));
    await fleet.deliver(incoming);
  }

  const incomingOf = (index: number): Incoming => {
    const { from, event, kind, text } = lines[index] as Script["lines"][number];
    lastAt = Math.max(lastAt + 1, Date.now());
    return { event, conversation, from, kind, text, at: new Date(lastAt).toISOString() };
  };

  for (let index = 0; index < lines.length; index += 1) {
    await wait(Math.max(0, start + (instants[index] ?? 0) - performance.now()));
    const incoming = incomingOf(index);
    if (index + 1 < lines.length && chance.share(0.15)) {
      // Two that come in the wrong order, or at the same time.
      index += 1;
      const next = deliver(incomingOf(index));
      if (chance.share(0.5)) await wait(chance.between(0, 30));
      await Promise.all([next, deliver(incoming)]);
    } else await deliver(incoming);
  }
  return { sent, repeats };
}

const total = (findings: readonly Findings[], kind: keyof Findings): readonly string[] =>
  findings.flatMap((one) => one[kind]);

async function run(trial: Trial, program: string): Promise<boolean> {
  const chance = createChance(seed);
  const folder = mkdtempSync(join(tmpdir(), "tuning-fork-torture-"));
  const postgres = trial.store === "postgres" ? await startPostgres() : undefined;
  const url =
    postgres === undefined
      ? `sqlite:${join(folder, "torture.db")}`
      : await freshSchema(postgres.url);
  const platforms = createFakePlatforms(createChance(seed + 1));
  const fleet = createFleet(program, url, trial.replicas, platforms, createChance(seed + 2));
  const killEvery = trial.replicas === 1 ? KILL_EVERY[1] : KILL_EVERY[3];
  const duration = 1.1 * trial.kills * killEvery;
  const feeding = new AbortController();
  let cuts = 0;
  let crashes = 0;

  async function killing(): Promise<void> {
    const choose = createChance(seed + 3);
    while (!feeding.signal.aborted) {
      await wait(choose.between(0.5, 1.5) * killEvery);
      fleet.kill(choose.share(0.5) ? undefined : choose.of(POINTS));
    }
  }

  /** Ends the connections of all replicas, and sometimes the server with them. */
  async function cutting(): Promise<void> {
    if (postgres === undefined) return;
    const choose = createChance(seed + 4);
    for (let lastCrash = performance.now(); !feeding.signal.aborted;) {
      await wait(choose.between(0.5, 1.5) * CUT_EVERY);
      if (postgres.server !== undefined && performance.now() - lastCrash > CRASH_EVERY) {
        lastCrash = performance.now();
        await postgres.server.kill();
        await postgres.server.restart();
        crashes += 1;
        continue;
      }
      const client = new pg.Client(postgres.url);
      await client.connect();
      const { rowCount } = await client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tuning-fork'",
      );
      cuts += rowCount ?? 0;
      await client.end();
    }
  }

  const scripts = writeScripts(chance, trial.conversations, LINES);
  const violence = Promise.all([killing(), cutting()]);
  const started = performance.now();
  const fed = await Promise.all(
    scripts.map((script, at) => feed(script, fleet, createChance(seed + 5 + at), duration)),
  );
  feeding.abort();
  await violence;
  const deadline = performance.now() + 60_000;
  while ((await fleet.backlog()) > 0 && performance.now() < deadline) await wait(100);
  const backlog = await fleet.backlog();
  const seconds = (performance.now() - started) / 1000;
  await fleet.stop();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });

  const findings = scripts.map(({ conversation }, at) =>
    judge(
      conversation,
      fed[at]?.sent ?? [],
      platforms.shown.filter(
        (shown) => JSON.stringify(shown.conversation) === JSON.stringify(conversation),
      ),
    ),
  );
  const events = fed.reduce((sum, { sent }) => sum + sent.length, 0);
  const repeats = fed.reduce((sum, one) => sum + one.repeats, 0);
  const kills = [...fleet.kills.values()].reduce((sum, count) => sum + count, 0);
  print(`${trial.name}, ${seconds.toFixed(0)} s`);
  print(`  events ${events}, sent again ${repeats}, replies shown ${platforms.shown.length}`);
  print(
    `  kills ${kills}: ${[...fleet.kills].map(([how, count]) => `${count} ${how === "driver" ? "at random instants" : how}`).join(", ")}`,
  );
  if (postgres !== undefined) print(`  connections cut ${cuts}, server crashes ${crashes}`);
  print(`  second deliveries recognised as such ${platforms.recognised()}`);
  const kinds = ["lost", "doubled", "outOfOrder", "different"] as const;
  print(
    `  lost ${total(findings, "lost").length}, doubled ${total(findings, "doubled").length}, out of order ${total(findings, "outOfOrder").length}, not what the core says ${total(findings, "different").length}, left in the store ${backlog}`,
  );
  const isGood = kinds.every((kind) => total(findings, kind).length === 0) && backlog === 0;
  if (!isGood) {
    for (const kind of kinds)
      for (const found of total(findings, kind).slice(0, 5)) print(`  ${kind}: ${found}`);
    for (const error of fleet.errors.slice(-5)) print(`  log: ${error}`);
  }
  return isGood;
}

print(`seed ${seed}${isShort ? ", short form" : ""}`);
const program = compileProgram("torture", "replica");
const results: boolean[] = [];
for (const trial of TRIALS)
  if (values.only === undefined || trial.name.toLowerCase().includes(values.only.toLowerCase()))
    results.push(await run(trial, program));
if (results.includes(false)) {
  print(`Not good. To see it again: npm run torture -- --seed ${seed}${isShort ? " --short" : ""}`);
  process.exitCode = 1;
}
