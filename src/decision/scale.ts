import { FACTS, FACT_IDS, byFact } from "./facts.ts";
import type { Evidence, FactId, Range } from "./facts.ts";

/**
 * Where a known value lies among the levels of its fact: a weight for every level, summing to 1.
 * A choice sits on one level. A number sits between two knots, linear in log10(1 + n); a range is
 * spread evenly over that logarithm.
 */
export type Position = readonly number[];

const keysOf = (fact: FactId): readonly string[] => Object.keys(FACTS[fact].values);

/** The levels of every fact, in the order of its table entry; the knots of an amount ascend. */
export const LEVELS = byFact(keysOf);

const logarithm = (amount: number): number => Math.log10(1 + amount);

/** The knots of an amount on the logarithmic scale; a choice has none. */
const KNOTS = byFact((fact) =>
  FACTS[fact].kind === "amount" ? LEVELS[fact].map((level) => logarithm(Number(level))) : [],
);

const RANGE_STEPS = 9;

function spread(knots: readonly number[], at: number, share: number, weights: number[]): void {
  const last = knots.length - 1;
  const upper = knots.findIndex((knot) => knot >= at);
  if (upper <= 0) {
    const end = upper === 0 ? 0 : last;
    weights[end] = (weights[end] ?? 0) + share;
    return;
  }
  const low = knots[upper - 1] ?? 0;
  const high = knots[upper] ?? low;
  const part = (at - low) / (high - low);
  weights[upper - 1] = (weights[upper - 1] ?? 0) + share * (1 - part);
  weights[upper] = (weights[upper] ?? 0) + share * part;
}

/** The position of a value that has been checked by `checkFact`. */
export function positionOf(fact: FactId, value: string | number | Range): Position {
  const knots = KNOTS[fact];
  const weights = Array.from({ length: LEVELS[fact].length }, () => 0);
  if (typeof value === "string") {
    weights[LEVELS[fact].indexOf(value)] = 1;
  } else if (typeof value === "number") {
    spread(knots, logarithm(value), 1, weights);
  } else {
    const low = logarithm(value.low);
    const width = logarithm(value.high) - low;
    for (let step = 0; step < RANGE_STEPS; step += 1)
      spread(knots, low + (width * step) / (RANGE_STEPS - 1), 1 / RANGE_STEPS, weights);
  }
  return weights;
}

/** The level on which most of a position's weight lies; the lower one when two are equal. */
export function nearestLevel(position: Position): number {
  let best = 0;
  for (const [level, weight] of position.entries())
    if (weight > (position[best] ?? 0)) best = level;
  return best;
}

/** The geometric middle of a range (of 1 + n, so that zero has one), or the number itself. */
export const middleOf = (value: number | Range): number =>
  typeof value === "number"
    ? value
    : 10 ** ((logarithm(value.low) + logarithm(value.high)) / 2) - 1;

/** A number a part of the way between two others on the logarithmic scale; `part` in 0..1. */
export const between = (from: number, to: number, part: number): number =>
  10 ** (logarithm(from) + (logarithm(to) - logarithm(from)) * part) - 1;

/**
 * Evidence with the choices that follow from its numbers: 300 ms allowed makes latency tight. What
 * somebody said outright is never overruled.
 */
export function withImplied(evidence: Evidence): Evidence {
  let result: Record<string, unknown> | undefined;
  for (const fact of FACT_IDS) {
    const value = evidence[fact];
    const entry = FACTS[fact];
    if (value === undefined || entry.kind !== "amount" || !("implies" in entry)) continue;
    const { fact: implied, value: valueOf } = entry.implies;
    if (evidence[implied as FactId] !== undefined) continue;
    result ??= { ...evidence };
    result[implied] = valueOf(middleOf(value as number | Range));
  }
  return (result as Evidence | undefined) ?? evidence;
}
