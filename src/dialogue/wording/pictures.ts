import { amountOn } from "../../chat/charts.ts";
import type { Block, Chart } from "../../chat/reply.ts";
import type { Costs } from "../../money/costs.ts";
import { totalUsd } from "../../money/routes.ts";
import type { Route } from "../../money/routes.ts";

const MONTHS_PER_YEAR = 12;

/** How far the picture looks to both sides of the team's own volume, and in how many steps. */
const TIMES = 30;
const STEPS = 12;

const REQUESTS: Chart["x"] = { label: "Requests a month", scale: "log", unit: "requests" };
const MONTHS: Chart["x"] = { label: "Months from now", scale: "linear", unit: "months" };

/** Volumes around the team's own, evenly on a logarithmic axis, itself among them. */
const volumesAround = (own: number): readonly number[] => {
  const least = Math.max(1, own / TIMES);
  const step = (own * TIMES) / least;
  return Array.from({ length: STEPS + 1 }, (_, at) => least * step ** (at / STEPS));
};

type Pair = readonly [prompting: Route, tuning: Route];

const seriesOf = (
  [prompting, tuning]: Pair,
  places: readonly number[],
  usdAt: (route: Route, place: number) => number,
): Chart["series"] =>
  [
    { name: "Prompting", route: prompting },
    { name: "Fine-tuning", route: tuning },
  ].map(({ name, route }) => ({
    name,
    points: places.map((x) => ({ x, y: usdAt(route, x) })),
  }));

function overVolume(pair: Pair, { terms, origins, breakEvenRequests: even }: Costs): Chart {
  const requests = terms.monthlyRequests;
  const y: Chart["y"] = { label: "US$ a month", scale: "log", unit: "us-dollars" };
  const [prompting, tuning] = pair.map((route) => amountOn(y, route.monthlyUsdAt(requests)));
  const own = amountOn(REQUESTS, requests);
  const meets =
    even === undefined
      ? "Fine-tuning is not cheaper at any volume."
      : `Fine-tuning is cheaper from about ${amountOn(REQUESTS, even)} requests a month on.`;
  return {
    kind: "chart",
    title: "Cost over monthly volume",
    alt: `Cost a month over the number of requests. At ${own} requests a month prompting costs ${prompting} and fine-tuning ${tuning}. ${meets}`,
    x: REQUESTS,
    y,
    series: seriesOf(pair, volumesAround(requests), (route, volume) => route.monthlyUsdAt(volume)),
    marks: [
      ...(even === undefined || even <= 1
        ? []
        : [{ x: even, label: `Tuning pays from ${amountOn(REQUESTS, even)}` }]),
      {
        x: requests,
        label: `${origins.monthlyRequests === "assumed" ? "Assumed" : "You"}: ${own}`,
      },
    ],
  };
}

function overAYear(pair: Pair, { paybackMonths: back }: Costs): Chart {
  const y: Chart["y"] = { label: "US$ in total", scale: "linear", unit: "us-dollars" };
  const after = (months: number) =>
    pair.map((route) => amountOn(y, totalUsd(route, months))) as [string, string];
  const [start, year] = [after(0), after(MONTHS_PER_YEAR)];
  const isWithin = back !== undefined && back > 0 && back <= MONTHS_PER_YEAR;
  return {
    kind: "chart",
    title: "Cost over the first 12 months",
    alt: `What has been spent by each month. Prompting begins at ${start[0]} and is at ${year[0]} after a year; fine-tuning begins at ${start[1]} and is at ${year[1]}.${isWithin ? ` They meet in month ${Math.ceil(back)}.` : ""}`,
    x: MONTHS,
    y,
    series: seriesOf(
      pair,
      Array.from({ length: MONTHS_PER_YEAR + 1 }, (_, month) => month),
      totalUsd,
    ),
    marks: isWithin ? [{ x: back, label: `Paid back in month ${Math.ceil(back)}` }] : [],
  };
}

/** What both routes cost over the volume and over the first year; nothing where there is only one. */
export const costPictures = (costs: Costs): readonly Block[] => {
  const { prompted, tuned } = costs;
  if (tuned === undefined) return [];
  const pair: Pair = [prompted, tuned];
  return [overVolume(pair, costs), overAYear(pair, costs)];
};
