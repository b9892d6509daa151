import { bold, list, note, text } from "../../chat/reply.ts";
import type { Block, Reply, Text } from "../../chat/reply.ts";
import { EXAMPLE_LEVELS, FORMATS, trainingFormat } from "../../knowledge/training-formats.ts";
import type { FormatId, TrainingPlace } from "../../knowledge/training-formats.ts";
import type { Market } from "../../money/costs.ts";
import { trainingRunAt } from "../../money/routes.ts";
import type { TrainingRun } from "../../money/routes.ts";
import { PERSONAL_DATA, PERSONAL_DATA_KINDS } from "../../training-data/personal-data.ts";
import { problemOf, sayFound } from "../../training-data/problems.ts";
import type { Found, ProblemKind } from "../../training-data/problems.ts";
import type { DataReport, ProviderReport } from "../../training-data/report.ts";
import { percent, reply } from "./parts.ts";
import { usd } from "./usd.ts";

/** What one run costs at a place, at the first of its providers that has a price. */
const runAt = (
  { provider, trainedTokens }: ProviderReport,
  { prices, today }: Market,
): TrainingRun | undefined =>
  trainingFormat(provider)
    .tuningProviders.map((name) => trainingRunAt(name, trainedTokens, prices, today))
    .find((run) => run !== undefined);

const sayNumber = (count: number): string => count.toLocaleString("en-US");

/** Two digits are all that is known of it. */
const sayAbout = (count: number): string => {
  if (count < 1000) return sayNumber(count);
  if (count < 999_500) return `${sayNumber(Number((count / 1000).toPrecision(2)))}k`;
  return `${sayNumber(Number((count / 1e6).toPrecision(3)))}M`;
};

/** A share of a percent and more is said as one, less as a number. */
const share = (count: number, of: number): string =>
  count / of >= 0.005 && count !== of ? percent(count / of) : sayNumber(count);

/** Kinds that stand in the verdict, as they follow a share: "9% contradict each other". */
const IN_SHORT: Partial<Readonly<Record<ProblemKind, string>>> = {
  contradiction: "contradict each other",
  "leaked-exactly": "of the test examples are in the training file too",
  "leaked-nearly": "of the test examples are nearly in the training file too",
  secret: "hold keys or passwords",
  "exact-duplicate": "are copies of others",
};

function inShort(found: Found, { examples, test }: DataReport): string {
  const { unit, many, one } = problemOf(found.kind);
  const of = found.kind.startsWith("leaked") ? (test?.examples ?? examples) : examples;
  const short = IN_SHORT[found.kind];
  if (short !== undefined && found.count > 1) return `${share(found.count, of)} ${short}`;
  if (unit === "example" || unit === "line")
    return `${share(found.count, of)} ${found.count === 1 ? one : many}`;
  return sayFound(found).replace("The file", "it");
}

/** Not worth a word in the verdict. */
const LESSER: ReadonlySet<ProblemKind> = new Set([
  "formula",
  "near-duplicate",
  "several-answers",
  "rare-label",
  "over-long",
]);

function verdictOf(report: DataReport): string {
  const { examples, usable, problems } = report;
  const count =
    usable === examples
      ? `All ${sayNumber(examples)} examples are usable`
      : `${sayNumber(usable)} of ${sayNumber(examples)} examples are usable`;
  const [worst] = problems;
  if (worst === undefined) return `${count}, and I found nothing to fix.`;
  if (LESSER.has(worst.kind)) return `${count}.`;
  return `${count}; ${inShort(worst, report)}: fix ${worst.count === 1 ? "that" : "those"} first.`;
}

const MOST_PROBLEMS = 7;

function problemItem(found: Found): Text {
  return [`${sayFound(found)}. ${problemOf(found.kind).remedy}`];
}

function personalDataIn({ personalData }: DataReport): string {
  const kinds = PERSONAL_DATA_KINDS.flatMap((kind) => {
    const count = personalData[kind] ?? 0;
    return count > 0 ? [`${PERSONAL_DATA[kind].name} in ${sayNumber(count)}`] : [];
  });
  return kinds.length === 0 ? "" : ` Found: ${kinds.join(", ")}.`;
}

/** All that speaks of personal data goes into one item; what was found is told by its kind only. */
function fixBlocks(report: DataReport): readonly Block[] {
  const { problems } = report;
  if (problems.length === 0) return [];
  const firstPersonal = problems.find(({ kind }) => kind === "secret" || kind === "personal-data");
  const items = problems
    .slice(0, MOST_PROBLEMS)
    .map((found) =>
      found === firstPersonal
        ? [...problemItem(found), personalDataIn(report)]
        : problemItem(found),
    );
  const left = problems.length - items.length;
  return [
    text(bold("What to fix, the most harmful first")),
    list(items, true),
    ...(left > 0 ? [text(`And ${left} lesser ${left === 1 ? "thing" : "things"}.`)] : []),
  ];
}

const VERDICTS: Readonly<Record<ProviderReport["verdict"], string>> = {
  ready: "takes it as it is",
  fix: "after fixing",
  convert: "after converting",
  "too-few": "too few examples",
  unsuited: "not for this file",
};

