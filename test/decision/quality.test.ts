import { describe, expect, test } from "vitest";

import { publishedCases } from "../../eval/cases.ts";
import { answerOf, decided, interview, readOf, withStated } from "../../eval/decide.ts";
import { score } from "../../eval/measures.ts";

/** What the decision reaches on published cases must not slip unnoticed; `npm run eval` has the rest. */
const cases = publishedCases();

describe("on the published cases", () => {
  test("with text and stated facts", () => {
    const scores = score(
      cases,
      cases.map((one) => answerOf(decided(withStated(one)))),
    );
    expect(scores.strict).toBeGreaterThanOrEqual(0.7);
    expect(scores.accepted).toBeGreaterThanOrEqual(0.88);
    expect(scores.brier).toBeLessThanOrEqual(0.45);
    expect(scores.retrieval).toBeGreaterThanOrEqual(0.85);
    expect(Math.min(...Object.values(scores.recall))).toBeGreaterThanOrEqual(0.5);
  });

  test("better than always saying the commonest answer, from the text alone", () => {
    const scores = score(
      cases,
      cases.map((one) => answerOf(decided(readOf(one)))),
    );
    expect(scores.strict).toBeGreaterThan(0.6);
    expect(scores.brier).toBeLessThan(0.55);
  });

  test.each([
    ["nothing", () => ({})],
    ["the text", readOf],
  ] as const)("an interview from %s asks few questions", (_, start) => {
    const questions = cases
      .map((one) => interview(one, start(one)).questions)
      .toSorted((one, another) => one - another);
    expect(questions[questions.length >> 1]).toBeLessThanOrEqual(4);
    expect(questions.at(-1)).toBeLessThanOrEqual(6);
  });
});
