import { assess } from "../src/decision/assess.ts";
import type { Assessment } from "../src/decision/assess.ts";
import type { Evidence, FactId } from "../src/decision/facts.ts";
import { MODEL } from "../src/decision/simulation.ts";
import type { Model } from "../src/decision/simulation.ts";
import { readFacts } from "../src/reading/facts-from-text.ts";
import { AS_OF } from "./cases.ts";
import type { PublishedCase } from "./cases.ts";
import type { Answer } from "./measures.ts";

const TODAY = AS_OF.slice(0, 10);

/** What is read from the text alone. */
export const readOf = (one: PublishedCase): Evidence =>
  Object.fromEntries(readFacts(one.text, AS_OF).map(({ fact, value }) => [fact, value]));

/** As on the command line: what is stated wins over what is read. */
export const withStated = (one: PublishedCase): Evidence => ({ ...readOf(one), ...one.facts });

export const answerOf = ({ recommendation, probabilities, retrieval }: Assessment): Answer => ({
  recommendation,
  probabilities,
  retrieval: retrieval.recommended,
});

export const decided = (evidence: Evidence, model: Model = MODEL): Assessment =>
  assess(evidence, { today: TODAY }, model);

type Interview = { readonly answer: Answer; readonly questions: number };

/** Answers every question truthfully from the stated facts, and with "not sure" to the rest. */
export function interview(one: PublishedCase, start: Evidence): Interview {
  let evidence = start;
  const declined: FactId[] = [];
  for (let questions = 0; ; questions += 1) {
    const assessment = assess(evidence, { today: TODAY, declined, asked: questions });
    const fact = assessment.nextQuestion?.fact;
    if (fact === undefined) return { answer: answerOf(assessment), questions };
    if (one.facts[fact] === undefined) declined.push(fact);
    else evidence = { ...evidence, [fact]: one.facts[fact] };
  }
}
