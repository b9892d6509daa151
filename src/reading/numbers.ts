import type { Range } from "../decision/facts.ts";
import type { Token } from "./tokens.ts";

/** What a number counts. A `rate` and `spend` are per month, a `span` is in seconds. */
type Unit =
  | { readonly kind: "count" }
  | { readonly kind: "rate" }
  | { readonly kind: "spend" }
  | { readonly kind: "money" }
  | { readonly kind: "span"; readonly seconds: number }
  | { readonly kind: "tokens" }
  | { readonly kind: "share" }
  /** Understood, and of no use: a price per request, tokens a day, a number in a name. */
  | { readonly kind: "other" };

/** A number in a text, from token `from` up to token `to`, unit included. */
export type Quantity = {
  readonly from: number;
  readonly to: number;
  /** The token after the bare number, before its unit. */
  readonly numberEnd: number;
  readonly low: number;
  readonly high: number;
  /** "under 500" and "at least 500" state a bound. */
  readonly bound: "most" | "least" | undefined;
  readonly unit: Unit;
};

const DAYS_PER_MONTH = 30.44;
const DAY = 86_400;
const MONTH = DAYS_PER_MONTH * DAY;
const WEEK = 7 * DAY;

const wordTable = <V>(rows: Readonly<Record<string, V>>): ReadonlyMap<string, V> =>
  new Map(Object.entries(rows));

const SMALL = wordTable({
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
});

const SCALES = wordTable({
  hundred: 100,
  thousand: 1e3,
  thousands: 1e3,
  k: 1e3,
  grand: 1e3,
  million: 1e6,
  millions: 1e6,
  mn: 1e6,
  mio: 1e6,
  mil: 1e6,
  m: 1e6,
  billion: 1e9,
  billions: 1e9,
  bn: 1e9,
  lakh: 1e5,
  lakhs: 1e5,
  lac: 1e5,
  crore: 1e7,
  crores: 1e7,
  dozen: 12,
  score: Number.NaN,
});
/** Only when they touch the number: "1.2m" is a million, "12 m" may be minutes or months. */
const TOUCHING = new Set(["k", "m", "mn", "mio", "bn"]);

/** Vague numbers of a scale: "hundreds" alone, "tens of thousands". */
const PLURALS = wordTable<Range>({
  tens: { low: 10, high: 99 },
  dozens: { low: 24, high: 99 },
  hundreds: { low: 100, high: 999 },
  thousands: { low: 1e3, high: 9999 },
  lakhs: { low: 1e5, high: 999_999 },
  millions: { low: 1e6, high: 9_999_999 },
  billions: { low: 1e9, high: 9_999_999_999 },
});

/** How many "a few" is. */
const VAGUE = wordTable<Range>({
  couple: { low: 2, high: 3 },
  few: { low: 2, high: 5 },
  several: { low: 2, high: 9 },
  handful: { low: 3, high: 10 },
});

const PERIODS = wordTable({
  second: 1,
  sec: 1,
  s: 1,
  minute: 60,
  min: 60,
  hour: 3600,
  hr: 3600,
  h: 3600,
  day: DAY,
  week: WEEK,
  wk: WEEK,
  fortnight: 2 * WEEK,
  month: MONTH,
  mo: MONTH,
  mth: MONTH,
  quarter: 3 * MONTH,
  year: 12 * MONTH,
  yr: 12 * MONTH,
  annum: 12 * MONTH,
});
const ADVERBS = wordTable({
  hourly: 3600,
  daily: DAY,
  weekly: WEEK,
  monthly: MONTH,
  quarterly: 3 * MONTH,
  yearly: 12 * MONTH,
  annually: 12 * MONTH,
});
/** "40 rps" and its kin. */
const RATE_UNITS = wordTable({ rps: 1, qps: 1, tps: 1, rpm: 60, qpm: 60, rph: 3600, rpd: DAY });

