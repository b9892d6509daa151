import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { assessLine } from "../../adapters/cli/assess-lines.ts";

const AT = "2026-11-23T12:00:00Z";
const LAUNCHER = fileURLToPath(new URL("../../bin/tuning-fork.js", import.meta.url));

const answer = (line: string): Record<string, unknown> =>
  JSON.parse(assessLine(line, 7, AT).json) as Record<string, unknown>;

const run = (
  args: readonly string[],
  input = "",
): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [LAUNCHER, ...args], { input, encoding: "utf8", maxBuffer: 1e8 });

describe("one line of a batch", () => {
  test("a good one has every field of the contract", () => {
    const line = answer(
      '{"id": "a", "text": "Sort tickets into 12 categories", "facts": {"labelledExamples": 8000}}',
    );
    expect(Object.keys(line)).toEqual([
      "id",
      "recommendation",
      "probabilities",
      "confidence",
      "retrieval",
      "plan",
      "facts",
      "read",
      "gates",
      "comparison",
      "reasons",
      "flips",
      "nextQuestion",
    ]);
    expect(line).toMatchObject({ id: "a", facts: { labelledExamples: 8000 } });
    expect(line["comparison"]).toHaveLength(6);
  });

  test("facts given win over facts read", () => {
    const line = answer(
      '{"text": "we have 500 labelled tickets", "facts": {"labelledExamples": 9000}}',
    );
    expect(line).toMatchObject({ facts: { labelledExamples: 9000 } });
    expect(line["read"]).toContainEqual(
      expect.objectContaining({ fact: "labelledExamples", value: 500 }),
    );
  });

  test("what was declined is not asked again", () => {
    let declined: string[] = [];
    for (let question = 0; question < 6; question += 1) {
      const { nextQuestion } = answer(JSON.stringify({ text: "We summarise meetings", declined }));
      if (nextQuestion === null) break;
      const { fact } = nextQuestion as { fact: string };
      expect(declined).not.toContain(fact);
      declined = [...declined, fact];
    }
    expect(declined.length).toBeGreaterThan(0);
  });

  test.each([
    ["not JSON", "{oops", "This line is not JSON"],
    ["a list", "[1]", "takes a JSON object"],
    ["nothing", "null", "takes a JSON object"],
    ["only an unknown field", '{"txt": "x"}', 'give "text", "facts" or both, not only "txt"'],
    [
      "an unknown fact",
      '{"facts": {"labels": 3}}',
      '"labels" is not a fact; the facts are taskType',
    ],
    ["a fact from a prototype", '{"facts": {"constructor": 3}}', '"constructor" is not a fact'],
    [
      "a wrong value",
      '{"facts": {"changeRate": "daily"}}',
      '"changeRate" is "daily"; it takes one of rarely, monthly, weekly',
    ],
    [
      "a negative number",
      '{"facts": {"labelledExamples": -5}}',
      '"labelledExamples" is -5; it takes a number of 0 or more',
    ],
    ["an absurd number", '{"facts": {"labelledExamples": 1e300}}', "at most 1,000,000,000"],
    [
      "a number in words",
      '{"facts": {"labelledExamples": "many"}}',
      '"labelledExamples" is "many"',
    ],
    ["zero where it cannot be", '{"facts": {"latencyMs": 0}}', "it takes a number above 0"],
    [
      "a range the wrong way round",
      '{"facts": {"labelledExamples": {"low": 5, "high": 2}}}',
      "or a range such as",
    ],
    ["half a range", '{"facts": {"labelledExamples": {"low": 5}}}', "or a range such as"],
    ["facts that are a list", '{"facts": [1]}', '"facts" is [1]'],
    ["text that is a number", '{"text": 5}', '"text" takes a text'],
    ["an unknown declined fact", '{"text": "x", "declined": ["labels"]}', '"labels" is not a fact'],
    ["no content", '{"text": "  "}', "There is nothing to decide"],
    ["an id that is a list", '{"id": [], "text": "x"}', '"id" takes a text or a number'],
  ])("%s gets one clear sentence", (_, line, sentence) => {
    const { json, good } = assessLine(line, 7, AT);
    const { error } = JSON.parse(json) as { error: { message: string; line: number } };
    expect(good).toBe(false);
    expect(error.line).toBe(7);
    expect(error.message).toContain(sentence);
    expect(error.message.length).toBeLessThan(700);
  });

  test("fields of the user's own are left alone", () => {
    expect(answer('{"text": "we sort tickets", "source": "https://a.b"}')).toHaveProperty(
      "recommendation",
    );
  });

  test("the id of a bad line is given back", () => {
    expect(answer('{"id": "c7", "facts": {"labelledExamples": -5}}')).toMatchObject({
      id: "c7",
      error: { line: 7 },
    });
  });

  test("100 kB of text is read, and decided", () => {
    const text = "we classify tickets and have 500 labelled examples. ".repeat(2000);
    expect(answer(JSON.stringify({ text }))).toHaveProperty("recommendation");
  });
});

