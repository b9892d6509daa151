import { valueAt } from "../../src/index.ts";
import type { Axis, Chart } from "../../src/index.ts";
import { roomyScale, tightScale } from "./axes.ts";
import type { Scale, Tick } from "./axes.ts";
import { PALETTE, STROKES } from "./palette.ts";
import { fitted, visible, widthOf, wrapped } from "./text.ts";

/**
 * Lengths in the units of the picture, of which there are `WIDTH` across. A phone shows a picture some
 * 360 pixels wide, so that the smallest letters are as high there as small print is.
 */
const WIDTH = 720;
const EDGE = 26;
const PLOT_HEIGHT = 280;
const TITLE = 26;
const SMALL = 20;
const LINE = 1.25;
const GAP = 12;
const MOST_TITLE_LINES = 2;
const NAME_WIDTH = 150;
const NAME_LINES = 3;
const NAME_GAP = 6;
const MARK_WIDTH = 330;
const MARK_ROW = SMALL * 1.4;
const MOST_MARKS = 4;
const MOST_TICKS = { x: 8, y: 6 } as const;

/** How far letters rise above their line and fall below it, as shares of their size. */
const RISE = 0.76;
const FALL = 0.22;

export type Point = { readonly x: number; readonly y: number };

/** One line of words; `y` is the line that they stand on. */
export type Words = Point & {
  readonly words: string;
  readonly size: number;
  readonly anchor: "start" | "middle" | "end";
  readonly weight: 400 | 600;
  readonly colour: string;
};

export type Box = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

/** A line of the chart, and a hair that leads from its end to its name where that stands apart. */
type Drawn = {
  readonly points: readonly Point[];
  readonly colour: string;
  readonly dash: string;
  readonly leader?: readonly [Point, Point];
};

type Dot = Point & { readonly colour: string; readonly isRing?: true };

/** Everything that is in the picture, in its place. */
export type Layout = {
  readonly width: number;
  readonly height: number;
  readonly plot: Box;
  /** Where a line is ruled across for a value of the y axis. */
  readonly rules: readonly number[];
  /** Where a value of the x axis has a short stroke. */
  readonly strokes: readonly number[];
  readonly marks: readonly { readonly x: number; readonly top: number }[];
  readonly lines: readonly Drawn[];
  readonly dots: readonly Dot[];
  /** Those of the marks may stand over another mark, and have a ground of their own. */
  readonly words: readonly (Words & { readonly hasGround?: true })[];
};

/** The space that words take, at most. */
export function boxOf({ words, x, y, size, anchor }: Words): Box {
  const width = widthOf(words, size);
  const left = { start: x, middle: x - width / 2, end: x - width }[anchor];
  return { left, right: left + width, top: y - RISE * size, bottom: y + FALL * size };
}

const quiet = (words: string, x: number, y: number, anchor: Words["anchor"]): Words => ({
  words,
  x,
  y,
  anchor,
  size: SMALL,
  weight: 400,
  colour: PALETTE.quiet,
});

const bold = (
  words: string,
  x: number,
  y: number,
  anchor: Words["anchor"],
  colour: string,
  size = SMALL,
): Words => ({ words, x, y, anchor, colour, size, weight: 600 });

const label = (axis: Axis): string => fitted(visible(axis.label), WIDTH - 2 * EDGE, SMALL);

/** Where the middle of letters is, above the line that they stand on. */
const MIDDLE = (SMALL * (RISE - FALL / 2)) / 2;

type Name = { readonly lines: readonly string[]; readonly end: number };
const heightOf = ({ lines }: Name): number => lines.length * SMALL * LINE;

/** Names that touch, moved apart as one: where the first begins, and where each would like to. */
type Group = { readonly names: readonly Name[]; readonly top: number };

const lengthOf = ({ names }: Group): number =>
  names.reduce((sum, name) => sum + heightOf(name), 0) + (names.length - 1) * NAME_GAP;

/** As near to the ends of their lines as they can be together. */
function grouped(names: readonly Name[]): Group {
  let below = 0;
  const wanted = names.map((name) => {
    const top = name.end - heightOf(name) / 2 - below;
    below += heightOf(name) + NAME_GAP;
    return top;
  });
  const top = wanted.reduce((sum, one) => sum + one, 0) / wanted.length;
  const lowest = PLOT_HEIGHT - lengthOf({ names, top });
  return { names, top: Math.max(0, Math.min(top, lowest)) };
}

