import { describe, expect, test } from "vitest";

import { FINDINGS } from "../src/knowledge/findings.ts";
import { GLOSSARY, define } from "../src/knowledge/glossary.ts";
import { FEATURES, STATEMENTS } from "../src/knowledge/statements.ts";

const findings = Object.entries(FINDINGS);

describe("findings", () => {
  test("those that could not be verified are not there", () => {
    for (const id of ["e25", "e29"]) expect(FINDINGS).not.toHaveProperty(id);
    expect(findings.length).toBeGreaterThan(60);
  });

  test.each(findings)(
    "%s has a source, a year, and an address that parses",
    (_, { source, year, url }) => {
      expect(source).not.toBe("");
      expect(year).toBeGreaterThan(2020);
      expect(url === undefined || URL.canParse(url)).toBe(true);
    },
  );
});

describe("the document", () => {
  test.each([
    ["distinct approaches", "approaches"],
    ["retrains the model’s parameters on a specialized dataset", "approaches"],
    ["requires less technical expertise and resources", "trade-off"],
    ["demands more data and computational resources", "trade-off"],
    ["new, smaller dataset to adapt it to a specific task or domain", "tuning-definition"],
    ["more tailored model with improved performance", "tuning-advantage"],
    ["significant data and computational resources", "tuning-disadvantage"],
    ["steer the language model towards the desired output", "prompting-definition"],
    ["accessible to users with less technical expertise", "prompting-advantage"],
    ["iterative refinement of prompts", "prompting-disadvantage"],
    ["less precise than fine-tuning", "prompting-disadvantage"],
    ["Retraining the model’s parameters", "method-tuning"],
    ["Optimizing input prompts", "method-prompting"],
    ["specialized dataset for retraining", "data-tuning"],
    ["Requires no new data", "data-prompting"],
    ["machine learning expertise and data management", "complexity-tuning"],
    ["Less technical expertise required", "complexity-prompting"],
    ["extensive customization for the task", "customization-tuning"],
    ["relies on the model’s inherent capabilities", "customization-prompting"],
    ["Higher cost due to data and computational resources", "cost-tuning"],
    ["doesn’t require additional resources", "cost-prompting"],
    ["Longer training time", "time-tuning"],
    ["Faster implementation and experimentation", "time-prompting"],
    ["high level of customization and performance is needed", "when-tuning"],
    ["sufficient data and computational resources are available", "when-tuning"],
    ["quick results and flexibility are desired", "when-prompting"],
    ["relatively simple", "when-prompting"],
    ["in conjunction to achieve optimal results", "together"],
    ["a foundation for further customization through fine-tuning", "together"],
  ])("says “%s” in %s", (words, id) => {
    expect(STATEMENTS.find((statement) => statement.id === id)?.text).toContain(words);
  });

  test("speaks of all six features for both methods", () => {
    for (const feature of FEATURES)
      expect(STATEMENTS.filter((one) => one.feature === feature).map(({ about }) => about)).toEqual(
        ["fine-tuning", "prompt-engineering"],
      );
  });

  test("every statement stands on a finding that exists, and has an id of its own", () => {
    for (const { supportedBy, qualifiedBy } of STATEMENTS) {
      expect(supportedBy.length).toBeGreaterThan(0);
      for (const id of [...supportedBy, ...qualifiedBy.map(({ finding }) => finding)])
        expect(FINDINGS).toHaveProperty(id);
    }
    expect(new Set(STATEMENTS.map(({ id }) => id)).size).toBe(STATEMENTS.length);
  });
});

describe("the glossary", () => {
  test.each([
    ["fine-tuning", "fine-tuning"],
    ["Fine tunning", "fine-tuning"],
    ["RAG", "retrieval"],
    ["a token", "token"],
    ["the context window?", "context window"],
    ["LLMs", "large language model"],
    ["confidence", "confidence"],
    ["a flux capacitor", undefined],
    ["tun", undefined],
  ])("%s: %s", (words, term) => {
    expect(define(words)?.term).toBe(term);
  });

  test("no name means two things", () => {
    const names = GLOSSARY.flatMap(({ term, also }) => [...new Set([term.toLowerCase(), ...also])]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test("definitions are short and calm", () => {
    for (const { definition } of GLOSSARY) {
      expect(definition.length).toBeLessThan(400);
      expect(definition).not.toMatch(/!/);
    }
  });
});
