import type { Token } from "../text/tokens.ts";
import {
  ADVERBS,
  CENTS,
  CURRENCY_MARKS,
  CURRENCY_WORDS,
  DAYS_PER_WEEK,
  MONEY_SCALES,
  MONTH,
  MONTH_NAMES,
  PERIODS,
  RATE_UNITS,
  SPANS,
  WORKDAYS_PER_WEEK,
  WORKING,
} from "./measures.ts";
import { bareAt, touches } from "./number-words.ts";
import type { Bare } from "./number-words.ts";
import { rangeFrom } from "./ranges.ts";

/** What a number counts. A `rate` and `spend` are per month, a `span` is in seconds. */
export type Unit =
  | { readonly kind: "count" }
  /** `bare` when nothing stands between the number and its period: "400 a month". */
  | { readonly kind: "rate"; readonly bare: boolean }
  | { readonly kind: "spend" }
  | { readonly kind: "money" }
  | { readonly kind: "span"; readonly seconds: number }
  | { readonly kind: "tokens" }
  | { readonly kind: "share" }
  /** Understood, and of no use: a price per request, tokens a day, a number in a name. */
  | { readonly kind: "other" };

export type Measured = { readonly unit: Unit; readonly to: number; readonly times: number };

const COUNT: Unit = { kind: "count" };
const OTHER: Unit = { kind: "other" };
const LONGEST_RATE_NOUN = 6;
const LONGEST_MONEY_NOUN = 5;
const PRICE_REACH = 3;
const ENDS_UNIT = new Set([".", ",", ";", "?", "!", "\n", ":", "(", ")", "but", "and", "plus"]);
const COUNTED_BY = new Set(["per", "/", "a", "an", "each", "every"]);
const BEFORE_PERIOD = new Set([
  "single",
  "calendar",
  "full",
  "given",
  "average",
  "normal",
  "typical",
]);

type Period = { readonly seconds: number; readonly to: number };

/** "every 10 minutes", "every other day", "per working day": how long the period after its word is. */
export function periodAt(text: string, tokens: readonly Token[], at: number): Period | undefined {
  const word = tokens[at]?.word ?? "";
  if (word === "other") {
    const seconds = PERIODS.get(tokens[at + 1]?.word ?? "");
    return seconds === undefined ? undefined : { seconds: 2 * seconds, to: at + 2 };
  }
  if (WORKING.has(word) && tokens[at + 1]?.word === "day") {
    const seconds = PERIODS.get("day") ?? Number.NaN;
    return { seconds: (seconds * DAYS_PER_WEEK) / WORKDAYS_PER_WEEK, to: at + 2 };
  }
  const here = BEFORE_PERIOD.has(word) ? at + 1 : at;
  const seconds = PERIODS.get(tokens[here]?.word ?? "");
  if (seconds !== undefined) return { seconds, to: here + 1 };
  if (!/^(?:every|each)$/.test(tokens[at - 1]?.word ?? "")) return undefined;
  const first = bareAt(text, tokens, at);
  const number = first === undefined ? undefined : rangeFrom(text, tokens, at, first);
  const span = number === undefined ? undefined : SPANS.get(tokens[number.end]?.word ?? "");
  return number === undefined || span === undefined
    ? undefined
    : { seconds: ((number.low + number.high) / 2) * span, to: number.end + 1 };
}

