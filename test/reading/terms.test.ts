import { describe, expect, test } from "vitest";

import { readRoute, readTerms } from "../../src/reading/terms.ts";

describe("what is set for a calculation", () => {
  test.each([
    ["$50 an hour for labelling", { wagePerHour: 50 }],
    ["labelling takes 5 minutes an example", { minutesPerLabel: 5 }],
    ["20% of the prompt is cached", { cachedShare: 0.2 }],
    ["nothing is cached", { cachedShare: 0 }],
    ["5 epochs", { epochs: 5 }],
    ["the tuned prompt is 300 tokens", { tunedPromptTokens: 300 }],
    ["2 training runs", { trainingRuns: 2 }],
    ["a labeller does 400 a day", { labelsPerDay: 400 }],
    ["we retrain 4 times a year", { retrainingsPerYear: 4 }],
    ["1,000 examples to train on", { trainingExamples: 1000 }],
    ["200 test cases", { testCases: 200 }],
    ["half a minute per label", { minutesPerLabel: 0.5 }],
    ["peak is 5 times the average", { peakToAverage: 5 }],
    ["we had more time", {}],
    ["our office is on floor 7", {}],
  ])("%s: %o", (words, terms) => {
    expect(Object.fromEntries(readTerms(words).map(({ term, value }) => [term, value]))).toEqual(
      terms,
    );
  });
});

test.each([
  ["use GPT 6.1 Terra", "gpt-6.1-terra"],
  ["gpt-6.1-terra please", "gpt-6.1-terra"],
  ["claude haiku 5.5", "claude-haiku-5.5 (prompt <=100k)"],
  ["gpt-6", undefined],
  ["something else", undefined],
])("%s names %s", (words, id) => {
  const ids = ["gpt-6-luna", "gpt-6.1-terra", "gpt-6.1-sol", "claude-haiku-5.5 (prompt <=100k)"];
  expect(readRoute(words, ids)).toBe(id);
});
