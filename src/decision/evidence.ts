import { FACTS, FACT_IDS } from "./facts.ts";
import type { Evidence, FactId, FactValue, Range } from "./facts.ts";
import { LEVELS } from "./scale.ts";

/** A fact with its value, once it has been checked. */
export type KnownFact = {
  readonly [F in FactId]: { readonly fact: F; readonly value: FactValue<F> };
}[FactId];

/** What is wrong with a value, in one sentence for the person who gave it. */
export type Problem = { readonly problem: string };

export const isFactId = (name: string): name is FactId => Object.hasOwn(FACTS, name);

const MOST_SHOWN = 60;

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
};

function amountProblem(fact: FactId, value: unknown): string | undefined {
  const entry = FACTS[fact];
  if (entry.kind !== "amount") return undefined;
  const least = "positive" in entry ? "above 0" : "of 0 or more";
  const inBounds = (n: unknown): n is number =>
    typeof n === "number" &&
    Number.isFinite(n) &&
    n <= entry.most &&
    ("positive" in entry ? n > 0 : n >= 0);
  if (inBounds(value)) return undefined;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const { low, high } = value as Partial<Range>;
    if (Object.keys(value).length === 2 && inBounds(low) && inBounds(high) && low <= high)
      return undefined;
  }
  return `${shown(fact)} is ${shown(value)}; it takes a number ${least}, at most ${entry.most.toLocaleString("en-US")}, or a range such as {"low": 200, "high": 500}.`;
}

/**
 * Checks one fact that came from outside.
 *
 * @returns the fact, or one sentence that names the field, the value and what is allowed.
 */
export function checkFact(name: string, value: unknown): KnownFact | Problem {
  if (!isFactId(name))
    return { problem: `${shown(name)} is not a fact; the facts are ${FACT_IDS.join(", ")}.` };
  if (FACTS[name].kind === "choice") {
    if (typeof value !== "string" || !LEVELS[name].includes(value))
      return {
        problem: `${shown(name)} is ${shown(value)}; it takes one of ${LEVELS[name].join(", ")}.`,
      };
  } else {
    const problem = amountProblem(name, value);
    if (problem !== undefined) return { problem };
  }
  return { fact: name, value } as KnownFact;
}

/** Checks a whole object of facts; the first wrong one is named. */
export function checkEvidence(facts: unknown): { readonly evidence: Evidence } | Problem {
  if (typeof facts !== "object" || facts === null || Array.isArray(facts))
    return {
      problem: `"facts" is ${shown(facts)}; it takes an object such as {"labelledExamples": 8000}.`,
    };
  const evidence: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(facts)) {
    const checked = checkFact(name, value);
    if ("problem" in checked) return checked;
    evidence[checked.fact] = checked.value;
  }
  return { evidence: evidence };
}
