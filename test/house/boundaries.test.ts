import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

/**
 * A guard counts only after it has been seen to fail: every boundary is crossed here once, in a copy
 * of the configuration, and the real compiler and linter have to refuse it.
 */
const root = fileURLToPath(new URL("../../", import.meta.url));

type Planted = { readonly file: string; readonly code: string };

/** What the linter must refuse, and what it must let pass in the same place. */
const LINTED: readonly (Planted & { readonly refused: boolean })[] = [
  { file: "src/decision/clock.ts", code: "export const now = Date.now();", refused: true },
  { file: "src/decision/chance.ts", code: "export const chance = Math.random();", refused: true },
  {
    file: "src/decision/package.ts",
    code: 'import { App } from "@slack/bolt";\nexport const app = App;',
    refused: true,
  },
  {
    file: "src/decision/upwards.ts",
    code: 'import { said } from "../dialogue/said.ts";\nexport const x = said;',
    refused: true,
  },
  {
    file: "src/decision/sideways.ts",
    code: 'import { known } from "../knowledge/known.ts";\nexport const x = known;',
    refused: false,
  },
  {
    file: "src/decision/checked.ts",
    code: 'import { z } from "zod";\nexport const x = z.string();',
    refused: false,
  },
  { file: "src/knowledge/known.ts", code: "export const known = 1;", refused: false },
  {
    file: "src/knowledge/upwards.ts",
    code: 'import { x } from "../decision/checked.ts";\nexport const y = x;',
    refused: true,
  },
  {
    file: "src/chat/upwards.ts",
    code: 'import { x } from "../decision/checked.ts";\nexport const y = x;',
    refused: true,
  },
  {
    file: "src/reading/upwards.ts",
    code: 'import { said } from "../dialogue/said.ts";\nexport const x = said;',
    refused: true,
  },
  {
    file: "src/reading/downwards.ts",
    code: 'import { x } from "../decision/checked.ts";\nexport const y = x;',
    refused: false,
  },
  {
    file: "src/reading/cues/table.ts",
    code: 'import { y } from "../downwards.ts";\nexport const x = y;',
    refused: false,
  },
  {
    file: "src/reading/cues/upwards.ts",
    code: 'import { said } from "../../dialogue/said.ts";\nexport const x = said;',
    refused: true,
  },
  {
    file: "src/reading/cues/sideways.ts",
    code: 'import { y } from "../numbers/counted.ts";\nexport const x = y;',
    refused: false,
  },
  { file: "src/reading/numbers/counted.ts", code: "export const y = 1;", refused: false },
  {
    file: "src/reading/cues/door.ts",
    code: 'import { door } from "../../index.ts";\nexport const x = door;',
    refused: true,
  },
  {
    file: "src/reading/numbers/calendar.ts",
    code: 'import { casual } from "chrono-node/en";\nexport const x = casual;',
    refused: true,
  },
  {
    file: "src/reading/numbers/dates.ts",
    code: "export const now = Date.now();",
    refused: true,
  },
  { file: "src/dialogue/said.ts", code: "export const said = 1;", refused: false },
  {
    file: "src/dialogue/package.ts",
    code: 'import { config } from "dotenv";\nexport const x = config;',
    refused: true,
  },
  {
    file: "src/dialogue/loop.ts",
    code: 'import { x } from "../loop/settings.ts";\nexport const y = x;',
    refused: true,
  },
  {
    file: "src/dialogue/wording/downwards.ts",
    code: 'import { known } from "../../knowledge/known.ts";\nimport { said } from "../said.ts";\nexport const x = [known, said];',
    refused: false,
  },
  {
    file: "src/dialogue/wording/reading.ts",
    code: 'import { y } from "../../reading/downwards.ts";\nexport const x = y;',
    refused: true,
  },
  { file: "src/training-data/checked.ts", code: "export const checked = 1;", refused: false },
  {
    file: "src/training-data/sideways.ts",
    code: 'import { known } from "../knowledge/known.ts";\nexport const x = known;',
    refused: false,
  },
  {
    file: "src/training-data/tokenizer.ts",
    code: 'import { countTokens } from "gpt-tokenizer";\nexport const x = countTokens;',
    refused: true,
  },
  {
    file: "src/training-data/upwards.ts",
    code: 'import { said } from "../dialogue/said.ts";\nexport const x = said;',
    refused: true,
  },
  {
    file: "src/dialogue/wording/data.ts",
    code: 'import { checked } from "../../training-data/checked.ts";\nexport const x = checked;',
    refused: false,
  },
  {
    file: "src/dialogue/wording/loop.ts",
    code: 'import { x } from "../../loop/settings.ts";\nexport const y = x;',
    refused: true,
  },
  {
    file: "src/dialogue/wording/package.ts",
    code: 'import { config } from "dotenv";\nexport const x = config;',
    refused: true,
  },
  {
    file: "src/loop/settings.ts",
    code: 'import { said } from "../dialogue/said.ts";\nexport const x = said;',
    refused: false,
  },
  { file: "src/index.ts", code: "export const door = 1;", refused: false },
  {
    file: "adapters/one/inside.ts",
    code: 'import { said } from "../../src/dialogue/said.ts";\nexport const x = said;',
    refused: true,
  },
  {
    file: "adapters/one/sibling.ts",
    code: 'import { x } from "../two/door.ts";\nexport const y = x;',
    refused: true,
  },
  {
    file: "adapters/two/door.ts",
    code: 'import { door } from "../../src/index.ts";\nexport const x = door;',
    refused: false,
  },
  { file: "adapters/one/default.ts", code: "export default 1;", refused: true },
  { file: "adapters/one/camelCase.ts", code: "export const x = 1;", refused: true },
  {
    file: "adapters/one/floating.ts",
    code: "const work = async (): Promise<number> => 1;\nexport const start = (): void => {\n  work();\n};",
    refused: true,
  },
  {
    file: "adapters/one/forgotten.ts",
    code: 'type Kind = "one" | "two";\nexport const say = (kind: Kind): string | undefined => {\n  switch (kind) {\n    case "one":\n      return "1";\n  }\n  return undefined;\n};',
    refused: true,
  },
  {
    file: "src/dialogue/cycle-a.ts",
    code: 'import { b } from "./cycle-b.ts";\nexport const a = (): number => b() + 1;',
    refused: true,
  },
  {
    file: "src/dialogue/cycle-b.ts",
    code: 'import { a } from "./cycle-a.ts";\nexport const b = (): number => a() + 1;',
    refused: true,
  },
];

