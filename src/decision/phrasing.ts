import { FACTS } from "./facts.ts";
import type { FactId, Range } from "./facts.ts";

const LARGE = [
  { from: 1e12, name: "trillion" },
  { from: 1e9, name: "billion" },
  { from: 1e6, name: "million" },
] as const;

// Kept, since making one costs more than the rest of an assessment.
const WITH_DIGITS = [0, 1, 2].map(
  (maximumFractionDigits) => new Intl.NumberFormat("en-US", { maximumFractionDigits }),
);
const plain = (amount: number, digits: 0 | 1 | 2): string =>
  WITH_DIGITS[digits]?.format(amount) ?? "";

/** A number as it is read aloud: 8,000; 1.2 million; 2.5. */
export function sayNumber(amount: number): string {
  const large = LARGE.find(({ from }) => amount >= from);
  if (large !== undefined) return `${plain(amount / large.from, 2)} ${large.name}`;
  return plain(amount, amount < 10 ? 1 : 0);
}

/** A number or range with its unit: "about 200 to 500 labelled examples". */
export function sayAmount(
  unit: { readonly one: string; readonly many: string },
  value: number | Range,
): string {
  if (value === 0) return `no ${unit.many}`;
  if (typeof value === "number") {
    const number = sayNumber(value);
    return `${number} ${number === "1" ? unit.one : unit.many}`;
  }
  if (value.low === value.high) return sayAmount(unit, value.low);
  return value.low === 0
    ? `at most ${sayNumber(value.high)} ${unit.many}`
    : `${sayNumber(value.low)} to ${sayNumber(value.high)} ${unit.many}`;
}

/** A known fact as a clause to the team: "8,000 labelled examples", "the data must stay inside". */
export function sayFact(fact: FactId, value: string | number | Range): string {
  const entry = FACTS[fact];
  if (entry.kind === "amount") return sayAmount(entry.unit, value as number | Range);
  return (
    (entry.values as Readonly<Record<string, { readonly says: string }>>)[value as string]?.says ??
    ""
  );
}

/** A known value as it stands on its button or in a list: "8,000", "Every week or more". */
export function sayValue(fact: FactId, value: string | number | Range): string {
  const entry = FACTS[fact];
  if (entry.kind === "amount") {
    if (typeof value === "object")
      return value.low === value.high
        ? sayNumber(value.low)
        : `${sayNumber(value.low)} to ${sayNumber(value.high)}`;
    return sayNumber(value as number);
  }
  return (
    (entry.values as Readonly<Record<string, { readonly label: string }>>)[value as string]
      ?.label ?? ""
  );
}

/** Upper-cases the first letter of a sentence. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
