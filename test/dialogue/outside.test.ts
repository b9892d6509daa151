import { describe, expect, test } from "vitest";

import type { PersonDid } from "../../src/chat/incoming.ts";
import { newConversation } from "../../src/dialogue/conversation.ts";
import type { Conversation } from "../../src/dialogue/conversation.ts";
import { openQuestions, takesPart, titleOf } from "../../src/dialogue/outside.ts";
import { turn } from "../../src/dialogue/turn.ts";
import { helpReply, homePage, privacyReply } from "../../src/index.ts";
import type { Keeping } from "../../src/index.ts";

let count = 0;
const did = (what: object, id = "U1"): PersonDid =>
  ({
    event: `E${(count += 1)}`,
    conversation: { platform: "discord", workspace: "G1", thread: "C1:T1" },
    from: { id, name: `Name of ${id}` },
    at: "2026-11-24T12:00:00Z",
    ...what,
  }) as PersonDid;
const said = (text: string, kind = "mention") => did({ kind, text });
const after = (...events: readonly PersonDid[]): Conversation =>
  events.reduce((conversation, event) => turn(conversation, event).conversation, newConversation());
const CASE = said("an assistant that answers questions about our handbook");

describe("what a thread is called", () => {
  test.each([
    ["we want to classify 40k tickets a month, 300 labelled", "Classify 40k tickets a month"],
    ["Hi, can you help us to write product texts?", "Write product texts"],
    ["Should we fine-tune a model for invoices? We have 200.", "Fine-tune a model for invoices"],
    ["an assistant\n  for our handbook; it changes weekly", "An assistant for our handbook"],
    ["x".repeat(200), `X${"x".repeat(38)}…`],
    ["🎻".repeat(30), `${"🎻".repeat(19)}…`],
    ["", "Fine-tune, prompt, or both?"],
  ])("%s", (subject, title) => {
    expect(titleOf({ ...newConversation(), subject }, 40)).toBe(title);
  });
});

describe("a form with several questions", () => {
  test("puts the open one first, and only what is worth asking and not known", () => {
    const conversation = after(CASE);
    const questions = openQuestions(conversation, 5);
    expect(questions).toHaveLength(5);
    const { phase } = conversation;
    const asked = phase.name === "asking" ? phase.fact : "";
    expect(questions[0]?.choices.at(-1)?.token).toBe(`not-sure:${asked}`);
    expect(
      questions.flatMap(({ choices }) => choices).some(({ token }) => token.includes("taskType")),
    ).toBe(false);
    expect(openQuestions(newConversation(), 5)).toEqual([]);
  });

  test("its answers are taken in together; what nobody knows stays open", () => {
    const token =
      "answer:promptGap:small answer:budget:low not-sure:labelledExamples answer:nothing:1 nonsense";
    const conversation = after(CASE, did({ kind: "interaction", token }, "U2"));
    const known = new Map(conversation.entries.map(({ fact, value }) => [fact, value]));
    expect(known.get("promptGap")).toBe("small");
    expect(known.get("budget")).toBe("low");
    expect(known.has("labelledExamples")).toBe(true);
    expect(known.get("labelledExamples")).toBeUndefined();
    expect(takesPart(conversation, "U2")).toBe(true);
    expect(takesPart(conversation, "U3")).toBe(false);
  });

  test.each([
    "not-sure:promptGap not-sure:budget",
    "nonsense more",
    "answer:promptGap:x answer:y:z",
  ])("nothing that counts in it changes nothing: %s", (token) => {
    const before = after(CASE);
    const { conversation, replies } = turn(before, did({ kind: "interaction", token }));
    expect(replies.length).toBeGreaterThan(0);
    expect(conversation.entries.filter(({ value }) => value !== undefined)).toEqual(before.entries);
  });
});

test("a command begins a case of its own", () => {
  const conversation = after(
    CASE,
    said("we extract fields from invoices, 300 labelled", "command"),
  );
  expect(conversation.subject).toContain("invoices");
  expect(conversation.entries.every(({ event }) => event === conversation.starter?.event)).toBe(
    true,
  );
});

test("after a bare mention the next words are the case, and only a case", () => {
  const asked = after(said(""));
  const heard = (text: string) => turn(asked, said(text, "message")).conversation.subject;
  expect(heard("we sort 40k tickets a month")).toContain("40k");
  for (const other of [
    "lunch?",
    "did you see 40k tickets came in?",
    "I'll ask Sam about 500 examples",
  ])
    expect(heard(other)).toBe("");
  expect(turn(newConversation(), said("we sort 40k tickets a month", "message")).replies).toEqual(
    [],
  );
});

test("the comparison as a file holds what the table does, cell by cell", () => {
  const { replies } = turn(after(CASE), said("csv"));
  const [shown] = turn(after(CASE), said("compare")).replies;
  const file = replies[0]?.blocks.find((block) => block.kind === "file");
  const table = shown?.blocks.find((block) => block.kind === "table");
  const cells = (file?.content ?? "")
    .trim()
    .split("\r\n")
    .map((line) => line.slice(1, -1).split('","'));
  expect(cells).toEqual([table?.columns, ...(table?.rows ?? [])]);
});

/** All that says what becomes of people's words. */
const toldOf = (keeping: Keeping): string =>
  JSON.stringify([
    homePage([], { today: "2026-11-23" }, () => undefined, keeping),
    privacyReply(keeping),
    helpReply(keeping.reader),
  ]);

test("whoever asks is told whether a language model reads along, and where", () => {
  expect(toldOf({ retentionDays: 30 })).toContain("no language model sees your words");
  expect(toldOf({ retentionDays: 30 })).not.toContain("language model at");
  const told = toldOf({ retentionDays: 30, reader: "llm.example" });
  expect(told.split("A language model at llm.example also reads").length - 1).toBe(3);
  expect(told).not.toContain("no language model sees your words");
});
