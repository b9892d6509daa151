import { FACTS, FACT_IDS } from "../../decision/facts.ts";
import type { FactId } from "../../decision/facts.ts";
import { cluesOf } from "./clues.ts";
import { lazily, rank } from "./log-linear.ts";
import { ANSWER_WEIGHTS } from "./weights/answers.ts";

/** "latency=tight"; without a value, "latency=" stands for what is no answer to the question. */
export type AnswerLabel = `${string}=${string}`;

/** The labels between which an answer to the question about one fact decides; none for an amount. */
export function answerLabels(fact: FactId): readonly AnswerLabel[] {
  const entry = FACTS[fact];
  return entry.kind === "amount"
    ? []
    : ["", ...Object.keys(entry.values)].map((value): AnswerLabel => `${fact}=${value}`);
}

export const ANSWER_LABELS: readonly AnswerLabel[] = FACT_IDS.flatMap(answerLabels);

/** Less likely answers are left unread: what is misread costs more than a question asked again. */
const ENOUGH = 0.5;

const model = lazily(ANSWER_WEIGHTS);

/** The value that a message in other words than the table's means as an answer, if any is likely. */
export function likelyAnswer(fact: FactId, message: string): string | undefined {
  const labels = new Set<string>(answerLabels(fact));
  if (labels.size === 0) return undefined;
  const [best] = rank(model(), cluesOf(message), (label) => labels.has(label));
  const value = best?.label.slice(fact.length + 1);
  return best !== undefined && best.probability >= ENOUGH && value !== "" ? value : undefined;
}