const SPANS = wordTable({
  ms: 0.001,
  msec: 0.001,
  msecs: 0.001,
  millisecond: 0.001,
  milliseconds: 0.001,
  millis: 0.001,
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  minute: 60,
  minutes: 60,
  min: 60,
  mins: 60,
  hour: 3600,
  hours: 3600,
  hr: 3600,
  hrs: 3600,
  day: DAY,
  days: DAY,
  week: WEEK,
  weeks: WEEK,
  w: WEEK,
  fortnight: 2 * WEEK,
  fortnights: 2 * WEEK,
  sprint: 2 * WEEK,
  sprints: 2 * WEEK,
  month: MONTH,
  months: MONTH,
  mo: MONTH,
  quarter: 3 * MONTH,
  quarters: 3 * MONTH,
  year: 12 * MONTH,
  years: 12 * MONTH,
});
/** Lengths of time that are counted by an article: "in a fortnight". */
const ARTICLE_SPANS = new Set([
  "second",
  "minute",
  "day",
  "week",
  "fortnight",
  "sprint",
  "month",
  "quarter",
  "year",
]);
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
]);

const CURRENCY_MARKS = new Set(["$", "€", "£"]);
const CURRENCY_WORDS = new Set([
  "usd",
  "eur",
  "gbp",
  "dollar",
  "dollars",
  "bucks",
  "euro",
  "euros",
  "pounds",
  "quid",
  "us$",
]);
const CENTS = new Set(["cent", "cents", "ct", "cts", "pence"]);

const BOUNDS: readonly (readonly [readonly string[], "most" | "least"])[] = [
  [["under"], "most"],
  [["below"], "most"],
  [["<"], "most"],
  [["≤"], "most"],
  [["sub"], "most"],
  [["within"], "most"],
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
  [["north", "of"], "least"],
  [["upwards", "of"], "least"],
  [["minimum"], "least"],
  [["exceeding"], "least"],
];
/** "can't go above 1500", "never more than 300": a bound from below, denied. */
const DENIED = new Set(["can't", "not", "never", "don't", "won't", "no", "mustn't", "shouldn't"]);

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
]);

type Bare = {
  readonly low: number;
  readonly high: number;
  readonly end: number;
  readonly scale: number;
};

const touches = (left: Token | undefined, right: Token | undefined): boolean =>
  left !== undefined && right !== undefined && left.end === right.start;

/** Multiplies by the scale words that follow: "2 hundred thousand". */
function scaled(tokens: readonly Token[], bare: Bare, touching: boolean): Bare {
  let { low, high, end, scale } = bare;
  for (;;) {
    const token = tokens[end];
    const factor = token === undefined ? undefined : SCALES.get(token.word);
    if (token === undefined || factor === undefined || Number.isNaN(factor)) break;
    if (TOUCHING.has(token.word) && !(touching && scale === 1 && touches(tokens[end - 1], token)))
      break;
    low *= factor;
    high *= factor;
    scale *= factor;
    end += 1;
  }
  return { low, high, end, scale };
}

const skipOf = (tokens: readonly Token[], at: number): number =>
  tokens[at]?.word === "of" ? at + 1 : at;

/** "two hundred and fifty", "twelve hundred", "fifty thousand". */
function spelled(tokens: readonly Token[], at: number): Bare | undefined {
  let total = 0;
  let current = Number.NaN;
  let end = at;
  for (let here = at; here < tokens.length; here += 1) {
    const word = tokens[here]?.word ?? "";
    const small = SMALL.get(word);
    const factor = TOUCHING.has(word) ? undefined : SCALES.get(word);
    if (small !== undefined) {
      if (!Number.isNaN(current) && (small >= 10 ? current % 100 !== 0 : current % 10 !== 0)) break;
      if (current === 0) break;
      current = Number.isNaN(current) ? small : current + small;
    } else if (factor !== undefined && !Number.isNaN(factor)) {
      if (Number.isNaN(current)) break;
      if (factor < 1000) current *= factor;
      else {
        total += current * factor;
        current = Number.NaN;
      }
    } else if (
      word === "and" &&
      here > at &&
      SMALL.has(tokens[here + 1]?.word ?? "") &&
      SCALES.has(tokens[here - 1]?.word ?? "")
    )
      continue;
    else break;
    end = here + 1;
  }
  if (end === at) return undefined;
  const value = total + (Number.isNaN(current) ? 0 : current);
  // "one" is mostly a pronoun: it counts only with something to count.
  if (end === at + 1 && tokens[at]?.word === "one" && !SPANS.has(tokens[end]?.word ?? ""))
    return undefined;
  return { low: value, high: value, end, scale: SCALES.get(tokens[end - 1]?.word ?? "") ?? 1 };
}

