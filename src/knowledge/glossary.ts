import type { FindingId } from "./findings.ts";
import { statementsAbout } from "./statements.ts";
import type { Subject } from "./statements.ts";

/** What a word means, for a mixed team. */
export type Entry = {
  readonly term: string;
  /** Other names and spellings, in lower case. */
  readonly also: readonly string[];
  readonly definition: string;
  /** The finding behind it, where it is more than a convention. */
  readonly finding?: FindingId;
  /** Set when the document itself speaks about it. */
  readonly subject?: Subject;
};

const documented = (subject: Subject): string =>
  statementsAbout(subject, "definition")[0]?.text ?? "";

/** TABLE: the words the bot uses, and those people ask about. */
export const GLOSSARY: readonly Entry[] = [
  {
    term: "fine-tuning",
    also: [
      "fine tuning",
      "finetuning",
      "fine tunning",
      "fine-tunning",
      "finetunning",
      "fine-tune",
      "fine tune",
      "finetune",
      "tuning",
      "training a model",
      "sft",
      "supervised fine-tuning",
    ],
    definition: documented("fine-tuning"),
    subject: "fine-tuning",
  },
  {
    term: "prompt engineering",
    also: [
      "prompt-engineering",
      "prompting",
      "prompt design",
      "prompt engeneering",
      "prompt enginering",
      "promt engineering",
    ],
    definition: documented("prompt-engineering"),
    subject: "prompt-engineering",
  },
  {
    term: "both",
    also: ["combining both", "using both", "both together", "the combination"],
    definition:
      "A prompt worked out first, then a model trained that runs with this prompt. It costs what both cost.",
    subject: "both",
  },
  {
    term: "retrieval",
    also: [
      "rag",
      "retrieval (rag)",
      "retrieval augmented generation",
      "retrieval-augmented generation",
      "grounding",
    ],
    definition:
      "Looking up the fitting passages in your own documents for each question and putting them into the prompt. It brings in facts, and facts that change.",
    finding: "e01",
  },
  {
    term: "large language model",
    also: [
      "llm",
      "llms",
      "large language model (llm)",
      "language model",
      "large language models",
      "foundation model",
    ],
    definition:
      "A program that has learned from a great deal of text to continue text, and so can answer, sort, summarise or write.",
  },
  {
    term: "token",
    also: ["tokens"],
    definition:
      "The piece of text a model counts in, about three quarters of an English word. Prices and limits are per token.",
  },
  {
    term: "prompt",
    also: ["prompts", "promt", "instructions"],
    definition: "The text a model is given: instructions, perhaps some examples, and the question.",
  },
  {
    term: "system prompt",
    also: ["system prompts", "system message", "developer message"],
    definition:
      "The part of the prompt that stays the same for every question: who the model speaks for, and by which rules.",
  },
  {
    term: "labelled example",
    also: [
      "labelled examples",
      "label",
      "labels",
      "labeled example",
      "labeled examples",
      "labelled data",
      "labeled data",
      "training examples",
      "training example",
      "training data",
    ],
    definition: "An input together with the right answer, such as a ticket with its category.",
  },
  {
    term: "test set",
    also: [
      "test sets",
      "evaluation set",
      "evaluation sets",
      "eval set",
      "eval",
      "evals",
      "golden set",
      "evaluation",
      "benchmark",
    ],
    definition: "Cases with known answers that are kept aside, to measure whether a change helps.",
    finding: "e68",
  },
  {
    term: "few-shot",
    also: [
      "few shot",
      "fewshot",
      "few-shot prompting",
      "few-shot examples",
      "in-context learning",
      "icl",
      "many-shot",
    ],
    definition:
      "Showing the model some worked examples inside the prompt; with hundreds of them it is called many-shot.",
    finding: "e47",
  },
  {
    term: "LoRA",
    also: ["qlora", "adapter", "adapters", "peft", "parameter-efficient fine-tuning"],
    definition:
      "A way of fine-tuning that trains a small add-on instead of the whole model, which needs far less memory.",
    finding: "e40",
  },
  {
    term: "distillation",
    also: ["distilation", "distil", "distill", "teacher model", "model distillation"],
    definition: "Having a strong model write the answers that a small model then learns from.",
    finding: "e30",
  },
  {
    term: "open-weights model",
    also: [
      "open-weights models",
      "open-weight model",
      "open weights model",
      "open weights",
      "open-weights",
      "open model",
      "open models",
      "open source model",
      "open-source model",
    ],
    definition:
      "A model whose parameters, the numbers it has learned, can be downloaded, so that you can run and tune it yourself. Its licence says what else is allowed.",
  },
  {
    term: "self-hosting",
    also: [
      "self hosting",
      "self-host",
      "self host",
      "self-hosted",
      "on-prem",
      "on-premises",
      "on premise",
    ],
    definition:
      "Running the model on machines that you own or rent, so that the data stays with you. Keeping them running is then your work too.",
  },
  {
    term: "API-only model",
    also: [
      "api-only models",
      "api only model",
      "api-only",
      "api only",
      "api",
      "hosted model",
      "closed model",
      "proprietary model",
    ],
    definition:
      "A model that you can only use over the network, through its provider's interface (API). Whether it can be tuned is the provider's decision.",
    finding: "e61",
  },
  {
    term: "latency",
    also: ["response time", "latancy"],
    definition: "How long an answer takes, from question to reply.",
  },
  {
    term: "inference",
    also: ["serving"],
    definition: "Using a model to answer, as opposed to training it.",
  },
  {
    term: "hosting fee",
    also: ["hosting fees", "hosting", "hosting cost", "hosting costs", "dedicated deployment"],
    definition:
      "What a provider charges for keeping a tuned model ready, by the hour, whether it is used or not.",
    finding: "e37",
  },
  {
    term: "prompt caching",
    also: ["prompt cache", "caching", "cached input", "cache"],
    definition:
      "The provider keeps the repeated beginning of a prompt ready, which makes it much cheaper and faster.",
    finding: "e58",
  },
  {
    term: "structured output",
    also: ["structured outputs", "constrained decoding", "json mode", "json schema"],
    definition:
      "The model is held to a given form, such as named fields, while it writes. That gives the right form without training.",
    finding: "e55",
  },
  {
    term: "context window",
    also: ["context windows", "context", "context length", "long context"],
    definition: "How much text a model can take in at once. Very long inputs make answers worse.",
    finding: "e51",
  },
  {
    term: "hallucination",
    also: [
      "hallucinations",
      "hallucinate",
      "halucination",
      "halucinations",
      "hallucinating",
      "making things up",
    ],
    definition:
      "A statement that a model makes up. Training on new facts has been found to make it more frequent.",
    finding: "e02",
  },
  {
    term: "forgetting",
    also: ["catastrophic forgetting", "forgetting (catastrophic)"],
    definition: "A trained model losing skills it had before.",
    finding: "e12",
  },
  {
    term: "overfitting",
    also: ["overfit", "over-fitting", "over fitting"],
    definition:
      "Learning the training examples by heart instead of what they have in common; new cases then go wrong.",
  },
  {
    term: "parameter",
    also: ["parameters", "weights", "7b", "13b", "70b"],
    definition:
      "One of the numbers a model has learned. A 7B model has seven billion of them; up to about 13B counts as small here.",
  },
  { term: "epoch", also: ["epochs"], definition: "One pass of training over all the examples." },
  {
    term: "prompt optimisation",
    also: [
      "prompt optimization",
      "prompt optimiser",
      "prompt optimizer",
      "automatic prompt optimisation",
      "automatic prompt optimization",
      "dspy",
      "gepa",
    ],
    definition: "A program tries variations of the prompt against a test set and keeps what works.",
    finding: "e22",
  },
  {
    term: "chain of thought",
    also: ["chain-of-thought", "cot", "step by step", "reasoning model"],
    definition: "Letting the model work a problem out in steps before it answers.",
  },
  {
    term: "synthetic data",
    also: ["synthetic examples", "generated data"],
    definition: "Examples written by a model instead of by people; somebody should check a sample.",
  },
  {
    term: "reinforcement fine-tuning",
    also: ["reinforcement fine tuning", "rft", "reinforcement learning", "rl", "grpo"],
    definition:
      "Training by scoring the model's own attempts instead of showing it the right answers.",
  },
  {
    term: "preference tuning",
    also: [
      "preference tuning (dpo)",
      "dpo",
      "direct preference optimisation",
      "direct preference optimization",
      "preference optimisation",
      "preference optimization",
      "rlhf",
    ],
    definition: "Training on pairs of answers of which one is the better.",
  },
  {
    term: "embedding",
    also: ["embeddings", "embeding", "embedings", "vector", "vectors"],
    definition:
      "A text as a list of numbers, so that texts of like meaning lie close together. Retrieval searches with them.",
  },
  {
    term: "base model",
    also: ["base models"],
    definition:
      "The model that is tuned. When its provider retires it, everything tuned on it stops too.",
    finding: "e62",
  },
  {
    term: "model drift",
    also: ["drift", "model drifts"],
    definition:
      "Answers changing over time although the prompt stays the same, because the provider changed the model or the questions changed.",
    finding: "e19",
  },
  {
    term: "PII",
    also: ["personal data", "personally identifiable information", "personal information"],
    definition:
      "Personally identifiable information: whatever points to a person, such as a name, an address or an account number. It should not end up in training examples by accident.",
  },
  {
    term: "probability",
    also: ["how often each comes out best", "percentage", "the percentages", "rank acceptability"],
    definition:
      "The share of 1,024 imagined versions of your case, all in line with what you said, in which a choice comes out best.",
  },
  {
    term: "confidence",
    also: [
      "confidence bands",
      "lean",
      "likely",
      "clear",
      "leaning",
      "probably",
      "clearly",
      "confidence band",
    ],
    definition:
      "How firmly the recommendation is meant: a lean may turn with the next answer, likely holds in more than half of the imagined cases, clear in three quarters or more. Before the two facts that matter most are known it is never more than a lean.",
  },
];

const BY_NAME: ReadonlyMap<string, Entry> = new Map(
  GLOSSARY.flatMap((entry) =>
    [entry.term.toLowerCase(), ...entry.also].map((name) => [name, entry] as const),
  ),
);

const ARTICLE = /^(?:an?|the|your|this|that)\s+/;

/** The entry that a word or phrase names exactly, leading article aside; no guessing. */
export function define(words: string): Entry | undefined {
  const phrase = words
    .trim()
    .toLowerCase()
    .replaceAll(/["'“”‘’?.!]/g, "");
  return BY_NAME.get(phrase) ?? BY_NAME.get(phrase.replace(ARTICLE, ""));
}
