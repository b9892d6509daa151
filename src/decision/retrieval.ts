import type { FindingId } from "../knowledge/findings.ts";
import { priorOf } from "./draws.ts";
import type { Evidence, FactId } from "./facts.ts";
import { LEVELS, positionOf } from "./scale.ts";

/**
 * The second, small decision: how facts that the model cannot know reach it. Training does not cure
 * missing facts (e01–e04), so this stands beside the main decision and never inside it.
 */
export type Retrieval = {
  readonly way: Way;
  /** True when documents have to be searched for each question. */
  readonly recommended: boolean;
  readonly why: string;
  readonly findings: readonly FindingId[];
};

const WAYS = ["none", "in-the-prompt", "search"] as const;
type Way = (typeof WAYS)[number];

type Row = {
  readonly fact: FactId;
  readonly weight: number;
  readonly utilities: Readonly<Record<string, readonly [number, number, number]>>;
};

/** Utilities of doing without, putting everything into the prompt, and searching, in that order. */
const ROWS: readonly Row[] = [
  {
    fact: "knowledgeNeed",
    weight: 3,
    utilities: { none: [1, 0, 0], static: [0.5, 0.5, 0.75], changing: [0, 0.5, 1] },
  },
  {
    // What rarely changes has a good chance of being known to the model already.
    fact: "changeRate",
    weight: 2,
    utilities: { rarely: [0.8, 0.5, 0.2], monthly: [0.4, 0.5, 0.6], weekly: [0.4, 0.5, 0.6] },
  },
  {
    // Under about 200,000 tokens everything fits into a cached prompt (e53).
    fact: "corpusSize",
    weight: 3,
    utilities: { small: [0.4, 1, 0.2], large: [0.4, 0, 0.7] },
  },
  {
    fact: "latency",
    weight: 0.5,
    utilities: { relaxed: [0.5, 0.5, 0.5], tight: [0.7, 0.3, 0.4] },
  },
];

const WHY: Readonly<
  Record<Way, { readonly why: string; readonly findings: readonly FindingId[] }>
> = {
  none: {
    why: "Nothing has to be looked up: the task needs no facts from outside, or facts that rarely change and that a model is likely to know.",
    findings: ["e26"],
  },
  "in-the-prompt": {
    why: "The facts are few enough to stand in the prompt itself; up to about 500 pages need no search.",
    findings: ["e53"],
  },
  search: {
    why: "The real gap is facts, and training does not cure that: look them up in your documents when the question comes (retrieval).",
    findings: ["e01", "e03"],
  },
};

/** How facts should reach the model, from what is known and the priors of the rest. */
export function retrievalFor(evidence: Evidence): Retrieval {
  const sums = [0, 0, 0];
  for (const { fact, weight, utilities } of ROWS) {
    const value = evidence[fact];
    const position =
      value === undefined
        ? priorOf(fact, fact === "knowledgeNeed" ? evidence.taskType : undefined)
        : positionOf(fact, value);
    for (const [level, share] of position.entries()) {
      const row = utilities[LEVELS[fact][level] ?? ""] ?? [0, 0, 0];
      for (const at of sums.keys()) sums[at]! += weight * share * (row[at] ?? 0);
    }
  }
  const way = WAYS[sums.indexOf(Math.max(...sums))] ?? "none";
  return { way, recommended: way === "search", ...WHY[way] };
}
