import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, describe, expect, test } from "vitest";

import { priceSettings } from "../../adapters/prices.ts";
import { ACME_ROW } from "../knowledge/acme-row.ts";

const folder = mkdtempSync(join(tmpdir(), "prices-"));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (content: string): string => {
  const file = join(folder, "prices.json");
  writeFileSync(file, content);
  return file;
};

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
});
