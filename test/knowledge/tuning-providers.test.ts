import { describe, expect, test } from "vitest";

import { FINDINGS } from "../../src/knowledge/findings.ts";
import {
  MINIMUM_EXAMPLES,
  TUNING_PROVIDERS,
  tuningDoors,
} from "../../src/knowledge/tuning-providers.ts";

const NAMES = TUNING_PROVIDERS.map(({ name }) => name);

const LASTING = [
  "Azure Foundry, open-weights models",
  "Google Vertex AI",
  "Amazon Bedrock Nova",
  "Mistral",
  "Together AI",
  "Fireworks AI",
  "IBM watsonx.ai",
  "Oracle OCI",
  "Self-hosted LoRA",
];
const AZURE = ["Azure OpenAI (Foundry), gpt-4o family", "Azure OpenAI (Foundry), gpt-4.1 family"];
const GONE = ["Cohere", "Gemini API", "Claude API"];

/** The day, what is closing on it, and what is closed; everything else is open. */
const DAYS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["2026-11-23", ["OpenAI", ...AZURE], GONE],
  ["2027-01-06", ["OpenAI", ...AZURE], GONE],
  ["2027-01-07", AZURE, ["OpenAI", ...GONE]],
  ["2027-04-01", AZURE, ["OpenAI", ...GONE]],
  ["2027-04-02", AZURE.slice(1), ["OpenAI", ...AZURE.slice(0, 1), ...GONE]],
  ["2027-04-15", [], ["OpenAI", ...AZURE, ...GONE]],
  ["2027-10-15", [], ["OpenAI", ...AZURE, ...GONE]],
  // Before they closed, the doors were on their way to it.
  ["2025-09-14", ["OpenAI", ...AZURE, "Cohere"], ["Gemini API", "Claude API"]],
  ["2025-09-15", ["OpenAI", ...AZURE], GONE],
  ["2025-04-30", ["OpenAI", ...AZURE, "Cohere", "Gemini API"], ["Claude API"]],
];

describe("tuningDoors", () => {
  test.each(DAYS)("on %s", (today, closing, closed) => {
    const doors = tuningDoors(today);
    expect(doors.open.map(({ name }) => name)).toEqual(LASTING);
    expect(doors.closing.map(({ name }) => name)).toEqual(closing);
    expect(doors.closed.map(({ name }) => name)).toEqual(closed);
  });
});

describe("the providers", () => {
  test("have unique names", () => {
    expect(new Set(NAMES).size).toBe(NAMES.length);
  });

  test.each(TUNING_PROVIDERS)("$name has dates in order, and sources", (provider) => {
    const { closedSince, noNewJobsAfter, endsOn, readOn, sources } = provider;
    const days = [closedSince, noNewJobsAfter, endsOn].filter((day) => day !== undefined);
    for (const day of days) expect(day).toMatch(/^\d{4}-\d{2}(-\d{2})?$/);
    expect(days).toEqual(days.toSorted());
    expect(readOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const source of sources) expect(new URL(source).protocol).toBe("https:");
    expect(new Set(sources).size).toBe(sources.length);
  });

  test.each([
    ["OpenAI", "e61", "noNewJobsAfter"],
    ["OpenAI", "e62", "endsOn"],
    ["Azure OpenAI (Foundry), gpt-4.1 family", "e63", "noNewJobsAfter"],
    ["Azure OpenAI (Foundry), gpt-4.1 family", "e63", "endsOn"],
    ["Cohere", "e64", "closedSince"],
  ] as const)("%s agrees with %s on %s", (name, finding, field) => {
    const provider = TUNING_PROVIDERS.find((one) => one.name === name);
    expect(FINDINGS[finding].finding).toContain(provider?.[field]);
  });

  test("the fewest examples are 10, except at Fireworks", () => {
    const { count, exception, findings } = MINIMUM_EXAMPLES;
    expect(count).toBe(10);
    for (const id of findings) expect(FINDINGS[id].finding).toContain(`${count}`);
    const below = TUNING_PROVIDERS.filter(({ minimumExamples = count }) => minimumExamples < count);
    expect(below.map(({ name, minimumExamples }) => [name, minimumExamples])).toEqual([
      [exception.provider, exception.count],
    ]);
    expect(TUNING_PROVIDERS.flatMap(({ sources }) => sources)).toContain(MINIMUM_EXAMPLES.source);
  });
});
