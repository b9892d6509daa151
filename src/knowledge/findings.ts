/** A way to adapt a model's answers. */
type Approach = "fine-tuning" | "prompt-engineering" | "both" | "retrieval";

/** What a finding is about. */
type Topic =
  | "knowledge"
  | "accuracy"
  | "reasoning"
  | "brittleness"
  | "forgetting"
  | "safety"
  | "data-need"
  | "data-quality"
  | "cost"
  | "time"
  | "latency"
  | "format"
  | "long-context"
  | "evaluation"
  | "lifecycle"
  | "base-rate";

/** One thing that was measured or stated elsewhere, and where. */
export type Finding = {
  /** The finding in a few words. */
  readonly claim: string;
  /** What was measured or stated, with its numbers. */
  readonly finding: string;
  readonly source: string;
  /** The year of the study, or of the reading where a page is kept up to date. */
  readonly year: number;
  /** Absent when the source has no lasting public address. */
  readonly url?: string;
  /** What a reader should know about the source, such as that a number was read second-hand. */
  readonly note?: string;
  readonly topics: readonly [Topic, ...Topic[]];
  /** The approaches the finding speaks for; none when it only informs. */
  readonly supports: readonly Approach[];
  /** The approaches it speaks against. */
  readonly against?: readonly Approach[];
};

/**
 * TABLE: what has been found out elsewhere, and by whom. Read and collected on 2026-11-23; what could
 * not be verified is left out, which is why numbers are missing from the ids.
 */
