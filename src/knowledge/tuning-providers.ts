import type { FindingId } from "./findings.ts";

/** A place where a model can be tuned, or could once. Dates are ISO; a bare month where no day is known. */
export type TuningProvider = {
  readonly name: string;
  /** What can be tuned there; absent where nothing ever could. */
  readonly tunes?: string;
  /** Who may still start a job, where that is not everybody. */
  readonly onlyFor?: string;
  /** Since when nobody can start a job. */
  readonly closedSince?: string;
  /** The last day on which a new job is certain to be possible. */
  readonly noNewJobsAfter?: string;
  /** The day on which what was tuned there stops answering. */
  readonly endsOn?: string;
  /** The fewest examples a job accepts, where the provider says so. */
  readonly minimumExamples?: number;
  /** How many the provider recommends, in words. */
  readonly recommended?: string;
  readonly sources: readonly [string, ...string[]];
  /** The day on which the sources were read. */
  readonly readOn: string;
  /** Whether the facts were read on the provider's own pages or quoted elsewhere. */
  readonly verified: "at the source" | "second-hand";
  /** What else is worth knowing before choosing it. */
  readonly note?: string;
};

const READ_ON = "2026-11-23";

/** TABLE: where fine-tuning is offered, where it is ending, and where it is not. */
export const TUNING_PROVIDERS: readonly TuningProvider[] = [
  {
    name: "OpenAI",
    tunes: "gpt-4o, gpt-4o-mini, gpt-4.1 and gpt-4.1-mini",
    onlyFor: "organisations that have tuned there before and still use the result",
    noNewJobsAfter: "2027-01-06",
    endsOn: "2027-01-14",
    minimumExamples: 10,
    recommended: "start with 50 well-crafted examples; improvement shows at 50 to 100",
    sources: [
      "https://developers.openai.com/api/docs/deprecations",
      "https://developers.openai.com/docs/guides/distillation",
      "https://codersera.com/blog/gpt-4o-gpt-4-1-api-shutdown-migration-2026/",
    ],
    readOn: READ_ON,
    verified: "at the source",
    note: "New organisations lost access on 2026-05-07, inactive ones on 2026-07-02. The day on which tuned models stop was read on secondary pages; the named replacement, gpt-6-luna, cannot be tuned.",
  },
  {
    name: "Azure OpenAI (Foundry), gpt-4o family",
    tunes: "gpt-4o and gpt-4o-mini",
    onlyFor: "existing customers",
    noNewJobsAfter: "2027-04-01",
    endsOn: "2027-10-01",
    minimumExamples: 10,
    recommended: "hundreds, if not thousands; 10 are not enough to notice",
    sources: [
      "https://learn.microsoft.com/azure/foundry/openai/concepts/model-retirements",
      "https://learn.microsoft.com/azure/foundry/openai/how-to/fine-tuning",
    ],
    readOn: READ_ON,
    verified: "at the source",
    note: "Training ends no earlier than the date given.",
  },
  {
    name: "Azure OpenAI (Foundry), gpt-4.1 family",
    tunes: "the gpt-4.1 models",
    onlyFor: "existing customers",
    noNewJobsAfter: "2027-04-14",
    endsOn: "2027-10-14",
    minimumExamples: 10,
    recommended: "hundreds, if not thousands; 10 are not enough to notice",
    sources: [
      "https://learn.microsoft.com/azure/foundry/openai/concepts/model-retirements",
      "https://learn.microsoft.com/azure/foundry/openai/how-to/fine-tuning",
      "https://learn.microsoft.com/azure/foundry/openai/how-to/fine-tuning-cost-management",
    ],
    readOn: READ_ON,
    verified: "at the source",
    note: "Training ends no earlier than the date given; an idle deployment costs about $1,241 a month and is deleted after 15 days without calls.",
  },
  {
    name: "Azure Foundry, open-weights models",
    tunes: "Ministral-3B, Qwen-32B, Llama-3.3-70B and gpt-oss-20b",
    sources: [
      "https://khawarhabib.com/blogs/customizing-frontier-models-in-the-microsoft-foundry-portal",
      "https://learn.microsoft.com/azure/foundry/fine-tuning/overview",
    ],
    readOn: READ_ON,
    verified: "second-hand",
    note: "Reported as a public preview.",
  },
  {
    name: "Google Vertex AI",
    tunes: "Gemini Flash models of the 3.1 and 3.5 families, among others",
    recommended: "start with 100, scale to thousands; quality over quantity",
    sources: [
      "https://docs.cloud.google.com/gemini-enterprise-agent-platform/reference/models/tuning",
      "https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/tuning/supervised-tuning/prepare-data",
    ],
    readOn: READ_ON,
    verified: "at the source",
    note: "Now part of the Gemini Enterprise Agent Platform.",
  },
  {
    name: "Amazon Bedrock Nova",
    tunes: "Nova Micro, Lite and Pro",
    recommended: "at least 100 examples per task",
    sources: [
      "https://docs.aws.amazon.com/nova/latest/userguide/fine-tune-prepare-data-understanding.html",
      "https://docs.aws.amazon.com/nova/latest/userguide/customize-fine-tune-hyperparameters.html",
      "https://docs.aws.amazon.com/bedrock/latest/userguide/cm-hp-nova-mm.html",
    ],
    readOn: READ_ON,
    verified: "at the source",
  },
  {
    name: "Mistral",
    tunes: "Mistral models",
    sources: [
      "https://docs.mistral.ai/capabilities/finetuning/",
      "https://docs.mistral.ai/capabilities/finetuning/text_finetuning",
    ],
    readOn: READ_ON,
    verified: "at the source",
    note: "A job costs at least $4 and a stored model $2 a month; cost and duration can be seen before a job starts.",
  },
  {
    name: "Together AI",
    tunes: "open-weights models, with LoRA by default",
    recommended: "hundreds to thousands for a well-defined task",
    sources: [
      "https://docs.together.ai/docs/fine-tuning/data-preparation",
      "https://docs.together.ai/docs/fine-tuning/pricing",
    ],
    readOn: READ_ON,
    verified: "at the source",
  },
  {
    name: "Fireworks AI",
    tunes: "open-weights models, with LoRA",
    minimumExamples: 3,
    sources: [
      "https://docs.fireworks.ai/fine-tuning/fine-tuning-models",
      "https://docs.fireworks.ai/faq/billing-pricing-usage/pricing/cost-structure",
    ],
    readOn: READ_ON,
    verified: "at the source",
    note: "The tuned model needs a dedicated deployment, which up to 100 of them can share.",
  },
  {
    name: "IBM watsonx.ai",
    tunes: "models that watsonx.ai offers for tuning",
    minimumExamples: 50,
    recommended: "100 to 1,000; at most 10 class labels, balanced",
    sources: ["https://www.ibm.com/docs/en/watsonx/saas?topic=models-data-formats-tuning"],
    readOn: READ_ON,
    verified: "at the source",
  },
  {
    name: "Oracle OCI",
    tunes: "models that OCI Generative AI offers for tuning",
    minimumExamples: 32,
    sources: [
      "https://docs.cloud.oracle.com/iaas/Content/generative-ai/training-data-requirements.htm",
    ],
    readOn: READ_ON,
    verified: "at the source",
  },
  {
    name: "Cohere",
    tunes: "chat models, until it was deprecated",
    closedSince: "2025-09-15",
    sources: ["https://docs.cohere.com/docs/chat-fine-tuning"],
    readOn: READ_ON,
    verified: "at the source",
  },
  {
    name: "Gemini API",
    tunes: "Gemini models, until May 2025",
    closedSince: "2025-05",
    sources: ["https://ai.google.dev/gemini-api/docs/model-tuning"],
    readOn: READ_ON,
    verified: "at the source",
    note: "Gemini models can still be tuned on Vertex AI.",
  },
  {
    name: "Claude API",
    sources: ["https://platform.claude.com/docs/en/about-claude/glossary"],
    readOn: READ_ON,
    verified: "at the source",
  },
  {
    name: "Self-hosted LoRA",
    tunes: "any open-weights model whose licence allows it",
    sources: ["https://huggingface.co/papers/2106.09685"],
    readOn: READ_ON,
    verified: "at the source",
    note: "Nobody can close this door, but the machines and the upkeep are yours.",
  },
];

