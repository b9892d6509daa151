import type { AmountCues } from "../cues/index.ts";
import { MONTH, PERIODS } from "../numbers/measures.ts";
import type { Quantity } from "../numbers/numbers.ts";
import { clauseAt } from "../text/passage.ts";
import type { Reading } from "../text/passage.ts";
import { FAR, nearer, nearest } from "./nearness.ts";
import type { HitsAt, Surroundings } from "./nearness.ts";

/** How far back "each" may stand: "each of our 50 agents sends 20". */
const EACH_BEFORE = 10;
/** Where the other factor may stand, in numbers from this one, the likelier first. */
const OTHER_FACTORS = [-1, -2, -3, 1, 2];
const NOUN_REACH = 3;
const OF_REACH = 3;

/** "each of our 900": whether the number is the one of which "each" speaks. */
function leadsTo({ tokens }: Reading, of: number, number: number): boolean {
  if (tokens[of]?.word !== "of" || number <= of || number - of > OF_REACH) return false;
  for (let here = of + 1; here < number; here += 1)
    if (!/^(?:our|the|these|those|my|their|all)$/.test(tokens[here]?.word ?? "")) return false;
  return true;
}

/** "per nurse" speaks of "9 nurses". */
const isPluralOf = (plural: string, noun: string): boolean =>
  plural === `${noun}s` || plural === `${noun}es` || plural === `${noun.slice(0, -1)}ies`;