/** What the compiler must refuse in the core, with its code. */
const COMPILED: readonly (Planted & { readonly error: string })[] = [
  {
    file: "src/node.ts",
    code: 'import { readFileSync } from "node:fs";\nexport const x = readFileSync;',
    error: "TS2591",
  },
  { file: "src/environment.ts", code: "export const x = process.env;", error: "TS2591" },
  { file: "src/timer.ts", code: "export const x = setTimeout;", error: "TS2304" },
  { file: "src/console.ts", code: 'console.log("x");\nexport {};', error: "TS2584" },
  {
    file: "src/outside.ts",
    code: 'import { x } from "../main.ts";\nexport const y = x;',
    error: "TS6059",
  },
];

const house = mkdtempSync(join(tmpdir(), "house-"));

const plant = ({ file, code }: Planted): void => {
  mkdirSync(dirname(join(house, file)), { recursive: true });
  writeFileSync(join(house, file), `${code}\n`);
};

const run = (tool: string, args: readonly string[]): string => {
  const { stdout, stderr } = spawnSync(join(root, "node_modules/.bin", tool), args, {
    cwd: house,
    encoding: "utf8",
  });
  return stdout + stderr;
};

const linted = new Set<string>();
const compiled = new Map<string, string>();

beforeAll(() => {
  for (const name of [".oxlintrc.json", "tsconfig.json", "src/tsconfig.json", "package.json"])
    cpSync(join(root, name), join(house, name));
  symlinkSync(join(root, "node_modules"), join(house, "node_modules"));
  for (const planted of LINTED) plant(planted);
  plant({ file: "main.ts", code: "export const x = 1;" });
  const report = JSON.parse(run("oxlint", ["--format", "json", "src", "adapters"])) as {
    diagnostics: readonly { readonly filename: string }[];
  };
  for (const { filename } of report.diagnostics) linted.add(filename.replace(`${house}/`, ""));
  // A planted package would bring Node's types along and hide what the compiler guards.
  for (const { file } of LINTED) rmSync(join(house, file));
  for (const planted of COMPILED) {
    plant(planted);
    compiled.set(planted.file, run("tsc", ["-p", "src", "--pretty", "false"]));
    rmSync(join(house, planted.file));
  }
}, 60_000);

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe("the linter", () => {
  test.each(LINTED.filter(({ refused }) => refused))("refuses $file", ({ file }) => {
    expect([...linted]).toContain(file);
  });
  test.each(LINTED.filter(({ refused }) => !refused))("lets $file pass", ({ file }) => {
    expect([...linted]).not.toContain(file);
  });
});

describe("the compiler", () => {
  test.each(COMPILED)("refuses $file", ({ file, error }) => {
    expect(compiled.get(file)).toContain(error);
  });
});
