import { describe, expect, test } from "vitest";

import type { Evidence, FactId } from "../../src/decision/facts.ts";
import { readFacts } from "../../src/reading/facts-from-text.ts";

const MONDAY = "2026-11-23T09:30:00Z";

const read = (text: string): Evidence =>
  Object.fromEntries(readFacts(text, MONDAY).map(({ fact, value }) => [fact, value]));

type Row = readonly [text: string, facts: Evidence];

describe("the job is told from what is only mentioned", () => {
  test.each<Row>([
    [
      "Tag payment clauses in leases; our clerks summarised 300 of them",
      { taskType: "extraction" },
    ],
    ["Group the letters that readers write by topic", { taskType: "classification" }],
    [
      "Nurses write short notes. We need dose, drug and date as fields out of them.",
      { taskType: "extraction" },
    ],
    ["We translate recipes, English to Welsh", { taskType: "translation" }],
    ["Minutes from council meetings, summarised on one page", { taskType: "summarization" }],
    ["Electricians ask a chatbot about wiring rules", { taskType: "qa" }],
    ["The assistant has 12 tools and must pick the right endpoint", { taskType: "tool-use" }],
    [
      "Work out from the pension rules what is owed and explain it in steps",
      { taskType: "reasoning" },
    ],
    ["Migrate our Fortran modules to Rust", { taskType: "code" }],
    ["A sparring partner bot plays an angry caller, several turns", { taskType: "conversation" }],
    ["Draft tender letters in our firm's style", { taskType: "generation" }],
  ])("%s", (text, facts) => {
    expect(read(text)).toMatchObject(facts);
  });
});

describe("a prompt's figures, held against what is needed", () => {
  test.each<Row>([
    ["Recall is 0.71, we need 0.9", { promptGap: "large" }],
    ["F1 of 0.84 against 0.88 for humans", { promptGap: "small" }],
    ["It gets 88% right, 95 would be lovely", { promptGap: "small" }],
    ["The model finds 60%, 90 is the bar", { promptGap: "large" }],
    ["We wanted 90% and it reaches 93%", { promptGap: "none" }],
    ["It is right nine times in ten", { promptGap: "small" }],
    ["It fails on one of three", { promptGap: "large" }],
    ["Nobody has tried a prompt yet", { promptGap: "untried" }],
  ])("%s", (text, facts) => {
    expect(read(text)).toMatchObject(facts);
  });

  test.each(["60% of our 90 clerks work from home", "half of the files are in French"])(
    "no gap is made up: %s",
    (text) => {
      expect(read(text)).not.toHaveProperty("promptGap");
    },
  );
});

describe("the other choices", () => {
  test.each<Row>([
    ["any wording is fine", { formatStrictness: "low" }],
    ["no fixed layout", { formatStrictness: "low" }],
    ["a numbered list, preferably", { formatStrictness: "medium" }],
    ["standard phrases verbatim", { formatStrictness: "high" }],
    ["the ticket is the only input", { knowledgeNeed: "none" }],
    ["manuals are revised once in five years", { knowledgeNeed: "static" }],
    ["the tariffs are updated daily", { knowledgeNeed: "changing" }],
    ["an hour is fine", { latency: "relaxed" }],
    ["it must be snappy", { latency: "tight" }],
    ["we are on a shoestring", { budget: "low" }],
    ["a middling budget", { budget: "medium" }],
    ["price is secondary", { budget: "high" }],
    ["nothing secret, all of it published", { dataSensitivity: "low" }],
    ["the files stay in house", { dataSensitivity: "high", modelAccess: "open-weights" }],
    ["only a hosted model, through the API", { modelAccess: "api-only" }],
    ["self-hosting isn't possible", { modelAccess: "api-only" }],
    ["GPT-4o or Qwen, either is possible", { modelAccess: "both" }],
    ["three pages each, as a report", { outputLength: "long" }],
    ["two or three sentences", { outputLength: "short" }],
    ["a neonatal ward's patient notes", { domainSpecialization: "high" }],
    ["museum wall texts", { domainSpecialization: "medium" }],
    ["jokes for birthday cards", { domainSpecialization: "low" }],
  ])("%s", (text, facts) => {
    expect(read(text)).toMatchObject(facts);
  });
});

const UNREAD: readonly (readonly [string, FactId])[] = [
  ["birthday cards in a hospital", "domainSpecialization"],
  ["our lawyers labelled the files", "taskType"],
  ["we process documents daily", "knowledgeNeed"],
  ["no external knowledge is needed", "dataSensitivity"],
];

test.each(UNREAD)(
  "what speaks for several values, or for none, stays open: %s (%s)",
  (text, fact) => {
    expect(read(text)).not.toHaveProperty(fact);
  },
);

describe("a description is taken together", () => {
  test.each<Row>([
    [
      "Sort damage reports into 12 classes, 4,000 labelled, cost matters a lot, no rush",
      { taskType: "classification", outputLength: "short" },
    ],
    [
      "A helpdesk chatbot for tenants, answers in under a second, rules change every week, tight budget",
      { changeRate: "weekly", knowledgeNeed: "changing" },
    ],
  ])("and lets more be expected: %s", (text, facts) => {
    expect(read(text)).toMatchObject(facts);
  });

  test("a simple task in an expert field is not believed", () => {
    const text = "Simple task: radiology reports, 900 labelled, shoestring budget, no hurry";
    expect(read(text)).toMatchObject({ domainSpecialization: "high", budget: "low" });
    expect(read(text)).not.toHaveProperty("taskComplexity");
  });

  test("but a short reply is left as it is", () => {
    expect(read("the policy changes weekly")).not.toHaveProperty("outputLength");
    expect(read("it's a simple task")).toEqual({ taskComplexity: "simple" });
  });
});
