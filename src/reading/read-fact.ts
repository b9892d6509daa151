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
