import { readFileSync } from "node:fs";

import { z } from "zod";

import { FACTS } from "../src/decision/facts.ts";
import type { FactId } from "../src/decision/facts.ts";
import { readFacts } from "../src/reading/facts-from-text.ts";
import { AS_OF } from "./cases.ts";

const Phrase = z.object({
  split: z.enum(["dev", "kept"]),
  text: z.string(),
  expected: z.array(
    z.object({
      slot: z.string(),
      value: z.union([z.number(), z.string()]).nullable(),
      lo: z.union([z.number(), z.string()]).nullish(),
      hi: z.union([z.number(), z.string()]).nullish(),
    }),
  ),
});
type Phrase = z.infer<typeof Phrase>;
type Value = number | string;

const DAYS_A_WEEK = 7;
const inWeeks = (days: Value): Value => (typeof days === "number" ? days / DAYS_A_WEEK : days);
const same = (value: Value): Value => value;
/** How often rules change, for so many days from one change to the next. */
const asRate = (days: Value): Value =>
  typeof days !== "number" ? days : days <= 10 ? "weekly" : days <= 45 ? "monthly" : "rarely";

/** The fact behind a slot, and its value in that fact's unit. */
const SLOTS: Readonly<Record<string, readonly [FactId, (value: Value) => Value]>> = {
  labelled_examples: ["labelledExamples", same],
  unlabelled_examples: ["unlabelledExamples", same],
  requests_per_month: ["monthlyRequests", same],
  deadline_days: ["weeksToLaunch", inWeeks],
  budget_usd_month: ["budgetPerMonth", same],
  latency_ms: ["latencyMs", same],
  prompt_tokens: ["promptTokens", same],
  ml_experience: ["expertise", same],
  refresh_days: ["changeRate", asRate],
};

export const phrases = (): readonly Phrase[] =>
  readFileSync(new URL("../test/cases/phrases.jsonl", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Phrase.parse(JSON.parse(line)));

/** Bounds are met when they are missed by no more than this. */
const TOLERANCE = 0.05;

function isRight(read: unknown, value: Value, low: Value, high: Value): boolean {
  if (typeof value !== "number" || typeof low !== "number" || typeof high !== "number")
    return read === value;
  if (read === undefined) return false;
  const range =
    typeof read === "number" ? { low: read, high: read } : (read as { low: number; high: number });
  return range.low <= high * (1 + TOLERANCE) && range.high >= low * (1 - TOLERANCE);
}

export type PhraseMarks = {
  readonly expected: number;
  readonly right: number;
  /** Amounts that were read although nobody stated them. */
  readonly invented: number;
};

/** Holds what is read from one phrase against what it states. */
export function phraseMarks({ text, expected }: Phrase): PhraseMarks {
  const read = new Map<FactId, unknown>(
    readFacts(text, AS_OF).map(({ fact, value }) => [fact, value]),
  );
  const wanted = expected.flatMap(({ slot, value, lo, hi }) => {
    const [fact, inUnit] = SLOTS[slot] ?? [];
    if (fact === undefined || inUnit === undefined || value === null) return [];
    return [{ fact, value: inUnit(value), low: inUnit(lo ?? value), high: inUnit(hi ?? value) }];
  });
  const measured = new Set(Object.values(SLOTS).map(([fact]) => fact));
  const invented = [...read.keys()].filter(
    (fact) =>
      measured.has(fact) &&
      FACTS[fact].kind === "amount" &&
      !wanted.some((one) => one.fact === fact),
  );
  return {
    expected: wanted.length,
    right: wanted.filter(({ fact, value, low, high }) => isRight(read.get(fact), value, low, high))
      .length,
    invented: invented.length,
  };
}
