#!/usr/bin/env node
// Runs the compiled program, compiling it first when a source is newer. Plain JavaScript, since it
// has to run before anything is compiled.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
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
const stamp = join(dist, ".built");
const lock = join(root, "dist.lock");
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");

const timeOf = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const newerThan = (path, time) =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(path, { withFileTypes: true }).some((entry) =>
        newerThan(join(path, entry.name), time),
      )
    : timeOf(path) > time;

const SOURCES = ["main.ts", "src", "adapters", "tsconfig.json", "tsconfig.build.json"];

const isStale = () => {
  const built = timeOf(stamp);
  return built === 0 || SOURCES.some((source) => newerThan(join(root, source), built));
};

const sleep = (milliseconds) =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

// One process compiles; the others wait for it, look again, and find nothing left to do. So nobody
// replaces a program that another one is just loading.
function alone(work) {
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      // Whoever held it for so long is gone.
      if (Date.now() - timeOf(lock) > 60_000) rmSync(lock, { recursive: true, force: true });
      else sleep(50);
    }
  }
  try {
    return work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

// Compiled beside its place and moved there whole, so that a compilation that fails or is cut short
// leaves the old program.
function build() {
  const fresh = mkdtempSync(join(root, "dist-"));
  const started = new Date();
  const { status } = spawnSync(
    process.execPath,
    [compiler, "-p", join(root, "tsconfig.build.json"), "--outDir", fresh],
    // Results go to standard output, and this is none.
    { cwd: root, stdio: ["ignore", 2, 2] },
  );
  if (status === 0) {
    writeFileSync(join(fresh, ".built"), started.toISOString());
    utimesSync(join(fresh, ".built"), started, started);
    rmSync(dist, { recursive: true, force: true });
    renameSync(fresh, dist);
  }
  rmSync(fresh, { recursive: true, force: true });
  return status === 0;
}

const hasSources = existsSync(join(root, "main.ts")) && existsSync(compiler);
if (hasSources && isStale() && !alone(() => !isStale() || build())) {
  process.stderr.write("tuning-fork could not be compiled; the compiler's messages stand above.\n");
  process.exit(2);
}

if (process.argv[2] !== "--build-only") await import(pathToFileURL(join(dist, "main.js")).href);
