import type { Token } from "./tokens.ts";

/** A time to come, in days from the day of the message; low and high differ for "March 2027". */
export type When = {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
};

type Day = { readonly year: number; readonly month: number; readonly day: number };

/** Days since 1970-01-01 of a day of the Gregorian calendar (Howard Hinnant's days_from_civil). */
function dayNumber({ year, month, day }: Day): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day of an ISO date or instant, or `undefined` when it is none. */
function dayOf(iso: string): Day | undefined {
  const match = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso);
  return match === null
    ? undefined
    : { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const WEEKDAYS = ["thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday"];

const monthOf = (word: string): number =>
  word === "sept"
    ? 9
    : word.length < 3
      ? 0
      : MONTHS.findIndex(
          (month) => month === word || (word.length === 3 && month.startsWith(word)),
        ) + 1;
const weekdayOf = (word: string): number =>
  word.length < 3
    ? -1
    : WEEKDAYS.findIndex((day) => day === word || (word.length <= 4 && day.startsWith(word)));

const lastOf = (year: number, month: number): number =>
  (month === 12
    ? dayNumber({ year: year + 1, month: 1, day: 1 })
    : dayNumber({ year, month: month + 1, day: 1 })) - 1;

type Found = { readonly low: number; readonly high: number; readonly to: number };

const PART = /^(?:end|start|beginning|begin|early|mid|middle|late)$/;

/** Narrows a period to its end, its start or its middle. */
function partOf(part: string, { low, high, to }: Found): Found {
  if (part === "end") return { low: high, high, to };
  if (/^(?:start|begin|beginning)$/.test(part)) return { low, high: low, to };
  const third = Math.round((high - low) / 3);
  if (part === "early") return { low, high: low + third, to };
  if (part === "late") return { low: high - third, high, to };
  return { low: low + third, high: high - third, to };
}

const numberAt = (tokens: readonly Token[], at: number): number => {
  const value = tokens[at]?.value ?? Number.NaN;
  return Number.isInteger(value) ? value : Number.NaN;
};
const isYear = (value: number): boolean => value >= 2000 && value < 2200;
const ORDINAL = new Set(["st", "nd", "rd", "th"]);

/** A period of the calendar at a token: "Q1 2027", "15 January", "next month", "2027-01-15". */
function periodAt(tokens: readonly Token[], at: number, now: Day): Found | undefined {
  const word = tokens[at]?.word ?? "";
  const next = tokens[at + 1]?.word ?? "";
  const today = dayNumber(now);
  const quarter = /^q([1-4])$/.exec(word);
  if (quarter !== null) {
    const last = Number(quarter[1]) * 3;
    const stated = numberAt(tokens, at + 1);
    const year = isYear(stated) ? stated : lastOf(now.year, last) < today ? now.year + 1 : now.year;
    return {
      low: dayNumber({ year, month: last - 2, day: 1 }),
      high: lastOf(year, last),
      to: isYear(stated) ? at + 2 : at + 1,
    };
  }
  const month = monthOf(word);
  // "may" is a month only with a day or a year.
  if (month > 0) {
    const first = numberAt(tokens, at + 1);
    const day = first >= 1 && first <= 31 ? first : Number.NaN;
    let to = Number.isNaN(day) ? at + 1 : at + 2;
    if (!Number.isNaN(day) && ORDINAL.has(tokens[to]?.word ?? "")) to += 1;
    if (tokens[to]?.word === "," && isYear(numberAt(tokens, to + 1))) to += 1;
    const stated = numberAt(tokens, to);
    if (word === "may" && Number.isNaN(day) && !isYear(stated)) return undefined;
    if (word === "mar" || word === "sun") return undefined;
    return monthPeriod(now, month, day, stated, isYear(stated) ? to + 1 : to);
  }
  const day = numberAt(tokens, at);
  if (day >= 1 && day <= 31) {
    let to = at + 1;
    if (ORDINAL.has(tokens[to]?.word ?? "")) to += 1;
    if (tokens[to]?.word === "of") to += 1;
    const named = monthOf(tokens[to]?.word ?? "");
    if (named > 0) {
      const stated = numberAt(tokens, to + 1);
      return monthPeriod(now, named, day, stated, isYear(stated) ? to + 2 : to + 1);
    }
  }
  if (isYear(day) && tokens[at + 1]?.word === "-" && tokens[at + 3]?.word === "-") {
    const found = { year: day, month: numberAt(tokens, at + 2), day: numberAt(tokens, at + 4) };
    if (found.month >= 1 && found.month <= 12 && found.day >= 1 && found.day <= 31) {
      const number = dayNumber(found);
      return { low: number, high: number, to: at + 5 };
    }
  }
  const weekday = weekdayOf(word);
  const previous = tokens[at - 1]?.word;
  if (weekday >= 0 && word !== "sat" && word !== "sun") {
    const ahead = (weekday - (today % 7) + 7) % 7 || 7;
    return { low: today + ahead, high: today + ahead + (previous === "next" ? 7 : 0), to: at + 1 };
  }
  if (word === "tomorrow") return { low: today + 1, high: today + 1, to: at + 1 };
  if (word === "today" || word === "tonight") return { low: today, high: today, to: at + 1 };
  if (word === "christmas" || word === "xmas") {
    const number = dayNumber({ year: now.year, month: 12, day: 25 });
    return { low: number, high: number, to: at + 1 };
  }
  if (word === "eoy") return { low: lastOf(now.year, 12), high: lastOf(now.year, 12), to: at + 1 };
  if (word === "eom")
    return { low: lastOf(now.year, now.month), high: lastOf(now.year, now.month), to: at + 1 };
  if (word === "eod") return { low: today, high: today + 1, to: at + 1 };
  if (word === "eow") return { low: today, high: today + 7, to: at + 1 };
  if (word === "year" && next === "end")
    return { low: lastOf(now.year, 12), high: lastOf(now.year, 12), to: at + 2 };
  if (/^(?:this|the|next)$/.test(word)) {
    const ahead = word === "next" ? 1 : 0;
    // "the month" is a date only as "the end of the month".
    if (word === "the" && tokens[at - 1]?.word !== "of") return undefined;
    if (next === "week")
      return { low: today + 7 * ahead, high: today + 7 * (ahead + 1), to: at + 2 };
    if (next === "month") {
      const index = now.month - 1 + ahead;
      const year = now.year + Math.floor(index / 12);
      const nextMonth = (index % 12) + 1;
      return {
        low: ahead === 0 ? today : dayNumber({ year, month: nextMonth, day: 1 }),
        high: lastOf(year, nextMonth),
        to: at + 2,
      };
    }
    if (next === "quarter") {
      const index = Math.floor((now.month - 1) / 3) + ahead;
      const year = now.year + Math.floor(index / 4);
      const last = ((index % 4) + 1) * 3;
      return {
        low: ahead === 0 ? today : dayNumber({ year, month: last - 2, day: 1 }),
        high: lastOf(year, last),
        to: at + 2,
      };
    }
    if (next === "year") {
      const year = now.year + ahead;
      return {
        low: ahead === 0 ? today : dayNumber({ year, month: 1, day: 1 }),
        high: lastOf(year, 12),
        to: at + 2,
      };
    }
  }
  return undefined;
}

function monthPeriod(now: Day, month: number, day: number, stated: number, to: number): Found {
  const isPast = Number.isNaN(day)
    ? lastOf(now.year, month) < dayNumber(now)
    : dayNumber({ year: now.year, month, day }) < dayNumber(now);
  const year = isYear(stated) ? stated : isPast ? now.year + 1 : now.year;
  if (!Number.isNaN(day)) {
    const number = dayNumber({ year, month, day });
    return { low: number, high: number, to };
  }
  return { low: dayNumber({ year, month, day: 1 }), high: lastOf(year, month), to };
}

/** The dates in a text that lie ahead of `at`; none when `at` is not an ISO date. */
export function findDates(tokens: readonly Token[], at: string): readonly When[] {
  const now = dayOf(at);
  if (now === undefined) return [];
  const today = dayNumber(now);
  const found: When[] = [];
  for (let here = 0; here < tokens.length; here += 1) {
    const period = periodAt(tokens, here, now);
    if (period === undefined) continue;
    let from = here;
    if (tokens[from - 1]?.word === "next") from -= 1;
    if (tokens[from - 1]?.word === "the") from -= 1;
    if (tokens[from - 1]?.word === "of") from -= 1;
    // "since March", "due last Friday" lie behind.
    if (/^(?:last|past|since)$/.test(tokens[from - 1]?.word ?? "")) continue;
    const part = tokens[from - 1]?.word ?? "";
    const isPart = PART.test(part);
    const { low, high, to } = isPart ? partOf(part, period) : period;
    if (high >= today)
      found.push({
        from: isPart ? from - 1 : here,
        to,
        low: Math.max(0, low - today),
        high: high - today,
      });
    here = to - 1;
  }
  return found;
}
