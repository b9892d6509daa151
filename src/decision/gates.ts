import type { FindingId } from "../knowledge/findings.ts";
import { MINIMUM_EXAMPLES } from "../knowledge/tuning-providers.ts";
import type { Alternative } from "./alternatives.ts";
import type { Evidence, Range } from "./facts.ts";

/**
 * TABLE: what rules an alternative out before anything is weighed. A gate never adds points to
 * another alternative, speaks only when the facts it needs are known, and says when and where its
 * reason was read.
 */
export type Gate = {
  readonly rulesOut: readonly Alternative[];
  readonly why: string;
  readonly findings: readonly FindingId[];
  /** The day on which the reason was last checked, ISO. */
  readonly asOf: string;
  readonly applies: (evidence: Evidence) => boolean;
};

const atMost = (value: number | Range | undefined): number =>
  value === undefined ? Number.POSITIVE_INFINITY : typeof value === "number" ? value : value.high;

const atLeast = (value: number | Range | undefined): number =>
  value === undefined ? 0 : typeof value === "number" ? value : value.low;

const TRAINING = ["fine-tuning", "both"] as const;

/** Requests a month from which running cost alone can justify training (e37: idle hosting is about $1,241 a month). */
const LARGE_VOLUME = 300_000;

export const GATES: readonly Gate[] = [
  {
    rulesOut: TRAINING,
    why: `With fewer than ${MINIMUM_EXAMPLES.count} labelled examples a tuning job does not even start at most providers. Collect some first; then this opens again.`,
    findings: MINIMUM_EXAMPLES.findings,
    asOf: "2026-11-23",
    applies: ({ labelledExamples }) => atMost(labelledExamples) < MINIMUM_EXAMPLES.count,
  },
  {
    rulesOut: TRAINING,
    why: "There is no model you are able to tune. Hosted tuning has closed at several providers, and open models are the way that stays.",
    findings: ["e61", "e64"],
    asOf: "2026-11-23",
    applies: ({ tuningAccess }) => tuningAccess === "no",
  },
  {
    rulesOut: TRAINING,
    why: "Less than a week is shorter than three training runs and the 2 to 5 days it takes to check them.",
    findings: ["e35", "e36"],
    asOf: "2026-11-23",
    applies: ({ weeksToLaunch }) => atMost(weeksToLaunch) < 1,
  },
  {
    rulesOut: TRAINING,
    why: "Your prompt already does the job, and neither cost, speed, privacy nor volume gives a reason to train.",
    findings: ["e60"],
    asOf: "2026-11-23",
    applies: ({ promptGap, budget, latency, dataSensitivity, monthlyRequests }) =>
      promptGap === "none" &&
      budget !== undefined &&
      budget !== "low" &&
      latency === "relaxed" &&
      dataSensitivity !== "high" &&
      atLeast(monthlyRequests) < LARGE_VOLUME,
  },
];

/** The gates that are closed for this team. */
export const closedGates = (evidence: Evidence): readonly Gate[] =>
  GATES.filter((gate) => gate.applies(evidence));