const isPlural = (word: string): boolean => word.length > 3 && /[^s'iu]s$/.test(word);

/** The noun of "each", "per nurse", or undefined where none is named. */
function eachNoun({ tokens }: Reading, from: number): string | undefined {
  const word = tokens[from]?.word ?? "";
  if (!/^(?:per|every|a|an|\/)$/.test(word)) return undefined;
  const noun = tokens[from + 1]?.word;
  return noun === undefined || PERIODS.has(noun) ? undefined : noun;
}

/** Whether a number counts things of which "each" speaks. */
function isCounted(
  reading: Reading,
  hits: HitsAt,
  other: Quantity,
  noun: string | undefined,
): boolean {
  const of = nearest(
    hits,
    "of",
    other.numberEnd,
    other.numberEnd + NOUN_REACH + 1,
    (hit) => hit.from,
  );
  if (of.hit !== undefined) return true;
  const { clauseOf, tokens } = reading;
  for (let here = other.numberEnd; here < other.numberEnd + NOUN_REACH; here += 1) {
    if (clauseOf[here] !== clauseOf[other.from] || tokens[here]?.kind !== "word") return false;
    const word = tokens[here]?.word ?? "";
    if (noun === undefined ? isPlural(word) : isPluralOf(word, noun)) return true;
  }
  return false;
}

const MAKING = /^(?:making|sending|firing|submitting|asking|running|issuing|uploading|writing)$/;

/** "1,100 calls, and each one goes to the bot", "each with a code": each of the number itself. */
function isSame({ tokens }: Reading, each: number): boolean {
  const [next, after] = [tokens[each + 1]?.word ?? "", tokens[each + 2]?.word];
  const isSaidOf = /^(?:a|an|the|with|has|have|its)$/.test(next) && !PERIODS.has(after ?? "");
  if (tokens[each]?.word === "each" && isSaidOf) return true;
  return next === "one" && after !== "of";
}

const NO_EACH = { from: -1, noun: undefined };

/** Where "each" or "per nurse" stands beside a number; `from` is -1 where it does not. */
function eachBeside(
  reading: Reading,
  times: NonNullable<AmountCues["times"]>,
  hits: HitsAt,
  index: number,
  around: Surroundings,
): { readonly from: number; readonly noun: string | undefined } {
  const { tokens, quantities } = reading;
  const clause = clauseAt(reading, around.from);
  // "each teacher (we have 45) sends 20"
  const isInserted = tokens[clause.from - 1]?.word === ")";
  const start = Math.max(isInserted ? 0 : clause.from, around.from - EACH_BEFORE);
  const each = nearer(
    nearest(hits, "each", around.end, around.after, (hit) => hit.from - around.end),
    times.eachBefore === true
      ? nearest(hits, "each", start, around.from, (hit) => around.from - hit.to)
      : FAR,
  );
  // "20k each week" is a period, and no factor.
  const isOfThis = each.hit !== undefined && leadsTo(reading, each.hit.to, around.from);
  if (each.hit !== undefined && each.hit.from >= around.end && isSame(reading, each.hit.from))
    return NO_EACH;
  if (each.hit !== undefined && !isOfThis && !PERIODS.has(tokens[each.hit.to]?.word ?? "")) {
    const noun = eachNoun(reading, each.hit.from);
    return { from: each.hit.from, noun: noun === "one" ? undefined : noun };
  }
  // "25 calls per nurse": any noun, when its plural is counted elsewhere.
  for (let here = around.end; here < around.after; here += 1) {
    const noun = eachNoun(reading, here);
    if (noun === undefined || noun.length < 3) continue;
    const counted = OTHER_FACTORS.some((step) => {
      const other = quantities[index + step];
      return other !== undefined && isPluralOf(tokens[other.numberEnd]?.word ?? "", noun);
    });
    if (counted) return { from: here, noun };
  }
  return NO_EACH;
}

/** "220 guests a day, four questions each": the next number is what each of these brings. */
export function eachOfThem(reading: Reading, hits: HitsAt, index: number): number | undefined {
  const { quantities, tokens } = reading;
  const quantity = quantities[index];
  const next = quantities[index + 1];
  if (quantity?.unit.kind !== "rate" || next?.unit.kind !== "count" || next.low !== next.high)
    return undefined;
  if (clauseAt(reading, next.from).sentence !== clauseAt(reading, quantity.from).sentence)
    return undefined;
  const end = next.numberEnd + NOUN_REACH;
  const isOfRequests =
    nearest(hits, "counted", next.numberEnd, end + 1, (hit) => hit.from).hit !== undefined;
  for (let here = next.numberEnd; here <= end; here += 1)
    if (/^(?:each|apiece)$/.test(tokens[here]?.word ?? ""))
      return isOfRequests ? next.low : undefined;
  return undefined;
}

const HOURS_PER_DAY = 24;
const HOUR = 3600;
/** How many numbers away the hours may stand. */
const OPEN_REACH = 3;

/** "70 calls an hour, eight hours a day": the share of the day in which they come. */
function openShare(reading: Reading, index: number): number {
  const { quantities, tokens } = reading;
  const quantity = quantities[index];
  if (quantity === undefined || Math.round(quantity.times) !== Math.round(MONTH / HOUR)) return 1;
  for (let step = 1; step <= OPEN_REACH; step += 1)
    for (const other of [quantities[index + step], quantities[index - step]]) {
      if (other === undefined || other.high > HOURS_PER_DAY) continue;
      const words = tokens.slice(other.numberEnd, other.numberEnd + 3).map(({ word }) => word);
      if (/^hours (?:a|per|each|every) day$/.test(words.join(" ")))
        return (other.low + other.high) / 2 / HOURS_PER_DAY;
    }
  return 1;
}

/**
 * By what a number is multiplied: the 40 of "40 clerks, 25 letters each"; `undefined` when it is
 * counted by something of which the text does not say how many there are.
 */
export function factorOf(
  reading: Reading,
  cues: AmountCues,
  hits: HitsAt,
  index: number,
  around: Surroundings,
): number | undefined {
  if (cues.times === undefined) return 1;
  // "25 shops x 40 orders"
  const before = reading.quantities[index - 1];
  if (
    /^(?:x|times)$/.test(reading.tokens[around.from - 1]?.word ?? "") &&
    before?.unit.kind === "count"
  )
    return before.low;
  // "50 users making 10 requests": each of them does.
  if (
    before !== undefined &&
    before.unit.kind === "count" &&
    MAKING.test(reading.tokens[around.from - 1]?.word ?? "") &&
    isCounted(reading, hits, before, undefined)
  )
    return before.low === before.high ? before.low : undefined;
  const each = eachBeside(reading, cues.times, hits, index, around);
  const open = openShare(reading, index);
  if (each.from < 0) return (eachOfThem(reading, hits, index) ?? 1) * open;
  const { sentence } = clauseAt(reading, around.from);
  for (const step of OTHER_FACTORS) {
    const other = reading.quantities[index + step];
    if (other === undefined || other.unit.kind !== "count" || other.low !== other.high) continue;
    if (clauseAt(reading, other.from).sentence !== sentence) continue;
    if (isCounted(reading, hits, other, each.noun)) return other.low * open;
  }
  return undefined;
}