describe("the command", () => {
  test("a batch with a bad line goes on and ends with 1", () => {
    const input = [
      '{"id": 1, "text": "we sort tickets"}',
      "oops",
      '{"id": 3, "text": "we sort mails"}',
      "",
    ].join("\n");
    const { status, stdout } = run(["assess", "--jsonl"], input);
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: unknown; error?: { line: number } });
    expect(status).toBe(1);
    expect(lines.map(({ id }) => id)).toEqual([1, null, 3]);
    expect(lines[1]?.error?.line).toBe(2);
  });

  test("a long batch is shared out and comes back whole and in order", () => {
    const count = 2000;
    const input = Array.from({ length: count }, (_, at) =>
      at % 500 === 7
        ? "oops"
        : JSON.stringify({ id: at, text: "we sort tickets", facts: { labelledExamples: at } }),
    );
    const { status, stdout } = run(["assess", "--jsonl"], `${input.join("\n")}\n`);
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: unknown; error?: { line: number } });
    expect(status).toBe(1);
    expect(lines.map(({ id, error }) => id ?? `line ${error?.line}`)).toEqual(
      Array.from({ length: count }, (_, at) => (at % 500 === 7 ? `line ${at + 1}` : at)),
    );
  }, 20_000);

  test("a good batch ends with 0, and the same twice", () => {
    const input = '{"id": 1, "text": "we sort tickets, 500 labelled"}\n';
    const [one, another] = [run(["assess", "--jsonl"], input), run(["assess", "--jsonl"], input)];
    expect(one.status).toBe(0);
    expect(one.stdout).toBe(another.stdout);
  });

  test("a byte order mark, carriage returns, blank lines and a missing last line break are no lines", () => {
    const { status, stdout } = run(
      ["assess", "--jsonl"],
      '\uFEFF{"id": 1, "text": "we sort tickets"}\r\n\r\n{"id": 2, "text": "we sort mails"}',
    );
    expect(status).toBe(0);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { id: number }).id),
    ).toEqual([1, 2]);
  });

  test("--json prints the object, and text the recommendation", () => {
    const json = run(["assess", "--json", "we sort tickets"]);
    expect(JSON.parse(json.stdout)).toHaveProperty("recommendation");
    const text = run(["assess", "we sort tickets"]);
    expect(text.stdout).toContain("Compared for your case");
    expect([json.status, text.status]).toEqual([0, 0]);
  });

  test.each([
    [["fly"], 2, '"fly" is not a command. See tuning-fork --help.'],
    [["assess", "--fast", "x"], 2, "Unknown option '--fast'. See tuning-fork --help."],
    [["chat", "x"], 2, "chat takes no text."],
    [["assess", "--jsonl", "x"], 2, "assess --jsonl reads from standard input"],
    [["assess", ""], 1, "There is no text to assess"],
  ])("tuning-fork %j ends with %i and one sentence", (args, code, sentence) => {
    const { status, stderr, stdout } = run(args);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
    expect(status).toBe(code);
  });
});

describe("the conversation on a pipe", () => {
  test("one line is one message; the end of the input ends it with 0", () => {
    const { status, stdout, stderr } = run(
      [],
      "we sort tickets, 500 labelled examples\ndecide now\n",
    );
    expect(status).toBe(0);
    expect(stderr).toBe("");
    expect(stdout).toContain("> decide now");
    expect(stdout).toContain("What would change it");
  });

  test("no colour on a pipe, and nothing wider than 80 columns", () => {
    const { stdout } = run(["chat"], "we sort tickets\ndecide now\ncompare\nsources\nhelp\n");
    // The escape character would begin a colour.
    expect(stdout).not.toContain("\u001B");
    const wide = stdout
      .split("\n")
      .filter((line) => line.length > 80 && !line.includes("https://"));
    expect(wide).toEqual([]);
  });

  test("an empty input says how to begin", () => {
    const { status, stdout } = run([]);
    expect(status).toBe(0);
    expect(stdout).toContain("Tell me what you want a language model to do");
  });
});
