import { line } from "d3-shape";

import type { Chart } from "../../src/index.ts";
import { boxOf, layOut } from "./layout.ts";
import type { Box, Layout, Point, Words } from "./layout.ts";
import { PALETTE } from "./palette.ts";

type Attributes = Readonly<Record<string, string | number>>;

const escaped = (words: string): string =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Tenths are finer than can be seen. */
const rounded = (value: string | number): string =>
  typeof value === "number" ? String(Math.round(value * 10) / 10) : value;

const element = (name: string, attributes: Attributes, content = ""): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${rounded(value)}"`)
    .join("")}${content === "" ? "/>" : `>${content}</${name}>`}`;

const box = ({ left, right, top, bottom }: Box, attributes: Attributes): string =>
  element("rect", { x: left, y: top, width: right - left, height: bottom - top, ...attributes });

const stroke = (from: Point, to: Point, attributes: Attributes): string =>
  element("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, ...attributes });

const text = (words: Words): string =>
  element(
    "text",
    {
      x: words.x,
      y: words.y,
      "font-family": "Inter",
      "font-size": words.size,
      "font-weight": words.weight,
      "text-anchor": words.anchor,
      fill: words.colour,
    },
    escaped(words.words),
  );

const path = line<Point>(
  ({ x }) => x,
  ({ y }) => y,
).digits(1);

function plotOf({ plot, rules, strokes, marks, lines, dots }: Layout): readonly string[] {
  const { left, right, top, bottom } = plot;
  return [
    ...rules.map((y) =>
      stroke({ x: left, y }, { x: right, y }, { stroke: PALETTE.grid, "stroke-width": 1.5 }),
    ),
    stroke(
      { x: left, y: bottom },
      { x: right, y: bottom },
      { stroke: PALETTE.axis, "stroke-width": 1.5 },
    ),
    ...strokes.map((x) =>
      stroke({ x, y: bottom }, { x, y: bottom + 6 }, { stroke: PALETTE.axis, "stroke-width": 1.5 }),
    ),
    ...marks.map((mark) =>
      stroke(
        { x: mark.x, y: Math.min(mark.top, top) },
        { x: mark.x, y: bottom },
        { stroke: PALETTE.quiet, "stroke-width": 1.5, "stroke-dasharray": "5 5" },
      ),
    ),
    ...lines.flatMap(({ leader, colour }) =>
      leader === undefined
        ? []
        : [stroke(...leader, { stroke: colour, "stroke-width": 1.5, "stroke-opacity": 0.6 })],
    ),
    ...lines.map(({ points, colour, dash }) =>
      element("path", {
        d: path([...points]) ?? "",
        fill: "none",
        stroke: colour,
        "stroke-width": 4,
        "stroke-dasharray": dash,
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
      }),
    ),
    ...dots.map(({ x, y, colour, isRing = false }) =>
      element("circle", {
        cx: x,
        cy: y,
        r: isRing ? 7 : 6.5,
        fill: isRing ? PALETTE.card : colour,
        stroke: isRing ? colour : PALETTE.card,
        "stroke-width": isRing ? 3 : 2.5,
      }),
    ),
  ];
}

/**
 * A chart as SVG: on a ground of its own, so that it is legible on light and dark pages; lines told
 * apart by their dashes and by the names at their ends, not by colour alone. The same chart gives the
 * same SVG, byte for byte.
 */
export function drawChart(chart: Chart): string {
  const layout = layOut(chart);
  const { width, height, words } = layout;
  const grounds = words.filter(({ hasGround }) => hasGround === true);
  return element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height },
    [
      element("rect", { width, height, fill: PALETTE.card }),
      ...plotOf(layout),
      ...grounds.map((one) => box(boxOf(one), { fill: PALETTE.card })),
      ...words.map(text),
    ].join("\n"),
  );
}
