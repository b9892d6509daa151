import type { AmountCues } from "../cues/index.ts";
import { MONTH } from "../numbers/measures.ts";
import type { Quantity } from "../numbers/numbers.ts";
import { clauseAt } from "../text/passage.ts";
import type { Reading } from "../text/passage.ts";
import {
  SAID_ITSELF,
  antecedentOf,
  followsOn,
  fromAntecedent,
  fromClauseBefore,
  isBare,
} from "./bare-numbers.ts";
import type { Antecedent } from "./bare-numbers.ts";
import { correctedPeriod } from "./corrected-periods.ts";
import { eachOfThem, factorOf } from "./factors.ts";
import { AFTER, FAR, inClause, isWhole, nearnessOf, surroundings } from "./nearness.ts";
import type { HitsAt, Nearness, Surroundings } from "./nearness.ts";
import { isWholeOfNext, partAt, saysWorth } from "./shares.ts";
import type { Part } from "./shares.ts";
import { isSetAside, isTooLate, standingOf } from "./standing.ts";
import type { Standing } from "./standing.ts";

/** A number that may be the one that a fact is stated by. */
export type Candidate = {
  readonly low: number;
  readonly high: number;
  readonly rest?: number;
  readonly from: number;
  readonly to: number;
  /** Where the number itself begins. */
  readonly at: number;
  readonly distance: number;
  readonly overrules: boolean;
  readonly standing: Standing;
  /** Words that leave no doubt stand in its clause. */
  readonly isPrime: boolean;
};

/** `needsCue` when the unit was guessed, and words beside the number must bear it out. */
type Scale = { readonly factor: number; readonly needsCue: boolean };

/** By what a number is multiplied to be in the unit of the fact; undefined when it cannot be. */
function scaleOf(
  reading: Reading,
  cues: AmountCues,
  quantity: Quantity,
  antecedent: Quantity | undefined,
): Scale | undefined {
  const { unit, over } = quantity;
  const perUnit = (seconds: number): number => seconds / (cues.divideBy ?? 1);
  if (unit.kind === cues.measures)
    return {
      factor: unit.kind === "span" ? perUnit(unit.seconds) : correctedPeriod(reading, quantity),
      needsCue: false,
    };
  const isSum = unit.kind === "money" || (unit.kind === "count" && isBare(reading, quantity));
  if (
    over !== undefined &&
    ((cues.measures === "spend" && isSum) || (cues.measures === "rate" && unit.kind === "count"))
  )
    return { factor: MONTH / over, needsCue: true };
  // "a budget of 400 a month": money goes without saying.
  if (cues.measures === "spend" && unit.kind === "rate" && unit.bare)
    return { factor: correctedPeriod(reading, quantity), needsCue: true };
  // "it isn't $5,000 a month any more, it's $1,500"
  const takesOver = unit.kind === "count" || (unit.kind === "money" && cues.measures === "spend");
  if (!takesOver || antecedent === undefined || !isBare(reading, quantity)) return undefined;
  const factor =
    antecedent.unit.kind === "span" ? perUnit(antecedent.unit.seconds) : antecedent.times;
  return { factor, needsCue: true };
}

/** Words that may stand about an item of a list that is a number alone: "2k calls a day, 10 weeks". */
const BESIDE_ITEM = new Set(
  ", . ; ! and in about around roughly ~ max maximum tops only just left total then go please or so ish within under sub".split(
    " ",
  ),
);

/** How far, in tokens, the other items of a list may stand. */
const LIST_REACH = 40;

/** Whether a number, or a date, is an item of its own in a list of numbers. */
export function isListItem(reading: Reading, from: number, to: number): boolean {
  const clause = clauseAt(reading, from);
  const before = reading.clauses[(reading.clauseOf[from] ?? 0) - 1];
  // "in 2024 we tried it, 2 sprints": a list of what was.
  if (before?.sentence === clause.sentence && before.past) return false;
  for (let here = clause.from; here < clause.to; here += 1)
    if ((here < from || here >= to) && !BESIDE_ITEM.has(reading.tokens[here]?.word ?? ""))
      return false;
  for (let here = from - LIST_REACH; here < to + LIST_REACH; here += 1) {
    const other = reading.quantityAt.get(here);
    if (other === undefined || (here >= clause.from && here < clause.to)) continue;
    const { kind } = other.unit;
    if (clauseAt(reading, here).sentence === clause.sentence && kind !== "span" && kind !== "other")
      return true;
  }
  return false;
}

const partOf = (reading: Reading, cues: AmountCues, index: number): Part | undefined =>
  cues.restOf === undefined ? undefined : partAt(reading, index);

/** "900 labelled mails": whether the word behind a number says what it counts. */
const isDescribed = (hits: HitsAt, { numberEnd }: Quantity): boolean =>
  (hits.get(numberEnd) ?? []).some(({ means }) => means.role.role === "counted");

/** Whether a whole is of the fact itself, and no part of it is told to be gone. */
function isWholeOfUse(reading: Reading, hits: HitsAt, index: number): boolean {
  const whole = reading.quantities[index];
  return (
    whole !== undefined &&
    isDescribed(hits, whole) &&
    [index - 1, index + 1].every((near) => {
      const part = partAt(reading, near);
      return part === undefined || part.whole === whole;
    })
  );
}