/** What a provider wants otherwise, in a few words; what stands in the list above is not repeated. */
const IN_A_CELL: Partial<Readonly<Record<ProblemKind, string>>> = {
  "too-many": "too many examples",
  "too-large": "file too large",
  "too-many-labels": "too many labels",
  "no-byte-order-mark": "add a byte order mark",
  "byte-order-mark": "take the byte order mark out",
  "file-name": "rename the file",
  "over-long": "examples too long",
  "last-not-assistant": "end with the assistant",
  "first-not-user": "begin with the user",
  "not-alternating": "let sides alternate",
  "system-not-first": "system message first",
  "extra-message-key": "unknown message keys",
  "developer-role": "role developer",
  "content-parts": "content as one text",
  "no-schema-version": "add schemaVersion",
  "reserved-words": "reserved words",
};

/** The shape to convert to: the file's own, where only a table has to become JSON Lines. */
function shapeFor(provider: TrainingPlace, format: FormatId): string {
  const { formats } = trainingFormat(provider);
  return formats.includes(format)
    ? `JSON Lines with ${FORMATS[format].name}`
    : FORMATS[formats[0]].name;
}

function providerCell({ provider, verdict, problems }: ProviderReport, format: FormatId): string {
  if (verdict === "convert") return `${VERDICTS.convert} to ${shapeFor(provider, format)}`;
  if (verdict !== "fix") return VERDICTS[verdict];
  const broken = problems
    .filter(({ kind }) => IN_A_CELL[kind] === undefined)
    .reduce((sum, { count }) => sum + count, 0);
  const what = [
    ...(broken > 0 ? [`${sayNumber(broken)} broken ${broken === 1 ? "line" : "lines"}`] : []),
    ...problems.flatMap(({ kind, lines: [line] }) => {
      const short = IN_A_CELL[kind];
      if (short === undefined) return [];
      return [line === undefined ? short : `${short} (from line ${sayNumber(line)})`];
    }),
  ];
  return `${VERDICTS.fix}: ${what.join(", ")}`;
}

const sayRun = (run: TrainingRun | undefined): string =>
  run === undefined ? "not known" : `${usd(run.usd)}${run.isConfirmed ? "" : " (unconfirmed)"}`;

const providerTable = (
  { providers, format }: DataReport,
  runs: readonly (TrainingRun | undefined)[],
): Block => ({
  kind: "table",
  caption: "By provider",
  columns: ["Provider", "This file", "Fewest", "Epochs", "Tokens to train", "Cost"],
  rows: providers.map((one, at) => [
    trainingFormat(one.provider).name,
    providerCell(one, format),
    one.fewest === undefined ? "not stated" : sayNumber(one.fewest),
    `${one.epochsBy === "estimate" ? "about " : ""}${one.epochs}`,
    sayAbout(one.trainedTokens),
    sayRun(runs[at]),
  ]),
});

function meaning({ usable, format, labels }: DataReport): string {
  if (format === "text")
    return `${sayNumber(usable)} texts without answers: good for drawing examples from, but there is nothing to learn an answer from yet.`;
  const level = EXAMPLE_LEVELS.find(({ from }) => usable >= from);
  const perLabel =
    labels === undefined
      ? ""
      : ` They spread over ${sayNumber(labels.distinct)} labels, the commonest with ${percent(labels.largestShare)}, the rarest with ${sayNumber(labels.smallest)}.`;
  return `${sayNumber(usable)} usable examples ${level?.means ?? ""}.${perLabel}`;
}

function smallPrint(report: DataReport, runs: readonly (TrainingRun | undefined)[]): string {
  const { tokens, tokensEstimated, comparedForNearCopies, examples, withoutSystem } = report;
  const { usable, epochs } = report;
  const priced = runs.flatMap((run) => run?.name ?? []);
  return [
    `Tokens of an example: median ${sayNumber(tokens.median)}, 95 in 100 at most ${sayNumber(tokens.p95)}, longest ${sayNumber(tokens.max)}; counted with OpenAI's o200k_base, so for other providers only about right${tokensEstimated ? "; counting took too long, so part of them is estimated from the length" : ""}.`,
    `Epochs: a provider's usual number, or OpenAI's published estimate (${epochs} here).`,
    ...(priced.length === 0
      ? []
      : [
          `Cost, in US dollars, is one training run without labels and hosting: ${priced.join("; ")}.`,
        ]),
    ...(withoutSystem > 0 && withoutSystem < usable
      ? [`${sayNumber(withoutSystem)} examples have no system message, the others do.`]
      : []),
    "Nearly the same: eight in ten of their five-letter runs are shared.",
    ...(comparedForNearCopies < examples && comparedForNearCopies >= 500_000
      ? [`Near copies were looked for among ${sayNumber(comparedForNearCopies)} examples.`]
      : []),
    "Personal data is told by its form (e-mail, phone, card, account and identity numbers, keys); names and addresses are not looked for.",
    "Only counts and line numbers were kept.",
  ].join(" ");
}

/**
 * What a check of training data found: whether it can be used, what to fix, what each provider would
 * say and ask for a run, and what that means for the decision.
 */
export function dataCheck(report: DataReport, market: Market): Reply {
  const runs = report.providers.map((one) => runAt(one, market));
  return reply(
    "answer",
    text(bold(verdictOf(report))),
    ...fixBlocks(report),
    providerTable(report, runs),
    text(bold("For the decision"), `: ${meaning(report)}`),
    note(smallPrint(report, runs)),
  );
}