/** Moves names apart, each as near to the end of its line as may be; gives where each begins. */
function movedApart(names: readonly Name[]): ReadonlyMap<Name, number> {
  const groups: Group[] = [];
  for (const name of names.toSorted((one, another) => one.end - another.end)) {
    let group = grouped([name]);
    let above = groups.at(-1);
    while (above !== undefined && above.top + lengthOf(above) + NAME_GAP > group.top) {
      groups.pop();
      group = grouped([...above.names, ...group.names]);
      above = groups.at(-1);
    }
    groups.push(group);
  }
  return new Map(
    groups.flatMap(({ names: together, top }) => {
      let begin = top;
      return together.map((name) => {
        const here = begin;
        begin += heightOf(name) + NAME_GAP;
        return [name, here] as const;
      });
    }),
  );
}

/** The words of a mark, and how far they and its line reach. */
type Beside = {
  readonly x: number;
  readonly words: string;
  readonly anchor: "start" | "end";
  readonly left: number;
  readonly right: number;
};
type Placed = Beside & { readonly row: number };

/** To the right of their line, or where the picture ends before them, to its left. */
function besideMark(x: number, named: string): Beside {
  const words = fitted(visible(named), MARK_WIDTH, SMALL);
  const reach = GAP / 2 + widthOf(words, SMALL);
  return x + reach <= WIDTH - EDGE
    ? { x, words, anchor: "start", left: x, right: x + reach }
    : { x, words, anchor: "end", left: x - reach, right: x };
}

/**
 * Where the marks have their words: beside their line, in the lowest row that is free there. Those to
 * the right of their lines from right to left, then the others: so that few lines go up past other
 * words.
 */
function placedMarks(chart: Chart, x: Scale): readonly Placed[] {
  const shown = chart.marks
    .filter((mark) => x.isWithin(mark.x))
    .slice(0, MOST_MARKS)
    .map((mark) => besideMark(x.place(mark.x), mark.label))
    .toSorted((one, another) => another.x - one.x);
  const toTheRight = shown.filter(({ anchor }) => anchor === "start");
  const toTheLeft = shown.filter(({ anchor }) => anchor === "end").toReversed();
  const placed: Placed[] = [];
  for (const mark of [...toTheRight, ...toTheLeft]) {
    const taken = placed
      .filter((one) => one.left < mark.right + GAP && mark.left < one.right + GAP)
      .map(({ row }) => row);
    placed.push({ ...mark, row: shown.findIndex((_, row) => !taken.includes(row)) });
  }
  return placed;
}

/** As many values as have room for their words beside each other. */
function roomyTicks({ ticks }: Scale): readonly Tick[] {
  for (let most = MOST_TICKS.x; most > 1; most -= 1) {
    const some = ticks(most);
    const hasRoom = some.every(({ at, words }, index) => {
      const next = some[index + 1];
      return (
        next === undefined ||
        next.at - at >= (widthOf(words, SMALL) + widthOf(next.words, SMALL)) / 2 + GAP
      );
    });
    if (hasRoom) return some;
  }
  return ticks(1);
}

const strokeOf = (at: number): (typeof STROKES)[number] =>
  STROKES[at % STROKES.length] ?? STROKES[0];

/** Nearer than this, two dots are one. */
const SAME = 5;

/** Where the lines pass a mark; or, if two of them meet there, a ring around that alone. */
function dotsOf(x: number, lines: readonly (readonly Point[])[]): readonly Dot[] {
  const dots: Dot[] = [];
  for (const [at, points] of lines.entries()) {
    const y = valueAt(points, x);
    if (y === undefined) continue;
    const met = dots.findIndex((dot) => Math.abs(dot.y - y) < SAME);
    if (met < 0) dots.push({ x, y, colour: strokeOf(at).colour });
    else dots[met] = { x, y, colour: PALETTE.ink, isRing: true };
  }
  const rings = dots.filter(({ isRing }) => isRing === true);
  return rings.length > 0 ? rings : dots;
}

