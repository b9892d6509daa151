import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";

import { afterAll, describe, expect, test } from "vitest";

import { checkDataCommand } from "../../adapters/cli/check-data.ts";
import { DataReport } from "../../src/index.ts";
import { chat, different, reportOn } from "../training-data/checking.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/tuning-fork.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tuning-fork-check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [LAUNCHER, "check-data", ...args], { cwd: folder, encoding: "utf8" });

const SECRET = "Zanzibar";
writeFileSync(
  join(folder, "train.jsonl"),
  [
    ...different(60),
    chat(`u: is ${SECRET} far? | a: yes`),
    chat(`u: is ${SECRET} far? | a: no`),
    `{"${SECRET}`,
  ].join("\n"),
);
writeFileSync(join(folder, "test.jsonl"), different(5).join("\n"));
writeFileSync(join(folder, "archive.jsonl"), Buffer.from("504b0304", "hex"));

describe("check-data, the whole process", () => {
  test("says the verdict first and exits with 0", () => {
    const { status, stdout, stderr } = run("train.jsonl");
    expect(stdout.split("\n").slice(0, 2).join(" ")).toContain("60 of 63 examples are usable; ");
    expect(stdout).toContain("1 line is not JSON (line 63).");
    expect(stdout).not.toContain(SECRET);
    expect([status, stderr]).toEqual([0, ""]);
    expect(readdirSync(folder)).toHaveLength(3);
  });

  test("--json gives the report and the fact, of two files too", () => {
    const { status, stdout } = run("--json", "train.jsonl", "test.jsonl");
    const object = JSON.parse(stdout) as Record<string, unknown>;
    expect(DataReport.parse(object)).toMatchObject({
      examples: 63,
      usable: 60,
      dropped: { contradiction: 2, "not-json": 1 },
      test: { examples: 5, usable: 5 },
    });
    expect(object).toMatchObject({
      facts: { labelledExamples: 60 },
      read: [{ fact: "labelledExamples", value: 60, quote: "your file" }],
    });
    expect(stdout).not.toContain(SECRET);
    expect(status).toBe(0);
  });

  test("a file that cannot be used is 1, in one sentence", () => {
    const text = run("archive.jsonl");
    expect(text.stderr).toBe(
      "“archive.jsonl” is a zip archive or an Excel workbook, not a training file. Unpack it, or save the sheet as CSV.\n",
    );
    expect([text.status, text.stdout]).toEqual([1, ""]);
    const json = run("--json", "absent.jsonl");
    expect(JSON.parse(json.stdout)).toEqual({
      error: { message: "“absent.jsonl” cannot be found." },
    });
    expect(json.status).toBe(1);
  });

  test.each([[[]], [["a", "b", "c"]], [["--jsonl", "a"]]])("wrong use %j is 2", (args) => {
    const { status, stdout, stderr } = run(...args);
    expect(stderr).toContain("check-data");
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect([status, stdout]).toEqual([2, ""]);
  });
});

/** What progress is shown while ten steps take ten seconds. */
const shown = async (isTTY: boolean): Promise<string> => {
  let now = 0;
  const errors = Object.assign(new PassThrough(), { isTTY });
  await checkDataCommand({
    files: ["train.jsonl"],
    format: "json",
    check: async (_, { onProgress }) => {
      for (let doneBytes = 10; doneBytes <= 100; doneBytes += 10) {
        now += 1000;
        onProgress({ doneBytes, bytes: 100 });
      }
      return reportOn(different(20));
    },
    output: new PassThrough(),
    errors,
    show: () => "",
    today: "2026-11-23",
    now: () => now,
  });
  return String(errors.read());
};

describe("progress", () => {
  test("is a line every few seconds where nobody watches", async () => {
    expect(await shown(false)).toBe("Checking: 50%\nChecking: 100%\n");
  });

  test("stands in its place on a terminal, and is gone at the end", async () => {
    const steps = (await shown(true)).split("\r");
    expect(steps.slice(0, 2)).toEqual(["", "Checking: 10%"]);
    expect(steps.slice(-2)).toEqual(["Checking: 100%", "\u001B[K"]);
  });
});
