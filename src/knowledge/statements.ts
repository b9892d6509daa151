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
type Feature = (typeof FEATURES)[number];

export type Subject = "fine-tuning" | "prompt-engineering" | "both";

/** What has been found out since, and what it changes about the statement. */
type Qualification = { readonly finding: FindingId; readonly how: string };

/** One statement of the document, with the findings that support or qualify it. */
export type Statement = {
  readonly id: string;
  readonly about: Subject;
  readonly kind: "definition" | "advantage" | "disadvantage" | "difference" | "when";
  /** For a difference: the feature it is about. */
  readonly feature?: Feature;
  readonly text: string;
  readonly supportedBy: readonly FindingId[];
  readonly qualifiedBy: readonly Qualification[];
};

/** TABLE: the document, statement by statement. */
export const STATEMENTS: readonly Statement[] = [
  {
    id: "approaches",
    about: "both",
    kind: "definition",
    text: "Fine-tuning and prompt engineering are distinct approaches to tailoring large language models (LLMs) for specific tasks: fine-tuning retrains the model’s parameters on a specialized dataset, prompt engineering optimizes the input prompts to guide the output without retraining.",
    supportedBy: ["e46"],
    qualifiedBy: [],
  },
  {
    id: "trade-off",
    about: "both",
    kind: "advantage",
    text: "Prompt engineering is generally easier and faster and requires less technical expertise and resources; fine-tuning provides more extensive customization but demands more data and computational resources.",
    supportedBy: ["e60", "e44"],
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
    text: "Retraining an existing language model on a new, smaller dataset to adapt it to a specific task or domain.",
    supportedBy: ["e40"],
    qualifiedBy: [{ finding: "e01", how: "It adapts behaviour; it is a poor way to add facts." }],
  },
  {
    id: "tuning-advantage",
    about: "fine-tuning",
    kind: "advantage",
    text: "Provides a more tailored model with improved performance on the target task.",
    supportedBy: ["e27", "e28", "e30"],
    qualifiedBy: [
      { finding: "e12", how: "It may forget other skills on the way." },
      { finding: "e67", how: "The gain is not guaranteed; only a test set shows it." },
    ],
  },
  {
    id: "tuning-disadvantage",
    about: "fine-tuning",
    kind: "disadvantage",
    text: "Requires significant data and computational resources, and can be time-consuming.",
    supportedBy: ["e44", "e36"],
    qualifiedBy: [{ finding: "e43", how: "A first effect can show with 50 to 100 good examples." }],
  },
  {
    id: "prompting-definition",
    about: "prompt-engineering",
    kind: "definition",
    text: "Optimizing the input prompts to steer the language model towards the desired output.",
    supportedBy: ["e60"],
    qualifiedBy: [{ finding: "e22", how: "Programs can do the optimizing, too." }],
  },
  {
    id: "prompting-advantage",
    about: "prompt-engineering",
    kind: "advantage",
    text: "Less resource-intensive, faster to implement, and accessible to users with less technical expertise.",
    supportedBy: ["e60", "e58"],
    qualifiedBy: [],
  },
  {
    id: "prompting-disadvantage",
    about: "prompt-engineering",
    kind: "disadvantage",
    text: "May require iterative refinement of prompts and can be less precise than fine-tuning.",
    supportedBy: ["e17", "e18", "e27"],
    qualifiedBy: [
      {
        finding: "e21",
        how: "With a leading model, prompting alone has beaten specialist tuned models.",
      },
      { finding: "e19", how: "A hosted model may change under a fixed prompt." },
    ],
  },
  {
    id: "method-tuning",
    about: "fine-tuning",
    kind: "difference",
    feature: "Method",
    text: "Retraining the model’s parameters.",
    supportedBy: ["e40"],
    qualifiedBy: [
      {
        finding: "e13",
        how: "LoRA trains a small add-on instead; it learns a little less and forgets less.",
      },
    ],
  },
  {
    id: "method-prompting",
    about: "prompt-engineering",
    kind: "difference",
    feature: "Method",
    text: "Optimizing input prompts.",
    supportedBy: ["e60"],
    qualifiedBy: [],
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
      { finding: "e42", how: "About 1,000 curated examples can be enough for a style." },
    ],
  },
  {
    id: "data-prompting",
    about: "prompt-engineering",
    kind: "difference",
    feature: "Data requirements",
    text: "Requires no new data.",
    supportedBy: ["e60"],
    qualifiedBy: [{ finding: "e68", how: "A test set is needed on either way." }],
  },
  {
    id: "complexity-tuning",
    about: "fine-tuning",
    kind: "difference",
    feature: "Complexity",
    text: "Requires machine learning expertise and data management.",
    supportedBy: ["e66", "e67"],
    qualifiedBy: [
      { finding: "e35", how: "Managed runs take the machine work away; judging them remains." },
    ],
  },
  {
    id: "complexity-prompting",
    about: "prompt-engineering",
    kind: "difference",
    feature: "Complexity",
    text: "Less technical expertise required.",
    supportedBy: ["e60"],
    qualifiedBy: [
      {
        finding: "e17",
        how: "Small changes in form can move results a lot, so measuring matters.",
      },
    ],
  },
  {
    id: "customization-tuning",
    about: "fine-tuning",
    kind: "difference",
    feature: "Customization",
    text: "Provides extensive customization for the task.",
    supportedBy: ["e27", "e26"],
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
    ],
  },
  {
    id: "cost-tuning",
    about: "fine-tuning",
    kind: "difference",
    feature: "Cost",
    text: "Higher cost due to data and computational resources.",
    supportedBy: ["e37"],
    qualifiedBy: [
      {
        finding: "e32",
        how: "Training itself can cost a few dollars; labelling and hosting cost more.",
      },
      {
        finding: "e37",
        how: "A hosted tuned model can cost over a thousand dollars a month even when idle.",
      },
    ],
  },
  {
    id: "cost-prompting",
    about: "prompt-engineering",
    kind: "difference",
    feature: "Cost",
    text: "Lower cost, as it doesn’t require additional resources.",
    supportedBy: ["e58", "e59"],
    qualifiedBy: [
      {
        finding: "e59",
        how: "Long prompts are paid for with every request; caching makes the repeated part cheap.",
      },
    ],
  },
  {
    id: "time-tuning",
    about: "fine-tuning",
    kind: "difference",
    feature: "Time",
    text: "Longer training time.",
    supportedBy: ["e36"],
    qualifiedBy: [
      {
        finding: "e35",
        how: "A run now takes about an hour or two; examples and checks take the weeks.",
      },
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
        how: "A simple task at a large volume can still be cheaper with a small trained model.",
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
        finding: "e26",
        how: "More is not always more: adding looked-up text to a trained model has also lowered quality.",
      },
    ],
  },
];

/** The document's statements about one subject, of one kind. */
export const statementsAbout = (about: Subject, kind: Statement["kind"]): readonly Statement[] =>
  STATEMENTS.filter((statement) => statement.about === about && statement.kind === kind);
