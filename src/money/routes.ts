import { isOffered, isPrompted, priceOf, promptedModels } from "../knowledge/price-list.ts";
import type { PriceList, PriceRow, PromptedPrice } from "../knowledge/price-list.ts";
import { tuningDoors } from "../knowledge/tuning-providers.ts";
import {
  hostingUsd,
  labellingUsd,
  machinesNeeded,
  requestUsd,
  trainingByTheHourUsd,
  trainingHours,
  trainingUsd,
} from "./formulas.ts";
import type { TokenPrice } from "./formulas.ts";
import { cachedShareOf } from "./terms.ts";
import type { Terms } from "./terms.ts";

/** Where a team may run a model. */
export type Access = "hosted" | "own" | "either";

/** What a month costs, in US dollars, by what it is for. */
type Month = {
  readonly tokens: number;
  readonly hosting: number;
  readonly storage: number;
  readonly retraining: number;
};

/** One way to run the task, and what it costs. US dollars. */
export type Route = {
  readonly id: string;
  readonly approach: "prompt-engineering" | "fine-tuning";
  /** "gpt-6-luna with a prompt", "Nova Micro tuned on Amazon Bedrock". */
  readonly name: string;
  readonly monthlyUsd: number;
  readonly parts: Month;
  /** What a month costs at another number of requests. */
  readonly monthlyUsdAt: (monthlyRequests: number) => number;
  readonly labellingUsd: number;
  /** The training runs at the start; undefined where no price for them was found. */
  readonly trainingUsd: number | undefined;
  /** Everything that is paid once. */
  readonly onceUsd: number;
  /** Whether machines of one's own do the work, so that much of it needs several. */
  readonly isOnMachines: boolean;
  /** The prices it rests on. */
  readonly prices: readonly PriceRow[];
  /** Whether all of them were verified. */
  readonly isConfirmed: boolean;
  /** Who may still start a job there and until when, where that is not everybody and for good. */
  readonly caution?: string;
};

/** What a route costs in so many months, in US dollars; at another volume if one is given. */
export const totalUsd = (
  { onceUsd, monthlyUsd, monthlyUsdAt }: Route,
  months: number,
  monthlyRequests?: number,
): number =>
  onceUsd + months * (monthlyRequests === undefined ? monthlyUsd : monthlyUsdAt(monthlyRequests));

type PriceKey = readonly [provider: string, model: string];

/** A way to tune a model and to run what was tuned, by the prices it needs. */
type Tuning = {
  readonly id: string;
  readonly name: string;
  /** Its name in the table of tuning providers, which tells whether the door is open. */
  readonly provider: string;
  /** Tokens in and out; absent where only the time of a machine is paid. */
  readonly serves?: PriceKey;
  /** A machine that is kept ready by the hour. */
  readonly hosts?: PriceKey;
  /** Whether that machine does the work itself, so that much work needs several. */
  readonly hostDoesTheWork?: boolean;
  /** Training by the token; absent where the machine above trains as well. */
  readonly trains?: PriceKey;
};

/** TABLE: what can be tuned where, as far as a calculation needs it. */
const TUNINGS: readonly Tuning[] = [
  {
    id: "bedrock-nova-micro",
    name: "Nova Micro tuned on Amazon Bedrock",
    provider: "Amazon Bedrock Nova",
    serves: ["Amazon Bedrock", "nova-micro (custom, on-demand)"],
    trains: ["Amazon Bedrock", "nova-micro (custom, on-demand)"],
  },
  {
    id: "azure-gpt-4.1-mini",
    name: "gpt-4.1-mini tuned on Azure",
    provider: "Azure OpenAI (Foundry), gpt-4.1 family",
    serves: ["OpenAI", "gpt-4.1-mini"],
    hosts: [
      "Azure OpenAI (Foundry)",
      "any fine-tuned model, Standard or Global Standard deployment",
    ],
    trains: ["Azure OpenAI (Foundry)", "gpt-4.1 / 4.1-mini / 4.1-nano / 4o / 4o-mini SFT training"],
  },
  {
    id: "openai-gpt-4.1-mini",
    name: "gpt-4.1-mini tuned at OpenAI",
    provider: "OpenAI",
    serves: ["OpenAI", "gpt-4.1-mini-2025-04-14"],
    trains: ["OpenAI", "gpt-4.1-mini-2025-04-14"],
  },
  {
    id: "fireworks-small",
    name: "a small open model tuned at Fireworks, on a machine of its own",
    provider: "Fireworks AI",
    hosts: ["Fireworks AI", "on-demand GPU A100 80GB"],
    hostDoesTheWork: true,
    trains: ["Fireworks AI", "<=16B SFT"],
  },
  {
    id: "own-small",
    name: "a small open model that you tune and run on a rented machine",
    provider: "Self-hosted LoRA",
    hosts: ["GPU rental", "A100 80GB, specialist cloud"],
    hostDoesTheWork: true,
  },
];

