import { PARTS } from "../numbers/number-words.ts";
import type { Quantity } from "../numbers/numbers.ts";
import { clauseAt } from "../text/passage.ts";
import type { Reading } from "../text/passage.ts";

/** What a text says of a part of a whole: so many, and so many left. */
export type Part = {
  readonly low: number;
  readonly high: number;
  readonly rest: number;
  /** The whole, when it is told as a number of its own. */
  readonly whole?: Quantity;
  /** Where a share is told of the number, and up to where words speak about it. */
  readonly told?: { readonly from: number; readonly end: number; readonly until: number };
};

const DETERMINERS = new Set([
  "our",
  "the",
  "these",
  "those",
  "my",
  "all",
  "their",
  "a",
  "about",
  "~",
]);
/** "lost 2,000 of our 5,000": the rest is what there is. */
const LOST = new Set([
  "lost",
  "lose",
  "deleted",
  "discarded",
  "dropped",
  "removed",
  "threw",
  "purged",
  "wiped",
  "corrupted",
  "destroyed",
]);
const LOST_REACH = 4;
const SPOILT = new Set([
  "thrown",
  "duplicates",
  "unusable",
  "useless",
  "garbage",
  "corrupt",
  "junk",
]);
const OF_REACH = 3;
/** How far behind a whole its share may be told, in tokens. */
const SHARE_REACH = 12;
/** "of which 900", "of them 900". */
const WHICH = /^(?:which|them|those|these|it)$/;

/** The word before a number, articles and the like left out. */
function leadOf({ tokens }: Reading, from: number): number {
  let here = from - 1;
  while (here > from - OF_REACH && DETERMINERS.has(tokens[here]?.word ?? "")) here -= 1;
  return here;
}

/** "half", "two thirds", "none" just before a token: the share. */
function namedShare({ tokens }: Reading, end: number): number | undefined {
  const word = tokens[end - 1]?.word ?? "";
  if (word === "none") return 0;
  const part = PARTS.get(word);
  if (part === undefined) return undefined;
  const several = { two: 2, three: 3, four: 4, seven: 7, nine: 9 }[tokens[end - 2]?.word ?? ""];
  return part * (several ?? 1);
}

const isCount = ({ unit, low, high }: Quantity): boolean => unit.kind === "count" && low === high;

/** A share told, from 0 to 1, and where it is told. */
type Share = {
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly end: number;
};

const named = (share: number | undefined, from: number, end: number): Share | undefined =>
  share === undefined ? undefined : { low: share, high: share, from, end };

const counted = ({ low, high }: Quantity, from: number, end: number): Share => ({
  low: low / 100,
  high: high / 100,
  from,
  end,
});

/** What may follow a share that is said of a whole before it: "a third labelled". */
const SAID_OF =
  /^(?:is|are|was|were|has|have|already|got|carry|carries|bear|bears|come|comes)$|ed$/;

/** "of our 6k chats two thirds are labelled": the first share behind a number. */
function shareBehind(reading: Reading, index: number): Share | undefined {
  const { quantities, tokens } = reading;
  const whole = quantities[index];
  const next = quantities[index + 1];
  if (whole === undefined) return undefined;
  const { sentence } = clauseAt(reading, whole.from);
  for (let here = whole.to; here < whole.to + SHARE_REACH; here += 1) {
    if (clauseAt(reading, here).sentence !== sentence) return undefined;
    if (next?.from === here)
      return next.unit.kind === "share" ? counted(next, here, next.to) : undefined;
    if (PARTS.has(tokens[here]?.word ?? ""))
      return SAID_OF.test(tokens[here + 1]?.word ?? "")
        ? named(namedShare(reading, here + 1), here, here + 1)
        : undefined;
  }
  return undefined;
}

/** The share of a whole number that the words before it, or behind it, tell. */
function shareOf(reading: Reading, index: number): Share | undefined {
  const { quantities, tokens } = reading;
  const whole = quantities[index];
  if (whole === undefined || !isCount(whole)) return undefined;
  const lead = leadOf(reading, whole.from);
  if (tokens[lead]?.word === "of") {
    const before = quantities[index - 1];
    if (before?.unit.kind === "share" && before.to === lead)
      return counted(before, whole.from, whole.to);
    return named(namedShare(reading, lead), whole.from, whole.to) ?? shareBehind(reading, index);
  }
  // "10k letters, 80% labelled", "10k letters and half of them are labelled"
  const next = quantities[index + 1];
  const clause = reading.clauses[(reading.clauseOf[whole.from] ?? 0) + 1];
  if (clause === undefined || clause.sentence !== clauseAt(reading, whole.from).sentence)
    return undefined;
  const begins = /^(?:and|but|of|about|only|,)$/.test(tokens[clause.from]?.word ?? "")
    ? clause.from + 1
    : clause.from;
  if (next?.unit.kind === "share" && next.from === begins) return counted(next, begins, next.to);
  const end = PARTS.has(tokens[begins]?.word ?? "") ? begins + 1 : begins + 2;
  const follows = tokens[end]?.word ?? "";
  const isSaid =
    SAID_OF.test(follows) || (follows === "of" && WHICH.test(tokens[end + 1]?.word ?? ""));
  return isSaid && PARTS.has(tokens[end - 1]?.word ?? "")
    ? named(namedShare(reading, end), begins, end)
    : undefined;
}

