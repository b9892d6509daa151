import type { Fitted } from "../src/reading/learned/log-linear.ts";

export type Example = {
  readonly clues: readonly string[];
  readonly label: string;
  /** The labels between which this example decides; without it, all. */
  readonly among?: readonly string[];
};

/** A clue that stands in fewer examples than this says nothing that carries over. */
const FEWEST = 2;
/** A table of such letters alone takes half the memory. */
const IN_ONE_BYTE = /^[ -ÿ]*$/;
/** Times that all examples are gone through. */
const EPOCHS = 30;
const RATE = 0.3;
/** How firmly weights are held near 0. */
const HELD = 1e-4;
const BIAS_RATE = 0.02;
/** Weights nearer to 0 than this are left out of the table. */
const LEAST_WEIGHT = 0.5;

/** Chance that is the same every time (a linear congruential generator; Numerical Recipes). */
function generator(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Fits a log-linear model to labelled examples by AdaGrad (Duchi, Hazan, Singer 2011). The same
 * examples in the same order give the same model.
 */
export function fit(examples: readonly Example[], labels: readonly string[]): Fitted {
  const counts = new Map<string, number>();
  for (const { clues } of examples)
    for (const clue of clues) counts.set(clue, (counts.get(clue) ?? 0) + 1);
  const known = [...counts]
    .filter(([clue, count]) => count >= FEWEST && IN_ONE_BYTE.test(clue))
    .map(([clue]) => clue);
  const index = new Map(known.map((clue, at) => [clue, at]));
  const width = labels.length;
  const weights = new Float64Array(known.length * width);
  const squares = new Float64Array(known.length * width).fill(0.01);
  const bias = new Float64Array(width);
  const numbered = new Map(labels.map((label, at) => [label, at]));
  const everything = labels.map((_, at) => at);
  const rows = examples.map(({ clues, label, among }) => ({
    clues: clues.flatMap((clue) => index.get(clue) ?? []),
    label: numbered.get(label),
    among: among?.map((one) => numbered.get(one) ?? 0) ?? everything,
  }));
  const chance = generator();
  const scores = new Float64Array(width);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let at = rows.length - 1; at > 0; at -= 1) {
      const other = Math.floor(chance() * (at + 1));
      [rows[at], rows[other]] = [rows[other]!, rows[at]!];
    }
    for (const { clues, label, among } of rows) {
      const scale = 1 / Math.sqrt(Math.max(1, clues.length));
      let highest = Number.NEGATIVE_INFINITY;
      for (const one of among) {
        let sum = 0;
        for (const clue of clues) sum += weights[clue * width + one]!;
        scores[one] = bias[one]! + scale * sum;
        highest = Math.max(highest, scores[one] ?? 0);
      }
      let total = 0;
      for (const one of among) total += scores[one] = Math.exp(scores[one]! - highest);
      for (const one of among) {
        const error = scores[one]! / total - (one === label ? 1 : 0);
        bias[one]! -= BIAS_RATE * error;
        if (Math.abs(error) < 1e-4) continue;
        for (const clue of clues) {
          const cell = clue * width + one;
          const slope = error * scale + HELD * weights[cell]!;
          squares[cell]! += slope * slope;
          weights[cell]! -= (RATE * slope) / Math.sqrt(squares[cell]!);
        }
      }
    }
  }
  return {
    labels,
    biases: [...bias],
    weights: new Map(
      known.flatMap((clue, at) => {
        const row = labels.flatMap((_, label) => {
          const weight = weights[at * width + label]!;
          return Math.abs(weight) < LEAST_WEIGHT ? [] : [label, weight];
        });
        return row.length === 0 ? [] : [[clue, row] as const];
      }),
    ),
  };
}
