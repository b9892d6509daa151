import { scaleLinear, scaleLog } from "d3-scale";

import { amountOn } from "../../src/index.ts";
import type { Axis } from "../../src/index.ts";

export type Tick = { readonly at: number; readonly words: string };

/** An axis, ready to draw: where a value stands, between two ends in the units of the picture. */
export type Scale = {
  readonly place: (value: number) => number;
  readonly isWithin: (value: number) => boolean;
  /** The values worth a word, ascending; at most so many. */
  readonly ticks: (most: number) => readonly Tick[];
};

type Ends = readonly [number, number];

/** Fewer values with a word than these tell nothing about a logarithmic axis. */
const FEWEST = 3;
/** The values within a decade that may have a word, the sparsest first. */
const STEPS = [[1], [1, 3], [1, 2, 5]] as const;

const decades = ([low, high]: Ends, steps: readonly number[]): readonly number[] => {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
    .flatMap((power) => steps.map((step) => Number(`${step}e${power}`)))
    .filter((value) => value >= low && value <= high);
};

/** Every nth of some values, the last among them, so that no more than so many stay. */
function thinned(values: readonly number[], most: number): readonly number[] {
  const every = Math.ceil(values.length / most);
  return values.filter((_, at) => (values.length - 1 - at) % every === 0);
}

/** Ends that can be told apart. */
const apart = ([low, high]: Ends): Ends => {
  if (high > low) return [low, high];
  const around = Math.abs(low) / 2 || 1;
  return [low - around, low + around];
};

/** What is counted has no halves. */
const isWhole = ({ unit }: Axis): boolean => unit !== "us-dollars";

function worded(axis: Axis, values: readonly number[], place: Scale["place"]): readonly Tick[] {
  const shown = isWhole(axis) ? values.filter(Number.isInteger) : values;
  const ticks = shown.map((value) => ({ at: place(value), words: amountOn(axis, value) }));
  // Rounded to three digits, two may read the same.
  return ticks.filter(({ words }, at) => ticks.findIndex((one) => one.words === words) === at);
}

function linear(axis: Axis, ends: Ends, range: Ends): Scale {
  const scale = scaleLinear().domain(ends).range(range);
  const [low, high] = ends;
  return {
    place: (value) => scale(value),
    isWithin: (value) => value >= low && value <= high,
    ticks: (most) => worded(axis, thinned(scale.ticks(most), most), scale),
  };
}

function logarithmic(axis: Axis, ends: Ends, range: Ends): Scale {
  const scale = scaleLog().domain(ends).range(range).clamp(true);
  const [low, high] = ends;
  // Clamped at its lower end, where zero and less would be beyond everything.
  const place = (value: number): number => scale(Math.max(value, low));
  const few = STEPS.map((steps) => decades(ends, steps)).find(({ length }) => length >= FEWEST);
  return {
    place,
    isWithin: (value) => value >= low && value <= high,
    ticks: (most) =>
      worded(axis, thinned(few ?? scaleLinear().domain(ends).ticks(most), most), place),
  };
}

const positive = (values: readonly number[]): readonly number[] =>
  values.filter((value) => value > 0);

const endsOf = (values: readonly number[]): Ends => [Math.min(...values), Math.max(...values)];

/** From the first to the last value. A logarithmic axis without positive values is linear. */
export function tightScale(axis: Axis, values: readonly number[], range: Ends): Scale {
  const above = positive(values);
  if (axis.scale === "linear" || above.length === 0)
    return linear(axis, apart(endsOf(values)), range);
  const [low, high] = endsOf(above);
  return logarithmic(axis, high > low ? [low, high] : [low / 2, low * 2], range);
}

/** The round value next below and next above, on a logarithmic axis. */
const roundBelow = (value: number): number =>
  decades([value / 10, value], STEPS[2]).at(-1) ?? value / 2;
const roundAbove = (value: number): number =>
  decades([value, value * 10], STEPS[2])[0] ?? value * 2;

/** Wider than its values, up to round ones, so that no line runs along the edge; from zero if linear. */
export function roomyScale(axis: Axis, values: readonly number[], range: Ends): Scale {
  const above = positive(values);
  if (axis.scale === "linear" || above.length === 0) {
    const [low, high] = endsOf([0, ...values]);
    const ends = scaleLinear()
      .domain(apart([low, high > low ? high : low + 1]))
      .nice(5)
      .domain();
    return linear(axis, [ends[0] ?? 0, ends[1] ?? 1], range);
  }
  const [low, high] = endsOf(above);
  return logarithmic(axis, [roundBelow(low * 0.9), roundAbove(high * 1.1)], range);
}
