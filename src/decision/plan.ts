import type { FindingId } from "../knowledge/findings.ts";
import { tuningDoors } from "../knowledge/tuning-providers.ts";
import type { Alternative } from "./alternatives.ts";
import type { Evidence, Range } from "./facts.ts";
import type { Flip } from "./flips.ts";
import type { Gate } from "./gates.ts";
import { sayNumber } from "./phrasing.ts";
import type { Retrieval } from "./retrieval.ts";
import { middleOf } from "./scale.ts";

/** One step of the plan, with the condition that starts it. */
export type Step = {
  /** When to start: "Now", "When the prompt stops getting better". */
  readonly when: string;
  readonly what: string;
  readonly findings: readonly FindingId[];
};

type Situation = {
  readonly recommendation: Alternative;
  readonly evidence: Evidence;
  readonly retrieval: Retrieval;
  readonly flips: readonly Flip[];
  readonly gates: readonly Gate[];
  readonly today: string;
};

const step = (when: string, what: string, ...findings: FindingId[]): Step => ({
  when,
  what,
  findings,
});

/** The gap that is worth a training run, in percentage points of the team's own measure (DECISION 2.2). */
const WORTH_TRAINING = 3;

/** Labels from which training shows a lasting gain when nothing more exact is known (e44, e45). */
const ENOUGH_EXAMPLES = 500;

const exampleCount = (value: number | Range | undefined): number | undefined =>
  value === undefined ? undefined : middleOf(value);

const testSet = ({ evidenceSet }: { readonly evidenceSet: boolean }): Step =>
  evidenceSet
    ? step(
        "Now",
        "Fix your test set and the score that counts as good enough, before anything is changed.",
        "e68",
      )
    : step(
        "Now",
        "Write down 30 to 100 real cases with the right answer. This is your test set, whichever way you go.",
        "e68",
      );

const prompt = ({ formatStrictness, promptGap }: Evidence): Step =>
  step(
    "Now",
    `${promptGap === "untried" || promptGap === undefined ? "Write" : "Rework"} the prompt: clear instructions, 3 to 10 worked examples${
      formatStrictness === "high" ? ", and structured output for the fixed format" : ""
    }. Measure it on the test set. This takes 1 to 5 days.`,
    ...((formatStrictness === "high" ? ["e60", "e55"] : ["e60"]) satisfies FindingId[]),
  );

const lookUp = ({ way }: Retrieval): readonly Step[] => {
  switch (way) {
    case "none":
      return [];
    case "in-the-prompt":
      return [
        step(
          "Together with the prompt",
          "Put the documents into the prompt itself and let the provider cache them.",
          "e53",
          "e58",
        ),
      ];
    case "search":
      return [
        step(
          "Together with the prompt",
          "Connect your documents, so that the facts are looked up for each question (retrieval).",
          "e01",
          "e53",
        ),
      ];
  }
};

const optimise = step(
  "When hand-written changes stop helping",
  "Let a prompt optimiser try variations against the test set; it often gains as much as training.",
  "e22",
);

/**
 * How many examples to wait for. The flip tells, within bounds: the step starts only when the prompt
 * has been found wanting, and then fewer examples do than the flip, which knows nothing of that.
 */
const enoughFor = (flips: readonly Flip[]): number => {
  const flip = flips.find(
    ({ fact, recommendation }) =>
      fact === "labelledExamples" && recommendation !== "prompt-engineering",
  );
  return typeof flip?.to === "number" ? Math.min(1000, Math.max(50, flip.to)) : ENOUGH_EXAMPLES;
};

const later = ({ flips }: Situation): Step =>
  step(
    `When you have ${sayNumber(enoughFor(flips))} good examples and still miss the goal by ${WORTH_TRAINING} points or more`,
    "Fine-tune a small model and keep it only if it beats the prompt on the test set.",
    "e43",
    "e67",
  );

const collect = ({ evidence }: Situation): readonly Step[] => {
  const count = exampleCount(evidence.labelledExamples);
  if (count !== undefined && count >= ENOUGH_EXAMPLES) return [];
  const how =
    evidence.labelSource === "can-generate"
      ? "let a stronger model write them and have people check a sample"
      : "let people who know the subject label them";
  return [
    step(
      "While the prompt is being tested",
      `Collect examples: start with 50 to 100 good ones, aim for ${sayNumber(ENOUGH_EXAMPLES)}; ${how}. Quality counts more than number.`,
      "e43",
      "e45",
    ),
  ];
};

const chooseModel = ({ evidence, today }: Situation): Step => {
  if (evidence.modelAccess === "open-weights" || evidence.dataSensitivity === "high")
    return step(
      "Before the first run",
      "Pick a small open model that you can run yourselves, and tune it with LoRA (training a small add-on instead of the whole model).",
      "e15",
      "e41",
    );
  const { open, closing, closed } = tuningDoors(today);
  const ending = closing.map(({ name, noNewJobsAfter }) => `${name} (${noNewJobsAfter ?? "soon"})`);
  const examples = open.filter(({ verified }) => verified === "at the source").slice(0, 3);
  return step(
    "Before the first run",
    [
      "Check that a model you may use can still be tuned.",
      `Closed: ${closed.map(({ name }) => name).join("; ")}.`,
      ...(ending.length > 0 ? [`Last day for new jobs: ${ending.join("; ")}.`] : []),
      `Open, for example: ${examples.map(({ name }) => name).join("; ")}; and models you run yourselves (read on ${open[0]?.readOn ?? today}).`,
    ].join(" "),
    "e61",
    "e64",
  );
};

const train = ({ evidence }: Situation): Step => {
  const count = exampleCount(evidence.labelledExamples);
  const first = count !== undefined && count < 100 ? "all of them" : "100 examples";
  const ready =
    count !== undefined && count >= ENOUGH_EXAMPLES ? "When" : "When the examples are ready and";
  return step(
    `${ready} the prompt still misses the goal by ${WORTH_TRAINING} points, or costs too much`,
    `Train once on ${first}, then on twice as many. If doubling no longer helps, stop. Plan three runs and 2 to 5 days of checks.`,
    "e43",
    "e44",
    "e36",
  );
};

const together = step(
  "When the trained model runs",
  "Keep the good prompt in front of it, trained with it in place, and tune the two in turn.",
  "e23",
);

const release = step(
  "When it beats the prompt on the test set, old cases included",
  "Release it, and keep the prompt as the way back.",
  "e67",
  "e12",
);

const keepUp = step(
  "Whenever the rules change or the base model is retired",
  "Test again and retrain; note the base model's end date now.",
  "e62",
  "e66",
);

/** The steps for the team, in order. */
export function planFor(situation: Situation): readonly Step[] {
  const { recommendation, evidence, retrieval, gates } = situation;
  const start = [
    testSet({ evidenceSet: evidence.evaluationSet === "yes" }),
    prompt(evidence),
    ...lookUp(retrieval),
  ];
  switch (recommendation) {
    case "prompt-engineering":
      return [
        ...start,
        optimise,
        ...(gates.some(({ findings }) => findings.includes("e44")) ? collect(situation) : []),
        ...(evidence.tuningAccess === "no" ? [] : [later(situation)]),
      ];
    case "fine-tuning":
      return [
        ...start,
        ...collect(situation),
        chooseModel(situation),
        train(situation),
        release,
        keepUp,
      ];
    case "both":
      return [
        ...start,
        ...collect(situation),
        chooseModel(situation),
        train(situation),
        together,
        release,
        keepUp,
      ];
  }
}
