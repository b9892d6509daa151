import { readFileSync } from "node:fs";

import { z } from "zod";

import { checkEvidence } from "../src/decision/evidence.ts";
import type { Evidence } from "../src/decision/facts.ts";

const Outcome = z.enum(["prompt-engineering", "fine-tuning", "both"]);

const PublishedCase = z.object({
  id: z.string(),
  source: z.string(),
  text: z.string(),
  facts: z.record(z.string(), z.unknown()).transform((facts, context): Evidence => {
    const checked = checkEvidence(facts);
    if ("evidence" in checked) return checked.evidence;
    context.addIssue({ code: "custom", message: checked.problem });
    return z.NEVER;
  }),
  outcome: Outcome,
  acceptable: z.array(Outcome),
  retrieval: z.boolean(),
});

/** A published case: what was asked, the facts stated, and what turned out best. */
export type PublishedCase = z.infer<typeof PublishedCase>;

const FILE = new URL("../test/cases/published.jsonl", import.meta.url);

/** The published cases in the project's own tree; a wrong fact in one is an error that names it. */
export const publishedCases = (): readonly PublishedCase[] =>
  readFileSync(FILE, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => PublishedCase.parse(JSON.parse(line)));

/** The day as of which cases are read and decided. */
export const AS_OF = "2026-11-23T12:00:00Z";