/** Seconds of the period that a number is counted by, looked for just after the number. */
function periodAfter(
  text: string,
  tokens: readonly Token[],
  end: number,
  reach: number,
): Period | "each" | undefined {
  for (let here = end; here <= end + reach && here < tokens.length; here += 1) {
    const word = tokens[here]?.word ?? "";
    // "p.a.", "p.m."
    if (word === "p" && tokens[here + 1]?.word === ".") {
      const seconds = tokens[here + 2]?.word === "a" ? PERIODS.get("year") : undefined;
      if (seconds !== undefined) return { seconds, to: here + 3 };
    }
    // "labelling 500 takes a week" is no rate.
    if (ENDS_UNIT.has(word) || /^(?:takes?|took|taking|lasts?|costs?)$/.test(word))
      return undefined;
    const rate = RATE_UNITS.get(word) ?? ADVERBS.get(word);
    if (rate !== undefined) return { seconds: rate, to: here + 1 };
    if (COUNTED_BY.has(word)) {
      const period = periodAt(text, tokens, here + 1);
      if (period !== undefined) return period;
      if (here === end && (word === "per" || word === "/")) return "each";
    } else if (here > end && tokens[here]?.kind === "number") return undefined;
  }
  return undefined;
}

const PERIOD_REACH = 8;

/** "monthly budget of", "every day we get": the period stands before the number. */
function periodBefore(text: string, tokens: readonly Token[], from: number): number | undefined {
  for (let here = from - 1; here >= 0 && here >= from - PERIOD_REACH; here -= 1) {
    const word = tokens[here]?.word ?? "";
    if (ENDS_UNIT.has(word) && word !== ":") return undefined;
    if (tokens[here]?.kind === "number") return undefined;
    const adverb = ADVERBS.get(word);
    if (adverb !== undefined && tokens[here + 1]?.word !== "worth") return adverb;
    if (word === "per" || word === "every" || word === "each") {
      const period = periodAt(text, tokens, here + 1);
      return period !== undefined && period.to <= from ? period.seconds : undefined;
    }
  }
  return undefined;
}

/** What a sum is for: so much a month, each, or once. */
export function money(
  text: string,
  tokens: readonly Token[],
  from: number,
  times: number,
  to: number,
): Measured {
  const period = periodAfter(text, tokens, to, LONGEST_MONEY_NOUN);
  if (period === "each") return { unit: OTHER, to, times };
  if (period !== undefined)
    return /^(?:per|each|\/)$/.test(tokens[period.to]?.word ?? "")
      ? { unit: OTHER, to: period.to, times }
      : { unit: { kind: "spend" }, to: period.to, times: (times * MONTH) / period.seconds };
  for (let here = to; here < to + PRICE_REACH; here += 1)
    if (/^(?:per|\/|apiece|each)$/.test(tokens[here]?.word ?? ""))
      return { unit: OTHER, to, times };
  // "2 cents a call"
  if (/^an?$/.test(tokens[to]?.word ?? "") && tokens[to + 1]?.kind === "word")
    return { unit: OTHER, to, times };
  const before = periodBefore(text, tokens, from);
  return before === undefined
    ? { unit: { kind: "money" }, to, times }
    : { unit: { kind: "spend" }, to, times: (times * MONTH) / before };
}

/** Where the sign of a currency before a number begins; the number itself when there is none. */
export function currencyBefore(tokens: readonly Token[], from: number): number {
  const before = tokens[from - 1]?.word ?? "";
  if (CURRENCY_MARKS.has(before) || CURRENCY_WORDS.has(before)) return from - 1;
  // "Rs. 500"
  return before === "." && tokens[from - 2]?.word === "rs" ? from - 2 : from;
}

