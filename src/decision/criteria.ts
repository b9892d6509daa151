import type { FindingId } from "../knowledge/findings.ts";
import type { Alternative } from "./alternatives.ts";
import type { FactId, Level } from "./facts.ts";

/**
 * TABLE: what makes an alternative good for a team. One entry is one criterion: the facts it reads,
 * how much it counts, and for every value of those facts how well each alternative does (0 worst,
 * 1 best) with the sentence that says so and the findings behind it.
 *
 * The judgements and weights are ours, made from the findings named; only three numbers on top of
 * them are fitted to published cases (calibration.ts). In an amount's sentence `{value}` stands for the number.
 */
export type Judgement = {
  readonly utility: Readonly<Record<Alternative, number>>;
  readonly because: string;
  readonly findings: readonly FindingId[];
};

const judge = (
  promptEngineering: number,
  fineTuning: number,
  both: number,
  because: string,
  ...findings: FindingId[]
): Judgement => ({
  utility: { "prompt-engineering": promptEngineering, "fine-tuning": fineTuning, both },
  because,
  findings,
});

type Common = { readonly label: string; readonly weight: number };
type Single<F extends FactId> = Common & {
  readonly reads: readonly [F];
  readonly judgements: Readonly<Record<Level<F>, Judgement>>;
};
type Pair<F extends FactId, G extends FactId> = Common & {
  readonly reads: readonly [F, G];
  /** Why the two facts together say more than each alone. */
  readonly interaction: string;
  readonly judgements: Readonly<Record<Level<F>, Readonly<Record<Level<G>, Judgement>>>>;
};

export type Criterion = Common & {
  readonly reads: readonly [FactId] | readonly [FactId, FactId];
  /** The judgement for a combination of levels, in the order of `reads`. */
  readonly judge: (first: string, second?: string) => Judgement;
};

const on = <F extends FactId>({ judgements, ...criterion }: Single<F>): Criterion => ({
  ...criterion,
  judge: (level) => judgements[level as unknown as Level<F>],
});

const onPair = <F extends FactId, G extends FactId>({
  judgements,
  ...criterion
}: Pair<F, G>): Criterion => ({
  ...criterion,
  judge: (first, second) => judgements[first as unknown as Level<F>][second as unknown as Level<G>],
});

const alone = judge(0.4, 0.4, 0.2, "");
const lookUpAndBehave = judge(
  0.3,
  0.2,
  1,
  "Two things are missing, facts and behaviour: look the facts up, and train the behaviour on top of a good prompt.",
  "e23",
  "e67",
);
const learnFromPrompt = judge(
  0.1,
  1,
  0.5,
  "The prompt is good but too dear; a small model can learn from its answers and do the job for less.",
  "e30",
  "e27",
);
const hardAndShort = judge(
  0.3,
  0.3,
  1,
  "The task is hard and prompting alone falls short; prompt and training together go furthest.",
  "e23",
  "e24",
);

