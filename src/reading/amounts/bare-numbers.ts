import type { AmountCues } from "../cues/index.ts";
import type { Quantity } from "../numbers/numbers.ts";
import { NEGATIONS } from "../text/negations.ts";
import { clauseAt } from "../text/passage.ts";
import type { Reading } from "../text/passage.ts";
import { AFTER, FAR, nearest, nearnessOf, surroundings } from "./nearness.ts";
import type { AmountHit, HitsAt, Nearness } from "./nearness.ts";
import { isReplaced, isSetAside, standingOf } from "./standing.ts";

/** Words behind a number without a noun. */
const POINTS_BACK = new Set(
  `of them from those so ish or total right now currently left today in overall at for instead by max tops
  honestly really actually maximum altogether already anyway please today's then since these is as per after because when once while if on with by until up down still even monthly
  rows items entries lines pieces ones`.split(/\s+/),
);

/** Whether no noun says what a number counts. */
export function isBare(reading: Reading, { from, to, numberEnd }: Quantity): boolean {
  const end = Math.max(to, numberEnd);
  const following = reading.tokens[end];
  return (
    following === undefined ||
    end >= clauseAt(reading, from).to ||
    following.kind === "mark" ||
    POINTS_BACK.has(following.word)
  );
}

/** "not 500 labelled": words around a number of their own say nothing of another. */
function hasNumber(
  { quantityAt }: Reading,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  for (let here = from; here < to; here += 1) if (quantityAt.has(here)) return true;
  return false;
}

/** How many clauses back the noun of a number may stand. */
const CLAUSES_BACK = 3;

/** "… but only have 200": a number without a noun takes the noun of the clause before. */
export function fromClauseBefore(reading: Reading, hits: HitsAt, quantity: Quantity): Nearness {
  if (!isBare(reading, quantity)) return FAR;
  const clause = clauseAt(reading, quantity.from);
  const index = reading.clauseOf[quantity.from] ?? 0;
  for (let step = 1; step <= CLAUSES_BACK; step += 1) {
    const previous = reading.clauses[index - step];
    // "labels? we do have them, about 700"
    const goesOn =
      previous !== undefined &&
      (previous.sentence === clause.sentence ||
        (previous.sentence === clause.sentence - 1 && previous.asked));
    if (!goesOn) return FAR;
    // "how many labels do we need, 1000?"
    if (clause.asked && previous.unreal) return FAR;
    const start = Math.max(previous.from, previous.to - 2 * AFTER);
    // "no labels? 700" denies nothing.
    const distanceOf = (hit: AmountHit): number =>
      hasNumber(reading, hit) ||
      (previous.asked && NEGATIONS.has(reading.tokens[hit.from]?.word ?? ""))
        ? Number.POSITIVE_INFINITY
        : quantity.from - hit.to;
    const found = nearest(hits, "counted", start, previous.to, distanceOf);
    const other = nearest(hits, "instead", start, previous.to, distanceOf);
    // The words of another clause say what is counted, but are not part of the quote.
    if (found.distance < other.distance) return { distance: found.distance, hit: undefined };
    if (other.hit !== undefined || hasNumber(reading, previous)) return FAR;
  }
  return FAR;
}

/** How far back the number may stand that a bare one follows. */
const ANTECEDENTS = 3;

/** A number, and which of the text it is. */
export type Antecedent = { readonly index: number; readonly quantity: Quantity };

/** The number before that a bare number takes the place of: "it was 4k a month, now it's 900". */
export function antecedentOf(
  reading: Reading,
  cues: AmountCues,
  index: number,
): Antecedent | undefined {
  const quantity = reading.quantities[index];
  if (quantity === undefined) return undefined;
  const { sentence } = clauseAt(reading, quantity.from);
  for (let step = 1; step <= ANTECEDENTS; step += 1) {
    const earlier = reading.quantities[index - step];
    if (earlier === undefined || clauseAt(reading, earlier.from).sentence < sentence - 1) break;
    if (earlier.unit.kind === cues.measures) return { index: index - step, quantity: earlier };
  }
  return undefined;
}

/** The words that say what a number counts which the bare one at `from` takes the place of. */
export function fromAntecedent(
  reading: Reading,
  cues: AmountCues,
  hits: HitsAt,
  from: number,
  antecedent: Antecedent | undefined,
): Nearness {
  if (antecedent === undefined) return FAR;
  const { quantity, index } = antecedent;
  const around = surroundings(reading, index);
  const counted = nearnessOf(reading, hits, "counted", around);
  const instead = nearnessOf(reading, hits, "instead", around);
  if (cues.unitSuffices !== true && counted.distance === Number.POSITIVE_INFINITY) return FAR;
  if (instead.distance <= counted.distance) return FAR;
  const isGone =
    isSetAside(reading, quantity) ||
    isReplaced(reading, quantity.to, from) ||
    standingOf(reading, cues, quantity, quantity.unit.kind === "span", counted.hit) !== "holds";
  return isGone ? { distance: AFTER, hit: undefined } : FAR;
}
