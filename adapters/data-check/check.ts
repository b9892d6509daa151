import { closeSync } from "node:fs";
import { basename, extname } from "node:path";

import { createFileCheck, reportOf } from "../../src/index.ts";
import type { CheckedFile, DataReport, Unusable } from "../../src/index.ts";
import { delimiterOf, readCsv } from "./csv.ts";
import { jsonLine, notJsonLines } from "./jsonl.ts";
import { linesOf } from "./lines.ts";
import { cannotRead, openSource, sayName } from "./open.ts";
import type { OpenFile, Source } from "./open.ts";
import { openTokenCounter } from "./tokens.ts";
import type { TokenCounter } from "./tokens.ts";

/** How far a check is. */
export type Progress = { readonly doneBytes: number; readonly bytes: number };

const NO_COLUMNS =
  "has a first row that names no column for the input, or none for the answer. Call them input and output (text, prompt, question and label, answer, completion are known too)";

type Kind =
  | { readonly kind: "jsonl" }
  | { readonly kind: "csv"; readonly delimiter: string }
  | { readonly kind: "neither"; readonly why: string };

const TABLES = new Set([".csv", ".tsv", ".tab"]);

/** What a file is, by what stands in it; by its name only where that tells nothing. */
function kindOf(name: string, head: string): Kind {
  const start = head.trimStart();
  if (start.startsWith("{") || start.startsWith("[")) {
    const why = notJsonLines(start);
    return why === undefined ? { kind: "jsonl" } : { kind: "neither", why };
  }
  const delimiter = delimiterOf(start.split(/\r?\n/, 1)[0] ?? "");
  if (delimiter !== undefined) return { kind: "csv", delimiter };
  return TABLES.has(extname(name).toLowerCase())
    ? { kind: "neither", why: NO_COLUMNS }
    : { kind: "jsonl" };
}

const isPlain = (name: string): boolean => /^[\w./-]+$/.test(basename(name));

/** How long tokens are counted before they are estimated, in milliseconds. */
const COUNTING = 35_000;

type Counting = {
  readonly tokens: TokenCounter;
  readonly onRead: (bytes: number) => void;
};

async function checkOpen(
  { name }: Source,
  { file, bytes, mark, head }: OpenFile,
  { tokens, onRead }: Counting,
): Promise<CheckedFile | Unusable> {
  const found = kindOf(name, head.toString("utf8"));
  if (found.kind === "neither") return { problem: `${sayName(name)} ${found.why}.` };
  const { add, addFormula, finish } = createFileCheck(tokens.count);
  const lines = linesOf(file, mark, onRead);
  if (found.kind === "csv")
    await readCsv(lines, found.delimiter, { line: add, formula: addFormula });
  else
    for (const raw of lines) {
      const line = jsonLine(raw);
      if (line !== undefined) add(line);
    }
  return finish({
    kind: found.kind,
    bytes,
    byteOrderMark: mark > 0,
    plainName: isPlain(name),
    tokensEstimated: tokens.isEstimate(),
  });
}

export type Checking = {
  readonly training: Source;
  readonly test: Source | undefined;
  /** The largest file that is checked. */
  readonly mostBytes: number;
  readonly onProgress: (progress: Progress) => void;
};

/** Opens both files before either is read, so that a slip is told at once. */
function openAll(sources: readonly Source[], mostBytes: number): readonly OpenFile[] | Unusable {
  const opened: OpenFile[] = [];
  for (const source of sources) {
    const one = openSource(source, mostBytes);
    if ("problem" in one) {
      for (const { file } of opened) closeSync(file);
      return one;
    }
    opened.push(one);
  }
  return opened;
}

/** Reads and checks one or two files in this thread, which has nothing else to do meanwhile. */
export async function checkFiles({
  training,
  test,
  mostBytes,
  onProgress,
}: Checking): Promise<DataReport | Unusable> {
  const sources = test === undefined ? [training] : [training, test];
  const opened = openAll(sources, mostBytes);
  if ("problem" in opened) return opened;
  try {
    const tokens = await openTokenCounter(COUNTING);
    const bytes = opened.reduce((sum, one) => sum + one.bytes, 0);
    const checked: CheckedFile[] = [];
    let before = 0;
    for (const [at, source] of sources.entries()) {
      const file = opened[at];
      if (file === undefined) break;
      try {
        const one = await checkOpen(source, file, {
          tokens,
          onRead: (read) => onProgress({ doneBytes: before + read, bytes }),
        });
        if ("problem" in one) return one;
        checked.push(one);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
        return cannotRead(source, error);
      }
      before += file.bytes;
    }
    const [first, second] = checked;
    return first === undefined
      ? { problem: "There is no file to check." }
      : reportOf(first, second);
  } finally {
    for (const { file } of opened) closeSync(file);
  }
}
