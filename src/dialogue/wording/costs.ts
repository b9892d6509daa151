import { bold, list, note, text } from "../../chat/reply.ts";
import type { Block, Inline, Reply, Text } from "../../chat/reply.ts";
import type { Range } from "../../decision/facts.ts";
import { sayNumber, sentence } from "../../decision/phrasing.ts";
import type { PriceRow } from "../../knowledge/price-list.ts";
import type { Costs } from "../../money/costs.ts";
import type { Route } from "../../money/routes.ts";
import { TERMS, TERM_IDS } from "../../money/terms.ts";
import type { TermId, Terms } from "../../money/terms.ts";
import { reply } from "./parts.ts";
import { costPictures } from "./pictures.ts";
import { usd, usdRange } from "./usd.ts";

/** The team's volume where it is a range; undefined where it is one number. */
type Volume = Range | undefined;

const monthAt = (route: Route, volume: Volume): string =>
  volume === undefined
    ? usd(route.monthlyUsd)
    : usdRange({
        low: route.monthlyUsdAt(volume.low),
        high: route.monthlyUsdAt(volume.high),
      });

const sayVolume = (requests: number, volume: Volume): string =>
  volume === undefined
    ? `${sayNumber(requests)} ${requests === 1 ? "request" : "requests"} a month`
    : `${sayNumber(volume.low)} to ${sayNumber(volume.high)} requests a month`;

/** The volume, called assumed where nobody has told one. */
const volumeOf = ({ terms, origins }: Costs, volume: Volume): string =>
  `${sayVolume(terms.monthlyRequests, volume)}${origins.monthlyRequests === "assumed" ? ", which nobody has told me" : ""}`;

const unconfirmed = ({ isConfirmed }: Route): string => (isConfirmed ? "" : " (unconfirmed)");

const sayMonths = (months: number): string =>
  months < 1 ? "within a month" : `in about ${sayNumber(Math.ceil(months))} months`;

/** Longer than this nobody waits for money to come back: models and prices change sooner. */
const LONGEST_PAYBACK = 60;

/** Which route is cheaper, in a sentence or two. */
function verdictOf(costs: Costs, volume: Volume): string {
  const { prompted, tuned, paybackMonths } = costs;
  if (tuned === undefined)
    return `Prompting costs about ${monthAt(prompted, volume)} a month. No model that you may use can be tuned, so there is nothing to compare.`;
  const [one, another] = [monthAt(prompted, volume), monthAt(tuned, volume)];
  const more = tuned.onceUsd - prompted.onceUsd;
  const start = more > 0 ? ` Tuning takes ${usd(more)} more at the start` : "";
  if (tuned.monthlyUsd >= prompted.monthlyUsd)
    return `Prompting is the cheaper one: about ${one} a month, against ${another} for a tuned model.${start === "" ? "" : `${start}, which never comes back.`}`;
  const back =
    paybackMonths === undefined || start === ""
      ? ""
      : paybackMonths > LONGEST_PAYBACK
        ? `${start}, and that takes ${sayNumber(Math.round(paybackMonths / 12))} years to come back: too long to count on.`
        : `${start}, which comes back ${sayMonths(paybackMonths)}.`;
  return `A tuned model is cheaper to run: about ${another} a month, against ${one} for prompting.${back}`;
}

const PARTS = {
  tokens: "tokens",
  hosting: "a machine kept ready",
  storage: "storage",
  retraining: "training it anew",
} as const;

/** What a month is made of, where that is more than one thing. */
function partsOf({ parts }: Route): string {
  const paid = (Object.keys(PARTS) as (keyof typeof PARTS)[]).filter((part) => parts[part] > 0);
  return paid.length < 2
    ? ""
    : ` (${paid.map((part) => `${PARTS[part]} ${usd(parts[part])}`).join(", ")})`;
}

