import { assess } from "./decision/assess.ts";
import type { Assessment } from "./decision/assess.ts";
import { checkEvidence, checkFact, isFactId } from "./decision/evidence.ts";
import type { Problem } from "./decision/evidence.ts";
import { FACTS } from "./decision/facts.ts";
import type { Evidence, FactId } from "./decision/facts.ts";
import type { PriceList } from "./knowledge/price-list.ts";
import { PRICES } from "./knowledge/prices.ts";
import { readFacts } from "./reading/facts-from-text.ts";
import type { ReadFact } from "./reading/facts-from-text.ts";

/** One case, checked: what `tuning-fork assess` decides in one go. */
export type Case = {
  readonly id?: string | number;
  readonly text: string;
  readonly facts: Evidence;
  readonly declined: readonly FactId[];
};

export type DecidedCase = { readonly assessment: Assessment; readonly read: readonly ReadFact[] };

/**
 * Checks one case from outside: `{"id"?, "text"?, "facts"?, "declined"?}`. Other fields are left
 * alone, so that a file of cases may carry its own.
 *
 * @returns the case, or one sentence that says what is wrong, where, and what is allowed
 */
export function readCase(input: unknown): Case | Problem {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    return { problem: 'A line takes a JSON object such as {"text": "we want to sort tickets"}.' };
  const { id, text = "", facts = {}, declined = [] } = input as Record<string, unknown>;
  if (id !== undefined && typeof id !== "string" && typeof id !== "number")
    return { problem: '"id" takes a text or a number.' };
  if (typeof text !== "string") return { problem: '"text" takes a text in quotes.' };
  const checked = checkEvidence(facts);
  if ("problem" in checked) return checked;
  if (!Array.isArray(declined))
    return { problem: '"declined" takes a list of facts such as ["budget"].' };
  for (const fact of declined)
    if (typeof fact !== "string" || !isFactId(fact)) {
      const result = checkFact(String(fact), undefined);
      return "problem" in result ? result : { problem: '"declined" takes names of facts.' };
    }
  if (text.trim() === "" && Object.keys(checked.evidence).length === 0) {
    const found = Object.keys(input).map((field) => `"${field.slice(0, 40)}"`);
    return {
      problem: `There is nothing to decide: give "text", "facts" or both${found.length > 0 ? `, not only ${found.slice(0, 5).join(", ")}` : ""}.`,
    };
  }
  return {
    ...(id === undefined ? {} : { id }),
    text,
    facts: checked.evidence,
    declined: declined as FactId[],
  };
}

/**
 * Decides one case. Facts given win over facts read from the text.
 *
 * @param at the instant of the question, ISO; dates in the text are read relative to it
 * @param prices what things cost; the built-in list unless another is given
 */
export function decide(
  { text, facts, declined }: Case,
  at: string,
  prices: PriceList = PRICES,
): DecidedCase {
  const read = readFacts(text, at).filter(
    ({ fact, value }) => !("problem" in checkFact(fact, value)),
  );
  const evidence: Evidence = {
    ...(Object.fromEntries(read.map(({ fact, value }) => [fact, value])) as Evidence),
    ...facts,
  };
  return { assessment: assess(evidence, { today: at.slice(0, 10), declined, prices }), read };
}

const optionsOf = (
  fact: FactId,
): readonly { readonly value: unknown; readonly label: string }[] => {
  const entry = FACTS[fact];
  return entry.kind === "amount"
    ? entry.choices.map(({ value, label }) => ({ value, label }))
    : Object.entries(entry.values).map(([value, { label }]) => ({ value, label }));
};

/** The assessment object of the command line, field by field as CONTRACT has it. */
export function assessmentObject(id: Case["id"], { assessment, read }: DecidedCase): object {
  const { nextQuestion } = assessment;
  return {
    ...(id === undefined ? {} : { id }),
    recommendation: assessment.recommendation,
    probabilities: assessment.probabilities,
    confidence: assessment.confidence,
    retrieval: { recommended: assessment.retrieval.recommended, why: assessment.retrieval.why },
    plan: assessment.plan.map(({ when, what }) => `${when}: ${what}`),
    facts: assessment.evidence,
    read: read.map(({ fact, value, quote }) => ({ fact, value, quote })),
    gates: assessment.gates.flatMap(({ rulesOut, why, asOf }) =>
      rulesOut.map((alternative) => ({ alternative, why, asOf })),
    ),
    comparison: assessment.comparison,
    reasons: assessment.reasons.map(({ fact, text, favours, findings }) => ({
      fact,
      text,
      favours,
      sources: findings,
    })),
    flips: assessment.flips,
    nextQuestion:
      nextQuestion === undefined
        ? null
        : {
            fact: nextQuestion.fact,
            text: FACTS[nextQuestion.fact].question,
            options: optionsOf(nextQuestion.fact),
          },
  };
}
