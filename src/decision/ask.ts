import { ALTERNATIVE_IDS } from "./alternatives.ts";
import type { Alternative } from "./alternatives.ts";
import { DRAWS } from "./draws.ts";
import { FACTS, FACT_IDS } from "./facts.ts";
import type { FactId } from "./facts.ts";
import { bears, drawsOf, simulateIf } from "./simulation.ts";
import type { Simulation } from "./simulation.ts";

/** At most this many questions are asked of one team. */
const MOST_QUESTIONS = 6;

/** After so many answers of "not sure" the team has told what it knows. */
const MOST_UNSURE = 4;

/** Above this probability another answer is not worth anybody's time. */
const SURE_ENOUGH = 0.9;

/** The least value of an answer that is worth a question, in the units of `valueOfAsking`. */
const WORTH_ASKING = 0.03;

/** How much the value of information counts beside the drop in impurity; 0.5 is untuned (DECISION 2.3). */
const INFORMATION = 0.5;

export type ValueOfAsking = {
  readonly fact: FactId;
  /** Expected drop of the Gini impurity of the probabilities, 0..2/3. Never negative. */
  readonly impurity: number;
  /** Expected value of (perfect) partial information, in utility. Never negative. */
  readonly information: number;
  /** The two together, per cost of asking. */
  readonly value: number;
};

/**
 * What knowing one unknown fact would be worth: from the draws already made, split by the level the
 * fact has in each. Both parts are exact for these draws, and neither can be negative (a mean of
 * maxima is at least the maximum of means; the Gini impurity is concave).
 */
export function valueOfAsking(simulation: Simulation, fact: FactId): ValueOfAsking {
  const { asking } = FACTS[fact];
  const { order, starts } = drawsOf(fact, simulation.positions);
  const { winners, probabilities } = simulation;
  const [second, third] = simulation.leads;
  let impurity = 1;
  for (const id of ALTERNATIVE_IDS) impurity -= probabilities[id] ** 2;
  let informed = 0;
  let total2 = 0;
  let total3 = 0;
  for (let level = 0; level + 1 < starts.length; level += 1) {
    const from = starts[level]!;
    const to = starts[level + 1]!;
    if (from === to) continue;
    let wins2 = 0;
    let wins3 = 0;
    let lead2 = 0;
    let lead3 = 0;
    for (let at = from; at < to; at += 1) {
      const draw = order[at]!;
      const winner = winners[draw]!;
      wins2 += winner & 1;
      wins3 += winner >> 1;
      lead2 += second[draw]!;
      lead3 += third[draw]!;
    }
    const n = to - from;
    const squares = (n - wins2 - wins3) ** 2 + wins2 ** 2 + wins3 ** 2;
    impurity -= (n - squares / n) / DRAWS;
    informed += Math.max(0, lead2, lead3);
    total2 += lead2;
    total3 += lead3;
  }
  const information = Math.max(0, (informed - Math.max(0, total2, total3)) / DRAWS);
  impurity = Math.max(0, impurity);
  const value = asking === "never" ? 0 : (impurity + INFORMATION * information) / asking;
  return { fact, impurity, information, value };
}

/** Facts that people are asked for and that some criterion reads, itself or through a prior. */
const ASKABLE: ReadonlySet<FactId> = new Set(
  FACT_IDS.filter((fact) => FACTS[fact].asking !== "never" && bears(fact)),
);

/** What knowing each unknown fact would be worth, the most valuable first; what is never asked is left out. */
export const valuesOfAsking = (simulation: Simulation): readonly ValueOfAsking[] =>
  FACT_IDS.filter((fact) => simulation.evidence[fact] === undefined && ASKABLE.has(fact))
    .map((fact) => valueOfAsking(simulation, fact))
    .toSorted((one, another) => another.value - one.value);

/**
 * The question most worth asking next, or `undefined` when no answer could matter enough.
 *
 * @param values what knowing each unknown fact would be worth, best first
 * @param missing facts without which no recommendation is more than a lean; they are asked even
 *   when their answer would hardly turn it
 * @param settled facts that were asked for and are not known, which are not asked again
 * @param asked how many questions have been asked so far
 */
export function nextQuestion(
  { probabilities }: Simulation,
  values: readonly ValueOfAsking[],
  missing: readonly FactId[],
  settled: ReadonlySet<FactId>,
  asked: number,
): ValueOfAsking | undefined {
  const most = Math.max(...ALTERNATIVE_IDS.map((id) => probabilities[id]));
  if (asked >= MOST_QUESTIONS || settled.size >= MOST_UNSURE || most >= SURE_ENOUGH)
    return undefined;
  const open = values.filter(({ fact }) => !settled.has(fact));
  return (
    open.find(({ value }) => value >= WORTH_ASKING) ??
    open.find(({ fact }) => missing.includes(fact))
  );
}

export type AnswerEffect = {
  readonly label: string;
  readonly best: Alternative;
  readonly probability: number;
};

/** What each answer to a question would lead to, in the order of its buttons. */
export function effectsOf(simulation: Simulation, fact: FactId): readonly AnswerEffect[] {
  const entry = FACTS[fact];
  const answers =
    entry.kind === "amount"
      ? entry.choices
      : Object.entries(entry.values).map(([value, { label }]) => ({ value, label }));
  return answers.map(({ label, value }) => {
    const { best, probabilities } = simulateIf(simulation, { [fact]: value });
    return { label, best, probability: probabilities[best] };
  });
}
