import { readSync } from "node:fs";

/** A line as it stands in the file, without its line break; undefined when it is longer than allowed. */
export type RawLine = { readonly number: number; readonly bytes: Buffer | undefined };

/** The longest line that is looked at, in bytes. */
export const LONGEST_LINE = 1_000_000;

const CHUNK = 256 * 1024;
const LINE_FEED = 10;
const RETURN = 13;

const withoutReturn = (bytes: Buffer): Buffer =>
  bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes;

/**
 * The lines of an open file, one after the other; never more than one of them, and a chunk, is in the
 * memory. The bytes of a line are valid until the next one is taken.
 *
 * @param from where to begin, in bytes
 * @param onRead is told how many bytes were read so far
 */
export function* linesOf(
  file: number,
  from: number,
  onRead: (bytes: number) => void,
): Generator<RawLine> {
  const chunk = Buffer.allocUnsafe(CHUNK);
  let begun: Buffer[] = [];
  let begunLength = 0;
  let position = from;
  let number = 1;
  const begin = (bytes: Buffer): void => {
    begunLength += bytes.length;
    // What is too long is only measured.
    if (begunLength > LONGEST_LINE) begun = [];
    else if (bytes.length > 0) begun.push(Buffer.from(bytes));
  };
  const whole = (rest: Buffer): RawLine => {
    const length = begunLength + rest.length;
    const bytes =
      length > LONGEST_LINE
        ? undefined
        : withoutReturn(begun.length === 0 ? rest : Buffer.concat([...begun, rest]));
    begun = [];
    begunLength = 0;
    return { number: number++, bytes };
  };
  for (;;) {
    const read = readSync(file, chunk, 0, CHUNK, position);
    if (read === 0) break;
    position += read;
    onRead(position);
    const bytes = chunk.subarray(0, read);
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      yield whole(bytes.subarray(start, end));
      start = end + 1;
    }
    begin(bytes.subarray(start));
  }
  if (begunLength > 0) yield whole(Buffer.alloc(0));
}
