import { describe, expect, test } from "vitest";

import {
  hostingUsd,
  labellingUsd,
  machinesNeeded,
  paybackMonths,
  requestUsd,
  smallestWhere,
  trainingByTheHourUsd,
  trainingUsd,
} from "../../src/money/formulas.ts";

const toTheCent = (usd: number): number => Math.round(usd * 100) / 100;

const MTOK = 1_000_000;

/** Worked examples as vendors publish them, to the cent. */
const PUBLISHED: readonly (readonly [example: string, reckoned: number, published: number])[] = [
  [
    "Azure: 1M tokens, 2 epochs of gpt-4.1 at $2 (learn.microsoft.com, fine-tuning cost management)",
    trainingUsd({ fileTokens: MTOK, epochs: 2 }, 2),
    4,
  ],
  ["Azure: 4 hours of reinforcement tuning at $100", trainingByTheHourUsd(4, 100), 400],
  [
    "Azure: a grader that reads 5M tokens and writes 4.9M, at $1.10 and $4.40",
    requestUsd(
      { inputTokens: 5 * MTOK, outputTokens: 4.9 * MTOK, cachedShare: 0 },
      { input_per_mtok: 1.1, output_per_mtok: 4.4 },
    ),
    27.06,
  ],
  [
    "Azure: a chatbot's month, 30 days of hosting at $1.70, 20M tokens in, 40M out",
    hostingUsd(1.7, 30 * 24) +
      requestUsd(
        { inputTokens: 20 * MTOK, outputTokens: 40 * MTOK, cachedShare: 0 },
        { input_per_mtok: 1.1, output_per_mtok: 4.4 },
      ),
    1422,
  ],
  [
    "AWS: Nova Micro, 2,000 examples of 800 tokens, 5 epochs at $1 (AWS machine learning blog, 2026-04-16)",
    trainingUsd({ fileTokens: 2000 * 800, epochs: 5 }, 1),
    8,
  ],
  [
    "AWS: 22,000 queries a month, 800 tokens in and 60 out, on the tuned Nova Micro",
    22_000 *
      requestUsd(
        { inputTokens: 800, outputTokens: 60, cachedShare: 0 },
        { input_per_mtok: 0.035, output_per_mtok: 0.14 },
      ),
    0.8,
  ],
  ["AWS: 4 hours on an ml.g5.48xlarge at $16.288", trainingByTheHourUsd(4, 16.288), 65.15],
  [
    "Ori: 5M tokens, 3 epochs, 1M tokens of validation at $0.46 (docs.ori.co, billing)",
    trainingUsd({ fileTokens: 5 * MTOK, epochs: 3, validationTokens: MTOK }, 0.46),
    7.36,
  ],
];

describe("vendors' own worked examples, to the cent", () => {
  test.each(PUBLISHED)("%s", (_, reckoned, published) => {
    expect(toTheCent(reckoned)).toBe(published);
  });
});

describe("requests", () => {
  const price = { input_per_mtok: 0.1, cached_input_per_mtok: 0.01, output_per_mtok: 0.5 };

  test.each([
    ["nothing is remembered", 0, 450],
    ["nine tenths are remembered", 0.9, 158.4],
  ])("1.2 million a month with 3,000 tokens in and 150 out, %s", (_, cachedShare, usd) => {
    const one = requestUsd({ inputTokens: 3000, outputTokens: 150, cachedShare }, price);
    expect(toTheCent(1_200_000 * one)).toBe(usd);
  });

  test("a provider that remembers nothing asks the full price for all input", () => {
    const { cached_input_per_mtok: _, ...forgetful } = price;
    const tokens = { inputTokens: 1000, outputTokens: 0, cachedShare: 0.9 };
    expect(requestUsd(tokens, forgetful)).toBeCloseTo(0.0001, 12);
  });
});

test("a job costs at least what the provider asks for any", () => {
  expect(trainingUsd({ fileTokens: 1000, epochs: 1 }, 1, 4)).toBe(4);
});

test("a model that is kept ready costs its hours, used or not", () => {
  expect(hostingUsd(1.7)).toBe(1241);
});

test("labels cost the time they take", () => {
  expect(labellingUsd(500, 2, 30)).toBeCloseTo(500, 9);
});

test.each([
  ["one machine is the least", 1, 1],
  ["a billion tokens at three times the average", 1_000_000_000, 1],
  ["ten billion tokens", 10_000_000_000, 5],
])("machines: %s", (_, tokens, machines) => {
  expect(machinesNeeded(tokens, 2500, 3)).toBe(machines);
});

test.each([
  [500, 100, 5],
  [500, 0, undefined],
  [500, -1, undefined],
  [0, 10, 0],
  [-5, 0, 0],
  [-5, -1, undefined],
])("$%i more at the start and $%i less a month pay back in %s months", (once, saved, months) => {
  expect(paybackMonths(once, saved)).toBe(months);
});

test.each([
  [1, 100, 37, 37],
  [1, 100, 1, 1],
  [1, 100, 100, 100],
  [1, 100, 101, undefined],
])("between %i and %i, from %i on: %s", (low, high, from, found) => {
  expect(smallestWhere(low, high, (amount) => amount >= from)).toBe(found);
});
