/**
 * TABLE: the words that speak for each value of each fact, a file a fact. The language of the
 * phrases is described in phrases.ts; a phrase that begins with `~` needs a second one beside it.
 *
 * A cue should hold in any field of work. When a word may mean two things, leave it out: an unread
 * fact costs one question, a misread one costs trust.
 */
import type { FactId } from "../../decision/facts.ts";
import { budgetPerMonth } from "./budget-per-month.ts";
import { budget } from "./budget.ts";
import { changeRate } from "./change-rate.ts";
import { corpusSize } from "./corpus-size.ts";
import type { CuesOf } from "./cues-of.ts";
import { dataSensitivity } from "./data-sensitivity.ts";
import { domainSpecialization } from "./domain-specialization.ts";
import { evaluationSet } from "./evaluation-set.ts";
import { expertise } from "./expertise.ts";
import { formatStrictness } from "./format-strictness.ts";
import { knowledgeNeed } from "./knowledge-need.ts";
import { labelSource } from "./label-source.ts";
import { labelledExamples } from "./labelled-examples.ts";
import { latencyMs } from "./latency-ms.ts";
import { latency } from "./latency.ts";
import { modelAccess } from "./model-access.ts";
import { modelSize } from "./model-size.ts";
import { monthlyRequests } from "./monthly-requests.ts";
import { outputLength } from "./output-length.ts";
import { outputTokens } from "./output-tokens.ts";
import { promptGap } from "./prompt-gap.ts";
import { promptTokens } from "./prompt-tokens.ts";
import { taskComplexity } from "./task-complexity.ts";
import { taskType } from "./task-type.ts";
import { tuningAccess } from "./tuning-access.ts";
import { unlabelledExamples } from "./unlabelled-examples.ts";
import { weeksToLaunch } from "./weeks-to-launch.ts";

export type { AmountCues, ChoiceCues } from "./cues-of.ts";

export const CUES: { readonly [F in FactId]: CuesOf<F> } = {
  taskType,
  labelledExamples,
  labelSource,
  unlabelledExamples,
  promptGap,
  domainSpecialization,
  formatStrictness,
  taskComplexity,
  knowledgeNeed,
  changeRate,
  monthlyRequests,
  latency,
  expertise,
  budget,
  weeksToLaunch,
  dataSensitivity,
  modelAccess,
  modelSize,
  tuningAccess,
  evaluationSet,
  corpusSize,
  outputLength,
  promptTokens,
  budgetPerMonth,
  latencyMs,
  outputTokens,
};