/** The whole of which a number is a part, when the words between say so. */
function wholeOf(reading: Reading, index: number): Quantity | undefined {
  const { quantities, tokens } = reading;
  const part = quantities[index];
  if (part === undefined || part.unit.kind !== "count") return undefined;
  const outOf = (at: number): number => (tokens[at - 1]?.word === "out" ? at - 1 : at);
  const isOf = (at: number): boolean => tokens[at]?.word === "of";
  const next = quantities[index + 1];
  if (next !== undefined && isCount(next)) {
    const lead = leadOf(reading, next.from);
    if (isOf(lead) && (part.numberEnd === outOf(lead) || part.to === outOf(lead))) return next;
  }
  const before = quantities[index - 1];
  if (before === undefined || !isCount(before) || before.unit.kind !== "count") return undefined;
  const { sentence } = clauseAt(reading, part.from);
  if (clauseAt(reading, before.from).sentence !== sentence) return undefined;
  // "of 18,000 letters exactly 450 …"
  const lead = leadOf(reading, before.from);
  if (
    isOf(lead) &&
    tokens[lead - 1]?.word !== "instead" &&
    shareOf(reading, index - 1) === undefined
  )
    return before;
  // "12k letters, 900 of them …", "12k letters, of which 900 …"
  const behind = isOf(part.numberEnd) && WHICH.test(tokens[part.numberEnd + 1]?.word ?? "");
  const ahead = isOf(part.from - 2) && WHICH.test(tokens[part.from - 1]?.word ?? "");
  return behind || ahead ? before : undefined;
}

/** Whether the part is told to be gone, before its number or behind it. */
function isLost(reading: Reading, { from, to }: Quantity): boolean {
  const { tokens } = reading;
  for (let here = from - 1; here >= from - LOST_REACH; here -= 1)
    if (LOST.has(tokens[here]?.word ?? "")) return true;
  const end = Math.min(clauseAt(reading, from).to, to + 2 * LOST_REACH);
  for (let here = to; here < end; here += 1)
    if (LOST.has(tokens[here]?.word ?? "") || SPOILT.has(tokens[here]?.word ?? "")) return true;
  return false;
}

/** What makes labelled examples count, or not count, as such. */
const WORTH =
  /^(?:usable|useable|useful|clean|good|fine|right|correct|trustworthy|reliable|verified|checked|reviewed|confirmed|wrong|bad|noisy|mislabell?ed|outdated|stale|expired|empty|broken|missing|left)$/;

/** "half of our 9,000 labelled mails are wrong": whether the clause of a number says what its examples are worth. */
export function saysWorth(reading: Reading, { to }: Quantity): boolean {
  const end = Math.min(clauseAt(reading, to - 1).to, to + SHARE_REACH);
  for (let here = to; here < end; here += 1) {
    const word = reading.tokens[here]?.word ?? "";
    if (WORTH.test(word) || SPOILT.has(word) || LOST.has(word)) return true;
  }
  return false;
}

/** The part of a whole that a number is told to be, if it is told as one. */
export function partAt(reading: Reading, index: number): Part | undefined {
  const quantity = reading.quantities[index];
  if (quantity === undefined) return undefined;
  const share = shareOf(reading, index);
  if (share !== undefined && share.high <= 1) {
    const { from, end } = share;
    const until = Math.min(clauseAt(reading, from).to, end + SHARE_REACH);
    return {
      low: quantity.low * share.low,
      high: quantity.low * share.high,
      rest: quantity.low * (1 - share.high),
      told: { from, end, until },
    };
  }
  const whole = wholeOf(reading, index);
  if (whole === undefined || whole.low < quantity.high || whole.low < 2) return undefined;
  if (isLost(reading, quantity)) {
    const rest = whole.low - quantity.low;
    return { low: rest, high: rest, rest: Number.NaN };
  }
  return { low: quantity.low, high: quantity.high, rest: whole.low - quantity.high, whole };
}

/** "of 12k letters 900 …", "out of 12k letters …": whether a number is only the whole of something. */
export function isWholeOfNext(reading: Reading, index: number): boolean {
  const quantity = reading.quantities[index];
  if (quantity === undefined) return false;
  const lead = leadOf(reading, quantity.from);
  const isOf = reading.tokens[lead]?.word === "of";
  const isFirst = clauseAt(reading, quantity.from).from === lead;
  if (isOf && (isFirst || reading.tokens[lead - 1]?.word === "out"))
    return shareOf(reading, index) === undefined;
  return wholeOf(reading, index + 1) === quantity;
}
