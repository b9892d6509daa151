/** One word, number or mark of a text; `start` and `end` are character offsets. */
export type Token = {
  readonly kind: "word" | "number" | "mark";
  /** Lower case; curly apostrophes straightened and a few slips of the keyboard repaired. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** The number that stands here; NaN for anything else. */
  readonly value: number;
};

const TOKEN = /\d+(?:[.,]\d+)*|[\p{L}\p{M}][\p{L}\p{M}\d]*(?:['’]\p{L}+)*|\n|[^\s\p{L}\p{M}\d]/gu;

/** Marks that mean something here; quotes, stars and pictures only dress up the words. */
const MARKS = new Set("\n.,;:!?()[]$€£%&+/-–—→~<>=#≥≤≈");

/** Words that people type in a hurry, as the cues spell them. */
const REPAIRED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    dont: "don't",
    doesnt: "doesn't",
    didnt: "didn't",
    cant: "can't",
    cannot: "can't",
    wont: "won't",
    isnt: "isn't",
    arent: "aren't",
    wasnt: "wasn't",
    havent: "haven't",
    hasnt: "hasn't",
    couldnt: "couldn't",
    shouldnt: "shouldn't",
    wouldnt: "wouldn't",
    weve: "we've",
    ive: "i've",
    finetunning: "finetuning",
    tunning: "tuning",
    labeld: "labelled",
    lables: "labels",
    labled: "labelled",
    lablled: "labelled",
    labbeled: "labelled",
    labelld: "labelled",
    unlabled: "unlabelled",
    unlabeld: "unlabelled",
    anotated: "annotated",
    annoted: "annotated",
    anottated: "annotated",
    exmples: "examples",
    exampels: "examples",
    examlpes: "examples",
    exemples: "examples",
    samplse: "samples",
    reqeusts: "requests",
    requets: "requests",
    reqests: "requests",
    reqs: "requests",
    req: "request",
    milion: "million",
    millon: "million",
    thousend: "thousand",
    thosand: "thousand",
    thousant: "thousand",
    hundered: "hundred",
    hunderd: "hundred",
    clasify: "classify",
    classfy: "classify",
    clasification: "classification",
    classifcation: "classification",
    latancy: "latency",
    buget: "budget",
    montly: "monthly",
    mounth: "month",
    wk: "week",
    wks: "weeks",
    noone: "nobody",
  }),
);

const THOUSANDS = /^\d{1,3}(?:[.,]\d{3})+$/;

/** "100,000" and "1.500" are thousands; "1,5" and "0.400" are fractions. */
function numberOf(digits: string): number {
  if (THOUSANDS.test(digits) && !digits.startsWith("0"))
    return Number(digits.replaceAll(/[.,]/g, ""));
  const parts = digits.split(/[.,]/);
  return parts.length > 2 ? Number.NaN : Number(parts.join("."));
}

const isLetter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}]/u.test(character);
const isJoint = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\d]/u.test(character);

/** A hyphen between letters, or between a letter and a digit, joins; between digits it is a range. */
const joins = (before: string | undefined, after: string | undefined): boolean =>
  isJoint(before) && isJoint(after) && (isLetter(before) || isLetter(after));

/** "10k-20k": the letter before the hyphen belongs to a number. */
function isRange(tokens: readonly Token[], after: string | undefined): boolean {
  const suffix = tokens.at(-1);
  const number = tokens.at(-2);
  return (
    !isLetter(after) &&
    suffix?.kind === "word" &&
    number?.kind === "number" &&
    number.end === suffix.start
  );
}

/** "-5": a minus, unless it begins a line of several, where it is a bullet, or joins a range. */
function isMinus(text: string, at: number, tokens: readonly Token[]): boolean {
  const before = text[at - 1];
  if (!/\d/.test(text[at + 1] ?? "") || tokens.at(-1)?.kind === "number") return false;
  if (before === undefined || before === "\n") return !text.includes("\n");
  return before === " " || before === "(";
}

/**
 * Cuts a text into tokens. A hyphen that only joins words is left out, so that "on-prem" reads
 * like "on prem" and "GPT-4" like "GPT 4".
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let sign = 1;
  for (const match of text.matchAll(TOKEN)) {
    const [raw] = match;
    const start = match.index;
    const end = start + raw.length;
    const code = raw.charCodeAt(0);
    if (code >= 48 && code <= 57) {
      tokens.push({ kind: "number", word: raw, start, end, value: sign * numberOf(raw) });
      sign = 1;
    } else if (raw === "-" && isMinus(text, start, tokens)) {
      sign = -1;
    } else if (MARKS.has(raw)) {
      if (raw === "-" && joins(text[start - 1], text[end]) && !isRange(tokens, text[end])) continue;
      tokens.push({ kind: "mark", word: raw, start, end, value: Number.NaN });
    } else if (isLetter(raw[0])) {
      const lower = raw.toLowerCase().replaceAll("’", "'");
      tokens.push({
        kind: "word",
        word: REPAIRED.get(lower) ?? lower,
        start,
        end,
        value: Number.NaN,
      });
    }
  }
  return tokens;
}
