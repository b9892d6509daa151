import type { AmountCues } from "../cues/index.ts";
import type { Quantity } from "../numbers/numbers.ts";
import { CHANGED, isChangedFrom } from "../numbers/ranges.ts";
import type { Clause } from "../text/clauses.ts";
import { clauseAt } from "../text/passage.ts";
import type { Reading } from "../text/passage.ts";
import type { Token } from "../text/tokens.ts";
import type { AmountHit } from "./nearness.ts";

const LONGEST_DENIAL = 7;
const SHORT_DENIAL = 2;

/** Words that deny a number behind them, and how far they reach. */
const DENIERS: ReadonlyMap<string, number> = new Map([
  ...[
    "not",
    "never",
    "don't",
    "doesn't",
    "didn't",
    "isn't",
    "aren't",
    "wasn't",
    "weren't",
    "won't",
    "can't",
    "couldn't",
    "haven't",
    "hasn't",
    "hadn't",
    "shouldn't",
    "wouldn't",
    "ain't",
    "nobody",
  ].map((word) => [word, LONGEST_DENIAL] as const),
  ...["no", "without", "neither", "nor"].map((word) => [word, SHORT_DENIAL] as const),
]);
/** Behind these a denial is over: "no ML people and 500 labels". */
const ENDS_DENIAL = new Set(["and", "plus", "but", "only", "just", "with", "except", "because"]);
/** "not due for 6 weeks", "can't wait longer than": what is denied is the time before or after. */
const BOUNDS_TIME = new Set([
  "until",
  "till",
  "before",
  "for",
  "later",
  "past",
  "after",
  "beyond",
  "longer",
  "than",
]);
/** "not sure, 500", "not only 500": nothing is denied. */
const DENIES_NOTHING = new Set([
  "sure",
  "certain",
  "kidding",
  "joking",
  "only",
  "just",
  "even",
  "counting",
  "mention",
  "shortage",
  "problem",
  "doubt",
  "idea",
  "clue",
  "lack",
  "bad",
  "quite",
  "sorry",
]);

/** The token that denies the number at a token, or -1. */
export function denierOf(reading: Reading, from: number, isTime: boolean): number {
  const { tokens } = reading;
  const start = clauseAt(reading, from).from;
  for (let here = from - 1; here >= start; here -= 1) {
    const word = tokens[here]?.word ?? "";
    if (ENDS_DENIAL.has(word) || (isTime && BOUNDS_TIME.has(word))) return -1;
    const isNobody = word === "no" && tokens[here + 1]?.word === "one";
    // "2k, no wait, 3k"
    if (word === "no" && tokens[here + 1]?.word === "wait") return -1;
    const isOver = word === "no" && tokens[here + 1]?.word === "longer";
    const reach = isNobody || isOver ? LONGEST_DENIAL : DENIERS.get(word);
    if (reach !== undefined)
      return from - here <= reach && !DENIES_NOTHING.has(tokens[here + 1]?.word ?? "") ? here : -1;
    if (from - here > LONGEST_DENIAL) return -1;
  }
  return -1;
}

const SET_ASIDE: readonly (readonly string[])[] = [
  ["instead", "of"],
  ["rather", "than"],
  ["as", "opposed", "to"],
  ["compared", "to"],
  ["compared", "with"],
  ["up", "from"],
  ["down", "from"],
  ["unlike"],
  ["versus"],
];
/** Words that may stand between such words, or a question, and the number. */
const BETWEEN = new Set([
  "the",
  "our",
  "about",
  "around",
  "some",
  "~",
  "a",
  "like",
  "just",
  "usual",
]);

/** The number's place with such words before it. */
const leadOf = (tokens: readonly Token[], from: number): number => {
  let end = from;
  while (BETWEEN.has(tokens[end - 1]?.word ?? "")) end -= 1;
  return end;
};

const ASKING = /^(?:is|are|would|will|do|does|did|whether|should|could|was)$/;

