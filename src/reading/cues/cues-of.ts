import type { FACTS, FactId, Level, Range } from "../../decision/facts.ts";
import type { Phrase } from "../text/phrases.ts";

export type ChoiceCues<V extends string> = {
  readonly says: { readonly [value in V]: readonly Phrase[] };
  /** Words that speak for a value only as an answer to the question. */
  readonly answers?: { readonly [value in V]?: readonly Phrase[] };
  /** Words in which the cues only occur, and say nothing: "our support team", "drivers write". */
  readonly mentions?: readonly Phrase[];
  /**
   * Which value holds when several are spoken for, strongest first (the earlier of two equals
   * first). Without it, the strongest holds and equals stay unread.
   */
  readonly torn?: (values: readonly V[]) => V | undefined;
  /** What is asked about is only considered: a question speaks softly. */
  readonly questionsAreSoft?: true;
  /** After so many sentences the subject is no longer introduced, and words speak softly. */
  readonly softAfter?: number;
  /** How often the text says that something does what these words say, in days, is the value. */
  readonly pace?: {
    readonly changing: readonly Phrase[];
    readonly value: (days: number) => V;
  };
  /** Two shares in the text, the one reached and the one needed: what a gap of so many percentage points means. */
  readonly shortfall?: {
    readonly needed: readonly Phrase[];
    readonly reached: readonly Phrase[];
    readonly value: (points: number) => V;
  };
};

export type AmountCues = {
  readonly measures: "count" | "rate" | "spend" | "span" | "tokens";
  /** How many units of the text make one of the fact: seconds in a week, in a millisecond. */
  readonly divideBy?: number;
  /** The least and the most of the divided unit that can be meant. */
  readonly between?: readonly [number, number];
  /** Words that say, near a number, that it is this fact; soft ones only beside plain ones. */
  readonly counted: readonly Phrase[];
  /** The words in `counted` that leave no doubt: a launch comes before a demo. */
  readonly prime?: readonly Phrase[];
  /** Words that say that it is not known; numbers before them are of something else. */
  readonly open?: readonly Phrase[];
  /** The unit alone says enough. */
  readonly unitSuffices?: true;
  /** Words that say, near a number, that it is something else. */
  readonly instead: readonly Phrase[];
  /** Words that, anywhere in the clause, take its numbers away from the fact. */
  readonly unless?: readonly Phrase[];
  /** Words that are a number by themselves. */
  readonly stated: readonly (readonly [Phrase, number | Range])[];
  /** The same, but only as an answer to the question. */
  readonly answers?: readonly (readonly [Phrase, number | Range])[];
  /** It is part of a whole: where so many of so many are told, the rest is of the other fact. */
  readonly restOf?: FactId;
  /** What one hopes for is a plan, and counts. */
  readonly planned?: true;
  /** In a list of numbers, the unit alone says enough: "2k calls a day, 10 weeks". */
  readonly alone?: true;
  /** It is something one has: what one needs, wants or could get does not count. */
  readonly held?: true;
  /** "under 300" states the number itself instead of anything from 0 to 300. */
  readonly limitIsValue?: true;
  /** Two numbers that are multiplied: "200 users, 30 each". */
  readonly times?: {
    readonly each: readonly Phrase[];
    readonly of: readonly Phrase[];
    /** "each" may also stand before the number: "each sends 30". */
    readonly eachBefore?: true;
  };
  /** A date ahead counts too, in weeks, beside one of the words in `counted`. */
  readonly dates?: true;
};

/** The cues of one fact, by its kind. */
export type CuesOf<F extends FactId> = (typeof FACTS)[F]["kind"] extends "amount"
  ? AmountCues & { readonly kind: "amount" }
  : ChoiceCues<Level<F> & string> & { readonly kind: "choice" };
