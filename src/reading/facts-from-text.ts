import type { FactId } from "../decision/facts.ts";
import { answerTo } from "./answers.ts";
import { findFacts } from "./find-facts.ts";
import { likelyAnswer } from "./learned/answers.ts";
import { takeApart } from "./passage.ts";
import type { ReadFact } from "./read-fact.ts";

export type { ReadFact } from "./read-fact.ts";

/** How many characters of a text are read; the rest is left unread. */
export const LONGEST_READ = 20_000;

/**
 * Reads the facts that a text states. Unclear words stay unread rather than guessed.
 *
 * @param at ISO date or instant of the message; deadlines are read relative to it, in weeks
 * @returns at most one entry per fact, in the order of the fact table
 */
export const readFacts = (text: string, at: string): readonly ReadFact[] =>
  findFacts(takeApart(text.slice(0, LONGEST_READ)), at);

/**
 * Reads a text as the answer to the question about one fact, so that a bare "5,000", "yes" or the
 * label of a value is enough.
 *
 * @param at ISO date or instant of the message
 * @returns `undefined` when the text is no answer
 */
export function readAnswer(fact: FactId, text: string, at: string): ReadFact | undefined {
  const words = text.slice(0, LONGEST_READ);
  const stated = answerTo(fact, words, at);
  if (stated !== undefined || words.trim() === "") return stated;
  const value = likelyAnswer(fact, words);
  return value === undefined ? undefined : ({ fact, value, quote: words.trim() } as ReadFact);
}
