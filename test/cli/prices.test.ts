import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, describe, expect, test } from "vitest";

import { priceSettings } from "../../adapters/prices.ts";
import { PRICES } from "../../src/index.ts";
import { ACME_ROW } from "../knowledge/acme-row.ts";

const folder = mkdtempSync(join(tmpdir(), "prices-"));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (content: string): string => {
  const file = join(folder, "prices.json");
  writeFileSync(file, content);
  return file;
};

const LAUNCHER = fileURLToPath(new URL("../../bin/tuning-fork.js", import.meta.url));
const run = (args: readonly string[], file: string | undefined, input = "") =>
  spawnSync(process.execPath, [LAUNCHER, ...args], {
    cwd: folder,
    encoding: "utf8",
    input,
    env: { ...process.env, PRICES_FILE: file ?? "" },
  });

const chanceOfPrompting = (json: string): number =>
  (JSON.parse(json) as { probabilities: Record<string, number> }).probabilities[
    "prompt-engineering"
  ] ?? Number.NaN;

/** Prompting for nothing, on models that cost a fortune to keep once they are tuned. */
const PROMPTING_IS_FREE = PRICES.map((row) =>
  row.kind === "base"
    ? { ...row, input_per_mtok: 0, cached_input_per_mtok: 0, output_per_mtok: 0 }
    : { ...row, input_per_mtok: 100, output_per_mtok: 100, hosting_per_hour: 1000 },
);

describe("PRICES_FILE", () => {
  test("may be left out, or be empty", () => {
    expect(priceSettings({})).toEqual({ settings: undefined, problems: [] });
    expect(priceSettings({ PRICES_FILE: "" })).toEqual({ settings: undefined, problems: [] });
  });

  test("gives its list", () => {
    const { settings, problems } = priceSettings({
      PRICES_FILE: fileOf(JSON.stringify([ACME_ROW])),
    });
    expect(problems).toEqual([]);
    expect(settings).toMatchObject([{ model: "small-1", input_per_mtok: 1 }]);
  });

  test.each([
    ["{", /PRICES_FILE: the file is not JSON/],
    ["[]", /PRICES_FILE: .*at least one row/],
    [
      JSON.stringify([{ ...ACME_ROW, output_per_mtok: "2" }]),
      /PRICES_FILE: row 1 .*output_per_mtok/,
    ],
  ])("%s is refused in a sentence", (content, sentence) => {
    expect(priceSettings({ PRICES_FILE: fileOf(content) }).problems.join(" ")).toMatch(sentence);
  });

  test("a file that is not there is refused in a sentence", () => {
    expect(priceSettings({ PRICES_FILE: join(folder, "none.json") }).problems).toEqual([
      "PRICES_FILE: the file cannot be read: name one that exists, or leave the variable out.",
    ]);
  });

  test.each([["assess", "we sort tickets"], ["check-data", "train.jsonl"], ["chat"]])(
    "a wrong one keeps %s from running, with exit code 2",
    (...args) => {
      const { status, stderr } = run(args, fileOf("{"));
      expect(stderr).toContain("PRICES_FILE: the file is not JSON");
      expect(status).toBe(2);
    },
  );

  test("weighs in what assess decides, one at a time and in a batch", () => {
    const text = "We sort 50 million tickets a month, with 2,000 labelled examples.";
    const free = fileOf(JSON.stringify(PROMPTING_IS_FREE));
    const batch = Array.from({ length: 60 }, () => JSON.stringify({ text })).join("\n");
    const one = chanceOfPrompting(run(["assess", "--json", text], free).stdout);
    const many = run(["assess", "--jsonl"], free, batch).stdout.trim().split("\n");
    const built = chanceOfPrompting(run(["assess", "--json", text], undefined).stdout);
    expect(one).toBeGreaterThan(built);
    expect(many.map(chanceOfPrompting)).toEqual(Array.from({ length: 60 }, () => one));
  }, 30_000);
});
