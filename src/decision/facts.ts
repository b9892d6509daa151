/**
 * TABLE: what the decision depends on. One entry is one fact: how it is asked, why, its values with
 * the words a newcomer understands, and how likely each value is before anyone has spoken.
 *
 * A `choice` has named values. An `amount` is a number ≥ 0; its values are the knots of a scale,
 * and a number between two knots counts as a mixture of both, linear in log10(1 + n), so that 499
 * and 500 never differ by a jump.
 *
 * Priors are our judgement, informed by the base rates in the evidence table (most teams prompt,
 * few tune: e65). They need not sum to 1 here; they are normalised where they are used.
 */

/** The facts on which another fact's prior may depend. */
type Parent = "taskType" | "labelSource";

type Value = {
  /** What stands on the button. */
  readonly label: string;
  /** The same as a clause, said to the team: "the data must stay inside". */
  readonly says: string;
  readonly prior: number;
};

type Common<V> = {
  /** What the fact is called in a list: "Labelled examples". */
  readonly name: string;
  readonly question: string;
  /** One sentence: why the answer matters. */
  readonly why: string;
  readonly values: V;
  /** How much an answer costs the person, relative to a quick click; `never`: read when offered, not asked. */
  readonly asking: number | "never";
  /** True when the team cannot change it, so that "what would change it" never proposes it. */
  readonly given?: true;
  /** Prior weights in the order of `values`, for some values of another fact. */
  readonly priorBy?: {
    readonly fact: Parent;
    readonly rows: Readonly<Record<string, readonly number[]>>;
  };
};

export type Range = { readonly low: number; readonly high: number };

/** A button under the question of an amount. */
type AmountChoice = { readonly label: string; readonly value: number | Range };

type ChoiceFact<V> = Common<V> & { readonly kind: "choice" };
type AmountFact<V> = Common<V> & {
  readonly kind: "amount";
  /** What is counted, as it follows a number: "8,000 labelled examples". */
  readonly unit: { readonly one: string; readonly many: string };
  readonly choices: readonly AmountChoice[];
  /** The largest number that is believed; anything above is a slip of the keyboard. */
  readonly most: number;
  /** Zero is not a possible value. */
  readonly positive?: true;
  /** A choice that follows from the number, so that it need not be asked. */
  readonly implies?: { readonly fact: string; readonly value: (amount: number) => string };
};

const choice = <const V extends Readonly<Record<string, Value>>>(
  fact: Common<V>,
): ChoiceFact<V> => ({ kind: "choice", ...fact });

const amount = <const V extends Readonly<Record<number, { readonly prior: number }>>>(
  fact: Omit<AmountFact<V>, "kind">,
): AmountFact<V> => ({ kind: "amount", ...fact });

