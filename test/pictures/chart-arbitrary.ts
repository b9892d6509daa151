import fc from "fast-check";

import type { Axis, Chart } from "../../src/index.ts";

/** Words as people write them, and as nobody should. */
const words = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom(
    "Prompt engineering",
    "Fine-tuning, by request",
    "Where both routes cost the same, give or take",
    "<svg onload=x>&amp;",
    "W".repeat(80),
    "界".repeat(40),
    "",
  ),
);

const axis = (unit: Axis["unit"]): fc.Arbitrary<Axis> =>
  fc.record({
    label: words,
    scale: fc.constantFrom<Axis["scale"]>("linear", "log"),
    unit: fc.constant(unit),
  });

/** From nothing and cents to hundreds of millions, evenly over the orders of magnitude. */
const amount = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.double({ min: -2, max: 8.5, noNaN: true }).map((power) => 10 ** power),
  },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 1_200_000) },
);

/** Charts of every shape that the contract of the block allows. */
export const chart: fc.Arbitrary<Chart> = fc
  .tuple(
    fc.constantFrom<Axis["unit"]>("requests", "months"),
    fc.uniqueArray(amount, { minLength: 1, maxLength: 20 }),
    fc.integer({ min: 1, max: 3 }),
  )
  .chain(([unit, places, count]) => {
    const xs = places.toSorted((one, another) => one - another);
    const series = fc.record({
      name: words,
      points: fc
        .array(amount, { minLength: xs.length, maxLength: xs.length })
        .map((ys) => xs.map((x, at) => ({ x, y: ys[at] ?? 0 }))),
    });
    const mark = fc.record({ x: fc.oneof(amount, fc.constantFrom(...xs)), label: words });
    return fc.record({
      kind: fc.constant("chart" as const),
      title: words,
      alt: fc.string({ unit: "grapheme", minLength: 1, maxLength: 1000 }),
      x: axis(unit),
      y: axis("us-dollars"),
      series: fc.array(series, { minLength: count, maxLength: count }),
      marks: fc.array(mark, { maxLength: 6 }),
    });
  });
