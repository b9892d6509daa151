import { TRAINING_PLACES, trainingFormat } from "../knowledge/training-formats.ts";
import type { FormatId, TrainingFormat, TrainingPlace } from "../knowledge/training-formats.ts";
import type { FileFacts } from "./check-file.ts";
import { estimatedEpochs } from "./epochs.ts";
import type { Found, ProblemKind } from "./problems.ts";
import type { ProviderReport } from "./report.ts";

/** What is known of the training file when its providers are asked. */
export type Sighted = {
  readonly facts: FileFacts;
  readonly format: FormatId;
  readonly usable: number;
  /** How many labels there are; undefined when the answers are none. */
  readonly labels: number | undefined;
  /** Lines that cannot be used, and what providers may refuse, each with its first lines. */
  readonly broken: readonly Found[];
  readonly refusable: readonly Found[];
  /** Usable examples with more tokens than a number. */
  readonly longerThan: (tokens: number) => Found;
  /** Tokens of the usable examples, none counted with more than a number. */
  readonly tokensUpTo: (most: number) => number;
};

const ofTheFile = (kind: ProblemKind): Found => ({ kind, count: 1, lines: [] });

/** Whether the file can be used there at all, apart from its lines. */
function fileProblems(wants: TrainingFormat, sighted: Sighted): readonly Found[] {
  const { facts, format, usable, labels } = sighted;
  const isOther = facts.kind === "csv" || !wants.formats.includes(format);
  const { fewestExamples = 1, mostExamples = Infinity, mostBytes = Infinity } = wants;
  const wantsMark = wants.byteOrderMark === "wanted";
  const problems: readonly (readonly [ProblemKind, boolean])[] = [
    ["unsuited", format === "text" && !wants.formats.includes("text")],
    ["too-few", usable < fewestExamples],
    ["other-format", isOther],
    ["too-many", usable > mostExamples],
    ["too-large", facts.bytes > mostBytes],
    ["too-many-labels", labels !== undefined && labels > (wants.mostLabels ?? Infinity)],
    ["no-byte-order-mark", !isOther && wantsMark && !facts.byteOrderMark],
    ["byte-order-mark", !isOther && !wantsMark && facts.byteOrderMark],
    ["file-name", !isOther && wants.plainFileName === true && !facts.plainName],
  ];
  return problems.flatMap(([kind, isSo]) => (isSo ? [ofTheFile(kind)] : []));
}

const verdictOn = (problems: readonly Found[]): ProviderReport["verdict"] => {
  const has = (kind: ProblemKind): boolean => problems.some((problem) => problem.kind === kind);
  if (has("unsuited")) return "unsuited";
  if (has("too-few")) return "too-few";
  if (has("other-format")) return "convert";
  return problems.length > 0 ? "fix" : "ready";
};

function reportOn(place: TrainingPlace, sighted: Sighted): ProviderReport {
  const wants = trainingFormat(place);
  const { mostTokensPerExample = Infinity, fewestExamples, epochs: own } = wants;
  const tooLong = sighted.longerThan(mostTokensPerExample);
  const problems = [
    ...fileProblems(wants, sighted),
    ...sighted.broken,
    ...sighted.refusable.filter(({ kind }) => wants.refuses.some((rule) => rule === kind)),
    ...(tooLong.count > 0 ? [tooLong] : []),
  ];
  const { usable } = sighted;
  const epochs = own === undefined || usable === 0 ? estimatedEpochs(usable) : own.usual;
  return {
    provider: place,
    verdict: verdictOn(problems),
    problems,
    ...(fewestExamples === undefined ? {} : { fewest: fewestExamples }),
    epochs,
    epochsBy: own === undefined ? "estimate" : "provider",
    trainedTokens: sighted.tokensUpTo(mostTokensPerExample) * epochs,
  };
}

/** What each place to tune would say of the file. */
export const providerReports = (sighted: Sighted): ProviderReport[] =>
  TRAINING_PLACES.map((place) => reportOn(place, sighted));
