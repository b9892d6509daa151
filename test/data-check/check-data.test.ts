import { execFileSync } from "node:child_process";
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { afterAll, describe, expect, test } from "vitest";

import { checkFiles } from "../../adapters/data-check/check.ts";
import { checkData } from "../../adapters/data-check/index.ts";
import { problemsIn, different } from "../training-data/checking.ts";

const folder = mkdtempSync(join(tmpdir(), "tuning-fork-data-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const source = (name: string) => ({ name, path: join(folder, name) });

const write = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content);
  return source(name);
};

/** What the worker does, here: what threads have to do with it has tests of its own. */
const check = (training: ReturnType<typeof source>, mostBytes = 1e9) =>
  checkFiles({ training, test: undefined, mostBytes, onProgress: () => undefined });

async function problemWith(name: string, mostBytes?: number): Promise<string> {
  const result = await check(source(name), mostBytes);
  return "problem" in result ? result.problem : "none";
}

async function reportOn(name: string, content: string | Buffer) {
  const result = await check(write(name, content));
  if ("problem" in result) throw new Error(result.problem);
  return result;
}

const GOOD = different(12).join("\n");

/** What a file begins with instead of text, and what is said of it. */
const BINARIES: readonly (readonly [string, Buffer | string, string])[] = [
  ["zip.jsonl", Buffer.from("504b030414000000", "hex"), "is a zip archive or an Excel workbook"],
  ["gzip.jsonl", gzipSync(GOOD), "is a gzip archive, not a training file. Unpack it first."],
  ["program.jsonl", Buffer.from("7f454c4602010100", "hex"), "is a program"],
  ["program.exe.jsonl", Buffer.from("4d5a90000300", "hex"), "is a Windows program"],
  ["paper.jsonl", "%PDF-1.7", "is a PDF"],
  ["table.jsonl", "PAR1\u0015", "is a Parquet file"],
  ["utf16.jsonl", Buffer.from(`\uFEFF${GOOD}`, "utf16le"), "is text in UTF-16"],
  ["nothing.jsonl", Buffer.alloc(100), "is no text"],
  ["empty.jsonl", "", "is empty"],
  ["blank.jsonl", "\n\n  \n", "has no examples"],
  ["notes.txt", "# Notes\n\nSome words.\n", "2 lines are not JSON (lines 1, 3)"],
  ["list.json", `[\n${different(3).join(",\n")}\n]`, "is one list, not JSON Lines"],
  ["one-line-list.json", `[${different(3).join(",")}]`, "is one list, not JSON Lines"],
  ["pretty.json", '{\n  "messages": []\n}', "spreads its first example over several lines"],
  ["header.csv", "when,who,where\n1,2,3\n", "names no column for the input"],
];

describe("a file that cannot be used is told in one sentence", () => {
  test.each(BINARIES)("%s", async (name, content, sentence) => {
    write(name, content);
    expect(await problemWith(name)).toContain(sentence);
  });

  test("when there is none, or it is a folder", async () => {
    mkdirSync(join(folder, "folder.jsonl"));
    expect(await problemWith("absent.jsonl")).toBe("“absent.jsonl” cannot be found.");
    expect(await problemWith("folder.jsonl")).toContain("is a folder");
  });

  test.skipIf(process.platform === "win32")("when nobody writes to the pipe", async () => {
    execFileSync("mkfifo", [join(folder, "pipe.jsonl")]);
    expect(await problemWith("pipe.jsonl")).toContain("is no ordinary file");
  });

  test("when it is too large, without reading it", async () => {
    const file = openSync(join(folder, "large.jsonl"), "w");
    ftruncateSync(file, 2_100_000_000);
    closeSync(file);
    expect(await problemWith("large.jsonl")).toContain("has 2.1 GB; at most 1.0 GB are checked");
    write("larger.jsonl", GOOD);
    expect(await problemWith("larger.jsonl", 10)).toContain("at most");
  });
});

