import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ALTERNATIVE_IDS } from "../../src/decision/alternatives.ts";
import { valueOfAsking } from "../../src/decision/ask.ts";
import { assess } from "../../src/decision/assess.ts";
import { marketOn } from "../../src/decision/costs.ts";
import { FACTS, FACT_IDS } from "../../src/decision/facts.ts";
import type { Evidence } from "../../src/decision/facts.ts";
import { withImplied } from "../../src/decision/scale.ts";
import { MODEL, simulate, simulateIf } from "../../src/decision/simulation.ts";
import { anyEvidence, anyValue } from "./evidence-arbitrary.ts";

const TODAY = { today: "2026-11-23" };
const MARKET = marketOn(TODAY.today);

/** The draws as the assessment makes them. */
const simulated = (evidence: Evidence) => simulate(withImplied(evidence), MODEL, MARKET);
const NO_GATE: Evidence = { tuningAccess: "yes" };

describe("whatever is known", () => {
  test("probabilities are shares that sum to 1", () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const { probabilities } = simulated(evidence);
        const shares = ALTERNATIVE_IDS.map((id) => probabilities[id]);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
      }),
    );
  });

  test("more labelled examples never lower fine-tuning, all else equal", () => {
    const count = fc
      .double({ min: 0, max: 7, noNaN: true })
      .map((power) => Math.round(10 ** power));
    fc.assert(
      fc.property(anyEvidence, count, count, (evidence, one, another) => {
        const withLabels = (labelledExamples: number): number =>
          simulated({ ...evidence, labelledExamples }).probabilities["fine-tuning"];
        expect(withLabels(Math.max(one, another))).toBeGreaterThanOrEqual(
          withLabels(Math.min(one, another)),
        );
      }),
    );
  });

  test("learning never has negative value", () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const simulation = simulated(evidence);
        for (const fact of FACT_IDS) {
          if (simulation.evidence[fact] !== undefined) continue;
          const { impurity, information } = valueOfAsking(simulation, fact);
          expect(impurity).toBeGreaterThanOrEqual(0);
          expect(information).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test("the same facts in any order give the same answer", () => {
    fc.assert(
      fc.property(anyEvidence, fc.infiniteStream(fc.nat()), (evidence, keys) => {
        const shuffled = Object.fromEntries(
          Object.entries(evidence)
            .map((entry) => ({ entry, key: keys.next().value ?? 0 }))
            .toSorted((one, another) => one.key - another.key)
            .map(({ entry }) => entry),
        ) as Evidence;
        const { evidence: _, ...one } = assess(evidence, TODAY);
        const { evidence: __, ...another } = assess(shuffled, TODAY);
        expect(another).toEqual(one);
      }),
    );
  });

  test("what is asked next is unknown, askable, and not declined", () => {
    fc.assert(
      fc.property(anyEvidence, fc.subarray([...FACT_IDS]), (evidence, declined) => {
        const fact = assess(evidence, { ...TODAY, declined, asked: 0 }).nextQuestion?.fact;
        if (fact === undefined) return;
        expect(evidence[fact]).toBeUndefined();
        expect(declined).not.toContain(fact);
        expect(FACTS[fact].asking).not.toBe("never");
      }),
    );
  });

  test("a question is asked only if some answer moves a probability", () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const { nextQuestion: next, probabilities } = assess(evidence, TODAY);
        if (next === undefined) return;
        const simulation = simulated(evidence);
        const entry = FACTS[next.fact];
        const answers = Object.keys(entry.values).map((level) =>
          entry.kind === "amount" ? Number(level) : level,
        );
        const moves = answers.map((answer) => {
          const there = simulateIf(simulation, { [next.fact]: answer }).probabilities;
          return Math.max(...ALTERNATIVE_IDS.map((id) => Math.abs(there[id] - probabilities[id])));
        });
        expect(Math.max(...moves)).toBeGreaterThan(0.01);
      }),
    );
  });

  test("a flip, tried, gives the recommendation it names", () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const { flips, recommendation } = assess(evidence, TODAY);
        const simulation = simulated(evidence);
        for (const { fact, to, and, recommendation: then } of flips) {
          const changes = { [fact]: to, ...(and === undefined ? {} : { [and.fact]: and.to }) };
          expect(simulateIf(simulation, changes).best).toBe(then);
          expect(then).not.toBe(recommendation);
        }
      }),
    );
  });
});

test("one fact changed on top of a simulation gives what simulating it anew gives", () => {
  fc.assert(
    fc.property(
      anyEvidence,
      fc.constantFrom(...FACT_IDS),
      fc.infiniteStream(fc.nat()),
      (evidence, fact, seeds) => {
        const [value] = fc.sample(anyValue(fact), { numRuns: 1, seed: seeds.next().value ?? 0 });
        const changes = { [fact]: value } as Evidence;
        const quick = simulateIf(simulate(evidence, MODEL, MARKET), changes);
        const anew = simulate({ ...evidence, ...changes }, MODEL, MARKET);
        for (const id of ALTERNATIVE_IDS)
          // Sums in another order may tip a draw or two that hang in the balance.
          expect(Math.abs(quick.probabilities[id] - anew.probabilities[id])).toBeLessThanOrEqual(
            2 / 1024,
          );
      },
    ),
  );
});

test("with nothing that rules it out, every alternative has some chance", () => {
  const { probabilities } = simulate(NO_GATE);
  for (const id of ALTERNATIVE_IDS) expect(probabilities[id]).toBeGreaterThan(0.02);
});