const FOUND = {
  e01: {
    claim: "Retrieval beats fine-tuning for adding knowledge",
    finding:
      "Looking facts up in documents (RAG) consistently beats training on them without labels, for facts the model had seen and for entirely new ones; models struggle to learn new facts by fine-tuning unless shown many variations",
    source: "Ovadia et al., Fine-Tuning or Retrieval?",
    year: 2023,
    url: "https://huggingface.co/papers/2312.05934",
    topics: ["knowledge"],
    supports: ["retrieval"],
    against: ["fine-tuning"],
  },
  e02: {
    claim: "Fine-tuning on new facts raises hallucination",
    finding:
      "Examples with new knowledge are learned significantly slower; as they are learned, the model's tendency to make things up rises linearly",
    source: "Gekhman et al., Does Fine-Tuning LLMs on New Knowledge Encourage Hallucinations?",
    year: 2024,
    url: "https://huggingface.co/papers/2405.05904",
    topics: ["knowledge"],
    supports: [],
    against: ["fine-tuning"],
  },
  e03: {
    claim: "Commercial fine-tuning services teach facts poorly",
    finding:
      "Five models tuned through commercial services: on average 37% right about new information, 19% when existing knowledge was to be updated",
    source: "FineTuneBench",
    year: 2024,
    url: "https://huggingface.co/papers/2411.05059",
    topics: ["knowledge"],
    supports: ["retrieval"],
    against: ["fine-tuning"],
  },
  e04: {
    claim: "Facts learned by fine-tuning do not generalise in reverse",
    finding:
      'Models tuned on "A is B" do no better than chance on "B is A"; asked about celebrity parents, GPT-4 is right 79% of the time forwards and 33% backwards',
    source: "Berglund et al., The Reversal Curse",
    year: 2023,
    url: "https://huggingface.co/papers/2309.12288",
    topics: ["knowledge"],
    supports: [],
    against: ["fine-tuning"],
  },
  e05: {
    claim: "Unfamiliar training examples control how a tuned model hallucinates",
    finding:
      "The less familiar a question, the more the answer falls back on a hedged guess, in the form in which unfamiliar training examples were labelled",
    source: "Kang et al., Unfamiliar Finetuning Examples Control How Language Models Hallucinate",
    year: 2024,
    url: "https://huggingface.co/papers/2403.05612",
    topics: ["data-quality"],
    supports: [],
    against: ["fine-tuning"],
  },
  e06: {
    claim: "Adding new facts by tuning erases others",
    finding:
      "Correctness on general questions (NaturalQuestions, F1) falls 89% after full fine-tuning on new facts, 71% with LoRA, 11% with sparse memory fine-tuning",
    source: "Lin et al., Continual Learning via Sparse Memory Finetuning (arXiv 2510.15103)",
    year: 2025,
    url: "https://arxiv.org/abs/2510.15103",
    note: "quoted in a secondary note",
    topics: ["forgetting"],
    supports: [],
    against: ["fine-tuning"],
  },
  e07: {
    claim: "Tuning on internal documents trades instruction following for knowledge",
    finding:
      "Qwen3-8B, knowledge / instruction following: 18% / 85% before; 43% / 45% after internal documents only; 36% / 79% with a 70/30 mix; 41% / 83% after on-policy distillation",
    source: "Thinking Machines, On-Policy Distillation",
    year: 2025,
    url: "https://thinkingmachines.ai/blog/on-policy-distillation/",
    note: "numbers quoted in a secondary note",
    topics: ["knowledge", "forgetting"],
    supports: [],
    against: ["fine-tuning"],
  },
  e08: {
    claim: "Fine-tuning weakens safety even without bad intent",
    finding:
      "10 examples for under $0.20 removed the safeguards of GPT-3.5 Turbo; tuning on the harmless Alpaca set raised its harmfulness rate from 5.5% to 31.8%",
    source: "Qi et al., Fine-tuning Aligned Language Models Compromises Safety",
    year: 2023,
    url: "https://huggingface.co/papers/2310.03693",
    topics: ["safety"],
    supports: [],
    against: ["fine-tuning"],
  },
  e09: {
    claim: "Safety can be removed with very little data",
    finding: "100 malicious examples and 1 GPU hour subvert 8 open models from 5 organisations",
    source: "Shadow Alignment",
    year: 2023,
    url: "https://huggingface.co/papers/2310.02949",
    topics: ["safety"],
    supports: [],
    against: ["fine-tuning"],
  },
  e10: {
    claim: "Narrow tuning can spoil a model broadly",
    finding:
      "Training on one narrow bad behaviour (insecure code) gives misaligned answers elsewhere; even a 5% share of insecure code leaves misalignment that appears under certain conditions",
    source: "Betley et al. 2025 and its follow-up, Conditional misalignment",
    year: 2026,
    url: "https://huggingface.co/papers/2604.25891",
    topics: ["safety"],
    supports: [],
    against: ["fine-tuning"],
  },
  e11: {
    claim: "A small share of bad examples matters",
    finding:
      "1% misaligned examples in an otherwise normal training set lower honest behaviour by over 20%",
    source: "Hu et al., LLMs Learn to Deceive Unintentionally",
    year: 2025,
    url: "https://huggingface.co/papers/2510.08211",
    topics: ["data-quality", "safety"],
    supports: [],
    against: ["fine-tuning"],
  },
  e12: {
    claim: "Fine-tuned models forget other skills",
    finding:
      "Catastrophic forgetting is generally observed in models from 1B to 7B parameters, and grows with size in that range",
    source: "Luo et al., An Empirical Study of Catastrophic Forgetting",
    year: 2023,
    url: "https://huggingface.co/papers/2308.08747",
    topics: ["forgetting"],
    supports: [],
    against: ["fine-tuning"],
  },
  e13: {
    claim: "LoRA forgets less but learns less",
    finding:
      "LoRA, in its usual low-rank settings, learns less than full fine-tuning but keeps abilities outside the task better; full tuning makes changes of 10-100x the rank of a typical LoRA",
    source: "Biderman et al., LoRA Learns Less and Forgets Less",
    year: 2024,
    url: "https://huggingface.co/papers/2405.09673",
    topics: ["forgetting"],
    supports: [],
  },
  e14: {
    claim: "Forgetting cannot be avoided by stopping early",
    finding:
      "Forgetting grows as a power law with the parameters tuned and the steps taken; with LoRA, the better a model does on the new task, the more it has forgotten, almost in a straight line",
    source: "Kalajdzievski, Scaling Laws for Forgetting",
    year: 2024,
    url: "https://huggingface.co/papers/2401.05605",
    topics: ["forgetting"],
    supports: [],
    against: ["fine-tuning"],
  },
  e15: {
    claim: "LoRA matches full tuning on small and medium sets",
    finding:
      "LoRA needs as few examples and ends as good as full tuning at the usual sizes; it falls behind once the data exceed its capacity",
    source: "Thinking Machines, LoRA Without Regret",
    year: 2025,
    url: "https://thinkingmachines.ai/blog/lora/",
    note: "quoted in a secondary note",
    topics: ["cost"],
    supports: ["fine-tuning"],
  },
  e16: {
    claim: "Training on short reasoning can damage a reasoning model",
    finding:
      "MedXpertQA (2,450 questions): 43.8 before, 26.9 after tuning on short reasoning, 41.7 after tuning on corrected long reasoning",
    source: "Pentabrid reproducibility package",
    year: 2026,
    url: "https://huggingface.co/datasets/Clinical-Reasoning-Hub/pentabrid-reproducibility",
    topics: ["reasoning"],
    supports: [],
    against: ["fine-tuning"],
  },
  e17: {
    claim: "Prompts are brittle to formatting",
    finding:
      "Changes of format that keep the meaning move accuracy by up to 76 points (LLaMA-2-13B); a larger model, more examples in the prompt or instruction tuning do not remove it",
    source:
      "Sclar et al., Quantifying Language Models' Sensitivity to Spurious Features in Prompt Design",
    year: 2023,
    url: "https://huggingface.co/papers/2310.11324",
    topics: ["brittleness"],
    supports: [],
    against: ["prompt-engineering"],
  },
  e18: {
    claim: "Prompt format shifts benchmark scores",
    finding:
      "The prompt's format alone moves one model by about 10 points on MMLU, and changes which model comes first",
    source: "Hugging Face evaluation team",
    year: 2024,
    url: "https://huggingface.co/posts/clefourrier/334391552414609",
    topics: ["brittleness"],
    supports: [],
    against: ["prompt-engineering"],
  },
  e19: {
    claim: "Hosted models change under a fixed prompt",
    finding: "GPT-4, asked whether a number is prime: 84% right in March 2023, 51% in June 2023",
    source: "Chen, Zaharia, Zou, How Is ChatGPT's Behavior Changing over Time?",
    year: 2023,
    url: "https://huggingface.co/papers/2307.09009",
    topics: ["lifecycle"],
    supports: [],
    against: ["prompt-engineering"],
  },
  e20: {
    claim: "Few-shot examples can hurt reasoning models",
    finding:
      "Examples in the prompt lowered the results of o1; o1-preview without prompting tricks beats GPT-4 with the elaborate Medprompt",
    source: "Nori et al., From Medprompt to o1",
    year: 2024,
    url: "https://huggingface.co/papers/2411.03590",
    topics: ["reasoning"],
    supports: [],
  },
  e21: {
    claim: "Prompting alone can beat specialist fine-tunes",
    finding:
      "GPT-4 with an elaborate prompt (Medprompt): best results on all nine MultiMedQA sets, above fine-tuned specialist models",
    source: "Nori et al., Can Generalist Foundation Models Outcompete Special-Purpose Tuning?",
    year: 2023,
    url: "https://huggingface.co/papers/2311.16452",
    topics: ["accuracy"],
    supports: ["prompt-engineering"],
  },
  e22: {
    claim: "Automatic prompt optimisation rivals reinforcement learning",
    finding:
      "GEPA, a program that improves prompts, beats the training method GRPO by 10% on average (up to 20%) with up to 35x fewer trial runs, and the prompt optimiser MIPROv2 by over 10%",
    source: "Agrawal et al., GEPA",
    year: 2025,
    url: "https://huggingface.co/papers/2507.19457",
    topics: ["cost"],
    supports: ["prompt-engineering"],
  },
  e23: {
    claim: "Prompt optimisation and fine-tuning add up",
    finding:
      "Optimising prompts and weights together beats weights alone by up to 65% and prompts alone by up to 5%, on average across models and tasks",
    source: "Soylu, Potts, Khattab, BetterTogether",
    year: 2024,
    url: "https://huggingface.co/papers/2407.10930",
    topics: ["accuracy"],
    supports: ["both"],
  },
  e24: {
    claim: "Combined gains in an enterprise extraction benchmark",
    finding: "Prompt optimisation (GEPA) alone +2.1, fine-tuning alone +1.9, both +4.8 points",
    source: "Databricks case study, as quoted by a DSPy skill page",
    year: 2025,
    url: "https://www.skills.sh/lebsral/dspy-programming-not-prompting-lms-skills/dspy-better-together",
    note: "quoted on a secondary page",
    topics: ["accuracy"],
    supports: ["both"],
  },
  e26: {
    claim: "Retrieval can hurt a task already learned by tuning",
    finding:
      "Correcting Icelandic (BLEU score): GPT-4 62, with 3 examples in the prompt 70; tuned on 1,000 examples GPT-3.5 78 and GPT-4 87; tuned GPT-4 with retrieval 83",
    source: "OpenAI, Optimizing LLM Accuracy",
    year: 2024,
    url: "https://platform.openai.com/docs/guides/optimizing-llm-accuracy",
    topics: ["accuracy"],
    supports: ["fine-tuning"],
    against: ["retrieval"],
  },
  e27: {
    claim: "Fine-tuned small models beat GPT-4 on narrow tasks",
    finding:
      "310 models on 31 tasks: small models tuned with LoRA in 4 bits beat their bases by 34 points and GPT-4 by 10 on average; 25 of them were served on one A100 GPU",
    source: "LoRA Land",
    year: 2024,
    url: "https://huggingface.co/papers/2405.00732",
    topics: ["accuracy", "cost"],
    supports: ["fine-tuning"],
  },
  e28: {
    claim: "Small tuned classifiers can beat large prompted models",
    finding:
      "16 classification sets: smaller models that were tuned can still outperform larger ones with examples in the prompt",
    source: "Edwards and Camacho-Collados",
    year: 2024,
    url: "https://huggingface.co/papers/2403.17661",
    topics: ["accuracy"],
    supports: ["fine-tuning"],
  },
  e30: {
    claim: "A tuned 770M model can beat a prompted 540B model",
    finding:
      "T5 with 770M parameters outperforms PaLM with 540B and examples in the prompt, using 80% of the data of one benchmark",
    source: "Hsieh et al., Distilling Step-by-Step",
    year: 2023,
    url: "https://huggingface.co/papers/2305.02301",
    topics: ["cost", "accuracy"],
    supports: ["fine-tuning"],
  },
  e31: {
    claim: "Small trained add-ons are cheaper to run than examples in the prompt",
    finding:
      "Training a small add-on gives better accuracy than examples in the prompt at dramatically lower compute; T-Few beats the previous best on RAFT by 6 points",
    source: "Liu et al., T-Few",
    year: 2022,
    url: "https://huggingface.co/papers/2205.05638",
    topics: ["cost"],
    supports: ["fine-tuning"],
  },
  e32: {
    claim: "Nova Micro: one cheap run, large gain",
    finding:
      "Recognising travel requests (ATIS): from 41.4% to 97% after one training run costing $2.18; the tuned model runs at the price of its base",
    source: "AWS, customize Amazon Nova models (as read by softwareletters.com)",
    year: 2026,
    url: "https://aws.amazon.com/blogs/machine-learning/customize-amazon-nova-models-with-amazon-bedrock-fine-tuning",
    note: "numbers read on a secondary page, the set-up at AWS",
    topics: ["cost", "accuracy"],
    supports: ["fine-tuning"],
  },
  e33: {
    claim: "Training itself is cheap",
    finding:
      "Questions to SQL on Nova Micro: 2,000 examples x 5 epochs x 800 tokens = $8.00 to train; 22,000 queries a month = $0.80; storage $1.95",
    source: "AWS Machine Learning Blog, April 2026",
    year: 2026,
    url: "https://aws.amazon.com/blogs/machine-learning/",
    topics: ["cost"],
    supports: ["fine-tuning"],
  },
  e34: {
    claim: "A serverless LoRA adds latency",
    finding:
      "The first token takes 7% longer when warm, 34% when cold; 27% fewer tokens per second than the base",
    source: "AWS Machine Learning Blog, April 2026",
    year: 2026,
    url: "https://aws.amazon.com/blogs/machine-learning/",
    topics: ["latency"],
    supports: [],
    against: ["fine-tuning"],
  },
  e35: {
    claim: "A managed LoRA run takes about an hour",
    finding:
      "5,081 examples, 2 epochs, 13.5M training tokens, 30B model: 58 minutes, $40.59 at $3.00 per 1M tokens",
    source: "Project note in a public repository (Fireworks)",
    year: 2026,
    note: "one project's own record; its page has no lasting address",
    topics: ["time", "cost"],
    supports: ["fine-tuning"],
  },
  e36: {
    claim: "A hosted run takes about two hours",
    finding: "500 pairs, 1M tokens, 2 epochs, GPT-4.1: 2 h 15 min",
    source: "Microsoft, fine-tuning cost management",
    year: 2026,
    url: "https://learn.microsoft.com/azure/foundry/openai/how-to/fine-tuning-cost-management",
    topics: ["time"],
    supports: [],
  },
  e37: {
    claim: "Hosting, not training, dominates the cost at some providers",
    finding:
      "$1.70 per hour per deployment = about $1,241 a month when idle; a chatbot example: $1,224 hosting + $198 tokens",
    source: "Microsoft, fine-tuning cost management",
    year: 2026,
    url: "https://learn.microsoft.com/azure/foundry/openai/how-to/fine-tuning-cost-management",
    topics: ["cost"],
    supports: [],
    against: ["fine-tuning"],
  },
  e38: {
    claim: "Tuned open models need dedicated serving",
    finding: "Models tuned with LoRA require a dedicated deployment, billed per GPU-second",
    source: "Fireworks, Cost structure",
    year: 2026,
    url: "https://docs.fireworks.ai/faq/billing-pricing-usage/pricing/cost-structure",
    topics: ["cost"],
    supports: [],
    against: ["fine-tuning"],
  },
  e39: {
    claim: "Many adapters can share one GPU",
    finding:
      "Thousands of LoRA adapters on one GPU, with up to 4x the throughput of PEFT and plain vLLM",
    source: "S-LoRA",
    year: 2023,
    url: "https://huggingface.co/papers/2311.03285",
    topics: ["cost"],
    supports: ["fine-tuning"],
  },
  e40: {
    claim: "LoRA cuts training resources",
    finding:
      "10,000x fewer trainable parameters and 3x less GPU memory than full tuning of GPT-3 175B; no added latency once merged",
    source: "Hu et al., LoRA",
    year: 2021,
    url: "https://huggingface.co/papers/2106.09685",
    topics: ["cost"],
    supports: ["fine-tuning"],
  },
  e41: {
    claim: "QLoRA saves memory, LoRA saves time",
    finding:
      "QLoRA needs about 75% less peak memory; LoRA is about 66% faster and up to 40% cheaper; accuracy is similar",
    source: "Google Cloud, LoRA and QLoRA recommendations",
    year: 2025,
    url: "https://cloud.google.com/vertex-ai/docs/model-garden/lora-qlora",
    topics: ["cost"],
    supports: [],
  },
  e42: {
    claim: "1,000 good examples can be enough for a style",
    finding:
      "LLaMA 65B tuned on 1,000 curated examples: equal or preferred to GPT-4 in 43% of cases, to DaVinci003 in 65%",
    source: "LIMA (NeurIPS 2023)",
    year: 2023,
    url: "https://papers.nips.cc/paper_files/paper/2023/hash/ac662d74829e4407ce1d126477f4a03a-Abstract-Conference.html",
    topics: ["data-need"],
    supports: ["fine-tuning"],
  },
  e43: {
    claim: "50 to 100 examples show an effect",
    finding: "Minimum 10; improvement seen at 50-100; start with 50 well-crafted examples",
    source: "OpenAI, Supervised fine-tuning",
    year: 2026,
    url: "https://developers.openai.com/docs/guides/distillation",
    topics: ["data-need"],
    supports: [],
  },
  e44: {
    claim: "10 examples are not enough to matter",
    finding:
      "At least 10 to start a job, which is not enough to noticeably influence the answers; hundreds, if not thousands, are recommended; doubling them can bring a linear gain",
    source: "Microsoft, fine-tuning REST guide",
    year: 2025,
    url: "https://learn.microsoft.com/azure/foundry/openai/how-to/fine-tuning",
    topics: ["data-need"],
    supports: [],
    against: ["fine-tuning"],
  },
  e45: {
    claim: "Start with 100 examples; quality over quantity",
    finding: "Start with 100, scale to thousands; quality is far more important than quantity",
    source: "Google Cloud, Prepare supervised fine-tuning data",
    year: 2026,
    url: "https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/tuning/supervised-tuning/prepare-data",
    topics: ["data-need"],
    supports: [],
  },
  e46: {
    claim: "The best tuning method depends on task and data size",
    finding:
      "Gains follow a joint power law of data and model size; which method is best depends highly on the task and the data",
    source: "Zhang et al., When Scaling Meets LLM Finetuning",
    year: 2024,
    url: "https://huggingface.co/papers/2402.17193",
    topics: ["data-need"],
    supports: [],
  },
  e47: {
    claim: "Many-shot prompting can replace tuning for a while",
    finding:
      "Results keep improving with hundreds or thousands of examples in the prompt; fine-tuning needs more data, but can exceed that with more data",
    source: "Bertsch et al., In-Context Learning with Long-Context Models",
    year: 2024,
    url: "https://huggingface.co/papers/2405.00200",
    topics: ["data-need"],
    supports: ["prompt-engineering"],
  },
  e48: {
    claim: "Which examples stand in a long prompt matters less",
    finding:
      "18 datasets: choosing examples cleverly gives no significant gain over choosing at random; adding generated examples gives +5%",
    source: "Baek et al., Revisiting ICL with Long Context",
    year: 2024,
    url: "https://huggingface.co/papers/2412.16926",
    topics: ["long-context", "data-need"],
    supports: ["prompt-engineering"],
  },
  e49: {
    claim: "Tuning can carry over to new kinds of input as well as prompting",
    finding:
      "Controlled comparison from 125M to 30B parameters: tuned models can do well on data unlike their training data, contrary to earlier reports",
    source: "Mosbach et al., Few-shot Fine-tuning vs In-context Learning",
    year: 2023,
    url: "https://arxiv.org/abs/2305.16938",
    topics: ["accuracy"],
    supports: ["fine-tuning"],
  },
  e50: {
    claim: "Tuning wins on familiar input, ties on unfamiliar input",
    finding:
      "Test with formal languages: fine-tuning is better on data like its training data, and equal on other data",
    source: "Fine-tuning vs ICL: A Formal Language Learning Perspective",
    year: 2026,
    url: "https://huggingface.co/papers/2604.23267",
    topics: ["accuracy"],
    supports: ["fine-tuning"],
  },
  e51: {
    claim: "Long prompts degrade answers",
    finding:
      "With 32k tokens of input, 10 of 12 models fall below half their score on short input; GPT-4o falls from 99.3% to 69.7%",
    source: "NoLiMa",
    year: 2025,
    url: "https://huggingface.co/papers/2502.05167",
    topics: ["long-context"],
    supports: [],
    against: ["prompt-engineering"],
  },
  e52: {
    claim: "Length alone hurts even with perfect retrieval",
    finding:
      "Results get 13.9% to 85% worse as the input grows, even when the right passage was found",
    source: "Du et al., Context Length Alone Hurts (arXiv 2510.05381)",
    year: 2025,
    url: "https://arxiv.org/abs/2510.05381",
    note: "quoted in a secondary note",
    topics: ["long-context"],
    supports: [],
    against: ["prompt-engineering", "retrieval"],
  },
  e53: {
    claim: "Small collections need no retrieval system",
    finding:
      "Under 200,000 tokens (about 500 pages), put the whole knowledge base into the prompt; contextual retrieval cut failed look-ups by 35%, 49% and 67% in steps",
    source: "Anthropic, Contextual Retrieval",
    year: 2024,
    url: "https://www.anthropic.com/news/contextual-retrieval",
    note: "quoted on two secondary pages",
    topics: ["knowledge"],
    supports: ["prompt-engineering"],
  },
  e54: {
    claim: "Long context beats retrieval on quality, retrieval wins on cost",
    finding:
      "With enough resources, a long context outperforms retrieval (RAG) on average; retrieval is far cheaper",
    source: "Li et al. (arXiv 2407.16833)",
    year: 2024,
    url: "https://arxiv.org/abs/2407.16833",
    note: "quoted in a secondary note",
    topics: ["cost"],
    supports: [],
  },
  e55: {
    claim: "Structured output removes the format reason to fine-tune",
    finding:
      "Following a given schema: 100% with Structured Outputs, under 40% for gpt-4-0613 by prompting",
    source: "OpenAI, Introducing Structured Outputs",
    year: 2024,
    url: "https://openai.com/index/introducing-structured-outputs-in-the-api/",
    note: "the vendor's own evaluation, across two generations of models",
    topics: ["format"],
    supports: ["prompt-engineering"],
    against: ["fine-tuning"],
  },
  e56: {
    claim: "Strict formats can cost reasoning quality",
    finding: "Reasoning declines significantly under format restrictions",
    source: "Tam et al., Let Me Speak Freely? (arXiv 2408.02442)",
    year: 2024,
    url: "https://arxiv.org/abs/2408.02442",
    note: "quoted in a secondary note; others contest the method",
    topics: ["format"],
    supports: [],
    against: ["prompt-engineering"],
  },
  e57: {
    claim: "Structured output is now benchmarked across engines",
    finding: "10K real JSON schemas, six engines",
    source: "JSONSchemaBench",
    year: 2025,
    url: "https://github.com/guidance-ai/jsonschemabench",
    topics: ["format"],
    supports: ["prompt-engineering"],
  },
  e58: {
    claim: "Caching makes long prompts cheap",
    finding:
      "Up to 90% off cached input and up to 80% lower latency; for prompt beginnings of 1,024 tokens or more that match exactly, in steps of 128 tokens",
    source: "OpenAI, Prompt Caching 201",
    year: 2026,
    url: "https://github.com/openai/openai-cookbook/blob/main/examples/Prompt_Caching_201.ipynb",
    topics: ["cost", "latency"],
    supports: ["prompt-engineering"],
  },
  e59: {
    claim: "Reading cached input costs 2.5-10% of the input price",
    finding:
      "Claude: 10% by default, 5% on Opus 5.5 and Sonnet 5.5, 2.5% on Fable 5.1; writing to the cache costs 1.25x",
    source: "Anthropic pricing",
    year: 2026,
    url: "https://platform.claude.com/docs/en/about-claude/pricing",
    topics: ["cost"],
    supports: ["prompt-engineering"],
  },
  e60: {
    claim: "Prompting is faster and survives model updates",
    finding:
      "Fine-tuning can take hours or days and may need retraining when the model changes; prompts usually work across versions",
    source: "Anthropic, Prompt engineering overview",
    year: 2025,
    url: "https://docs.anthropic.com/en/docs/build-with-claude/prompt-engineering/overview",
    topics: ["time", "lifecycle"],
    supports: ["prompt-engineering"],
    against: ["fine-tuning"],
  },
  e61: {
    claim: "The largest fine-tuning API is closing",
    finding:
      "OpenAI: new organisations shut out on 2026-05-07, inactive ones on 2026-07-02, no new jobs after 2027-01-06",
    source: "OpenAI, Deprecations",
    year: 2026,
    url: "https://developers.openai.com/api/docs/deprecations",
    topics: ["lifecycle"],
    supports: [],
    against: ["fine-tuning"],
  },
  e62: {
    claim: "When a base model is retired, its fine-tunes stop too",
    finding:
      "gpt-4o, 4o-mini, 4.1, 4.1-mini and every model tuned on them stop on 2027-01-14, with about three months' notice; the named replacement, gpt-6-luna, cannot be tuned",
    source: "OpenAI deprecations, as reported by codersera.com, dev.to and w3cschool.cn",
    year: 2026,
    url: "https://codersera.com/blog/gpt-4o-gpt-4-1-api-shutdown-migration-2026/",
    note: "dates read on secondary pages",
    topics: ["lifecycle"],
    supports: [],
    against: ["fine-tuning"],
  },
  e63: {
    claim: "Azure keeps tuned models longer",
    finding:
      "Tuned gpt-4.1 models stay deployed until 2027-10-14; for existing customers new training ends no earlier than 2027-04-14",
    source: "Microsoft, model retirements",
    year: 2026,
    url: "https://learn.microsoft.com/azure/foundry/openai/concepts/model-retirements",
    topics: ["lifecycle"],
    supports: [],
  },
  e64: {
    claim: "Other vendors have left fine-tuning too",
    finding:
      "Cohere deprecated fine-tuning on 2025-09-15; the Gemini API has had no tunable model since May 2025; the Claude API does not offer it",
    source: "Cohere, Google and Anthropic documentation",
    year: 2026,
    url: "https://docs.cohere.com/docs/chat-fine-tuning",
    note: "the link leads to Cohere; Google and Anthropic say so on pages of their own",
    topics: ["lifecycle"],
    supports: [],
    against: ["fine-tuning"],
  },
  e65: {
    claim: "Fine-tuning is rare in production",
    finding:
      "Retrieval (RAG) in 51% of enterprise implementations (31% a year before); 9% of production models fine-tuned",
    source: "Menlo Ventures, 2024 State of Generative AI in the Enterprise",
    year: 2024,
    url: "https://imagine-works.com/insights/retrieval-augmented-generation-for-enterprise-leaders",
    note: "quoted on two secondary pages",
    topics: ["base-rate"],
    supports: [],
  },
  e66: {
    claim: "Fine-tuning repeats whenever data or base change",
    finding:
      "It may need to be repeated when the data are updated or a new base model is released, and it requires monitoring",
    source: "Microsoft, fine-tuning considerations",
    year: 2026,
    url: "https://learn.microsoft.com/azure/foundry-classic/openai/concepts/fine-tuning-considerations",
    topics: ["lifecycle"],
    supports: [],
    against: ["fine-tuning"],
  },
  e67: {
    claim: "Benefits are not guaranteed",
    finding:
      "Cases held back for testing are needed; tuning replaces neither retrieval for current information nor safety controls",
    source: "Microsoft, Fine-tuning in Microsoft Foundry (2026-10-06)",
    year: 2026,
    url: "https://learn.microsoft.com/azure/foundry/fine-tuning/overview",
    topics: ["evaluation"],
    supports: [],
    against: ["fine-tuning"],
  },
  e68: {
    claim: "Evaluate before tuning",
    finding: '"Good evals first! Only invest in fine-tuning after setting up evals"',
    source: "OpenAI, Supervised fine-tuning",
    year: 2026,
    url: "https://developers.openai.com/docs/guides/distillation",
    topics: ["evaluation"],
    supports: [],
  },
} as const satisfies Readonly<Record<string, Finding>>;

export type FindingId = keyof typeof FOUND;

/** The findings by id, with one type for all of them. */
export const FINDINGS: Readonly<Record<FindingId, Finding>> = FOUND;
