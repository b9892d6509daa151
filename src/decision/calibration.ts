import type { ByAlternative } from "./alternatives.ts";

/**
 * The three numbers that are fitted to published cases (`npm run eval` fits them anew, with and
 * without each source).
 */
export type Calibration = {
  /**
   * What speaks for an alternative whatever the facts, over prompt engineering: people who ask are
   * seldom those for whom the answer is plain, and doing both is a habit of the field.
   */
  readonly base: ByAlternative<number>;
  /**
   * How far the judgements in the criteria may be trusted against everything the model does not
   * see: 1 as written, less when published outcomes scatter more than the judgements say.
   */
  readonly sharpness: number;
};

export const CALIBRATION: Calibration = {
  base: { "prompt-engineering": 0, "fine-tuning": 0, both: 0 },
  sharpness: 1,
};
