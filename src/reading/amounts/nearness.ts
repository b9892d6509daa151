import type { Range } from "../../decision/facts.ts";
import type { Quantity } from "../numbers/numbers.ts";
import { isChangedFrom } from "../numbers/ranges.ts";
import { clauseAt } from "../text/passage.ts";
import type { Reading } from "../text/passage.ts";
import type { Hit } from "../text/phrases.ts";

/** What a phrase does for a number. */
export type AmountRole =
  | { readonly role: "counted" | "instead" | "unless" | "each" | "of" | "open" | "prime" }
  | { readonly role: "stated"; readonly value: number | Range };

export type AmountHit = Hit<{ readonly role: AmountRole }>;

/** How near a hit of a role stands to a number, in tokens; Infinity when none does. */
export type Nearness = { readonly distance: number; readonly hit: AmountHit | undefined };
export const FAR: Nearness = { distance: Number.POSITIVE_INFINITY, hit: undefined };

/** The hits of one fact, by the token where they begin. */
export type HitsAt = ReadonlyMap<number, readonly AmountHit[]>;

/** The hits of one fact by where they begin. */
export function hitsByToken(hits: readonly AmountHit[]): HitsAt {
  const byToken = new Map<number, AmountHit[]>();
  for (const hit of hits) {
    const at = byToken.get(hit.from);
    if (at === undefined) byToken.set(hit.from, [hit]);
    else at.push(hit);
  }
  return byToken;
}

export function nearest(
  hits: HitsAt,
  role: AmountRole["role"],
  from: number,
  to: number,
  distanceOf: (hit: AmountHit) => number,
): Nearness {
  let best = FAR;
  for (let here = from; here < to; here += 1)
    for (const hit of hits.get(here) ?? []) {
      if (hit.means.role.role !== role || hit.to > to) continue;
      const distance = distanceOf(hit);
      if (distance === Number.POSITIVE_INFINITY) continue;
      if (distance < best.distance || (distance === best.distance && hit.to > (best.hit?.to ?? 0)))
        best = { distance, hit };
    }
  return best;
}

export const nearer = (a: Nearness, b: Nearness): Nearness => (b.distance < a.distance ? b : a);

/** How far, in tokens, words may speak about a number. */
export const AFTER = 8;
const BEFORE = 7;
const NEXT_CLAUSE = 8;

/** Where around a number words may speak about it. */
export type Surroundings = {
  readonly before: number;
  readonly from: number;
  readonly end: number;
  readonly after: number;
};

/** Clauses that go on about the number before them: "10k rows, all labelled", "… but none are labelled". */
const GOES_ON = new Set([
  "all",
  "each",
  "every",
  "none",
  "fully",
  "most",
  "half",
  "with",
  "without",
  "not",
  "nothing",
  "labelled",
  "unlabelled",
  "annotated",
  "unlabeled",
  "labeled",
  "though",
  "although",
  "but",
  "then",
  "no",
  "that's",
]);
/** "three weeks until we go live": so much time until what the clause tells. */
const UNTIL = new Set(["until", "till", "before"]);

const goesOn = ({ tokens, quantityAt }: Reading, from: number, clause: number): boolean => {
  const word = tokens[clause]?.word ?? "";
  const isTime = quantityAt.get(from)?.unit.kind === "span";
  return GOES_ON.has(word) || word.endsWith("ed") || (isTime && UNTIL.has(word));
};

/** "900 of our 12,000": the second number is the whole, and what follows speaks of the first. */
export function isWhole({ tokens, quantities }: Reading, index: number): boolean {
  const whole = quantities[index];
  const part = quantities[index - 1];
  if (whole === undefined || part === undefined) return false;
  const of = /^(?:our|the|these|those|my|all)$/.test(tokens[whole.from - 1]?.word ?? "")
    ? whole.from - 2
    : whole.from - 1;
  const end = tokens[of - 1]?.word === "out" ? of - 1 : of;
  return tokens[of]?.word === "of" && (part.numberEnd === end || part.to === end);
}

/** The words that may speak about a number: up to the clause's ends and the numbers beside it. */
export function surroundings(reading: Reading, index: number): Surroundings {
  const quantity = reading.quantities[index] as Quantity;
  const clause = clauseAt(reading, quantity.from);
  const former = reading.quantities[index - 1];
  // "grew from 500 to 2,500": the first is no number of its own.
  const previous =
    former !== undefined && isChangedFrom(reading.tokens, former.from)
      ? reading.quantities[index - 2]
      : former;
  const next = reading.quantities[isWhole(reading, index + 1) ? index + 2 : index + 1];
  // "budget: 500": what stands before the colon is said of the number.
  const headed = reading.tokens[clause.from - 1]?.word === ":";
  const begins = headed ? clauseAt(reading, clause.from - 1).from : clause.from;
  return {
    before: Math.max(begins, previous?.numberEnd ?? 0, quantity.from - BEFORE),
    from: quantity.from,
    end: quantity.numberEnd,
    after: Math.min(
      Math.max(clause.to, quantity.to),
      next?.from ?? Number.POSITIVE_INFINITY,
      quantity.to + AFTER,
    ),
  };
}

const CLAUSE_REACH = 14;

/** Whether a phrase of a role stands anywhere in the clause of a number. */
export function inClause(
  reading: Reading,
  hits: HitsAt,
  role: AmountRole["role"],
  { before, from, after }: Surroundings,
): boolean {
  const clause = clauseAt(reading, from);
  const start = Math.min(before, Math.max(clause.from, from - CLAUSE_REACH));
  const end = Math.max(after, Math.min(clause.to, from + CLAUSE_REACH));
  return nearest(hits, role, start, end, () => 0).hit !== undefined;
}

/** How near a hit of a role stands to a number, before, behind, or in a clause that goes on about it. */
export function nearnessOf(
  reading: Reading,
  hits: HitsAt,
  role: AmountRole["role"],
  { before, from, end, after }: Surroundings,
): Nearness {
  const behind = nearest(hits, role, end, after, (hit) => hit.from - end);
  const ahead = nearest(hits, role, before, from, (hit) => from - hit.to + 1);
  const found = nearer(behind, ahead);
  const next = reading.clauses[(reading.clauseOf[Math.max(from, end - 1)] ?? 0) + 1];
  const here = clauseAt(reading, from);
  if (
    next === undefined ||
    next.sentence !== here.sentence ||
    !goesOn(reading, from, next.from) ||
    reading.tokens[next.to - 1]?.word === ":"
  )
    return found;
  // "no idea how many examples" is no word of labels.
  const isDenial = reading.tokens[next.from]?.word === "no";
  const later = nearest(hits, role, next.from, Math.min(next.to, next.from + NEXT_CLAUSE), (hit) =>
    isDenial && hit.from > next.from ? Number.POSITIVE_INFINITY : hit.from - end,
  );
  return nearer(found, later);
}
