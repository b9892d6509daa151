import type { Range } from "../decision/facts.ts";
import type { AmountCues } from "./cues/index.ts";
import type { When } from "./dates.ts";
import type { Quantity } from "./numbers.ts";
import { clauseAt, quoteOf } from "./passage.ts";
import type { Reading } from "./passage.ts";
import type { Hit } from "./phrases.ts";

/** What a phrase does for a number. */
export type AmountRole =
  | { readonly role: "counted" | "instead" | "unless" | "each" | "of" }
  | { readonly role: "stated"; readonly value: number | Range };

export type AmountHit = Hit<{ readonly role: AmountRole }>;

export type Amount = { readonly value: number | Range; readonly quote: string };

type Candidate = {
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
  readonly distance: number;
  readonly overrules: boolean;
};

const AFTER = 8;
const BEFORE = 7;
const NEXT_CLAUSE = 8;
const MOST_CANDIDATES = 12;
/** Two numbers for one fact within this factor make a range; further apart they stay unread. */
const SAME_ORDER = 3;

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
]);
const POINTS_BACK = new Set([
  "of",
  "them",
  "from",
  "those",
  "so",
  "ish",
  "or",
  "total",
  "right",
  "now",
  "currently",
  "left",
  "today",
  "in",
  "overall",
  "at",
  "for",
]);

/** How near a hit of a role stands to a number, in tokens; Infinity when none does. */
type Nearness = { readonly distance: number; readonly hit: AmountHit | undefined };
const FAR: Nearness = { distance: Number.POSITIVE_INFINITY, hit: undefined };

/** The hits of one fact, by the token where they begin. */
type HitsAt = ReadonlyMap<number, readonly AmountHit[]>;

function nearest(
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
      if (distance < best.distance || (distance === best.distance && hit.to > (best.hit?.to ?? 0)))
        best = { distance, hit };
    }
  return best;
}

const nearer = (a: Nearness, b: Nearness): Nearness => (b.distance < a.distance ? b : a);

/** Where around a number words may speak about it. */
type Surroundings = {
  readonly before: number;
  readonly from: number;
  readonly end: number;
  readonly after: number;
};

/** "900 of our 12,000": the second number is the whole, and what follows speaks of the first. */
function isWhole({ tokens, quantities }: Reading, index: number): boolean {
  const whole = quantities[index];
  const part = quantities[index - 1];
  if (whole === undefined || part === undefined) return false;
  const of = /^(?:our|the|these|those|my|all)$/.test(tokens[whole.from - 1]?.word ?? "")
    ? whole.from - 2
    : whole.from - 1;
  return tokens[of]?.word === "of" && (part.numberEnd === of || part.to === of);
}

function surroundings(reading: Reading, index: number): Surroundings {
  const quantity = reading.quantities[index] as Quantity;
  const clause = clauseAt(reading, quantity.from);
  const previous = reading.quantities[index - 1];
  const next = reading.quantities[isWhole(reading, index + 1) ? index + 2 : index + 1];
  return {
    before: Math.max(clause.from, previous?.numberEnd ?? 0, quantity.from - BEFORE),
    from: quantity.from,
    end: quantity.numberEnd,
    after: Math.min(
      Math.max(clause.to, quantity.to),
      next?.from ?? Number.POSITIVE_INFINITY,
      quantity.to + AFTER,
    ),
  };
}

function nearnessOf(
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
    !GOES_ON.has(reading.tokens[next.from]?.word ?? "")
  )
    return found;
  const later = nearest(
    hits,
    role,
    next.from,
    Math.min(next.to, next.from + NEXT_CLAUSE),
    (hit) => hit.from - end,
  );
  return nearer(found, later);
}

/** "… but only have 200": a number without a noun takes the noun of the clause before. */
function fromClauseBefore(reading: Reading, hits: HitsAt, quantity: Quantity): Nearness {
  const following = reading.tokens[quantity.to];
  const clause = clauseAt(reading, quantity.from);
  const isBare =
    following === undefined ||
    quantity.to >= clause.to ||
    following.kind === "mark" ||
    POINTS_BACK.has(following.word);
  const index = reading.clauseOf[quantity.from] ?? 0;
  const previous = reading.clauses[index - 1];
  if (!isBare || previous === undefined || previous.sentence !== clause.sentence) return FAR;
  // "how many labels do we need, 1000?"
  if (clause.asked && previous.unreal) return FAR;
  const start = Math.max(previous.from, previous.to - 2 * AFTER);
  const found = nearest(hits, "counted", start, previous.to, (hit) => quantity.from - hit.to);
  const other = nearest(hits, "instead", start, previous.to, (hit) => quantity.from - hit.to);
  // The words of another clause say what is counted, but are not part of the quote.
  return found.distance < other.distance ? { distance: found.distance, hit: undefined } : FAR;
}

const isNegated = ({ tokens }: Reading, from: number): boolean => {
  const before = tokens[from - 1]?.word;
  return (
    before === "not" ||
    before === "isn't" ||
    (before === "than" && tokens[from - 2]?.word === "rather")
  );
};

/** How far back "each" may stand: "each of our 50 agents sends 20". */
const EACH_BEFORE = 10;
/** Where the other factor may stand, in numbers from this one, the likelier first. */
const OTHER_FACTORS = [-1, -2, -3, 1, 2];

