import type { Range } from "../../decision/facts.ts";
import type { Token } from "../text/tokens.ts";
import { ARTICLE_SPANS, MONTH_NAMES, SPANS } from "./measures.ts";

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
  cr: 1e7,
  dozen: 12,
  score: Number.NaN,
});
/** Only of digits: "5k", "30 k". */
const LETTERS = new Set(["k", "m", "mn", "mio", "bn", "cr"]);
/** Only when they touch the digits: "1.2m" is a million, "12 m" may be minutes or months. */
const TOUCHING = new Set(["m"]);

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

/** Scale words that may begin a number: "a hundred and twenty", "close to hundred". */
const STARTS = new Set(["hundred", "thousand", "million", "billion", "lakh", "crore", "dozen"]);
const ARTICLES = new Set(["a", "an", "the"]);
/** Parts of a whole, by name. */
export const PARTS = wordTable({
  half: 1 / 2,
  halves: 1 / 2,
  third: 1 / 3,
  thirds: 1 / 3,
  quarter: 1 / 4,
  quarters: 1 / 4,
  fifth: 1 / 5,
  fifths: 1 / 5,
  tenth: 1 / 10,
  tenths: 1 / 10,
});
const MARKED_PARTS = wordTable({ "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4 });

/** How many "a few" is. */
const VAGUE = wordTable<Range>({
  couple: { low: 2, high: 3 },
  few: { low: 2, high: 5 },
  several: { low: 2, high: 9 },
  handful: { low: 3, high: 10 },
});

/** A number without what it counts; `scale` is what its last word multiplied it by. */
export type Bare = {
  readonly low: number;
  readonly high: number;
  readonly end: number;
  readonly scale: number;
};

export const touches = (left: Token | undefined, right: Token | undefined): boolean =>
  left !== undefined && right !== undefined && left.end === right.start;

/** Multiplies by the scale words that follow: "2 hundred thousand". */
function scaled(tokens: readonly Token[], bare: Bare, ofDigits: boolean): Bare {
  let { low, high, end, scale } = bare;
  for (;;) {
    const token = tokens[end];
    const factor = token === undefined ? undefined : SCALES.get(token.word);
    if (token === undefined || factor === undefined || Number.isNaN(factor)) break;
    if (LETTERS.has(token.word) && !(ofDigits && scale === 1)) break;
    if (TOUCHING.has(token.word) && !touches(tokens[end - 1], token)) break;
    low *= factor;
    high *= factor;
    scale *= factor;
    end += 1;
  }
  return { low, high, end, scale };
}

const skipOf = (tokens: readonly Token[], at: number): number =>
  tokens[at]?.word === "of" ? at + 1 : at;

/** "three and a half thousand", "2½ weeks". */
function withHalf(tokens: readonly Token[], bare: Bare, ofDigits: boolean): Bare {
  const { end } = bare;
  const mark = tokens[end];
  const written = mark === undefined ? undefined : MARKED_PARTS.get(mark.word);
  if (written !== undefined && bare.scale === 1)
    return scaled(
      tokens,
      { ...bare, low: bare.low + written, high: bare.high + written, end: end + 1 },
      ofDigits,
    );
  if (mark?.word !== "and" || tokens[end + 1]?.word !== "a") return bare;
  const part = PARTS.get(tokens[end + 2]?.word ?? "");
  if (part === undefined) return bare;
  const added = part * bare.scale;
  return scaled(
    tokens,
    { ...bare, low: bare.low + added, high: bare.high + added, end: end + 3 },
    false,
  );
}

/** "two hundred and fifty", "twelve hundred", "fifty thousand". */
function spelled(
  tokens: readonly Token[],
  at: number,
  first: number = Number.NaN,
): Bare | undefined {
  let total = 0;
  let current = first;
  let end = at;
  for (let here = at; here < tokens.length; here += 1) {
    const word = tokens[here]?.word ?? "";
    const small = SMALL.get(word);
    const factor = LETTERS.has(word) ? undefined : SCALES.get(word);
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
  const bare = withHalf(
    tokens,
    { low: value, high: value, end, scale: SCALES.get(tokens[end - 1]?.word ?? "") ?? 1 },
    false,
  );
  // "one" is mostly a pronoun: it counts only with something to count.
  if (bare.end === at + 1 && tokens[at]?.word === "one" && !SPANS.has(tokens[end]?.word ?? ""))
    return undefined;
  return bare;
}

function vague(tokens: readonly Token[], at: number): Bare | undefined {
  const article = /^(?:a|an|some|the|only|another|quite)$/.test(tokens[at]?.word ?? "");
  const here = article ? at + 1 : at;
  const word = tokens[here]?.word ?? "";
  const some = VAGUE.get(word);
  // "too few" counts nothing.
  if (some !== undefined && !/^(?:too|so|very|how|precious)$/.test(tokens[here - 1]?.word ?? "")) {
    const after = skipOf(tokens, here + 1);
    const dozen = tokens[after]?.word === "dozen" || tokens[after]?.word === "dozens";
    if (dozen) return { low: some.low * 12, high: some.high * 12, end: after + 1, scale: 12 };
    const result = scaled(tokens, { ...some, end: after, scale: 1 }, false);
    return result.end > after ? { ...result, end: result.end } : { ...some, end: after, scale: 1 };
  }
  if (article && PARTS.has(word)) return fraction(tokens, here);
  if (SCALES.has(word) && STARTS.has(word) && (article || !word.endsWith("s"))) {
    if (tokens[at]?.word === "some" && word.endsWith("s")) return undefined;
    return spelled(tokens, here, 1);
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

/** "half a million", "a quarter of a second", "three quarters of a million", "half a dozen". */
function fraction(tokens: readonly Token[], at: number): Bare | undefined {
  const several = SMALL.get(tokens[at]?.word ?? "");
  const parts = several === undefined ? at : at + 1;
  const part = PARTS.get(tokens[parts]?.word ?? "");
  if (part === undefined) return undefined;
  const share = part * (several ?? 1);
  const afterOf = skipOf(tokens, parts + 1);
  const here = ARTICLES.has(tokens[afterOf]?.word ?? "") ? afterOf + 1 : afterOf;
  const word = tokens[here]?.word ?? "";
  const factor = LETTERS.has(word) ? undefined : SCALES.get(word);
  if (factor !== undefined && !Number.isNaN(factor))
    return { low: share * factor, high: share * factor, end: here + 1, scale: factor };
  // "half year", but not "the third month".
  return ARTICLE_SPANS.has(word) && (here > parts + 1 || tokens[parts]?.word === "half")
    ? { low: share, high: share, end: here, scale: 1 }
    : undefined;
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
  const bare = scaled(tokens, { low: value, high: value, end, scale: 1 }, true);
  return withHalf(tokens, bare, true);
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
  /^(?:b|d|k|m|mn|mio|bn|cr|ms|msec|s|sec|secs|h|hr|hrs|w|wk|mo|min|mins|day|days|week|usd|eur|gbp|chf|inr|sek|nok|dkk|kr|aud|cad|euro|gb|mb|tb|x|ish|rps|qps|tps|rpm|lakh|lac|crore|tok|tokens|p|[a-z]{5,})$/;

/** "9:15", or its second half: a time of day. */
function isTimeOfDay(tokens: readonly Token[], at: number): boolean {
  const isJoined = (left: number): boolean =>
    tokens[left + 1]?.word === ":" &&
    tokens[left + 2]?.kind === "number" &&
    touches(tokens[left], tokens[left + 1]) &&
    touches(tokens[left + 1], tokens[left + 2]);
  return isJoined(at) || (tokens[at - 2]?.kind === "number" && isJoined(at - 2));
}

/** "since 2020": a year. */
const isYear = (tokens: readonly Token[], at: number): boolean =>
  /^(?:19|20)\d\d$/.test(tokens[at]?.word ?? "") &&
  (/^(?:since|during|year|summer|spring|autumn|winter)$/.test(tokens[at - 1]?.word ?? "") ||
    MONTH_NAMES.has(tokens[at - 1]?.word ?? ""));

/** The bare number at a token: digits, words, or vague words. */
export function bareAt(text: string, tokens: readonly Token[], at: number): Bare | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === "number") {
    // "GPT-4", "ICD-10": the number belongs to a name; "sub-300" does not.
    const before = tokens[at - 1];
    const glued =
      before?.kind === "word" && text[token.start - 1] === "-" && before.end === token.start - 1;
    if (isTimeOfDay(tokens, at) || isYear(tokens, at)) return undefined;
    if ((glued && before.word !== "sub" && before.word !== "pre") || NAMES.has(before?.word ?? ""))
      return undefined;
    return digits(tokens, at);
  }
  if (token.kind !== "word") return undefined;
  const small = SMALL.has(token.word);
  if (!small) return vague(tokens, at);
  // "two thirds" is no two.
  const part = tokens[at + 1]?.word ?? "";
  const isTime = part === "quarters" && tokens[at + 2]?.word !== "of";
  if (/^(?:thirds|quarters|fifths|tenths)$/.test(part))
    return fraction(tokens, at) ?? (isTime ? spelled(tokens, at) : undefined);
  return fraction(tokens, at) ?? spelled(tokens, at);
}
