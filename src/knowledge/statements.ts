import type { FindingId } from "./findings.ts";

/** The document this project began with; its statements are the entries below. */
export const DOCUMENT = {
  title: "Fine-Tuning vs. Prompt Engineering",
  date: "June 3, 2025",
  category: "AI Model Optimization",
} as const;

/** The six key differences, in the document's order. */
export const FEATURES = [
  "Method",
  "Data requirements",
  "Complexity",
  "Customization",
  "Cost",
  "Time",
] as const;
export type Feature = (typeof FEATURES)[number];

/** What a statement is about; "both" also where it sets the two side by side. */
export type Subject = "fine-tuning" | "prompt-engineering" | "both";

/** What has been found out since, and what it changes about the statement. */
type Qualification = { readonly finding: FindingId; readonly how: string };

/** One statement of the document, with the findings that support or qualify it. */
export type Statement = {
  readonly id: string;
  readonly about: Subject;
  readonly kind: "definition" | "advantage" | "disadvantage" | "difference" | "when";
  /** The key difference it belongs to, where the document's table has it. */
  readonly feature?: Feature;
  /** The document's own words, edited for the form of a sentence only. */
  readonly text: string;
  readonly supportedBy: readonly FindingId[];
  /** The qualification that matters most comes first: short answers show only that one. */
  readonly qualifiedBy: readonly Qualification[];
};