/** "not 500": the word just before denies. */
const isNegated = ({ tokens }: Reading, from: number): boolean => {
  const before = tokens[from - 1]?.word;
  return before === "not" || before === "isn't";
};

/** Whether other words take a number back: "instead of 500", "up from 500", "is 500 normal?". */
export function isSetAside(reading: Reading, quantity: Quantity): boolean {
  const { from, unit } = quantity;
  const { tokens } = reading;
  const end = leadOf(tokens, from);
  const word = tokens[end - 1]?.word ?? "";
  if (
    SET_ASIDE.some((words) =>
      words.every((one, at) => tokens[end - words.length + at]?.word === one),
    )
  )
    return true;
  if (word === "whether" || (clauseAt(reading, from).asked && ASKING.test(word))) {
    const clause = clauseAt(reading, from);
    // "is 500 enough?", not "the limit is 500, or is it?"
    if (word === "whether" || end - 1 <= clause.from + 1) return true;
  }
  if (isNegated(reading, from) || isChangedFrom(tokens, from) || isGivenUp(reading, from))
    return true;
  if ((!isTooLate(reading, quantity) && isGone(reading, quantity)) || isDifference(reading, from))
    return true;
  if (isName(reading, quantity) || isMultiple(reading, quantity) || isTakenBack(reading, quantity))
    return true;
  if (isBy(reading, quantity) || isDuration(reading, quantity)) return true;
  return unit.kind === "count" && isOneIn(reading, from);
}

