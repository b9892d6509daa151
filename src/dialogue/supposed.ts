import type { Range } from "../decision/facts.ts";
import type { ReadFact } from "../reading/facts-from-text.ts";
import { readRelative } from "../reading/relative.ts";
import { evidenceOf } from "./conversation.ts";
import { factsIn } from "./moment.ts";
import type { Said } from "./moment.ts";

const isRange = (value: unknown): value is Range =>
  typeof value === "object" && value !== null && "low" in value && "high" in value;

const isAmount = (value: unknown): value is number | Range =>
  typeof value === "number" || isRange(value);

const multiplied = (value: number | Range, factor: number): number | Range =>
  typeof value === "number"
    ? value * factor
    : { low: value.low * factor, high: value.high * factor };

/** What a supposition states, or by what it multiplies what is known: "ten times the traffic". */
export function supposedIn(supposition: string, said: Said): readonly ReadFact[] {
  const stated = factsIn(supposition, said);
  const evidence = evidenceOf(said.conversation);
  const relative = readRelative(supposition, (fact) => isAmount(evidence[fact]));
  const known = relative === undefined ? undefined : evidence[relative.fact];
  if (relative === undefined || !isAmount(known)) return stated;
  const { fact, factor, quote, by } = relative;
  // "we get 20 % more" says by how much, and not how far a prompt gets.
  return [
    ...stated.filter((one) => one.fact !== fact && !one.quote.includes(by)),
    { fact, value: multiplied(known, factor), quote } as ReadFact,
  ];
}
