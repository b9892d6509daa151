import { FORMATS } from "../knowledge/training-formats.ts";
import type { FormatId } from "../knowledge/training-formats.ts";
import type { Columns } from "./columns.ts";
import { exampleFrom, exampleFromCells } from "./example.ts";
import type { Example, Message } from "./example.ts";
import { fingerprint, folded } from "./fingerprints.ts";
import { personalDataIn } from "./personal-data.ts";
import type { PersonalDataKind } from "./personal-data.ts";
import type { Found, ProblemKind } from "./problems.ts";
import { createRows } from "./rows.ts";
import type { Row, Rows } from "./rows.ts";
import { signatureOf } from "./signatures.ts";
import { createTally } from "./tally.ts";
import { traitsOf } from "./traits.ts";
import type { Trait } from "./traits.ts";

/** One line or row that is not blank; lines are counted from 1. */
export type Line = { readonly line: number } & (
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "cells"; readonly cells: readonly string[]; readonly columns: Columns }
  | { readonly kind: "unreadable"; readonly why: Unreadable }
);

/** Why a line could not even be taken apart. */
type Unreadable = "not-json" | "invalid-utf8" | "too-long-line" | "wrong-cells" | "unclosed-quote";

/** What a file is, without its name. */
export type FileFacts = {
  readonly kind: "jsonl" | "csv";
  readonly bytes: number;
  readonly byteOrderMark: boolean;
  /** Whether only letters, digits, _, -, / and . stand in the file's name. */
  readonly plainName: boolean;
  /** Whether counting tokens took too long and the rest was estimated. */
  readonly tokensEstimated: boolean;
};

/** What is known of a file when all its lines were seen. */
export type CheckedFile = {
  readonly facts: FileFacts;
  readonly lines: number;
  /** What makes a line unusable, each with its count; a line may have several. */
  readonly found: readonly Found[];
  /** Why lines are not among the rows, each counted once. */
  readonly dropped: ReadonlyMap<ProblemKind, number>;
  readonly personalData: ReadonlyMap<PersonalDataKind, number>;
  /** The well-formed examples. */
  readonly rows: Rows;
};

export type FileCheck = {
  readonly add: (line: Line) => void;
  /** A line that a spreadsheet would run something of. */
  readonly addFormula: (line: number) => void;
  readonly finish: (facts: FileFacts) => CheckedFile;
};

export const FORMAT_IDS = Object.keys(FORMATS) as readonly FormatId[];

/** More examples than any provider takes. */
const MOST_EXAMPLES = 3_000_000;

/** At most so many characters, and no line break: an answer may be a label. */
const LABEL_LENGTH = 60;
/** At most so many characters: two different answers to the same input contradict each other. */
const BRIEF_LENGTH = 200;

/** What OpenAI's published check adds for every message, with its role, and for every example. */
const TOKENS_PER_MESSAGE = 4;
const TOKENS_PER_EXAMPLE = 3;

/** How many short texts' token counts are remembered: instructions and labels come again and again. */
const MOST_REMEMBERED = 2048;
const LONGEST_REMEMBERED = 4096;

/** Remembers what texts cost that come again. */
function remembering(countTokens: (text: string) => number): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    if (text === "") return 0;
    if (text.length > LONGEST_REMEMBERED) return countTokens(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const count = countTokens(text);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(text, count);
    return count;
  };
}

/** The last answer is learned; all before it is what is asked. */
function parts({ format, messages }: Example): {
  readonly asked: readonly Message[];
  readonly answer: string;
} {
  const last = format === "text" ? -1 : messages.findLastIndex(({ side }) => side === "assistant");
  return last < 0
    ? { asked: messages, answer: "" }
    : { asked: messages.slice(0, last), answer: messages[last]?.text ?? "" };
}

const traitsOfExample = ({ messages, breaks }: Example, answer: string): readonly Trait[] => [
  ...breaks,
  ...(answer.length <= LABEL_LENGTH && !answer.includes("\n") ? (["label-like"] as const) : []),
  ...(answer.length <= BRIEF_LENGTH ? (["brief"] as const) : []),
  ...(messages.some(({ side }) => side === "system") ? [] : (["no-system"] as const)),
  ...(messages.some(({ side }) => side === "user") ? [] : (["no-user"] as const)),
];

/** What is kept of a well-formed example. */
function rowOf(line: number, example: Example, count: (text: string) => number): Row {
  const { format, messages, rejected } = example;
  const { asked, answer } = parts(example);
  const said = asked.map(({ side, text }) => ({ side, text: folded(text) }));
  const plainAnswer = folded(answer);
  const tokens =
    messages.reduce((sum, { text }) => sum + TOKENS_PER_MESSAGE + count(text), TOKENS_PER_EXAMPLE) +
    count(rejected ?? "");
  return {
    line,
    exact: fingerprint([
      ...messages.flatMap(({ side, text }) => [side, text.trim()]),
      rejected?.trim() ?? "",
    ]),
    input: fingerprint(said.flatMap(({ side, text }) => [side, text])),
    answer: fingerprint([plainAnswer]),
    spelling: fingerprint([answer]),
    tokens,
    format: FORMAT_IDS.indexOf(format),
    traits: traitsOf(traitsOfExample(example, answer.trim())),
    signature: signatureOf([
      ...said.filter(({ side }) => side !== "system").map(({ text }) => text),
      plainAnswer,
    ]),
  };
}

/**
 * Checks one file, a line at a time; keeps some 170 bytes of each example, and no text.
 *
 * @param countTokens how many tokens a text has; has to be quick, and may be about right
 */
export function createFileCheck(countTokens: (text: string) => number): FileCheck {
  const tally = createTally();
  const dropped = new Map<ProblemKind, number>();
  const personalData = new Map<PersonalDataKind, number>();
  const { add: keep, rows } = createRows();
  const count = remembering(countTokens);
  let lines = 0;

  const drop = (line: number, kinds: readonly ProblemKind[]): void => {
    for (const kind of kinds) tally.add(kind, line);
    const [reason] = kinds;
    if (reason !== undefined) dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
  };

  const notePersonalData = (line: number, { messages, rejected }: Example): void => {
    const kinds = personalDataIn([
      ...messages.map(({ text }) => text),
      ...(rejected === undefined ? [] : [rejected]),
    ]);
    for (const kind of kinds) personalData.set(kind, (personalData.get(kind) ?? 0) + 1);
    if (kinds.includes("secret")) tally.add("secret", line);
    if (kinds.some((kind) => kind !== "secret")) tally.add("personal-data", line);
  };

  const take = (line: number, example: ReturnType<typeof exampleFrom>): void => {
    if (typeof example === "string") return drop(line, [example]);
    notePersonalData(line, example);
    if (example.problems.length > 0) return drop(line, example.problems);
    return keep(rowOf(line, example, count));
  };

  return {
    add: (given) => {
      lines += 1;
      if (lines > MOST_EXAMPLES) return drop(given.line, ["beyond-limit"]);
      switch (given.kind) {
        case "unreadable":
          return drop(given.line, [given.why]);
        case "json":
          return take(given.line, exampleFrom(given.value));
        case "cells":
          return take(given.line, exampleFromCells(given.cells, given.columns));
      }
    },
    addFormula: (line) => tally.add("formula", line),
    finish: (facts) => ({
      facts,
      lines,
      found: tally.found(),
      dropped,
      personalData,
      rows: rows(),
    }),
  };
}
