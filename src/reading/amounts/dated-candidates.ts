import type { AmountCues } from "../cues/index.ts";
import type { When } from "../numbers/dates.ts";
import { DAYS_PER_WEEK } from "../numbers/measures.ts";
import { CHANGED, isChangedFrom } from "../numbers/ranges.ts";
import { clauseAt } from "../text/passage.ts";
import type { Reading } from "../text/passage.ts";
import { isListItem } from "./candidates.ts";
import type { Candidate } from "./candidates.ts";
import { AFTER, FAR, inClause, nearer, nearest } from "./nearness.ts";
import type { HitsAt } from "./nearness.ts";
import { denierOf, isGone, isReplaced, standingOf } from "./standing.ts";

/** What has happened on a date that a calendar would take for the next. */
const HAPPENED =
  / (?:started|began|passed|ran|went|joined|left|spoke|met|signed|launched|shipped|founded|expired|ended|finished|came|discussed|bought|missed) (?!to )/;
const HAPPENED_REACH = 5;

/** The words of the clause just before a token. */
function wordsBefore(reading: Reading, at: number): string {
  const start = Math.max(clauseAt(reading, at).from, at - HAPPENED_REACH);
  const words = reading.tokens.slice(start, at).map(({ word }) => word);
  return ` ${words.join(" ")} `;
}

/** "the deadline was 1 March, it's been moved to 1 April": what was told before has a new date. */
function isMovedTo(reading: Reading, hits: HitsAt, from: number): boolean {
  const { tokens, clauses, clauseOf } = reading;
  if (!/^(?:to|until|till|into)$/.test(tokens[from - 1]?.word ?? "")) return false;
  const clause = clauseAt(reading, from);
  if (!tokens.slice(clause.from, from).some(({ word }) => CHANGED.test(word))) return false;
  const before = clauses[(clauseOf[from] ?? 0) - 1];
  const begins = before?.sentence === clause.sentence ? before.from : clause.from;
  return nearest(hits, "counted", begins, from, () => 0).hit !== undefined;
}

/** The dates of a text as numbers of the fact, in weeks, where the words around them say so. */
export function datedCandidates(
  reading: Reading,
  cues: AmountCues,
  hits: HitsAt,
  dates: readonly When[],
): readonly Candidate[] {
  if (cues.dates !== true) return [];
  const candidates: Candidate[] = [];
  /** Where a date stood that was the fact's, and whether it still holds. */
  let earlier = -1;
  let isPast = false;
  for (const { from, to, low, high } of dates) {
    const end = Math.min(reading.tokens.length, to + AFTER);
    const start = Math.max(0, from - AFTER);
    const isMoved = isMovedTo(reading, hits, from);
    const near = isMoved
      ? FAR
      : nearer(
          nearest(hits, "counted", to, end, (hit) => hit.from - to),
          nearest(hits, "counted", start, from, (hit) => from - hit.to),
        );
    const goesOn = isMoved || (earlier >= 0 && (isPast || isReplaced(reading, earlier, from)));
    if (isChangedFrom(reading.tokens, from) || isGone(reading, { from, to })) {
      earlier = to;
      isPast = true;
      continue;
    }
    // "not by Easter": a date given up, of which the next may take the place.
    if (near.hit === undefined && denierOf(reading, from, false) === from - 2) {
      earlier = to;
      isPast = true;
      continue;
    }
    const other = nearer(
      nearest(hits, "instead", to, end, (hit) => hit.from - to),
      nearest(hits, "instead", start, from, (hit) => from - hit.to),
    );
    if (near.hit !== undefined && other.distance <= near.distance) continue;
    if (inClause(reading, hits, "unless", { before: from, from, end: to, after: to })) continue;
    const before = wordsBefore(reading, from);
    // "must be finished by mid January" has not happened.
    if (HAPPENED.test(before) && !before.includes(" be ")) continue;
    if (near.hit === undefined && !goesOn && !isListItem(reading, from, to)) continue;
    earlier = to;
    const standing = standingOf(reading, cues, { from, bound: undefined }, true, near.hit);
    isPast = standing !== "holds";
    if (standing === "lost") continue;
    candidates.push({
      low: low / DAYS_PER_WEEK,
      high: high / DAYS_PER_WEEK,
      from: Math.min(from, near.hit?.from ?? from),
      to: Math.max(to, near.hit?.to ?? to),
      at: from,
      distance: Math.min(near.distance, AFTER),
      overrules: clauseAt(reading, from).overrules,
      standing,
      isPrime: inClause(reading, hits, "prime", { before: from, from, end: to, after: to }),
    });
  }
  return candidates;
}
