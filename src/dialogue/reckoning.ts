import { costCaseOf } from "../decision/costs.ts";
import type { Evidence } from "../decision/facts.ts";
import { costsOf } from "../money/costs.ts";
import type { Costs } from "../money/costs.ts";
import { TERM_IDS, bounded, settle } from "../money/terms.ts";
import type { Terms } from "../money/terms.ts";
import { asksForUsual, readRoute, readTerms } from "../reading/terms.ts";
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

/**
 * What both routes cost, by what is known and by what somebody set for the calculation.
 *
 * @param asked what a question names for this one answer; it goes before all else
 */
function reckoned(
  conversation: Conversation,
  { prices, incoming }: Moment,
  asked: Evidence = {},
): Costs | undefined {
  const { prompted, tuned } = conversation.reckoning ?? {};
  const set = Object.entries(supposedIn(conversation)).filter(([id]) => !(id in asked));
  return costsOf(
    {
      ...costCaseOf({ ...evidenceOf(conversation), ...asked }),
      supposed: Object.fromEntries(set),
      chosen: {
        ...(prompted === undefined ? {} : { prompted }),
        ...(tuned === undefined ? {} : { tuned }),
      },
    },
    { prices, today: dayOf(incoming) },
  );
}

/** A volume that was told as a range is answered as one. */
const replyOn = (costs: Costs | undefined, { monthlyRequests }: Evidence) =>
  costs === undefined
    ? say.noPrices()
    : say.cost(
        costs,
        typeof monthlyRequests === "object" && costs.origins.monthlyRequests === "told"
          ? monthlyRequests
          : undefined,
      );

/** The facts of a case that are terms of a calculation as they are. */
const FACTS_RECKONED_WITH: ReadonlySet<string> = new Set([
  "monthlyRequests",
  "outputTokens",
  "promptTokens",
]);

/** What both routes cost; at the volume and tokens that the question names, if it names any. */
export function cost(moment: Moment, words: string): Turn {
  const { conversation } = moment;
  const asked = Object.fromEntries(
    factsIn(words, moment)
      .filter(({ fact }) => FACTS_RECKONED_WITH.has(fact))
      .map(({ fact, value }) => [fact, value]),
  ) as Evidence;
  const evidence = { ...evidenceOf(conversation), ...asked };
  return aside(moment, replyOn(reckoned(conversation, moment, asked), evidence));
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
  const costs = reckoned(conversation, moment);
  if (costs === undefined) return aside(moment, say.noPrices());
  const budget = factsIn(words, moment).find(({ fact }) => fact === "budgetPerMonth")?.value;
  const most = typeof budget === "object" ? budget.high : budget;
  const routes = [...costs.prompting, ...costs.tuning].toSorted(
    (one, another) => one.monthlyUsd - another.monthlyUsd,
  );
  return aside(moment, say.cheapest(costs, routes, typeof most === "number" ? most : undefined));
}

/** What a message sets for the calculation of costs: numbers, and what is prompted or tuned. */
type Setting = NonNullable<Conversation["reckoning"]>;

/** "assume 2 million requests" supposes another case: only what the verdict hardly rests on is set. */
const isSettable = (fact: string): boolean =>
  fact !== "monthlyRequests" && FACTS_RECKONED_WITH.has(fact);

/** The numbers that some words set, each as near to what they say as it can be. */
function termsIn(words: string, moment: Moment): Partial<Terms> {
  const facts = factsIn(words, moment).filter(({ fact }) => isSettable(fact));
  const said: readonly (readonly [string, unknown])[] = [
    ...readTerms(words)
      .filter(({ quote }) => !facts.some((fact) => fact.quote === quote))
      .map(({ term, value }) => [term, value] as const),
    ...facts.map(({ fact, value }) => [fact, value] as const),
  ];
  return Object.fromEntries(
    TERM_IDS.flatMap((id) => {
      const value = said.findLast(([name]) => name === id)?.[1];
      return typeof value === "number" ? [[id, bounded(id, value)]] : [];
    }),
  );
}

/** The model that some words name, among those that could be prompted or tuned. */
function routeIn(words: string, { prompting, tuning }: Costs): Omit<Setting, "terms"> {
  const id = readRoute(
    words,
    [...prompting, ...tuning].map((route) => route.id),
  );
  if (id === undefined) return {};
  return tuning.some((route) => route.id === id) ? { tuned: id } : { prompted: id };
}

function settingIn(words: string, moment: Moment, costs: Costs): Setting | undefined {
  const terms = termsIn(words, moment);
  const route = routeIn(words, costs);
  // Facts beside a number that may be one itself make another case of it.
  const isPlain = factsIn(words, moment).every(({ fact }) => isSettable(fact));
  const isSet =
    Object.keys(route).length > 0 ||
    readTerms(words).length > 0 ||
    (isPlain && Object.keys(terms).length > 0);
  return isSet ? { terms, ...route } : undefined;
}

/**
 * Somebody sets a number or a model for the calculation: "assume 1,500 prompt tokens". The facts of
 * the case, and so the recommendation, stay as they are. Undefined when the words set nothing.
 */
export function assume(moment: Moment, words: string): Turn | undefined {
  const { conversation } = moment;
  const before = reckoned(conversation, moment);
  if (before === undefined) return undefined;
  const isUsual = asksForUsual(words);
  const setting: Setting | undefined = isUsual ? { terms: {} } : settingIn(words, moment, before);
  if (setting === undefined) return undefined;
  const { reckoning, ...rest } = conversation;
  const terms = { ...reckoning?.terms, ...setting.terms };
  const next: Conversation = isUsual
    ? rest
    : { ...rest, reckoning: { ...reckoning, ...setting, terms } };
  const routes = [setting.prompted, setting.tuned].filter((id) => id !== undefined);
  return aside(
    { conversation: next },
    say.withReckoned(
      replyOn(reckoned(next, moment), evidenceOf(next)),
      say.reckonedWith(setting.terms, routes),
    ),
  );
}
