import { EXAMPLE_RULES, FORMATS, trainingFormat } from "../knowledge/training-formats.ts";
import type { CheckedFile } from "./check-file.ts";
import { estimatedEpochs } from "./epochs.ts";
import { labelsIn } from "./labels.ts";
import { leaks, nearCopies } from "./near-copies.ts";
import type { PersonalDataKind } from "./personal-data.ts";
import { byHarm, problemOf, sayFound } from "./problems.ts";
import type { Found } from "./problems.ts";
import { providerReports } from "./providers.ts";
import type { DataReport } from "./report.ts";
import type { Rows } from "./rows.ts";
import { sift } from "./sift.ts";
import type { Sifted } from "./sift.ts";
import { createTally } from "./tally.ts";
import { hasTrait } from "./traits.ts";

/** The file cannot be used at all; says in a sentence why. */
export type Unusable = { readonly problem: string };

/** Why not one example could be read. */
function unusable({ lines, found }: CheckedFile, which: string): Unusable {
  const [first] = byHarm(found, lines);
  if (first === undefined) return { problem: `${which} has no examples: all of it is blank.` };
  return {
    problem: `${which} has no example that can be read: ${sayFound(first)}. ${problemOf(first.kind).remedy} A line looks like this: ${FORMATS.chat.example}`,
  };
}

/** Examples that have what some provider refuses. */
function refusable({ file: { rows }, usable }: Sifted): readonly Found[] {
  const tally = createTally();
  for (const at of usable)
    for (const rule of EXAMPLE_RULES)
      if (hasTrait(rows.traits[at] ?? 0, rule)) tally.add(rule, rows.line[at] ?? 0);
  return tally.found();
}

const tokensOf = (rows: Rows, usable: Uint32Array): Uint32Array =>
  usable.map((at) => rows.tokens[at] ?? 0);

function longerThan({ file: { rows }, usable }: Sifted, most: number): Found {
  const tally = createTally();
  for (const at of usable)
    if ((rows.tokens[at] ?? 0) > most) tally.add("over-long", rows.line[at] ?? 0);
  return tally.found()[0] ?? { kind: "over-long", count: 0, lines: [] };
}

const tokensUpTo = (tokens: Uint32Array, most: number): number =>
  tokens.reduce((sum, count) => sum + Math.min(most, count), 0);

function tokenStatistics(tokens: Uint32Array): DataReport["tokens"] {
  const sorted = tokens.toSorted();
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    total: tokensUpTo(tokens, Infinity),
    min: at(0),
    median: at(0.5),
    p95: at(0.95),
    max: at(1),
  };
}

function personalDataOf(files: readonly CheckedFile[]): DataReport["personalData"] {
  const counts: Partial<Record<PersonalDataKind, number>> = {};
  for (const { personalData } of files)
    for (const [kind, count] of personalData) counts[kind] = (counts[kind] ?? 0) + count;
  return counts;
}

const fileOf = ({ facts: { kind, bytes, byteOrderMark } }: CheckedFile) => ({
  kind,
  bytes,
  byteOrderMark,
});

const reportOnTest = ({ file, format, usable, found }: Sifted): DataReport["test"] => ({
  file: fileOf(file),
  format,
  examples: file.lines,
  usable: usable.length,
  problems: byHarm(found, file.lines),
});

/**
 * Makes the report on a training file, and on a test file if there is one.
 *
 * @returns the report, or why one of the files cannot be used at all
 */
export function reportOf(training: CheckedFile, test?: CheckedFile): DataReport | Unusable {
  const sifted = sift(training);
  if (sifted === undefined) return unusable(training, "The file");
  const siftedTest = test === undefined ? undefined : sift(test);
  if (test !== undefined && siftedTest === undefined) return unusable(test, "The test file");
  const { file, format, usable, found, dropped } = sifted;
  const near = nearCopies(sifted);
  const labels = labelsIn(sifted);
  const tokens = tokensOf(file.rows, usable);
  const withTrait = (trait: "no-system" | "no-user"): number =>
    usable.filter((at) => hasTrait(file.rows.traits[at] ?? 0, trait)).length;
  const providers = providerReports({
    facts: file.facts,
    format,
    usable: usable.length,
    labels: labels.report?.distinct,
    broken: found.filter(
      ({ kind }) =>
        problemOf(kind).drops === true && kind !== "contradiction" && kind !== "exact-duplicate",
    ),
    refusable: refusable(sifted),
    longerThan: (most) => longerThan(sifted, most),
    tokensUpTo: (most) => tokensUpTo(tokens, most),
  });
  const openai = trainingFormat("openai");
  const tooLong = longerThan(sifted, openai.mostTokensPerExample ?? Infinity);
  const epochs = estimatedEpochs(usable.length);
  return {
    version: 1,
    file: fileOf(file),
    format,
    examples: file.lines,
    usable: usable.length,
    dropped: Object.fromEntries(dropped),
    problems: byHarm(
      [
        ...found,
        ...near.found,
        ...labels.found,
        ...(tooLong.count > 0 ? [tooLong] : []),
        ...(siftedTest === undefined ? [] : leaks(sifted, siftedTest)),
      ],
      file.lines,
    ),
    contradictoryInputs: sifted.contradictoryInputs,
    ...(labels.report === undefined ? {} : { labels: labels.report }),
    ...(siftedTest === undefined ? {} : { test: reportOnTest(siftedTest) }),
    personalData: personalDataOf(test === undefined ? [file] : [file, test]),
    tokens: tokenStatistics(tokens),
    tokensEstimated: file.facts.tokensEstimated,
    epochs,
    billableTokens: tokensUpTo(tokens, openai.mostTokensPerExample ?? Infinity) * epochs,
    withoutSystem: withTrait("no-system"),
    withoutUser: withTrait("no-user"),
    comparedForNearCopies: near.compared,
    providers,
  };
}