/** Where the words stand that speak about a number, or about the share told of it. */
const toldAround = (near: Surroundings, { from }: Quantity, told: Part["told"]): Surroundings =>
  told === undefined
    ? near
    : {
        before: told.from === from ? near.before : told.from,
        from: told.from,
        end: told.end,
        after: told.until,
      };

const BEFORE_PERIOD = /^(?:a|an|per|each|every|\/|monthly|weekly|daily|yearly|annually)$/;

/** The words that make a number the fact's: beside it, in a clause before, or none where the unit says enough. */
function countedBy(
  reading: Reading,
  cues: AmountCues,
  hits: HitsAt,
  around: Surroundings,
  number: {
    readonly index: number;
    readonly quantity: Quantity;
    readonly antecedent: Antecedent | undefined;
    readonly instead: Nearness;
    readonly scale: Scale;
  },
): Nearness {
  const { quantity, antecedent, instead, scale } = number;
  const beside = nearnessOf(reading, hits, "counted", around);
  if (beside.hit !== undefined) return beside;
  const byUnit: Nearness = { distance: AFTER, hit: undefined };
  const unitSuffices = cues.unitSuffices === true && !scale.needsCue;
  if (instead.hit !== undefined) return unitSuffices ? byUnit : FAR;
  // "no fixed budget, but around 800 a month"
  const isSum =
    cues.measures === "spend" &&
    quantity.unit.kind === "rate" &&
    BEFORE_PERIOD.test(reading.tokens[quantity.numberEnd]?.word ?? "");
  const before = scale.needsCue && !isSum ? FAR : fromClauseBefore(reading, hits, quantity);
  if (before.distance < Number.POSITIVE_INFINITY) return before;
  const replaced = followsOn(reading, quantity)
    ? fromAntecedent(reading, cues, hits, quantity.from, antecedent)
    : FAR;
  if (replaced.distance < Number.POSITIVE_INFINITY) return replaced;
  // "220 guests a day, four questions each"
  if (cues.times !== undefined && eachOfThem(reading, hits, number.index) !== undefined)
    return byUnit;
  const isItem = cues.alone === true && isListItem(reading, quantity.from, quantity.to);
  return unitSuffices || isItem ? byUnit : FAR;
}

/** A number of the text as one of the fact, when the words around it say so. */
export function candidateOf(
  reading: Reading,
  cues: AmountCues,
  hits: HitsAt,
  index: number,
): Candidate | undefined {
  const quantity = reading.quantities[index];
  if (quantity === undefined) return undefined;
  const antecedent = antecedentOf(reading, cues, index);
  const scale = scaleOf(reading, cues, quantity, antecedent?.quantity);
  if (scale === undefined) return undefined;
  const told = partOf(reading, cues, index);
  // "200 of our 900 labelled mails": the whole is labelled, and the part is something else.
  if (told?.whole !== undefined && isDescribed(hits, told.whole)) return undefined;
  // "a third of our 9,000 labelled mails are in Dutch": so is what is told of a share.
  const isOther =
    told?.told !== undefined &&
    SAID_ITSELF.test(reading.tokens[quantity.numberEnd]?.word ?? "") &&
    !saysWorth(reading, quantity);
  const part = isOther ? undefined : told;
  const share = told?.told;
  const isOnlyWhole =
    (isWhole(reading, index) && share === undefined) ||
    (cues.restOf !== undefined && isWholeOfNext(reading, index));
  if (isOnlyWhole && !(cues.restOf !== undefined && isWholeOfUse(reading, hits, index)))
    return undefined;
  if (isSetAside(reading, quantity)) return undefined;
  const many = part ?? quantity;
  let low = many.low * scale.factor;
  const high = many.high * scale.factor;
  // A negative count is read as it stands, so that it can be refused by name.
  const [least, most] = cues.between ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const around = toldAround(surroundings(reading, index), quantity, part?.told);
  const takesAway =
    inClause(reading, hits, "unless", around) ||
    nearnessOf(reading, hits, "unless", around).hit !== undefined;
  if (takesAway) return undefined;
  const instead = isTooLate(reading, quantity) ? FAR : nearnessOf(reading, hits, "instead", around);
  const counted = countedBy(reading, cues, hits, around, {
    index,
    quantity,
    antecedent,
    instead,
    scale,
  });
  if (counted.distance === Number.POSITIVE_INFINITY || instead.distance <= counted.distance)
    return undefined;
  const isTime = quantity.unit.kind === "span";
  const standing = standingOf(reading, cues, quantity, isTime, counted.hit);
  if (standing === "lost") return undefined;
  const factor = factorOf(reading, cues, hits, index, around);
  if (factor === undefined || high * factor < least || high * factor > most) return undefined;
  if (quantity.bound === "most" && cues.limitIsValue !== true) low = 0;
  return {
    low: low * factor,
    high: high * factor,
    ...(part === undefined ? {} : { rest: part.rest }),
    from: Math.min(quantity.from, counted.hit?.from ?? quantity.from),
    to: Math.max(quantity.to, quantity.numberEnd, counted.hit?.to ?? 0),
    at: quantity.from,
    distance: counted.distance,
    overrules: clauseAt(reading, quantity.from).overrules,
    standing,
    isPrime: inClause(reading, hits, "prime", around),
  };
}
