import { readFileSync } from "node:fs";

import { z } from "zod";

import { FACT_IDS } from "../src/decision/facts.ts";
import type { FactId } from "../src/decision/facts.ts";
import { readFacts } from "../src/reading/facts-from-text.ts";
import { AS_OF } from "./cases.ts";

const Value = z.union([z.string(), z.number(), z.object({ low: z.number(), high: z.number() })]);
type Value = z.infer<typeof Value>;

const Description = z.object({
  id: z.string(),
  split: z.enum(["dev", "kept"]),
  text: z.string(),
  facts: z.record(z.string(), Value),
});

/** A case as somebody describes it, with the facts that a careful reader finds in it. */
export type Description = z.infer<typeof Description>;

export const descriptions = (): readonly Description[] =>
  readFileSync(new URL("../test/cases/descriptions.jsonl", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Description.parse(JSON.parse(line)));

/** Numbers agree within this factor: people round. */
const ROUNDING = 1.5;

const boundsOf = (value: Value): { readonly low: number; readonly high: number } | undefined =>
  typeof value === "string"
    ? undefined
    : typeof value === "number"
      ? { low: value, high: value }
      : value;

/** Whether what is read is what is stated; numbers within a factor of one and a half. */
function agrees(stated: Value, read: Value): boolean {
  const wanted = boundsOf(stated);
  const found = boundsOf(read);
  if (wanted === undefined || found === undefined) return stated === read;
  return found.low <= wanted.high * ROUNDING + 1 && found.high >= wanted.low / ROUNDING - 1;
}

type Misread = {
  readonly fact: FactId;
  readonly stated: Value;
  readonly read: Value;
  readonly quote: string;
};

export type DescriptionMarks = {
  readonly stated: number;
  readonly found: number;
  readonly contradicted: readonly Misread[];
};

/** Holds what is read from a description against what is stated in it. */
export function descriptionMarks({
  text,
  facts,
}: Pick<Description, "text" | "facts">): DescriptionMarks {
  const read = new Map(readFacts(text, AS_OF).map((one) => [one.fact, one]));
  const compared = FACT_IDS.flatMap((fact) => {
    const stated = facts[fact];
    const one = read.get(fact);
    return stated === undefined || one === undefined
      ? []
      : [{ fact, stated, read: one.value, quote: one.quote }];
  });
  return {
    stated: Object.keys(facts).length,
    found: compared.filter(({ stated, read: value }) => agrees(stated, value)).length,
    contradicted: compared.filter(({ stated, read: value }) => !agrees(stated, value)),
  };
}
