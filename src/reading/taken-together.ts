/**
 * TABLE: what nearly always goes with what, and what nearly never does. A description that says
 * nothing of one fact lets it be expected from others: a label is short, data that must stay inside
 * needs an open model. And where two readings cannot both be right, the less certain one is left.
 *
 * Only what holds in any field and in nearly every case, since what is expected is told as read.
 */
import { FACT_IDS } from "../decision/facts.ts";
import type { FactId, Level } from "../decision/facts.ts";
import type { ReadFact } from "./read-fact.ts";

type Conditions = { readonly [F in FactId]?: readonly Level<F>[] };

/** The first row whose conditions all hold counts. */
type Expectations = {
  readonly [F in FactId]?: readonly { readonly when: Conditions; readonly value: Level<F> }[];
};

const FOLLOWING: Expectations = {
  outputLength: [
    {
      when: { taskType: ["classification", "extraction", "conversation", "tool-use"] },
      value: "short",
    },
  ],
  formatStrictness: [{ when: { taskType: ["tool-use"] }, value: "high" }],
  modelAccess: [{ when: { dataSensitivity: ["high"] }, value: "open-weights" }],
  knowledgeNeed: [
    {
      when: {
        changeRate: ["weekly", "monthly"],
        taskType: ["qa", "conversation", "reasoning", "tool-use", "generation", "code"],
      },
      value: "changing",
    },
    { when: { changeRate: ["rarely"], taskType: ["qa", "conversation"] }, value: "static" },
  ],
};

/** Values that are not believed beside certain values of other facts. */
const CLASHING: Expectations = {
  outputLength: [
    { when: { taskType: ["classification", "conversation", "tool-use"] }, value: "long" },
  ],
  taskComplexity: [
    { when: { domainSpecialization: ["high"] }, value: "simple" },
    { when: { domainSpecialization: ["low"] }, value: "complex" },
    { when: { outputLength: ["long"] }, value: "simple" },
    { when: { promptGap: ["none"] }, value: "complex" },
  ],
  modelAccess: [{ when: { dataSensitivity: ["high"] }, value: "api-only" }],
  knowledgeNeed: [
    { when: { changeRate: ["weekly", "monthly"] }, value: "static" },
    { when: { changeRate: ["rarely"] }, value: "changing" },
  ],
};

/** A text that states so many facts describes a case; a reply to a question states fewer. */
const DESCRIBES = 3;

type ByName = ReadonlyMap<FactId, ReadFact>;

/** The readings that meet the conditions, or `undefined` when one of them is not met. */
function metBy(when: Conditions, read: ByName): readonly ReadFact[] | undefined {
  const met = Object.entries(when).flatMap(([fact, values]) => {
    const one = read.get(fact as FactId);
    return one !== undefined && (values as readonly unknown[]).includes(one.value) ? [one] : [];
  });
  return met.length === Object.keys(when).length ? met : undefined;
}

/** What is expected of a fact of which the description says nothing, with the words that let expect it. */
function expected(fact: FactId, read: ByName): ReadFact | undefined {
  for (const { when, value } of FOLLOWING[fact] ?? []) {
    const [first] = metBy(when, read) ?? [];
    if (first !== undefined) return { fact, value, quote: first.quote } as ReadFact;
  }
  return undefined;
}

const isBelieved = ({ fact, value }: ReadFact, read: ByName): boolean =>
  !(CLASHING[fact] ?? []).some((row) => row.value === value && metBy(row.when, read) !== undefined);

/**
 * What a description says as a whole: what is stated, without what cannot be beside it and with
 * what follows from it. A text that states little is left as it is.
 */
export function takenTogether(stated: readonly ReadFact[]): readonly ReadFact[] {
  if (stated.length < DESCRIBES) return stated;
  const said = new Map(stated.map((one) => [one.fact, one]));
  const believed = new Map(
    stated.filter((one) => isBelieved(one, said)).map((one) => [one.fact, one]),
  );
  return FACT_IDS.flatMap((fact) => {
    const one = believed.get(fact);
    if (one !== undefined) return [one];
    return said.has(fact) ? [] : (expected(fact, believed) ?? []);
  });
}
