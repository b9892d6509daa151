import type { Token } from "../text/tokens.ts";
import { CURRENCY_MARKS } from "./measures.ts";
import { bareAt } from "./number-words.ts";
import type { Bare } from "./number-words.ts";

const isDash = (word: string | undefined): boolean => word === "-" || word === "–" || word === "—";

/** Verbs by which one number becomes another: "went from 300 to 900" is no range. */
export const CHANGED =
  /^(?:went|gone|go|goes|going|grew|grown|rose|risen|fell|fallen|dropped|drop|jumped|moved|came|cut|trimmed|reduced|increased|raised|lowered|shrank|shrunk|shrink|slashed|changed|switched|up|down|climbed|doubled|tripled|halved|extended|postponed|delayed|shifted|scaled|compressed|shortened|slipped|pushed|slid|expanded|brought|took|got|revised|corrected|updated)$/;
const CHANGE_REACH = 6;

/** Whether the number at a token is the first of "went from 300 to 900". */
export function isChangedFrom(tokens: readonly Token[], at: number): boolean {
  const isMark = CURRENCY_MARKS.has(tokens[at - 1]?.word ?? "");
  const near = isMark || /^(?:about|around|roughly|~|some)$/.test(tokens[at - 1]?.word ?? "");
  const from = near ? at - 2 : at - 1;
  if (tokens[from]?.word !== "from") return false;
  for (let verb = from - 1; verb >= from - CHANGE_REACH; verb -= 1)
    if (CHANGED.test(tokens[verb]?.word ?? "")) return true;
  return false;
}

/** The number from the first of a range to its last: "2 to 3 thousand", "between 5 and 9". */
export function rangeFrom(text: string, tokens: readonly Token[], at: number, first: Bare): Bare {
  const joint = tokens[first.end]?.word;
  const before = tokens[at - 1]?.word;
  const joins =
    isDash(joint) ||
    joint === "to" ||
    joint === "or" ||
    joint === "till" ||
    (joint === "and" && before === "between");
  if (!joins || (joint === "to" && isChangedFrom(tokens, at))) return first;
  let from = first.end + 1;
  if (CURRENCY_MARKS.has(tokens[from]?.word ?? "")) from += 1;
  const second = bareAt(text, tokens, from);
  if (second === undefined) return first;
  const mantissa = second.low / second.scale;
  const shared =
    first.scale === 1 &&
    second.scale > 1 &&
    first.high <= second.high / second.scale &&
    mantissa >= first.low &&
    first.low < 1000;
  const low = shared ? first.low * second.scale : first.low;
  const wide = low > second.high || (joint === "or" && second.high > low * 10);
  return wide ? first : { low, high: second.high, end: second.end, scale: second.scale };
}
