/** The shapes in which training examples are written. */
export type FormatId =
  | "chat"
  | "gemini"
  | "bedrock"
  | "prompt-completion"
  | "preference"
  | "input-output"
  | "sharegpt"
  | "text";

/** TABLE: what each shape is called, and what one line of it looks like. */
export const FORMATS: Readonly<
  Record<FormatId, { readonly name: string; readonly example: string }>
> = {
  chat: {
    name: "chat messages",
    example:
      '{"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]}',
  },
  gemini: {
    name: "Gemini contents",
    example:
      '{"contents": [{"role": "user", "parts": [{"text": "…"}]}, {"role": "model", "parts": [{"text": "…"}]}]}',
  },
  bedrock: {
    name: "Bedrock conversation",
    example:
      '{"schemaVersion": "bedrock-conversation-2024", "messages": [{"role": "user", "content": [{"text": "…"}]}, {"role": "assistant", "content": [{"text": "…"}]}]}',
  },
  "prompt-completion": {
    name: "prompt and completion",
    example: '{"prompt": "…", "completion": "…"}',
  },
  preference: {
    name: "preferred and rejected answers",
    example: '{"input": {"messages": […]}, "preferred_output": […], "non_preferred_output": […]}',
  },
  "input-output": { name: "input and output", example: '{"input": "…", "output": "…"}' },
  sharegpt: {
    name: "ShareGPT conversations",
    example: '{"conversations": [{"from": "human", "value": "…"}, {"from": "gpt", "value": "…"}]}',
  },
  text: { name: "plain text", example: '{"text": "…"}' },
};

/** What a provider may refuse in an example that is sound in itself. */
export const EXAMPLE_RULES = [
  "last-not-assistant",
  "first-not-user",
  "not-alternating",
  "system-not-first",
  "extra-message-key",
  "developer-role",
  "content-parts",
  "no-schema-version",
  "reserved-words",
] as const;
export type ExampleRule = (typeof EXAMPLE_RULES)[number];

/** What one place to tune wants of a training file. */
export type TrainingFormat = {
  readonly name: string;
  /** Its rows in the table of tuning providers. */
  readonly tuningProviders: readonly [string, ...string[]];
  /** The shapes it takes as they are, its own first. */
  readonly formats: readonly [FormatId, ...FormatId[]];
  readonly refuses: readonly ExampleRule[];
  readonly fewestExamples?: number;
  readonly mostExamples?: number;
  /** What is longer is cut off at the end, or refused. */
  readonly mostTokensPerExample?: number;
  readonly mostBytes?: number;
  /** Azure asks for one; a reader of JSON elsewhere may stumble over it. */
  readonly byteOrderMark: "wanted" | "unwanted";
  readonly mostLabels?: number;
  /** How often every example is seen, where the provider has a rule of its own. */
  readonly epochs?: { readonly usual: number; readonly most: number };
  /** Whether only letters, digits and _ - / . may stand in the file's name. */
  readonly plainFileName?: true;
  readonly source: string;
  /** The day on which the source was read. */
  readonly readOn: string;
  readonly verified: "at the source" | "second-hand";
  readonly note?: string;
};

const READ_ON = "2026-11-23";

const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000_000_000;

/** Keeps the keys of the table as a type. */
const formats = <const T extends Readonly<Record<string, TrainingFormat>>>(table: T): T => table;

