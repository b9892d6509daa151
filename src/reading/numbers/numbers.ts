import type { Token } from "../text/tokens.ts";
import { ADVERBS, ARTICLE_SPANS, NOTES, PERIODS, SPANS } from "./measures.ts";
import { bareAt, PARTS } from "./number-words.ts";
import { rangeFrom } from "./ranges.ts";
import { currencyBefore, money, stretchAt, unitAfter } from "./units.ts";
import type { Unit } from "./units.ts";

/** A number in a text, from token `from` up to token `to`, unit included. */
export type Quantity = {
  readonly from: number;
  readonly to: number;
  /** The token after the bare number, before its unit. */
  readonly numberEnd: number;
  readonly low: number;
  readonly high: number;
  /** By what the number was multiplied for its period: 12 months for "a year". */
  readonly times: number;
  /** "under 500" and "at least 500" state a bound. */
  readonly bound: "most" | "least" | undefined;
  readonly unit: Unit;
  /** Seconds of the time in which a count or a sum came together: "last month", "in October". */
  readonly over?: number;
};

const DENIED_REACH = 4;
const BEFORE_ARTICLE_SPAN = new Set([
  "in",
  "within",
  "about",
  "under",
  "have",
  "inside",
  "least",
  "roughly",
  "over",
  "than",
  "half",
  "got",
  "for",
  "every",
  "only",
  "just",
  "there's",
  "another",
]);

const AFTER_ARTICLE_SPAN = new Set(["left", "away", "per", "until", "till", "at", "max"]);

/** "a fortnight from now", "a minute per answer": words behind a length of time that make it one. */
const isReckoned = (tokens: readonly Token[], at: number): boolean =>
  AFTER_ARTICLE_SPAN.has(tokens[at]?.word ?? "") ||
  (tokens[at]?.word === "from" && /^(?:now|today)$/.test(tokens[at + 1]?.word ?? ""));

const BOUNDS: readonly (readonly [readonly string[], "most" | "least"])[] = [
  [["under"], "most"],
  [["below"], "most"],
  [["<"], "most"],
  [["≤"], "most"],
  [["sub"], "most"],
  [["within"], "most"],
  [["inside"], "most"],
  [["capped", "at"], "most"],
  [["limited", "to"], "most"],
  [["at", "the", "most"], "most"],
  [["less", "then"], "most"],
  [["lower", "than"], "most"],
  [["faster", "than"], "most"],
  [["quicker", "than"], "most"],
  [["no", "later", "than"], "most"],
  [["no", "longer", "than"], "most"],
  [["no", "slower", "than"], "most"],
  [["as", "many", "as"], "most"],
  [["max"], "most"],
  [["maximum"], "most"],
  [["maximum", "of"], "most"],
  [["max", "of"], "most"],
  [["up", "to"], "most"],
  [["at", "most"], "most"],
  [["less", "than"], "most"],
  [["fewer", "than"], "most"],
  [["no", "more", "than"], "most"],
  [["not", "more", "than"], "most"],
  [["not", "even"], "most"],
  [["above"], "least"],
  [["over"], "least"],
  [[">"], "least"],
  [["≥"], "least"],
  [["at", "least"], "least"],
  [["more", "than"], "least"],
  [["longer", "than"], "least"],
  [["slower", "than"], "least"],
  [["later", "than"], "least"],
  [["higher", "than"], "least"],
  [["larger", "than"], "least"],
  [["bigger", "than"], "least"],
  [["greater", "than"], "least"],
  [["no", "less", "than"], "least"],
  [["no", "fewer", "than"], "least"],
  [["not", "less", "than"], "least"],
  [["not", "fewer", "than"], "least"],
  [["beyond"], "least"],
  [["exceed"], "least"],
  [["exceeds"], "least"],
  [["top"], "least"],
  [["north", "of"], "least"],
  [["upwards", "of"], "least"],
  [["minimum"], "least"],
  [["exceeding"], "least"],
];
/** "can't go above 1500", "never more than 300": a bound from below, denied. */
const DENIED = new Set([
  "can't",
  "not",
  "never",
  "don't",
  "doesn't",
  "won't",
  "no",
  "mustn't",
  "shouldn't",
  "isn't",
  "nothing",
  "couldn't",
  "wouldn't",
  "nobody",
]);