function vague(tokens: readonly Token[], at: number): Bare | undefined {
  const article = /^(?:a|an|some|the|only|another|quite)$/.test(tokens[at]?.word ?? "");
  const here = article ? at + 1 : at;
  const word = tokens[here]?.word ?? "";
  const next = tokens[here + 1]?.word ?? "";
  const some = VAGUE.get(word);
  if (some !== undefined) {
    const after = skipOf(tokens, here + 1);
    const dozen = tokens[after]?.word === "dozen" || tokens[after]?.word === "dozens";
    if (dozen) return { low: some.low * 12, high: some.high * 12, end: after + 1, scale: 12 };
    const result = scaled(tokens, { ...some, end: after, scale: 1 }, false);
    return result.end > after ? { ...result, end: result.end } : { ...some, end: after, scale: 1 };
  }
  if (article && (word === "half" || word === "quarter") && /^(?:a|million|billion)$/.test(next))
    return fraction(tokens, here);
  if (article && SCALES.has(word) && !TOUCHING.has(word) && word !== "grand" && word !== "score") {
    const result = scaled(tokens, { low: 1, high: 1, end: here, scale: 1 }, false);
    return tokens[at]?.word === "some" && word.endsWith("s") ? undefined : result;
  }
  const many = PLURALS.get(word);
  if (many !== undefined) {
    const after = skipOf(tokens, here + 1);
    const factor = /^(?:thousands|millions|billions|lakhs|crores|hundreds)$/.test(
      tokens[after]?.word ?? "",
    )
      ? (SCALES.get(tokens[after]?.word ?? "") ?? 100)
      : 1;
    // "some hundreds" is a smaller promise than "hundreds".
    const low = tokens[at]?.word === "some" ? many.low * 2 : many.low;
    return factor === 1
      ? { low, high: many.high, end: after, scale: many.low }
      : {
          low: many.low * factor,
          high: (many.high + 1) * factor - 1,
          end: skipOf(tokens, after + 1),
          scale: factor,
        };
  }
  return fraction(tokens, at);
}

/** "half a million", "a quarter of a million", "three quarters of a million". */
function fraction(tokens: readonly Token[], at: number): Bare | undefined {
  const word = tokens[at]?.word;
  let share = word === "half" ? 0.5 : word === "quarter" ? 0.25 : 0;
  let here = at + 1;
  if (word === "three" && tokens[at + 1]?.word === "quarters") {
    share = 0.75;
    here = at + 2;
  }
  if (share === 0) return undefined;
  // "half a second"
  if (
    word === "half" &&
    tokens[here]?.word === "a" &&
    ARTICLE_SPANS.has(tokens[here + 1]?.word ?? "")
  )
    return { low: share, high: share, end: here + 1, scale: 1 };
  here = skipOf(tokens, here);
  if (tokens[here]?.word === "a") here += 1;
  const factor = SCALES.get(tokens[here]?.word ?? "");
  if (factor === undefined || Number.isNaN(factor) || TOUCHING.has(tokens[here]?.word ?? "")) {
    if (
      word === "half" &&
      tokens[at + 1]?.word !== undefined &&
      ["dozen", "year", "month"].includes(tokens[here]?.word ?? "")
    ) {
      const dozen = tokens[here]?.word === "dozen";
      return {
        low: dozen ? 6 : 0.5,
        high: dozen ? 6 : 0.5,
        end: dozen ? here + 1 : here,
        scale: 1,
      };
    }
    return undefined;
  }
  return { low: share * factor, high: share * factor, end: here + 1, scale: factor };
}

