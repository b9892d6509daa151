import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { marketOn } from "../../src/decision/costs.ts";
import { dataCheck } from "../../src/dialogue/wording/data-check.ts";
import { reportOf } from "../../src/training-data/report-of.ts";
import { DataReport } from "../../src/training-data/report.ts";
import { chat, checked, different } from "./checking.ts";

const MARKET = marketOn("2026-11-23");

const SECRET = "Zanzibar-7741";

/** Lines of every kind, good and bad, with few different words so that they meet. */
const Word = fc.constantFrom("yes", "no", "maybe later", "where is my parcel", "", SECRET);
const Line = fc.oneof(
  fc.tuple(Word, Word).map(([one, another]) => chat(`u: ${one} | a: ${another}`)),
  fc.tuple(Word, Word).map(([prompt, completion]) => JSON.stringify({ prompt, completion })),
  fc.tuple(Word, Word).map(([text, label]) => JSON.stringify({ text, label })),
  fc
    .tuple(Word, Word)
    .map(([role, content]) => JSON.stringify({ messages: [{ role, content, [content]: role }] })),
  Word,
  fc.json(),
);
const Lines = fc.array(Line, { minLength: 1, maxLength: 40 });

const withoutLines = (report: DataReport): unknown =>
  JSON.parse(JSON.stringify(report, (key, value: unknown) => (key === "lines" ? [] : value)));

describe("whatever stands in a file", () => {
  test("usable and dropped examples are all examples, and the report keeps to its schema", () => {
    fc.assert(
      fc.property(Lines, Lines, (training, other) => {
        const report = reportOf(checked(training), checked(other));
        if ("problem" in report) return;
        const dropped = Object.values(report.dropped).reduce((sum, count) => sum + count, 0);
        expect(report.usable + dropped).toBe(report.examples);
        expect(report.examples).toBe(training.length);
        expect(DataReport.parse(report)).toEqual(report);
      }),
    );
  });

  test("the order of lines changes no count", () => {
    const shuffled = fc.tuple(Lines, fc.array(fc.nat(), { minLength: 40, maxLength: 40 }));
    fc.assert(
      fc.property(shuffled, ([lines, keys]) => {
        const all = [...lines, ...different(10)];
        const turned = all
          .map((line, at) => ({ line, key: keys[at % keys.length] ?? 0 }))
          .toSorted((one, another) => one.key - another.key)
          .map(({ line }) => line);
        const [one, another] = [reportOf(checked(all)), reportOf(checked(turned))];
        if ("problem" in one || "problem" in another) throw new Error("All are good examples.");
        expect(withoutLines(another)).toEqual(withoutLines(one));
      }),
    );
  });

  test("no word of an example ever stands in the report or the reply", () => {
    fc.assert(
      fc.property(Lines, (lines) => {
        const report = reportOf(checked([...lines, ...different(3)]), checked([...lines, "x"]));
        const said = "problem" in report ? report : { report, reply: dataCheck(report, MARKET) };
        expect(JSON.stringify(said)).not.toMatch(/Zanzibar|7741|parcel|maybe/);
      }),
    );
  });
});
