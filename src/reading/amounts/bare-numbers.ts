import type { AmountCues } from "../cues/index.ts";
import type { Quantity } from "../numbers/numbers.ts";
import { NEGATIONS } from "../text/negations.ts";
import { clauseAt } from "../text/passage.ts";
import type { Reading } from "../text/passage.ts";
import { AFTER, FAR, nearest, nearnessOf, surroundings } from "./nearness.ts";
import type { AmountHit, HitsAt, Nearness } from "./nearness.ts";
import { isReplaced, isSetAside, standingOf, STAYS } from "./standing.ts";

/** Words behind a number without a noun. */
const POINTS_BACK = new Set(
  `of them from those so ish or total right now currently left today in overall at for instead by max tops
  honestly really actually maximum altogether already anyway please today's then since these is was were as per after because when once while if on with by until up down still even monthly
  rows items entries lines pieces ones`.split(/\s+/),
);

const GRADED = /^(?:good|usable|clean|valid|bad|real|new|old)$/;

/** Whether no noun says what a number counts. */
export function isBare(reading: Reading, { from, to, numberEnd }: Quantity): boolean {
  const end = Math.max(to, numberEnd);
  const following = reading.tokens[end];
  return (
    following === undefined ||
    end >= clauseAt(reading, from).to ||
    following.kind === "mark" ||
    POINTS_BACK.has(following.word) ||
    STAYS.test(following.word) ||
    // "4k good ones"
    (GRADED.test(following.word) && reading.tokens[end + 1]?.word === "ones")
  );
}

/** Words that take back what was said: "450, sorry, 540 mails". */
const TAKES_BACK = /^(?:sorry|no|wait|oops|correction|mean|meant|rather)$/;

/** What a number says of itself takes no word from another. */
export const SAID_ITSELF = /^(?:un)?(?:labell?ed|annotated|tagged)$/;

/** Whether a number begins a clause just behind such words, and does not say itself what it counts. */
const isCorrected = (reading: Reading, { from, numberEnd }: Quantity): boolean => {
  const { tokens } = reading;
  if (SAID_ITSELF.test(tokens[numberEnd]?.word ?? "")) return false;
  const before = tokens[from - 1]?.word === "," ? from - 2 : from - 1;
  return (
    TAKES_BACK.test(tokens[before]?.word ?? "") &&
    (before === from - 1 || clauseAt(reading, from).from === from)
  );
};

/** Whether a number takes its noun from one before: it has none, or corrects it. */
export const followsOn = (reading: Reading, quantity: Quantity): boolean =>
  isBare(reading, quantity) || isCorrected(reading, quantity);

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
    // "the budget was 900 a month"
    const isSum = cues.measures === "spend" && earlier.unit.kind === "rate" && earlier.unit.bare;
    if (earlier.unit.kind === cues.measures || isSum)
      return { index: index - step, quantity: earlier };
  }
  return undefined;
}

/** "these days it's 55k": a clause that begins with the present. */
const isOfToday = (reading: Reading, from: number): boolean => {
  const { tokens } = reading;
  const clause = clauseAt(reading, from);
  for (let here = clause.from; here < Math.min(from, clause.from + 3); here += 1) {
    const word = tokens[here]?.word ?? "";
    if (/^(?:now|nowadays|today|currently|meanwhile)$/.test(word)) return true;
    if (word === "these" && tokens[here + 1]?.word === "days") return true;
  }
  return false;
};

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
  const beside = nearnessOf(reading, hits, "counted", around);
  // "there's a deadline, but not in two weeks, in two months"
  const counted = beside.hit === undefined ? fromClauseBefore(reading, hits, quantity) : beside;
  const instead = nearnessOf(reading, hits, "instead", around);
  const unitSuffices = cues.unitSuffices === true && quantity.unit.kind === cues.measures;
  if (!unitSuffices && counted.distance === Number.POSITIVE_INFINITY) return FAR;
  if (instead.hit !== undefined && instead.distance <= counted.distance) return FAR;
  const isGone =
    isOfToday(reading, from) ||
    isSetAside(reading, quantity) ||
    isReplaced(reading, quantity.to, from) ||
    standingOf(reading, cues, quantity, quantity.unit.kind === "span", counted.hit) !== "holds";
  return isGone ? { distance: AFTER, hit: undefined } : FAR;
}