function digits(tokens: readonly Token[], at: number): Bare | undefined {
  const token = tokens[at];
  if (token?.kind !== "number" || Number.isNaN(token.value)) return undefined;
  const next = tokens[at + 1];
  if (next?.kind === "word" && touches(token, next) && !TOUCHES.test(next.word)) return undefined;
  let { value } = token;
  let end = at + 1;
  // "1 500": a space for thousands.
  if (/^\d{1,3}$/.test(token.word))
    for (
      ;
      /^\d{3}$/.test(tokens[end]?.word ?? "") &&
      tokens[end]?.start === (tokens[end - 1]?.end ?? 0) + 1;
      end += 1
    )
      value = value * 1000 + (tokens[end]?.value ?? 0);
  return scaled(tokens, { low: value, high: value, end, scale: 1 }, true);
}

/** Words whose numbers are names: "Claude 3", "version 2". */
const NAMES = new Set([
  "q",
  "gpt",
  "claude",
  "llama",
  "gemini",
  "mistral",
  "qwen",
  "phi",
  "gemma",
  "falcon",
  "haiku",
  "sonnet",
  "opus",
  "version",
  "v",
  "section",
  "chapter",
  "figure",
  "table",
  "step",
  "option",
  "phase",
  "tier",
  "python",
  "icd",
  "part",
  "article",
  "h",
]);
/** What may touch a number and leave it a number: "8k", "300ms", "7B"; not "4o" or "3rd". */
const TOUCHES =
  /^(?:b|d|k|m|mn|mio|bn|ms|s|sec|h|hr|hrs|w|wk|mo|min|mins|usd|eur|gbp|gb|mb|tb|x|ish|rps|qps|tps|rpm|lakh|crore|tok|tokens|p|[a-z]{5,})$/;

/** The bare number at a token: digits, words, or vague words. */
function bareAt(text: string, tokens: readonly Token[], at: number): Bare | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === "number") {
    // "GPT-4", "ICD-10": the number belongs to a name; "sub-300" does not.
    const before = tokens[at - 1];
    const glued =
      before?.kind === "word" && text[token.start - 1] === "-" && before.end === token.start - 1;
    if ((glued && before.word !== "sub" && before.word !== "pre") || NAMES.has(before?.word ?? ""))
      return undefined;
    return digits(tokens, at);
  }
  if (token.kind !== "word") return undefined;
  const small = SMALL.has(token.word);
  if (small && token.word === "three" && tokens[at + 1]?.word === "quarters")
    return fraction(tokens, at);
  return small ? spelled(tokens, at) : vague(tokens, at);
}

const isDash = (word: string | undefined): boolean =>
  word === "-" || word === "–" || word === "—" || word === "→";

function rangeFrom(text: string, tokens: readonly Token[], at: number, first: Bare): Bare {
  const joint = tokens[first.end]?.word;
  const before = tokens[at - 1]?.word;
  const joins =
    isDash(joint) ||
    joint === "to" ||
    joint === "or" ||
    joint === "till" ||
    (joint === "and" && before === "between");
  if (!joins) return first;
  let from = first.end + 1;
  if (CURRENCY_MARKS.has(tokens[from]?.word ?? "")) from += 1;
  const second = bareAt(text, tokens, from);
  if (second === undefined) return first;
  const mantissa = second.low / second.scale;
  const shared =
    first.scale === 1 &&
    second.scale > 1 &&
    first.high <= second.high / second.scale &&
    mantissa >= first.low &&
    first.low < 1000;
  const low = shared ? first.low * second.scale : first.low;
  const wide = low > second.high || (joint === "or" && second.high > low * 10);
  return wide ? first : { low, high: second.high, end: second.end, scale: second.scale };
}

