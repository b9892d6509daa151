import { describe, expect, test } from "vitest";

import { GLOSSARY, define } from "../../src/knowledge/glossary.ts";
import { statementsAbout } from "../../src/knowledge/statements.ts";

/** What people write, and the term it means. */
const ASKED: readonly (readonly [string, string])[] = [
  ["fine-tuning", "fine-tuning"],
  ["fine tuning", "fine-tuning"],
  ["finetuning", "fine-tuning"],
  ["fine tunning", "fine-tuning"],
  ["Fine-Tuning?", "fine-tuning"],
  ["sft", "fine-tuning"],
  ["prompt engineering", "prompt engineering"],
  ["promt engineering", "prompt engineering"],
  ["both", "both"],
  ["rag", "retrieval"],
  ["RAG", "retrieval"],
  ["retrieval", "retrieval"],
  ["an llm", "large language model"],
  ["a large language model", "large language model"],
  ["a token", "token"],
  ["tokens", "token"],
  ["a labelled example", "labelled example"],
  ["labeled examples", "labelled example"],
  ["few-shot", "few-shot"],
  ["a prompt", "prompt"],
  ["the system prompt", "system prompt"],
  ["lora", "LoRA"],
  ["LoRA", "LoRA"],
  ["distillation", "distillation"],
  ["an evaluation set", "test set"],
  ["a test set", "test set"],
  ["hallucination", "hallucination"],
  ["a halucination", "hallucination"],
  ["an open-weights model", "open-weights model"],
  ["open source model", "open-weights model"],
  ["an API-only model", "API-only model"],
  ["latency", "latency"],
  ["inference", "inference"],
  ["the context window", "context window"],
  ["prompt caching", "prompt caching"],
  ["structured output", "structured output"],
  ["overfitting", "overfitting"],
  ["forgetting", "forgetting"],
  ["catastrophic forgetting", "forgetting"],
  ["a hosting fee", "hosting fee"],
  ["reinforcement fine-tuning", "reinforcement fine-tuning"],
  ["preference tuning", "preference tuning"],
  ["dpo", "preference tuning"],
  ["an embedding", "embedding"],
  ["a parameter", "parameter"],
  ["an epoch", "epoch"],
  ["chain of thought", "chain of thought"],
  ["prompt optimisation", "prompt optimisation"],
  ["prompt optimization", "prompt optimisation"],
  ["synthetic data", "synthetic data"],
  ["the base model", "base model"],
  ["self-hosting", "self-hosting"],
  ["model drift", "model drift"],
  ["PII", "PII"],
  ["the confidence band", "confidence"],
  ["lean", "confidence"],
  ["likely", "confidence"],
  ["clear", "confidence"],
  ["“RAG”", "retrieval"],
];

/** No guessing: near is not the same. */
const UNKNOWN = [
  "",
  "a",
  "the",
  "flux capacitor",
  "fine",
  "tuning fork",
  "fine-tuning costs",
  "ragtime",
  "a token of thanks",
  "constructor",
];

describe("define", () => {
  test.each(ASKED)("“%s” is %s", (words, term) => {
    expect(define(words)?.term).toBe(term);
  });

  test.each(UNKNOWN)("does not guess at “%s”", (words) => {
    expect(define(words)).toBeUndefined();
  });

  test.each(
    GLOSSARY.flatMap((entry) => [entry.term, ...entry.also].map((name) => ({ name, entry }))),
  )("finds “$name”", ({ name, entry }) => {
    expect(define(name)).toBe(entry);
  });
});

describe("the glossary", () => {
  test("gives no name to two entries", () => {
    const names = GLOSSARY.flatMap(({ term, also }) => [term.toLowerCase(), ...also]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test.each(GLOSSARY)("$term can be read on a phone", ({ definition, also }) => {
    expect(definition).toMatch(/^[A-Z].*[^.]\.$/);
    expect(definition.length).toBeLessThanOrEqual(300);
    for (const name of also) expect(name).toBe(name.trim().toLowerCase());
  });

  test.each(["fine-tuning", "prompt-engineering"] as const)(
    "%s is defined in the document's words",
    (about) => {
      expect(define(about)?.definition).toBe(statementsAbout(about, "definition")[0]?.text);
      expect(define(about)?.definition).toMatch(/dataset|desired output/);
    },
  );
});
