import { costCaseOf } from "../decision/costs.ts";
import type { Evidence } from "../decision/facts.ts";
import { costsOf } from "../money/costs.ts";
import type { Costs } from "../money/costs.ts";
import { TERM_IDS, settle } from "../money/terms.ts";
import type { Terms } from "../money/terms.ts";
import { readRoute, readTerms } from "../reading/terms.ts";
import { evidenceOf } from "./conversation.ts";
import type { Conversation } from "./conversation.ts";
import { aside, dayOf, factsIn } from "./moment.ts";
import type { Moment, Turn } from "./moment.ts";
import * as say from "./wording/index.ts";

/** The terms that somebody set for the calculation; numbers of terms that are no longer known are left out. */
const supposedIn = ({ reckoning }: Conversation): Partial<Terms> =>
  Object.fromEntries(
    TERM_IDS.flatMap((id) => {
      const value = reckoning?.terms[id];
      return value === undefined ? [] : [[id, value]];
    }),
  );

function reckoned(conversation: Conversation, evidence: Evidence, moment: Moment) {
  const { prompted, tuned } = conversation.reckoning ?? {};
  return costsOf(
    {
      ...costCaseOf(evidence),
      supposed: supposedIn(conversation),
      chosen: {
        ...(prompted === undefined ? {} : { prompted }),
        ...(tuned === undefined ? {} : { tuned }),
      },
    },
    { prices: moment.prices, today: dayOf(moment.incoming) },
  );
}

const replyOn = (costs: Costs | undefined, { monthlyRequests }: Evidence) =>
  costs === undefined
    ? say.noPrices()
    : say.cost(costs, typeof monthlyRequests === "object" ? monthlyRequests : undefined);

/** What both routes cost; at the volume and tokens that the question names, if it names any. */
export function cost(moment: Moment, words: string): Turn {
  const { conversation } = moment;
  const named = Object.fromEntries(
    factsIn(words, moment)
      .filter(({ fact }) => isTerm(fact))
      .map(({ fact, value }) => [fact, value]),
  ) as Evidence;
  const evidence = { ...evidenceOf(conversation), ...named };
  return aside(moment, replyOn(reckoned(conversation, evidence, moment), evidence));
}

/** How long both routes take. */
export function time(moment: Moment): Turn {
  const { conversation } = moment;
  const evidence = evidenceOf(conversation);
  const { terms } = settle({
    ...costCaseOf(evidence),
    supposed: supposedIn(conversation),
  });
  return aside(moment, say.time(terms, evidence));
}

/** The routes with the cheapest months; those under a budget a month, if the question names one. */
export function cheapest(moment: Moment, words: string): Turn {
  const { conversation } = moment;
  const evidence = evidenceOf(conversation);
  const costs = reckoned(conversation, evidence, moment);
  if (costs === undefined) return aside(moment, say.noPrices());
  const budget = factsIn(words, moment).find(({ fact }) => fact === "budgetPerMonth")?.value;
  const most = typeof budget === "object" ? budget.high : budget;
  const routes = [...costs.prompting, ...costs.tuning].toSorted(
    (one, another) => one.monthlyUsd - another.monthlyUsd,
  );
  return aside(moment, say.cheapest(costs, routes, typeof most === "number" ? most : undefined));
}

/** Facts of a case that a calculation rests on as they are. */
const isTerm = (fact: string): boolean =>
  fact === "monthlyRequests" || fact === "promptTokens" || fact === "outputTokens";

const USUAL = /\b(?:usual|default|original|standard) (?:assumptions|numbers|terms)\b/i;

/** What a message sets for the calculation of costs: numbers, and what is prompted or tuned. */
type Set = {
  readonly terms: Partial<Terms>;
  readonly prompted?: string;
  readonly tuned?: string;
};

function setBy(words: string, moment: Moment, costs: Costs): Set | undefined {
  const facts = factsIn(words, moment);
  const read = readTerms(words).filter(
    ({ quote }) => !facts.some((fact) => isTerm(fact.fact) && fact.quote === quote),
  );
  const terms = Object.fromEntries([
    ...read.map(({ term, value }) => [term, value]),
    ...facts.flatMap(({ fact, value }) =>
      isTerm(fact) && typeof value === "number" ? [[fact, value]] : [],
    ),
  ]) as Partial<Terms>;
  const prompted = readRoute(
    words,
    costs.prompting.map(({ id }) => id),
  );
  const tuned = readRoute(
    words,
    costs.tuning.map(({ id }) => id),
  );
  const isOther = facts.some(({ fact }) => !isTerm(fact)) && read.length === 0;
  if (isOther || (Object.keys(terms).length === 0 && prompted === undefined && tuned === undefined))
    return undefined;
  return {
    terms,
    ...(prompted === undefined ? {} : { prompted }),
    ...(tuned === undefined ? {} : { tuned }),
  };
}

/**
 * Somebody sets a number or a model for the calculation: "assume 1,500 prompt tokens". The facts of
 * the case, and so the recommendation, stay as they are. Undefined when the words set nothing.
 */
export function assume(moment: Moment, words: string): Turn | undefined {
  const { conversation } = moment;
  const evidence = evidenceOf(conversation);
  const before = reckoned(conversation, evidence, moment);
  if (before === undefined) return undefined;
  const isUsual = USUAL.test(words);
  const set = isUsual ? { terms: {} } : setBy(words, moment, before);
  if (set === undefined) return undefined;
  const { reckoning, ...rest } = conversation;
  const next: Conversation = isUsual
    ? rest
    : {
        ...rest,
        reckoning: { ...reckoning, ...set, terms: { ...reckoning?.terms, ...set.terms } },
      };
  const costs = reckoned(next, evidence, moment);
  const routes = [set.prompted, set.tuned].filter((id) => id !== undefined);
  return aside(
    { conversation: next },
    say.withReckoned(replyOn(costs, evidence), say.reckonedWith(set.terms, routes)),
  );
}