const APPROXIMATE = new Set([
  "~",
  "≈",
  "about",
  "around",
  "roughly",
  "approximately",
  "approx",
  "circa",
  "ca",
  "some",
  "maybe",
  "perhaps",
  "like",
  "nearly",
  "almost",
  "say",
  "just",
  "only",
  "=",
  "easily",
  "exactly",
  "barely",
  "hardly",
]);

const BOUNDS_BEHIND: readonly (readonly [readonly string[], "most" | "least"])[] = [
  [["+"], "least"],
  [["plus"], "least"],
  [["or", "more"], "least"],
  [["or", "so", "at", "least"], "least"],
  [["at", "least"], "least"],
  [["minimum"], "least"],
  [["or", "less"], "most"],
  [["or", "fewer"], "most"],
  [["or", "under"], "most"],
  [["or", "below"], "most"],
  [["or", "faster"], "most"],
  [["or", "better"], "most"],
  [["at", "most"], "most"],
  [["tops"], "most"],
];

type Bound = (typeof BOUNDS)[number];

/** By one of their words, since most words are in none. */
const byWord = (
  bounds: readonly Bound[],
  keyOf: (words: readonly string[]) => string | undefined,
): ReadonlyMap<string, readonly Bound[]> =>
  new Map(
    bounds.map(([words]) => {
      const key = keyOf(words) ?? "";
      return [key, bounds.filter(([others]) => keyOf(others) === key)];
    }),
  );

const BY_LAST = byWord(BOUNDS, (words) => words.at(-1));
const BY_FIRST = byWord(BOUNDS_BEHIND, (words) => words[0]);
const NO_BOUNDS: readonly Bound[] = [];

const wordsEndAt = (tokens: readonly Token[], end: number, words: readonly string[]): boolean =>
  words.every((word, index) => tokens[end - words.length + index]?.word === word);

function boundBefore(tokens: readonly Token[], from: number): "most" | "least" | undefined {
  let end = currencyBefore(tokens, from);
  while (APPROXIMATE.has(tokens[end - 1]?.word ?? "")) end -= 1;
  // The longest bound wins: "no more than" is not "more than".
  let found: "most" | "least" | undefined;
  let longest = 0;
  for (const [words, bound] of BY_LAST.get(tokens[end - 1]?.word ?? "") ?? NO_BOUNDS)
    if (words.length > longest && wordsEndAt(tokens, end, words)) {
      found = bound;
      longest = words.length;
    }
  if (found !== "least") return found;
  const start = end - longest - DENIED_REACH;
  for (let here = end - longest - 1; here >= start && here >= 0; here -= 1)
    if (DENIED.has(tokens[here]?.word ?? "")) return "most";
  return found;
}

function boundBehind(tokens: readonly Token[], end: number): "most" | "least" | undefined {
  for (const [words, bound] of BY_FIRST.get(tokens[end]?.word ?? "") ?? NO_BOUNDS)
    if (wordsEndAt(tokens, end + words.length, words)) return bound;
  return undefined;
}

const SENTENCE_ENDS = new Set([".", ";", "?", "!", "\n"]);
const STRETCH_BEFORE = 8;
const STRETCH_AFTER = 6;

/** "invoice of last quarter: 900", "5000 went through in October". */
function stretchAround(tokens: readonly Token[], from: number, to: number): number | undefined {
  for (let here = to; here < to + STRETCH_AFTER; here += 1) {
    const word = tokens[here]?.word ?? "";
    if (word === "," || SENTENCE_ENDS.has(word)) break;
    const seconds = stretchAt(tokens, here);
    if (seconds !== undefined) return seconds;
  }
  for (let here = from - 1; here >= 0 && here >= from - STRETCH_BEFORE; here -= 1) {
    const word = tokens[here]?.word ?? "";
    if (SENTENCE_ENDS.has(word) || tokens[here]?.kind === "number") break;
    const seconds = stretchAt(tokens, here);
    if (seconds !== undefined) return seconds;
  }
  return undefined;
}

