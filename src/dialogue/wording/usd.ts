import type { Range } from "../../decision/facts.ts";

const CENTS = new Intl.NumberFormat("en-US", {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const THREE_DIGITS = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

/** From here on cents are noise. */
const WITHOUT_CENTS = 100;

/** US dollars as they are spoken: $1.32, $158, $1,820; no more digits than the numbers behind it bear. */
export function usd(amount: number): string {
  if (amount === 0) return "$0";
  if (amount < 0.01) return "under 1 cent";
  if (amount < WITHOUT_CENTS) return `$${CENTS.format(amount).replace(/\.00$/, "")}`;
  return `$${THREE_DIGITS.format(amount)}`;
}

/** A range of US dollars; where both ends sound the same, one amount. */
export const usdRange = ({ low, high }: Range): string =>
  usd(low) === usd(high) ? usd(low) : `${usd(low)} to ${usd(high)}`;
