/** TABLE: what numbers are measured in: periods, lengths of time in seconds, money. */
const wordTable = <V>(rows: Readonly<Record<string, V>>): ReadonlyMap<string, V> =>
  new Map(Object.entries(rows));

const DAYS_PER_MONTH = 30.44;
export const DAY = 86_400;
export const MONTH = DAYS_PER_MONTH * DAY;
const WEEK = 7 * DAY;
const FORTNIGHT = 2 * WEEK;
const QUARTER = 3 * MONTH;
const YEAR = 12 * MONTH;

/** What "per" counts by. */
export const PERIODS = wordTable({
  second: 1,
  sec: 1,
  s: 1,
  minute: 60,
  min: 60,
  hour: 3600,
  hr: 3600,
  h: 3600,
  day: DAY,
  d: DAY,
  night: DAY,
  morning: DAY,
  evening: DAY,
  weekday: WEEK / 5,
  workday: WEEK / 5,
  week: WEEK,
  wk: WEEK,
  weekend: WEEK,
  monday: WEEK,
  tuesday: WEEK,
  wednesday: WEEK,
  thursday: WEEK,
  friday: WEEK,
  saturday: WEEK,
  sunday: WEEK,
  fortnight: FORTNIGHT,
  sprint: FORTNIGHT,
  month: MONTH,
  mo: MONTH,
  mth: MONTH,
  mon: MONTH,
  quarter: QUARTER,
  qtr: QUARTER,
  season: QUARTER,
  semester: 6 * MONTH,
  year: YEAR,
  yr: YEAR,
  annum: YEAR,
});
/** Days on which people are at work; "300 per working day" leaves the weekend out. */
export const WORKING = new Set(["working", "business", "work"]);
export const WORKDAYS_PER_WEEK = 5;
export const DAYS_PER_WEEK = 7;

export const ADVERBS = wordTable({
  hourly: 3600,
  daily: DAY,
  nightly: DAY,
  weekly: WEEK,
  fortnightly: FORTNIGHT,
  biweekly: FORTNIGHT,
  monthly: MONTH,
  quarterly: QUARTER,
  yearly: YEAR,
  annually: YEAR,
  annual: YEAR,
  "year's": YEAR,
  "month's": MONTH,
  "week's": WEEK,
  "day's": DAY,
});

/** "40 rps" and its kin. */
export const RATE_UNITS = wordTable({
  rps: 1,
  qps: 1,
  tps: 1,
  rpm: 60,
  qpm: 60,
  rph: 3600,
  rpd: DAY,
  pm: MONTH,
});

export const SPANS = wordTable({
  ms: 0.001,
  msec: 0.001,
  msecs: 0.001,
  millisecond: 0.001,
  milliseconds: 0.001,
  millis: 0.001,
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  minute: 60,
  minutes: 60,
  min: 60,
  mins: 60,
  hour: 3600,
  hours: 3600,
  hr: 3600,
  hrs: 3600,
  day: DAY,
  days: DAY,
  week: WEEK,
  weeks: WEEK,
  w: WEEK,
  fortnight: FORTNIGHT,
  fortnights: FORTNIGHT,
  sprint: FORTNIGHT,
  sprints: FORTNIGHT,
  month: MONTH,
  months: MONTH,
  mo: MONTH,
  mos: MONTH,
  mth: MONTH,
  mths: MONTH,
  quarter: QUARTER,
  quarters: QUARTER,
  year: YEAR,
  years: YEAR,
  yr: YEAR,
  yrs: YEAR,
});

/** Lengths of time that are counted by an article: "in a fortnight". */
export const ARTICLE_SPANS = new Set([
  "second",
  "minute",
  "hour",
  "day",
  "week",
  "fortnight",
  "sprint",
  "month",
  "quarter",
  "year",
]);

export const MONTH_NAMES = new Set(
  "january february march april may june july august september october november december".split(
    " ",
  ),
);

export const CURRENCY_MARKS = new Set("$ € £ ¥ ₹ ₩ ₽ ₺ ₴ ₦ ฿".split(" "));
export const CURRENCY_WORDS = new Set(
  `usd eur gbp chf inr rs jpy cny rmb sek nok dkk kr aud cad nzd sgd hkd zar brl mxn pln czk huf ils aed krw
  dollar dollars bucks euro euros pounds quid francs rupees rupee yen yuan renminbi kroner kronor krona
  reais pesos zloty forint dirhams shekels naira won us$`.split(/\s+/),
);
export const CENTS = new Set(["cent", "cents", "ct", "cts", "pence", "paise"]);
/** Scale words that are said of money only. */
export const MONEY_SCALES = new Set(["grand"]);
/** Banknotes by name. */
export const NOTES = wordTable({
  fiver: 5,
  tenner: 10,
  fivers: 5,
  tenners: 10,
});
