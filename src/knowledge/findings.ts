/**
 * TABLE: what has been found out elsewhere, and by whom. Read and collected on 2026-11-23; findings
 * that could not be verified are left out. A `note` says when a number was read on a secondary page.
 */
export type Finding = {
  /** The finding in a few words. */
  readonly claim: string;
  /** What was measured or stated, with its numbers. */
  readonly finding: string;
  readonly source: string;
  readonly year: number;
  /** Absent when the source has no public page. */
  readonly url?: string;
  readonly note?: string;
};

const FOUND = {
  e01: {
    claim: "Retrieval beats fine-tuning for adding knowledge",
    finding:
      "RAG consistently outperforms unsupervised fine-tuning for both seen and entirely new knowledge; models struggle to learn new facts by fine-tuning unless shown many variations",
    source: "Ovadia et al., Fine-Tuning or Retrieval?",
    year: 2023,
    url: "https://huggingface.co/papers/2312.05934",
  },
  e02: {
    claim: "Fine-tuning on new facts raises hallucination",
    finding:
      "Examples with new knowledge are learned significantly slower; as they are learned they linearly increase the tendency to hallucinate",
    source: "Gekhman et al., Does Fine-Tuning LLMs on New Knowledge Encourage Hallucinations?",
    year: 2024,
    url: "https://huggingface.co/papers/2405.05904",
  },
  e03: {
    claim: "Commercial fine-tuning APIs inject knowledge poorly",
    finding:
      "Five models with commercial APIs: average generalisation accuracy 37% on new information, 19% when updating existing knowledge",
    source: "FineTuneBench",
    year: 2024,
    url: "https://huggingface.co/papers/2411.05059",
  },
  e04: {
    claim: "Facts learned by fine-tuning do not generalise in reverse",
    finding:
      'Models tuned on "A is B" do no better than random on "B is A"; GPT-4 answers 79% forward vs 33% reverse on celebrity parents',
    source: "Berglund et al., The Reversal Curse",
    year: 2023,
    url: "https://huggingface.co/papers/2309.12288",
  },
  e05: {
    claim: "Unfamiliar training examples control how a tuned model hallucinates",
    finding:
      "As inputs become unfamiliar, outputs default to a hedged guess whose form comes from how unfamiliar training rows were labelled",
    source: "Kang et al., Unfamiliar Finetuning Examples Control How Language Models Hallucinate",
    year: 2024,
    url: "https://huggingface.co/papers/2403.05612",
  },
  e06: {
    claim: "Adding new facts by tuning erases others",
    finding:
      "NaturalQuestions F1 falls 89% after full fine-tuning on new facts, 71% with LoRA, 11% with sparse memory fine-tuning",
    source: "Lin et al., Continual Learning via Sparse Memory Finetuning (arXiv 2510.15103)",
    year: 2025,
    url: "https://arxiv.org/abs/2510.15103",
    note: "abstract quoted in a secondary note",
  },
  e07: {
    claim: "Tuning on internal documents trades instruction following for knowledge",
    finding:
      "Qwen3-8B knowledge/instruction-following: 18%/85% before; 43%/45% after documents only; 36%/79% with a 70/30 mix; 41%/83% after on-policy distillation",
    source: "Thinking Machines, On-Policy Distillation",
    year: 2025,
    url: "https://thinkingmachines.ai/blog/on-policy-distillation/",
    note: "numbers quoted in a secondary note",
  },
  e08: {
    claim: "Fine-tuning weakens safety even without bad intent",
    finding:
      "GPT-3.5 Turbo jailbroken with 10 examples for under $0.20; benign Alpaca tuning raised harmfulness 5.5% to 31.8%",
    source: "Qi et al., Fine-tuning Aligned Language Models Compromises Safety",
    year: 2023,
    url: "https://huggingface.co/papers/2310.03693",
  },
  e09: {
    claim: "Safety can be removed with very little data",
    finding: "100 malicious examples and 1 GPU hour subvert 8 open models from 5 organisations",
    source: "Shadow Alignment",
    year: 2023,
    url: "https://huggingface.co/papers/2310.02949",
  },
  e10: {
    claim: "Narrow tuning can misalign broadly",
    finding:
      "Training on a narrow bad behaviour (insecure code) yields misaligned answers elsewhere; even a 5% share of insecure code leaves conditional misalignment",
    source: "Betley et al. 2025 and follow-up Conditional misalignment",
    year: 2026,
    url: "https://huggingface.co/papers/2604.25891",
  },
  e11: {
    claim: "A small share of bad rows matters",
    finding:
      "1% misaligned rows in an otherwise normal task set lowers honest behaviour by over 20%",
    source: "LLMs Learn to Deceive Unintentionally",
    year: 2025,
    url: "https://huggingface.co/papers/?q=recipient+misalignment",
  },
  e12: {
    claim: "Fine-tuned models forget other skills",
    finding:
      "Catastrophic forgetting generally observed from 1B to 7B and grows with size in that range",
    source: "Luo et al., An Empirical Study of Catastrophic Forgetting",
    year: 2023,
    url: "https://huggingface.co/papers/2308.08747",
  },
  e13: {
    claim: "LoRA forgets less but learns less",
    finding:
      "LoRA underperforms full fine-tuning in standard low-rank settings but better keeps out-of-domain ability; full tuning learns updates of rank 10-100x typical LoRA",
    source: "Biderman et al., LoRA Learns Less and Forgets Less",
    year: 2024,
    url: "https://huggingface.co/papers/2405.09673",
  },
  e14: {
    claim: "Forgetting cannot be avoided by stopping early",
    finding:
      "Forgetting follows a shifted power law in parameters tuned and steps; strong inverse linear relation between task performance and forgetting with LoRA",
    source: "Kalajdzievski, Scaling Laws for Forgetting",
    year: 2024,
    url: "https://huggingface.co/papers/2401.05605",
  },
  e15: {
    claim: "LoRA matches full tuning on small and medium sets",
    finding:
      "Same sample efficiency and same final performance at post-training scale; underperforms once the data exceed its capacity",
    source: "Thinking Machines, LoRA Without Regret",
    year: 2025,
    url: "https://thinkingmachines.ai/blog/lora/",
    note: "sentences quoted in a secondary note",
  },
  e16: {
    claim: "Short-reasoning tuning can damage a reasoning model",
    finding:
      "MedXpertQA (2,450 questions): base 43.8, short-chain-of-thought tune 26.9, corrected long-chain tune 41.7",
    source: "Pentabrid reproducibility package",
    year: 2026,
    url: "https://huggingface.co/datasets/Clinical-Reasoning-Hub/pentabrid-reproducibility",
  },
  e17: {
    claim: "Prompts are brittle to formatting",
    finding:
      "Meaning-preserving formatting changes move accuracy by up to 76 points (LLaMA-2-13B); larger size, more shots or instruction tuning do not remove it",
    source: "Sclar et al.",
    year: 2023,
    url: "https://huggingface.co/papers/2310.11324",
  },
  e18: {
    claim: "Prompt format shifts benchmark scores",
    finding:
      "About 10 points range for a single model on MMLU by prompt format alone; ranking changes",
    source: "Hugging Face evaluation team",
    year: 2024,
    url: "https://huggingface.co/posts/clefourrier/334391552414609",
  },
  e19: {
    claim: "Hosted models change under a fixed prompt",
    finding: "GPT-4 prime vs composite: 84% in March 2023, 51% in June 2023",
    source: "Chen, Zaharia, Zou, How Is ChatGPT's Behavior Changing over Time?",
    year: 2023,
    url: "https://huggingface.co/papers/2307.09009",
  },
  e20: {
    claim: "Few-shot examples can hurt reasoning models",
    finding:
      "Few-shot prompting lowered o1; o1-preview without prompting tricks beats GPT-4 with Medprompt",
    source: "From Medprompt to o1",
    year: 2024,
    url: "https://huggingface.co/papers/?q=Medprompt",
  },
  e21: {
    claim: "Prompting alone can beat specialist fine-tunes",
    finding:
      "GPT-4 with Medprompt: best results on all nine MultiMedQA sets, above fine-tuned specialists",
    source: "Nori et al., Can Generalist Foundation Models Outcompete Special-Purpose Tuning?",
    year: 2023,
    url: "https://huggingface.co/papers/2311.16452",
  },
  e22: {
    claim: "Automatic prompt optimisation rivals RL tuning",
    finding:
      "GEPA beats GRPO by 10% on average (up to 20%) with up to 35x fewer rollouts, and MIPROv2 by over 10%",
    source: "Agrawal et al., GEPA",
    year: 2025,
    url: "https://huggingface.co/papers/2507.19457",
  },
  e23: {
    claim: "Prompt optimisation and fine-tuning add up",
    finding:
      "Optimising prompts and weights together beats weights alone by up to 65% and prompts alone by up to 5%, on average across models and tasks",
    source: "Soylu, Potts, Khattab, BetterTogether",
    year: 2024,
    url: "https://huggingface.co/papers/2407.10930",
  },
  e24: {
    claim: "Combined gains in an enterprise extraction benchmark",
    finding: "GEPA alone +2.1, fine-tuning alone +1.9, both +4.8 points",
    source: "Databricks case study as quoted by a DSPy skill page",
    year: 2025,
    url: "https://www.skills.sh/lebsral/dspy-programming-not-prompting-lms-skills/dspy-better-together",
    note: "secondary quotation",
  },
  e26: {
    claim: "Retrieval can hurt a task already learned by tuning",
    finding:
      "Icelandic error correction BLEU: GPT-4 zero-shot 62, 3-shot 70, GPT-3.5 tuned on 1,000 rows 78, GPT-4 tuned 87, tuned + RAG 83",
    source: "OpenAI, Optimizing LLM Accuracy",
    year: 2024,
    url: "https://platform.openai.com/docs/guides/optimizing-llm-accuracy",
  },
  e27: {
    claim: "Fine-tuned small models beat GPT-4 on narrow tasks",
    finding:
      "310 models, 31 tasks: 4-bit LoRA models beat their bases by 34 points and GPT-4 by 10 on average; 25 adapters served on one A100",
    source: "LoRA Land",
    year: 2024,
    url: "https://huggingface.co/papers/2405.00732",
  },
  e28: {
    claim: "Small tuned classifiers beat large few-shot models",
    finding:
      "16 classification sets: tuned smaller models can still outperform few-shot larger ones",
    source: "Edwards and Camacho-Collados",
    year: 2024,
    url: "https://huggingface.co/papers/2403.17661",
  },
  e30: {
    claim: "A tuned 770M model can beat a prompted 540B model",
    finding: "770M T5 outperforms few-shot 540B PaLM with 80% of the data of one benchmark",
    source: "Hsieh et al., Distilling Step-by-Step",
    year: 2023,
    url: "https://huggingface.co/papers/2305.02301",
  },
  e31: {
    claim: "Parameter-efficient tuning is cheaper than in-context learning at inference",
    finding:
      "PEFT gives better accuracy at dramatically lower compute; T-Few beats the previous best on RAFT by 6 points",
    source: "Liu et al., T-Few",
    year: 2022,
    url: "https://huggingface.co/papers/2205.05638",
  },
  e32: {
    claim: "Nova Micro: one cheap run, large gain",
    finding:
      "ATIS intents 41.4% to 97% after one SFT run costing $2.18; tuned inference priced as base",
    source: "AWS, customize Amazon Nova models (as read by softwareletters.com)",
    year: 2026,
    url: "https://aws.amazon.com/blogs/machine-learning/customize-amazon-nova-models-with-amazon-bedrock-fine-tuning",
    note: "numbers from the secondary page, set-up from the AWS page",
  },
  e33: {
    claim: "Training itself is cheap",
    finding:
      "Text-to-SQL on Nova Micro: 2,000 rows x 5 epochs x 800 tokens = $8.00; 22,000 queries a month = $0.80; storage $1.95",
    source: "AWS Machine Learning Blog, April 2026",
    year: 2026,
    url: "https://aws.amazon.com/blogs/machine-learning/",
  },
  e34: {
    claim: "Serverless LoRA adds latency",
    finding: "Time to first token +7% warm, +34% cold; 27% fewer tokens per second than the base",
    source: "AWS Machine Learning Blog, April 2026",
    year: 2026,
    url: "https://aws.amazon.com/blogs/machine-learning/",
  },
  e35: {
    claim: "A managed LoRA run takes about an hour",
    finding:
      "5,081 examples, 2 epochs, 13.5M training tokens, 30B model: 58 minutes, $40.59 at $3.00 per 1M",
    source: "project note in a public repository (Fireworks)",
    year: 2026,
  },
  e36: {
    claim: "Training time of a hosted run",
    finding: "500 pairs, 1M tokens, 2 epochs, GPT-4.1: 2 h 15 min",
    source: "Microsoft, fine-tuning cost management",
    year: 2026,
    url: "https://learn.microsoft.com/azure/foundry/openai/how-to/fine-tuning-cost-management",
  },
  e37: {
    claim: "Hosting, not training, dominates some providers",
    finding:
      "$1.70 per hour per deployment = about $1,241 a month idle; chatbot example $1,224 hosting + $198 tokens",
    source: "Microsoft, fine-tuning cost management",
    year: 2026,
    url: "https://learn.microsoft.com/azure/foundry/openai/how-to/fine-tuning-cost-management",
  },
  e38: {
    claim: "Tuned open models need dedicated serving",
    finding: "Fine-tuned LoRA models require a dedicated deployment, billed per GPU-second",
    source: "Fireworks, Cost structure",
    year: 2026,
    url: "https://docs.fireworks.ai/faq/billing-pricing-usage/pricing/cost-structure",
  },
  e39: {
    claim: "Many adapters can share one GPU",
    finding: "Thousands of adapters, up to 4x throughput over PEFT and naive vLLM",
    source: "S-LoRA",
    year: 2023,
    url: "https://huggingface.co/papers/2311.03285",
  },
  e40: {
    claim: "LoRA cuts training resources",
    finding:
      "10,000x fewer trainable parameters and 3x less GPU memory than full tuning of GPT-3 175B, no added latency when merged",
    source: "Hu et al., LoRA",
    year: 2021,
    url: "https://huggingface.co/papers/2106.09685",
  },
  e41: {
    claim: "QLoRA saves memory, LoRA saves time",
    finding:
      "QLoRA about 75% less peak memory; LoRA about 66% faster and up to 40% cheaper; similar accuracy",
    source: "Google Cloud, LoRA and QLoRA recommendations",
    year: 2025,
    url: "https://cloud.google.com/vertex-ai/docs/model-garden/lora-qlora",
  },
  e42: {
    claim: "1,000 good rows can be enough for style",
    finding:
      "65B LLaMA on 1,000 curated rows: equal or preferred to GPT-4 in 43% of cases, to DaVinci003 in 65%",
    source: "LIMA (NeurIPS 2023)",
    year: 2023,
    url: "http://papers.nips.cc/paper_files/paper/2023/hash/ac662d74829e4407ce1d126477f4a03a-Abstract-Conference.html",
  },
  e43: {
    claim: "50-100 rows show an effect",
    finding: "Minimum 10; improvement seen at 50-100; start with 50 well-crafted demonstrations",
    source: "OpenAI, Supervised fine-tuning",
    year: 2026,
    url: "https://developers.openai.com/docs/guides/distillation",
  },
  e44: {
    claim: "10 rows are not enough to matter",
    finding:
      "At least 10 to start a job, not enough to noticeably influence responses; hundreds, if not thousands, recommended; doubling can bring a linear gain",
    source: "Microsoft, fine-tuning REST guide",
    year: 2025,
    url: "https://learn.microsoft.com/azure/foundry/openai/how-to/fine-tuning",
  },
  e45: {
    claim: "Start with 100 rows; quality over quantity",
    finding: "Start with 100, scale to thousands; quality far more important than quantity",
    source: "Google Cloud, Prepare supervised fine-tuning data",
    year: 2026,
    url: "https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/tuning/supervised-tuning/prepare-data.md.txt",
  },
  e46: {
    claim: "The best tuning method depends on task and data size",
    finding:
      "Power-law joint scaling of tuning data with model size; optimal method highly task- and data-dependent",
    source: "Zhang et al., When Scaling Meets LLM Finetuning",
    year: 2024,
    url: "https://huggingface.co/papers/2402.17193",
  },
  e47: {
    claim: "Many-shot prompting can replace tuning for a while",
    finding:
      "ICL keeps improving with hundreds or thousands of demonstrations; fine-tuning is more data hungry but can exceed it with more data",
    source: "Bertsch et al., In-Context Learning with Long-Context Models",
    year: 2024,
    url: "https://huggingface.co/papers/2405.00200",
  },
  e48: {
    claim: "Example selection matters less with long context",
    finding:
      "18 datasets: sophisticated selection gives no significant gain over random; augmentation +5%",
    source: "Baek et al., Revisiting ICL with Long Context",
    year: 2024,
    url: "https://huggingface.co/papers/2412.16926",
  },
  e49: {
    claim: "Tuning and prompting generalise alike out of domain",
    finding:
      "Controlled 125M-30B comparison: tuned models can generalise well out of domain, contrary to earlier reports",
    source: "Mosbach et al., Few-shot Fine-tuning vs In-context Learning",
    year: 2023,
    url: "https://arxiv.org/abs/2305.16938",
  },
  e50: {
    claim: "Tuning wins in distribution, ties out of distribution",
    finding: "Formal-language test: FT better in-distribution, equal out-of-distribution",
    source: "Fine-tuning vs ICL: A Formal Language Learning Perspective",
    year: 2026,
    url: "https://huggingface.co/papers/2604.23267",
  },
  e51: {
    claim: "Long prompts degrade answers",
    finding:
      "At 32k tokens 10 of 12 models fall below half their short-context score; GPT-4o 99.3% to 69.7%",
    source: "NoLiMa",
    year: 2025,
    url: "https://huggingface.co/papers/2502.05167",
  },
  e52: {
    claim: "Length alone hurts even with perfect retrieval",
    finding: "13.9% to 85% degradation as input grows",
    source: "Du et al., Context Length Alone Hurts (arXiv 2510.05381)",
    year: 2025,
    url: "https://arxiv.org/abs/2510.05381",
    note: "abstract quoted in a secondary note",
  },
  e53: {
    claim: "Small corpora need no retrieval system",
    finding:
      "Under 200,000 tokens (about 500 pages) put the whole knowledge base in the prompt; contextual retrieval cut retrieval failures 35% / 49% / 67% in steps",
    source: "Anthropic, Contextual Retrieval",
    year: 2024,
    url: "https://www.anthropic.com/news/contextual-retrieval",
    note: "quoted in two archived pages",
  },
  e54: {
    claim: "Long context beats RAG on quality, RAG wins on cost",
    finding: "With enough resources long context outperforms RAG on average; RAG is far cheaper",
    source: "Li et al. (arXiv 2407.16833)",
    year: 2024,
    url: "https://arxiv.org/abs/2407.16833",
    note: "abstract quoted in a secondary note",
  },
  e55: {
    claim: "Constrained decoding removes the format reason to fine-tune",
    finding:
      "Schema-following: 100% with Structured Outputs vs under 40% for gpt-4-0613 by prompting",
    source: "OpenAI, Introducing Structured Outputs",
    year: 2024,
    url: "https://openai.com/index/introducing-structured-outputs-in-the-api/",
    note: "vendor evaluation across two model generations",
  },
  e56: {
    claim: "Strict formats can cost reasoning quality",
    finding: "Significant decline in reasoning under format restrictions",
    source: "Tam et al., Let Me Speak Freely? (arXiv 2408.02442)",
    year: 2024,
    url: "https://arxiv.org/abs/2408.02442",
    note: "quoted in a secondary note; method contested by .txt",
  },
  e57: {
    claim: "Structured output is now benchmarked across engines",
    finding: "10K real JSON schemas, six engines",
    source: "JSONSchemaBench",
    year: 2025,
    url: "https://huggingface.co/papers/?q=structured%20generation%20tasks",
  },
  e58: {
    claim: "Caching makes long prompts cheap",
    finding:
      "Up to 90% off cached input and up to 80% lower latency; prefixes of 1,024 tokens or more, exact match, 128-token steps",
    source: "OpenAI, Prompt Caching 201",
    year: 2026,
    url: "https://raw.githubusercontent.com/openai/openai-cookbook/main/examples/Prompt_Caching_201.ipynb",
  },
  e59: {
    claim: "Cache reads are now 2.5-10% of the input price",
    finding: "Claude: 10% by default, 5% on Opus 5.5 / Sonnet 5.5, 2.5% on Fable 5.1; writes 1.25x",
    source: "Anthropic pricing",
    year: 2026,
    url: "https://platform.claude.com/docs/en/about-claude/pricing",
  },
  e60: {
    claim: "Prompting is faster and survives model updates",
    finding:
      "Fine-tuning can take hours or days and may need retraining when the model changes; prompts usually work across versions",
    source: "Anthropic, Prompt engineering overview",
    year: 2025,
    url: "https://docs.anthropic.com/en/docs/build-with-claude/prompt-engineering/overview",
  },
  e61: {
    claim: "The largest fine-tuning API is closing",
    finding:
      "New organisations shut out 2026-05-07, inactive ones 2026-07-02, no new jobs after 2027-01-06",
    source: "OpenAI, Deprecations",
    year: 2026,
    url: "https://developers.openai.com/api/docs/deprecations",
  },
  e62: {
    claim: "Base-model retirement kills fine-tunes",
    finding:
      "gpt-4o, 4o-mini, 4.1, 4.1-mini and every model tuned on them stop on 2027-01-14 with about three months notice; replacement gpt-6-luna cannot be tuned",
    source: "OpenAI deprecations via codersera.com, dev.to, w3cschool.cn",
    year: 2026,
    url: "https://codersera.com/blog/gpt-4o-gpt-4-1-api-shutdown-migration-2026/",
  },
  e63: {
    claim: "Azure keeps tuned models longer",
    finding:
      "Tuned gpt-4.1 family: deployment until 2027-10-14; new training for existing customers not before 2027-04-14",
    source: "Microsoft, model retirements",
    year: 2026,
    url: "https://learn.microsoft.com/azure/foundry/openai/concepts/model-retirements",
  },
  e64: {
    claim: "Other vendors have left fine-tuning too",
    finding:
      "Cohere deprecated fine-tuning 2025-09-15; Gemini API has had no tunable model since May 2025; the Claude API does not offer it",
    source: "Cohere docs; Google and Anthropic pages as quoted in a secondary note",
    year: 2026,
    url: "https://docs.cohere.com/docs/chat-fine-tuning",
  },
  e65: {
    claim: "Fine-tuning is rare in production",
    finding:
      "RAG in 51% of enterprise implementations (31% a year before), 9% of production models fine-tuned",
    source: "Menlo Ventures, 2024 State of Generative AI in the Enterprise (two secondary pages)",
    year: 2024,
    url: "https://imagine-works.com/insights/retrieval-augmented-generation-for-enterprise-leaders",
  },
  e66: {
    claim: "Fine-tuning repeats whenever data or base change",
    finding:
      "May need to be repeated when the data are updated or a new base model is released; requires monitoring",
    source: "Microsoft, fine-tuning considerations",
    year: 2026,
    url: "https://learn.microsoft.com/azure/foundry-classic/openai/concepts/fine-tuning-considerations",
  },
  e67: {
    claim: "Benefits are not guaranteed",
    finding:
      "Held-out evaluation is needed; tuning does not replace retrieval for current information nor safety controls",
    source: "Microsoft, Fine-tuning in Microsoft Foundry (2026-10-06)",
    year: 2026,
    url: "https://learn.microsoft.com/azure/foundry/fine-tuning/overview",
  },
  e68: {
    claim: "Evaluate before tuning",
    finding: '"Good evals first! Only invest in fine-tuning after setting up evals"',
    source: "OpenAI, Supervised fine-tuning",
    year: 2026,
    url: "https://developers.openai.com/docs/guides/distillation",
  },
} as const satisfies Readonly<Record<string, Finding>>;

export type FindingId = keyof typeof FOUND;

export const FINDINGS: Readonly<Record<FindingId, Finding>> = FOUND;
