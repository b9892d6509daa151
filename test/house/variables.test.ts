import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { DISCORD_VARIABLES } from "../../adapters/discord/settings.ts";
import { readVariables } from "../../adapters/env.ts";
import { HTTP_VARIABLES } from "../../adapters/http/settings.ts";
import { LANGUAGE_MODEL_VARIABLES } from "../../adapters/language-model/settings.ts";
import { LOG_VARIABLES } from "../../adapters/log/settings.ts";
import { PRICE_VARIABLES } from "../../adapters/prices.ts";
import { SLACK_VARIABLES } from "../../adapters/slack/settings.ts";
import { STORE_VARIABLES } from "../../adapters/stores/settings.ts";

const DECLARED = {
  ...DISCORD_VARIABLES,
  ...HTTP_VARIABLES,
  ...LANGUAGE_MODEL_VARIABLES,
  ...LOG_VARIABLES,
  ...PRICE_VARIABLES,
  ...SLACK_VARIABLES,
  ...STORE_VARIABLES,
};

/** A habit of all terminals (https://no-color.org), not of ours. */
const OF_TERMINALS = ["NO_COLOR"];

const sorted = (names: readonly string[]): readonly string[] => names.toSorted();
const declared = sorted([...Object.keys(DECLARED), ...OF_TERMINALS]);
const contentOf = (name: string): string =>
  readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");

describe("every variable that is read is explained, and no other", () => {
  test(".env.example", () => {
    const named = [...contentOf(".env.example").matchAll(/^# ?([A-Z_]+)=/gm)];
    expect(sorted(named.map(([, name = ""]) => name))).toEqual(declared);
  });

  test("the table in the README", () => {
    const [, section = ""] = contentOf("README.md").split("\n## Variables\n");
    const rows = [...section.split("\n## ")[0]!.matchAll(/^\|([^|]+)\|/gm)];
    const named = rows.flatMap(([, cell = ""]) => [...cell.matchAll(/`([A-Z_]+)`/g)]);
    expect(sorted(named.map(([, name = ""]) => name))).toEqual(declared);
  });
});

/** Things that people paste into the wrong line. */
const PASTED = [
  "Geheim-7 wort",
  "geheim-7\nwort",
  "https://geheim-7:wort@host.example/",
  "postgres-geheim-7",
  "ftp://geheim-7",
  "-1",
];

describe.each(Object.entries(DECLARED))("%s", (name, form) => {
  test.each(["", "   "])("is not set when it is %j", (given) => {
    const table = { [name]: form };
    expect(readVariables({ [name]: given }, table)).toEqual(readVariables({}, table));
    expect(readVariables({}, table).problems).toEqual([]);
  });

  test.each(PASTED)("%j is taken, or refused in one sentence that does not repeat it", (given) => {
    const { settings, problems } = readVariables({ [name]: given }, { [name]: form });
    expect(problems).toHaveLength(settings === undefined ? 1 : 0);
    for (const problem of problems) {
      // The words are ours: zod's own begin with "Invalid" or "Too".
      expect(problem).toMatch(new RegExp(`^${name} (?:is|must|does|begins) .*[^.]\\.$`));
      expect(problem).not.toMatch(/geheim|wort/i);
    }
  });
});
