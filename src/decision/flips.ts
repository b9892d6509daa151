import { ALTERNATIVE_IDS, ALTERNATIVES } from "./alternatives.ts";
import type { Alternative } from "./alternatives.ts";
import { FACTS, FACT_IDS } from "./facts.ts";
import type { Evidence, FactId } from "./facts.ts";
import { sayAmount, sayFact } from "./phrasing.ts";
import { LEVELS, between, middleOf } from "./scale.ts";
import { expectedLeads, shiftsOf, simulate, simulateIf } from "./simulation.ts";
import type { Outcome, Simulation } from "./simulation.ts";

type Change = { readonly fact: FactId; readonly to: string | number };

/** What would change the recommendation: one fact different, or two together. */
export type Flip = Change & {
  readonly and?: Change;
  readonly recommendation: Alternative;
  readonly text: string;
};

/** At most this many are shown; the nearest first. */
const MOST_FLIPS = 3;

/** How many promising changes are tried against the draws before giving up. */
const TRIALS = 6;

/** A change that leaves the rest this far behind in expected utility does not turn the draws either. */
const PROMISING = -0.4;

type Candidate = Change & {
  /** How far the best other alternative is ahead in expected utility; negative: behind. */
  readonly lead: number;
};

const valueOf = (fact: FactId, level: string): string | number =>
  FACTS[fact].kind === "amount" ? Number(level) : level;

const asEvidence = (...changes: readonly Change[]): Evidence =>
  Object.fromEntries(changes.map(({ fact, to }) => [fact, to]));

/** The present value; of a range, its middle. */
const present = ({ evidence }: Simulation, fact: FactId): string | number | undefined => {
  const value = evidence[fact];
  return typeof value === "object" ? middleOf(value) : value;
};

/** What cannot be changed, or is never asked, is no advice to anybody. */
const CHANGEABLE = FACT_IDS.filter(
  (fact) => !("given" in FACTS[fact]) && FACTS[fact].asking !== "never",
);

/** How far the best of the others is ahead of the recommendation, given the expected leads. */
const leadOver = (best: Alternative, second: number, third: number): number => {
  switch (best) {
    case "prompt-engineering":
      return Math.max(second, third);
    case "fine-tuning":
      return Math.max(0, third) - second;
    case "both":
      return Math.max(0, second) - third;
  }
};

/** Every single change that moves anything, the most promising first. */
function candidatesOf(
  simulation: Simulation,
  leads: readonly [number, number],
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const fact of CHANGEABLE) {
    const now = present(simulation, fact);
    const shifts = shiftsOf(simulation, fact);
    for (const [level, name] of LEVELS[fact].entries()) {
      const to = valueOf(fact, name);
      const lead = leadOver(
        simulation.best,
        leads[0] + shifts[2 * level]!,
        leads[1] + shifts[2 * level + 1]!,
      );
      if (to !== now && (shifts[2 * level] !== 0 || shifts[2 * level + 1] !== 0))
        found.push({ fact, to, lead });
    }
  }
  return found.toSorted((one, another) => another.lead - one.lead);
}

/** Two significant digits and no fractions, as people say thresholds, on the side of `turns`. */
function rounded(amount: number, keeps: number, turns: number): number {
  const step = Math.max(1, 10 ** (Math.floor(Math.log10(Math.max(1, amount))) - 1));
  const steps = amount / step;
  return (turns > keeps ? Math.ceil(steps) : Math.floor(steps)) * step;
}

/** How far the best of the others is ahead of the present recommendation, in probability. */
const overtaken = (simulation: Simulation, { probabilities }: Outcome): number =>
  Math.max(
    ...ALTERNATIVE_IDS.filter((id) => id !== simulation.best).map((id) => probabilities[id]),
  ) - probabilities[simulation.best];

const REFINEMENTS = 3;

/** A number that was tried against the draws, and what came of it. */
type Tried = { readonly amount: number; readonly outcome: Outcome };

const tried = (simulation: Simulation, fact: FactId, amount: number): Tried => ({
  amount,
  outcome: simulateIf(simulation, asEvidence({ fact, to: amount })),
});

/**
 * The number at which the recommendation turns, between one that keeps it and one that changes it:
 * probabilities are interpolated on the logarithmic scale, the stale end counting half (the Illinois
 * variant of regula falsi), and the result is rounded to the side that turns.
 */