const NUMBERED = /^(?:#|ticket|page|section|chapter|version|article|id|room|sprint|release)$/;

/** "ticket #48213", "page 12": a name, and no count. */
const isName = ({ tokens }: Reading, { from, unit }: Quantity): boolean =>
  unit.kind === "count" &&
  NUMBERED.test(tokens[from - 1]?.word ?? "") &&
  !/^(?:per|a|an|each|every)$/.test(tokens[from - 2]?.word ?? "");

const GIVEN_UP =
  /^(?:cancell?ed|forget|ignore|disregard|scrapped|ditched|abandoned|dropped|binned|threw|thrown|discarded|tossed)$/;
const GIVEN_UP_REACH = 4;

/** "we cancelled our $500 plan" */
function isGivenUp(reading: Reading, from: number): boolean {
  const start = Math.max(clauseAt(reading, from).from, from - GIVEN_UP_REACH);
  for (let here = from - 1; here >= start; here -= 1) {
    const word = reading.tokens[here]?.word ?? "";
    if (word === "to" || word === "from") return false;
    if (GIVEN_UP.test(word)) return true;
  }
  return false;
}

type Place = { readonly from: number; readonly to: number };

const BECAME = /^(?:is|are|was|were|got|get|been|be|turned|gone)$/;
const GONE =
  /^(?:deleted|gone|junk|useless|unusable|scrapped|dropped|cancell?ed|frozen|lost|invalid|expired|obsolete|void|called|stolen|shelved|withdrawn|wrong|off|over|history|dead|postponed|delayed)$/;
const GONE_REACH = 7;
const BECAME_REACH = 5;
const TAKEN_BACK_REACH = 8;

/** "an answer after more than 6 seconds is useless": what is longer is, and not the number. */
export function isTooLate({ tokens }: Reading, { from, unit, bound }: Quantity): boolean {
  if (unit.kind !== "span") return false;
  if (tokens[from - 1]?.word === "after") return true;
  const isMore = bound === "least" && tokens[from - 1]?.word !== "later";
  const about = [tokens[from - 2]?.word, tokens[from - 3]?.word, tokens[from - 4]?.word];
  return isMore && about.some((word) => /^(?:after|anything|everything|answers)$/.test(word ?? ""));
}

/** What is said of a number in a clause behind it: "that slipped", "it's off the table". */
const GONE_SINCE =
  /^(?:slipped|postponed|deleted|thrown|wiped|gone|junk|useless|unusable|scrapped|cancell?ed|frozen|lost|invalid|expired|obsolete|void|stolen|shelved|withdrawn|history|dead|dropped|passed)$/;
/** What stands for the number in such a clause. */
const IT = /^(?:that|that's|it|it's|which|they|they're|these|those|all|both)$/;
/** Of which the next sentence may still speak. */
const THEM = /^(?:they|they're|these|those|all|both)$/;

/** "…, but we dropped it" */
function isDropped({ tokens }: Reading, at: number): boolean {
  if (!/^(?:we|they|i|boss|management)$/.test(tokens[at]?.word ?? "")) return false;
  for (let here = at + 1; here <= at + 2; here += 1)
    if (GIVEN_UP.test(tokens[here]?.word ?? ""))
      return /^(?:it|that|this|them|those)$/.test(tokens[here + 1]?.word ?? "");
  return false;
}

/** "…, but that slipped", "…, long gone": whether the clause behind takes a number away. */
function isGoneSince(reading: Reading, to: number): boolean {
  const { tokens, clauses, clauseOf, quantityAt } = reading;
  const index = clauseOf[to - 1] ?? 0;
  const [here, next] = [clauses[index], clauses[index + 1]];
  if (here === undefined || next === undefined) return false;
  const isNear = next.sentence === here.sentence || THEM.test(tokens[next.from]?.word ?? "");
  if (!isNear) return false;
  // Another number may be the one that is gone.
  for (let word = next.from; word < next.to && word < next.from + GONE_REACH; word += 1)
    if (quantityAt.has(word)) return false;
  let at = next.from;
  while (/^(?:and|but|then|since|long|now|,)$/.test(tokens[at]?.word ?? "")) at += 1;
  if (at < next.to && GONE_SINCE.test(tokens[at]?.word ?? "")) return true;
  if (isDropped(reading, at)) return true;
  if (!IT.test(tokens[at]?.word ?? "")) return false;
  for (let word = at + 1; word < next.to && word <= at + BECAME_REACH; word += 1) {
    if (GONE_SINCE.test(tokens[word]?.word ?? "")) return true;
    if (tokens[word]?.word === "off" && tokens[word + 1]?.word !== "to") return true;
  }
  return false;
}

/** "those 900 labels are gone", "the 4-week launch was called off" */
export function isGone(reading: Reading, place: Place): boolean {
  return isGoneHere(reading, place) || isGoneSince(reading, place.to);
}

/** "no longer holds", "doesn't apply" */
function isInvalid({ tokens }: Reading, at: number): boolean {
  const [word, next] = [tokens[at]?.word ?? "", tokens[at + 1]?.word ?? ""];
  if (word === "no") return next === "longer";
  return /^(?:doesn't|don't)$/.test(word) && /^(?:apply|hold|count|stand|exist)$/.test(next);
}

/** The same, in the clause of the number. */
function isGoneHere(reading: Reading, { from, to }: Place): boolean {
  const end = Math.min(clauseAt(reading, from).to, to + GONE_REACH);
  for (let here = to; here < end; here += 1) {
    const word = reading.tokens[here]?.word ?? "";
    // Another number may be the one that is gone.
    if (reading.quantityAt.has(here)) return false;
    if (isInvalid(reading, here)) return true;
    if (!BECAME.test(word)) continue;
    for (let next = here + 1; next < Math.min(end, here + BECAME_REACH); next += 1)
      if (GONE.test(reading.tokens[next]?.word ?? "")) return true;
    return false;
  }
  return false;
}

/** "checked by two nurses", "up by 300": no number of what there is. */
const isBy = ({ tokens }: Reading, { from, unit }: Quantity): boolean =>
  (unit.kind === "count" || unit.kind === "rate") && tokens[from - 1]?.word === "by";

const MEANT_FOR =
  /^(?:planned|scheduled|needed|required|postponed|delayed|booked|slated|extended)$/;

/** "20k unlabelled, sorry, I meant 20k labelled": another number is told in its place. */
function isTakenBack(reading: Reading, { to, unit }: Quantity): boolean {
  const { tokens, quantityAt } = reading;
  let isMeant = false;
  for (let here = to; here < to + TAKEN_BACK_REACH; here += 1) {
    const other = quantityAt.get(here);
    if (other !== undefined) return isMeant && other.unit.kind === unit.kind;
    const word = tokens[here]?.word ?? "";
    isMeant ||= word === "meant" || (word === "mean" && tokens[here - 1]?.word === "i");
  }
  return false;
}

/** "labelled for 3 weeks", "waiting for 10 seconds": how long something went on. */
function isDuration({ tokens }: Reading, { from, unit }: Quantity): boolean {
  const verb = tokens[from - 2]?.word ?? "";
  return (
    unit.kind === "span" &&
    tokens[from - 1]?.word === "for" &&
    /(?:ed|ing)$/.test(verb) &&
    !MEANT_FOR.test(verb)
  );
}

/** "slipped by 4 weeks": so much more or less, and not so much. */
function isDifference({ tokens }: Reading, from: number): boolean {
  if (tokens[from - 1]?.word !== "by") return false;
  for (let here = from - 2; here >= from - GIVEN_UP_REACH; here -= 1)
    if (CHANGED.test(tokens[here]?.word ?? "")) return true;
  return false;
}

/** "ten times the examples", "3x more": so many times another number, and not so many. */
function isMultiple({ tokens }: Reading, { numberEnd = 0 }: Partial<Quantity>): boolean {
  const word = tokens[numberEnd]?.word ?? "";
  return (
    /^(?:times|x)$/.test(word) &&
    /^(?:the|as|more|our|less|that|what|bigger|larger|faster)$/.test(
      tokens[numberEnd + 1]?.word ?? "",
    )
  );
}

const isInOrOf = (word: string | undefined): boolean => word === "in" || word === "of";

/** "1 in 10": a share, and no count. */
function isOneIn({ tokens, quantityAt }: Reading, from: number): boolean {
  const number = quantityAt.get(from);
  const end = number?.numberEnd ?? from + 1;
  const next = quantityAt.get(end + 1);
  if (number?.high === 1 && isInOrOf(tokens[end]?.word) && next !== undefined) return true;
  const before = tokens[from - 2]?.word;
  return (
    tokens[from - 1]?.word === "in" && (quantityAt.get(from - 2)?.high === 1 || before === "one")
  );
}

const CORRECTIONS = new Set([
  "er",
  "erm",
  "uh",
  "nope",
  "sorry",
  "wait",
  "correction",
  "oops",
  "scratch",
  "typo",
  "meant",
  "mean",
  "rather",
  "actually",
  "instead",
  "wrong",
]);
const CORRECTION_REACH = 14;
const LEFT_REACH = 3;

/**
 * Whether the words between two numbers put the second in the place of the first: "500, sorry,
 * 5,000", "it was 4k, we cut it to 2k".
 */
export function isReplaced(reading: Reading, first: number, second: number): boolean {
  const { tokens } = reading;
  const start = Math.max(first, second - CORRECTION_REACH);
  const intoIt = /^(?:to|until|→|at)$/.test(tokens[leadOf(tokens, second) - 1]?.word ?? "");
  for (let here = start; here < second; here += 1) {
    const word = tokens[here]?.word ?? "";
    if (CORRECTIONS.has(word) || word === "→") return true;
    if (word === "no" && /^(?:,|way)$/.test(tokens[here + 1]?.word ?? "")) return true;
    if (word === "make" && tokens[here + 1]?.word === "that") return true;
    if (word === "ended" && tokens[here + 1]?.word === "up") return true;
    if (intoIt && CHANGED.test(word)) return true;
  }
  return (
    (tokens[second]?.word !== undefined && tokens[second + 1]?.word === "instead") ||
    isWhatIsLeft(reading, second)
  );
}

/** Verbs of what is still there of something. */
export const STAYS = /^(?:survive|survived|remain|remains|remained)$/;

/** "before the crash, 1400 survived", "4k good ones remain" */
function isWhatIsLeft({ tokens, quantityAt }: Reading, at: number): boolean {
  const end = quantityAt.get(at)?.numberEnd ?? at;
  for (let here = end; here < end + LEFT_REACH; here += 1)
    if (STAYS.test(tokens[here]?.word ?? ""))
      return !/^(?:to|un.*|raw)$/.test(tokens[here + 1]?.word ?? "");
  return false;
}

/** Whether a number is so, was so until something newer is told, or is not so. */
export type Standing = "holds" | "former" | "lost";

/** "do we need 5k a month?" */
const ASKS = /^(?:do|does|did|is|are|would|will|should|must)$/;

const HELD = new Set(["our", "my", "have", "these", "those", "got", "had"]);

const TEAM = new Set(["we", "i", "our", "my", "us", "the", "it", "they", "these", "those"]);

/** "can you train on 100 examples?": a question that is not about what one has. */
function asksWhether({ tokens }: Reading, { from, to }: Clause, isHeld: boolean): boolean {
  const word = tokens[from]?.word ?? "";
  // "can your tool process 10k an hour?"
  if (tokens[from + 1]?.word === "your") return true;
  // "can it answer in 300 ms?" tells what it should.
  if (
    !/^(?:could|is|are|would|should|did)$/.test(word) &&
    !(isHeld && /^(?:can|does|do|will)$/.test(word))
  )
    return false;
  // "do people have 10k labels?" asks about nobody here.
  if (/^(?:do|does|did)$/.test(word) && !TEAM.has(tokens[from + 1]?.word ?? "")) return true;
  for (let here = from; here < to; here += 1) if (HELD.has(tokens[here]?.word ?? "")) return false;
  return true;
}

/** What one does to examples. */
const DONE =
  /^(?:labelled|labeled|tagged|annotated|graded|coded|marked|categorised|categorized|collected|gathered|classified|transcribed|reviewed|checked|scored|rated|sorted)$/;

/** "we tagged 860 last spring": what was done is still there. */
function isDoneBefore(reading: Reading, from: number): boolean {
  const { tokens } = reading;
  for (let here = from - 1; here >= from - 2; here -= 1) {
    const word = tokens[here]?.word ?? "";
    if (DONE.test(word))
      return (
        here > clauseAt(reading, from).from &&
        !/^(?:had|was|were|have)$/.test(tokens[here - 1]?.word ?? "")
      );
  }
  return false;
}

/** What stands about a number: whether its clause, or a word before it, takes it away. */
export function standingOf(
  reading: Reading,
  cues: AmountCues,
  quantity: Pick<Quantity, "from" | "bound" | "over"> & Partial<Quantity>,
  isTime: boolean,
  counted: AmountHit | undefined,
): Standing {
  const clause = clauseAt(reading, quantity.from);
  // "we paid $240 last month" tells what is paid a month, "last month we had 240" nothing of today.
  const isStretch = quantity.over !== undefined && cues.measures !== "count";
  const isDone =
    cues.held === true && counted !== undefined && isDoneBefore(reading, quantity.from);
  if (
    clause.unreal ||
    (clause.past && !isStretch && !isDone) ||
    (cues.held === true && clause.wished) ||
    (clause.hoped && cues.planned !== true) ||
    (clause.asked && asksWhether(reading, clause, cues.held === true)) ||
    (clause.wished && clause.asked && ASKS.test(reading.tokens[clause.from]?.word ?? ""))
  )
    return "lost";
  const denier = quantity.bound === undefined ? denierOf(reading, quantity.from, isTime) : -1;
  // "we never labelled the 40k": here the denial is what counts.
  if (denier >= 0 && !(counted !== undefined && counted.from <= denier && denier < counted.to))
    return "lost";
  // "5k labels? no, 500"
  return (clause.former && !isStretch) || clause.past || clause.asked ? "former" : "holds";
}
