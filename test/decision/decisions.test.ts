import { describe, expect, test } from "vitest";

import { assess } from "../../src/decision/assess.ts";
import { checkEvidence } from "../../src/decision/evidence.ts";
import type { Evidence } from "../../src/decision/facts.ts";

/** Evidence in one line, for tests and bug reports: "taskType=qa labelledExamples=200". */
export function evidence(line: string): Evidence {
  const facts = Object.fromEntries(
    line.split(" ").map((pair) => {
      const [fact = "", value = ""] = pair.split("=");
      return [fact, /^[\d.]+$/.test(value) ? Number(value) : value];
    }),
  );
  const checked = checkEvidence(facts);
  if ("problem" in checked) throw new Error(checked.problem);
  return checked.evidence;
}

const decide = (line: string) => assess(evidence(line), { today: "2026-11-23" });

describe("what the literature is plain about", () => {
  test.each([
    [
      "taskType=classification labelledExamples=20000 promptGap=large modelSize=small",
      "fine-tuning",
    ],
    [
      "taskType=extraction labelledExamples=8000 monthlyRequests=20000000 latency=tight",
      "fine-tuning",
    ],
    ["taskType=classification promptGap=none budget=low labelledExamples=5000", "fine-tuning"],
    ["taskType=qa knowledgeNeed=changing promptGap=untried", "prompt-engineering"],
    ["taskType=summarization domainSpecialization=low promptGap=untried", "prompt-engineering"],
    [
      "taskType=classification changeRate=weekly promptGap=small expertise=none",
      "prompt-engineering",
    ],
    [
      "taskType=code knowledgeNeed=changing promptGap=large expertise=strong modelAccess=open-weights",
      "both",
    ],
    [
      "taskType=conversation knowledgeNeed=changing promptGap=small formatStrictness=high expertise=strong",
      "both",
    ],
  ])("%s: %s", (line, best) => {
    expect(decide(line).recommendation).toBe(best);
  });
});

describe("gates", () => {
  test.each([
    ["labelledExamples=0 promptGap=large taskType=classification", "fewer than 10"],
    ["labelledExamples=9 promptGap=large", "fewer than 10"],
    ["tuningAccess=no labelledExamples=50000 promptGap=large", "no model you are able to tune"],
    ["weeksToLaunch=0.5 labelledExamples=50000", "Less than a week"],
    ["promptGap=none budget=medium latency=relaxed dataSensitivity=low", "already does the job"],
  ])("%s rules training out: %s", (line, why) => {
    const { gates, recommendation, probabilities, confidence } = decide(line);
    expect(gates.map((gate) => gate.why).join(" ")).toContain(why);
    expect(recommendation).toBe("prompt-engineering");
    expect(probabilities["prompt-engineering"]).toBe(1);
    expect(confidence).toBe("clear");
  });

  test.each([
    "labelledExamples=10 promptGap=large",
    "weeksToLaunch=1 labelledExamples=5000",
    "promptGap=none budget=low latency=relaxed dataSensitivity=low",
    "promptGap=none budget=medium latency=relaxed dataSensitivity=low monthlyRequests=1000000",
    "promptGap=none",
  ])("%s rules nothing out", (line) => {
    expect(decide(line).gates).toEqual([]);
  });
});

describe("confidence", () => {
  test("is never more than a lean before the two facts that matter most are known", () => {
    const sure =
      "taskType=summarization domainSpecialization=low expertise=none changeRate=weekly knowledgeNeed=changing";
    expect(decide(sure).probabilities["prompt-engineering"]).toBeGreaterThan(0.75);
    expect(decide(sure).confidence).toBe("lean");
    expect(decide(`${sure} promptGap=untried labelledExamples=20`).confidence).toBe("clear");
  });
});

describe("numbers", () => {
  test("499 and 500 labelled examples differ by no jump", () => {
    const [one, another] = ["499", "500"].map((count) =>
      decide(`taskType=qa labelledExamples=${count}`),
    );
    const shift = Math.abs(
      (one?.probabilities["fine-tuning"] ?? 0) - (another?.probabilities["fine-tuning"] ?? 1),
    );
    expect(shift).toBeLessThan(0.005);
  });

  test("a flip names the number from which the recommendation turns", () => {
    const line = "taskType=classification promptGap=small labelledExamples=20";
    const flip = decide(line).flips.find(({ fact }) => fact === "labelledExamples");
    const count = Number(flip?.to);
    expect(flip?.text).toMatch(/^With at least about [\d,]+ labelled examples: fine-tuning\.$/);
    const at = (labels: number) => decide(line.replace("=20", `=${labels}`)).recommendation;
    expect(at(count)).toBe("fine-tuning");
    expect(at(Math.round(count * 0.75))).toBe("prompt-engineering");
  });

  test("a latency in milliseconds and a budget in dollars imply the choices", () => {
    expect(decide("latencyMs=300 budgetPerMonth=200").evidence).toMatchObject({
      latency: "tight",
      budget: "low",
    });
    expect(decide("latencyMs=300 latency=relaxed").evidence).toMatchObject({ latency: "relaxed" });
  });
});

describe("facts from outside", () => {
  test.each([
    ["knowledgeNeed=changing", "search"],
    ["knowledgeNeed=changing corpusSize=small", "in-the-prompt"],
    ["knowledgeNeed=static changeRate=rarely", "none"],
    ["knowledgeNeed=none", "none"],
    ["taskType=classification", "none"],
  ])("%s: %s", (line, way) => {
    expect(decide(line).retrieval.way).toBe(way);
  });

  test("when facts are the gap, the plan says so and names what training does not cure", () => {
    const { retrieval, plan } = decide(
      "taskType=qa knowledgeNeed=changing promptGap=large labelledExamples=3000",
    );
    expect(retrieval.why).toContain("training does not cure");
    expect(plan.map(({ what }) => what).join(" ")).toContain("looked up for each question");
  });
});

describe("the plan", () => {
  test("both pays for both: the prompt comes first, and training waits for a condition", () => {
    const { plan } = decide(
      "taskType=code knowledgeNeed=changing promptGap=large expertise=strong modelAccess=open-weights labelledExamples=900",
    );
    const steps = plan.map(({ what }) => what);
    expect(steps.findIndex((step) => step.startsWith("Rework the prompt"))).toBeLessThan(
      steps.findIndex((step) => step.startsWith("Train once")),
    );
    expect(plan.find(({ what }) => what.startsWith("Train once"))?.when).toContain(
      "still misses the goal",
    );
  });

  test.each([
    ["2026-11-23", "Last day for new jobs: OpenAI (2027-01-06)"],
    ["2027-02-01", "Closed: OpenAI"],
  ])("as of %s, hosted tuning: %s", (today, sentence) => {
    const { plan } = assess(
      evidence(
        "taskType=classification labelledExamples=9000 promptGap=large modelAccess=api-only",
      ),
      { today },
    );
    expect(plan.map(({ what }) => what).join(" ")).toContain(sentence);
  });
});