function threshold(simulation: Simulation, fact: FactId, keeps: Tried, turns: Tried): Tried {
  let near = keeps.amount;
  let far = turns;
  let behind = overtaken(simulation, keeps.outcome);
  let ahead = overtaken(simulation, turns.outcome);
  for (let step = 0; step < REFINEMENTS; step += 1) {
    const part = Math.min(0.9, Math.max(0.1, behind / (behind - ahead)));
    const next = rounded(between(near, far.amount, part), keeps.amount, turns.amount);
    if (next === near || next === far.amount) break;
    const there = tried(simulation, fact, next);
    if (there.outcome.best === simulation.best) {
      near = next;
      behind = overtaken(simulation, there.outcome);
      ahead /= 2;
    } else {
      far = there;
      ahead = overtaken(simulation, there.outcome);
      behind /= 2;
    }
  }
  return far;
}

/** The present number, or the nearest knot to `turns` that keeps the recommendation. */
function lastThatKeeps(
  simulation: Simulation,
  { fact, to }: Candidate,
  ranked: readonly Candidate[],
): Tried | undefined {
  const value = simulation.evidence[fact];
  if (typeof value === "number") return { amount: value, outcome: simulation };
  const now = present(simulation, fact);
  if (typeof now === "number") return tried(simulation, fact, now);
  const turns = Number(to);
  const away = (knot: number): number => Math.abs(Math.log((knot + 1) / (turns + 1)));
  const promising = ranked
    .filter((other) => other.fact === fact && other.lead < 0)
    .map((other) => Number(other.to))
    .toSorted((one, another) => away(one) - away(another));
  for (const knot of promising) {
    const there = tried(simulation, fact, knot);
    if (there.outcome.best === simulation.best) return there;
  }
  return undefined;
}

/** `more`: the recommendation turns from this number on upwards (true) or downwards (false). */
const sayChange = (fact: FactId, to: string | number, more?: boolean): string => {
  const entry = FACTS[fact];
  if (entry.kind === "choice" || typeof to === "string") return `If ${sayFact(fact, to)}`;
  const amount = `about ${sayAmount(entry.unit, to)}`;
  return `With ${more === undefined ? amount : more ? `at least ${amount}` : `at most ${amount}`}`;
};

function single(
  simulation: Simulation,
  candidate: Candidate,
  ranked: readonly Candidate[],
): Flip | undefined {
  const { fact, to } = candidate;
  const outcome = simulateIf(simulation, asEvidence(candidate));
  if (outcome.best === simulation.best) return undefined;
  const keeps = typeof to === "number" ? lastThatKeeps(simulation, candidate, ranked) : undefined;
  const turn =
    keeps === undefined
      ? { amount: to, outcome }
      : threshold(simulation, fact, keeps, { amount: Number(to), outcome });
  const recommendation = turn.outcome.best;
  const change = sayChange(fact, turn.amount, keeps && Number(to) > keeps.amount);
  return {
    fact,
    to: turn.amount,
    recommendation,
    text: `${change}: ${ALTERNATIVES[recommendation].name}.`,
  };
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** The single facts that would turn the recommendation, nearest first. */
function singles(simulation: Simulation): {
  readonly flips: readonly Flip[];
  readonly strongest: readonly Candidate[];
} {
  const ranked = candidatesOf(simulation, expectedLeads(simulation));
  const strongest = ranked.filter(
    ({ fact }, at) => ranked.findIndex((other) => other.fact === fact) === at,
  );
  const flips: Flip[] = [];
  for (const candidate of strongest.slice(0, TRIALS)) {
    if (flips.length === MOST_FLIPS || candidate.lead < PROMISING) break;
    const flip = single(simulation, candidate, ranked);
    if (flip !== undefined) flips.push(flip);
  }
  return { flips, strongest };
}

/** Where no single fact turns it: the most promising change, and what would turn it then. */
function pairs(simulation: Simulation, strongest: readonly Candidate[]): readonly Flip[] {
  const one = strongest.find(({ to }) => typeof to === "string");
  if (one === undefined) return [];
  const supposed = simulate(
    { ...simulation.evidence, ...asEvidence(one) },
    simulation.model,
    simulation.market,
  );
  if (supposed.best !== simulation.best) return [];
  return singles(supposed)
    .flips.filter(({ fact }) => fact !== one.fact)
    .map((flip) => ({
      ...flip,
      fact: one.fact,
      to: one.to,
      and: { fact: flip.fact, to: flip.to },
      text: `${sayChange(one.fact, one.to)} and ${lowerFirst(flip.text)}`,
    }));
}

/**
 * What would change the recommendation, nearest first: single facts, and pairs when no single fact
 * does. Expected utilities say which changes are promising; the draws decide.
 */
export function flipsOf(simulation: Simulation): readonly Flip[] {
  const { flips, strongest } = singles(simulation);
  return flips.length > 0 ? flips : pairs(simulation, strongest);
}
