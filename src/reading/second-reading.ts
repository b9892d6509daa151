import { z } from "zod";

import { checkFact } from "../decision/evidence.ts";
import { FACTS, FACT_IDS } from "../decision/facts.ts";
import type { FactId, Range } from "../decision/facts.ts";
import { CUES } from "./cues/index.ts";
import { findDates } from "./numbers/dates.ts";
import type { ReadFact } from "./read-fact.ts";
import { NEGATIONS } from "./text/negations.ts";
import { takeApart } from "./text/passage.ts";
import type { Reading } from "./text/passage.ts";

const MOST_FACTS = 40;
const LONGEST_QUOTE = 300;

/** What a second reader, such as a language model, may say that it has read. */
export const Proposal = z.object({
  facts: z
    .array(
      z.object({
        fact: z.string().max(40),
        value: z.union([
          z.string().max(40),
          z.number(),
          z.object({ low: z.number(), high: z.number() }),
        ]),
        quote: z.string().min(1).max(LONGEST_QUOTE),
      }),
    )
    .max(MOST_FACTS),
});

/** What a second reader has to know of one fact: what is asked, and what can be the answer. */
export type FactToRead = {
  readonly fact: FactId;
  readonly question: string;
  /** The values with their meaning; absent for a number. */
  readonly values?: Readonly<Record<string, string>>;
  /** What a number counts. */
  readonly unit?: string;
};

export const FACTS_TO_READ: readonly FactToRead[] = FACT_IDS.map((fact) => {
  const entry = FACTS[fact];
  return entry.kind === "amount"
    ? { fact, question: entry.question, unit: entry.unit.many }
    : {
        fact,
        question: entry.question,
        values: Object.fromEntries(
          Object.entries(entry.values).map(([value, { says }]) => [value, says]),
        ),
      };
});

const TOLERANCE = 0.05;
const DAYS_A_WEEK = 7;

/** The numbers that the words of a quote may state for a fact: each one, and each product of two. */
function numbersIn(reading: Reading, fact: FactId, at: string): readonly Range[] {
  const cues = CUES[fact];
  if (cues.kind === "choice") return [];
  const numbers = reading.quantities.map(({ low, high, unit, bound }): Range => {
    const factor = unit.kind === "span" ? unit.seconds / (cues.divideBy ?? 1) : 1;
    return { low: bound === "most" ? 0 : low * factor, high: high * factor };
  });
  const products = numbers.flatMap((one, index) =>
    numbers
      .slice(index + 1)
      .map((another) => ({ low: one.low * another.low, high: one.high * another.high })),
  );
  const dates = findDates(reading.text, reading.tokens, at).map(({ low, high }) => ({
    low: low / DAYS_A_WEEK,
    high: high / DAYS_A_WEEK,
  }));
  const denies = reading.tokens.some(({ word }) => NEGATIONS.has(word) || word === "zero");
  return [...numbers, ...products, ...dates, ...(denies ? [{ low: 0, high: 0 }] : [])];
}

/** Whether the words of a quote can state an amount: no number that stands nowhere is believed. */
function isStated(fact: FactId, value: unknown, quote: string, at: string): boolean {
  if (FACTS[fact].kind === "choice") return true;
  const { low, high } = typeof value === "number" ? { low: value, high: value } : (value as Range);
  return numbersIn(takeApart(quote), fact, at).some(
    (stated) => low >= stated.low * (1 - TOLERANCE) && high <= stated.high * (1 + TOLERANCE),
  );
}

/**
 * What is believed of a second reader's proposal: facts that exist, with values that can be, in
 * words that stand in the text to the letter, and with numbers that these words can mean.
 *
 * @param at ISO instant of the message
 */
export function believed(proposal: unknown, text: string, at: string): readonly ReadFact[] {
  const { data } = Proposal.safeParse(proposal);
  const believable = (data?.facts ?? []).flatMap(({ fact, value, quote }) => {
    const checked = checkFact(fact, value);
    return "problem" in checked ||
      !text.includes(quote) ||
      !/[\p{L}\p{N}]/u.test(quote) ||
      !isStated(checked.fact, value, quote, at)
      ? []
      : [{ ...checked, quote }];
  });
  return believable.filter(
    ({ fact }, index) => believable.findIndex((other) => other.fact === fact) === index,
  );
}
