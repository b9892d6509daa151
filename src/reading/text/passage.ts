import { findQuantities } from "../numbers/numbers.ts";
import type { Quantity } from "../numbers/numbers.ts";
import { splitClauses } from "./clauses.ts";
import type { Clause, Clauses } from "./clauses.ts";
import { NEGATIONS } from "./negations.ts";
import type { Passage } from "./phrases.ts";
import { tokenize } from "./tokens.ts";

/** A text, taken apart once, for every fact to be looked for in. */
export type Reading = Passage &
  Clauses & {
    readonly text: string;
    readonly quantities: readonly Quantity[];
  };

/** Takes a text apart into tokens, numbers and clauses. */
export function takeApart(text: string): Reading {
  const tokens = tokenize(text);
  const quantities = findQuantities(text, tokens);
  return {
    text,
    tokens,
    quantities,
    quantityAt: new Map(quantities.map((quantity) => [quantity.from, quantity])),
    ...splitClauses(text, tokens, quantities),
  };
}

const NOWHERE: Clause = {
  from: 0,
  to: 0,
  sentence: 0,
  asked: false,
  supposed: false,
  unreal: false,
  past: false,
  former: false,
  wished: false,
  hoped: false,
  overrules: false,
};

export const clauseAt = ({ clauses, clauseOf }: Reading, token: number): Clause =>
  clauses[clauseOf[token] ?? 0] ?? NOWHERE;

/** The words from one token to another, as they stand in the text. */
export const quoteOf = ({ text, tokens }: Reading, from: number, to: number): string =>
  text.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0);

const REACH = 3;
/** "nobody on the team has ever …": a subject denies further than an adverb. */
const SUBJECT_REACH = 7;

/** Whether the words at a token are denied by what stands just before them in the same clause. */
export function isDenied(reading: Reading, from: number): boolean {
  const { tokens } = reading;
  if (NEGATIONS.has(tokens[from]?.word ?? "")) return false;
  const start = Math.max(clauseAt(reading, from).from, from - SUBJECT_REACH);
  for (let here = from - 1; here >= start; here -= 1) {
    const word = tokens[here]?.word ?? "";
    const near = here >= from - REACH;
    if (near && (word === "only" || word === "just" || word === "shortage")) return false;
    if (near && NEGATIONS.has(word)) return true;
    if (near && word === "of" && tokens[here - 1]?.word === "instead") return true;
    const isNone = word === "none" && tokens[here + 1]?.word === "of";
    if (isNone) return true;
    if (word === "nobody" || (word === "no" && tokens[here + 1]?.word === "one")) {
      const next = tokens[word === "nobody" ? here + 1 : here + 2]?.word ?? "";
      return !/^(?:but|except|else|other)$/.test(next);
    }
  }
  return false;
}
