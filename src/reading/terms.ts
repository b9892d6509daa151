import type { TermId } from "../money/terms.ts";
import type { Quantity } from "./numbers/numbers.ts";
import { quoteOf, takeApart } from "./text/passage.ts";
import type { Reading } from "./text/passage.ts";
import { findPhrases, phraseBook } from "./text/phrases.ts";
import type { Phrase } from "./text/phrases.ts";

/** A number that somebody wants a calculation to rest on. */
export type ReadTerm = { readonly term: TermId; readonly value: number; readonly quote: string };

type Cues = {
  readonly phrases: readonly Phrase[];
  /** The number in the term's own unit; undefined when it counts something else. */
  readonly value: (quantity: Quantity) => number | undefined;
};

/** A number that was multiplied for its period and is divided again has so many digits of its own. */
const DIGITS = 12;

/** The number as it was written, before its period: 50 of "$50 an hour". */
const written = ({ low, high, times }: Quantity): number =>
  Number(((low + high) / 2 / times).toPrecision(DIGITS));

const counted = (quantity: Quantity): number | undefined => {
  const { kind } = quantity.unit;
  return kind === "count" || kind === "rate" || kind === "other" ? written(quantity) : undefined;
};

const money = (quantity: Quantity): number | undefined => {
  const { kind } = quantity.unit;
  return kind === "money" || kind === "spend" || kind === "other" ? written(quantity) : undefined;
};

const share = (quantity: Quantity): number | undefined => {
  const number = written(quantity);
  if (quantity.unit.kind === "share") return number / 100;
  return quantity.unit.kind === "count" && number <= 1 ? number : undefined;
};

const SECONDS_PER_MINUTE = 60;

const minutes = (quantity: Quantity): number | undefined =>
  quantity.unit.kind === "span"
    ? ((quantity.low + quantity.high) / 2) * (quantity.unit.seconds / SECONDS_PER_MINUTE)
    : undefined;

const tokens = (quantity: Quantity): number | undefined =>
  quantity.unit.kind === "tokens" || quantity.unit.kind === "other"
    ? written(quantity)
    : counted(quantity);

/** TABLE: the words for the terms of a calculation that are no facts of the case. */
const CUES: Readonly<Partial<Record<TermId, Cues>>> = {
  tunedPromptTokens: {
    phrases: [
      "tuned prompt",
      "prompt ... tuned|tuning|trained|training|fine-tuned|finetuned",
      "tuned|trained|fine-tuned|finetuned ... prompt",
      "shorter|short prompt",
    ],
    value: tokens,
  },
  cachedShare: { phrases: ["cach*", "remembered"], value: share },
  trainingExamples: {
    phrases: ["train|training|tune|tuning on", "training examples|rows|samples|set", "to train"],
    value: counted,
  },
  testCases: {
    phrases: ["test cases|set|examples|rows", "evaluation|eval cases|set|examples"],
    value: counted,
  },
  minutesPerLabel: {
    phrases: ["label*", "annotat*", "per|an|each example|row|case|item", "tag|tagging"],
    value: minutes,
  },
  wagePerHour: {
    phrases: ["an|per hour", "hourly", "wage*", "label*", "annotat*", "salary|rate"],
    value: money,
  },
  labelsPerDay: {
    phrases: ["labels|examples|rows|cases a|per day", "a|per|each day", "daily"],
    value: (quantity) => (quantity.unit.kind === "rate" ? written(quantity) : undefined),
  },
  epochs: { phrases: ["epoch|epochs", "passes"], value: counted },
  trainingRuns: {
    phrases: ["training runs|run|jobs", "runs|run", "attempts|tries"],
    value: counted,
  },
  retrainingsPerYear: { phrases: ["retrain*", "re-train*"], value: counted },
  machineTokensPerSecond: { phrases: ["a|per second", "throughput"], value: tokens },
  peakToAverage: { phrases: ["peak*", "busiest", "times the average"], value: counted },
};

const BOOK = phraseBook<TermId>(
  Object.entries(CUES).flatMap(([term, { phrases }]) =>
    phrases.map((phrase) => [phrase, term as TermId] as const),
  ),
);

/** How far from its number a term may stand, in tokens. */
const REACH = 6;

const distance = (quantity: Quantity, from: number, to: number): number =>
  Math.max(0, from - quantity.to, quantity.from - to);

/** "nothing is cached", "without caching". */
const UNCACHED: readonly Phrase[] = [
  "nothing|none ... cached|remembered",
  "no caching|cache",
  "without caching|cache",
  "not|isn't|aren't cached",
  "uncached",
];
const UNCACHED_BOOK = phraseBook(UNCACHED.map((phrase) => [phrase, true] as const));

function uncachedIn(reading: Reading): readonly ReadTerm[] {
  const [hit] = findPhrases(UNCACHED_BOOK, reading);
  return hit === undefined
    ? []
    : [{ term: "cachedShare", value: 0, quote: quoteOf(reading, hit.from, hit.to) }];
}

/**
 * The terms of a calculation that some words set: each number goes to the nearest term that it can
 * be a number of. What is a fact of the case, such as the length of the prompt, is read as one.
 */
export function readTerms(text: string): readonly ReadTerm[] {
  const reading = takeApart(text);
  const hits = findPhrases(BOOK, reading);
  const read = reading.quantities.flatMap((quantity): readonly ReadTerm[] => {
    const [nearest] = hits
      .flatMap(({ means: term, from, to }) => {
        const value = CUES[term]?.value(quantity);
        const away = distance(quantity, from, to);
        return value === undefined || away > REACH ? [] : [{ term, value, away, from, to }];
      })
      .toSorted((one, another) => one.away - another.away);
    if (nearest === undefined) return [];
    const { term, value, from, to } = nearest;
    const quote = quoteOf(reading, Math.min(quantity.from, from), Math.max(quantity.to, to));
    return [{ term, value, quote }];
  });
  const uncached = uncachedIn(reading);
  return [...read.filter(({ term }) => !uncached.some((one) => one.term === term)), ...uncached];
}

const USUAL = /\b(?:usual|default|original|standard) (?:assumptions|numbers|terms)\b/i;

/** Whether some words ask for the usual terms again. */
export const asksForUsual = (text: string): boolean => USUAL.test(text);

const SIGNS = /[^\p{L}\p{N}.]+/gu;

const plain = (words: string): string => ` ${words.toLowerCase().replaceAll(SIGNS, " ").trim()} `;

/** What a provider calls a model, without the conditions of its price: "claude-haiku-5.5 (prompt <=100k)". */
const nameOf = (id: string): string => plain(id.replace(/\(.*$/, ""));

/**
 * The model or route that some words name, of those there are; the longest name that fits. Names are
 * compared without signs: "GPT 6.1 Terra" is gpt-6.1-terra.
 */
export function readRoute(text: string, ids: readonly string[]): string | undefined {
  const words = plain(text);
  return ids
    .filter((id) => words.includes(nameOf(id)))
    .toSorted((one, another) => nameOf(another).length - nameOf(one).length)[0];
}
