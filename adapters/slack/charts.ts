import type { Block as BlockBase, KnownBlock } from "@slack/types";

import { amountOn, valueAt } from "../../src/index.ts";
import type { Chart } from "../../src/index.ts";
import { LIMITS, cut } from "./limits.ts";

/**
 * A chart that Slack draws itself; the types of its kit do not have it yet:
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 */
export interface DataVisualizationBlock extends BlockBase {
  readonly type: "data_visualization";
  readonly title: string;
  readonly chart: {
    readonly type: "line";
    readonly series: readonly {
      readonly name: string;
      readonly data: readonly { readonly label: string; readonly value: number }[];
    }[];
    readonly axis_config: {
      readonly categories: readonly string[];
      readonly x_label?: string;
      readonly y_label?: string;
    };
  };
}

/** Names that Slack takes: short, and no two the same. */
function distinct(names: readonly string[]): readonly string[] {
  const known = new Set<string>();
  return names.map((name, at) => {
    const short = cut(name.trim(), LIMITS.chartLabel);
    const own =
      short === "" || known.has(short) ? `${cut(short, LIMITS.chartLabel - 3)} ${at + 1}` : short;
    known.add(own.trim());
    return own.trim();
  });
}

/** What stands below a place: how much that is, and what it is called if there is room. */
function labelAt(chart: Chart, x: number): string {
  const amount = amountOn(chart.x, x);
  const mark = chart.marks.find((one) => one.x === x)?.label.trim() ?? "";
  const full = mark === "" || mark.includes(amount) ? mark : `${amount} ${mark}`;
  const named = [full, mark, amount].find(
    (words) => words !== "" && words.length <= LIMITS.chartLabel,
  );
  return named ?? cut(amount, LIMITS.chartLabel);
}

/**
 * The places that the chart has words for: all that have points, and the marks between them, as long
 * as there is room for all. Slack knows no lines across a chart, nor axes by powers of ten: places
 * stand side by side.
 */
function placesOf({ series, marks }: Chart): readonly number[] {
  const points = series[0]?.points ?? [];
  const given = points.map(({ x }) => x);
  const between = marks
    .map(({ x }) => x)
    .filter((x) => !given.includes(x) && valueAt(points, x) !== undefined);
  const all = [...new Set([...given, ...between])];
  const places = all.length > LIMITS.chartPoints ? given.slice(0, LIMITS.chartPoints) : all;
  return places.toSorted((one, another) => one - another);
}

const toCents = (amount: number): number => Math.round(amount * 100) / 100;

/** A chart as Slack draws it; undefined when there is nothing in it. */
export function lineChart(chart: Chart): DataVisualizationBlock | undefined {
  const labelled = placesOf(chart).map((x) => ({ x, label: labelAt(chart, x) }));
  // Rounded to three digits, two places may read the same.
  const places = labelled.filter(
    ({ label }, at) => labelled.findIndex((one) => one.label === label) === at,
  );
  const shown = chart.series.slice(0, LIMITS.chartSeries);
  const names = distinct(shown.map(({ name }) => name));
  if (places.length === 0) return undefined;
  const [x, y] = [chart.x, chart.y].map(({ label }) => cut(label.trim(), LIMITS.chartAxis));
  return {
    type: "data_visualization",
    title: cut(chart.title.trim() || "–", LIMITS.chartTitle),
    chart: {
      type: "line",
      series: shown.map(({ points }, at) => ({
        name: names[at] ?? "",
        data: places.map((place) => ({
          label: place.label,
          value: toCents(valueAt(points, place.x) ?? 0),
        })),
      })),
      axis_config: {
        categories: places.map(({ label }) => label),
        ...(x ? { x_label: x } : {}),
        ...(y ? { y_label: y } : {}),
      },
    },
  };
}

/** A picture that was brought to Slack, by the identity of its file. */
export const pictureBlock = ({ alt, title }: Chart, file: string): KnownBlock => ({
  type: "image",
  alt_text: cut(alt.trim() || title.trim() || "–", LIMITS.altText),
  slack_file: { id: file },
});
