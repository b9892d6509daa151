import { readFileSync } from "node:fs";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { LESSONS, fingerprintOf } from "../../eval/learning.ts";
import { fit } from "../../eval/log-linear.ts";
import { NOT_FOR_US, marked, threadMessages } from "../../eval/thread.ts";
import { cluesOf } from "../../src/reading/learned/clues.ts";
import { rank, readModel, writeModel } from "../../src/reading/learned/log-linear.ts";
import type { Fitted } from "../../src/reading/learned/log-linear.ts";

const messages = threadMessages();

describe("a log-linear model", () => {
  const model: Fitted = {
    labels: ["yes", "no"],
    biases: [0, 0.2],
    weights: new Map([
      ["sure", [0, 2]],
      ["never", [0, -1, 1, 1.5]],
    ]),
  };

  test("is what it was after it has been written and read", () => {
    const { labels, biases, weights } = readModel(writeModel(model));
    expect({ labels, biases }).toEqual({ labels: model.labels, biases: model.biases });
    for (const [clue, row] of model.weights) expect(weights.get(clue)).toEqual(row);
    expect(weights.has("else")).toBe(false);
    expect(weights.get("else")).toBeUndefined();
  });

  test.each([
    [["sure"], "yes"],
    [["never"], "no"],
    [[], "no"],
    [["sure", "words", "that", "nobody", "weighs"], "yes"],
  ])("%j speaks for %s", (clues, label) => {
    expect(rank(model, clues)[0]?.label).toBe(label);
  });

  test("gives probabilities that sum to 1, among the labels that are possible", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("sure", "never", "else")), (clues) => {
        const ranked = rank(model, clues);
        const sum = ranked.reduce((total, { probability }) => total + probability, 0);
        expect(sum).toBeCloseTo(1, 9);
        expect(rank(model, clues, (label) => label === "yes")).toEqual([
          { label: "yes", probability: 1 },
        ]);
      }),
    );
  });

  test("learns what its examples show, and the same every time", () => {
    const examples = Array.from({ length: 20 }, (_, at) => ({
      clues: at % 2 === 0 ? ["even", "number"] : ["odd", "number"],
      label: at % 2 === 0 ? "e" : "o",
    }));
    const learned = fit(examples, ["e", "o"]);
    expect(rank(learned, ["odd"])[0]?.label).toBe("o");
    expect(rank(learned, ["even"])[0]?.label).toBe("e");
    expect(writeModel(fit(examples, ["e", "o"]))).toBe(writeModel(learned));
  });
});

describe("the clues of a message", () => {
  test("every number is the same number", () => {
    expect(cluesOf("about 900 of them")).toEqual(cluesOf("about 12,000 of them"));
  });

  test("a slip of the keyboard leaves most of them as they are", () => {
    const right = new Set(cluesOf("what does it cost us"));
    const slipped = cluesOf("what does it csot us");
    expect(slipped.filter((clue) => right.has(clue)).length).toBeGreaterThan(slipped.length / 2);
  });

  test("of a long message only the beginning counts", () => {
    const long = "why not both ".repeat(50_000);
    expect(cluesOf(long)).toEqual(cluesOf(long.slice(0, 1000)));
  });
});

test.each(LESSONS.map(({ name }) => [name]))(
  "the weights of %s are made from the messages as they are; otherwise: npm run train",
  (name) => {
    const file = new URL(`../../src/reading/learned/weights/${name}.ts`, import.meta.url);
    expect(readFileSync(file, "utf8").slice(0, 400)).toContain(
      fingerprintOf(messages.filter(({ split }) => split === "dev")),
    );
  },
);

test("what was kept back is not among what was learned from", () => {
  const learned = new Set(
    messages
      .filter(({ split }) => split === "dev")
      .map(({ situation, addressed, text }) => JSON.stringify([situation, addressed, text])),
  );
  const both = messages.filter(
    ({ split, situation, addressed, text }) =>
      split === "kept" && learned.has(JSON.stringify([situation, addressed, text])),
  );
  expect(both).toEqual([]);
});

test("messages that were kept back are taken for what they are", () => {
  const marks = messages.filter(({ split }) => split === "kept").map(marked);
  expect(marks.length).toBeGreaterThanOrEqual(300);
  const right = marks.filter(({ isRight }) => isRight).length / marks.length;
  expect(right).toBeGreaterThanOrEqual(0.93);
  const silent = marks.filter(({ taken }) => taken.intent === NOT_FOR_US);
  const rightly = silent.filter(({ message }) => message.intents.includes(NOT_FOR_US));
  expect(rightly.length / silent.length).toBeGreaterThanOrEqual(0.97);
});
