import fc from "fast-check";

import { FACTS, FACT_IDS } from "../../src/decision/facts.ts";
import type { Evidence, FactId } from "../../src/decision/facts.ts";
import { LEVELS } from "../../src/decision/scale.ts";

const amountUpTo = (most: number): fc.Arbitrary<number> =>
  // Spread over the logarithm, as real counts are.
  fc
    .double({ min: 0, max: Math.log10(1 + most), noNaN: true })
    .map((power) => Math.max(1, Math.round(10 ** power - 1)));

/** Any value that a fact may have. */
export const anyValue = (fact: FactId): fc.Arbitrary<unknown> => {
  const entry = FACTS[fact];
  if (entry.kind === "choice") return fc.constantFrom(...LEVELS[fact]);
  const amount = amountUpTo(Math.min(entry.most, 1e9));
  return fc.oneof(
    amount,
    fc
      .tuple(amount, amount)
      .map(([one, another]) => ({ low: Math.min(one, another), high: Math.max(one, another) })),
  );
};

/** Any state of knowledge, from nothing to everything. */
export const anyEvidence: fc.Arbitrary<Evidence> = fc.record(
  Object.fromEntries(FACT_IDS.map((fact) => [fact, anyValue(fact)])),
  { requiredKeys: [] },
);
