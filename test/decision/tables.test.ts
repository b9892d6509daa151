import { describe, expect, test } from "vitest";

import { ALTERNATIVE_IDS } from "../../src/decision/alternatives.ts";
import { CRITERIA, CRITERION_IDS } from "../../src/decision/criteria.ts";
import { parentOf, priorOf } from "../../src/decision/draws.ts";
import { FACTS, FACT_IDS } from "../../src/decision/facts.ts";
import { GATES } from "../../src/decision/gates.ts";
import { LEVELS } from "../../src/decision/scale.ts";
import { FINDINGS } from "../../src/knowledge/findings.ts";
import type { FindingId } from "../../src/knowledge/findings.ts";

const readByCriteria = new Set<string>(CRITERION_IDS.flatMap((id) => [...CRITERIA[id].reads]));

/** Read by the retrieval decision, a gate or the plan instead of a criterion; each for the reason given. */
const READ_ELSEWHERE: Readonly<Record<string, string>> = {
  corpusSize: "decides whether documents go into the prompt or are searched",
  tuningAccess: "closes a gate",
};

describe("facts", () => {
  test.each(FACT_IDS)("%s is read by something", (fact) => {
    const entry = FACTS[fact];
    const shapesAPrior = FACT_IDS.some((other) => parentOf(other) === fact);
    const implies = entry.kind === "amount" && "implies" in entry;
    expect(readByCriteria.has(fact) || shapesAPrior || implies || fact in READ_ELSEWHERE).toBe(
      true,
    );
  });

  test.each(FACT_IDS)(
    "%s has priors that sum to 1, for every value of what they depend on",
    (fact) => {
      const parent = parentOf(fact);
      for (const level of [undefined, ...(parent === undefined ? [] : LEVELS[parent])]) {
        const prior = priorOf(fact, level);
        expect(prior).toHaveLength(LEVELS[fact].length);
        expect(prior.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      }
    },
  );

  test.each(FACT_IDS)("%s names only values that exist in what its prior depends on", (fact) => {
    const entry = FACTS[fact];
    const rows = "priorBy" in entry ? Object.keys(entry.priorBy.rows) : [];
    const parent = parentOf(fact);
    for (const row of rows) expect(parent === undefined ? [] : LEVELS[parent]).toContain(row);
  });

  test.each(FACT_IDS)(
    "%s asks a question that fits a phone, with at most ten short choices",
    (fact) => {
      const entry = FACTS[fact];
      const labels = (
        entry.kind === "amount" ? [...entry.choices] : Object.values(entry.values)
      ).map(({ label }) => label);
      expect(entry.question).toMatch(/\?$/);
      expect(entry.question.length).toBeLessThanOrEqual(90);
      expect(labels.length).toBeLessThanOrEqual(10);
      // The width of a choice on a phone.
      expect(labels.filter((label) => label.length > 33)).toEqual([]);
    },
  );
});

describe("criteria", () => {
  const judgements = CRITERION_IDS.flatMap((id) => {
    const { reads, judge } = CRITERIA[id];
    const [first, second] = [reads[0], reads[1]];
    return LEVELS[first].flatMap((row) =>
      (second === undefined ? [undefined] : LEVELS[second]).map((column) => ({
        id,
        row,
        column,
        ...judge(row, column),
      })),
    );
  });

  test.each(judgements)(
    "$id $row $column: utilities in 0..1, and a sentence with a finding",
    ({ utility, because, findings }) => {
      for (const id of ALTERNATIVE_IDS) {
        expect(utility[id]).toBeGreaterThanOrEqual(0);
        expect(utility[id]).toBeLessThanOrEqual(1);
      }
      expect(because === "" ? [] : findings).toHaveLength(because === "" ? 0 : findings.length);
      expect(because === "" || findings.length > 0).toBe(true);
      expect(because).not.toMatch(/!|[\u{1F300}-\u{1FAFF}]/u);
    },
  );

  test("at most three read two facts together, and each says why", () => {
    const pairs = CRITERION_IDS.map((id) => CRITERIA[id]).filter(({ reads }) => reads.length === 2);
    expect(pairs.length).toBeLessThanOrEqual(3);
    for (const pair of pairs) expect(pair).toHaveProperty("interaction");
  });
});

test("every gate has a sentence, a day, and findings that exist", () => {
  for (const { why, asOf, findings } of GATES) {
    expect(why).toMatch(/\.$/);
    expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(findings.length).toBeGreaterThan(0);
    for (const id of findings satisfies readonly FindingId[]) expect(FINDINGS).toHaveProperty(id);
  }
});
