import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

import type { Unusable } from "../../src/index.ts";
import { otherThanText } from "./signs.ts";

/** Where training data lies, and what people call it. */
export type Source = { readonly name: string; readonly path: string };

/** A file that may be text. The caller closes it. */
export type OpenFile = {
  readonly file: number;
  readonly bytes: number;
  /** How many bytes of a byte order mark stand before the text. */
  readonly mark: 0 | 3;
  /** The first bytes of the text. */
  readonly head: Buffer;
};

const HEAD = 64 * 1024;
const BYTE_ORDER_MARK = Buffer.from("efbbbf", "hex");

/** A name as it may be said. */
export const sayName = (name: string): string => {
  const plain = name.replaceAll(/[\p{Cc}\p{Cf}]/gu, " ");
  return `“${plain.length > 80 ? `…${plain.slice(-79)}` : plain}”`;
};

/** A size as it may be said. */
export const sayBytes = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`;

const WHY_NOT: Readonly<Record<string, string>> = {
  ENOENT: "cannot be found",
  ENOTDIR: "cannot be found",
  EACCES: "may not be read; look at its permissions",
  EPERM: "may not be read; look at its permissions",
  EISDIR: "is a folder; name the file in it",
};

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "unknown error";

/** Why a file cannot be opened or read, as a sentence. */
export const cannotRead = ({ name }: Source, error: unknown): Unusable => ({
  problem: `${sayName(name)} ${WHY_NOT[codeOf(error)] ?? `cannot be read (${codeOf(error)})`}.`,
});

function looked(source: Source, file: number, mostBytes: number): OpenFile | Unusable {
  const name = sayName(source.name);
  const stat = fstatSync(file);
  if (stat.isDirectory()) return { problem: `${name} is a folder; name the file in it.` };
  if (!stat.isFile()) return { problem: `${name} is no ordinary file.` };
  if (stat.size === 0) return { problem: `${name} is empty.` };
  if (stat.size > mostBytes)
    return {
      problem: `${name} has ${sayBytes(stat.size)}; at most ${sayBytes(mostBytes)} are checked. Check a part of it: the first 100,000 lines tell nearly as much.`,
    };
  const head = Buffer.alloc(Math.min(HEAD, stat.size));
  const read = readSync(file, head, 0, head.length, 0);
  const other = otherThanText(head.subarray(0, Math.min(read, 512)));
  if (other !== undefined)
    return { problem: `${name} is ${other.is}, not a training file. ${other.remedy}.` };
  const mark = head.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
  return { file, bytes: stat.size, mark, head: head.subarray(mark, read) };
}

/** Opens a file and looks whether it can be training data at all. */
export function openSource(source: Source, mostBytes: number): OpenFile | Unusable {
  let file: number;
  try {
    // Not waiting, so that a named pipe to which nobody writes is refused instead of waited for.
    file = openSync(source.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return cannotRead(source, error);
  }
  try {
    const opened = looked(source, file, mostBytes);
    if ("problem" in opened) closeSync(file);
    return opened;
  } catch (error) {
    closeSync(file);
    return cannotRead(source, error);
  }
}
