import type { Range } from "../../decision/facts.ts";
import type { AmountCues } from "../cues/index.ts";
import type { When } from "../numbers/dates.ts";
import { NEGATIONS } from "../text/negations.ts";
import { clauseAt, isDenied, quoteOf } from "../text/passage.ts";
import type { Reading } from "../text/passage.ts";
import { candidateOf } from "./candidates.ts";
import type { Candidate } from "./candidates.ts";
import { datedCandidates } from "./dated-candidates.ts";
import { hitsByToken } from "./nearness.ts";
import type { AmountHit } from "./nearness.ts";
import { isReplaced } from "./standing.ts";

export type { AmountHit, AmountRole } from "./nearness.ts";

export type Amount = {
  readonly value: number | Range;
  readonly quote: string;
  /** What is left of the whole of which the value is told to be a part. */
  readonly rest?: number;
};

const MOST_CANDIDATES = 12;
const TURN_REACH = 4;
/** Two numbers for one fact within this factor make a range; further apart they stay unread. */
const SAME_ORDER = 3;

const valueOf = ({ low, high }: { readonly low: number; readonly high: number }): number | Range =>
  low === high ? low : { low, high };

/** Those that nothing newer has taken the place of. */
function standingOnes(reading: Reading, candidates: readonly Candidate[]): readonly Candidate[] {
  const first = candidates.findLastIndex((one, index) => {
    const before = candidates[index - 1];
    return before !== undefined && isReplaced(reading, before.to, one.at);
  });
  const left = first < 0 ? candidates : candidates.slice(first);
  const holding = left.filter(({ standing }) => standing === "holds");
  return holding.length > 0 ? holding : left;
}

/** The one number that holds; several that cannot all be so; or none. */
function settle(
  reading: Reading,
  all: readonly Candidate[],
): Candidate | readonly Candidate[] | undefined {
  const candidates = standingOnes(reading, all);
  const [first] = candidates;
  const last = candidates.at(-1);
  if (first === undefined || last === undefined || candidates.length === 1) return first;
  if (last.overrules) return last;
  const prime = candidates.filter((one) => one.isPrime);
  if (prime.length === 1) return prime[0];
  const low = Math.min(...candidates.map((one) => one.low));
  const high = Math.max(...candidates.map((one) => one.high));
  // "300 labelled shelves, 500 labelled drawers" is no range.
  const haveNouns = candidates.every(({ distance }) => distance <= 1);
  if (high <= Math.max(low, 1) * SAME_ORDER && !haveNouns)
    return { ...first, low, high, from: first.from, to: last.to };
  const near = Math.min(...candidates.map((one) => one.distance));
  const nearCandidates = candidates.filter((one) => one.distance === near);
  return nearCandidates.length === 1 && near <= 1 ? nearCandidates[0] : candidates;
}

/** "5k tickets without labels", "that nobody labelled": those have none, and others may. */
function describesNumber(reading: Reading, { from }: AmountHit): boolean {
  const { tokens, quantities } = reading;
  const isBeside =
    /^(?:without|lack|lacks)$/.test(tokens[from]?.word ?? "") ||
    /^(?:with|that|which)$/.test(tokens[from - 1]?.word ?? "");
  const clause = clauseAt(reading, from);
  return isBeside && quantities.some((one) => one.from >= clause.from && one.to <= from);
}

/** The number that words behind a token are by themselves: "none are labelled". */
function saidAmount(
  reading: Reading,
  hits: readonly AmountHit[],
  after: number,
): Amount | undefined {
  for (const hit of hits) {
    const { role } = hit.means;
    if (role.role !== "stated" || hit.from < after) continue;
    const clause = clauseAt(reading, hit.from);
    if (clause.supposed || clause.past || onlyAsks(reading, hit)) continue;
    if (!isDenied(reading, hit.from) && !describesNumber(reading, hit))
      return { value: role.value, quote: quoteOf(reading, hit.from, hit.to) };
  }
  return undefined;
}

/** The hits of another fact, of which this one may be the rest. */
export type Rest = { readonly cues: AmountCues; readonly hits: readonly AmountHit[] };

/** "the exam is in March" is no launch unless its sentence tells of one: soft words need a plain one. */
function borneOut(reading: Reading, hits: readonly AmountHit[]): readonly AmountHit[] {
  if (!hits.some(({ weak }) => weak)) return hits;
  const plain = new Set(
    hits
      .filter(({ weak, means }) => !weak && means.role.role === "counted")
      .map(({ from }) => clauseAt(reading, from).sentence),
  );
  return hits.filter(({ weak, from }) => !weak || plain.has(clauseAt(reading, from).sentence));
}

