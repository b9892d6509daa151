import { z } from "zod";

import { FORMATS, TRAINING_PLACES } from "../knowledge/training-formats.ts";
import type { FormatId } from "../knowledge/training-formats.ts";
import { PERSONAL_DATA_KINDS } from "./personal-data.ts";
import { PROBLEM_KINDS } from "./problems.ts";

const Count = z.number().int().min(0);
const Share = z.number().min(0).max(1);
const Format = z.enum(Object.keys(FORMATS) as [FormatId, ...FormatId[]]);
const Kind = z.enum(PROBLEM_KINDS);

const Found = z.object({
  kind: Kind,
  count: Count,
  /** The first lines, counted from 1. */
  lines: z.array(Count).readonly(),
});

/** What a file is, without its name. */
const FileFacts = z.object({
  kind: z.enum(["jsonl", "csv"]),
  bytes: Count,
  byteOrderMark: z.boolean(),
});

/**
 * `ready`: takes the file as it is; `fix`: after what is listed; `convert`: in another shape;
 * `too-few`: not before there are more examples; `unsuited`: not at all.
 */
const Verdict = z.enum(["ready", "fix", "convert", "too-few", "unsuited"]);

const ProviderReport = z.object({
  provider: z.enum(TRAINING_PLACES),
  verdict: Verdict,
  problems: z.array(Found).readonly(),
  /** The fewest examples, where the provider says so. */
  fewest: Count.optional(),
  epochs: Count,
  /** Whose epochs these are: the provider's usual number, or OpenAI's published estimate. */
  epochsBy: z.enum(["provider", "estimate"]),
  /** Tokens of the usable examples, none longer than the provider takes, times the epochs. */
  trainedTokens: Count,
});

/**
 * What a check of training data found: numbers and lines only, never a word of an example. Everything
 * is said of the training file, unless it says otherwise.
 */
export const DataReport = z.object({
  version: z.literal(1),
  file: FileFacts,
  format: Format,
  /** Lines or rows that are not blank. */
  examples: Count,
  /** Those that are well-formed, not empty, not a copy of an earlier one and in no contradiction. */
  usable: Count,
  /** Why the others are not, each counted once; with `usable` they make `examples`. */
  dropped: z.partialRecord(Kind, Count),
  /** The most harmful first; an example may count in several. */
  problems: z.array(Found).readonly(),
  /** How many inputs have more than one answer, among the contradictions. */
  contradictoryInputs: Count,
  /** Present when the answers look like labels. */
  labels: z
    .object({ distinct: Count, largestShare: Share, smallest: Count, fewerThanTen: Count })
    .optional(),
  /** Present when a second file was given. */
  test: z
    .object({
      file: FileFacts,
      format: Format,
      examples: Count,
      usable: Count,
      problems: z.array(Found).readonly(),
    })
    .optional(),
  /** In how many examples of both files each kind was found. */
  personalData: z.partialRecord(z.enum(PERSONAL_DATA_KINDS), Count),
  /** Of the usable examples, counted with o200k_base as a chat. */
  tokens: z.object({
    total: Count,
    min: Count,
    median: Count,
    p95: Count,
    max: Count,
  }),
  /** Whether counting took too long, and some were estimated from their length. */
  tokensEstimated: z.boolean(),
  /** By OpenAI's published estimate. */
  epochs: Count,
  billableTokens: Count,
  withoutSystem: Count,
  withoutUser: Count,
  /** How many examples were looked at for near copies. */
  comparedForNearCopies: Count,
  providers: z.array(ProviderReport).readonly(),
});
export type DataReport = z.infer<typeof DataReport>;
export type ProviderReport = z.infer<typeof ProviderReport>;

/** What the check tells the decision: how many examples there are to learn from. */
export type FactFromData = {
  readonly fact: "labelledExamples" | "unlabelledExamples";
  readonly value: number;
  readonly quote: "your file";
};

/** The fact that follows from a file; texts without answers are raw inputs. */
export const factFromData = ({ format, usable }: DataReport): FactFromData => ({
  fact: format === "text" ? "unlabelledExamples" : "labelledExamples",
  value: usable,
  quote: "your file",
});
