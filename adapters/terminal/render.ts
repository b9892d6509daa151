import { styleText } from "node:util";

import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

import type { Block, Chart, Choice, Inline, Reply, Text } from "../../src/index.ts";
import { plotOf } from "./plot.ts";

export type Look = {
  /** Columns to stay within. */
  readonly width: number;
  /** True only on a terminal that shows it; never the only sign of anything. */
  readonly colour: boolean;
};

/** Wide enough to read, narrow enough to follow from line to line. */
export const WIDTH = 80;

// Words come from people and files: an escape sequence in them must not move anybody's cursor.
export const printable = (words: string): string => words.replaceAll(/[\p{Cc}\p{Cf}]/gu, " ");

// Whether there is colour is decided by the look, not by a stream that styleText would ask.
const OURS = { validateStream: false } as const;

const strong = (words: string, { colour }: Look): string =>
  colour ? styleText("bold", printable(words), OURS) : printable(words);
const dim = (words: string, { colour }: Look): string =>
  colour ? styleText("dim", words, OURS) : words;

const inline = (part: Inline, look: Look): string => {
  if (typeof part === "string") return printable(part);
  return "bold" in part ? strong(part.bold, look) : printable(`${part.link}, ${part.to}`);
};

const plain = (text: Text, look: Look): string => text.map((part) => inline(part, look)).join("");

/** `hard`: a word that is too long is broken, as a table's columns need; an address is better whole. */
const wrapped = (words: string, width: number, hard = false): readonly string[] =>
  wrapAnsi(words, width, { trim: true, hard }).split("\n");

/** Wraps behind a mark; the following lines stand under the first. */
const hanging = (mark: string, words: string, { width }: Look): readonly string[] =>
  wrapped(words, width - mark.length).map(
    (line, at) => (at === 0 ? mark : " ".repeat(mark.length)) + line,
  );

const GAP = 2;
/** A column of names may be this wide; columns of sentences share the rest. */
const NAME = 17;

function columnWidths(rows: readonly (readonly string[])[], width: number): readonly number[] {
  const longest = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => stringWidth(row[at] ?? ""))),
  );
  const names = longest.map((length) => (length <= NAME ? length : 0));
  const wide = longest.filter((length) => length > NAME).length;
  const rest = width - names.reduce((sum, length) => sum + length, 0) - GAP * (longest.length - 1);
  return longest.map((length) => (length <= NAME ? length : Math.floor(rest / wide)));
}

function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  look: Look,
): readonly string[] {
  const widths = columnWidths([columns, ...rows], look.width);
  const line = (cells: readonly string[], style: (words: string) => string): readonly string[] => {
    const wrappedCells = cells.map((cell, at) =>
      wrapped(printable(cell), widths[at] ?? NAME, true),
    );
    const height = Math.max(...wrappedCells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, row) =>
      wrappedCells
        .map((cell, at) => {
          const words = cell[row] ?? "";
          return style(words) + " ".repeat(Math.max(0, (widths[at] ?? 0) - stringWidth(words)));
        })
        .join(" ".repeat(GAP))
        .trimEnd(),
    );
  };
  const rule = widths.map((width) => "-".repeat(width)).join(" ".repeat(GAP));
  return [
    ...line(columns, (words) => strong(words, look)),
    rule,
    ...rows.flatMap((row, at) => [...(at === 0 ? [] : [""]), ...line(row, (words) => words)]),
  ];
}

/** A chart as a plot with what its marks mean, or where that has no room, in words. */
function chart(shown: Chart, look: Look): readonly string[] {
  const label = printable(shown.x.label);
  const plot = plotOf({ ...shown, x: { ...shown.x, label } }, look.width);
  const title = wrapped(printable(shown.title), look.width).map((line) => strong(line, look));
  return plot === undefined
    ? [...title, ...wrapped(printable(shown.alt), look.width)]
    : [
        ...title,
        ...wrapped(printable(shown.y.label), look.width),
        ...plot.rows,
        ...plot.legend.flatMap(({ mark, words }) => hanging(`${mark}  `, printable(words), look)),
      ];
}

/** Every choice of a question, in the order in which they are numbered. */
export const choicesOf = ({
  choices,
  instead = [],
}: Block & { readonly kind: "choices" }): readonly Choice[] => [...choices, ...instead];

function block(shown: Block, look: Look): readonly string[] {
  switch (shown.kind) {
    case "heading":
      return [strong(shown.text, look), "=".repeat(Math.min(stringWidth(shown.text), look.width))];
    case "text":
      return wrapped(plain(shown.text, look), look.width);
    case "note":
      return wrapped(plain(shown.text, look), look.width).map((line) => dim(line, look));
    case "list":
      return shown.items.flatMap((item, at) =>
        hanging(shown.ordered ? `${at + 1}. ` : "- ", plain(item, look), look),
      );
    case "table":
      return [strong(shown.caption, look), "", ...table(shown.columns, shown.rows, look)];
    case "chart":
      return chart(shown, look);
    case "choices":
      return choicesOf(shown).flatMap(({ label }, at) =>
        hanging(`  ${at + 1}. `, printable(label), look),
      );
    // All that they do can be said in words.
    case "actions":
    case "feedback":
      return [];
    case "file":
      return ["", shown.content.trimEnd()];
  }
}

/** Whether two blocks read better with a line between them. */
const apart = (above: Block | undefined, below: Block): boolean =>
  above !== undefined &&
  !(above.kind === "text" && below.kind === "list") &&
  !(above.kind === "text" && below.kind === "note");

/** A reply as plain text. */
export const render = ({ blocks }: Reply, look: Look): string =>
  blocks
    .filter(({ kind }) => kind !== "actions" && kind !== "feedback")
    .flatMap((shown, at, all) => [
      ...(apart(all[at - 1], shown) ? [""] : []),
      ...block(shown, look),
    ])
    .join("\n");