/** "not unlabelled", "not that we lack labels": words that say the opposite of what they say. */
function isTurnedRound(reading: Reading, { from, to }: AmountHit): boolean {
  const { tokens } = reading;
  const before = tokens[from - 1]?.word ?? "";
  const word = tokens[from]?.word ?? "";
  if (word.startsWith("un") || word === "raw")
    return (
      /^(?:not|isn't|aren't|never)$/.test(before) ||
      tokens[clauseAt(reading, from).from]?.word === "none"
    );
  // "almost no labels, maybe 20"
  if (word === "no" && /^(?:almost|nearly|practically|virtually)$/.test(before)) return true;
  if (/^(?:not|isn't)$/.test(word) && tokens[from + 1]?.word === "that") return true;
  if (!tokens.slice(from, to).some((one) => NEGATIONS.has(one.word) || one.word === "lack"))
    return false;
  const ahead = tokens.slice(Math.max(0, from - TURN_REACH), from).map((one) => one.word);
  return /(?:^| )(?:not that|isn't that|can't say|wouldn't say) /.test(`${ahead.join(" ")} `);
}

/** Those that do not stand before words which say that the number is not known. */
function withoutOpen(
  reading: Reading,
  hits: readonly AmountHit[],
  candidates: readonly Candidate[],
): readonly Candidate[] {
  const open = hits.find(
    ({ means, from }) => means.role.role === "open" && !clauseAt(reading, from).asked,
  );
  return open === undefined ? candidates : candidates.filter(({ at }) => at > open.from);
}

/** "no labels?" asks. */
const onlyAsks = (reading: Reading, { from, to }: AmountHit): boolean =>
  clauseAt(reading, from).from === from && reading.tokens[to]?.word === "?";

/**
 * The numbers that a text states for one fact: none, one, or several that cannot all be so.
 *
 * @param other the fact of which this one is the rest, where a text tells a part of a whole
 */
export function readAmounts(
  reading: Reading,
  cues: AmountCues,
  all: readonly AmountHit[],
  dates: readonly When[],
  other?: Rest,
): readonly Amount[] {
  const amounts = statedAmounts(reading, cues, all, dates);
  const [amount] = amounts;
  if (other === undefined || (amount !== undefined && amount.value !== 0)) return amounts;
  const [part, another] = statedAmounts(reading, other.cues, other.hits, dates);
  return part?.rest === undefined || another !== undefined
    ? amounts
    : [{ value: part.rest, quote: part.quote }];
}

const isSeveral = (
  settled: Candidate | readonly Candidate[] | undefined,
): settled is readonly Candidate[] => Array.isArray(settled);

function amountOf(reading: Reading, { low, high, from, to, rest }: Candidate): Amount {
  const amount = { value: valueOf({ low, high }), quote: quoteOf(reading, from, to) };
  return rest === undefined || Number.isNaN(rest) ? amount : { ...amount, rest };
}

/** More than these are no question that anybody would answer. */
const MOST_READINGS = 4;

/** Several numbers, each once; none when they are too many to choose from. */
function distinct(amounts: readonly Amount[]): readonly Amount[] {
  const different = amounts.filter(
    ({ value }, index) =>
      amounts.findIndex((other) => JSON.stringify(other.value) === JSON.stringify(value)) === index,
  );
  return different.length > MOST_READINGS ? [] : different;
}

function statedAmounts(
  reading: Reading,
  cues: AmountCues,
  found: readonly AmountHit[],
  dates: readonly When[],
): readonly Amount[] {
  if (found.length === 0 && cues.unitSuffices !== true && cues.alone !== true) return [];
  const all = borneOut(
    reading,
    found.filter((hit) => !isTurnedRound(reading, hit)),
  );
  const hits = hitsByToken(all);
  const candidates: Candidate[] = [];
  for (
    let index = 0;
    index < reading.quantities.length && candidates.length < MOST_CANDIDATES;
    index += 1
  ) {
    const candidate = candidateOf(reading, cues, hits, index);
    if (candidate !== undefined) candidates.push(candidate);
  }
  candidates.push(...datedCandidates(reading, cues, hits, dates));
  const settled = settle(
    reading,
    withoutOpen(reading, all, candidates).toSorted((a, b) => a.at - b.at),
  );
  if (isSeveral(settled)) return distinct(settled.map((one) => amountOf(reading, one)));
  const said = saidAmount(reading, all, settled?.standing === "former" ? settled.to : 0);
  // "had 12k labelled, but they were all deleted"
  const isOver = settled === undefined || (settled.standing === "former" && said !== undefined);
  if (!isOver) return [amountOf(reading, settled)];
  return said === undefined || (settled === undefined && candidates.length > 0) ? [] : [said];
}
