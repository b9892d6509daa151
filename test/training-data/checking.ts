import { createFileCheck } from "../../src/training-data/check-file.ts";
import type { CheckedFile, FileFacts, Line } from "../../src/training-data/check-file.ts";
import { reportOf } from "../../src/training-data/report-of.ts";
import { DataReport } from "../../src/training-data/report.ts";

/** Four characters make a token: near enough for tests, and plain to reckon with. */
const countTokens = (text: string): number => Math.ceil(text.length / 4);

const FACTS: FileFacts = {
  kind: "jsonl",
  bytes: 1000,
  byteOrderMark: false,
  plainName: true,
  tokensEstimated: false,
};

/** What a line of a file gives: JSON, or what is not even that. */
const lineOf = (text: string, at: number): Line => {
  try {
    return { line: at + 1, kind: "json", value: JSON.parse(text) as unknown };
  } catch {
    return { line: at + 1, kind: "unreadable", why: "not-json" };
  }
};

export function checked(lines: readonly string[], facts: Partial<FileFacts> = {}): CheckedFile {
  const { add, finish } = createFileCheck(countTokens);
  for (const [at, text] of lines.entries()) add(lineOf(text, at));
  return finish({ ...FACTS, ...facts });
}

/** The report on lines, as its schema has it. */
export function reportOn(
  lines: readonly string[],
  facts: Partial<FileFacts> = {},
  test?: readonly string[],
): DataReport {
  const report = reportOf(checked(lines, facts), test === undefined ? undefined : checked(test));
  if ("problem" in report) throw new Error(report.problem);
  return DataReport.parse(report);
}

type Said = { readonly role: string; readonly content: string };

/** "s: be brief | u: hello | a: hi" as a line of chat messages. */
export const chat = (notation: string): string =>
  JSON.stringify({ messages: notation.split(" | ").map(saidIn) });

const ROLES: Readonly<Record<string, string>> = {
  s: "system",
  u: "user",
  a: "assistant",
  t: "tool",
  d: "developer",
};

const saidIn = (part: string): Said => {
  const at = part.indexOf(":");
  const role = part.slice(0, at);
  return { role: ROLES[role] ?? role, content: part.slice(at + 1).trim() };
};

const SUBJECTS = ["invoice", "parcel", "password", "garden", "violin", "harbour", "thunder"];
const VERBS = ["vanished", "returned", "collapsed", "multiplied", "whispered", "evaporated"];
const PLACES = ["in Lisbon", "beneath the stairs", "during breakfast", "after the storm"];

/** Examples that have nothing in common: "u: 7 the garden whispered … | a: answer 7". */
export const different = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, index) => {
    const at = index + from;
    const pick = (words: readonly string[], by: number) =>
      words[Math.floor(at / by) % words.length];
    const own = (at * 2_654_435_761).toString(36);
    return chat(
      `u: ${own} the ${pick(SUBJECTS, 1)} ${pick(VERBS, 7)} ${own.split("").toReversed().join("")} ${pick(PLACES, 42)} | a: answer ${at}`,
    );
  });

/** The problems of a report as `kind count [lines]`. */
export const problemsIn = ({ problems }: DataReport): readonly string[] =>
  problems.map(({ kind, count, lines }) => `${kind} ${count} [${lines.join(" ")}]`);
