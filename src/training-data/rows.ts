import { BINS } from "./signatures.ts";

type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** A column that grows; twice as long whenever it is full. */
const longer = <C extends Column>(column: C, length: number, make: (length: number) => C): C => {
  if (length <= column.length) return column;
  const grown = make(Math.max(length, column.length * 2));
  grown.set(column);
  return grown;
};

/** What is kept of one example: some numbers, no text. */
export type Row = {
  readonly line: number;
  /** Stands for the whole example, letter by letter. */
  readonly exact: number;
  /** Stands for what is asked, where case and white space do not count. */
  readonly input: number;
  /** Stands for the answer, likewise. */
  readonly answer: number;
  /** Stands for the answer as it is spelt. */
  readonly spelling: number;
  readonly tokens: number;
  /** The place of its shape in the list of shapes. */
  readonly format: number;
  /** See `TRAITS` and the rules of providers: one bit each. */
  readonly traits: number;
  readonly signature: Uint16Array;
};

/** Above this, examples are no longer compared for near copies: 128 bytes each would not stay in bounds. */
export const MOST_COMPARED = 500_000;

/** The examples of one file as columns of numbers: some 170 bytes each. */
export type Rows = {
  readonly count: number;
  readonly line: Uint32Array;
  readonly exact: Float64Array;
  readonly input: Float64Array;
  readonly answer: Float64Array;
  readonly spelling: Float64Array;
  readonly tokens: Uint32Array;
  readonly format: Uint8Array;
  readonly traits: Uint32Array;
  readonly signatures: Uint16Array;
};

const doubles = (length: number) => new Float64Array(length);
const words = (length: number) => new Uint32Array(length);

export function createRows(): { readonly add: (row: Row) => void; readonly rows: () => Rows } {
  let count = 0;
  let line = words(1024);
  let exact = doubles(1024);
  let input = doubles(1024);
  let answer = doubles(1024);
  let spelling = doubles(1024);
  let tokens = words(1024);
  let format = new Uint8Array(1024);
  let traits = words(1024);
  let signatures = new Uint16Array(1024 * BINS);
  return {
    add: (row) => {
      const at = count;
      count += 1;
      line = longer(line, count, words);
      exact = longer(exact, count, doubles);
      input = longer(input, count, doubles);
      answer = longer(answer, count, doubles);
      spelling = longer(spelling, count, doubles);
      tokens = longer(tokens, count, words);
      format = longer(format, count, (length) => new Uint8Array(length));
      traits = longer(traits, count, words);
      line[at] = row.line;
      exact[at] = row.exact;
      input[at] = row.input;
      answer[at] = row.answer;
      spelling[at] = row.spelling;
      tokens[at] = row.tokens;
      format[at] = row.format;
      traits[at] = row.traits;
      if (at >= MOST_COMPARED) return;
      signatures = longer(signatures, count * BINS, (length) => new Uint16Array(length));
      signatures.set(row.signature, at * BINS);
    },
    rows: () => ({
      count,
      line,
      exact,
      input,
      answer,
      spelling,
      tokens,
      format,
      traits,
      signatures,
    }),
  };
}

/**
 * Goes through rows in groups of equal numbers, in the order of the file within each group.
 *
 * @param places which rows to look at
 */
export function forEachGroup(
  column: Float64Array,
  places: Uint32Array,
  see: (group: Uint32Array) => void,
): void {
  const sorted = places.toSorted((one, another) => {
    const order = (column[one] ?? 0) - (column[another] ?? 0);
    return order === 0 ? one - another : order;
  });
  let start = 0;
  for (let at = 1; at <= sorted.length; at += 1) {
    const isSame = at < sorted.length && column[sorted[at] ?? 0] === column[sorted[start] ?? 0];
    if (isSame) continue;
    see(sorted.subarray(start, at));
    start = at;
  }
}
