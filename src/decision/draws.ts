import { ALTERNATIVE_IDS } from "./alternatives.ts";
import { FACTS, byFact } from "./facts.ts";
import type { FactId } from "./facts.ts";
import { LEVELS } from "./scale.ts";

/**
 * The fixed draws of the simulation: the same 1,024 imagined worlds for every question (common
 * random numbers), so that the same facts always give the same answer and two answers differ only
 * by what differs between the facts. SMAA-2: Lahdelma & Salminen, Operations Research 49(3), 2001.
 */
export const DRAWS = 1024;

const SEED = 20_261_123;

/** mulberry32: a small generator with a fixed seed; chance never comes from outside. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One value in each of the 1,024 equal slices of 0..1, in shuffled order (a Latin hypercube column). */
function stratified(random: () => number): Float64Array {
  const column = Float64Array.from({ length: DRAWS }, (_, slice) => (slice + 0.5) / DRAWS);
  for (let last = DRAWS - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const swapped = column[last] ?? 0;
    column[last] = column[other] ?? 0;
    column[other] = swapped;
  }
  return column;
}

const seedOf = (name: string): number => {
  let hash = SEED;
  for (let index = 0; index < name.length; index += 1)
    hash = Math.imul(hash ^ name.charCodeAt(index), 16_777_619);
  return hash;
};

/**
 * What the model cannot see, as an independent Gumbel error of scale 1 on the utility of every
 * alternative, so that with all facts known and all weights certain the probabilities are those of
 * a conditional logit (McFadden 1974). One column of draws for each alternative.
 */
export const MODEL_ERROR: readonly Float64Array[] = ALTERNATIVE_IDS.map((alternative) =>
  stratified(generator(seedOf(`error ${alternative}`))).map((share) => -Math.log(-Math.log(share))),
);

/** A standard normal pair's first half (Box–Muller). */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Marsaglia & Tsang, ACM TOMS 26(3), 2000; for shapes below 1 by the usual boost. */
function gamma(shape: number, random: () => number): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/**
 * Imprecise weights: for every draw, weights that keep their sum but vary around the given ones as
 * a Dirichlet distribution does.
 *
 * @param concentration how sure we are of the weights; more is surer
 * @returns one column of 1,024 weights for each weight given
 */
export function drawWeights(weights: readonly number[], concentration: number): Float64Array[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const random = generator(seedOf("weights"));
  const columns = weights.map(() => new Float64Array(DRAWS));
  for (let draw = 0; draw < DRAWS; draw += 1) {
    let sum = 0;
    for (const [index, column] of columns.entries()) {
      const share = (weights[index] ?? 0) / total;
      const value = share > 0 ? gamma(concentration * share, random) : 0;
      column[draw] = value;
      sum += value;
    }
    for (const column of columns) column[draw] = ((column[draw] ?? 0) / sum) * total;
  }
  return columns;
}

const normalised = (weights: readonly number[]): number[] => {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
};

type Priors = {
  readonly own: readonly number[];
  readonly by: Readonly<Record<string, readonly number[]>>;
};

const PRIORS = byFact((fact): Priors => {
  const entry = FACTS[fact];
  const rows: Readonly<Record<string, readonly number[]>> =
    "priorBy" in entry ? entry.priorBy.rows : {};
  return {
    own: normalised(
      Object.values(entry.values).map((value: { readonly prior: number }) => value.prior),
    ),
    by: Object.fromEntries(Object.entries(rows).map(([level, row]) => [level, normalised(row)])),
  };
});

/** The prior of a fact, given the level of the fact it depends on when that is known. Sums to 1. */
export function priorOf(fact: FactId, parentLevel?: string): readonly number[] {
  const { own, by } = PRIORS[fact];
  return (parentLevel === undefined ? undefined : by[parentLevel]) ?? own;
}

/** The fact on which the prior of this one depends, if any. */
export function parentOf(fact: FactId): FactId | undefined {
  const entry = FACTS[fact];
  return "priorBy" in entry ? entry.priorBy.fact : undefined;
}

const levelAt = (prior: readonly number[], share: number): number => {
  let sum = 0;
  for (const [level, weight] of prior.entries()) {
    sum += weight;
    if (share < sum) return level;
  }
  return prior.length - 1;
};

const COLUMNS = byFact((fact) => stratified(generator(seedOf(`fact ${fact}`))));

/** The level an unknown fact has in every draw. */
export type LevelDraws = {
  readonly levels: Uint8Array;
  /** The draws ordered by level, and where each level begins among them (one more for the end). */
  readonly order: Uint16Array;
  readonly starts: readonly number[];
};

function orderedByLevel(levels: Uint8Array, count: number): LevelDraws {
  const order = Uint16Array.from(levels.keys()).toSorted(
    (one, another) => levels[one]! - levels[another]! || one - another,
  );
  const starts = Array.from({ length: count + 1 }, (_, level) => {
    const at = order.findIndex((draw) => levels[draw]! >= level);
    return at < 0 ? DRAWS : at;
  });
  return { levels, order, starts };
}

const drawn = new Map<string, LevelDraws>();

/**
 * The level an unknown fact has in every draw, given the level of its parent when that is known.
 * Computed once for each such pair and kept.
 */
export function drawLevels(fact: FactId, parentLevel?: string): LevelDraws {
  const key = `${fact} ${parentLevel ?? ""}`;
  const kept = drawn.get(key);
  if (kept !== undefined) return kept;
  const parent = parentLevel === undefined ? parentOf(fact) : undefined;
  const parentLevels = parent === undefined ? undefined : drawLevels(parent).levels;
  const priors =
    parent === undefined
      ? [priorOf(fact, parentLevel)]
      : LEVELS[parent].map((level) => priorOf(fact, level));
  const levels = Uint8Array.from(COLUMNS[fact], (share, draw) =>
    levelAt(priors[parentLevels?.[draw] ?? 0] ?? [], share),
  );
  const draws = orderedByLevel(levels, LEVELS[fact].length);
  drawn.set(key, draws);
  return draws;
}