function factorOf(
  reading: Reading,
  cues: AmountCues,
  hits: HitsAt,
  index: number,
  around: Surroundings,
): number | undefined {
  if (cues.times === undefined) return 1;
  const start = Math.max(clauseAt(reading, around.from).from, around.from - EACH_BEFORE);
  const each = nearer(
    nearest(hits, "each", around.end, around.after, (hit) => hit.from - around.end),
    cues.times.eachBefore === true
      ? nearest(hits, "each", start, around.from, (hit) => around.from - hit.to)
      : FAR,
  );
  if (each.hit === undefined) return 1;
  for (const step of OTHER_FACTORS) {
    const other = reading.quantities[index + step];
    if (other === undefined || other.unit.kind !== "count" || other.low !== other.high) continue;
    const of = nearest(hits, "of", other.numberEnd, other.numberEnd + 4, (hit) => hit.from);
    if (of.hit !== undefined) return other.low;
  }
  return undefined;
}

function candidateOf(
  reading: Reading,
  cues: AmountCues,
  hits: HitsAt,
  index: number,
): Candidate | undefined {
  const quantity = reading.quantities[index];
  if (quantity === undefined || quantity.unit.kind !== cues.measures) return undefined;
  if (isWhole(reading, index)) return undefined;
  const clause = clauseAt(reading, quantity.from);
  if (
    clause.unreal ||
    clause.past ||
    (cues.held === true && clause.wished) ||
    isNegated(reading, quantity.from)
  )
    return undefined;
  const scale = quantity.unit.kind === "span" ? quantity.unit.seconds / (cues.divideBy ?? 1) : 1;
  let low = quantity.low * scale;
  const high = quantity.high * scale;
  // A negative count is read as it stands, so that it can be refused by name.
  const [least, most] = cues.between ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (high < least || high > most) return undefined;
  const around = surroundings(reading, index);
  if (nearnessOf(reading, hits, "unless", around).hit !== undefined) return undefined;
  const instead = nearnessOf(reading, hits, "instead", around);
  let counted = nearnessOf(reading, hits, "counted", around);
  if (counted.hit === undefined && instead.hit === undefined)
    counted = fromClauseBefore(reading, hits, quantity);
  if (cues.unitSuffices === true && counted.distance === Number.POSITIVE_INFINITY)
    counted = { distance: AFTER, hit: undefined };
  if (counted.distance === Number.POSITIVE_INFINITY || instead.distance <= counted.distance)
    return undefined;
  const factor = factorOf(reading, cues, hits, index, around);
  if (factor === undefined) return undefined;
  if (quantity.bound === "most" && cues.limitIsValue !== true) low = 0;
  return {
    low: low * factor,
    high: high * factor,
    from: Math.min(quantity.from, counted.hit?.from ?? quantity.from),
    to: Math.max(quantity.to, quantity.numberEnd, counted.hit?.to ?? 0),
    distance: counted.distance,
    overrules: clause.overrules,
  };
}

function datesOf(
  reading: Reading,
  cues: AmountCues,
  hits: HitsAt,
  dates: readonly When[],
): readonly Candidate[] {
  if (cues.dates !== true) return [];
  return dates.flatMap(({ from, to, low, high }) => {
    const clause = clauseAt(reading, from);
    if (clause.unreal || clause.past) return [];
    const end = Math.min(reading.tokens.length, to + AFTER);
    const start = Math.max(0, from - AFTER);
    const near = nearer(
      nearest(hits, "counted", to, end, (hit) => hit.from - to),
      nearest(hits, "counted", start, from, (hit) => from - hit.to),
    );
    if (near.hit === undefined) return [];
    return [
      {
        low: low / 7,
        high: high / 7,
        from: Math.min(from, near.hit.from),
        to: Math.max(to, near.hit.to),
        distance: near.distance,
        overrules: clause.overrules,
      },
    ];
  });
}

const valueOf = ({ low, high }: { readonly low: number; readonly high: number }): number | Range =>
  low === high ? low : { low, high };

function settle(
  candidates: readonly Candidate[],
): (Candidate & { readonly merged?: true }) | undefined {
  const [first] = candidates;
  const last = candidates.at(-1);
  if (first === undefined || last === undefined || candidates.length === 1) return first;
  if (last.overrules) return last;
  const low = Math.min(...candidates.map((one) => one.low));
  const high = Math.max(...candidates.map((one) => one.high));
  if (high <= Math.max(low, 1) * SAME_ORDER)
    return { ...first, low, high, from: first.from, to: last.to };
  const near = Math.min(...candidates.map((one) => one.distance));
  const nearCandidates = candidates.filter((one) => one.distance === near);
  return nearCandidates.length === 1 && near <= 1 ? nearCandidates[0] : undefined;
}

/** The number that a text states for one fact, or `undefined` when it states none or several. */
export function readAmount(
  reading: Reading,
  cues: AmountCues,
  all: readonly AmountHit[],
  dates: readonly When[],
): Amount | undefined {
  if (all.length === 0 && cues.unitSuffices !== true) return undefined;
  const byToken = new Map<number, AmountHit[]>();
  for (const hit of all) {
    const at = byToken.get(hit.from);
    if (at === undefined) byToken.set(hit.from, [hit]);
    else at.push(hit);
  }
  const candidates: Candidate[] = [];
  for (
    let index = 0;
    index < reading.quantities.length && candidates.length < MOST_CANDIDATES;
    index += 1
  ) {
    const candidate = candidateOf(reading, cues, byToken, index);
    if (candidate !== undefined) candidates.push(candidate);
  }
  candidates.push(...datesOf(reading, cues, byToken, dates));
  const settled = settle(candidates.toSorted((a, b) => a.from - b.from));
  if (settled !== undefined)
    return { value: valueOf(settled), quote: quoteOf(reading, settled.from, settled.to) };
  if (candidates.length > 0) return undefined;
  for (const hit of all) {
    const { role } = hit.means;
    if (role.role !== "stated") continue;
    const clause = clauseAt(reading, hit.from);
    if (clause.supposed || clause.past) continue;
    return { value: role.value, quote: quoteOf(reading, hit.from, hit.to) };
  }
  return undefined;
}
