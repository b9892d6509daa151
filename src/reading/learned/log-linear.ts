/**
 * A log-linear model, also called multinomial logistic regression: every clue speaks for or against
 * every label with a weight, and the probability of a label is proportional to e to the sum of its
 * weights. Sums are divided by the square root of the number of clues, so that long messages are
 * believed no more than short ones.
 */
export type LogLinear = {
  readonly labels: readonly string[];
  readonly biases: readonly number[];
  readonly weights: Weights;
};

/** What every clue speaks for: the number of a label and the weight, in turn. */
type Weights = Pick<ReadonlyMap<string, readonly number[]>, "get" | "has">;

/** A model as it has been fitted. */
export type Fitted = LogLinear & { readonly weights: ReadonlyMap<string, readonly number[]> };

export type Ranked<L extends string> = { readonly label: L; readonly probability: number };

/** Weights are written as whole numbers of this size. */
const UNIT = 0.1;

/** "12:-3 14:7" as numbers. */
const rowOf = (written: string): readonly number[] =>
  written.split(" ").flatMap((pair) => {
    const colon = pair.indexOf(":");
    return [Number(pair.slice(0, colon)), Number(pair.slice(colon + 1)) * UNIT];
  });

/**
 * Reads a model as `writeModel` has written it. A line is taken apart when its clue is asked for:
 * a message has a hundred of them, and the table tens of thousands.
 */
export function readModel(table: string): LogLinear {
  const lines = new Map<string, string | readonly number[]>();
  let [labels, biases] = ["", ""];
  for (let from = 0, number = 0; from < table.length; number += 1) {
    const next = table.indexOf("\n", from);
    const end = next < 0 ? table.length : next;
    if (number === 0) labels = table.slice(from, end);
    else if (number === 1) biases = table.slice(from, end);
    else {
      const tab = table.indexOf("\t", from);
      lines.set(table.slice(from, tab), table.slice(tab + 1, end));
    }
    from = end + 1;
  }
  return {
    labels: labels.split(" "),
    biases: biases.split(" ").map((bias) => Number(bias) * UNIT),
    weights: {
      has: (clue) => lines.has(clue),
      get: (clue) => {
        const line = lines.get(clue);
        if (typeof line !== "string") return line;
        const row = rowOf(line);
        lines.set(clue, row);
        return row;
      },
    },
  };
}

const whole = (weight: number): number => Math.round(weight / UNIT);

/**
 * Writes a model so that people can read it, too: a line of labels, a line of their biases, and a
 * line a clue with what it speaks for, as "number of the label:weight" in tenths.
 */
export function writeModel({ labels, biases, weights }: Fitted): string {
  const lines = [...weights].flatMap(([clue, row]) => {
    const written: string[] = [];
    for (let at = 0; at < row.length; at += 2) {
      const weight = whole(row[at + 1] ?? 0);
      if (weight !== 0) written.push(`${row[at]}:${weight}`);
    }
    return written.length === 0 ? [] : `${clue}\t${written.join(" ")}`;
  });
  return [labels.join(" "), biases.map(whole).join(" "), ...lines.toSorted()].join("\n");
}

/**
 * The labels by their probability, the likeliest first.
 *
 * @param among which labels are possible; without it, all
 */
export function rank<L extends string>(
  { labels, biases, weights }: LogLinear,
  clues: readonly string[],
  among: (label: string) => boolean = () => true,
): readonly Ranked<L>[] {
  const sums = new Float64Array(labels.length);
  let known = 0;
  for (const clue of clues) {
    const row = weights.get(clue);
    if (row === undefined) continue;
    known += 1;
    for (let at = 0; at < row.length; at += 2) {
      const label = row[at] ?? 0;
      sums[label] = (sums[label] ?? 0) + (row[at + 1] ?? 0);
    }
  }
  const scale = 1 / Math.sqrt(Math.max(1, known));
  const scored = labels.flatMap((label, at) =>
    among(label) ? { label, score: (biases[at] ?? 0) + scale * (sums[at] ?? 0) } : [],
  );
  const highest = Math.max(...scored.map(({ score }) => score));
  const odds = scored.map(({ label, score }) => ({ label, odds: Math.exp(score - highest) }));
  const total = odds.reduce((sum, one) => sum + one.odds, 0);
  return odds
    .map((one) => ({ label: one.label as L, probability: one.odds / total }))
    .toSorted((one, another) => another.probability - one.probability);
}

/** A model that is read when it is first used. */
export function lazily(table: string): () => LogLinear {
  let model: LogLinear | undefined;
  return () => (model ??= readModel(table));
}
