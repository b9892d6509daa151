import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

import type { Block } from "../../src/index.ts";
import { LIMITS } from "./limits.ts";

type Table = Block & { readonly kind: "table" };

const GAP = 2;
/** As wide as the longest word in the names of columns. */
const NAME = 11;

const wrapped = (words: string, width: number): readonly string[] =>
  wrapAnsi(words, width, { hard: true, trim: true }).split("\n");

const padded = (words: string, width: number): string =>
  words + " ".repeat(Math.max(0, width - stringWidth(words)));

/** One row of the table, written below each other: the name of each column beside its cell. */
function record(columns: readonly string[], [title = "", ...cells]: readonly string[]): string {
  const pairs = cells.flatMap((cell, at) => {
    const names = wrapped(columns[at + 1] ?? "", NAME);
    const words = wrapped(cell === "" ? "–" : cell, LIMITS.codeColumns - NAME - GAP);
    return Array.from({ length: Math.max(names.length, words.length) }, (_, line) =>
      `${padded(names[line] ?? "", NAME + GAP)}${words[line] ?? ""}`.trimEnd(),
    );
  });
  return [...wrapped(title.toUpperCase(), LIMITS.codeColumns), ...pairs].join("\n");
}

/**
 * A table for a phone: Discord has none, and a phone scrolls a code block sideways that is wider than
 * some 42 columns. So the rows stand below each other, and the columns of each beside their names.
 */
export const tableText = ({ columns, rows }: Table): string =>
  rows.map((row) => record(columns, row)).join("\n\n");
