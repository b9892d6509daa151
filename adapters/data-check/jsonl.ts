import { isUtf8 } from "node:buffer";

import type { Line } from "../../src/index.ts";
import type { RawLine } from "./lines.ts";

const BLANK = new Set([9, 11, 12, 13, 32]);

const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => BLANK.has(byte));

/** One line of a JSON Lines file; undefined when it is blank. */
export function jsonLine({ number: line, bytes }: RawLine): Line | undefined {
  if (bytes === undefined) return { line, kind: "unreadable", why: "too-long-line" };
  if (isBlank(bytes)) return undefined;
  if (!isUtf8(bytes)) return { line, kind: "unreadable", why: "invalid-utf8" };
  try {
    return { line, kind: "json", value: JSON.parse(bytes.toString("utf8")) as unknown };
  } catch {
    return { line, kind: "unreadable", why: "not-json" };
  }
}

const isList = (text: string): boolean => {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return true;
  }
};

/**
 * What is wrong with JSON that is not one object a line.
 *
 * @param head the beginning of the text
 */
export function notJsonLines(head: string): string | undefined {
  const [first = "", ...rest] = head.trimStart().split("\n");
  const line = first.trim();
  if (line.startsWith("[") && (rest.every((one) => one.trim() === "") || line.length < 3))
    return isList(line)
      ? "is one list, not JSON Lines. Write each example on a line of its own, without the brackets around all and the commas between"
      : undefined;
  return line === "{"
    ? "spreads its first example over several lines. Write each example on one line"
    : undefined;
}
