import { describe, expect, test } from "vitest";

import { estimatedEpochs } from "../../src/training-data/epochs.ts";
import { factFromData } from "../../src/training-data/report.ts";
import { chat, different, problemsIn, reportOn } from "./checking.ts";

const LONG =
  "The parcel that you sent on Monday has not arrived, although the tracking page says that it was handed over to a neighbour whose name I cannot read";

/** Lines beside twenty others, what is found, and how many of all are usable. */
const TOGETHER: readonly (readonly [string, readonly string[], readonly string[], number])[] = [
  ["nothing", [chat("u: a | a: b")], [], 21],
  [
    "an exact copy",
    [chat("u: where is it? | a: here"), chat("u: where is it? | a: here")],
    ["exact-duplicate 1 [22]"],
    21,
  ],
  [
    "a copy but for case and spaces",
    [chat("u: where is it? | a: here"), chat("u: Where  is it? | a: here")],
    ["near-duplicate 1 [22]"],
    22,
  ],
  [
    "a copy but for one word",
    [chat(`u: ${LONG} | a: x`), chat(`u: ${LONG} today | a: x`)],
    ["near-duplicate 1 [22]"],
    22,
  ],
  [
    "nearly the same question with another short answer",
    [chat(`u: ${LONG} | a: x`), chat(`u: ${LONG} today | a: y`)],
    [],
    22,
  ],
  [
    "the same input with different answers",
    [
      chat("u: is it late? | a: yes"),
      chat("u: Is it late?  | a: no"),
      chat("u: is it late? | a: yes"),
    ],
    ["contradiction 3 [21 22 23]", "exact-duplicate 1 [23]"],
    20,
  ],
  [
    "the same input under different instructions",
    [chat("s: in French | u: yes | a: oui"), chat("s: in German | u: yes | a: ja")],
    [],
    22,
  ],
  [
    "the same input with long answers, any of which may do",
    [
      chat(`u: write | a: ${LONG} ${LONG}`),
      chat(
        `u: write | a: ${"Winter came early that year, and nobody had cut the wood. ".repeat(4)}`,
      ),
    ],
    ["several-answers 2 [21 22]"],
    22,
  ],
];

describe("examples together", () => {
  test.each(TOGETHER)("%s", (_, lines, problems, usable) => {
    const report = reportOn([...different(20).toReversed(), ...lines]);
    expect(problemsIn(report)).toEqual(problems);
    expect(report.usable).toBe(usable);
  });

  test("an instruction before every input makes no near copies of them", () => {
    const instruction = `${LONG}, and ${LONG.toLowerCase()}: say in one word what this is about.`;
    const lines = different(100).map((line, at) =>
      line
        .replace('"content":"', `"content":"${instruction} `)
        .replace(/answer \d+/, at % 2 === 0 ? "yes" : "no"),
    );
    expect(problemsIn(reportOn(lines))).toEqual([]);
  });

  test("the most harmful comes first: many copies weigh more than one broken line", () => {
    const many = [...different(80), ...different(20), "{"];
    const few = [...different(99), ...different(1), "{"];
    expect(problemsIn(reportOn(many))[0]).toMatch(/^exact-duplicate 20 /);
    expect(problemsIn(reportOn(few))[0]).toMatch(/^not-json 1 /);
  });

  test("the fact for the decision is the number of usable ones", () => {
    expect(factFromData(reportOn([...different(9), "x"]))).toEqual({
      fact: "labelledExamples",
      value: 9,
      quote: "your file",
    });
    expect(factFromData(reportOn(['{"text": "a"}', '{"text": "b"}']))).toMatchObject({
      fact: "unlabelledExamples",
      value: 2,
    });
  });
});

describe("two files", () => {
  test("what of the test stands in the training file is found, exactly and nearly", () => {
    const training = [...different(40), chat(`u: ${LONG} | a: yes`)];
    const report = reportOn(training, {}, [
      ...different(10, 1000),
      ...different(2, 5),
      chat(`u: ${LONG} today | a: yes`),
    ]);
    expect(problemsIn(report)).toEqual(["leaked-exactly 2 [11 12]", "leaked-nearly 1 [13]"]);
    expect(report).toMatchObject({ usable: 41, test: { examples: 13, usable: 13, problems: [] } });
  });

  test("the same input with another answer is a leak too", () => {
    const report = reportOn([...different(9), chat("u: is it? | a: yes")], {}, [
      chat("u: Is it? | a: no"),
    ]);
    expect(problemsIn(report)).toEqual(["leaked-exactly 1 [1]"]);
  });
});

const labelled = (counts: Readonly<Record<string, number>>): readonly string[] => {
  const labels = Object.entries(counts).flatMap(([label, count]) =>
    Array<string>(count).fill(label),
  );
  return different(labels.length).map((line, at) => line.replace(/answer \d+/, labels[at] ?? ""));
};

describe("labels", () => {
  test.each([
    [{ refund: 30, login: 25, other: 20 }, []],
    [{ refund: 90, login: 12 }, ["dominant-label 90 []"]],
    [{ refund: 30, login: 25, other: 3 }, ["rare-label 1 []"]],
    [{ refund: 15, Refund: 15, login: 25 }, ["label-spelling 1 []"]],
    [{ refund: 30 }, ["one-answer 1 []"]],
  ])("%j", (counts, problems) => {
    expect(problemsIn(reportOn(labelled(counts)))).toEqual(problems);
  });

  test("their spread is told without a word of them", () => {
    expect(reportOn(labelled({ refund: 60, login: 20, other: 20 })).labels).toEqual({
      distinct: 3,
      largestShare: 0.6,
      smallest: 20,
      fewerThanTen: 0,
    });
  });

  test("answers that are all different are no labels", () => {
    expect(reportOn(different(50)).labels).toBeUndefined();
  });
});

