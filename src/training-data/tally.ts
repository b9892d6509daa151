import { PROBLEM_KINDS } from "./problems.ts";
import type { Found, ProblemKind } from "./problems.ts";

/** How many lines are named at most for each problem. */
const MOST_LINES = 5;

/** Counts problems and keeps the first lines of each. */
export type Tally = {
  readonly add: (kind: ProblemKind, line: number) => void;
  /** In the order of the table, whatever came first. */
  readonly found: () => readonly Found[];
};

export function createTally(): Tally {
  const counted = new Map<ProblemKind, { count: number; lines: number[] }>();
  return {
    add: (kind, line) => {
      const so = counted.get(kind) ?? { count: 0, lines: [] };
      so.count += 1;
      if (so.lines.length < MOST_LINES) so.lines.push(line);
      counted.set(kind, so);
    },
    found: () =>
      PROBLEM_KINDS.flatMap((kind) => {
        const so = counted.get(kind);
        return so === undefined ? [] : [{ kind, ...so }];
      }),
  };
}