const COUNT: Unit = { kind: "count" };
const OTHER: Unit = { kind: "other" };
const LONGEST_RATE_NOUN = 5;
const ENDS_UNIT = new Set([".", ",", ";", "?", "!", "\n", ":", "(", ")", "but", "and"]);

/** Seconds of the period that a number is counted by, looked for just after the number. */
function periodAfter(
  tokens: readonly Token[],
  end: number,
  reach: number,
): { readonly seconds: number; readonly to: number } | "each" | undefined {
  for (let here = end; here <= end + reach && here < tokens.length; here += 1) {
    const word = tokens[here]?.word ?? "";
    if (ENDS_UNIT.has(word)) return undefined;
    const rate = RATE_UNITS.get(word) ?? ADVERBS.get(word);
    if (rate !== undefined) return { seconds: rate, to: here + 1 };
    if (
      word === "per" ||
      word === "/" ||
      word === "a" ||
      word === "an" ||
      word === "each" ||
      word === "every"
    ) {
      const one =
        tokens[here + 1]?.word === "single" || tokens[here + 1]?.word === "calendar"
          ? here + 2
          : here + 1;
      const seconds = PERIODS.get(tokens[one]?.word ?? "");
      if (seconds !== undefined) return { seconds, to: one + 1 };
      if (here === end && (word === "per" || word === "/")) return "each";
    } else if (here > end && tokens[here]?.kind === "number") return undefined;
  }
  return undefined;
}

/** "monthly budget of", "every day we get": the period stands before the number. */
function periodBefore(tokens: readonly Token[], from: number): number | undefined {
  for (let here = from - 1; here >= 0 && here >= from - 6; here -= 1) {
    const word = tokens[here]?.word ?? "";
    if (ENDS_UNIT.has(word) && word !== ":") return undefined;
    if (tokens[here]?.kind === "number") return undefined;
    const adverb = ADVERBS.get(word);
    if (adverb !== undefined) return adverb;
    if (word === "per" || word === "every" || word === "each")
      return PERIODS.get(tokens[here + 1]?.word ?? "");
  }
  return undefined;
}

type Measured = { readonly unit: Unit; readonly to: number; readonly times: number };

function money(
  tokens: readonly Token[],
  bare: Bare,
  from: number,
  times: number,
  to: number,
): Measured {
  const period = periodAfter(tokens, to, 3);
  if (period === "each") return { unit: OTHER, to, times };
  if (period !== undefined)
    return { unit: { kind: "spend" }, to: period.to, times: (times * MONTH) / period.seconds };
  for (let here = to; here < to + 3; here += 1)
    if (tokens[here]?.word === "per" || tokens[here]?.word === "/")
      return { unit: OTHER, to, times };
  const before = periodBefore(tokens, from);
  return before === undefined
    ? { unit: { kind: "money" }, to, times }
    : { unit: { kind: "spend" }, to, times: (times * MONTH) / before };
}

