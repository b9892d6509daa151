import type { FactId, FactValue } from "../decision/facts.ts";

/** A fact that a text states, with the very words that state it. */
export type ReadFact = {
  readonly [F in FactId]: {
    readonly fact: F;
    readonly value: FactValue<F>;
    /** A slice of the text. */
    readonly quote: string;
  };
}[FactId];

/** A fact that a text states in several ways that cannot all be so, each with its words. */
export type UnclearFact = {
  readonly fact: FactId;
  /** Two or more, in the order of the text. */
  readonly readings: readonly ReadFact[];
};
