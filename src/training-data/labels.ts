import type { Found, ProblemKind } from "./problems.ts";
import type { DataReport } from "./report.ts";
import { forEachGroup } from "./rows.ts";
import type { Sifted } from "./sift.ts";
import { hasTrait } from "./traits.ts";

/** When nearly all answers are short, and each comes three times on average, they are labels. */
const SHORT_ANSWERS = 0.95;
const MOST_LABELS = 500;
const USES_OF_A_LABEL = 3;
const ENOUGH_OF_A_LABEL = 10;
const DOMINANT = 0.8;
const FEWEST_TO_JUDGE = 10;

type Labels = {
  readonly report: NonNullable<DataReport["labels"]> | undefined;
  readonly found: readonly Found[];
};

const ofFile = (kind: ProblemKind, count: number): readonly Found[] =>
  count > 0 ? [{ kind, count, lines: [] }] : [];

/** How the answers are spread, when they look like labels. */
export function labelsIn({ file: { rows }, format, usable }: Sifted): Labels {
  const none = { report: undefined, found: [] };
  if (format === "text" || usable.length < FEWEST_TO_JUDGE) return none;
  const short = usable.filter((at) => hasTrait(rows.traits[at] ?? 0, "label-like")).length;
  const sizes: number[] = [];
  let spelt = 0;
  forEachGroup(rows.answer, usable, (group) => {
    sizes.push(group.length);
    if (group.some((at) => rows.spelling[at] !== rows.spelling[group[0] ?? 0])) spelt += 1;
  });
  if (sizes.length === 1) return { report: undefined, found: ofFile("one-answer", 1) };
  const areLabels =
    short >= usable.length * SHORT_ANSWERS &&
    sizes.length <= MOST_LABELS &&
    sizes.length * USES_OF_A_LABEL <= usable.length;
  if (!areLabels) return none;
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const fewerThanTen = sizes.filter((size) => size < ENOUGH_OF_A_LABEL).length;
  return {
    report: {
      distinct: sizes.length,
      largestShare: largest / usable.length,
      smallest: sizes.reduce((least, size) => Math.min(least, size), largest),
      fewerThanTen,
    },
    found: [
      ...ofFile("dominant-label", largest >= usable.length * DOMINANT ? largest : 0),
      ...ofFile("rare-label", fewerThanTen),
      ...ofFile("label-spelling", spelt),
    ],
  };
}
