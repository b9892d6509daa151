import stringWidth from "string-width";

import { amountOn, valueAt } from "../../src/index.ts";
import type { Axis, Chart } from "../../src/index.ts";

/** A plot is at most so wide, and its lines are so many rows high; its axis takes two more. */
const WIDEST = 60;
const ROWS = 10;
/** Narrower than this, in columns, lines tell nothing. */
const NARROWEST = 24;
const LINES = ["*", "o", "x"] as const;
const MARKS = ["a", "b", "c", "d"] as const;
const MARK_LINE = ":";
/** The rows that say what stands there: the highest, one near the middle, the lowest. */
const SAID = [0, ROWS / 2, ROWS - 1];
/** How high a row is, from 0 to 1. */
const heightOf = (row: number): number => 1 - row / (ROWS - 1);

/** Where a value stands between the ends of an axis, from 0 to 1, and which value stands where. */
type Scale = {
  readonly share: (value: number) => number;
  readonly value: (share: number) => number;
};

/** On a logarithmic axis, what is not positive stands at its lower end; without anything positive it is linear. */
function scaleOf({ scale }: Axis, values: readonly number[]): Scale {
  const positive = values.filter((value) => value > 0);
  const isLog = scale === "log" && positive.length > 0;
  const shown = isLog ? positive : values;
  const to = isLog ? Math.log : (value: number): number => value;
  const from = isLog ? Math.exp : (value: number): number => value;
  const low = Math.min(...shown);
  const high = Math.max(...shown);
  const length = to(high) - to(low) || 1;
  return {
    share: (value) => (to(Math.max(value, low)) - to(low)) / length,
    value: (share) => from(to(low) + share * length),
  };
}

/** Words at the left, in the middle and at the right of a line. */
function spread(left: string, middle: string, right: string, width: number): string {
  const room = width - stringWidth(left) - stringWidth(right);
  const before = Math.floor((room - stringWidth(middle)) / 2);
  return before < 1
    ? left + " ".repeat(Math.max(1, room)) + right
    : left + " ".repeat(before) + middle + " ".repeat(room - before - stringWidth(middle)) + right;
}

export type Plot = {
  readonly rows: readonly string[];
  /** What the marks in the rows stand for: those of lines first, then those of places on the x axis. */
  readonly legend: readonly { readonly mark: string; readonly words: string }[];
};

/**
 * A chart in plain characters, at most 60 columns wide and 12 rows high, each line of a character of
 * its own; undefined where so many columns are too few for it.
 */
export function plotOf({ x, y, series, marks }: Chart, width: number): Plot | undefined {
  const points = series.flatMap((one) => one.points);
  const across = scaleOf(
    x,
    points.map((point) => point.x),
  );
  const up = scaleOf(y, [...points.map((point) => point.y), ...(y.scale === "linear" ? [0] : [])]);
  const sides = new Map(SAID.map((row) => [row, amountOn(y, up.value(heightOf(row)))]));
  const gutter = Math.max(...[...sides.values()].map((words) => words.length));
  const columns = Math.min(width, WIDEST) - gutter - 2;
  if (columns < NARROWEST) return undefined;

  const shown = marks
    .filter(
      (mark) =>
        points.some((point) => point.x <= mark.x) && points.some((point) => point.x >= mark.x),
    )
    .slice(0, MARKS.length)
    .map((mark, at) => ({ ...mark, letter: MARKS[at] ?? "", column: columnOf(mark.x) }));
  function columnOf(value: number): number {
    return Math.round(across.share(value) * (columns - 1));
  }
  const lines = series.map((one) =>
    one.points.map((point) => ({ x: columnOf(point.x), y: up.share(point.y) * (ROWS - 1) })),
  );
  const cell = (row: number, column: number): string => {
    const line = lines.findIndex((one) => {
      const height = valueAt(one, column);
      return height !== undefined && Math.round(height) === ROWS - 1 - row;
    });
    if (line >= 0) return LINES[line % LINES.length] ?? "";
    return shown.some((mark) => mark.column === column) ? MARK_LINE : " ";
  };
  const sideOf = (row: number): string => (sides.get(row) ?? "").padStart(gutter);
  const axis = Array.from(
    { length: columns },
    (_, column) => shown.find((mark) => mark.column === column)?.letter ?? "-",
  ).join("");
  const indent = " ".repeat(gutter + 2);
  return {
    rows: [
      ...Array.from({ length: ROWS }, (_, row) =>
        `${sideOf(row)} |${Array.from({ length: columns }, (__, column) => cell(row, column)).join("")}`.trimEnd(),
      ),
      `${" ".repeat(gutter)} +${axis}`,
      indent + spread(amountOn(x, across.value(0)), x.label, amountOn(x, across.value(1)), columns),
    ],
    legend: [
      ...series.map(({ name }, at) => ({ mark: LINES[at % LINES.length] ?? "", words: name })),
      ...shown.map(({ letter, label }) => ({ mark: letter, words: label })),
    ],
  };
}