/** The one that is tuned and run by the team itself. */
const OWN = TUNINGS.find(({ id }) => id === "own-small");

/** A graphics card that trains a small add-on (LoRA) to a small model; an assumption of ours. */
const TRAINING_TOKENS_PER_SECOND = 3000;

const MONTHS_PER_YEAR = 12;

const isTokenPrice = (row: PriceRow): row is PriceRow & TokenPrice =>
  row.input_per_mtok !== undefined && row.output_per_mtok !== undefined;

/** What all requests of a month cost by the token. */
function tokensUsd(
  price: TokenPrice,
  inputTokens: number,
  { outputTokens, cachedShare }: Terms,
  monthlyRequests: number,
): number {
  const remembered = price.cached_input_per_mtok === undefined ? 0 : cachedShare;
  const share = cachedShareOf(inputTokens, remembered);
  return monthlyRequests * requestUsd({ inputTokens, outputTokens, cachedShare: share }, price);
}

/** Machines that do the work themselves, kept ready all month. */
function machinesUsd(
  usdPerHour: number,
  inputTokens: number,
  { outputTokens, machineTokensPerSecond, peakToAverage }: Terms,
  monthlyRequests: number,
): number {
  const tokensPerMonth = monthlyRequests * (inputTokens + outputTokens);
  return (
    machinesNeeded(tokensPerMonth, machineTokensPerSecond, peakToAverage) * hostingUsd(usdPerHour)
  );
}

/** What a month costs at some number of requests. */
type Running = (monthlyRequests: number) => Month;

const NOTHING: Month = { tokens: 0, hosting: 0, storage: 0, retraining: 0 };

const summed = ({ tokens, hosting, storage, retraining }: Month): number =>
  tokens + hosting + storage + retraining;

/** A month's cost now and at any other number of requests. */
function monthly(running: Running, { monthlyRequests }: Terms) {
  const parts = running(monthlyRequests);
  return {
    parts,
    monthlyUsd: summed(parts),
    monthlyUsdAt: (requests: number) => summed(running(requests)),
  };
}

const testSetUsd = ({ testCases, minutesPerLabel, wagePerHour }: Terms): number =>
  labellingUsd(testCases, minutesPerLabel, wagePerHour);

const prompted = (
  given: Pick<Route, "id" | "name" | "isOnMachines" | "prices">,
  running: Running,
  terms: Terms,
): Route => ({
  ...given,
  ...monthly(running, terms),
  approach: "prompt-engineering",
  labellingUsd: testSetUsd(terms),
  trainingUsd: 0,
  onceUsd: testSetUsd(terms),
  isConfirmed: given.prices.every(({ verified }) => verified),
});

/** Prompting an open model on a machine of the team's own. */
function promptedOwn(terms: Terms, prices: PriceList): readonly Route[] {
  const row = OWN?.hosts === undefined ? undefined : priceOf(prices, ...OWN.hosts);
  const perHour = row?.hosting_per_hour;
  if (row === undefined || perHour === undefined) return [];
  return [
    prompted(
      {
        id: "own-prompted",
        name: "an open model that you run on a rented machine, with a prompt",
        isOnMachines: true,
        prices: [row],
      },
      (requests) => ({
        ...NOTHING,
        hosting: machinesUsd(perHour, terms.promptTokens, terms, requests),
      }),
      terms,
    ),
  ];
}