/** What the number from token `from` counts. */
export function unitAfter(
  text: string,
  tokens: readonly Token[],
  from: number,
  { end }: Bare,
): Measured {
  const word = tokens[end]?.word ?? "";
  // "3 dollars per million tokens", "per 100 calls": a price.
  if (tokens[from - 1]?.word === "per" || tokens[from - 1]?.word === "/")
    return { unit: OTHER, to: end, times: 1 };
  const isCurrency = CURRENCY_MARKS.has(word) || CURRENCY_WORDS.has(word);
  if (currencyBefore(tokens, from) < from)
    return money(text, tokens, from, 1, CURRENCY_WORDS.has(word) ? end + 1 : end);
  // "US dollars"
  if (
    /^(?:us|canadian|australian|swiss)$/.test(word) &&
    CURRENCY_WORDS.has(tokens[end + 1]?.word ?? "")
  )
    return money(text, tokens, from, 1, end + 2);
  if (isCurrency) return money(text, tokens, from, 1, end + 1);
  if (MONEY_SCALES.has(tokens[end - 1]?.word ?? "")) return money(text, tokens, from, 1, end);
  if (CENTS.has(word)) return money(text, tokens, from, 0.01, end + 1);
  if (/^(?:%|percent|pct|pp)$/.test(word))
    return { unit: { kind: "share" }, to: end + 1, times: 1 };
  if (word === "per" && tokens[end + 1]?.word === "cent")
    return { unit: { kind: "share" }, to: end + 2, times: 1 };
  if (
    /^(?:b|param|params|parameter|parameters|gb|mb|tb|kb|gig|gigs|gigabytes|terabytes|megabytes|gpus?|gpu)$/.test(
      word,
    )
  )
    return { unit: OTHER, to: end + 1, times: 1 };
  const rate = RATE_UNITS.get(word);
  if (rate !== undefined)
    return { unit: { kind: "rate", bare: false }, to: end + 1, times: MONTH / rate };
  for (let here = end; here <= end + 2; here += 1) {
    const noun = tokens[here]?.word ?? "";
    if (noun === "tokens" || noun === "token" || noun === "toks" || noun === "tok") {
      const period = periodAfter(text, tokens, here + 1, 1);
      return {
        unit: period === undefined || period === "each" ? { kind: "tokens" } : OTHER,
        to: here + 1,
        times: 1,
      };
    }
    if (tokens[here]?.kind !== "word") break;
  }
  // "10 working days"
  const working = WORKING.has(word) || word === "calendar";
  const days = /^days?$/.test(tokens[end + 1]?.word ?? "");
  if (working && days) {
    const times = word === "calendar" ? 1 : DAYS_PER_WEEK / WORKDAYS_PER_WEEK;
    return { unit: { kind: "span", seconds: SPANS.get("day") ?? Number.NaN }, to: end + 2, times };
  }
  const seconds = SPANS.get(word);
  const isBeside = word === "s" && tokens[end]?.start === (tokens[end - 1]?.end ?? 0) + 1;
  if (
    seconds !== undefined &&
    (touches(tokens[end - 1], tokens[end]) || word.length > 1 || isBeside)
  ) {
    // "7 days a week"
    const often = periodAfter(text, tokens, end + 1, 0);
    if (often !== undefined && often !== "each") return { unit: OTHER, to: end + 1, times: 1 };
    return { unit: { kind: "span", seconds }, to: end + 1, times: 1 };
  }
  const period = periodAfter(text, tokens, end, LONGEST_RATE_NOUN);
  if (period !== undefined && period !== "each") {
    const bare = period.to <= end + 2;
    return { unit: { kind: "rate", bare }, to: period.to, times: MONTH / period.seconds };
  }
  const earlier = periodBefore(text, tokens, from);
  if (earlier !== undefined)
    return {
      unit: { kind: "rate", bare: tokens[end]?.kind !== "word" },
      to: end,
      times: MONTH / earlier,
    };
  return { unit: COUNT, to: end, times: 1 };
}

const LAST = new Set([
  "normal",
  "typical",
  "average",
  "usual",
  "regular",
  "last",
  "past",
  "previous",
  "whole",
  "entire",
  "full",
]);

/** Seconds of "last quarter", "in October", "for the whole year" at a token: what went on in that time. */
export function stretchAt(tokens: readonly Token[], at: number): number | undefined {
  const word = tokens[at]?.word ?? "";
  const next = tokens[at + 1]?.word ?? "";
  if (LAST.has(word)) return PERIODS.get(next);
  if ((word === "in" || word === "during") && MONTH_NAMES.has(next)) return MONTH;
  if (word === "month" && next === "to" && tokens[at + 2]?.word === "month") return MONTH;
  if (word === "for" && next === "the") return PERIODS.get(tokens[at + 2]?.word ?? "");
  return undefined;
}
