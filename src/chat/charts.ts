import type { Axis, Chart } from "./reply.ts";

const COMPACT = { notation: "compact", maximumSignificantDigits: 3 } as const;
// Kept, since making one costs more than using it.
const NUMBER = new Intl.NumberFormat("en-US", COMPACT);
const DOLLARS = new Intl.NumberFormat("en-US", { ...COMPACT, style: "currency", currency: "USD" });

const FORMATS: Readonly<Record<Axis["unit"], Intl.NumberFormat>> = {
  "us-dollars": DOLLARS,
  requests: NUMBER,
  months: NUMBER,
};

/** A number as briefly as an axis says it, to three digits: "$1.2k", "850k", "1M", "$0.05". */
export const amountOn = ({ unit }: Pick<Axis, "unit">, amount: number): string =>
  FORMATS[unit].format(amount).replace("K", "k");

type Points = Chart["series"][number]["points"];

/**
 * What a line is at a place between its points: on the straight line between the two that are next to
 * it. Undefined beyond its ends.
 */
export function valueAt(points: Points, x: number): number | undefined {
  const after = points.findIndex((point) => point.x >= x);
  const right = points[after];
  if (right === undefined) return undefined;
  if (right.x === x) return right.y;
  const left = points[after - 1];
  return left === undefined
    ? undefined
    : left.y + ((right.y - left.y) * (x - left.x)) / (right.x - left.x);
}
