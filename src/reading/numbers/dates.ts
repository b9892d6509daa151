import type { ParsedComponents, ParsedResult, ParsingContext } from "chrono-node";
import { casual } from "chrono-node/en";
import type { Parser } from "chrono-node/en";

import type { Token } from "../text/tokens.ts";
import { isChangedFrom } from "./ranges.ts";

/** A time to come, in days from the day of the message; low and high differ for "March 2027". */
export type When = {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
};

type Day = { readonly year: number; readonly month: number; readonly day: number };

const DAY = 86_400_000;

/** Days since 1970-01-01; a month or a day beyond its range runs over into the next. */
const dayNumber = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / DAY;

function dayOf(number: number): Day {
  const date = new Date(number * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The day of an instant, in universal time. */
const todayOf = (instant: Date): number => Math.floor(instant.getTime() / DAY);

const lastOfMonth = (year: number, month: number): number => dayNumber(year, month + 1, 1) - 1;

/** From one day to another, both included, as days since 1970-01-01. */
type Period = { readonly low: number; readonly high: number };

const monthPeriod = (year: number, month: number): Period => ({
  low: dayNumber(year, month, 1),
  high: lastOfMonth(year, month),
});
const quarterPeriod = (year: number, quarter: number): Period => ({
  low: dayNumber(year, quarter * 3 - 2, 1),
  high: lastOfMonth(year, quarter * 3),
});
const yearPeriod = (year: number): Period => ({
  low: dayNumber(year, 1, 1),
  high: dayNumber(year, 12, 31),
});

/** Western Easter Sunday (Meeus, Jones and Butcher's rule for the Gregorian calendar). */
function easter(year: number): number {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const leaps = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - leaps + 15) % 30;
  const full = epact - Math.floor((epact + 11 * Math.floor(golden / 11)) / 319);
  const weekday =
    (2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - full - (year % 4) + 32) % 7;
  const sum = full + weekday + 114;
  return dayNumber(year, Math.floor(sum / 31), (sum % 31) + 1);
}

/** What a day of every year is called, and when it is. */
const HOLIDAYS: readonly (readonly [RegExp, (year: number) => number])[] = [
  [/\b(?:christmas|xmas|the holidays)\b/i, (year) => dayNumber(year, 12, 25)],
  [/\bnew year'?s eve\b/i, (year) => dayNumber(year, 12, 31)],
  [/\b(?:the )?new year(?:'?s(?: day)?)?\b/i, (year) => dayNumber(year, 1, 1)],
  [/\beaster\b/i, easter],
];

const PARTS = "start|beginning|begin|early|mid|middle|late|end";

/** Narrows a period to its end, its start or its middle. */
function partOf(part: string, { low, high }: Period): Period {
  const third = Math.round((high - low) / 3);
  switch (part) {
    case "end":
      return { low: high, high };
    case "early":
      return { low, high: low + third };
    case "late":
      return { low: high - third, high };
    case "mid":
    case "middle":
      return { low: low + third, high: high - third };
    default:
      return { low, high: low };
  }
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
const MONTH_NAMES = `(?:${MONTHS.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join("|")}|sept)`;

const monthOf = (name: string): number =>
  MONTHS.findIndex((month) => month.startsWith(name.toLowerCase().slice(0, 3))) + 1;

/** The first such period, by its year, that does not lie behind. */
const nextOf = (today: number, of: (year: number) => Period): Period => {
  const { year } = dayOf(today);
  const period = of(year);
  return period.high < today ? of(year + 1) : period;
};

/** The period that a unit of the calendar names: "q1 2027", "next month", "february", "2027". */
function unitPeriod(unit: string, today: number): Period {
  const { year, month } = dayOf(today);
  const stated = /20\d\d$/.exec(unit)?.[0];
  const inYear = (of: (year: number) => Period): Period =>
    stated === undefined ? nextOf(today, of) : of(Number(stated));
  const quarter = /^q([1-4])/.exec(unit)?.[1];
  if (quarter !== undefined) return inYear((any) => quarterPeriod(any, Number(quarter)));
  const ahead = unit.startsWith("next") ? 1 : 0;
  if (unit.endsWith("week")) return { low: today + 7 * ahead, high: today + 7 * (ahead + 1) };
  if (unit.endsWith("month")) return monthPeriod(year, month + ahead);
  if (unit.endsWith("quarter")) return quarterPeriod(year, Math.ceil(month / 3) + ahead);
  if (unit.endsWith("year")) return yearPeriod(year + ahead);
  if (/^\d/.test(unit)) return yearPeriod(Number(unit));
  return inYear((any) => monthPeriod(any, monthOf(unit)));
}

/** "the second week of January" */
function weekOf(which: string, month: string, today: number): Period {
  const { low, high } = unitPeriod(month.toLowerCase(), today);
  const begins =
    which === "last" ? high - 6 : low + 7 * ["first", "second", "third"].indexOf(which);
  return { low: begins, high: begins + 6 };
}

/** What chrono is to take a period for: from its first day to its last. */
function periodParser(
  pattern: RegExp,
  meaning: (found: RegExpMatchArray, today: number) => Period,
): Parser {
  return {
    pattern: () => pattern,
    extract: (context: ParsingContext, found: RegExpMatchArray) => {
      const { low, high } = meaning(found, todayOf(context.refDate));
      return context.createParsingResult(found.index ?? 0, found[0], dayOf(low), dayOf(high));
    },
  };
}

const UNITS = String.raw`q[1-4](?:[ ,/'-]*20\d\d)?|${MONTH_NAMES}(?:,? 20\d\d)?|(?:(?:this|next|the) )?(?:week|month|quarter|year)|20\d\d`;
const ENDS_OF: Readonly<Record<string, string>> = {
  eow: "week",
  eom: "month",
  eoq: "quarter",
  eoy: "year",
};

/** Periods of the calendar that chrono does not know. */
const PERIODS: readonly Parser[] = [
  periodParser(
    new RegExp(String.raw`\b(${PARTS})(?:[- ](?:of|in)?[- ]?| )(?:the )?(${UNITS})\b`, "i"),
    ([, part = "", unit = ""], today) =>
      partOf(part.toLowerCase(), unitPeriod(unit.toLowerCase(), today)),
  ),
  periodParser(/\bq[1-4](?:[ ,/'-]*20\d\d)?\b/i, ([unit], today) =>
    unitPeriod(unit.toLowerCase(), today),
  ),
  periodParser(/\b(?:this|next) (?:week|month|quarter|year)\b/i, ([unit], today) =>
    unitPeriod(unit.toLowerCase(), today),
  ),
  periodParser(/\b(?:eo[wmqy]|(?:month|quarter|year)[- ]end)\b/i, ([words], today) => {
    const unit = ENDS_OF[words.toLowerCase()] ?? words.toLowerCase().replace(/[- ]end$/, "");
    return partOf("end", unitPeriod(unit, today));
  }),
  periodParser(
    new RegExp(String.raw`\b(first|second|third|last) week (?:of|in) (${MONTH_NAMES})\b`, "i"),
    ([, which = "", month = ""], today) => weekOf(which.toLowerCase(), month, today),
  ),
  // Alone, "may" is mostly a verb.
  periodParser(/\b(?:by|before|until|till|in) may\b/i, (_, today) => unitPeriod("may", today)),
  periodParser(
    /\b(?:by|before|until|till|on|but|is) the (\d\d?)(?:st|nd|rd|th)\b(?! of)/i,
    ([, day], today) => {
      const { year, month } = dayOf(today);
      const number = dayNumber(year, month, Number(day));
      const next = number < today ? dayNumber(year, month + 1, Number(day)) : number;
      return { low: next, high: next };
    },
  ),
  ...HOLIDAYS.map(([name, of]) =>
    periodParser(name, (_, today) => nextOf(today, (year) => ({ low: of(year), high: of(year) }))),
  ),
];

const calendar = casual.clone();
// First, so that they win where both have read the same words.
calendar.parsers.unshift(...PERIODS);

const numberOf = (components: ParsedComponents): number =>
  dayNumber(components.get("year") ?? 0, components.get("month") ?? 0, components.get("day") ?? 0);

const DATED = ["day", "month", "year", "weekday"] as const;

/** What chrono found, as a period; undefined when it names no day, such as "noon". */
function periodOf({ start, end, text }: ParsedResult): Period | undefined {
  const day = numberOf(start);
  // "from 4 to 8" is a time of the day.
  if (!DATED.some((part) => start.isCertain(part))) return undefined;
  if (end !== null && end !== undefined) return { low: day, high: numberOf(end) };
  // "24/7" is no day of July.
  if (/^\d\d?\/\d\d?$/.test(text)) return undefined;
  if (start.isCertain("weekday") && !start.isCertain("day"))
    // Some mean the coming one by "next Friday", others the one after.
    return /^next /i.test(text) ? { low: day - 7, high: day } : { low: day, high: day };
  if (start.isCertain("day")) return { low: day, high: day };
  const year = start.get("year") ?? 0;
  if (start.isCertain("month")) return monthPeriod(year, start.get("month") ?? 0);
  return start.isCertain("year") ? yearPeriod(year) : undefined;
}

/** "3 weeks" is a number with a unit, which is read as such, and may be of anything. */
const isDuration = ({ text }: ParsedResult): boolean =>
  /\d ?(?:s|m|h|d|w|ms|mins?|secs?|hrs?)\b/i.test(text) ||
  (/\b(?:sec|min|hour|day|week|fortnight|month|quarter|year)/i.test(text) &&
    /\d|\b(?:an?|few|couple|half|one|two|three|four|five|six|ten)\b/i.test(text));

/** Words by which a date can be told, so that nothing else is searched for one. */
const MAY_BE_DATE =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|mon|tue|tues|wed|thu|thur|thurs|fri|today|tonight|tomorrow|next|this|end|eow|eom|eoq|eoy|eod|q[1-4]|christmas|xmas|holidays|easter|new|st|nd|rd|th|early|mid|late|month|quarter|year|20\d\d|\d\d?(?:\.\d\d?\.\d+)?)$|^(?:january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/;
const DUE = /^(?:by|until|till|before|due|live|ship|launch|it|is)$/;
const AROUND = 5;
const MOST_PLACES = 12;

/** Stretches of tokens in which a date may stand. */
function placesIn(tokens: readonly Token[]): readonly { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  for (let at = 0; at < tokens.length && places.length < MOST_PLACES; at += 1) {
    if (!MAY_BE_DATE.test(tokens[at]?.word ?? "")) continue;
    const last = places.at(-1);
    const to = Math.min(tokens.length, at + AROUND);
    if (last !== undefined && at - AROUND <= last.to && to - last.from < 4 * AROUND) last.to = to;
    else places.push({ from: Math.max(last?.to ?? 0, at - AROUND), to });
  }
  return places;
}

/**
 * The dates in a text that lie ahead, as chrono-node tells them.
 *
 * @param at ISO date or instant of the message; when it is none, no date is found
 */
export function findDates(text: string, tokens: readonly Token[], at: string): readonly When[] {
  const instant = new Date(/^\d{4}-\d\d-\d\d$/.test(at) ? `${at}T12:00:00Z` : at);
  if (Number.isNaN(instant.getTime())) return [];
  const today = todayOf(instant);
  const found: When[] = [];
  for (const place of placesIn(tokens)) {
    const begins = tokens[place.from]?.start ?? 0;
    const words = text.slice(begins, tokens[place.to - 1]?.end);
    for (const result of calendar.parse(words, { instant, timezone: 0 }, { forwardDate: true })) {
      if (isDuration(result) || result.text.toLowerCase() === "now") continue;
      const period = periodOf(result);
      const start = begins + result.index;
      const from = tokens.findIndex(({ end }) => end > start);
      const after = tokens.findIndex(({ start: next }) => next >= start + result.text.length);
      // "since March" lies behind.
      const isBehind =
        // "a budget for the year"
        (tokens[from - 1]?.word === "for" &&
          /^the (?:week|month|quarter|year)$/i.test(result.text)) ||
        /^(?:last|past) /i.test(result.text) ||
        /^(?:last|past|since|was|every|each)$/.test(tokens[from - 1]?.word ?? "") ||
        // "it takes 4 seconds today" tells of no day, "due today" does.
        (/^to(?:day|night)$/i.test(result.text) && !DUE.test(tokens[from - 1]?.word ?? ""));
      if (period === undefined || isBehind || period.high < today) continue;
      const to = after < 0 ? tokens.length : after;
      // "moved from March to 10 May": only the second is ahead.
      const joint = isChangedFrom(tokens, from)
        ? tokens.findIndex(({ word }, index) => index > from && index < to && word === "to")
        : -1;
      found.push({
        from: joint < 0 ? from : joint + 1,
        to,
        low: Math.max(0, (joint < 0 ? period.low : period.high) - today),
        high: period.high - today,
      });
    }
  }
  return found;
}
