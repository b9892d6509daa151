import { newestPrice } from "../knowledge/price-list.ts";
import type { PriceList } from "../knowledge/price-list.ts";
import { paybackMonths, smallestWhere } from "./formulas.ts";
import { promptedRoutes, totalUsd, tunedRoutes, usualPrompted } from "./routes.ts";
import type { Access, Route } from "./routes.ts";
import { settle } from "./terms.ts";
import type { Settled, Terms } from "./terms.ts";

/** What a calculation starts from. */
export type Case = {
  /** What the team has told. */
  readonly told: Partial<Terms>;
  /** What is usual for a case like it, where that is not what is usual for any. */
  readonly usual?: Partial<Terms>;
  /** What somebody wants to reckon with instead. */
  readonly supposed?: Partial<Terms>;
  readonly access: Access;
  /** A model or route that somebody wants to reckon with, by its id. */
  readonly chosen?: { readonly prompted?: string; readonly tuned?: string };
};

/** Both routes side by side, in US dollars. */
export type Costs = Settled & {
  readonly case: Case;
  readonly prompted: Route;
  /** Absent when no model that the team may use can be tuned. */
  readonly tuned: Route | undefined;
  /** Everything that could be prompted or tuned instead. */
  readonly prompting: readonly Route[];
  readonly tuning: readonly Route[];
  /** Requests a month from which on the tuned model's month is the cheaper one; undefined: never. */
  readonly breakEvenRequests: number | undefined;
  /** Months until what is paid once for tuning has come back; undefined: never. */
  readonly paybackMonths: number | undefined;
  readonly newest: ReturnType<typeof newestPrice>;
};

/** Volumes between which a break-even is looked for. */
const FEWEST_REQUESTS = 1;
const MOST_REQUESTS = 1_000_000_000;

const MONTHS_PER_YEAR = 12;

/** What things cost on a day, as YYYY-MM-DD: it tells what is still on offer. */
export type Market = { readonly prices: PriceList; readonly today: string };

const withId = (routes: readonly Route[], id: string | undefined): Route | undefined =>
  id === undefined ? undefined : routes.find((route) => route.id === id);

/**
 * Reckons what both routes cost a team.
 *
 * @returns undefined when the list has no price of anything that could be prompted
 */
export function costsOf(given: Case, market: Market): Costs | undefined {
  const { prices, today } = market;
  const settled = settle(given);
  const { terms } = settled;
  const prompting = promptedRoutes(terms, given.access, prices, today);
  const tuning = tunedRoutes(terms, given.access, prices, today);
  const prompted =
    withId(prompting, given.chosen?.prompted) ?? usualPrompted(terms, given.access, prices, today);
  if (prompted === undefined) return undefined;
  const tuned = withId(tuning, given.chosen?.tuned) ?? tuning[0];
  return {
    ...settled,
    case: given,
    prompted,
    tuned,
    prompting,
    tuning,
    breakEvenRequests:
      tuned === undefined
        ? undefined
        : smallestWhere(
            FEWEST_REQUESTS,
            MOST_REQUESTS,
            (requests) => tuned.monthlyUsdAt(requests) <= prompted.monthlyUsdAt(requests),
          ),
    paybackMonths:
      tuned === undefined
        ? undefined
        : paybackMonths(tuned.onceUsd - prompted.onceUsd, prompted.monthlyUsd - tuned.monthlyUsd),
    newest: newestPrice(prices, today),
  };
}

/** The first year of both routes at some volume, in US dollars, everything that is paid once included. */
export type FirstYear = { readonly promptedUsd: number; readonly tunedUsd: number };

/**
 * What the first year comes to at any number of requests a month, by the tuned model that is the
 * cheapest there. Undefined when there is nothing to compare.
 */
export function firstYearOf(
  given: Case,
  { prices, today }: Market,
): ((monthlyRequests: number) => FirstYear) | undefined {
  const { terms } = settle(given);
  const prompted = usualPrompted(terms, given.access, prices, today);
  const [cheapest, ...others] = tunedRoutes(terms, given.access, prices, today);
  if (prompted === undefined || cheapest === undefined) return undefined;
  const tuning = [cheapest, ...others.filter(({ caution }) => caution === cheapest.caution)];
  return (requests) => ({
    promptedUsd: totalUsd(prompted, MONTHS_PER_YEAR, requests),
    tunedUsd: Math.min(...tuning.map((route) => totalUsd(route, MONTHS_PER_YEAR, requests))),
  });
}
