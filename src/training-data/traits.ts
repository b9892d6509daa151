import { EXAMPLE_RULES } from "../knowledge/training-formats.ts";

/** What is remembered of an example as one bit each: what providers may refuse, and what else it is. */
const TRAITS = [
  ...EXAMPLE_RULES,
  /** The answer is as short as a label. */
  "label-like",
  /** The answer is short enough that only one can be right. */
  "brief",
  "no-system",
  "no-user",
] as const;

export type Trait = (typeof TRAITS)[number];

const bitOf = (trait: Trait): number => 1 << TRAITS.indexOf(trait);

/** The traits as bits of one number. */
export const traitsOf = (traits: readonly Trait[]): number =>
  traits.reduce((bits, trait) => bits | bitOf(trait), 0);

export const hasTrait = (bits: number, trait: Trait): boolean => (bits & bitOf(trait)) !== 0;