function unitAfter(tokens: readonly Token[], from: number, bare: Bare): Measured {
  const { end } = bare;
  const word = tokens[end]?.word ?? "";
  const before = tokens[from - 1]?.word ?? "";
  if (CURRENCY_MARKS.has(before) || CURRENCY_WORDS.has(before)) {
    const to = CURRENCY_WORDS.has(word) ? end + 1 : end;
    return money(tokens, bare, from, 1, to);
  }
  if (CURRENCY_MARKS.has(word) || CURRENCY_WORDS.has(word))
    return money(tokens, bare, from, 1, end + 1);
  if (CENTS.has(word)) return money(tokens, bare, from, 0.01, end + 1);
  if (word === "%" || word === "percent" || word === "pct" || word === "pp")
    return { unit: { kind: "share" }, to: end + 1, times: 1 };
  if (/^(?:b|param|params|parameter|parameters)$/.test(word))
    return { unit: OTHER, to: end + 1, times: 1 };
  // "1M-parameter": the scale stands between.
  const rate = RATE_UNITS.get(word);
  if (rate !== undefined) return { unit: { kind: "rate" }, to: end + 1, times: MONTH / rate };
  for (let here = end; here <= end + 2; here += 1) {
    const noun = tokens[here]?.word ?? "";
    if (noun === "tokens" || noun === "token") {
      const period = periodAfter(tokens, here + 1, 1);
      return {
        unit: period === undefined || period === "each" ? { kind: "tokens" } : OTHER,
        to: here + 1,
        times: 1,
      };
    }
    if (tokens[here]?.kind !== "word") break;
  }
  const seconds = SPANS.get(word);
  if (seconds !== undefined && (touches(tokens[end - 1], tokens[end]) || word.length > 1))
    return { unit: { kind: "span", seconds }, to: end + 1, times: 1 };
  if (word === "m" && touches(tokens[end - 1], tokens[end]))
    return { unit: COUNT, to: end, times: 1 };
  const period = periodAfter(tokens, end, LONGEST_RATE_NOUN);
  if (period !== undefined && period !== "each")
    return { unit: { kind: "rate" }, to: period.to, times: MONTH / period.seconds };
  const earlier = periodBefore(tokens, from);
  if (earlier !== undefined) return { unit: { kind: "rate" }, to: end, times: MONTH / earlier };
  return { unit: COUNT, to: end, times: 1 };
}

const wordsEndAt = (tokens: readonly Token[], end: number, words: readonly string[]): boolean =>
  words.every((word, index) => tokens[end - words.length + index]?.word === word);

function boundBefore(tokens: readonly Token[], from: number): "most" | "least" | undefined {
  let end = from;
  while (
    APPROXIMATE.has(tokens[end - 1]?.word ?? "") ||
    CURRENCY_MARKS.has(tokens[end - 1]?.word ?? "")
  )
    end -= 1;
  // The longest bound wins: "no more than" is not "more than".
  let found: "most" | "least" | undefined;
  let longest = 0;
  for (const [words, bound] of BOUNDS)
    if (words.length > longest && wordsEndAt(tokens, end, words)) {
      found = bound;
      longest = words.length;
    }
  if (found !== "least") return found;
  for (let here = end - longest - 1; here >= end - longest - 3 && here >= 0; here -= 1)
    if (DENIED.has(tokens[here]?.word ?? "")) return "most";
  return found;
}

/** All numbers of a text with what they count, in order, none overlapping. */
export function findQuantities(text: string, tokens: readonly Token[]): readonly Quantity[] {
  const quantities: Quantity[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const bare = bareAt(text, tokens, at);
    if (bare !== undefined && bare.end > at) {
      const range = rangeFrom(text, tokens, at, bare);
      const { unit, to, times } = unitAfter(tokens, at, range);
      quantities.push({
        from: CURRENCY_MARKS.has(tokens[at - 1]?.word ?? "") ? at - 1 : at,
        to,
        numberEnd: range.end,
        low: range.low * times,
        high: range.high * times,
        bound: boundBefore(tokens, at) ?? (tokens[range.end]?.word === "+" ? "least" : undefined),
        unit,
      });
      at = Math.max(range.end, Math.min(to, range.end + 1)) - 1;
    } else if (tokens[at]?.word === "a" || tokens[at]?.word === "an") {
      // "in a fortnight"
      const word = tokens[at + 1]?.word ?? "";
      const seconds = SPANS.get(word);
      if (
        seconds !== undefined &&
        ARTICLE_SPANS.has(word) &&
        BEFORE_ARTICLE_SPAN.has(tokens[at - 1]?.word ?? "")
      ) {
        quantities.push({
          from: at,
          to: at + 2,
          numberEnd: at + 1,
          low: 1,
          high: 1,
          bound: boundBefore(tokens, at),
          unit: { kind: "span", seconds },
        });
        at += 1;
      }
    }
  }
  return quantities;
}
