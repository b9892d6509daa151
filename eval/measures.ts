import { ALTERNATIVE_IDS } from "../src/decision/alternatives.ts";
import type { Alternative, ByAlternative } from "../src/decision/alternatives.ts";
import type { PublishedCase } from "./cases.ts";

/** What was said of one case. */
export type Answer = {
  readonly recommendation: Alternative;
  readonly probabilities: ByAlternative<number>;
  readonly retrieval: boolean;
};

export type Scores = {
  /** Share whose recommendation is the published outcome. */
  readonly strict: number;
  /** Mean of the recalls of the three outcomes. */
  readonly balanced: number;
  /** Share whose recommendation is the outcome or also acceptable. */
  readonly accepted: number;
  /** Mean squared distance of the probabilities from the outcome, 0..2 (Brier 1950). */
  readonly brier: number;
  /** Mean of −ln p(outcome), p at least 0.001. */
  readonly logLoss: number;
  /** Share whose advice on retrieval is the published one. */
  readonly retrieval: number;
  readonly recall: ByAlternative<number>;
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const hit = (is: boolean): number => (is ? 1 : 0);

export const isAccepted = (
  { outcome, acceptable }: PublishedCase,
  { recommendation }: Answer,
): boolean => recommendation === outcome || acceptable.includes(recommendation);

/** Scores answers to cases, one for one in order. */
export function score(cases: readonly PublishedCase[], answers: readonly Answer[]): Scores {
  const pairs = cases.map((one, at) => {
    const answer = answers[at];
    if (answer === undefined) throw new Error(`No answer to ${one.id}.`);
    return { one, answer };
  });
  const strictly = (rows: typeof pairs): number =>
    mean(rows.map(({ one, answer }) => hit(answer.recommendation === one.outcome)));
  const recallOf = (id: Alternative): number =>
    strictly(pairs.filter(({ one }) => one.outcome === id));
  const recall = {
    "prompt-engineering": recallOf("prompt-engineering"),
    "fine-tuning": recallOf("fine-tuning"),
    both: recallOf("both"),
  };
  return {
    strict: strictly(pairs),
    balanced: mean(Object.values(recall)),
    accepted: mean(pairs.map(({ one, answer }) => hit(isAccepted(one, answer)))),
    brier: mean(
      pairs.map(({ one, answer }) =>
        ALTERNATIVE_IDS.reduce(
          (sum, id) => sum + (answer.probabilities[id] - hit(id === one.outcome)) ** 2,
          0,
        ),
      ),
    ),
    logLoss: mean(
      pairs.map(({ one, answer }) => -Math.log(Math.max(answer.probabilities[one.outcome], 1e-3))),
    ),
    retrieval: mean(pairs.map(({ one, answer }) => hit(answer.retrieval === one.retrieval))),
    recall,
  };
}
