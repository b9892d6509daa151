import { describe, expect, test } from "vitest";

import {
  EXAMPLE_LEVELS,
  FORMATS,
  TRAINING_FORMATS,
  TRAINING_PLACES,
  trainingFormat,
} from "../../src/knowledge/training-formats.ts";
import { TUNING_PROVIDERS, tuningDoors } from "../../src/knowledge/tuning-providers.ts";

describe("what providers take", () => {
  test.each(TRAINING_PLACES)("%s agrees with the table of tuning providers", (place) => {
    const { tuningProviders, fewestExamples, source, readOn } = trainingFormat(place);
    for (const name of tuningProviders) {
      const provider = TUNING_PROVIDERS.find((one) => one.name === name);
      expect(provider).toBeDefined();
      expect(provider?.minimumExamples).toBe(fewestExamples);
    }
    expect(new URL(source).protocol).toBe("https:");
    expect(readOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test("every open place to tune has its row, but the one of which no format was read", () => {
    const { open, closing } = tuningDoors("2026-11-23");
    const covered = Object.values(TRAINING_FORMATS).flatMap(
      (row): readonly string[] => row.tuningProviders,
    );
    expect(
      [...open, ...closing].map(({ name }) => name).filter((name) => !covered.includes(name)),
    ).toEqual(["Azure Foundry, open-weights models"]);
  });

  test.each(Object.entries(FORMATS))("%s has an example that is JSON", (_, { example }) => {
    expect(() => JSON.parse(example.replaceAll("[…]", "[]")) as unknown).not.toThrow();
  });

  test("levels go down to nothing", () => {
    const from = EXAMPLE_LEVELS.map((level): number => level.from);
    expect(from).toEqual(from.toSorted((one, another) => another - one));
    expect(from.at(-1)).toBe(0);
  });
});
