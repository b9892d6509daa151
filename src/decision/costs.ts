import type { PriceList } from "../knowledge/price-list.ts";
import { PRICES } from "../knowledge/prices.ts";
import { firstYearOf } from "../money/costs.ts";
import type { Case, FirstYear, Market } from "../money/costs.ts";
import type { Terms } from "../money/terms.ts";
import type { Judgement } from "./criteria.ts";
import type { Evidence, FactId, Range } from "./facts.ts";
import { middleOf } from "./scale.ts";

/** The built-in price list on a day, as YYYY-MM-DD. */
export const marketOn = (today: string): Market => ({ prices: PRICES, today });

/** Tokens of an answer, where only its length in words is known. */
const OUTPUT_TOKENS = { short: 150, long: 800 } as const;

/** How often a year a tuned model is trained anew, so that it follows the rules. */
const RETRAININGS = { rarely: 1, monthly: 12, weekly: 52 } as const;

const told = (value: number | Range | undefined): number | undefined =>
  value === undefined ? undefined : middleOf(value);

/** Where the model may run, by what the team said of it. */
function accessOf({ dataSensitivity, modelAccess }: Evidence): Case["access"] {
  if (dataSensitivity === "high" || modelAccess === "open-weights") return "own";
  return modelAccess === "api-only" ? "hosted" : "either";
}

const present = (terms: Readonly<Partial<Record<keyof Terms, number | undefined>>>) =>
  Object.fromEntries(
    Object.entries(terms).filter(([, value]) => value !== undefined),
  ) as Partial<Terms>;

/** What is known of a team, as a calculation of its costs and times needs it. */
export const costCaseOf = (evidence: Evidence): Case => {
  const { outputLength, changeRate, evaluationSet } = evidence;
  return {
    told: present({
      monthlyRequests: told(evidence.monthlyRequests),
      promptTokens: told(evidence.promptTokens),
      outputTokens: told(evidence.outputTokens),
      labelledExamples: told(evidence.labelledExamples),
      testCases: evaluationSet === "yes" ? 0 : undefined,
    }),
    usual: present({
      outputTokens: outputLength === undefined ? undefined : OUTPUT_TOKENS[outputLength],
      retrainingsPerYear: changeRate === undefined ? undefined : RETRAININGS[changeRate],
    }),
    access: accessOf(evidence),
  };
};

/** The facts, beside the volume itself, by which the costs of the two routes differ. */
const COST_FACTS = [
  "dataSensitivity",
  "labelledExamples",
  "modelAccess",
  "outputLength",
  "outputTokens",
  "promptTokens",
] as const satisfies readonly FactId[];

/** Whether knowing something else would change what the routes cost. */
export const changesCosts = (changes: Evidence): boolean =>
  COST_FACTS.some((fact) => changes[fact] !== undefined);

/** From so many examples on, having more saves no labelling. */
const ENOUGH_EXAMPLES = 500;

/**
 * What either route takes in working time a year at the least, in US dollars; beside it, a few dollars
 * more or less on a bill decide nothing.
 */
const UPKEEP_USD = 1000;

/** How far a tenfold difference in cost moves a lead, and how far it can move one at all. */
const PER_TENFOLD = 1.9;
const MOST_BEHIND = -0.45;
const MOST_AHEAD = 0.9;

const logRatioOf = ({ promptedUsd, tunedUsd }: FirstYear): number =>
  Math.log10((tunedUsd + UPKEEP_USD) / (promptedUsd + UPKEEP_USD));

/** The lead of tuning over prompting, from the logarithm (to 10) of the ratio of their costs. */
const leadOf = (logRatio: number): number =>
  Math.min(MOST_AHEAD, Math.max(MOST_BEHIND, -logRatio * PER_TENFOLD));

/** Costs that are closer than this, as a logarithm, are about the same: a tenth. */
const ABOUT_THE_SAME = 0.04;

const roughly = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 2 });

