#!/usr/bin/env node
// Runs the compiled program, compiling it first when a source is newer. Plain JavaScript, since it
// has to run before anything is compiled.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const program = join(dist, "main.js");
const stamp = join(dist, ".built");
const lock = join(root, "dist.lock");
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");

const SOURCES = [
  "main.ts",
  "composition",
  "src",
  "adapters",
  "tsconfig.json",
  "tsconfig.build.json",
];
const LONGEST_BUILD_MS = 60_000;

const timeOf = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

// A folder counts too: it is newer when a file in it was deleted or renamed.
const newerThan = (path, time) => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (found.mtimeMs > time) return true;
  return found.isDirectory() && readdirSync(path).some((name) => newerThan(join(path, name), time));
};

const isStale = () => {
  const built = timeOf(stamp);
  return (
    built === 0 ||
    !existsSync(program) ||
    SOURCES.some((source) => newerThan(join(root, source), built))
  );
};

const sleep = (milliseconds) =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};

// After a restarted container the number of the one that was killed may be our own.
const isGone = (pid) => pid > 0 && (pid === process.pid || !isAlive(pid));

const lockIsAbandoned = () => {
  const taken = timeOf(lock);
  if (taken === 0) return false;
  if (Date.now() - taken > LONGEST_BUILD_MS) return true;
  try {
    return isGone(Number(readFileSync(lock, "utf8")));
  } catch {
    return false;
  }
};

// One process compiles; the others wait for it, look again, and find nothing left to do. So nobody
// replaces a program that another one is just loading.
async function alone(work) {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (lockIsAbandoned()) rmSync(lock, { recursive: true, force: true });
      else sleep(50);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function clearAbandonedBuilds() {
  for (const name of readdirSync(root)) {
    const pid = /^dist-(\d+)/u.exec(name)?.[1];
    if (pid !== undefined && isGone(Number(pid)))
      rmSync(join(root, name), { recursive: true, force: true });
  }
}

// Two moves, so that dist is missing for no longer than between them. When an abandoned lock was
// taken up by two at once, the second finds the first one's program in its place, which is as good.
function moveIntoPlace(fresh) {
  const old = `${fresh}-old`;
  try {
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
  } catch (error) {
    if (!existsSync(program)) throw error;
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}

// Compiled beside its place and moved there whole, so that a compilation that fails or is cut short
// leaves the old program.
async function build() {
  // Loaded here only, since most starts compile nothing.
  const { spawnSync } = await import("node:child_process");
  clearAbandonedBuilds();
  const fresh = join(root, `dist-${process.pid}`);
  mkdirSync(fresh);
  const started = new Date();
  try {
    const { status } = spawnSync(
      process.execPath,
      [compiler, "-p", join(root, "tsconfig.build.json"), "--outDir", fresh],
      // Results go to standard output, and this is none.
      { cwd: root, stdio: ["ignore", 2, 2] },
    );
    if (status !== 0) return false;
    writeFileSync(join(fresh, ".built"), started.toISOString());
    utimesSync(join(fresh, ".built"), started, started);
    moveIntoPlace(fresh);
    return true;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

const buildOnly = process.argv[2] === "--build-only";
const canCompile = existsSync(join(root, "main.ts")) && existsSync(compiler);

if (canCompile && isStale()) {
  let compiled = false;
  try {
    compiled = await alone(() => !isStale() || build());
  } catch (error) {
    fail(`tuning-fork could not be compiled: ${error.message}`);
  }
  if (!compiled) fail("tuning-fork could not be compiled; the compiler's messages stand above.");
}

if (!buildOnly) {
  if (!existsSync(program))
    fail("tuning-fork is not compiled, and its compiler is not installed: run npm ci first.");
  await import(pathToFileURL(program).href);
}
