#!/usr/bin/env node
// Runs the compiled program, compiling it first when a source is newer. Plain JavaScript, since it
// has to run before anything is compiled.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const stamp = join(dist, ".built");
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

// Compiled beside its place and then moved there, so that a second process that starts meanwhile
// never runs half a program.
function build() {
  const fresh = mkdtempSync(join(root, "dist-"));
  const started = new Date();
  const { status } = spawnSync(
    process.execPath,
    [compiler, "-p", join(root, "tsconfig.build.json"), "--outDir", fresh],
    {
      cwd: root,
      // Results go to standard output, and this is none.
      stdio: ["ignore", 2, 2],
    },
  );
  if (status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    process.stderr.write(
      "tuning-fork could not be compiled; the compiler's messages stand above.\n",
    );
    process.exit(2);
  }
  writeFileSync(join(fresh, ".built"), started.toISOString());
  const old = mkdtempSync(join(root, "dist-"));
  try {
    if (existsSync(dist)) renameSync(dist, join(old, "dist"));
    renameSync(fresh, dist);
  } catch (error) {
    // Somebody else compiled the same sources first; theirs is as good.
    if (!existsSync(join(dist, "main.js"))) throw error;
  } finally {
    for (const left of [fresh, old]) rmSync(left, { recursive: true, force: true });
  }
}

const hasSources = existsSync(join(root, "main.ts")) && existsSync(compiler);
if (hasSources && isStale()) build();

if (process.argv[2] !== "--build-only") await import(pathToFileURL(join(dist, "main.js")).href);
