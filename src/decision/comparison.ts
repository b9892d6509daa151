import { ALTERNATIVE_IDS } from "./alternatives.ts";
import { CRITERIA, CRITERION_IDS } from "./criteria.ts";
import type { CriterionId } from "./criteria.ts";
import type { Evidence, FactId } from "./facts.ts";
import { FACTS } from "./facts.ts";
import { sayAmount, sayFact } from "./phrasing.ts";
import { nearestLevel, LEVELS } from "./scale.ts";
import { judgeOf } from "./simulation.ts";
import type { Simulation } from "./simulation.ts";

/** The six features of the user's document, each as it is for this team. */
export type ComparisonRow = {
  readonly criterion: string;
  readonly promptEngineering: string;
  readonly fineTuning: string;
  readonly favours: "prompt-engineering" | "fine-tuning" | "neither";
};

type Feature = {
  readonly name: string;
  /** Which side the document favours before anything is known of the team. */
  readonly usually: ComparisonRow["favours"];
  /** The criteria whose known facts may turn that. */
  readonly weighs: readonly CriterionId[];
  readonly promptEngineering: (evidence: Evidence) => string;
  readonly fineTuning: (evidence: Evidence) => string;
};

const said = (evidence: Evidence, fact: FactId, otherwise = ""): string => {
  const value = evidence[fact];
  const entry = FACTS[fact];
  if (value === undefined) return otherwise;
  return entry.kind === "amount" && typeof value !== "string"
    ? ` You have ${sayAmount(entry.unit, value)}.`
    : ` Here ${sayFact(fact, value)}.`;
};

const pick = <K extends string>(
  key: K | undefined,
  texts: Readonly<Record<K, string>>,
  otherwise: string,
): string => (key === undefined ? otherwise : texts[key]);

const FEATURES: readonly Feature[] = [
  {
    name: "Method",
    usually: "neither",
    weighs: [],
    promptEngineering: () =>
      "Write instructions and examples into the prompt; the model stays as it is.",
    fineTuning: ({ modelAccess }) =>
      pick(
        modelAccess,
        {
          "api-only": "Retrain a provider's model on your examples, while it can still be tuned.",
          "open-weights": "Retrain an open model that you run on your examples.",
          both: "Retrain an open or a hosted model on your examples.",
        },
        "Retrain the model's parameters on your examples.",
      ),
  },
  {
    name: "Data requirements",
    usually: "prompt-engineering",
    weighs: ["examples"],
    promptEngineering: () => "No training data; 30 to 100 cases with known answers to test with.",
    fineTuning: (evidence) =>
      `50 to 100 examples to start, hundreds for a real gain.${said(evidence, "labelledExamples")}`,
  },
  {
    name: "Complexity",
    usually: "prompt-engineering",
    weighs: ["skill"],
    promptEngineering: () => "Anyone who knows the subject can write and improve it.",
    fineTuning: ({ expertise }) =>
      `Someone prepares data, judges runs and repeats them.${pick(
        expertise,
        {
          none: " Nobody here has done it yet.",
          some: " There is some experience here.",
          strong: " Your team does this regularly.",
        },
        "",
      )}`,
  },
  {
    name: "Customization",
    usually: "fine-tuning",
    weighs: ["gap", "format"],
    promptEngineering: ({ promptGap }) =>
      `Limited to what the model can already do.${pick(
        promptGap,
        {
          none: " Here that is enough.",
          small: " Here that falls a little short.",
          large: " Here that falls far short.",
          untried: " Here nobody has tried how far that goes.",
        },
        "",
      )}`,
    fineTuning: ({ knowledgeNeed }) =>
      knowledgeNeed === "static" || knowledgeNeed === "changing"
        ? "Deep in style, format and judgement, but it does not teach facts."
        : "Deep: style, format and judgement become habit.",
  },
  {
    name: "Cost",
    usually: "prompt-engineering",
    weighs: ["runningCost", "volume"],
    promptEngineering: ({ monthlyRequests }) =>
      monthlyRequests === undefined
        ? "Nothing up front; every request pays for the whole prompt."
        : `Nothing up front; ${sayAmount(FACTS.monthlyRequests.unit, monthlyRequests)} each pay for the whole prompt.`,
    fineTuning: ({ budget }) =>
      `Labelling and hosting cost more than training itself.${pick(
        budget,
        { low: " A small tuned model can be the cheaper one to run.", medium: "", high: "" },
        "",
      )}`,
  },
  {
    name: "Time",
    usually: "prompt-engineering",
    weighs: ["deadline", "change"],
    promptEngineering: () => "1 to 5 days to a first result; changes take minutes.",
    fineTuning: (evidence) => {
      const weeks = evidence.weeksToLaunch;
      const yours =
        weeks === undefined ? "" : ` You have ${sayAmount({ one: "week", many: "weeks" }, weeks)}.`;
      return `Weeks: collect examples, train 1 to 4 hours a run, 2 to 5 days of checks.${yours}`;
    },
  },
];

/** A lead smaller than this, in utility, favours neither. */
const NOTABLE = 0.2;

function favoured(feature: Feature, simulation: Simulation): ComparisonRow["favours"] {
  const { positions, model } = simulation;
  let lead = 0;
  let known = false;
  for (const id of feature.weighs) {
    const { reads } = CRITERIA[id];
    const position = positions[reads[0]];
    if (position === undefined) continue;
    known = true;
    const { utility } = judgeOf(simulation, id)(LEVELS[reads[0]][nearestLevel(position)] ?? "");
    const weight = model.weights[CRITERION_IDS.indexOf(id)] ?? 0;
    lead += weight * (utility[ALTERNATIVE_IDS[0]] - utility[ALTERNATIVE_IDS[1]]);
  }
  if (!known) return feature.usually;
  return lead > NOTABLE ? "prompt-engineering" : lead < -NOTABLE ? "fine-tuning" : "neither";
}

/** The comparison of the two methods for this team, feature by feature. */
export const comparisonFor = (simulation: Simulation): readonly ComparisonRow[] =>
  FEATURES.map((feature) => ({
    criterion: feature.name,
    promptEngineering: feature.promptEngineering(simulation.evidence),
    fineTuning: feature.fineTuning(simulation.evidence),
    favours: favoured(feature, simulation),
  }));
