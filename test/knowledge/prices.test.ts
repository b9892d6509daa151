import { describe, expect, test } from "vitest";

import { daysBetween } from "../../src/knowledge/days.ts";
import {
  OLD_AFTER_DAYS,
  PriceRow,
  isOffered,
  newestPrice,
  readPriceList,
} from "../../src/knowledge/price-list.ts";
import { PRICES } from "../../src/knowledge/prices.ts";
import { ACME_ROW } from "./acme-row.ts";

describe("the price list", () => {
  test.each(PRICES.map((row) => [`${row.provider}, ${row.model}`, row] as const))(
    "%s has a source, and a date or a reason to be called unconfirmed",
    (_, row) => {
      expect(PriceRow.parse(row)).toEqual(row);
      expect(row.as_of !== null || row.note !== undefined || !row.verified).toBe(true);
      expect(row.evidence).toBeTruthy();
    },
  );

  test("no two rows are of the same thing", () => {
    const keys = PRICES.map(({ provider, model }) => `${provider}: ${model}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("is read from a file in the same form", () => {
    const published = {
      ...ACME_ROW,
      cached_input_per_mtok: null,
      currency: "USD",
      as_of: "2026-09 (undated copy)",
      status: "shuts down 2026-12-11 (deprecations page)",
    };
    const read = readPriceList([published]);
    const [row] = "prices" in read ? read.prices : [];
    expect(row).toMatchObject({ as_of: "2026-09", retires_on: "2026-12-11" });
    expect(
      row === undefined ? [] : [isOffered(row, "2026-12-10"), isOffered(row, "2026-12-11")],
    ).toEqual([true, false]);
  });

  test.each([
    ["no list", {}, /JSON list/],
    ["an empty list", [], /at least one row/],
    [
      "a negative price",
      [ACME_ROW, { ...ACME_ROW, input_per_mtok: -1 }],
      /row 2 \(small-1\), input_per_mtok/,
    ],
    ["another currency", [{ ...ACME_ROW, currency: "EUR" }], /row 1 \(small-1\), currency/],
    ["no source", [{ ...ACME_ROW, source_url: "see page" }], /row 1 \(small-1\), source_url/],
    ["a row that is none", [7], /row 1: /],
    ["a kind that is none", [{ ...ACME_ROW, kind: "chat" }], /row 1 \(small-1\), kind/],
  ])("%s is refused in a sentence that says where", (_, json, sentence) => {
    const read = readPriceList(json);
    expect("problems" in read ? read.problems.join(" ") : "").toMatch(sentence);
  });

  test("a hundred wrong rows do not give a hundred sentences", () => {
    const read = readPriceList(Array.from({ length: 100 }, () => ({})));
    expect("problems" in read ? read.problems.length : 0).toBe(5);
  });
});

const on = (today: string) => newestPrice(PRICES, today);

describe("the age of the newest price", () => {
  test.each([
    ["2026-11-23", false],
    ["2026-12-25", false],
    ["2026-12-26", true],
  ])("on %s it is old: %s", (today, isOld) => {
    expect(on(today)).toMatchObject({ on: "2026-10-26", isOld });
    expect((on(today)?.days ?? 0) > OLD_AFTER_DAYS).toBe(isOld);
  });

  test("a list without dates has none", () => {
    expect(
      newestPrice([{ ...PriceRow.parse(ACME_ROW), as_of: null }], "2026-11-23"),
    ).toBeUndefined();
  });

  test("a month counts from its first day", () => {
    const rows = [PriceRow.parse({ ...ACME_ROW, as_of: "2026-11" })];
    expect(newestPrice(rows, "2026-11-23")?.days).toBe(22);
  });
});

test.each([
  ["2026-11-23", "2026-11-24", 1],
  ["2026-12-31", "2027-01-01", 1],
  ["2028-02-28", "2028-03-01", 2],
  ["2100-02-28", "2100-03-01", 1],
  ["2026-11-24", "2026-11-23", -1],
  ["2026", "2026-12-31", 364],
])("from %s to %s it is %i days", (from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
});
