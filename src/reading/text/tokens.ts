import { withoutSlip } from "./slips.ts";

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

const TOKEN =
  /[-=]>|\d+(?:[.,'’]\d+)*|[\p{L}\p{M}][\p{L}\p{M}\d]*(?:['’]\p{L}+)*|\n|[^\s\p{L}\p{M}\d]/gu;

/** Marks that mean something here; quotes, stars and pictures only dress up the words. */
const MARKS = new Set("\n.,;:!?()[]$€£¥₹₩₽₺₴₦฿%&+/-–—→~<>=#≥≤≈½¼¾");

/** "1,50,000", as lakhs are written. */
const LAKHS = /^\d{1,2}(?:,\d{2})+,\d{3}$/;
const THOUSANDS = /^(\d{1,3}(?:[.,'’]\d{3})+)(?:([.,])(\d{1,2}))?$/;

/** "100,000", "1.500" and "1'500" are thousands; "1,5" and "0.400" are fractions. */
function numberOf(digits: string): number {
  if (LAKHS.test(digits)) return Number(digits.replaceAll(",", ""));
  const [, whole, mark = "", rest] = THOUSANDS.exec(digits) ?? [];
  if (whole !== undefined && !digits.startsWith("0")) {
    // "1.200.50" is no number.
    if (mark !== "" && whole.includes(mark)) return Number.NaN;
    return Number(`${whole.replaceAll(/[.,'’]/g, "")}.${rest ?? 0}`);
  }
  const parts = digits.split(/[.,'’]/);
  return parts.length > 2 || /['’]/.test(digits) ? Number.NaN : Number(parts.join("."));
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
    } else if (raw.length === 2 && raw.endsWith(">")) {
      tokens.push({ kind: "mark", word: "→", start, end, value: Number.NaN });
    } else if (raw === "-" && isMinus(text, start, tokens)) {
      sign = -1;
    } else if (MARKS.has(raw)) {
      if (raw === "-" && joins(text[start - 1], text[end]) && !isRange(tokens, text[end])) continue;
      tokens.push({ kind: "mark", word: raw, start, end, value: Number.NaN });
    } else if (isLetter(raw[0])) {
      const lower = raw.toLowerCase().replaceAll("’", "'");
      tokens.push({
        kind: "word",
        word: withoutSlip(lower),
        start,
        end,
        value: Number.NaN,
      });
    }
  }
  return tokens;
}
