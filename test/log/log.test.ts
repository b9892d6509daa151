import { PassThrough } from "node:stream";

import { describe, expect, test } from "vitest";

import { createLog } from "../../adapters/log/index.ts";
import { logSettings } from "../../adapters/log/settings.ts";
import type { LogLevel } from "../../adapters/log/settings.ts";
import type { LogEntry } from "../../src/index.ts";

const ENTRY: LogEntry = {
  level: "error",
  message: "An event could\nnot be handled.",
  reference: "1yuempv",
  cause: new TypeError("cannot read “our secret project”"),
};

async function written(entry: LogEntry, level: LogLevel = "info", isTTY = false): Promise<string> {
  const output = Object.assign(new PassThrough(), { isTTY });
  const log = await createLog({ output, level, instant: () => "2026-11-24T12:00:00Z" });
  log(entry);
  return String((output.read() as Buffer | null) ?? "");
}

describe("a line of the log", () => {
  test("says what, its reference and where it arose, and no words of a conversation", async () => {
    const line = await written(ENTRY);
    expect(JSON.parse(line)).toEqual({
      level: "error",
      time: "2026-11-24T12:00:00Z",
      reference: "1yuempv",
      cause: expect.stringMatching(/^TypeError at test\/log\/log\.test\.ts:\d+:\d+$/) as string,
      msg: "An event could not be handled.",
    });
    expect(line).not.toContain("secret");
  });

  test.each([
    ["the code of an error", "our secret project", "ECONNREFUSED", "Error (ECONNREFUSED) at "],
    ["no code that is a sentence", "our secret project", "our secret project", "Error at "],
    ["no words that look like a place", "gone\n    at our secret project", "", "Error at "],
  ])("has %s", async (_name, words, code, start) => {
    const line = await written({ ...ENTRY, cause: Object.assign(new Error(words), { code }) });
    expect((JSON.parse(line) as { cause: string }).cause).toContain(`${start}test/log/log.test.ts`);
    expect(line).not.toContain("secret");
  });

  test("ends before what a parser or a library repeats in straight quotes", async () => {
    const message = 'Slack: Unexpected token, "our secret project" is not valid JSON';
    expect(await written({ level: "warn", message })).toContain(
      '"msg":"Slack: Unexpected token, …"',
    );
  });

  test("is plainer on a terminal, and says the same", async () => {
    const line = await written(ENTRY, "info", true);
    expect(line).toContain("An event could not be handled.");
    expect(line).toContain("1yuempv");
    expect(() => JSON.parse(line) as unknown).toThrow(SyntaxError);
    expect(line).not.toContain("secret");
  });

  test.each<[LogLevel, boolean]>([
    ["fatal", false],
    ["error", true],
    ["warn", true],
    ["trace", true],
  ])("at LOG_LEVEL=%s an error is written: %s", async (level, isWritten) => {
    expect((await written(ENTRY, level)) !== "").toBe(isWritten);
  });
});

test.each([
  [{}, "info", []],
  [{ LOG_LEVEL: "" }, "info", []],
  [{ LOG_LEVEL: "trace" }, "trace", []],
  [
    { LOG_LEVEL: "loud" },
    undefined,
    ["LOG_LEVEL must be one of fatal, error, warn, info, debug, trace."],
  ],
])("%j is %s", (env, settings, problems) => {
  expect(logSettings(env)).toEqual({ settings, problems });
});