/** Puts everything in its place: no words on other words, and none beyond the edge. */
export function layOut(chart: Chart): Layout {
  const values = chart.series.flatMap(({ points }) => points);
  const y = roomyScale(
    chart.y,
    values.map((point) => point.y),
    [PLOT_HEIGHT, 0],
  );
  const yTicks = y.ticks(MOST_TICKS.y);
  const named = chart.series.map(({ name }) =>
    wrapped(visible(name), NAME_WIDTH, SMALL, NAME_LINES),
  );
  const widest = (lines: readonly string[]): number =>
    Math.max(0, ...lines.map((words) => widthOf(words, SMALL)));
  const left = EDGE + widest(yTicks.map(({ words }) => words)) + GAP;
  const right = WIDTH - EDGE - widest(named.flat()) - 2 * GAP;
  const x = tightScale(
    chart.x,
    values.map((point) => point.x),
    [left, right],
  );
  const xTicks = roomyTicks(x);
  const marks = placedMarks(chart, x);

  const title = wrapped(visible(chart.title), WIDTH - 2 * EDGE, TITLE, MOST_TITLE_LINES);
  const under = EDGE + title.length * TITLE * LINE;
  const rows = Math.max(0, ...marks.map(({ row }) => row + 1));
  const rowsBegin = under + SMALL * LINE + GAP;
  const top = rowsBegin + rows * MARK_ROW;
  const bottom = top + PLOT_HEIGHT;
  const tickLine = bottom + GAP + RISE * SMALL + 2;
  const labelLine = tickLine + SMALL * LINE + GAP / 2;
  const rowLine = (row: number): number => top - (row + 0.5) * MARK_ROW + MIDDLE - GAP / 2;

  const lines = chart.series.map(({ points }) =>
    points.map((point) => ({ x: x.place(point.x), y: top + y.place(point.y) })),
  );
  const names = named.map((words, at) => ({
    lines: words,
    end: (lines[at]?.at(-1)?.y ?? bottom) - top,
  }));
  const begins = movedApart(names);
  const topOf = (name: Name): number => top + (begins.get(name) ?? 0);

  return {
    width: WIDTH,
    height: Math.round(labelLine + FALL * SMALL + EDGE),
    plot: { left, right, top, bottom },
    rules: yTicks.map(({ at }) => top + at),
    strokes: xTicks.map(({ at }) => at),
    marks: marks.map((mark) => ({ x: mark.x, top: rowLine(mark.row) - RISE * SMALL })),
    lines: names.map((name, at) => {
      const points = lines[at] ?? [];
      const end = points.at(-1) ?? { x: right, y: bottom };
      const middle = topOf(name) + heightOf(name) / 2;
      const isApart = Math.abs(middle - end.y) > heightOf(name) / 2;
      const leader = [end, { x: right + 2 * GAP - 4, y: middle }] as const;
      return { points, ...strokeOf(at), ...(isApart ? { leader } : {}) };
    }),
    dots: marks.flatMap((mark) => dotsOf(mark.x, lines)),
    words: [
      ...title.map((line, at) =>
        bold(line, EDGE, EDGE + RISE * TITLE + at * TITLE * LINE, "start", PALETTE.ink, TITLE),
      ),
      quiet(label(chart.y), EDGE, under + RISE * SMALL, "start"),
      ...yTicks.map(({ at, words }) => quiet(words, left - GAP, top + at + MIDDLE, "end")),
      ...xTicks.map(({ at, words }) => quiet(words, at, tickLine, "middle")),
      quiet(label(chart.x), WIDTH / 2, labelLine, "middle"),
      ...names.flatMap((name, series) =>
        name.lines.map((line, at) => {
          const standing = topOf(name) + (at + 0.5) * SMALL * LINE + MIDDLE;
          return bold(line, right + 2 * GAP, standing, "start", strokeOf(series).colour);
        }),
      ),
      ...marks.map(({ x: at, row, words, anchor }) => {
        const beside = anchor === "start" ? at + GAP / 2 : at - GAP / 2;
        return {
          ...bold(words, beside, rowLine(row), anchor, PALETTE.ink),
          hasGround: true as const,
        };
      }),
    ],
  };
}
