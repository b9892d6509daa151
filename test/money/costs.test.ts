import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { PRICES } from "../../src/knowledge/prices.ts";
import { costsOf, firstYearOf } from "../../src/money/costs.ts";
import type { Case, Costs } from "../../src/money/costs.ts";
import { totalUsd } from "../../src/money/routes.ts";
import type { Route } from "../../src/money/routes.ts";
import { TERMS, TERM_IDS } from "../../src/money/terms.ts";
import type { Terms } from "../../src/money/terms.ts";
import { timesOf } from "../../src/money/times.ts";

const MARKET = { prices: PRICES, today: "2026-11-23" };

function costs(given: Partial<Case> = {}, market = MARKET): Costs {
  const reckoned = costsOf({ told: {}, access: "either", ...given }, market);
  if (reckoned === undefined) throw new Error("The list has no prices.");
  return reckoned;
}

const cents = (usd: number | undefined): number | undefined =>
  usd === undefined ? undefined : Math.round(usd * 100) / 100;

const named = (routes: readonly Route[], id: string): Route => {
  const found = routes.find((route) => route.id === id);
  if (found === undefined) throw new Error(`There is no route ${id}.`);
  return found;
};

/** 1.2 million requests a month, 3,000 tokens in (nine tenths remembered) and 150 out, as in DECISION 0.2. */
const LARGE: Partial<Terms> = { monthlyRequests: 1_200_000, retrainingsPerYear: 0 };
const SMALL: Partial<Terms> = { monthlyRequests: 10_000, retrainingsPerYear: 0 };

describe("the months of DECISION 0.2, to the cent", () => {
  test.each([
    [LARGE, "gpt-6-luna", 158.4],
    [LARGE, "claude-haiku-5.5 (prompt <=100k)", 158.4],
    [LARGE, "gpt-6.1-terra", 1422],
    [SMALL, "gpt-6-luna", 1.32],
  ])("%o prompting %s: $%f", (told, model, usd) => {
    expect(cents(named(costs({ told }).prompting, model).monthlyUsd)).toBe(usd);
  });

  test.each([
    [LARGE, "bedrock-nova-micro", 52.35],
    [LARGE, "azure-gpt-4.1-mini", 1817],
    [SMALL, "bedrock-nova-micro", 2.37],
    [SMALL, "azure-gpt-4.1-mini", 1245.8],
  ])("%o tuning %s: $%f", (told, id, usd) => {
    expect(cents(named(costs({ told }).tuning, id).monthlyUsd)).toBe(usd);
  });
});

const promptedOn = (today: string): readonly string[] =>
  costs({}, { prices: PRICES, today }).prompting.map(({ id }) => id);
const tunedOn = (today: string): readonly string[] =>
  costs({}, { prices: PRICES, today }).tuning.map(({ id }) => id);

describe("what is on offer", () => {
  test("a model that has been shut down is not prompted any more", () => {
    expect(promptedOn("2026-12-10")).toContain("gpt-5-mini");
    expect(promptedOn("2026-12-11")).not.toContain("gpt-5-mini");
  });

  test("a closing door comes last, with its date, and is gone when it has shut", () => {
    expect(tunedOn("2026-11-23")).toEqual([
      "bedrock-nova-micro",
      "own-small",
      "fireworks-small",
      "openai-gpt-4.1-mini",
      "azure-gpt-4.1-mini",
    ]);
    expect(tunedOn("2027-01-07")).not.toContain("openai-gpt-4.1-mini");
    expect(tunedOn("2027-04-15")).not.toContain("azure-gpt-4.1-mini");
    expect(named(costs().tuning, "openai-gpt-4.1-mini").caution).toContain("2027-01-06");
  });

  test("data that must stay inside is never sent to a provider", () => {
    const { prompting, tuning } = costs({ access: "own" });
    expect([...prompting, ...tuning].map(({ id }) => id)).toEqual(["own-prompted", "own-small"]);
  });

  test("who uses a provider's interface runs no machine", () => {
    const { prompting, tuning } = costs({ access: "hosted" });
    expect([...prompting, ...tuning].map(({ id }) => id).join()).not.toContain("own-");
  });

  test("a route is confirmed only if each of its prices is", () => {
    const { tuning } = costs();
    expect(named(tuning, "bedrock-nova-micro").isConfirmed).toBe(true);
    expect(named(tuning, "fireworks-small").isConfirmed).toBe(false);
    expect(named(tuning, "azure-gpt-4.1-mini").trainingUsd).toBeUndefined();
  });

  test("somebody who chose a model is reckoned with it", () => {
    const chosen = { prompted: "gpt-6.1-terra", tuned: "own-small" };
    const { prompted, tuned } = costs({ chosen });
    expect([prompted.id, tuned?.id]).toEqual(["gpt-6.1-terra", "own-small"]);
  });

  test("a list without the usual model uses its cheapest", () => {
    const prices = PRICES.filter(({ model }) => model !== "gpt-6-luna");
    expect(costs({}, { prices, today: MARKET.today }).prompted.id).toBe("nova-micro");
    expect(costsOf({ told: {}, access: "either" }, { prices: [], today: MARKET.today })).toBe(
      undefined,
    );
  });
});