export const CRITERIA = {
  gap: on({
    label: "What a good prompt leaves open",
    weight: 3,
    reads: ["promptGap"],
    judgements: {
      none: judge(
        0.9,
        0.5,
        0.35,
        "A prompt already does the job, so training has to pay in some other way.",
        "e60",
      ),
      small: judge(
        0.35,
        0.6,
        0.75,
        "Prompting comes close but not all the way; a modest training set often closes such a gap.",
        "e26",
        "e23",
      ),
      large: judge(
        0.1,
        0.85,
        0.75,
        "Prompting falls far short, and that is where training gains most.",
        "e27",
        "e26",
      ),
      untried: judge(
        0.85,
        0.3,
        0.3,
        "Nobody has pushed the prompt yet, and that is the quickest thing to try.",
        "e60",
        "e22",
      ),
    },
  }),
  examples: on({
    label: "Examples to learn from",
    weight: 3,
    reads: ["labelledExamples"],
    judgements: {
      0: judge(1, 0, 0, "There are no labelled examples to train on yet.", "e44"),
      10: judge(
        1,
        0.1,
        0.1,
        "{value} are too few for training to have a noticeable effect.",
        "e44",
      ),
      50: judge(
        0.65,
        0.5,
        0.4,
        "{value} are enough for a first trial run, not for a lasting gain.",
        "e43",
      ),
      200: judge(
        0.5,
        0.65,
        0.55,
        "{value} are a fair start for training; quality counts more than number.",
        "e45",
      ),
      1000: judge(0.4, 0.8, 0.65, "{value} are a solid training set.", "e42", "e44"),
      5000: judge(
        0.3,
        0.95,
        0.65,
        "{value} are plenty to train a model on a narrow task.",
        "e27",
        "e32",
      ),
      50_000: judge(
        0.25,
        1,
        0.65,
        "{value} are so many that a small trained model can stand in for a large one.",
        "e27",
        "e30",
      ),
    },
  }),
  knowledge: on({
    label: "Facts from outside",
    weight: 2,
    reads: ["knowledgeNeed"],
    judgements: {
      none: judge(
        0.45,
        0.65,
        0.45,
        "It needs no facts from outside, so behaviour is all there is to teach.",
        "e26",
      ),
      static: judge(
        0.75,
        0.3,
        0.55,
        "It needs facts from outside; training is a poor way to teach facts, looking them up works better.",
        "e01",
        "e03",
      ),
      changing: judge(
        0.75,
        0.1,
        0.6,
        "The facts it needs keep changing; a trained model would keep telling the old ones.",
        "e01",
        "e02",
      ),
    },
  }),
  change: on({
    label: "Changing rules",
    weight: 2,
    reads: ["changeRate"],
    judgements: {
      rarely: judge(
        0.45,
        0.6,
        0.45,
        "The rules rarely change, so a trained model stays right for a while.",
        "e66",
      ),
      monthly: judge(
        0.7,
        0.35,
        0.5,
        "The rules change every month or so; each change means another training run.",
        "e66",
        "e60",
      ),
      weekly: judge(
        1,
        0.05,
        0.45,
        "The rules change every week; a prompt follows in minutes, a trained model lags behind.",
        "e66",
        "e60",
      ),
    },
  }),
  runningCost: on({
    label: "Running cost",
    weight: 2,
    reads: ["budget"],
    judgements: {
      low: judge(
        0.25,
        0.85,
        0.5,
        "Each request must be cheap; a small tuned model can replace a large prompted one.",
        "e27",
        "e31",
      ),
      medium: judge(
        0.5,
        0.5,
        0.45,
        "There is some room in the running cost, so it does not decide.",
        "e59",
      ),
      high: judge(
        0.65,
        0.4,
        0.55,
        "Running cost matters less than quality, so a leading model with a good prompt is affordable.",
        "e21",
      ),
    },
  }),
  volume: on({
    label: "Volume",
    weight: 2,
    reads: ["monthlyRequests"],
    judgements: {
      0: judge(0.7, 0.3, 0.35, "At {value} a model of your own would mostly stand idle.", "e37"),
      1000: judge(
        0.7,
        0.3,
        0.35,
        "At {value} a hosted tuned model costs more idle than a prompt costs in use.",
        "e37",
      ),
      10_000: judge(
        0.65,
        0.35,
        0.4,
        "At {value} a hosted tuned model costs more idle than a prompt costs in use.",
        "e37",
      ),
      100_000: judge(0.55, 0.45, 0.45, "At {value} both routes cost about the same to run.", "e58"),
      1_000_000: judge(0.4, 0.6, 0.55, "At {value} every word of a long prompt adds up.", "e59"),
      10_000_000: judge(
        0.15,
        0.9,
        0.65,
        "At {value} a small tuned model pays for itself quickly.",
        "e27",
        "e39",
      ),
      1_000_000_000: judge(
        0.05,
        1,
        0.7,
        "At {value} only a small model of your own is affordable.",
        "e27",
        "e39",
      ),
    },
  }),
  speed: on({
    label: "Speed",
    weight: 2,
    reads: ["latency"],
    judgements: {
      relaxed: judge(
        0.55,
        0.45,
        0.45,
        "Answers may take a few seconds, so a large model with a long prompt is fine.",
        "e34",
      ),
      tight: judge(
        0.2,
        0.8,
        0.7,
        "Answers must come within about a second; a small tuned model with a short prompt is fastest.",
        "e40",
      ),
    },
  }),
  promptLength: on({
    label: "Length of the prompt",
    weight: 1,
    reads: ["promptTokens"],
    judgements: {
      100: judge(
        0.6,
        0.4,
        0.4,
        "The prompt is short already, so training would save little of it.",
        "e58",
      ),
      1000: judge(
        0.55,
        0.45,
        0.45,
        "The prompt is of ordinary length; cached, it costs little.",
        "e58",
      ),
      5000: judge(
        0.5,
        0.5,
        0.5,
        "The prompt is long; caching takes most of its cost away.",
        "e58",
        "e59",
      ),
      20_000: judge(
        0.4,
        0.6,
        0.5,
        "The prompt is very long, and long prompts cost money and attention.",
        "e51",
        "e52",
      ),
      100_000: judge(
        0.35,
        0.65,
        0.5,
        "The prompt is so long that models lose the thread in it.",
        "e51",
        "e52",
      ),
    },
  }),
  task: on({
    label: "Kind of task",
    weight: 2,
    reads: ["taskType"],
    judgements: {
      classification: judge(
        0.4,
        0.7,
        0.35,
        "Sorting into categories is narrow; small trained models often beat large prompted ones at it.",
        "e28",
        "e27",
      ),
      extraction: judge(
        0.35,
        0.75,
        0.4,
        "Pulling out fields is narrow and easy to check, which suits training.",
        "e27",
      ),
      generation: judge(
        0.7,
        0.35,
        0.45,
        "Free writing is hard to capture in examples and easy to steer with a prompt.",
        "e60",
      ),
      summarization: judge(
        0.8,
        0.25,
        0.35,
        "Today's models summarise well from a plain instruction.",
        "e60",
      ),
      qa: judge(
        0.7,
        0.35,
        0.5,
        "Answering questions leans on knowledge, which a prompt can carry and training hardly teaches.",
        "e01",
        "e21",
      ),
      reasoning: judge(
        0.75,
        0.3,
        0.45,
        "Working through problems is where training can do harm and strong models lead.",
        "e16",
        "e21",
      ),
      code: judge(
        0.5,
        0.35,
        0.7,
        "Code has to run: good context in the prompt comes first, training adds the house style.",
        "e33",
        "e23",
      ),
      translation: judge(
        0.7,
        0.4,
        0.4,
        "Many examples in a long prompt go far in translation.",
        "e47",
      ),
      conversation: judge(
        0.5,
        0.45,
        0.6,
        "A conversation needs both: instructions that can change and a tone that holds.",
        "e42",
      ),
      "tool-use": judge(
        0.4,
        0.65,
        0.55,
        "A fixed set of tools is a narrow habit that a small model can learn.",
        "e27",
      ),
    },
  }),
  domain: on({
    label: "Special field",
    weight: 1,
    reads: ["domainSpecialization"],
    judgements: {
      low: judge(
        0.8,
        0.3,
        0.35,
        "It is everyday language, which general models handle as they are.",
        "e60",
      ),
      medium: judge(
        0.55,
        0.5,
        0.45,
        "It has some terms of the trade, which a prompt can explain.",
        "e21",
      ),
      high: judge(
        0.4,
        0.6,
        0.6,
        "It is an expert field, further from what general models have seen.",
        "e27",
      ),
    },
  }),
  format: on({
    label: "Fixed style or format",
    weight: 1.5,
    reads: ["formatStrictness"],
    judgements: {
      low: judge(
        0.6,
        0.4,
        0.4,
        "The content counts and the form is free, which suits a prompt.",
        "e56",
      ),
      medium: judge(0.5, 0.5, 0.5, "The form matters, though not every time.", "e55"),
      high: judge(
        0.35,
        0.6,
        0.7,
        "The same form is wanted every time; training makes it a habit (for plain JSON, structured output does it without).",
        "e42",
        "e55",
      ),
    },
  }),
  difficulty: on({
    label: "Difficulty",
    weight: 1,
    reads: ["taskComplexity"],
    judgements: {
      simple: judge(
        0.6,
        0.65,
        0.2,
        "The task is simple, so doing both would be more than it needs.",
        "e60",
      ),
      moderate: judge(0.5, 0.5, 0.45, "The task takes some thought, as most do.", "e46"),
      complex: judge(
        0.55,
        0.4,
        0.65,
        "The task takes several steps of thought, which strong models do best.",
        "e21",
        "e16",
      ),
    },
  }),
  answerLength: on({
    label: "Length of an answer",
    weight: 0.5,
    reads: ["outputLength"],
    judgements: {
      short: judge(
        0.5,
        0.6,
        0.45,
        "Answers are short, so examples are quick to label and to check.",
        "e28",
      ),
      long: judge(
        0.5,
        0.4,
        0.55,
        "Answers are long, so good examples are laborious to write.",
        "e42",
      ),
    },
  }),
  privacy: on({
    label: "Data must stay inside",
    weight: 1,
    reads: ["dataSensitivity"],
    judgements: {
      low: judge(
        0.55,
        0.45,
        0.5,
        "The data may go to a provider, so the strongest models are within reach.",
        "e21",
      ),
      high: judge(
        0.35,
        0.7,
        0.55,
        "The data must stay inside, so a model you run yourselves has to do; such models gain most from training.",
        "e27",
        "e40",
      ),
    },
  }),
  access: on({
    label: "Models within reach",
    weight: 1.5,
    reads: ["modelAccess"],
    judgements: {
      "api-only": judge(
        0.65,
        0.45,
        0.45,
        "Only models behind a provider's API are within reach, and most of those can no longer be tuned.",
        "e61",
        "e64",
      ),
      "open-weights": judge(
        0.25,
        0.6,
        0.75,
        "You run open models yourselves: they can be tuned, and they need it more.",
        "e27",
        "e15",
      ),
      both: judge(
        0.5,
        0.55,
        0.45,
        "Both kinds of model are within reach, so this does not decide.",
        "e46",
      ),
    },
  }),
  modelSize: on({
    label: "Size of the model",
    weight: 2,
    reads: ["modelSize"],
    judgements: {
      small: judge(
        0.15,
        0.75,
        0.7,
        "A small model has to do the work, and small models gain most from training.",
        "e27",
        "e30",
      ),
      large: judge(
        0.8,
        0.3,
        0.5,
        "A leading model may be used, and it follows a good prompt well.",
        "e21",
      ),
      open: judge(0.5, 0.5, 0.45, "The model is still open, so this does not decide.", "e46"),
    },
  }),
  skill: on({
    label: "Skill on the team",
    weight: 2,
    reads: ["expertise"],
    judgements: {
      none: judge(
        0.85,
        0.2,
        0.25,
        "Nobody has trained a model yet; a prompt is within everybody's reach.",
        "e60",
        "e67",
      ),
      some: judge(
        0.55,
        0.5,
        0.45,
        "There is some experience with training, enough for a managed run.",
        "e35",
      ),
      strong: judge(
        0.4,
        0.55,
        0.75,
        "The team trains models regularly, so upkeep is no obstacle.",
        "e66",
      ),
    },
  }),
  deadline: on({
    label: "Time to launch",
    weight: 2,
    reads: ["weeksToLaunch"],
    judgements: {
      0: judge(1, 0, 0, "It has to be live at once, and only a prompt is ready that fast.", "e60"),
      1: judge(
        1,
        0.1,
        0.1,
        "{value} leave time for a prompt, not for examples, training and checks.",
        "e60",
        "e36",
      ),
      2: judge(
        0.8,
        0.3,
        0.25,
        "{value} are tight for collecting examples, training and checking.",
        "e36",
      ),
      4: judge(
        0.6,
        0.5,
        0.45,
        "{value} are enough for a training run if the examples are there.",
        "e35",
        "e36",
      ),
      8: judge(0.5, 0.55, 0.55, "{value} leave time to try both.", "e35"),
      16: judge(0.45, 0.55, 0.6, "{value} leave plenty of time for both.", "e35"),
      52: judge(0.45, 0.55, 0.6, "There is no hurry, so time does not stand in the way.", "e35"),
    },
  }),
  rawExamples: on({
    label: "Raw material",
    weight: 0.5,
    reads: ["unlabelledExamples"],
    judgements: {
      0: judge(0.65, 0.4, 0.4, "There is hardly any raw material to label.", "e45"),
      100: judge(0.6, 0.45, 0.45, "{value} make a test set rather than a training set.", "e45"),
      1000: judge(0.5, 0.5, 0.5, "{value} can be labelled in a few days.", "e45"),
      10_000: judge(
        0.45,
        0.6,
        0.55,
        "{value} can be labelled by a stronger model for a small one to learn from.",
        "e30",
      ),
      100_000: judge(
        0.4,
        0.65,
        0.6,
        "{value} can be labelled by a stronger model for a small one to learn from.",
        "e30",
      ),
    },
  }),
  measuring: on({
    label: "A way to measure",
    weight: 0.5,
    reads: ["evaluationSet"],
    judgements: {
      yes: judge(
        0.5,
        0.6,
        0.55,
        "There is a test set, so a trained model can prove itself.",
        "e68",
      ),
      no: judge(
        0.65,
        0.35,
        0.35,
        "Without a test set nobody can tell whether training helped.",
        "e68",
        "e67",
      ),
    },
  }),
  factsAndBehaviour: onPair({
    label: "Facts and behaviour together",
    weight: 2,
    reads: ["knowledgeNeed", "promptGap"],
    interaction:
      "Looking facts up cures missing facts, training cures missing behaviour; only when both are missing are both needed.",
    judgements: {
      none: { none: alone, small: alone, large: alone, untried: alone },
      static: { none: alone, small: lookUpAndBehave, large: lookUpAndBehave, untried: alone },
      changing: { none: alone, small: lookUpAndBehave, large: lookUpAndBehave, untried: alone },
    },
  }),
  cheaperStandIn: onPair({
    label: "A cheaper model in its place",
    weight: 2.5,
    reads: ["promptGap", "budget"],
    interaction:
      "A prompt that is good enough settles quality, not cost; when cost is what hurts, its answers are what a small model can learn from.",
    judgements: {
      none: { low: learnFromPrompt, medium: alone, high: alone },
      small: { low: alone, medium: alone, high: alone },
      large: { low: alone, medium: alone, high: alone },
      untried: { low: alone, medium: alone, high: alone },
    },
  }),
  hardAndShort: onPair({
    label: "Hard task, prompt falls short",
    weight: 2,
    reads: ["taskComplexity", "promptGap"],
    interaction:
      "On a hard task a gap is seldom one of habit alone, so training without a careful prompt leaves part of it open.",
    judgements: {
      simple: { none: alone, small: alone, large: alone, untried: alone },
      moderate: { none: alone, small: alone, large: alone, untried: alone },
      complex: { none: alone, small: hardAndShort, large: hardAndShort, untried: alone },
    },
  }),
} as const satisfies Readonly<Record<string, Criterion>>;

export type CriterionId = keyof typeof CRITERIA;
export const CRITERION_IDS = Object.keys(CRITERIA) as readonly CriterionId[];
