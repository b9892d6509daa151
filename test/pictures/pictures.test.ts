import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { Resvg } from "@resvg/resvg-js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { drawChart } from "../../adapters/pictures/draw.ts";
import { pictureOf } from "../../adapters/pictures/index.ts";
import { boxOf, layOut } from "../../adapters/pictures/layout.ts";
import type { Box } from "../../adapters/pictures/layout.ts";
import { PALETTE, STROKES } from "../../adapters/pictures/palette.ts";
import { widthOf, wrapped } from "../../adapters/pictures/text.ts";
import { amountOn, valueAt } from "../../src/index.ts";
import type { Axis, Chart } from "../../src/index.ts";
import { chart } from "./chart-arbitrary.ts";
import { COST_OVER_A_YEAR, COST_OVER_VOLUME } from "./samples.ts";

const overlap = (one: Box, another: Box): boolean =>
  one.left < another.right &&
  another.left < one.right &&
  one.top < another.bottom &&
  another.top < one.bottom;

describe("whatever the figures", () => {
  test("no words stand on other words, and nothing leaves the picture", () => {
    fc.assert(
      fc.property(chart, (one) => {
        const { width, height, words, lines, marks, dots } = layOut(one);
        const boxes = words.map((word) => ({ ...boxOf(word), words: word.words }));
        const colliding = boxes.flatMap((box, at) =>
          boxes.slice(at + 1).flatMap((other) => (overlap(box, other) ? [[box, other]] : [])),
        );
        expect(colliding).toEqual([]);
        const outside = boxes.filter(
          ({ left, right, top, bottom }) => left < 0 || right > width || top < 0 || bottom > height,
        );
        expect(outside).toEqual([]);
        const places = [...lines.flatMap(({ points }) => points), ...dots];
        const lost = places.filter(({ x, y }) => !(x >= 0 && x <= width && y >= 0 && y <= height));
        expect(lost).toEqual([]);
        expect(marks.every(({ x, top }) => x >= 0 && x <= width && top >= 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("each axis says at least one value, and ascending ones ascend", () => {
    fc.assert(
      fc.property(chart, (one) => {
        const { rules, strokes } = layOut(one);
        expect(rules.length).toBeGreaterThan(0);
        expect(rules.length).toBeLessThanOrEqual(6);
        expect(strokes).toEqual(strokes.toSorted((first, second) => first - second));
      }),
    );
  });

  test("what is drawn is well-formed, and the same each time", () => {
    fc.assert(
      fc.property(chart, (one) => {
        const svg = drawChart(one);
        expect(() => new Resvg(svg, { font: { loadSystemFonts: false } })).not.toThrow();
        expect(drawChart(one)).toBe(svg);
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      }),
      { numRuns: 100 },
    );
  });
});

/** The words along an axis: those of the x axis stand centred, those of the y axis end at it. */
const ticksOf = (one: Chart, anchor: "middle" | "end"): readonly string[] =>
  layOut(one)
    .words.flatMap(({ words, anchor: its }) => (its === anchor ? [words] : []))
    .filter((words) => words !== one.x.label);

describe("an axis", () => {
  const x: Axis = { label: "Requests a month", scale: "log", unit: "requests" };
  const y: Axis = { label: "US$ a month", scale: "log", unit: "us-dollars" };
  const over = (
    places: readonly (readonly [number, number])[],
    axes: Partial<Chart> = {},
  ): Chart => ({
    kind: "chart",
    title: "Cost",
    alt: "Cost",
    x,
    y,
    series: [{ name: "One", points: places.map(([at, value]) => ({ x: at, y: value })) }],
    marks: [],
    ...axes,
  });
  test.each<[string, Chart, readonly string[], readonly string[]]>([
    [
      "of powers of ten",
      over([
        [1e3, 1],
        [1e7, 5000],
      ]),
      ["1k", "10k", "100k", "1M", "10M"],
      ["$1", "$10", "$100", "$1k", "$10k"],
    ],
    [
      "of less than a decade",
      over([
        [2e5, 12],
        [9e5, 70],
      ]),
      ["300k", "500k", "700k", "900k"],
      ["$10", "$30", "$100"],
    ],
    [
      "of cents",
      over([
        [1e3, 0.02],
        [1e4, 0.4],
      ]),
      ["1k", "3k", "10k"],
      ["$0.01", "$0.03", "$0.1", "$0.3"],
    ],
    [
      "where something costs nothing",
      over([
        [1e3, 0],
        [1e5, 30],
        [1e6, 300],
      ]),
      ["1k", "10k", "100k", "1M"],
      ["$30", "$100", "$300"],
    ],
    [
      "where everything costs nothing",
      over([
        [1e3, 0],
        [1e5, 0],
      ]),
      ["1k", "10k", "100k"],
      ["$0", "$0.2", "$0.4", "$0.6", "$0.8", "$1"],
    ],
    ["of one place", over([[1e6, 100]]), ["500k", "1M", "2M"], ["$50", "$100", "$200"]],
    [
      "of months",
      over(
        [
          [0, 400],
          [12, 2296],
        ],
        { x: { ...x, scale: "linear", unit: "months" }, y: { ...y, scale: "linear" } },
      ),
      ["0", "2", "4", "6", "8", "10", "12"],
      ["$0", "$500", "$1k", "$1.5k", "$2k", "$2.5k"],
    ],
  ])("%s", (_, one, across, up) => {
    expect(ticksOf(one, "middle")).toEqual(across);
    expect(ticksOf(one, "end")).toEqual(up);
  });

  test("a mark beyond the points is not shown, and at most four are", () => {
    const marks = [1, 2e3, 3e3, 4e3, 5e3, 6e3].map((at) => ({ x: at, label: String(at) }));
    const { marks: shown } = layOut(
      over(
        [
          [1e3, 1],
          [1e4, 10],
        ],
        { marks },
      ),
    );
    expect(shown).toHaveLength(4);
  });

  test.each<[number, Axis["unit"], string]>([
    [1241, "us-dollars", "$1.24k"],
    [0.05, "us-dollars", "$0.05"],
    [999_999, "requests", "1M"],
    [850_000, "requests", "850k"],
    [12, "months", "12"],
  ])("%d in %s reads %s", (amount, unit, words) => {
    expect(amountOn({ unit }, amount)).toBe(words);
  });

  test.each([
    [0, undefined],
    [1, 10],
    [2, 20],
    [3, 30],
    [4, undefined],
  ])("between two points a line is straight: at %d", (at, value) => {
    const points = [
      { x: 1, y: 10 },
      { x: 3, y: 30 },
    ];
    expect(valueAt(points, at)).toBe(value);
  });
});

type Colour = readonly [number, number, number];

/** As light adds up: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const linear = (hex: string): Colour => {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return [red ?? 0, green ?? 0, blue ?? 0];
};
const luminance = ([red, green, blue]: Colour): number =>
  0.2126 * red + 0.7152 * green + 0.0722 * blue;
/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
const contrast = (one: string, another: string): number => {
  const [light = 0, dark = 0] = [one, another]
    .map((hex) => luminance(linear(hex)))
    .toSorted((first, second) => second - first);
  return (light + 0.05) / (dark + 0.05);
};

/** What people see who lack one kind of cone: Machado, Oliveira and Fernandes, 2009, severity 1. */
const SEEN = {
  "all three": [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  "no red": [
    [0.152_286, 1.052_583, -0.204_868],
    [0.114_503, 0.786_281, 0.099_216],
    [-0.003_882, -0.048_116, 1.051_998],
  ],
  "no green": [
    [0.367_322, 0.860_646, -0.227_968],
    [0.280_085, 0.672_501, 0.047_413],
    [-0.011_82, 0.042_94, 0.968_881],
  ],
  "no blue": [
    [1.255_528, -0.076_749, -0.178_779],
    [-0.078_411, 0.930_809, 0.147_602],
    [0.004_733, 0.691_367, 0.3039],
  ],
} as const;
const seen = (hex: string, matrix: readonly (readonly number[])[]): Colour => {
  const colour = linear(hex);
  const [red = 0, green = 0, blue = 0] = matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, share, at) => sum + share * (colour[at] ?? 0), 0),
      ),
    ),
  );
  return [red, green, blue];
};
const root = (share: number): number =>
  share > 0.008_856 ? Math.cbrt(share) : 7.787 * share + 16 / 116;
/** CIE 1976 L*a*b*, in which equal distances look equally far apart; 2.3 is just noticeable. */
const lab = ([red, green, blue]: Colour): Colour => {
  const x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47);
  const y = root(luminance([red, green, blue]));
  const z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};
const distance = (one: Colour, another: Colour): number => {
  const [first, second] = [lab(one), lab(another)];
  return Math.hypot(...first.map((value, at) => value - (second[at] ?? 0)));
};

describe("colours", () => {
  test.each([PALETTE.ink, PALETTE.quiet, ...STROKES.map(({ colour }) => colour)])(
    "words in %s can be read (WCAG AA)",
    (colour) => {
      expect(contrast(colour, PALETTE.card)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test("the axis can be made out (WCAG AA for what is not words)", () => {
    expect(contrast(PALETTE.axis, PALETTE.card)).toBeGreaterThanOrEqual(3);
  });

  test.each(Object.entries(SEEN))("of the lines are told apart by who sees %s", (_, matrix) => {
    for (const [at, { colour }] of STROKES.entries())
      for (const { colour: other } of STROKES.slice(at + 1))
        expect(distance(seen(colour, matrix), seen(other, matrix))).toBeGreaterThan(40);
  });

  test("are not the only difference: each line has a dash of its own, and its name", () => {
    expect(new Set(STROKES.map(({ dash }) => dash)).size).toBe(STROKES.length);
    const written = layOut(COST_OVER_VOLUME)
      .words.map(({ words }) => words)
      .join(" ");
    for (const { name } of COST_OVER_VOLUME.series) expect(written).toContain(name);
  });
});

test.each<[string, number, number, readonly string[]]>([
  ["Prompt engineering", 150, 3, ["Prompt", "engineering"]],
  ["Fine-tuning, by request", 150, 3, ["Fine-tuning,", "by request"]],
  ["Cost over monthly volume", 700, 2, ["Cost over monthly volume"]],
  ["one two three four five six", 100, 2, ["one two", "three fo…"]],
  ["Donaudampfschifffahrt", 100, 2, ["Donaud…"]],
  ["", 100, 2, [""]],
])("“%s” is broken evenly, and cut at its end", (words, width, most, lines) => {
  expect(wrapped(words, width, 20, most)).toEqual(lines);
});

const FONT = createRequire(import.meta.url).resolve(
  "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf",
);
test.each(["Prompt engineering", "$1,241.50 a month", "WAVE", "You: 1.2M", "{fi|fl} ~ @home"])(
  "“%s” is at most as wide as it is taken to be, and hardly less",
  (words) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="200"><text y="100" font-family="Inter" font-weight="600" font-size="100">${words}</text></svg>`;
    const box = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: [FONT] } }).getBBox();
    const width = box?.width ?? 0;
    expect(width).toBeLessThanOrEqual(widthOf(words, 100));
    expect(width).toBeGreaterThan(widthOf(words, 100) * 0.9);
  },
);

/** `npx vitest -u test/pictures` draws them anew; `npx tsx bench/pictures.ts docs/pictures` as pictures. */
test.each([
  ["cost-over-volume", COST_OVER_VOLUME],
  ["cost-over-a-year", COST_OVER_A_YEAR],
])("%s looks as it did", async (name, one) => {
  await expect(drawChart(one)).toMatchFileSnapshot(`${name}.svg`);
  const png = await pictureOf(one);
  const stored = readFileSync(new URL(`../../docs/pictures/${name}.png`, import.meta.url));
  const { width, height } = layOut(one);
  for (const picture of [png, stored]) {
    expect(picture.subarray(1, 4).toString()).toBe("PNG");
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([2 * width, 2 * height]);
  }
});