const promptedHosted = (row: PromptedPrice, terms: Terms): Route =>
  prompted(
    { id: row.model, name: `${row.model} with a prompt`, isOnMachines: false, prices: [row] },
    (requests) => ({ ...NOTHING, tokens: tokensUsd(row, terms.promptTokens, terms, requests) }),
    terms,
  );

/** What can be prompted, the cheapest month first. */
export function promptedRoutes(
  terms: Terms,
  access: Access,
  prices: PriceList,
  today: string,
): readonly Route[] {
  const hosted =
    access === "own" ? [] : promptedModels(prices, today).map((row) => promptedHosted(row, terms));
  const own = access === "hosted" ? [] : promptedOwn(terms, prices);
  return [...hosted, ...own].toSorted((one, another) => one.monthlyUsd - another.monthlyUsd);
}

/** What is prompted unless somebody chooses another model: small, current and made by the largest vendor. */
const USUAL_MODEL = "gpt-6-luna";

/** The route of somebody who prompts and has chosen nothing; without the usual model, the cheapest. */
export function usualPrompted(
  terms: Terms,
  access: Access,
  prices: PriceList,
  today: string,
): Route | undefined {
  if (access === "own") return promptedOwn(terms, prices)[0];
  const usual = prices.find((row) => row.model === USUAL_MODEL);
  const row =
    usual !== undefined && isPrompted(usual, today) ? usual : promptedModels(prices, today)[0];
  return row === undefined ? promptedOwn(terms, prices)[0] : promptedHosted(row, terms);
}

/** A tuning whose door is open, with the prices it needs. */
type Offer = {
  readonly tuning: Tuning;
  readonly caution?: string;
  readonly serves: (PriceRow & TokenPrice) | undefined;
  readonly host: PriceRow | undefined;
  readonly trains: PriceRow | undefined;
};

/** Whether a job can be started there, and what to know first; undefined when the door is shut. */
function doorOf(
  provider: string,
  { open, closing }: ReturnType<typeof tuningDoors>,
): { readonly caution?: string } | undefined {
  if (open.some(({ name }) => name === provider)) return {};
  const found = closing.find(({ name }) => name === provider);
  if (found === undefined) return undefined;
  const who = found.onlyFor === undefined ? "" : `only for ${found.onlyFor}; `;
  const last =
    found.noNewJobsAfter === undefined ? "" : `no new jobs after ${found.noNewJobsAfter}`;
  return { caution: `${who}${last}` };
}

/** What is tuned on Azure goes on when OpenAI has shut the base model down: the door there tells. */
const isServed = ({ serves, hosts }: Tuning, row: PriceRow, today: string): boolean =>
  (serves !== undefined && hosts !== undefined && serves[0] !== hosts[0]) || isOffered(row, today);

/** What can be tuned on a day, of which the list has the prices that running it needs. */
function offersOn(prices: PriceList, today: string): readonly Offer[] {
  const doors = tuningDoors(today);
  const rowOf = (key: PriceKey | undefined): PriceRow | undefined =>
    key === undefined ? undefined : priceOf(prices, ...key);
  return TUNINGS.flatMap((tuning): readonly Offer[] => {
    const door = doorOf(tuning.provider, doors);
    const [serves, host, trains] = [tuning.serves, tuning.hosts, tuning.trains].map(rowOf);
    const price = serves !== undefined && isTokenPrice(serves) ? serves : undefined;
    const isPriced =
      (tuning.serves === undefined || price !== undefined) &&
      (tuning.hosts === undefined || host?.hosting_per_hour !== undefined);
    if (door === undefined || !isPriced || (price !== undefined && !isServed(tuning, price, today)))
      return [];
    return [{ tuning, serves: price, host, trains, ...door }];
  });
}

/** The offers of the list and day that were asked for last: a reply asks for the same many times. */
let latest:
  | { readonly prices: PriceList; readonly today: string; readonly offers: readonly Offer[] }
  | undefined;

function offers(prices: PriceList, today: string): readonly Offer[] {
  if (latest?.prices !== prices || latest.today !== today)
    latest = { prices, today, offers: offersOn(prices, today) };
  return latest.offers;
}

