import { EPOCH_RULE } from "../knowledge/training-formats.ts";

/**
 * How often a job sees every example, by OpenAI's published estimate.
 *
 * @param examples how many there are, a whole number ≥ 0
 * @returns 1 to 25; 0 when there is nothing to train on, where the original divides by zero
 */
export function estimatedEpochs(examples: number): number {
  const { target, fewestSeen, mostSeen, fewest, most } = EPOCH_RULE;
  if (examples === 0) return 0;
  if (examples * target < fewestSeen) return Math.min(most, Math.floor(fewestSeen / examples));
  if (examples * target > mostSeen) return Math.max(fewest, Math.floor(mostSeen / examples));
  return target;
}