const onceOf = (route: Route, { terms }: Pick<Costs, "terms">): string => {
  if (route.onceUsd === 0 && route.trainingUsd !== undefined) return " Nothing at the start.";
  const labels = `labels ${usd(route.labellingUsd)}`;
  if (route.approach === "prompt-engineering")
    return ` Once ${usd(route.onceUsd)}, for the test set.`;
  const runs = `${sayNumber(terms.trainingRuns)} training ${terms.trainingRuns === 1 ? "run" : "runs"}`;
  return route.trainingUsd === undefined
    ? ` Once ${labels}; I found no price for the training itself.`
    : ` Once ${usd(route.onceUsd)}: ${labels}, ${runs} ${usd(route.trainingUsd)}.`;
};

const caution = (route: Route): string =>
  route.caution === undefined ? "" : ` ${sentence(route.caution)}.`;

const sayRoute = (what: string, route: Route, costs: Costs, volume: Volume): Text => [
  bold(what),
  `, ${route.name}${unconfirmed(route)}: ${monthAt(route, volume)} a month${volume === undefined ? partsOf(route) : ""}.${onceOf(route, costs)}${caution(route)}`,
];

function breakEven({ breakEvenRequests: requests, tuned }: Costs): readonly Text[] {
  if (tuned === undefined) return [];
  const words =
    requests === undefined
      ? ": never, at any volume."
      : requests <= 1
        ? ": at any volume a tuned month is not the dearer one."
        : `: from about ${sayNumber(Number(requests.toPrecision(2)))} requests a month a tuned month is the cheaper one.`;
  return [[bold("Break-even"), words]];
}

const PERCENT = 100;

/** One number of a calculation as it is spoken: "3,000 prompt tokens a request". */
function sayTerm(id: TermId, value: number): string {
  const { kind, unit, ...rest } = TERMS[id];
  switch (kind) {
    case "share":
      return `${Math.round(value * PERCENT)}% ${unit}`;
    case "us-dollars":
      return `${usd(value)} ${unit}`;
    case "count":
      return `${sayNumber(value)} ${value === 1 && "one" in rest ? rest.one : unit}`;
  }
}

/** Terms that only matter where a machine is rented. */
const OF_MACHINES: ReadonlySet<TermId> = new Set(["machineTokensPerSecond", "peakToAverage"]);
/** Terms that only matter for how long it takes. */
const OF_TIME: ReadonlySet<TermId> = new Set(["labelsPerDay"]);

const usesMachines = ({ prompted, tuned }: Costs): boolean =>
  [prompted, tuned].some((route) => route?.isOnMachines === true);

/** What the calculation rests on without anybody having said it, and what somebody set for it. */
function assumptions(costs: Costs): readonly Block[] {
  const { terms, origins } = costs;
  const counted = TERM_IDS.filter(
    (id) =>
      !OF_TIME.has(id) &&
      (id !== "labelledExamples" || origins[id] !== "assumed") &&
      (usesMachines(costs) || !OF_MACHINES.has(id)),
  );
  const saying = (origin: Costs["origins"][TermId]): string =>
    counted
      .filter((id) => origins[id] === origin)
      .map((id) => sayTerm(id, terms[id]))
      .join("; ");
  const [assumed, supposed] = [saying("assumed"), saying("supposed")];
  return [
    ...(supposed === "" ? [] : [note("For this calculation you set: ", supposed, ".")]),
    ...(assumed === "" ? [] : [note("I assume: ", assumed, ".")]),
    note(
      "Change any of it: “assume 1,500 prompt tokens”, “assume $50 an hour for labelling”, “assume gpt-6.1-terra”, “usual assumptions”.",
    ),
  ];
}

const dated = ({ as_of }: PriceRow): string => (as_of === null ? "undated" : as_of);

