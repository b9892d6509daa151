import { randomBytes } from "node:crypto";

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { SealError, createSealing, encryptionKeys } from "../../adapters/slack/sealing.ts";

const [OLD, NEW] = [randomBytes(32), randomBytes(32)];
const sealing = createSealing([NEW]);
const read = (text: string) => encryptionKeys.safeParse(text);

describe("what is sealed", () => {
  test("opens where it belongs to, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (text, place) => {
        expect(sealing.open(sealing.seal(text, place), place)).toBe(Buffer.from(text).toString());
      }),
    );
  });

  test("never looks the same twice, and shows nothing", () => {
    const [one, other] = [sealing.seal("xoxb-secret", "T1"), sealing.seal("xoxb-secret", "T1")];
    expect(one).not.toBe(other);
    expect(Buffer.from(one.split(".")[2] ?? "", "base64url").toString("latin1")).not.toContain(
      "xoxb",
    );
    expect(one).not.toContain(NEW.toString("base64url").slice(0, 6));
  });

  test("does not open elsewhere", () => {
    expect(() => sealing.open(sealing.seal("xoxb-1", "slack/T1"), "slack/T2")).toThrow(SealError);
  });

  test("does not open when any of its characters was changed, or when it is cut", () => {
    const sealed = sealing.seal("xoxb-1", "T1");
    for (let at = 0; at < sealed.length - 1; at += 1) {
      const other = sealed[at] === "A" ? "B" : "A";
      const changed = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`;
      expect(() => sealing.open(changed, "T1")).toThrow(SealError);
      expect(() => sealing.open(sealed.slice(0, at), "T1")).toThrow(SealError);
    }
  });
});

describe("keys", () => {
  test("take turns: a new one seals, an old one still opens", () => {
    const before = createSealing([OLD]);
    const sealed = before.seal("xoxb-1", "T1");
    const both = createSealing([NEW, OLD]);
    expect(both.open(sealed, "T1")).toBe("xoxb-1");
    expect([both, before, sealing].map(({ keyOf }) => keyOf(sealed))).toEqual([
      "older",
      "newest",
      "unknown",
    ]);
    expect(sealing.open(both.seal("xoxb-1", "T1"), "T1")).toBe("xoxb-1");
    expect(() => sealing.open(sealed, "T1")).toThrow(/a key that ENCRYPTION_KEY does not hold/);
  });

  test.each([
    ["base64, as it is made", OLD.toString("base64"), 1],
    ["hexadecimal digits", OLD.toString("hex"), 1],
    ["words", "correct horse battery staple and some more", 1],
    ["two", `${NEW.toString("base64")}, ${OLD.toString("hex")}`, 2],
  ])("are read: %s", (_, text, count) => {
    const keys = read(text).data ?? [];
    expect(keys.map(({ length }) => length)).toEqual(Array.from({ length: count }, () => 32));
    expect(new Set(keys.map((key) => key.toString("hex"))).size).toBe(count);
  });

  test("stay the same, and depend on every character", () => {
    const text = NEW.toString("base64");
    expect(read(text).data).toEqual(read(` ${text} `).data);
    expect(read(text).data).not.toEqual(read(`${text}=`).data);
  });

  test.each([
    ["too short", "correct horse battery staple"],
    ["one good and one bad", `${NEW.toString("base64")},x`],
    ["a comma too much", `${NEW.toString("base64")},`],
  ])("are refused, and not repeated: %s", (_, text) => {
    const { error } = read(text);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      "must have 32 characters or more: make it by “openssl rand -base64 32”; put a new one before an old one, with a comma between them.",
    ]);
  });
});
