/** Who a number in a calculation comes from: the team, as a fact or for this calculation only, or nobody. */
type Origin = "told" | "supposed" | "assumed";

type Term = {
  /** What it is, after its number: "requests a month". */
  readonly unit: string;
  /** The unit of exactly one, where it differs. */
  readonly one?: string;
  readonly kind: "count" | "us-dollars" | "share";
  readonly least: number;
  readonly most: number;
  /** What is reckoned with when nobody says anything else. */
  readonly usual: (given: Readonly<Partial<Record<string, number>>>) => number;
};

/** A tuned model needs no worked examples and few instructions; a fifth of a 3,000-token prompt is DECISION 0.2's. */
const SHARE_OF_PROMPT_LEFT = 0.2;

/**
 * TABLE: the numbers that a calculation of costs and times rests on, each of which somebody may
 * change. Those without a source of their own are assumptions of this project (DECISION 2.7).
 */
export const TERMS = {
  monthlyRequests: {
    unit: "requests a month",
    one: "request a month",
    kind: "count",
    least: 1,
    most: 1e12,
    usual: () => 50_000,
  },
  promptTokens: {
    unit: "prompt tokens a request",
    one: "prompt token a request",
    kind: "count",
    least: 1,
    most: 1e7,
    usual: () => 3000,
  },
  outputTokens: {
    unit: "answer tokens a request",
    one: "answer token a request",
    kind: "count",
    least: 1,
    most: 1e6,
    usual: () => 150,
  },
  tunedPromptTokens: {
    unit: "prompt tokens a request once the model is tuned",
    one: "prompt token a request once the model is tuned",
    kind: "count",
    least: 1,
    most: 1e7,
    usual: ({ promptTokens = 3000 }) =>
      Math.max(1, Math.round(promptTokens * SHARE_OF_PROMPT_LEFT)),
  },
  cachedShare: {
    unit: "of the prompt remembered by the provider (cached)",
    kind: "share",
    least: 0,
    most: 1,
    usual: () => 0.9,
  },
  trainingExamples: {
    unit: "examples to train on",
    one: "example to train on",
    kind: "count",
    least: 1,
    most: 1e9,
    usual: ({ labelledExamples = 0 }) => Math.max(labelledExamples, 500),
  },
  labelledExamples: {
    unit: "examples labelled already",
    one: "example labelled already",
    kind: "count",
    least: 0,
    most: 1e9,
    usual: () => 0,
  },
  testCases: {
    unit: "test cases to label, on both routes",
    one: "test case to label, on both routes",
    kind: "count",
    least: 0,
    most: 1e7,
    usual: () => 100,
  },
  minutesPerLabel: {
    unit: "minutes to label an example",
    one: "minute to label an example",
    kind: "count",
    least: 0,
    most: 10_000,
    usual: () => 2,
  },
  wagePerHour: {
    unit: "an hour for whoever labels",
    kind: "us-dollars",
    least: 0,
    most: 10_000,
    usual: () => 30,
  },
  labelsPerDay: {
    unit: "examples labelled a day",
    one: "example labelled a day",
    kind: "count",
    least: 1,
    most: 1e7,
    usual: () => 200,
  },
  epochs: {
    unit: "passes over the examples in a run (epochs)",
    one: "pass over the examples in a run (epoch)",
    kind: "count",
    least: 1,
    most: 50,
    usual: () => 3,
  },
  trainingRuns: {
    unit: "training runs until one is good",
    one: "training run until one is good",
    kind: "count",
    least: 1,
    most: 1000,
    usual: () => 3,
  },
  retrainingsPerYear: {
    unit: "retrainings a year",
    one: "retraining a year",
    kind: "count",
    least: 0,
    most: 366,
    usual: () => 2,
  },
  machineTokensPerSecond: {
    unit: "tokens a second from one rented machine",
    one: "token a second from one rented machine",
    kind: "count",
    least: 1,
    most: 1e7,
    usual: () => 2500,
  },
  peakToAverage: {
    unit: "times the average at the busiest hour",
    one: "time the average at the busiest hour",
    kind: "count",
    least: 1,
    most: 1000,
    usual: () => 3,
  },
} as const satisfies Readonly<Record<string, Term>>;

export type TermId = keyof typeof TERMS;
export type Terms = Readonly<Record<TermId, number>>;

export const TERM_IDS = Object.keys(TERMS) as readonly TermId[];

/** The terms of a calculation, and where each comes from. */
export type Settled = {
  readonly terms: Terms;
  readonly origins: Readonly<Record<TermId, Origin>>;
};

/** Below so many tokens that stay the same, providers remember nothing of a prompt (DECISION 2.7). */
const FEWEST_CACHED_TOKENS = 1024;

/** The share of a prompt that is remembered: none of a short one. */
export const cachedShareOf = (promptTokens: number, share: number): number =>
  promptTokens * share >= FEWEST_CACHED_TOKENS ? share : 0;

/** A number brought to the nearest that a term can be. */
export function bounded(id: TermId, value: number): number {
  const { least, most } = TERMS[id];
  return Math.min(most, Math.max(least, value));
}

/** What is known of the terms, and what somebody supposes. */
type Given = {
  readonly told: Partial<Terms>;
  readonly usual?: Partial<Terms>;
  readonly supposed?: Partial<Terms>;
};

/**
 * Settles every term: what somebody supposes for this calculation goes before what was told, and
 * what nobody said is as usual. Numbers outside a term's bounds are brought to the nearest bound.
 */
export function settle({ told, usual = {}, supposed = {} }: Given): Settled {
  const given = { ...usual, ...told, ...supposed };
  const terms: Partial<Record<TermId, number>> = {};
  const origins: Partial<Record<TermId, Origin>> = {};
  for (const id of TERM_IDS) {
    terms[id] = bounded(id, given[id] ?? TERMS[id].usual(given));
    origins[id] =
      supposed[id] !== undefined ? "supposed" : told[id] !== undefined ? "told" : "assumed";
  }
  return { terms: terms as Terms, origins: origins as Settled["origins"] };
}