describe("epochs and tokens", () => {
  // The published notebook, run by hand; it divides by zero where there is nothing to train on.
  test.each([
    [0, 0],
    [1, 25],
    [4, 25],
    [5, 20],
    [10, 10],
    [33, 3],
    [34, 3],
    [8333, 3],
    [8334, 2],
    [12_500, 2],
    [12_501, 1],
    [100_000, 1],
  ])("%i examples are seen %i times", (examples, epochs) => {
    expect(estimatedEpochs(examples)).toBe(epochs);
  });

  test("counted as the published check does: four a message, three an example", () => {
    // 3 + (4 + 2) + (4 + 1) tokens, ten epochs.
    const lines = Array.from({ length: 10 }, (_, at) => chat(`u: ${10_000 + at} | a: ${at}`));
    expect(reportOn(lines)).toMatchObject({
      tokens: { total: 140, min: 14, median: 14, p95: 14, max: 14 },
      epochs: 10,
      billableTokens: 1400,
    });
  });

  test("what is longer than the provider takes is counted up to there", () => {
    const long = "word ".repeat(60_000);
    const { problems, providers } = reportOn([...different(10), chat(`u: ${long} | a: b`)]);
    expect(problems).toContainEqual({ kind: "over-long", count: 1, lines: [11] });
    const tokens = (id: string) => providers.find(({ provider }) => provider === id)?.trainedTokens;
    expect((tokens("openai") ?? 0) / 9).toBeLessThan(66_000);
    expect((tokens("mistral") ?? 0) / 9).toBeGreaterThan(70_000);
  });
});

const nova = (system: string, ...sides: readonly string[]): string =>
  JSON.stringify({
    schemaVersion: "bedrock-conversation-2024",
    system: [{ text: system }],
    messages: sides.map((role, at) => ({ role, content: [{ text: `${role} ${at}` }] })),
  });

/** What a place says of lines: its verdict and its problems. */
const PLACES: readonly (readonly [string, string, readonly string[], object, string])[] = [
  ["openai", "ten good ones", different(10), {}, "ready"],
  ["openai", "nine", different(9), {}, "too-few too-few"],
  ["openai", "a mark", different(10), { byteOrderMark: true }, "fix byte-order-mark"],
  ["azure", "no mark", different(10), {}, "fix no-byte-order-mark"],
  ["azure", "a mark", different(10), { byteOrderMark: true }, "ready"],
  ["azure", "600 MB", different(10), { byteOrderMark: true, bytes: 6e8 }, "fix too-large"],
  ["openai", "a broken line", [...different(10), "{"], {}, "fix not-json"],
  [
    "openai",
    "a key of one's own",
    [
      ...different(10),
      '{"messages": [{"role": "user", "content": "q", "id": 1}, {"role": "assistant", "content": "b"}]}',
    ],
    {},
    "fix extra-message-key",
  ],
  ["fireworks", "three", different(3), {}, "ready"],
  [
    "fireworks",
    "a late system message",
    [...different(5), chat("u: x | s: y | a: z")],
    {},
    "fix system-not-first",
  ],
  [
    "together",
    "two of a side",
    [...different(5), chat("u: x | u: y | a: z")],
    {},
    "fix not-alternating",
  ],
  [
    "together",
    "the role developer",
    [...different(5), chat("d: x | u: y | a: z")],
    {},
    "fix developer-role",
  ],
  ["openai", "the role developer", [...different(10), chat("d: x | u: y | a: z")], {}, "ready"],
  ["vertex", "chat messages", different(10), {}, "convert other-format"],
  ["self-hosted", "chat messages", different(1), {}, "ready"],
  ["self-hosted", "a table", different(1), { kind: "csv" }, "convert other-format"],
  ["nova", "its own shape", [nova("s", "user", "assistant")], {}, "ready"],
  [
    "nova",
    "a strange name",
    [nova("s", "user", "assistant")],
    { plainName: false },
    "fix file-name",
  ],
  [
    "nova",
    "ending with the user",
    [nova("s", "user", "assistant", "user")],
    {},
    "fix last-not-assistant",
  ],
  ["nova", "reserved words", [nova("User: hello", "user", "assistant")], {}, "fix reserved-words"],
  [
    "watsonx",
    "eleven labels",
    labelled(Object.fromEntries("abcdefghijk".split("").map((one) => [one, 10]))),
    {},
    "convert other-format too-many-labels",
  ],
  ["openai", "texts", ['{"text": "a"}'], {}, "unsuited unsuited too-few other-format"],
  ["together", "texts", ['{"text": "a"}'], {}, "ready"],
];

describe("what a provider says", () => {
  test.each(PLACES)("%s of %s", (place, _, lines, facts, said) => {
    const one = reportOn(lines, facts).providers.find(({ provider }) => provider === place);
    expect([one?.verdict, ...(one?.problems ?? []).map(({ kind }) => kind)].join(" ")).toBe(said);
  });

  test("Nova sees every example twice, whatever OpenAI would estimate", () => {
    const one = reportOn(different(20)).providers.find(({ provider }) => provider === "nova");
    expect(one).toMatchObject({ epochs: 2, epochsBy: "provider" });
  });
});