/** The fewest examples that OpenAI and Azure accept. Only Fireworks says it takes fewer; others ask for more. */
export const MINIMUM_EXAMPLES: {
  readonly count: number;
  readonly findings: readonly FindingId[];
  readonly source: string;
  readonly exception: { readonly provider: string; readonly count: number };
} = {
  count: 10,
  findings: ["e43", "e44"],
  source: "https://learn.microsoft.com/azure/foundry/openai/how-to/fine-tuning",
  exception: { provider: "Fireworks AI", count: 3 },
};

type Door = "open" | "closing" | "closed";

/** Dates in ISO compare as text, a bare month as its beginning. */
function doorOn({ tunes, closedSince, noNewJobsAfter }: TuningProvider, today: string): Door {
  const isShut =
    tunes === undefined ||
    (closedSince !== undefined && closedSince <= today) ||
    (noNewJobsAfter !== undefined && noNewJobsAfter < today);
  if (isShut) return "closed";
  return closedSince === undefined && noNewJobsAfter === undefined ? "open" : "closing";
}

/**
 * Where a tuning job can be started on a day: open with no end in sight, closing with a date set, or
 * closed. "closing" may be for existing customers only; see `onlyFor`.
 *
 * @param today an ISO date, such as 2026-11-23.
 */
export function tuningDoors(today: string): Readonly<Record<Door, readonly TuningProvider[]>> {
  const on = (door: Door) =>
    TUNING_PROVIDERS.filter((provider) => doorOn(provider, today) === door);
  return { open: on("open"), closing: on("closing"), closed: on("closed") };
}