/** Where the prices come from and how old they are. */
function sourcesOf({ prompted, tuned, newest }: Costs): readonly Block[] {
  const rows = [...new Set([...prompted.prices, ...(tuned?.prices ?? [])])];
  const cited = rows.flatMap((row, at): readonly Inline[] => [
    at === 0 ? "Prices in US dollars, without tax or discounts: " : "; ",
    { link: row.model, to: row.source_url },
    ` (${dated(row)}${row.verified ? "" : ", unconfirmed"})`,
  ]);
  return [
    note(...cited, "."),
    ...(newest?.isOld === true
      ? [
          note(
            `My newest price is ${newest.days} days old (${newest.on}). Look prices up before you rely on them.`,
          ),
        ]
      : []),
  ];
}

/** What both routes cost a team: the verdict, the two in numbers, the break-even, and what it rests on. */
export const cost = (costs: Costs, volume: Volume): Reply =>
  reply(
    "answer",
    text(bold(`Cost at ${volumeOf(costs, volume)}`)),
    text(verdictOf(costs, volume)),
    list([
      sayRoute("Prompting", costs.prompted, costs, volume),
      ...(costs.tuned === undefined ? [] : [sayRoute("Fine-tuning", costs.tuned, costs, volume)]),
      ...breakEven(costs),
    ]),
    ...costPictures(costs),
    ...assumptions(costs),
    ...sourcesOf(costs),
  );

/** The price list has nothing that could be prompted. */
export const noPrices = (): Reply =>
  reply(
    "notice",
    text("My price list has no model that can be prompted today, so I cannot reckon."),
  );

/** Somebody set numbers for the calculation, or went back to the usual ones. */
export const reckonedWith = (terms: Partial<Terms>, routes: readonly string[]): Block => {
  const set = TERM_IDS.flatMap((id) => {
    const value = terms[id];
    return value === undefined ? [] : [sayTerm(id, value)];
  });
  const all = [...set, ...routes];
  return text(
    all.length === 0
      ? "Back to the usual assumptions."
      : `Reckoned with ${all.join(" and ")}; nothing else has changed.`,
  );
};

/** What a calculation says, with what somebody set for it at its head. */
export const withReckoned = (reckoned: Reply, set: Block): Reply => ({
  ...reckoned,
  blocks: [set, ...reckoned.blocks],
});

/** More routes than these are not listed. */
const MOST_ROUTES = 6;

/** How many routes fit under a budget, and whether any of them is tuned. */
const sayFitting = (fitting: readonly Route[], all: readonly Route[], budget: number): string =>
  ` ${fitting.length} of ${all.length} routes fit under ${usd(budget)} a month${
    fitting.some(({ approach }) => approach === "fine-tuning") ? "" : ", none of them tuned"
  }.`;

/**
 * The routes with the cheapest months.
 *
 * @param routes everything possible, the cheapest month first
 * @param budget US dollars a month that it may cost at most, if somebody named one
 */
export function cheapest(
  costs: Costs,
  routes: readonly Route[],
  budget: number | undefined,
): Reply {
  const volume = volumeOf(costs, undefined);
  const fitting = budget === undefined ? routes : routes.filter((one) => one.monthlyUsd <= budget);
  const [least] = routes;
  if (least === undefined) return noPrices();
  if (fitting.length === 0 && budget !== undefined)
    return reply(
      "answer",
      text(
        `Nothing fits under ${usd(budget)} a month at ${volume}. The cheapest is ${least.name}, about ${usd(least.monthlyUsd)} a month.`,
      ),
    );
  return reply(
    "answer",
    text(
      `The cheapest month at ${volume} is ${least.name}, about ${usd(least.monthlyUsd)}.${budget === undefined ? "" : sayFitting(fitting, routes, budget)}`,
    ),
    {
      kind: "table",
      caption: "The cheapest routes",
      columns: ["Route", "A month", "Once"],
      rows: fitting
        .slice(0, MOST_ROUTES)
        .map((route) => [
          `${route.name}${unconfirmed(route)}`,
          usd(route.monthlyUsd),
          usd(route.onceUsd),
        ]),
    },
    note("Cheap is not good: try two or three of them on your test set before you choose."),
    ...assumptions(costs),
  );
}
