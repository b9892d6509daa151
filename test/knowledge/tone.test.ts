import { expect, test } from "vitest";

import { FINDINGS } from "../../src/knowledge/findings.ts";
import { GLOSSARY } from "../../src/knowledge/glossary.ts";
import { STATEMENTS } from "../../src/knowledge/statements.ts";
import { EXAMPLE_LEVELS, TRAINING_FORMATS } from "../../src/knowledge/training-formats.ts";
import type { TrainingFormat } from "../../src/knowledge/training-formats.ts";
import { TUNING_PROVIDERS } from "../../src/knowledge/tuning-providers.ts";

/** Somebody else's sentence, kept as it was said. */
const QUOTED = FINDINGS.e68.finding;

const TEXTS = [
  ...Object.values(FINDINGS).flatMap(({ claim, finding, note = "" }) => [claim, finding, note]),
  ...STATEMENTS.flatMap(({ text, qualifiedBy }) => [text, ...qualifiedBy.map(({ how }) => how)]),
  ...GLOSSARY.flatMap(({ term, definition }) => [term, definition]),
  ...TUNING_PROVIDERS.flatMap(({ tunes = "", onlyFor = "", recommended = "", note = "" }) => [
    tunes,
    onlyFor,
    recommended,
    note,
  ]),
  ...Object.values<TrainingFormat>(TRAINING_FORMATS).map(({ note = "" }) => note),
  ...EXAMPLE_LEVELS.map(({ means }) => means),
].filter((text) => text !== "" && text !== QUOTED);

test.each([
  ["an exclamation mark", /!/],
  ["an emoji", /\p{Extended_Pictographic}/u],
  ["a double space", / {2}/],
  ["a path of somebody's machine", /(?:^|\s)\/(?:work|home|Users|tmp)\b/],
  ["American spelling of “labelled”", /\blabel(?:ed|ing)\b/],
])("no text has %s", (_, pattern) => {
  expect(TEXTS.length).toBeGreaterThan(200);
  expect(TEXTS.filter((text) => pattern.test(text))).toEqual([]);
});
