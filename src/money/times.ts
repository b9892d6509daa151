import type { Terms } from "./terms.ts";

/** Working days from now, at best and at worst. */
type Days = { readonly low: number; readonly high: number };

/** When there is something to look at, and when people can rely on it. */
export type RouteTimes = { readonly firstResult: Days; readonly inProduction: Days };

/** A prompt to a first result, a test set, and the checks of a tuned model (DECISION 2.7); ours, in days. */
const WRITING_A_PROMPT: Days = { low: 1, high: 5 };
const BUILDING_A_TEST_SET: Days = { low: 1, high: 3 };
const CHECKING_A_TUNED_MODEL: Days = { low: 2, high: 5 };
const DEPLOYING: Days = { low: 1, high: 2 };

/** Hours of one training run (e35, e36). */
const HOURS_PER_RUN: Days = { low: 1, high: 4 };
/** Only so many hours of a working day see a run started and judged. */
const RUNNING_HOURS_PER_DAY = 8;

const plus = (...all: readonly Days[]): Days => ({
  low: all.reduce((sum, { low }) => sum + low, 0),
  high: all.reduce((sum, { high }) => sum + high, 0),
});

/**
 * How long both routes take. Fine-tuning begins with the prompt, too: without it nobody knows whether
 * training is worth it, and the test set measures both.
 */
export function timesOf(terms: Terms): {
  readonly prompting: RouteTimes;
  readonly tuning: RouteTimes;
} {
  const testSet = terms.testCases > 0 ? BUILDING_A_TEST_SET : { low: 0, high: 0 };
  const toLabel = Math.max(0, terms.trainingExamples - terms.labelledExamples);
  const labelling = Math.ceil(toLabel / terms.labelsPerDay);
  const runs: Days = {
    low: Math.ceil((HOURS_PER_RUN.low * terms.trainingRuns) / RUNNING_HOURS_PER_DAY),
    high: Math.ceil((HOURS_PER_RUN.high * terms.trainingRuns) / RUNNING_HOURS_PER_DAY),
  };
  const firstRun: Days = { low: 1, high: 1 };
  // Examples are labelled while the prompt is written and the test set is built.
  const meanwhile = plus(WRITING_A_PROMPT, testSet);
  const ready: Days = {
    low: Math.max(meanwhile.low, labelling),
    high: Math.max(meanwhile.high, 2 * labelling),
  };
  return {
    prompting: { firstResult: WRITING_A_PROMPT, inProduction: plus(WRITING_A_PROMPT, testSet) },
    tuning: {
      firstResult: plus(ready, firstRun),
      inProduction: plus(ready, runs, CHECKING_A_TUNED_MODEL, DEPLOYING),
    },
  };
}
