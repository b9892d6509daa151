import type { Quantity } from "../numbers/numbers.ts";
import { clauseAt, quoteOf } from "../text/passage.ts";
import type { Reading } from "../text/passage.ts";
import type { Chosen, Voice } from "./voices.ts";

type Role = "needed" | "reached";

/** How far before a share, and how far behind it, a word says what it is; in tokens. */
const BEFORE = 6;
const BEHIND = 3;
const MOST_SHARES = 8;

/** Whether a phrase of a role stands near a number in its clause, with no other number between. */
function isBeside(
  reading: Reading,
  voices: readonly Voice[],
  role: Role,
  { from, numberEnd }: Quantity,
  before: number,
  behind: number,
): boolean {
  const { from: begins, to: ends } = clauseAt(reading, from);
  const numberFrom = (low: number, high: number): boolean =>
    reading.quantities.some((other) => other.from >= low && other.from < high);
  return voices.some((voice) => {
    if (voice.means.role.role !== role) return false;
    if (voice.to <= from) return voice.from >= begins && from - voice.to <= before;
    return (
      voice.from >= numberEnd &&
      voice.to <= ends &&
      voice.from - numberEnd <= behind &&
      // The word between two numbers speaks of the second: "0.61 against 0.74".
      !numberFrom(numberEnd, voice.to + BEHIND)
    );
  });
}

/** The 0.58 of "0.34 against 0.58": a measure of agreement, and no number of anything. */
const isFraction = ({ unit, low, high }: Quantity): boolean =>
  unit.kind === "count" && low > 0 && high < 1;

/** The 95 of "80% but we need 95": beside a share, and nothing that it could count. */
const isBareShare = (reading: Reading, voices: readonly Voice[], quantity: Quantity): boolean => {
  const { unit, low, high, numberEnd } = quantity;
  return (
    unit.kind === "count" &&
    low === high &&
    low > 1 &&
    high <= 100 &&
    (reading.tokens[numberEnd]?.kind !== "word"
      ? isBeside(reading, voices, "needed", quantity, 2, 0)
      : isBeside(reading, voices, "needed", quantity, 0, 1))
  );
};

const isShare = (quantity: Quantity): boolean =>
  quantity.unit.kind === "share" || isFraction(quantity);

const pointsOf = (quantity: Quantity, end: "low" | "high"): number =>
  isFraction(quantity) ? quantity[end] * 100 : quantity[end];

/**
 * "at 82% but need 95%": what the gap between the shares that are reached and the one that is
 * needed means; `undefined` when it is not told, or when what is reached means different things.
 */
export function shortOf(
  reading: Reading,
  voices: readonly Voice[],
  meaning: (points: number) => string,
): Chosen | undefined {
  if (!reading.quantities.some(isShare)) return undefined;
  const shares = reading.quantities
    .filter((quantity) => isShare(quantity) || isBareShare(reading, voices, quantity))
    .slice(0, MOST_SHARES);
  const needed = shares.filter((share) =>
    isBeside(reading, voices, "needed", share, BEFORE, BEHIND),
  );
  const [need] = needed;
  if (need === undefined || needed.length > 1) return undefined;
  const reached = shares.filter(
    (share) =>
      share !== need &&
      (isBeside(reading, voices, "reached", share, BEFORE, BEHIND) ||
        clauseAt(reading, share.from).from === share.from),
  );
  const values = new Set(
    reached.map((share) => meaning(Math.round(pointsOf(need, "low") - pointsOf(share, "high")))),
  );
  const [value] = values;
  const [have] = reached;
  if (value === undefined || have === undefined || values.size > 1) return undefined;
  const from = Math.min(need.from, have.from);
  const to = Math.max(need.to, need.numberEnd, have.to, have.numberEnd);
  return { value, quote: quoteOf(reading, from, to) };
}
