import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
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
  const built = join(checkout, "dist", "main.js");
  expect(existsSync(built)).toBe(true);
  expect(run().stdout).toBe("one\n");
});

test("compiles again when a source is newer", () => {
  run();
  write("src/words.ts", 'export const words = "two";');
  expect(run().stdout).toBe("two\n");
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
  expect(readdirSync(checkout).filter((name) => name.startsWith("dist"))).toEqual(["dist"]);
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

test("without sources or a compiler it just runs", () => {
  run();
  rmSync(join(checkout, "node_modules"));
  write("src/words.ts", 'export const words = "newer";');
  expect(run().stdout).toBe("one\n");
});
