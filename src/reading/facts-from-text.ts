import type { FactId } from "../decision/facts.ts";
import { answerTo } from "./answers.ts";
import { findAll } from "./find-facts.ts";
import { likelyAnswer } from "./learned/answers.ts";
import type { ReadFact, UnclearFact } from "./read-fact.ts";
import { takenTogether } from "./taken-together.ts";
import { takeApart } from "./text/passage.ts";

export type { ReadFact, UnclearFact } from "./read-fact.ts";

/** How many characters of a text are read; the rest is left unread. */
export const LONGEST_READ = 6000;

/** A longer text states things of its own; it is no answer to a question. */
const LONGEST_ANSWER = 600;

type Read = { readonly facts: readonly ReadFact[]; readonly unclear: readonly UnclearFact[] };

/** What was read last: one turn asks for the same words several times. */
let last: { readonly text: string; readonly at: string; readonly read: Read } | undefined;

function readOnce(text: string, at: string): Read {
  if (last !== undefined && last.text === text && last.at === at) return last.read;
  const { facts, unclear } = findAll(takeApart(text.slice(0, LONGEST_READ)), at);
  const read = { facts: takenTogether(facts), unclear };
  last = { text, at, read };
  return read;
}

/**
 * Reads the facts that a text states, and what they let expect. Unclear words stay unread rather
 * than guessed.
 *
 * @param at ISO date or instant of the message; deadlines are read relative to it, in weeks
 * @returns at most one entry per fact, in the order of the fact table
 */
export const readFacts = (text: string, at: string): readonly ReadFact[] =>
  readOnce(text, at).facts;

/**
 * Reads a text as the answer to the question about one fact, so that a bare "5,000", "yes" or the
 * label of a value is enough.
 *
 * @param at ISO date or instant of the message
 * @returns `undefined` when the text is no answer
 */
export function readAnswer(fact: FactId, text: string, at: string): ReadFact | undefined {
  const words = text.trim();
  if (words === "" || words.length > LONGEST_ANSWER)
    return readFacts(text, at).find((one) => one.fact === fact);
  const stated = answerTo(fact, words, at);
  const value = stated === undefined ? likelyAnswer(fact, words) : undefined;
  return value === undefined ? stated : ({ fact, value, quote: words } as ReadFact);
}

/** The facts that a text states in several ways which cannot all be so; `readFacts` leaves them out. */
export const readUnclear = (text: string, at: string): readonly UnclearFact[] =>
  readOnce(text, at).unclear;