const anyTerms: fc.Arbitrary<Partial<Terms>> = fc.record(
  Object.fromEntries(
    TERM_IDS.map((id) => {
      const { least, most } = TERMS[id];
      const spread = Math.min(most, Math.max(least, 1) * 1e6);
      return [id, fc.double({ min: least, max: spread, noNaN: true })];
    }),
  ) as Record<keyof Terms, fc.Arbitrary<number>>,
  { requiredKeys: [] },
);
const anyAccess = fc.constantFrom<Case["access"]>("hosted", "own", "either");

describe("whatever is reckoned with", () => {
  test("nothing is negative or without end, and a month is the sum of its parts", () => {
    fc.assert(
      fc.property(anyTerms, anyAccess, (told, access) => {
        const { prompting, tuning } = costs({ told, access });
        for (const { monthlyUsd, onceUsd, parts } of [...prompting, ...tuning]) {
          const sum = Object.values(parts).reduce((one, another) => one + another, 0);
          expect(monthlyUsd).toBeCloseTo(sum, 6);
          for (const usd of [monthlyUsd, onceUsd, ...Object.values(parts)])
            expect(usd >= 0 && Number.isFinite(usd)).toBe(true);
        }
      }),
    );
  });

  test("at the break-even tuning is not the dearer month, and one request less it is", () => {
    fc.assert(
      fc.property(anyTerms, (told) => {
        const { breakEvenRequests: even, tuned, prompted } = costs({ told, access: "hosted" });
        if (even === undefined || tuned === undefined) return;
        expect(tuned.monthlyUsdAt(even)).toBeLessThanOrEqual(prompted.monthlyUsdAt(even));
        const isCheaper = tuned.monthlyUsdAt(even - 1) <= prompted.monthlyUsdAt(even - 1);
        expect(even === 1 || !isCheaper).toBe(true);
      }),
    );
  });

  test("after the months of the payback both have cost the same", () => {
    fc.assert(
      fc.property(anyTerms, anyAccess, (told, access) => {
        const { paybackMonths: months, tuned, prompted } = costs({ told, access });
        if (months === undefined || months === 0 || tuned === undefined) return;
        const [one, another] = [totalUsd(tuned, months), totalUsd(prompted, months)];
        expect(Math.abs(one - another)).toBeLessThanOrEqual(1e-6 * Math.max(1, one));
      }),
    );
  });

  test("what is supposed goes before what was told, and both are remembered as such", () => {
    const { terms, origins } = costs({
      told: { promptTokens: 900, outputTokens: 40 },
      supposed: { promptTokens: 1500 },
    });
    expect([terms.promptTokens, origins.promptTokens]).toEqual([1500, "supposed"]);
    expect([terms.outputTokens, origins.outputTokens]).toEqual([40, "told"]);
    expect([terms.tunedPromptTokens, origins.tunedPromptTokens]).toEqual([300, "assumed"]);
  });

  test("the first year is the month twelve times, and what is paid once", () => {
    const given: Case = { told: LARGE, access: "either" };
    const { prompted, tuned } = costs(given);
    const year = firstYearOf(given, MARKET)?.(1_200_000);
    expect(year?.promptedUsd).toBeCloseTo(prompted.onceUsd + 12 * prompted.monthlyUsd, 6);
    expect(year?.tunedUsd).toBeCloseTo((tuned?.onceUsd ?? 0) + 12 * (tuned?.monthlyUsd ?? 0), 6);
  });
});

const times = (told: Partial<Terms>) => timesOf(costs({ told }).terms);

describe("time", () => {
  test("a prompt is there within a week, a tuned model when its examples are", () => {
    const { prompting, tuning } = times({});
    expect(prompting.firstResult).toEqual({ low: 1, high: 5 });
    expect(tuning.inProduction.low).toBeGreaterThan(prompting.inProduction.low);
  });

  test("who has the examples waits for no labels", () => {
    const slow = times({ labelledExamples: 0, trainingExamples: 5000, labelsPerDay: 100 });
    const fast = times({ labelledExamples: 5000, trainingExamples: 5000, labelsPerDay: 100 });
    expect(slow.tuning.inProduction.low - fast.tuning.inProduction.low).toBe(48);
  });
});