/** What the costs say at the team's own volume; nothing where they are about the same. */
function becauseOf(firstYear: FirstYear): Pick<Judgement, "because" | "findings"> {
  const { promptedUsd, tunedUsd } = firstYear;
  const difference = `about $${roughly.format(Math.abs(promptedUsd - tunedUsd))}`;
  const logRatio = logRatioOf(firstYear);
  if (Math.abs(logRatio) < ABOUT_THE_SAME) return { because: "", findings: [] };
  return logRatio > 0
    ? {
        because: `At {value} tuning costs ${difference} more in the first year, labels and training included.`,
        findings: ["e37", "e58"],
      }
    : {
        because: `At {value} a tuned model saves ${difference} in the first year, labels and training paid.`,
        findings: ["e27", "e59"],
      };
}

/** What the decision reckons with; it weighs test sets, the pace of change and many examples elsewhere. */
function weighedCaseOf(evidence: Evidence): Case {
  const { told: all, usual, access } = costCaseOf(evidence);
  const { monthlyRequests: _, ...known } = all;
  return {
    access,
    told: {
      ...known,
      testCases: 0,
      labelledExamples: Math.min(known.labelledExamples ?? 0, ENOUGH_EXAMPLES),
      trainingExamples: ENOUGH_EXAMPLES,
    },
    usual: { ...usual, retrainingsPerYear: RETRAININGS.rarely },
  };
}

type Utility = Judgement["utility"];

/** What the costs of a case say of a number of requests a month. */
type Weighed = {
  readonly utility: (monthlyRequests: number) => Utility;
  readonly because: (monthlyRequests: number) => Pick<Judgement, "because" | "findings">;
};

const utilityOf = (firstYear: FirstYear): Utility => {
  const lead = leadOf(logRatioOf(firstYear));
  return {
    "prompt-engineering": 0.5 - lead / 2,
    "fine-tuning": 0.5 + lead / 2,
    both: 0.45 + 0.28 * lead,
  };
};

function weighedBy(given: Case, market: Market): Weighed | undefined {
  const firstYearAt = firstYearOf(given, market);
  if (firstYearAt === undefined) return undefined;
  const at = (requests: number): FirstYear => firstYearAt(Math.max(1, requests));
  const utilities = new Map<number, Utility>();
  return {
    utility: (requests) => {
      const utility = utilities.get(requests) ?? utilityOf(at(requests));
      utilities.set(requests, utility);
      return utility;
    },
    because: (requests) => becauseOf(at(requests)),
  };
}

// One reply supposes the same few cases again and again.
const MOST_KEPT = 500;
const kept = new WeakMap<PriceList, Map<string, Weighed | undefined>>();

function weighed(evidence: Evidence, market: Market): Weighed | undefined {
  const given = weighedCaseOf(evidence);
  const key = JSON.stringify([market.today, given]);
  const known = kept.get(market.prices) ?? new Map<string, Weighed | undefined>();
  kept.set(market.prices, known);
  if (known.has(key)) return known.get(key);
  if (known.size >= MOST_KEPT) known.clear();
  const result = weighedBy(given, market);
  known.set(key, result);
  return result;
}

/**
 * How the volume speaks for each alternative, by the logarithm of what tuning costs in its first year
 * over what prompting costs (DECISION 2.6, 9). Undefined when the list has no prices for it.
 *
 * @returns the judgement for a number of requests a month, with what the costs say at the team's own
 */
export function volumeJudgement(
  evidence: Evidence,
  market: Market,
): ((level: string) => Judgement) | undefined {
  const found = weighed(evidence, market);
  if (found === undefined) return undefined;
  const own = told(evidence.monthlyRequests);
  return (level) => ({
    utility: found.utility(Number(level)),
    ...(own === undefined ? { because: "", findings: [] } : found.because(own)),
  });
}

/**
 * The same without the words: what thousands of draws need. As long as it is kept, the same costs give
 * the same function.
 */
export const volumeUtility = (
  evidence: Evidence,
  market: Market,
): ((monthlyRequests: number) => Utility) | undefined => weighed(evidence, market)?.utility;