/** TABLE: the document, statement by statement, in its order. */
export const STATEMENTS: readonly Statement[] = [
  {
    id: "approaches",
    about: "both",
    kind: "definition",
    text: "Fine-tuning and prompt engineering are distinct approaches to tailoring large language models (LLMs) for specific tasks.",
    supportedBy: [],
    qualifiedBy: [
      { finding: "e23", how: "Distinct, but not rivals: optimising both together beats either." },
    ],
  },
  {
    id: "how-they-work",
    about: "both",
    kind: "definition",
    text: "Fine-tuning involves retraining the model’s parameters on a specialized dataset, while prompt engineering optimizes the input prompts to guide the model’s output without retraining.",
    supportedBy: [],
    qualifiedBy: [
      {
        finding: "e13",
        how: "With LoRA only a small add-on is trained; it learns a little less and forgets less.",
      },
    ],
  },
  {
    id: "trade-off",
    about: "both",
    kind: "difference",
    text: "Prompt engineering is generally easier and faster, requiring less technical expertise and resources, while fine-tuning provides more extensive customization but demands more data and computational resources.",
    supportedBy: ["e60", "e44", "e27"],
    qualifiedBy: [
      {
        finding: "e40",
        how: "With LoRA, a small trained add-on, the computing demand has shrunk a great deal.",
      },
    ],
  },

  {
    id: "tuning-definition",
    about: "fine-tuning",
    kind: "definition",
    text: "Retraining an existing LLM on a new, smaller dataset to adapt it to a specific task or domain.",
    supportedBy: [],
    qualifiedBy: [
      {
        finding: "e01",
        how: "It adapts behaviour; for adding facts, looking them up works better.",
      },
    ],
  },
  {
    id: "tuning-advantage",
    about: "fine-tuning",
    kind: "advantage",
    text: "Provides a more tailored model with improved performance on the target task.",
    supportedBy: ["e27", "e28", "e30", "e32"],
    qualifiedBy: [
      { finding: "e12", how: "It may forget other skills on the way." },
      { finding: "e67", how: "The gain is not guaranteed; only a test set shows it." },
      { finding: "e08", how: "Even harmless examples can weaken the model’s safeguards." },
    ],
  },
  {
    id: "tuning-disadvantage",
    about: "fine-tuning",
    kind: "disadvantage",
    text: "Requires significant data and computational resources, and can be time-consuming.",
    supportedBy: ["e44", "e60", "e66"],
    qualifiedBy: [
      { finding: "e43", how: "A first effect can show with 50 to 100 good examples." },
      { finding: "e35", how: "A managed run on 5,081 examples took 58 minutes and $40.59." },
    ],
  },

  {
    id: "prompting-definition",
    about: "prompt-engineering",
    kind: "definition",
    text: "Optimizing the input prompts to steer the LLM towards the desired output.",
    supportedBy: [],
    qualifiedBy: [{ finding: "e22", how: "A program can do the optimizing, too." }],
  },
  {
    id: "prompting-advantage",
    about: "prompt-engineering",
    kind: "advantage",
    text: "Less resource-intensive, faster implementation, and accessible to users with less technical expertise.",
    supportedBy: ["e60", "e22"],
    qualifiedBy: [],
  },
  {
    id: "prompting-disadvantage",
    about: "prompt-engineering",
    kind: "disadvantage",
    text: "May require iterative refinement of prompts and can be less precise than fine-tuning.",
    supportedBy: ["e17", "e18", "e27", "e50"],
    qualifiedBy: [
      {
        finding: "e21",
        how: "With a leading model, prompting alone has beaten specialist tuned models.",
      },
      { finding: "e22", how: "A program can do much of the refining." },
      { finding: "e19", how: "A hosted model may change under a prompt that stays the same." },
    ],
  },

  {
    id: "method-tuning",
    about: "fine-tuning",
    kind: "difference",
    feature: "Method",
    text: "Retraining the model’s parameters.",
    supportedBy: [],
    qualifiedBy: [
      {
        finding: "e13",
        how: "LoRA trains a small add-on instead; it usually learns less and forgets less.",
      },
    ],
  },
  {
    id: "method-prompting",
    about: "prompt-engineering",
    kind: "difference",
    feature: "Method",
    text: "Optimizing input prompts.",
    supportedBy: [],
    qualifiedBy: [{ finding: "e22", how: "Programs can do the optimising, too." }],
  },
  {
    id: "data-tuning",
    about: "fine-tuning",
    kind: "difference",
    feature: "Data requirements",
    text: "Requires a specialized dataset for retraining.",
    supportedBy: ["e44", "e45"],
    qualifiedBy: [
      { finding: "e43", how: "50 to 100 good examples can show an effect." },
      { finding: "e42", how: "1,000 curated examples can be enough for a style." },
    ],
  },
  {
    id: "data-prompting",
    about: "prompt-engineering",
    kind: "difference",
    feature: "Data requirements",
    text: "Requires no new data.",
    supportedBy: [],
    qualifiedBy: [
      {
        finding: "e17",
        how: "Nothing to train on, but cases to test with: a small change of form can move accuracy a lot.",
      },
      { finding: "e47", how: "Examples in the prompt help, and hundreds of them help more." },
    ],
  },
  {
    id: "complexity-tuning",
    about: "fine-tuning",
    kind: "difference",
    feature: "Complexity",
    text: "Requires machine learning expertise and data management.",
    supportedBy: ["e45", "e66", "e67"],
    qualifiedBy: [
      {
        finding: "e35",
        how: "Managed runs take the machine work away; the examples and the judging remain.",
      },
    ],
  },
  {
    id: "complexity-prompting",
    about: "prompt-engineering",
    kind: "difference",
    feature: "Complexity",
    text: "Less technical expertise required.",
    supportedBy: [],
    qualifiedBy: [
      {
        finding: "e17",
        how: "Small changes of form can move results a lot, so measuring matters.",
      },
    ],
  },
  {
    id: "customization-tuning",
    about: "fine-tuning",
    kind: "difference",
    feature: "Customization",
    text: "Provides extensive customization for the task.",
    supportedBy: ["e26", "e27"],
    qualifiedBy: [{ finding: "e03", how: "That holds for behaviour, hardly for facts." }],
  },
  {
    id: "customization-prompting",
    about: "prompt-engineering",
    kind: "difference",
    feature: "Customization",
    text: "Limited customization, relies on the model’s inherent capabilities.",
    supportedBy: ["e27"],
    qualifiedBy: [
      {
        finding: "e47",
        how: "Hundreds of examples in a long prompt can stand in for training for a while.",
      },
      { finding: "e55", how: "A strict output format no longer needs training." },
    ],
  },
  {
    id: "cost-tuning",
    about: "fine-tuning",
    kind: "difference",
    feature: "Cost",
    text: "Higher cost due to data and computational resources.",
    supportedBy: ["e37", "e38"],
    qualifiedBy: [
      {
        finding: "e33",
        how: "Training itself now costs a few dollars; what costs is hosting and labelling.",
      },
      {
        finding: "e37",
        how: "At some providers a tuned model costs about $1,241 a month even when idle.",
      },
      { finding: "e32", how: "At others it runs at the price of its base model." },
    ],
  },
  {
    id: "cost-prompting",
    about: "prompt-engineering",
    kind: "difference",
    feature: "Cost",
    text: "Lower cost, as it doesn’t require additional resources.",
    supportedBy: ["e22"],
    qualifiedBy: [
      {
        finding: "e58",
        how: "A long prompt is paid for with every request; caching takes up to 90% off the repeated part.",
      },
    ],
  },
  {
    id: "time-tuning",
    about: "fine-tuning",
    kind: "difference",
    feature: "Time",
    text: "Longer training time.",
    supportedBy: ["e36", "e60"],
    qualifiedBy: [
      {
        finding: "e35",
        how: "A managed run now takes an hour or two; examples and checks take longer.",
      },
      { finding: "e66", how: "It may have to be repeated when the data or the base model change." },
    ],
  },
  {
    id: "time-prompting",
    about: "prompt-engineering",
    kind: "difference",
    feature: "Time",
    text: "Faster implementation and experimentation.",
    supportedBy: ["e60"],
    qualifiedBy: [],
  },

  {
    id: "when-tuning",
    about: "fine-tuning",
    kind: "when",
    text: "When a high level of customization and performance is needed for a specific task or domain, and sufficient data and computational resources are available.",
    supportedBy: ["e27", "e44"],
    qualifiedBy: [
      {
        finding: "e61",
        how: "And when a model that you may use can still be tuned: several providers have closed that door.",
      },
      { finding: "e01", how: "Where the need is for facts, looking them up works better." },
      { finding: "e55", how: "Where it is for a strict format, structured output gives that." },
    ],
  },
  {
    id: "when-prompting",
    about: "prompt-engineering",
    kind: "when",
    text: "When quick results and flexibility are desired, or when the task is relatively simple and doesn’t require extensive customization.",
    supportedBy: ["e60"],
    qualifiedBy: [
      {
        finding: "e28",
        how: "For a simple sorting task, a small tuned model can still do better than a large prompted one.",
      },
    ],
  },
  {
    id: "together",
    about: "both",
    kind: "when",
    text: "In many cases, both methods can be used in conjunction to achieve optimal results, with prompt engineering providing a foundation for further customization through fine-tuning.",
    supportedBy: ["e23", "e24"],
    qualifiedBy: [
      {
        finding: "e23",
        how: "The prompt often carries most of it: on average both together beat training alone by up to 65%, the prompt alone by up to 5%.",
      },
      {
        finding: "e26",
        how: "More is not always more: adding looked-up text to a tuned model has also lowered quality.",
      },
    ],
  },
];

/** The document's statements about one subject, of one kind or of every kind. */
export const statementsAbout = (about: Subject, kind?: Statement["kind"]): readonly Statement[] =>
  STATEMENTS.filter(
    (statement) => statement.about === about && (kind === undefined || statement.kind === kind),
  );

/** What the document's table of key differences says of one side; nothing for "both". */
export const difference = (feature: Feature, about: Subject): Statement | undefined =>
  STATEMENTS.find((statement) => statement.feature === feature && statement.about === about);