export const FACTS = {
  taskType: choice({
    name: "Task",
    question: "What should the model do?",
    why: "Narrow tasks such as sorting and extracting gain most from training; open ones gain least.",
    asking: 1,
    given: true,
    values: {
      classification: {
        label: "Sort things into categories",
        says: "the task is sorting things into categories",
        prior: 26,
      },
      extraction: {
        label: "Pull fields out of text",
        says: "the task is pulling fields out of text",
        prior: 14,
      },
      generation: { label: "Write text", says: "the task is writing text", prior: 12 },
      summarization: { label: "Summarise", says: "the task is summarising", prior: 8 },
      qa: { label: "Answer questions", says: "the task is answering questions", prior: 16 },
      reasoning: {
        label: "Work through problems",
        says: "the task is working through problems",
        prior: 4,
      },
      code: {
        label: "Write code or queries",
        says: "the task is writing code or queries",
        prior: 8,
      },
      translation: { label: "Translate", says: "the task is translation", prior: 3 },
      conversation: {
        label: "Hold a conversation",
        says: "the task is holding a conversation",
        prior: 6,
      },
      "tool-use": {
        label: "Call tools or APIs",
        says: "the task is calling tools or APIs",
        prior: 3,
      },
    },
  }),
  labelledExamples: amount({
    name: "Labelled examples",
    unit: { one: "labelled example", many: "labelled examples" },
    question: "How many examples with the right answer do you have?",
    why: "Fine-tuning learns from them; a few dozen good ones also test any prompt.",
    asking: 1,
    most: 1e9,
    choices: [
      { label: "Fewer than 10", value: { low: 0, high: 9 } },
      { label: "10 to 100", value: { low: 10, high: 100 } },
      { label: "100 to 1,000", value: { low: 100, high: 1000 } },
      { label: "1,000 to 10,000", value: { low: 1000, high: 10_000 } },
      { label: "More than 10,000", value: { low: 10_000, high: 100_000 } },
    ],
    values: {
      0: { prior: 12 },
      10: { prior: 8 },
      50: { prior: 12 },
      200: { prior: 20 },
      1000: { prior: 22 },
      5000: { prior: 16 },
      50_000: { prior: 10 },
    },
    priorBy: {
      fact: "labelSource",
      rows: {
        have: [0, 2, 8, 20, 30, 25, 15],
        "can-collect": [10, 12, 25, 28, 17, 6, 2],
        "can-generate": [20, 10, 15, 20, 20, 10, 5],
        hardly: [45, 25, 20, 10, 0, 0, 0],
      },
    },
  }),
  labelSource: choice({
    name: "Where labels come from",
    question: "Where would examples with the right answer come from?",
    why: "Without a source of examples there is nothing to train on, whatever else speaks for it.",
    asking: 1,
    values: {
      have: {
        label: "We already have them",
        says: "you already have labelled examples",
        prior: 35,
      },
      "can-collect": {
        label: "Our people can label some",
        says: "your people can label examples",
        prior: 30,
      },
      "can-generate": {
        label: "A stronger model can write them",
        says: "a stronger model can write the examples",
        prior: 15,
      },
      hardly: {
        label: "Hardly anywhere",
        says: "there is hardly any source of labelled examples",
        prior: 20,
      },
    },
  }),
  unlabelledExamples: amount({
    name: "Raw examples",
    unit: { one: "raw example without a label", many: "raw examples without labels" },
    question: "How many raw inputs without labels do you have?",
    why: "A stronger model or your experts can label them later.",
    asking: 1.5,
    most: 1e12,
    choices: [
      { label: "Hardly any", value: { low: 0, high: 100 } },
      { label: "Hundreds", value: { low: 100, high: 1000 } },
      { label: "Thousands", value: { low: 1000, high: 10_000 } },
      { label: "More", value: { low: 10_000, high: 1_000_000 } },
    ],
    values: {
      0: { prior: 15 },
      100: { prior: 15 },
      1000: { prior: 25 },
      10_000: { prior: 25 },
      100_000: { prior: 20 },
    },
  }),
  promptGap: choice({
    name: "How far prompting gets",
    question: "How far does your best prompt fall short of what you need?",
    why: "If a prompt is already good enough, training must earn its keep in some other way.",
    asking: 1,
    values: {
      none: { label: "It is good enough", says: "prompting is already good enough", prior: 18 },
      small: { label: "A little short", says: "prompting falls a little short", prior: 24 },
      large: { label: "Far short", says: "prompting falls far short", prior: 26 },
      untried: {
        label: "We have not really tried",
        says: "prompting has not really been tried",
        prior: 32,
      },
    },
  }),
  domainSpecialization: choice({
    name: "Special field",
    question: "How special is the language or subject?",
    why: "The further from everyday text, the less a general model knows by itself.",
    asking: 1,
    given: true,
    values: {
      low: { label: "Everyday language", says: "it is everyday language", prior: 25 },
      medium: { label: "Some trade terms", says: "it has some terms of the trade", prior: 45 },
      high: {
        label: "Expert field or rare language",
        says: "it is an expert field or a rare language",
        prior: 30,
      },
    },
  }),
  formatStrictness: choice({
    name: "Fixed style or format",
    question: "Must every answer hit an exact style or format?",
    why: "A habit is easier to train than to describe; plain JSON, though, no longer needs training.",
    asking: 1,
    values: {
      low: { label: "No, content counts", says: "style and format are free", prior: 40 },
      medium: { label: "Mostly", says: "style or format mostly matters", prior: 30 },
      high: {
        label: "Yes, every time",
        says: "style or format must be exact every time",
        prior: 30,
      },
    },
  }),
  taskComplexity: choice({
    name: "Difficulty",
    question: "How hard is the task for a person who knows the subject?",
    why: "Simple tasks rarely need training; hard ones often want a strong model and a good prompt.",
    asking: 1,
    given: true,
    values: {
      simple: { label: "Simple, one glance", says: "the task is simple", prior: 25 },
      moderate: { label: "Takes some thought", says: "the task takes some thought", prior: 50 },
      complex: {
        label: "Several steps of thought",
        says: "the task takes several steps of thought",
        prior: 25,
      },
    },
  }),
  knowledgeNeed: choice({
    name: "Needs facts from outside",
    question: "Does it need facts the model cannot know, such as your documents or prices?",
    why: "Training teaches behaviour, not facts; facts are better looked up when the question comes.",
    asking: 1,
    values: {
      none: { label: "No", says: "it needs no facts from outside", prior: 55 },
      static: {
        label: "Yes, they rarely change",
        says: "it needs facts from outside that rarely change",
        prior: 22,
      },
      changing: {
        label: "Yes, and they change",
        says: "it needs facts from outside that keep changing",
        prior: 23,
      },
    },
    priorBy: {
      fact: "taskType",
      rows: {
        qa: [20, 40, 40],
        conversation: [35, 30, 35],
        classification: [75, 13, 12],
        extraction: [80, 10, 10],
        summarization: [80, 10, 10],
        translation: [85, 10, 5],
      },
    },
  }),
  changeRate: choice({
    name: "How often rules change",
    question: "How often do the categories, rules or policy change?",
    why: "A prompt is edited in minutes; a tuned model has to be trained again.",
    asking: 1,
    values: {
      rarely: { label: "Rarely", says: "categories and rules rarely change", prior: 60 },
      monthly: {
        label: "Every month or so",
        says: "categories or rules change every month or so",
        prior: 25,
      },
      weekly: {
        label: "Every week or more",
        says: "categories or rules change every week or more often",
        prior: 15,
      },
    },
  }),
  monthlyRequests: amount({
    name: "Requests a month",
    unit: { one: "request a month", many: "requests a month" },
    question: "How many requests a month?",
    why: "At large volume every word in the prompt is paid for again and again.",
    asking: 1,
    most: 1e13,
    choices: [
      { label: "Under 10,000", value: { low: 100, high: 10_000 } },
      { label: "10,000 to 100,000", value: { low: 10_000, high: 100_000 } },
      { label: "100,000 to 1 million", value: { low: 100_000, high: 1_000_000 } },
      { label: "More than 1 million", value: { low: 1_000_000, high: 100_000_000 } },
    ],
    values: {
      0: { prior: 2 },
      1000: { prior: 18 },
      10_000: { prior: 30 },
      100_000: { prior: 27 },
      1_000_000: { prior: 15 },
      10_000_000: { prior: 6 },
      1_000_000_000: { prior: 2 },
    },
  }),
  latency: choice({
    name: "Speed needed",
    question: "Must answers come within about a second?",
    why: "A small tuned model answers faster than a large one with a long prompt.",
    asking: 1,
    values: {
      relaxed: { label: "No, seconds are fine", says: "an answer may take seconds", prior: 78 },
      tight: { label: "Yes", says: "answers must come within about a second", prior: 22 },
    },
  }),
  expertise: choice({
    name: "Machine learning skill",
    question: "Has anyone on the team trained a model before?",
    why: "Fine-tuning needs someone to prepare data, judge runs and repeat them.",
    asking: 1,
    values: {
      none: { label: "No", says: "nobody on the team has trained a model", prior: 35 },
      some: { label: "A little", says: "the team has trained a model once or twice", prior: 40 },
      strong: { label: "Yes, regularly", says: "the team trains models regularly", prior: 25 },
    },
  }),
  budget: choice({
    name: "Money for running it",
    question: "How much room is there in the running cost?",
    why: "When each request must be cheap, a small tuned model can replace a large prompted one.",
    asking: 1,
    values: {
      low: { label: "Little, it must be cheap", says: "running it must be cheap", prior: 35 },
      medium: { label: "Some", says: "there is some room in the running cost", prior: 45 },
      high: {
        label: "Plenty, quality first",
        says: "quality comes before running cost",
        prior: 20,
      },
    },
  }),
  weeksToLaunch: amount({
    name: "Weeks to launch",
    unit: { one: "week to launch", many: "weeks to launch" },
    question: "In how many weeks must it be live?",
    why: "A prompt is ready in days; collecting examples, training and checking take weeks.",
    asking: 1,
    most: 1000,
    choices: [
      { label: "This week", value: 1 },
      { label: "2 to 4 weeks", value: { low: 2, high: 4 } },
      { label: "1 to 3 months", value: { low: 4, high: 13 } },
      { label: "No hurry", value: 26 },
    ],
    values: {
      0: { prior: 2 },
      1: { prior: 8 },
      2: { prior: 14 },
      4: { prior: 24 },
      8: { prior: 24 },
      16: { prior: 18 },
      52: { prior: 10 },
    },
  }),
  dataSensitivity: choice({
    name: "Data may leave",
    question: "May the data leave your organisation, for example to a model provider?",
    why: "If not, you run an open model yourselves, and those gain most from tuning.",
    asking: 1,
    values: {
      low: { label: "Yes, that is fine", says: "the data may go to a provider", prior: 72 },
      high: { label: "No, it must stay inside", says: "the data must stay inside", prior: 28 },
    },
  }),
  modelAccess: choice({
    name: "Models you may use",
    question: "Which models may you use?",
    why: "It decides what can be tuned at all, and how good a prompt alone can be.",
    asking: 1,
    values: {
      "api-only": {
        label: "Only through a provider's API",
        says: "only models behind a provider's API may be used",
        prior: 45,
      },
      "open-weights": {
        label: "Only open models we run",
        says: "only open models that you run may be used",
        prior: 20,
      },
      both: {
        label: "Either",
        says: "open models and providers' models may both be used",
        prior: 35,
      },
    },
  }),
  modelSize: choice({
    name: "Model in production",
    question: "Which size of model has to do the work in the end?",
    why: "Small models gain a lot from tuning; the largest ones gain little and follow prompts well.",
    asking: 1.2,
    values: {
      small: {
        label: "A small one (up to about 13B)",
        says: "a small model has to do the work",
        prior: 30,
      },
      large: {
        label: "A large, leading one",
        says: "a large, leading model may do the work",
        prior: 35,
      },
      open: { label: "Whichever is best", says: "the size of the model is open", prior: 35 },
    },
  }),
  tuningAccess: choice({
    name: "A model you may tune",
    question: "Is there a model that you are able to fine-tune?",
    why: "Several providers have closed hosted tuning; without a model to tune the question is settled.",
    asking: 1.5,
    values: {
      yes: { label: "Yes", says: "there is a model you can fine-tune", prior: 97 },
      no: { label: "No", says: "there is no model you can fine-tune", prior: 3 },
    },
  }),
  evaluationSet: choice({
    name: "Test set",
    question: "Do you have a test set, cases with known answers to measure against?",
    why: "Without one nobody can tell whether a prompt or a trained model is better.",
    asking: 1.2,
    values: {
      yes: { label: "Yes", says: "there is a test set", prior: 40 },
      no: { label: "Not yet", says: "there is no test set yet", prior: 60 },
    },
  }),
  corpusSize: choice({
    name: "Size of the documents",
    question: "How much text holds the facts it needs?",
    why: "Up to about 500 pages fit into the prompt; more has to be searched.",
    asking: 1.5,
    values: {
      small: {
        label: "Up to about 500 pages",
        says: "the documents are up to about 500 pages",
        prior: 40,
      },
      large: { label: "More", says: "the documents are more than about 500 pages", prior: 60 },
    },
  }),
  outputLength: choice({
    name: "Length of an answer",
    question: "How long is one answer?",
    why: "Short answers are easy to label and to check; long ones need more care on both routes.",
    asking: 1,
    given: true,
    values: {
      short: { label: "A word to a few sentences", says: "answers are short", prior: 65 },
      long: { label: "Longer", says: "answers are long", prior: 35 },
    },
  }),
  promptTokens: amount({
    name: "Prompt length",
    unit: { one: "prompt token per request", many: "prompt tokens per request" },
    question: "How long is the prompt, in tokens (about ¾ of a word each)?",
    why: "A tuned model can do without long instructions and examples.",
    asking: 2,
    most: 1e8,
    positive: true,
    choices: [
      { label: "Under 1,000", value: { low: 100, high: 1000 } },
      { label: "1,000 to 5,000", value: { low: 1000, high: 5000 } },
      { label: "More", value: { low: 5000, high: 50_000 } },
    ],
    values: {
      100: { prior: 15 },
      1000: { prior: 40 },
      5000: { prior: 30 },
      20_000: { prior: 12 },
      100_000: { prior: 3 },
    },
  }),
  budgetPerMonth: amount({
    name: "Budget a month",
    unit: { one: "US$ a month", many: "US$ a month" },
    question: "How many US dollars a month may it cost to run?",
    why: "When each request must be cheap, a small tuned model can replace a large prompted one.",
    asking: "never",
    most: 1e10,
    choices: [],
    values: { 0: { prior: 1 } },
    // About what a small hosted deployment costs idle in a month (e37), and four times that.
    implies: {
      fact: "budget",
      value: (usd) => (usd < 1250 ? "low" : usd < 5000 ? "medium" : "high"),
    },
  }),
  latencyMs: amount({
    name: "Time allowed per answer",
    unit: { one: "millisecond per answer", many: "milliseconds per answer" },
    question: "How many milliseconds may an answer take?",
    why: "A small tuned model answers faster than a large one with a long prompt.",
    asking: "never",
    most: 1e9,
    positive: true,
    choices: [],
    values: { 1: { prior: 1 } },
    implies: { fact: "latency", value: (ms) => (ms <= 1000 ? "tight" : "relaxed") },
  }),
  outputTokens: amount({
    name: "Answer length in tokens",
    unit: { one: "answer token per request", many: "answer tokens per request" },
    question: "How long is an answer, in tokens (about ¾ of a word each)?",
    why: "Short answers are easy to label and to check.",
    asking: "never",
    most: 1e8,
    positive: true,
    choices: [],
    values: { 1: { prior: 1 } },
    implies: { fact: "outputLength", value: (tokens) => (tokens <= 200 ? "short" : "long") },
  }),
} as const;

export type FactId = keyof typeof FACTS;
export type Level<F extends FactId> = keyof (typeof FACTS)[F]["values"];
export type FactValue<F extends FactId> = (typeof FACTS)[F]["kind"] extends "amount"
  ? number | Range
  : Level<F>;

/** What is known so far. An absent fact is unknown and counts with its prior. */
export type Evidence = { readonly [F in FactId]?: FactValue<F> };

export const FACT_IDS = Object.keys(FACTS) as readonly FactId[];

/** One value for every fact. */
export const byFact = <T>(of: (fact: FactId) => T): Readonly<Record<FactId, T>> =>
  Object.fromEntries(FACT_IDS.map((fact) => [fact, of(fact)])) as Record<FactId, T>;
