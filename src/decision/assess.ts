import type { PriceList } from "../knowledge/price-list.ts";
import { PRICES } from "../knowledge/prices.ts";
import { ALTERNATIVE_IDS } from "./alternatives.ts";
import type { Alternative, ByAlternative } from "./alternatives.ts";
import { nextQuestion, valuesOfAsking } from "./ask.ts";
import type { ValueOfAsking } from "./ask.ts";
import { comparisonFor } from "./comparison.ts";
import type { ComparisonRow } from "./comparison.ts";
import type { Evidence, FactId } from "./facts.ts";
import { flipsOf } from "./flips.ts";
import type { Flip } from "./flips.ts";
import type { Gate } from "./gates.ts";
import { planFor } from "./plan.ts";
import type { Step } from "./plan.ts";
import { reasonsFor } from "./reasons.ts";
import type { Reason } from "./reasons.ts";
import { retrievalFor } from "./retrieval.ts";
import type { Retrieval } from "./retrieval.ts";
import { withImplied } from "./scale.ts";
import { MODEL, simulate } from "./simulation.ts";
import type { Model } from "./simulation.ts";

/** How firmly a recommendation may be spoken. */
export type Confidence = "lean" | "likely" | "clear";

/** Everything the bot says about one state of knowledge. */
export type Assessment = {
  /** What was known, implied facts included. */
  readonly evidence: Evidence;
  readonly recommendation: Alternative;
  /** The share of 1,024 imagined worlds in which each alternative is best; sums to 1. */
  readonly probabilities: ByAlternative<number>;
  readonly confidence: Confidence;
  readonly gates: readonly Gate[];
  readonly retrieval: Retrieval;
  readonly reasons: readonly Reason[];
  readonly flips: readonly Flip[];
  readonly comparison: readonly ComparisonRow[];
  readonly plan: readonly Step[];
  readonly nextQuestion: ValueOfAsking | undefined;
  /** Those of the two facts that matter most which are not known and could still matter here. */
  readonly missing: readonly FactId[];
  /** Unknown facts that count with what is usual, the weightiest first. */
  readonly assumed: readonly FactId[];
};

/** What an assessment needs besides the facts. */
export type Circumstances = {
  /** The day of the event, ISO, for gates and sources with dates. */
  readonly today: string;
  /** Facts that were asked for and are not known; they are not asked again. */
  readonly declined?: readonly FactId[];
  /** How many questions have been asked so far. */
  readonly asked?: number;
  /** What things cost; the built-in list unless the people who run the bot have given another. */
  readonly prices?: PriceList | undefined;
};

/** An unknown fact worth less than this is not worth mentioning either. */
const WEIGHTY = 0.005;

/** A decisive fact worth less than this, in the units of `valueOfAsking`, can no longer matter. */
const STILL_MATTERS = 0.01;

const LIKELY = 0.55;
const CLEAR = 0.75;

let decisive: readonly FactId[] | undefined;

/** The two facts that matter most when nothing is known, by what knowing them would be worth. */
function decisiveFacts(): readonly FactId[] {
  decisive ??= valuesOfAsking(simulate({}))
    .slice(0, 2)
    .map(({ fact }) => fact);
  return decisive;
}

/**
 * Those of the decisive facts that are unknown. One whose answer could no longer move anything in
 * this case is not missed.
 */
const missingOf = (values: readonly ValueOfAsking[]): readonly FactId[] =>
  values
    .filter(({ fact, value }) => decisiveFacts().includes(fact) && value >= STILL_MATTERS)
    .map(({ fact }) => fact);

function confidenceOf(probability: number, missing: readonly FactId[]): Confidence {
  if (missing.length > 0) return "lean";
  return probability >= CLEAR ? "clear" : probability >= LIKELY ? "likely" : "lean";
}

/** Makes something when it is first asked for. */
const once = <T>(make: () => T): (() => T) => {
  let made: { readonly it: T } | undefined;
  return () => (made ??= { it: make() }).it;
};

/**
 * Decides. Same facts, same day, same answer.
 *
 * @param facts checked evidence; a number may be a range
 */
export function assess(
  facts: Evidence,
  { today, declined = [], asked = declined.length, prices = PRICES }: Circumstances,
  model: Model = MODEL,
): Assessment {
  const evidence = withImplied(facts);
  const simulation = simulate(evidence, model, { prices, today });
  const { best, probabilities, gates } = simulation;
  const open = ALTERNATIVE_IDS.filter((id) => !gates.some(({ rulesOut }) => rulesOut.includes(id)));
  const retrieval = retrievalFor(evidence);
  const values = valuesOfAsking(simulation);
  const missing = missingOf(values);
  // Most moments ask a question and explain nothing.
  const flips = once(() => flipsOf(simulation));
  const reasons = once(() => reasonsFor(simulation));
  const comparison = once(() => comparisonFor(simulation));
  const plan = once(() =>
    planFor({ recommendation: best, evidence, retrieval, flips: flips(), gates, today }),
  );
  return {
    evidence,
    recommendation: best,
    probabilities,
    // A single alternative left standing is no matter of opinion.
    confidence: open.length === 1 ? "clear" : confidenceOf(probabilities[best], missing),
    missing,
    gates,
    retrieval,
    get reasons() {
      return reasons();
    },
    get flips() {
      return flips();
    },
    get comparison() {
      return comparison();
    },
    get plan() {
      return plan();
    },
    nextQuestion: nextQuestion(simulation, values, missing, new Set(declined), asked),
    assumed: values.filter(({ value }) => value >= WEIGHTY).map(({ fact }) => fact),
  };
}
