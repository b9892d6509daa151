import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeEach, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const checkout = mkdtempSync(join(tmpdir(), "launcher-"));
const LAUNCHER = join(checkout, "bin", "tuning-fork.js");

const write = (name: string, code: string): void =>
  writeFileSync(join(checkout, name), `${code}\n`);

const run = (...args: string[]) =>
  spawnSync(process.execPath, [LAUNCHER, ...args], { encoding: "utf8" });

const builds = (): readonly string[] =>
  readdirSync(checkout).filter((name) => name.startsWith("dist"));

/** A program in two files, so that half of it is not all of it. */
beforeEach(() => {
  rmSync(checkout, { recursive: true, force: true });
  for (const folder of ["bin", "src", "adapters"])
    mkdirSync(join(checkout, folder), { recursive: true });
  for (const name of ["bin/tuning-fork.js", "tsconfig.json", "tsconfig.build.json", "package.json"])
    cpSync(join(root, name), join(checkout, name));
  symlinkSync(join(root, "node_modules"), join(checkout, "node_modules"));
  write("src/words.ts", 'export const words = "one";');
  write("main.ts", 'import { words } from "./src/words.ts";\nconsole.log(words);');
});

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

test("compiles by itself, once, and says nothing of it on standard output", () => {
  expect(run().stdout).toBe("one\n");
  const compiled = statSync(join(checkout, "dist")).ino;
  expect(run().stdout).toBe("one\n");
  expect(statSync(join(checkout, "dist")).ino).toBe(compiled);
});

test("compiles again when a source is newer", () => {
  run();
  write("src/words.ts", 'export const words = "two";');
  expect(run().stdout).toBe("two\n");
});

test("compiles again when a source is gone", () => {
  run();
  rmSync(join(checkout, "src", "words.ts"));
  expect(run().status).toBe(2);
});

test("many that start at once on a stale checkout all run the whole program", async () => {
  const children = Array.from({ length: 5 }, () =>
    spawn(process.execPath, [LAUNCHER], { stdio: ["ignore", "pipe", "pipe"] }),
  );
  const results = await Promise.all(
    children.map(async (child) => {
      let text = "";
      child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
      child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
      await once(child, "close");
      return text;
    }),
  );
  expect(results).toEqual(results.map(() => "one\n"));
  expect(builds()).toEqual(["dist"]);
});

test("a program that does not compile ends with 2, and the old one stays", () => {
  run();
  write("src/words.ts", "export const words: number = 'three';");
  const { status, stdout, stderr } = run();
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain("tuning-fork could not be compiled");
  expect(existsSync(join(checkout, "dist", "main.js"))).toBe(true);
});

test("what a killed compilation left behind is cleared without waiting", () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  write("dist.lock", String(pid));
  mkdirSync(join(checkout, `dist-${pid}`));
  const before = Date.now();
  expect(run().stdout).toBe("one\n");
  expect(Date.now() - before).toBeLessThan(20_000);
  expect(builds()).toEqual(["dist"]);
});

test.skipIf(process.platform === "win32")("another user may run what one has compiled", () => {
  run();
  expect(statSync(join(checkout, "dist")).mode & 0o005).toBe(0o005 & ~process.umask());
});

test("neither a program nor a compiler is said in one sentence", () => {
  rmSync(join(checkout, "node_modules"));
  const { status, stdout, stderr } = run();
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(/^tuning-fork is not compiled.*npm ci first\.\n$/);
  expect(run("--build-only").status).toBe(0);
});

test("without sources or a compiler it just runs", () => {
  run();
  rmSync(join(checkout, "node_modules"));
  write("src/words.ts", 'export const words = "newer";');
  expect(run().stdout).toBe("one\n");
});
