import { describe, expect, test } from "vitest";

import { PROBLEMS, PROBLEM_KINDS, sayFound } from "../../src/training-data/problems.ts";
import { reportOf } from "../../src/training-data/report-of.ts";
import { chat, checked, different, problemsIn, reportOn } from "./checking.ts";

/** A line that is wrong, what is wrong with it, and the sentence about it. */
const BROKEN: readonly (readonly [string, string, string])[] = [
  ["{", "not-json", "1 line is not JSON (line 21)"],
  ["[1, 2]", "not-an-object", "1 line is JSON, but not an object (line 21)"],
  ["7", "not-an-object", "1 line is JSON, but not an object (line 21)"],
  ['{"x": 1}', "unknown-shape", "1 line has no shape that a provider takes (line 21)"],
  [
    '{"prompt": "a", "completion": "b"}',
    "other-shape",
    "1 line has another shape than the rest (line 21)",
  ],
  ['{"messages": []}', "no-messages", "1 example has no list of messages (line 21)"],
  ['{"messages": "hello"}', "no-messages", "1 example has no list of messages (line 21)"],
  [
    '{"messages": [{"content": "a"}, {"role": "assistant", "content": "b"}]}',
    "message-missing-key",
    "1 example has a message without role or content (line 21)",
  ],
  [
    '{"messages": ["a", {"role": "assistant", "content": "b"}]}',
    "message-missing-key",
    "1 example has a message without role or content (line 21)",
  ],
  [
    chat("u: hello | bot: hi"),
    "unknown-role",
    "1 example has a message with an unknown role (line 21)",
  ],
  [
    '{"messages": [{"role": "user", "content": 5}, {"role": "assistant", "content": "b"}]}',
    "missing-content",
    "1 example has a message whose content is missing or no text (line 21)",
  ],
  [
    '{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": null}]}',
    "missing-content",
    "1 example has a message whose content is missing or no text (line 21)",
  ],
  [chat("u: hello"), "no-answer", "1 example has no answer from the assistant (line 21)"],
  [
    '{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b", "weight": 2}]}',
    "bad-weight",
    "1 example has a weight other than 0 or 1 (line 21)",
  ],
  [chat("u:   | a: hi"), "empty-input", "1 example has an empty input (line 21)"],
  [chat("u: hello | a:"), "empty-output", "1 example has an empty answer (line 21)"],
];

describe("a line that cannot be used", () => {
  test.each(BROKEN)("%s is %s", (line, kind, sentence) => {
    const report = reportOn([...different(20), line]);
    expect(problemsIn(report)).toEqual([`${kind} 1 [21]`]);
    expect(report.problems.map(sayFound)).toEqual([sentence]);
    expect(report).toMatchObject({ examples: 21, usable: 20, dropped: { [kind]: 1 } });
  });

  test("is counted once among the dropped, with each of its problems in the list", () => {
    const worse =
      '{"messages": [{"role": "bot", "content": "a"}, {"role": "user", "content": 1, "weight": 1}]}';
    const report = reportOn([...different(5), worse]);
    expect(report.dropped).toEqual({ "unknown-role": 1 });
    expect(problemsIn(report)).toEqual([
      "unknown-role 1 [6]",
      "missing-content 1 [6]",
      "bad-weight 1 [6]",
    ]);
  });

  test("when all are, the sentence says so, with lines and what one looks like", () => {
    const result = reportOf(checked(["a", "b", "c"]));
    expect(result).toEqual({
      problem:
        'The file has no example that can be read: 3 lines are not JSON (lines 1, 2, 3). Each line takes one whole JSON object. A line looks like this: {"messages": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]}',
    });
    expect(reportOf(checked([]))).toEqual({
      problem: "The file has no examples: all of it is blank.",
    });
    expect(reportOf(checked(different(3)), checked(["x"]))).toMatchObject({
      problem: expect.stringContaining("The test file has no example that can be read"),
    });
  });
});

describe("a line in one of the known shapes is usable", () => {
  test.each([
    ["chat", chat("s: be brief | u: hello | a: hi | u: and now? | a: bye")],
    [
      "chat",
      '{"messages": [{"role": "user", "content": [{"type": "text", "text": "a"}]}, {"role": "assistant", "content": "b"}]}',
    ],
    [
      "chat",
      '{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": null, "tool_calls": [{"id": "1"}]}], "tools": []}',
    ],
    [
      "gemini",
      '{"systemInstruction": {"parts": [{"text": "s"}]}, "contents": [{"role": "user", "parts": [{"text": "a"}]}, {"role": "model", "parts": [{"text": "b"}]}]}',
    ],
    [
      "bedrock",
      '{"schemaVersion": "bedrock-conversation-2024", "system": [{"text": "s"}], "messages": [{"role": "user", "content": [{"text": "a"}]}, {"role": "assistant", "content": [{"text": "b"}]}]}',
    ],
    ["prompt-completion", '{"prompt": "a", "completion": "b"}'],
    ["input-output", '{"input": "a", "output": "b"}'],
    ["input-output", '{"id": 7, "text": "a", "label": 3}'],
    ["input-output", '{"instruction": "a", "input": "", "output": "b"}'],
    [
      "sharegpt",
      '{"conversations": [{"from": "human", "value": "a"}, {"from": "gpt", "value": "b"}]}',
    ],
    [
      "preference",
      '{"input": {"messages": [{"role": "user", "content": "a"}]}, "preferred_output": [{"role": "assistant", "content": "b"}], "non_preferred_output": [{"role": "assistant", "content": "c"}]}',
    ],
    ["text", '{"text": "a"}'],
  ])("%s: %s", (format, line) => {
    expect(reportOn([line])).toMatchObject({ format, examples: 1, usable: 1, problems: [] });
  });
});

describe("the table of problems", () => {
  test.each(PROBLEM_KINDS)("%s is said in one tone", (kind) => {
    const { one, many, remedy } = PROBLEMS[kind];
    for (const clause of [one, many]) expect(clause).toMatch(/^[a-z][^!]*[^.!]$/);
    expect(remedy).toMatch(/^[A-Z][^!]*\.$/);
    expect(`${one} ${many} ${remedy}`).not.toMatch(/labeled|\p{Extended_Pictographic}/u);
  });
});
