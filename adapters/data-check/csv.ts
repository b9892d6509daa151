import { isUtf8 } from "node:buffer";
import { once } from "node:events";

import { CsvError, parse } from "csv-parse";

import { columnsOf } from "../../src/index.ts";
import type { Line } from "../../src/index.ts";
import { LONGEST_LINE } from "./lines.ts";
import type { RawLine } from "./lines.ts";

const DELIMITERS = [",", ";", "\t"] as const;

const cellsOf = (header: string, delimiter: string): readonly string[] =>
  header.split(delimiter).map((cell) => cell.trim().replaceAll(/^"|"$/g, ""));

/** The delimiter with which the header names an input and an answer; undefined when none does. */
export function delimiterOf(header: string): string | undefined {
  return DELIMITERS.find((delimiter) => columnsOf(cellsOf(header, delimiter)) !== undefined);
}

/** The signs that make a spreadsheet run a cell (OWASP, CSV injection); a plain number is none. */
const isFormula = (cell: string): boolean =>
  /^[=@\t\r]|^[+-](?![\d.,\s]*$)/.test(cell) && !/^[+-]?[\d.,\s()-]+$/.test(cell);

const lineBreaksIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);

/** How much is given to the parser at a time. */
const BATCH = 64 * 1024;
const LINE_FEED = Buffer.from("\n");

type Seen = {
  readonly line: (line: Line) => void;
  readonly formula: (line: number) => void;
};

/** Takes the rows as they are split, the header first. */
function createRowReader(seen: Seen) {
  let header: readonly string[] | undefined;
  let lastLine = 0;
  const invalid = new Set<number>();
  const hasInvalid = (from: number, to: number): boolean => {
    for (let line = from; line <= to; line += 1) if (invalid.has(line)) return true;
    return false;
  };
  const lineOf = (cells: readonly string[], line: number, last: number): Line | undefined => {
    const columns = columnsOf(header ?? []);
    if (columns === undefined || cells.every((cell) => cell.trim() === "")) return undefined;
    if (hasInvalid(line, last)) return { line, kind: "unreadable", why: "invalid-utf8" };
    return cells.length === header?.length
      ? { line, kind: "cells", cells, columns }
      : { line, kind: "unreadable", why: "wrong-cells" };
  };
  return {
    addInvalid: (line: number): void => void invalid.add(line),
    /** @param last the line on which the row ends */
    add: (cells: readonly string[], last: number): void => {
      lastLine = last;
      if (header === undefined) {
        header = cells;
        return;
      }
      const line = last - lineBreaksIn(cells);
      if (cells.some(isFormula)) seen.formula(line);
      const read = lineOf(cells, line, last);
      if (read !== undefined) seen.line(read);
    },
    /** What begins behind the last row never ends. */
    breakOff: (): void =>
      seen.line({ line: lastLine + 1, kind: "unreadable", why: "unclosed-quote" }),
  };
}

/**
 * Reads the rows of a CSV file whose first row names its columns. Nothing in a cell is ever run.
 *
 * @param delimiter the one with which the header is understood
 */
export async function readCsv(
  lines: Iterable<RawLine>,
  delimiter: string,
  seen: Seen,
): Promise<void> {
  const rows = createRowReader(seen);
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
    on_record: (cells: readonly string[], { lines: last }) => {
      rows.add(cells, last);
      return null;
    },
  });
  parser.resume();
  let broken: unknown;
  const breakOff = (error: unknown): void => {
    broken = error;
  };
  parser.on("error", breakOff);
  const give = async (batch: readonly Buffer[]): Promise<void> => {
    const hasRoom = parser.write(Buffer.concat(batch));
    if (!hasRoom && broken === undefined) await once(parser, "drain").catch(breakOff);
  };
  let batch: Buffer[] = [];
  let size = 0;
  for (const { number, bytes } of lines) {
    if (broken !== undefined) break;
    if (bytes === undefined) seen.line({ line: number, kind: "unreadable", why: "too-long-line" });
    else if (!isUtf8(bytes)) rows.addInvalid(number);
    // A line that is left out leaves its break, so that the numbers of the others stay right.
    batch.push(...(bytes === undefined ? [] : [Buffer.from(bytes)]), LINE_FEED);
    size += (bytes?.length ?? 0) + 1;
    if (size < BATCH) continue;
    await give(batch);
    batch = [];
    size = 0;
  }
  if (broken === undefined) {
    await give(batch);
    const ended = once(parser, "end").catch(breakOff);
    parser.end();
    await ended;
  }
  if (broken === undefined) return;
  if (!(broken instanceof CsvError)) throw broken;
  rows.breakOff();
}
