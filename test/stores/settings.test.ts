import { describe, expect, test } from "vitest";

import { storeSettings } from "../../adapters/stores/settings.ts";

describe("the variables of the store", () => {
  test("may all be left out, or be empty", () => {
    const usual = { url: "sqlite:data/tuning-fork.db", retentionDays: 180 };
    expect(storeSettings({}).settings).toEqual(usual);
    expect(storeSettings({ DATABASE_URL: "", RETENTION_DAYS: "" }).settings).toEqual(usual);
  });

  test.each([
    ["sqlite:other.db", "30"],
    ["postgres://user:p@host/db", "1"],
    ["postgresql://host/db?sslmode=require", "36500"],
  ])("%s for %s days", (url, days) => {
    expect(storeSettings({ DATABASE_URL: url, RETENTION_DAYS: days }).settings).toEqual({
      url,
      retentionDays: Number(days),
    });
  });

  test.each([
    [
      { DATABASE_URL: "mysql://user:secret@host/db" },
      "DATABASE_URL must be sqlite:PATH or postgres://….",
    ],
    [{ DATABASE_URL: "sqlite:" }, "DATABASE_URL must be sqlite:PATH or postgres://…."],
    [{ RETENTION_DAYS: "0" }, "RETENTION_DAYS must be a whole number of days from 1 to 36500."],
    [
      { RETENTION_DAYS: "two weeks" },
      "RETENTION_DAYS must be a whole number of days from 1 to 36500.",
    ],
    [{ RETENTION_DAYS: "1e9" }, "RETENTION_DAYS must be a whole number of days from 1 to 36500."],
  ])("%j is refused in one sentence", (env, sentence) => {
    expect(storeSettings(env)).toEqual({ settings: undefined, problems: [sentence] });
  });
});