describe("a file of JSON Lines", () => {
  test("with a byte order mark, Windows line breaks and blank lines", async () => {
    const report = await reportOn("mark.jsonl", `\uFEFF${GOOD.replaceAll("\n", "\r\n\r\n")}`);
    expect(report).toMatchObject({
      file: { kind: "jsonl", byteOrderMark: true },
      examples: 12,
      usable: 12,
      problems: [],
    });
    expect(report.providers.find(({ provider }) => provider === "azure")?.verdict).toBe("ready");
  });

  test("with lines that cannot be read, each by its number", async () => {
    const lines = GOOD.split("\n").map((line) => Buffer.from(`${line}\n`));
    const report = await reportOn(
      "broken.jsonl",
      Buffer.concat([
        ...lines,
        Buffer.from('{"messages": "\u00E9"}\n', "latin1"),
        Buffer.from(`{"messages": "${"x".repeat(10_000_000)}"}\n`),
        Buffer.from('{"messages": \n'),
        Buffer.from("\0\0\n"),
        Buffer.from('{"prompt": "a", "completion": "b"}'),
      ]),
    );
    expect(problemsIn(report).toSorted()).toEqual([
      "invalid-utf8 1 [13]",
      "not-json 2 [15 16]",
      "other-shape 1 [17]",
      "too-long-line 1 [14]",
    ]);
    expect(report.usable).toBe(12);
  });

  test("nested as deep as a line can be", async () => {
    const deep = "[".repeat(400_000) + "]".repeat(400_000);
    const call = `{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "tool_calls": ${deep}}]}`;
    const report = await reportOn("deep.jsonl", `${GOOD}\n${deep}\n${call}\n`);
    expect(report).toMatchObject({ examples: 14, usable: 12 });
  });

  test("that speaks of special tokens, and of one character over and over", async () => {
    const lines = ["<|endoftext|><|im_start|>", "字".repeat(200_000)].map((content) =>
      JSON.stringify({
        messages: [
          { role: "user", content },
          { role: "assistant", content: content.slice(0, 30) },
        ],
      }),
    );
    const report = await reportOn("tokens.jsonl", lines.join("\n"));
    expect(report).toMatchObject({ usable: 2, tokensEstimated: false });
    expect(report.tokens.max).toBeGreaterThan(20_000);
  });
});

describe("a table", () => {
  test.each([
    ["commas.csv", ","],
    ["semicolons.csv", ";"],
    ["tabs.tsv", "\t"],
    ["table.txt", ","],
  ])("%s", async (name, comma) => {
    const rows = Array.from({ length: 12 }, (_, at) =>
      [`"a, ""b""; ${at}\nsecond line"`, at % 2 === 0 ? "x" : "y"].join(comma),
    );
    const report = await reportOn(name, [`Text${comma}Label`, ...rows].join("\r\n"));
    expect(report).toMatchObject({
      file: { kind: "csv" },
      format: "input-output",
      examples: 12,
      usable: 12,
      labels: { distinct: 2 },
    });
  });

  test("with rows that cannot be used, each by its line, and formulas that are only counted", async () => {
    const rows = [
      "text,label",
      "one,x",
      '"two\nlines",y',
      "three",
      "",
      '=cmd|"/c calc"!A1,x',
      "-5,y",
      "@SUM(A1),x",
      "seven\u00E9,x",
      ",y",
      '"never closed,x',
      "nine,x",
    ];
    const report = await reportOn("rows.csv", Buffer.from(rows.join("\n"), "latin1"));
    expect(problemsIn(report).toSorted()).toEqual([
      "empty-input 1 [11]",
      "formula 2 [7 9]",
      "invalid-utf8 1 [10]",
      "unclosed-quote 1 [12]",
      "wrong-cells 1 [5]",
    ]);
    expect(report).toMatchObject({ examples: 9, usable: 5 });
  });

  test("a quote that swallows the rest does not fill the memory", async () => {
    const rest = "some words, and more\n".repeat(200_000);
    const report = await reportOn("quote.csv", `text,label\na,b\n"${rest}`);
    expect(problemsIn(report)).toEqual(["unclosed-quote 1 [3]"]);
  });
});

describe("in a thread of its own", () => {
  test("it tells how far it is, and gives the report", async () => {
    const told: number[] = [];
    const files = [
      write("progress.jsonl", different(5000).join("\n")),
      write("test.jsonl", GOOD),
    ] as const;
    const result = await checkData(files, {
      onProgress: ({ doneBytes, bytes }) => told.push(doneBytes / bytes),
    });
    expect(result).toMatchObject({ examples: 5000, test: { examples: 12 } });
    expect(told.length).toBeGreaterThan(1);
    expect(told).toEqual(told.toSorted((one, another) => one - another));
    expect(told.at(-1)).toBe(1);
  });

  test("it says which of two files cannot be used", async () => {
    const result = await checkData([write("first.jsonl", GOOD), source("absent.jsonl")]);
    expect(result).toEqual({ problem: "“absent.jsonl” cannot be found." });
  });

  test("it is stopped when it takes too long, and when it is called off", async () => {
    const file = write("slow.jsonl", GOOD);
    expect(await checkData([file], { mostMilliseconds: 1 })).toMatchObject({
      problem: expect.stringContaining("took longer than"),
    });
    const called = new AbortController();
    const calledOff = checkData([file], { signal: called.signal });
    called.abort(new Error("called off"));
    await expect(calledOff).rejects.toThrow("called off");
  });
});
