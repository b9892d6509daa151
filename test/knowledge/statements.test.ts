import { describe, expect, test } from "vitest";

import { FINDINGS } from "../../src/knowledge/findings.ts";
import {
  DOCUMENT,
  FEATURES,
  STATEMENTS,
  difference,
  statementsAbout,
} from "../../src/knowledge/statements.ts";

/** The document in its order: what it says, and the statement that carries it. */
const SAID: readonly (readonly [string, string])[] = [
  [
    "distinct approaches to tailoring large language models (LLMs) for specific tasks",
    "approaches",
  ],
  [
    "Fine-tuning involves retraining the model’s parameters on a specialized dataset",
    "how-they-work",
  ],
  ["optimizes the input prompts to guide the model’s output without retraining", "how-they-work"],
  ["Prompt engineering is generally easier and faster", "trade-off"],
  ["requiring less technical expertise and resources", "trade-off"],
  ["more extensive customization but demands more data and computational resources", "trade-off"],
  ["on a new, smaller dataset to adapt it to a specific task or domain", "tuning-definition"],
  ["more tailored model with improved performance on the target task", "tuning-advantage"],
  ["Requires significant data and computational resources", "tuning-disadvantage"],
  ["can be time-consuming", "tuning-disadvantage"],
  [
    "Optimizing the input prompts to steer the LLM towards the desired output",
    "prompting-definition",
  ],
  ["Less resource-intensive, faster implementation", "prompting-advantage"],
  ["accessible to users with less technical expertise", "prompting-advantage"],
  ["May require iterative refinement of prompts", "prompting-disadvantage"],
  ["can be less precise than fine-tuning", "prompting-disadvantage"],
  ["Retraining the model’s parameters", "method-tuning"],
  ["Optimizing input prompts", "method-prompting"],
  ["Requires a specialized dataset for retraining", "data-tuning"],
  ["Requires no new data", "data-prompting"],
  ["Requires machine learning expertise and data management", "complexity-tuning"],
  ["Less technical expertise required", "complexity-prompting"],
  ["Provides extensive customization for the task", "customization-tuning"],
  ["Limited customization, relies on the model’s inherent capabilities", "customization-prompting"],
  ["Higher cost due to data and computational resources", "cost-tuning"],
  ["Lower cost, as it doesn’t require additional resources", "cost-prompting"],
  ["Longer training time", "time-tuning"],
  ["Faster implementation and experimentation", "time-prompting"],
  ["high level of customization and performance is needed for a specific task", "when-tuning"],
  ["sufficient data and computational resources are available", "when-tuning"],
  ["quick results and flexibility are desired", "when-prompting"],
  ["relatively simple and doesn’t require extensive customization", "when-prompting"],
  ["both methods can be used in conjunction to achieve optimal results", "together"],
  ["prompt engineering providing a foundation for further customization", "together"],
];

/** Definitions need no finding; for the rest none was read that speaks for the statement itself. */
const WITHOUT_SUPPORT = [
  "approaches",
  "how-they-work",
  "tuning-definition",
  "prompting-definition",
  "method-tuning",
  "method-prompting",
  "data-prompting",
  "complexity-prompting",
];

describe("the document", () => {
  test("is named with its date", () => {
    expect(DOCUMENT).toEqual({
      title: "Fine-Tuning vs. Prompt Engineering",
      date: "June 3, 2025",
      category: "AI Model Optimization",
    });
  });

  test.each(SAID)("says “%s” in %s only", (phrase, id) => {
    const carriers = STATEMENTS.filter(({ text }) => text.includes(phrase));
    expect(carriers.map((statement) => statement.id)).toEqual([id]);
  });

  test("is told in its own order, and nothing is added to it", () => {
    expect(STATEMENTS.map(({ id }) => id)).toEqual([...new Set(SAID.map(([, id]) => id))]);
  });
});

describe("the statements", () => {
  test("have unique ids", () => {
    expect(new Set(STATEMENTS.map(({ id }) => id)).size).toBe(STATEMENTS.length);
  });

  test.each(STATEMENTS)("$id is a sentence's worth of words", ({ text }) => {
    expect(text).toMatch(/^[A-Z].*[^.]\.$/);
  });

  test("rest on a finding, with named exceptions", () => {
    const bare = STATEMENTS.filter(({ supportedBy }) => supportedBy.length === 0);
    expect(bare.map(({ id }) => id)).toEqual(WITHOUT_SUPPORT);
  });

  test.each(STATEMENTS)("$id cites each finding once, in plain sentences", (statement) => {
    const { supportedBy, qualifiedBy } = statement;
    expect(new Set(supportedBy).size).toBe(supportedBy.length);
    expect(new Set(qualifiedBy.map(({ finding }) => finding)).size).toBe(qualifiedBy.length);
    for (const { finding, how } of qualifiedBy) {
      expect(FINDINGS).toHaveProperty(finding);
      expect(how).toMatch(/^[A-Z0-9].*[^.]\.$/);
    }
  });

  // What a qualification says in numbers, its finding must say too.
  test.each(
    STATEMENTS.flatMap(({ qualifiedBy }) => qualifiedBy).filter(({ how }) => /\d/.test(how)),
  )("$finding holds the numbers of “$how”", ({ finding, how }) => {
    const found = FINDINGS[finding].finding.match(/\d[\d,.]*\d|\d/g);
    for (const number of how.match(/\d[\d,.]*\d|\d/g) ?? []) expect(found).toContain(number);
  });

  test.each(
    (["fine-tuning", "prompt-engineering"] as const).flatMap((about) =>
      (["definition", "advantage", "disadvantage", "when"] as const).map(
        (kind) => [about, kind] as const,
      ),
    ),
  )("%s has one %s", (about, kind) => {
    expect(statementsAbout(about, kind)).toHaveLength(1);
  });

  test("both have one rule for when", () => {
    expect(statementsAbout("both", "when").map(({ id }) => id)).toEqual(["together"]);
  });

  test("every statement is about one of the three", () => {
    const found = (["fine-tuning", "prompt-engineering", "both"] as const).flatMap((about) =>
      statementsAbout(about),
    );
    expect(found).toHaveLength(STATEMENTS.length);
  });
});

describe("the key differences", () => {
  test("are the document's six, in its order", () => {
    expect(FEATURES).toEqual([
      "Method",
      "Data requirements",
      "Complexity",
      "Customization",
      "Cost",
      "Time",
    ]);
  });

  test.each(FEATURES)("%s has exactly two sides", (feature) => {
    const sides = STATEMENTS.filter((statement) => statement.feature === feature);
    expect(sides).toEqual([
      difference(feature, "fine-tuning"),
      difference(feature, "prompt-engineering"),
    ]);
    expect(sides.map(({ kind }) => kind)).toEqual(["difference", "difference"]);
  });
});

test("every statement carries a finding that supports or qualifies it", () => {
  const bare = STATEMENTS.filter(
    ({ supportedBy, qualifiedBy }) => supportedBy.length + qualifiedBy.length === 0,
  );
  expect(bare).toEqual([]);
});