/** "monthly: 20k calls, $90", "each month we send 9k and pay 95": the period of a whole sentence. */
function headAt(tokens: readonly Token[], at: number): number | undefined {
  const word = tokens[at]?.word ?? "";
  const next = tokens[at + 1]?.word ?? "";
  const adverb = ADVERBS.get(word);
  if (adverb !== undefined && (next === ":" || next === "," || next === "we")) return adverb;
  if (word === "month" && next === "to") return stretchAt(tokens, at);
  return /^(?:per|each|every|a)$/.test(word) && tokens[at + 2]?.word !== "worth"
    ? PERIODS.get(next)
    : undefined;
}

type Found = { readonly quantity: Quantity; readonly next: number };

/** "in a fortnight", "a week and a half", "sub-second", "a tenner": numbers in no number word. */
function impliedAt(text: string, tokens: readonly Token[], at: number): Found | undefined {
  const first = tokens[at]?.word ?? "";
  const isArticle = first === "a" || first === "an" || first === "one";
  const here = isArticle ? at + 1 : at;
  const word = tokens[here]?.word ?? "";
  const before = tokens[at - 1]?.word ?? "";
  const note = NOTES.get(word);
  const common = { from: at, numberEnd: here, bound: boundBefore(tokens, at) };
  if (note !== undefined && isArticle) {
    const { unit, to, times } = money(text, tokens, at, note, here + 1);
    return { quantity: { ...common, to, low: times, high: times, times, unit }, next: here + 1 };
  }
  const seconds = SPANS.get(word);
  if (seconds === undefined || !ARTICLE_SPANS.has(word)) return undefined;
  const unit: Unit = { kind: "span", seconds };
  const half =
    tokens[here + 1]?.word === "and" && tokens[here + 2]?.word === "a"
      ? (PARTS.get(tokens[here + 3]?.word ?? "") ?? 0)
      : 0;
  const to = half > 0 ? here + 4 : here + 1;
  const counts = isArticle
    ? half > 0 || BEFORE_ARTICLE_SPAN.has(before) || isReckoned(tokens, to)
    : before === "sub";
  const many = { low: 1 + half, high: 1 + half, times: 1 };
  return counts ? { quantity: { ...common, ...many, to, unit }, next: to } : undefined;
}

/** All numbers of a text with what they count, in order, none overlapping. */
export function findQuantities(text: string, tokens: readonly Token[]): readonly Quantity[] {
  const quantities: Quantity[] = [];
  let head: number | undefined;
  let begins = true;
  for (let at = 0; at < tokens.length; at += 1) {
    if (begins) head = headAt(tokens, at);
    begins = SENTENCE_ENDS.has(tokens[at]?.word ?? "");
    const bare = bareAt(text, tokens, at);
    if (bare === undefined || bare.end <= at) {
      const implied = impliedAt(text, tokens, at);
      if (implied === undefined) continue;
      quantities.push(implied.quantity);
      at = implied.next - 1;
      continue;
    }
    const range = rangeFrom(text, tokens, at, bare);
    const { unit, to, times } = unitAfter(text, tokens, at, range);
    const from = currencyBefore(tokens, at);
    const over =
      unit.kind === "count" || unit.kind === "money"
        ? (stretchAround(tokens, from, Math.max(to, range.end)) ?? head)
        : undefined;
    quantities.push({
      from,
      to,
      numberEnd: range.end,
      low: range.low * times,
      high: range.high * times,
      times,
      bound:
        boundBefore(tokens, at) ??
        boundBehind(tokens, range.end) ??
        boundBehind(tokens, Math.max(to, range.end)),
      unit,
      ...(over === undefined ? {} : { over }),
    });
    at = Math.max(range.end, Math.min(to, range.end + 1)) - 1;
  }
  return quantities;
}