/** TABLE: what each provider's tuning job accepts. Absent limits are not stated by the provider. */
export const TRAINING_FORMATS = formats({
  openai: {
    name: "OpenAI",
    tuningProviders: ["OpenAI"],
    formats: ["chat", "preference"],
    refuses: ["extra-message-key"],
    fewestExamples: 10,
    mostTokensPerExample: 65_536,
    byteOrderMark: "unwanted",
    source: "https://developers.openai.com/docs/guides/distillation",
    readOn: READ_ON,
    verified: "at the source",
    note: "The shape of preference data was not read at the source. Longer examples are cut off at the end.",
  },
  azure: {
    name: "Azure OpenAI",
    tuningProviders: [
      "Azure OpenAI (Foundry), gpt-4.1 family",
      "Azure OpenAI (Foundry), gpt-4o family",
    ],
    formats: ["chat", "preference"],
    refuses: ["extra-message-key"],
    fewestExamples: 10,
    mostTokensPerExample: 65_536,
    mostBytes: 512 * MEGABYTE,
    byteOrderMark: "wanted",
    source: "https://learn.microsoft.com/azure/foundry/openai/how-to/fine-tuning",
    readOn: READ_ON,
    verified: "at the source",
    note: "The longest example is OpenAI's figure for the same models.",
  },
  vertex: {
    name: "Google Vertex AI",
    tuningProviders: ["Google Vertex AI"],
    formats: ["gemini"],
    refuses: [],
    mostExamples: 1_000_000,
    mostTokensPerExample: 131_072,
    mostBytes: GIGABYTE,
    byteOrderMark: "unwanted",
    source:
      "https://cloud.google.com/vertex-ai/generative-ai/docs/models/gemini-supervised-tuning-about",
    readOn: READ_ON,
    verified: "at the source",
    note: "An older page of Google's asks for at least 16 examples; today's names none and recommends 100.",
  },
  nova: {
    name: "Amazon Bedrock Nova",
    tuningProviders: ["Amazon Bedrock Nova"],
    formats: ["bedrock"],
    refuses: [
      "no-schema-version",
      "first-not-user",
      "last-not-assistant",
      "not-alternating",
      "reserved-words",
    ],
    byteOrderMark: "unwanted",
    epochs: { usual: 2, most: 5 },
    plainFileName: true,
    source:
      "https://docs.aws.amazon.com/nova/latest/userguide/fine-tune-prepare-data-understanding.html",
    readOn: READ_ON,
    verified: "at the source",
    note: "No fewest number is stated; at least 100 examples a task are recommended.",
  },
  mistral: {
    name: "Mistral",
    tuningProviders: ["Mistral"],
    formats: ["chat"],
    refuses: ["developer-role"],
    mostBytes: 512 * MEGABYTE,
    byteOrderMark: "unwanted",
    source: "https://docs.mistral.ai/capabilities/finetuning/text_finetuning",
    readOn: READ_ON,
    verified: "at the source",
  },
  together: {
    name: "Together AI",
    tuningProviders: ["Together AI"],
    formats: ["chat", "prompt-completion", "text", "preference"],
    refuses: ["not-alternating", "system-not-first", "developer-role"],
    mostBytes: 100 * GIGABYTE,
    byteOrderMark: "unwanted",
    source: "https://docs.together.ai/docs/fine-tuning/data-preparation",
    readOn: READ_ON,
    verified: "at the source",
    note: "A file that matches two shapes is refused.",
  },
  fireworks: {
    name: "Fireworks AI",
    tuningProviders: ["Fireworks AI"],
    formats: ["chat"],
    refuses: ["system-not-first", "developer-role", "content-parts"],
    fewestExamples: 3,
    mostExamples: 3_000_000,
    byteOrderMark: "unwanted",
    source: "https://docs.fireworks.ai/fine-tuning/fine-tuning-models",
    readOn: READ_ON,
    verified: "at the source",
  },
  watsonx: {
    name: "IBM watsonx.ai",
    tuningProviders: ["IBM watsonx.ai"],
    formats: ["input-output"],
    refuses: [],
    fewestExamples: 50,
    mostExamples: 10_000,
    mostLabels: 10,
    byteOrderMark: "unwanted",
    source: "https://www.ibm.com/docs/en/watsonx/saas?topic=models-data-formats-tuning",
    readOn: READ_ON,
    verified: "at the source",
  },
  oracle: {
    name: "Oracle OCI",
    tuningProviders: ["Oracle OCI"],
    formats: ["prompt-completion"],
    refuses: [],
    fewestExamples: 32,
    byteOrderMark: "unwanted",
    source:
      "https://docs.cloud.oracle.com/iaas/Content/generative-ai/training-data-requirements.htm",
    readOn: READ_ON,
    verified: "at the source",
    note: "A fifth of the examples, drawn at random, is kept for validation.",
  },
  "self-hosted": {
    name: "Self-hosted LoRA",
    tuningProviders: ["Self-hosted LoRA"],
    formats: [
      "chat",
      "sharegpt",
      "prompt-completion",
      "input-output",
      "preference",
      "text",
      "gemini",
      "bedrock",
    ],
    refuses: [],
    byteOrderMark: "unwanted",
    source: "https://huggingface.co/papers/2106.09685",
    readOn: READ_ON,
    verified: "second-hand",
    note: "The training program decides; the common ones read any of these shapes or take a template.",
  },
});

export type TrainingPlace = keyof typeof TRAINING_FORMATS;

export const TRAINING_PLACES = Object.keys(TRAINING_FORMATS) as readonly TrainingPlace[];

/** What is wanted of a file at a place, whichever it is. */
export const trainingFormat = (place: TrainingPlace): TrainingFormat => TRAINING_FORMATS[place];

/** Message roles that OpenAI's chat format knows. Its published check leaves out `tool` and `developer`. */
export const CHAT_ROLES = ["system", "user", "assistant", "function", "tool", "developer"] as const;

/** Keys of a message that OpenAI's published check knows, and those of tool calls, which it leaves out. */
export const MESSAGE_KEYS: ReadonlySet<string> = new Set([
  "role",
  "content",
  "name",
  "function_call",
  "weight",
  "tool_calls",
  "tool_call_id",
]);

/** Words that make a job on Nova fail when they stand in a prompt. */
export const NOVA_RESERVED_WORDS = [
  "User:",
  "Bot:",
  "Assistant:",
  "System:",
  "<image>",
  "<video>",
  "[EOS]",
] as const;

/**
 * The estimate of epochs that OpenAI published with its data check (openai-cookbook,
 * examples/Chat_finetuning_data_prep.ipynb, commit 2e65270): three, more when there are few examples,
 * fewer when there are many.
 */
export const EPOCH_RULE = {
  target: 3,
  fewestSeen: 100,
  mostSeen: 25_000,
  fewest: 1,
  most: 25,
  source:
    "https://github.com/openai/openai-cookbook/blob/2e652704bf3df73cf35e46e26ebae692f5bd7b0c/examples/Chat_finetuning_data_prep.ipynb",
} as const;

/**
 * TABLE: what so many examples are enough for, by what providers say; largest first. Each clause goes
 * on after "6,120 usable examples".
 */
export const EXAMPLE_LEVELS = [
  {
    from: 5000,
    means:
      "are enough to train a small model to stand in for a large one; one or two epochs will do",
  },
  { from: 500, means: "are what Azure asks for: hundreds, if not thousands" },
  { from: 100, means: "are where Google and AWS recommend to start" },
  { from: 50, means: "are enough for a pilot: OpenAI recommends to start with 50 good ones" },
  {
    from: 10,
    means: "are accepted by OpenAI and Azure, but no visible effect is to be expected of so few",
  },
  { from: 0, means: "are too few: only Fireworks AI takes fewer than 10, from 3 on" },
] as const;
