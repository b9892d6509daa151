import { describe, expect, test } from "vitest";

import type { Block } from "../../src/chat/reply.ts";
import { marketOn } from "../../src/decision/costs.ts";
import { dataCheck } from "../../src/dialogue/wording/data-check.ts";
import { usd } from "../../src/dialogue/wording/usd.ts";
import { EXAMPLE_LEVELS } from "../../src/knowledge/training-formats.ts";
import { chat, different, reportOn } from "../training-data/checking.ts";

type Table = Extract<Block, { readonly kind: "table" }>;

const said = (block: Block | undefined): string =>
  block?.kind === "text" || block?.kind === "note"
    ? block.text
        .map((part) => (typeof part === "string" ? part : "bold" in part ? part.bold : ""))
        .join("")
    : "";

const MARKET = marketOn("2026-11-23");
const blocksOf = (lines: readonly string[], market = MARKET) =>
  dataCheck(reportOn(lines), market).blocks;

const tableIn = (blocks: readonly Block[]): Table => {
  const table = blocks.find((block) => block.kind === "table");
  if (table === undefined) throw new Error("There is no table.");
  return table;
};

const contradicting = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) =>
    chat(`u: may item ${at >> 1} be returned? | a: ${at % 2 === 0 ? "yes" : "no"}`),
  );
const copies = (count: number): readonly string[] => different(count).slice(0, count);

/** Lines, and the sentence that comes first. */
const VERDICTS: readonly (readonly [string, readonly string[], string])[] = [
  ["good ones", different(120), "All 120 examples are usable, and I found nothing to fix."],
  [
    "contradictions",
    [...different(182), ...contradicting(18)],
    "182 of 200 examples are usable; 9% contradict each other: fix those first.",
  ],
  [
    "copies",
    [...different(90), ...copies(10)],
    "90 of 100 examples are usable; 10% are copies of others: fix those first.",
  ],
  [
    "one broken line among many",
    [...different(999), "{"],
    "999 of 1,000 examples are usable; 1 is not JSON: fix that first.",
  ],
  [
    "a lesser thing",
    [...different(20), chat("u: Is it? | a: y"), chat("u: is it? | a: y")],
    "All 22 examples are usable.",
  ],
  [
    "the same answer everywhere",
    different(20).map((line) => line.replace(/answer \d+/, "yes")),
    "All 20 examples are usable; it has the same answer in every example, so there is nothing to learn: fix that first.",
  ],
];

describe("the reply on training data", () => {
  test.each(VERDICTS)("of %s begins with the verdict", (_, lines, sentence) => {
    expect(said(blocksOf(lines)[0])).toBe(sentence);
  });

  test("names at most seven things to fix, and how many are left", () => {
    const lines = [
      ...different(60),
      "{",
      "[]",
      '{"x": 1}',
      '{"messages": []}',
      chat("u: a"),
      chat("u:  | a: b"),
      chat("u: a | a: "),
      chat("u: a | bot: b"),
      ...contradicting(2),
    ];
    const blocks = blocksOf(lines);
    const items = blocks.find((block) => block.kind === "list");
    expect(items?.items).toHaveLength(7);
    expect(blocks.map(said)).toContain("And 2 lesser things.");
  });

  test("has a row for each provider, with what a run costs where that is known", () => {
    const { columns, rows } = tableIn(blocksOf(different(1200)));
    const costOf = (provider: string) => rows.find(([name]) => name === provider)?.at(-1);
    const tokens = reportOn(different(1200)).providers.find(
      ({ provider }) => provider === "nova",
    )?.trainedTokens;
    expect(rows).toHaveLength(10);
    expect(columns.at(-1)).toBe("Cost");
    // A dollar for a million tokens.
    expect(costOf("Amazon Bedrock Nova")).toBe(usd((tokens ?? 0) / 1e6));
    expect(costOf("Mistral")).toBe("not known");
    for (const row of rows) expect(row).toHaveLength(columns.length);
  });

  test("has no cost where the door has shut", () => {
    const later = tableIn(blocksOf(different(120), marketOn("2027-01-07")));
    expect(later.rows.find(([name]) => name === "OpenAI")?.at(-1)).toBe("not known");
  });

  test.each(EXAMPLE_LEVELS.filter(({ from }) => from > 0 && from <= 500))(
    "says what $from mean for the decision",
    ({ from, means }) => {
      const blocks = blocksOf(different(from)).map(said);
      expect(blocks).toContainEqual(`For the decision: ${from} usable examples ${means}.`);
    },
  );

  test("of personal data tells the kinds and counts only", () => {
    const words = JSON.stringify(
      blocksOf([...different(20), chat("u: I am jane@corp.example | a: call +44 20 7946 0958")]),
    );
    expect(words).toContain("Found: e-mail addresses in 1, phone numbers in 1.");
    expect(words).not.toMatch(/jane|7946/);
  });
});