/** One training run; undefined where no price for it was found. */
function runUsd(
  { tuning, host, trains }: Offer,
  run: Parameters<typeof trainingUsd>[0],
): number | undefined {
  if (tuning.trains !== undefined)
    return trains?.training_per_mtok === undefined
      ? undefined
      : trainingUsd(run, trains.training_per_mtok, trains.minimum_per_job);
  return host?.hosting_per_hour === undefined
    ? undefined
    : trainingByTheHourUsd(trainingHours(run, TRAINING_TOKENS_PER_SECOND), host.hosting_per_hour);
}

/** What a tuned model costs in a month, without training it anew. */
function runningOf({ tuning, serves, host }: Offer, terms: Terms): Running {
  const { tunedPromptTokens } = terms;
  const perHour = host?.hosting_per_hour ?? 0;
  const storage = serves?.storage_per_month ?? 0;
  return (requests) => ({
    tokens: serves === undefined ? 0 : tokensUsd(serves, tunedPromptTokens, terms, requests),
    hosting:
      tuning.hostDoesTheWork === true
        ? machinesUsd(perHour, tunedPromptTokens, terms, requests)
        : hostingUsd(perHour),
    storage,
    retraining: 0,
  });
}

function tuned(offer: Offer, terms: Terms): Route {
  const { tuning, serves, host, trains, caution } = offer;
  const { trainingExamples, tunedPromptTokens, outputTokens, epochs } = terms;
  const run = runUsd(offer, {
    fileTokens: trainingExamples * (tunedPromptTokens + outputTokens),
    epochs,
  });
  const running = runningOf(offer, terms);
  const retraining = ((run ?? 0) * terms.retrainingsPerYear) / MONTHS_PER_YEAR;
  const toLabel = Math.max(0, terms.trainingExamples - terms.labelledExamples);
  const labels =
    labellingUsd(toLabel, terms.minutesPerLabel, terms.wagePerHour) + testSetUsd(terms);
  const training = run === undefined ? undefined : run * terms.trainingRuns;
  const used = [...new Set([serves, host, trains].filter((row) => row !== undefined))];
  return {
    id: tuning.id,
    approach: "fine-tuning",
    name: tuning.name,
    ...monthly((requests) => ({ ...running(requests), retraining }), terms),
    labellingUsd: labels,
    trainingUsd: training,
    onceUsd: labels + (training ?? 0),
    isOnMachines: tuning.hostDoesTheWork === true,
    prices: used,
    isConfirmed: used.every(({ verified }) => verified),
    ...(caution === undefined ? {} : { caution }),
  };
}

/** What can be tuned on a day, the cheapest first year first; what is closing comes last. */
export function tunedRoutes(
  terms: Terms,
  access: Access,
  prices: PriceList,
  today: string,
): readonly Route[] {
  return offers(prices, today)
    .filter(({ tuning: { id } }) => access === "either" || (access === "own") === (id === OWN?.id))
    .map((offer) => tuned(offer, terms))
    .toSorted(
      (one, another) =>
        Number(one.caution !== undefined) - Number(another.caution !== undefined) ||
        totalUsd(one, MONTHS_PER_YEAR) - totalUsd(another, MONTHS_PER_YEAR),
    );
}

/** What one training run costs somewhere. */
export type TrainingRun = {
  /** What is tuned there: "Nova Micro tuned on Amazon Bedrock". */
  readonly name: string;
  readonly usd: number;
  readonly isConfirmed: boolean;
};

/**
 * One training run at a tuning provider, on a day as YYYY-MM-DD; undefined where nothing can be tuned
 * there or no price for it was found.
 *
 * @param provider its name in the table of tuning providers
 * @param trainedTokens tokens of all examples, each as often as it is gone through
 */
export function trainingRunAt(
  provider: string,
  trainedTokens: number,
  prices: PriceList,
  today: string,
): TrainingRun | undefined {
  const offer = offers(prices, today).find(({ tuning }) => tuning.provider === provider);
  if (offer === undefined) return undefined;
  const { tuning, trains, host } = offer;
  const usd = runUsd(offer, { fileTokens: trainedTokens, epochs: 1 });
  const price = tuning.trains === undefined ? host : trains;
  return usd === undefined
    ? undefined
    : { name: tuning.name, usd, isConfirmed: price?.verified === true };
}
