import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Incoming } from "../../src/chat/incoming.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { FACTS } from "../../src/decision/facts.ts";
import type { FactId } from "../../src/decision/facts.ts";
import {
  evidenceOf,
  lastWords,
  newConversation,
  readConversation,
} from "../../src/dialogue/conversation.ts";
import type { Conversation } from "../../src/dialogue/conversation.ts";
import { turn } from "../../src/dialogue/turn.ts";
import { STATEMENTS } from "../../src/knowledge/statements.ts";

const DANA = { id: "U1", name: "Dana" };
const LEE = { id: "U2", name: "Lee" };

let count = 0;
const event = (said: Partial<Incoming> & ({ text: string } | { token: string })): Incoming => {
  count += 1;
  return {
    event: `E${count}`,
    conversation: { platform: "slack", workspace: "T1", thread: "C1" },
    from: DANA,
    at: "2026-11-23T12:00:00Z",
    ...("token" in said ? { kind: "interaction" } : { kind: "mention" }),
    ...said,
  } as Incoming;
};

/** The conversation after some messages to the bot. */
const after = (...texts: readonly string[]): Conversation =>
  texts.reduce(
    (conversation, text) => turn(conversation, event({ text })).conversation,
    newConversation(),
  );

const words = (replies: readonly Reply[]): string => JSON.stringify(replies);

const CASE = "We sort tickets into categories and have 500 labelled examples.";

describe("events", () => {
  test("an empty one in the middle of a conversation gets the open question again", () => {
    const before = after(CASE);
    const { conversation, replies } = turn(before, event({ text: "" }));
    expect(conversation).toBe(before);
    expect(replies.map(({ purpose }) => purpose)).toEqual(["notice", "question"]);
  });

  test("an answer changes the question that it answers, before anything new is said", () => {
    const before = after(CASE);
    const { conversation, replies } = turn(before, event({ text: "a little short" }));
    const replaced = replies.flatMap(({ replaces }) => replaces ?? []);
    // The first question stands in the message that says what was understood.
    expect(replaced).toEqual(["understood", "question:promptGap"]);
    expect(replies.slice(0, 2).map(({ purpose }) => purpose)).toEqual(["state", "state"]);
    expect(JSON.stringify(replies[0])).toContain("Answered by");
    const undone = turn(conversation, event({ text: "undo" }));
    expect(undone.replies[0]).toMatchObject({ purpose: "state", replaces: "understood" });
  });

  test("the same conversation and event give the same result, byte for byte", () => {
    const before = after(CASE);
    const incoming = event({ text: "what if we had 30 labelled examples?" });
    expect(JSON.stringify(turn(before, incoming))).toBe(JSON.stringify(turn(before, incoming)));
  });
});

const lee = (text: string, at: string) => event({ text, from: LEE, at });
const promptGap = (conversation: Conversation) => lastWords(conversation).get("promptGap");

describe("several people and their afterthoughts", () => {
  test.each([
    ["a moment later", "2026-11-23T12:00:15Z", "asking"],
    ["a minute later", "2026-11-23T12:01:00Z", "not asked again"],
  ])("another answer of somebody else, %s", (_when, at, becomes) => {
    const answered = after(CASE, "a little short");
    const { conversation, replies } = turn(answered, lee("far short", at));
    const isContested = words(replies).includes("Which one holds?");
    expect(isContested).toBe(becomes === "asking");
    expect(promptGap(conversation)?.value).toBe(isContested ? "small" : "large");
  });

  test("a correction that says so needs no settling", () => {
    const answered = after(CASE, "a little short");
    const { conversation, replies } = turn(
      answered,
      lee("actually it falls far short", "2026-11-23T12:00:05Z"),
    );
    expect(words(replies)).not.toContain("Which one holds?");
    expect(promptGap(conversation)?.value).toBe("large");
  });

  test.each(["settle:promptGap:0", "settle:promptGap:1", "answer:promptGap:none"])(
    "what two people said is settled by %s",
    (token) => {
      const contested = turn(
        after(CASE, "a little short"),
        lee("far short", "2026-11-23T12:00:05Z"),
      ).conversation;
      const { conversation } = turn(contested, event({ token }));
      expect(promptGap(conversation)).toMatchObject({ by: DANA });
      expect(JSON.stringify(conversation.phase)).not.toContain("rivals");
    },
  );

  test("what is settled already cannot be settled again", () => {
    const before = after(CASE, "a little short");
    const { conversation, replies } = turn(before, event({ token: "settle:promptGap:1" }));
    expect(conversation).toBe(before);
    expect(replies.every(({ visibleTo }) => visibleTo === "sender")).toBe(true);
  });

  test("an edit corrects what was said then; what somebody said later stays the last word", () => {
    const first = event({ text: "900 labelled examples" });
    const begun = turn(after("We sort tickets into categories."), first).conversation;
    const later = turn(begun, lee("actually 5,000", "2026-11-23T12:05:00Z")).conversation;
    const edit = event({ text: "" });
    const edited = (conversation: Conversation, text: string) =>
      turn(conversation, { ...edit, kind: "edited", of: first.event, text } as Incoming);
    expect(evidenceOf(edited(begun, "700 labelled examples").conversation)).toMatchObject({
      labelledExamples: 700,
    });
    expect(evidenceOf(edited(later, "700 labelled examples").conversation)).toMatchObject({
      labelledExamples: 5000,
    });
    expect(edited(begun, "sorry, wrong thread").conversation.entries).not.toContainEqual(
      expect.objectContaining({ fact: "labelledExamples" }),
    );
  });

  test("only whoever began a decision, or who manages the place, can have it deleted", () => {
    const conversation = after(CASE);
    const erase = (from: typeof LEE & { readonly mayManage?: boolean }) =>
      turn(conversation, event({ token: "erase", from })).replies.map(({ purpose }) => purpose);
    expect(erase(DANA)).toEqual(["erasure"]);
    expect(erase({ ...LEE, mayManage: true })).toEqual(["erasure"]);
    expect(erase(LEE)).toEqual(["notice"]);
    expect(turn(conversation, event({ text: "delete" })).conversation).toBe(conversation);
  });

  test("of what was stored before it was known who began, the first who spoke may have it deleted", () => {
    const { starter: _, ...old } = after(CASE);
    const purposes = (from: typeof DANA) =>
      turn(old, event({ token: "erase", from })).replies.map(({ purpose }) => purpose);
    expect(purposes(DANA)).toEqual(["erasure"]);
    expect(purposes(LEE)).toEqual(["notice"]);
  });

  test("the platform's word on what somebody may do is not stored", () => {
    const from = { ...LEE, mayManage: true };
    const { conversation } = turn(after(CASE), event({ text: "a little short", from }));
    expect(JSON.stringify(conversation)).not.toContain("mayManage");
  });
});

describe("two readings of one fact", () => {
  const TORN =
    "We sort letters: 2k labelled letters, or 20k labelled letters, depending on who counts.";
  const torn = after(TORN);

  test("become a question between the two, each with its words, and neither is taken in", () => {
    const { replies } = turn(newConversation(), event({ text: TORN }));
    expect(words(replies)).toContain("I can read that in more than one way");
    expect(words(replies)).toContain("“2k labelled”: 2,000");
    expect(words(replies)).toContain("“20k labelled”: 20,000");
    expect(evidenceOf(torn)).not.toHaveProperty("labelledExamples");
    expect(torn.phase).toMatchObject({ name: "asking", fact: "labelledExamples" });
  });

  test.each([
    [event({ token: "settle:labelledExamples:1" }), 20_000],
    [event({ text: "2,000" }), 2000],
    [event({ text: "neither, it's 7,000" }), 7000],
  ])("are settled by a button or in words, and asked about once", (settling, value) => {
    const { conversation } = turn(torn, settling);
    expect(evidenceOf(conversation)).toMatchObject({ labelledExamples: value });
    expect(conversation.doubts).toBeUndefined();
    expect(JSON.stringify(conversation.phase)).not.toContain("rivals");
  });

  test("stay open when nobody is sure, and are not asked about again", () => {
    const { conversation } = turn(torn, event({ text: "not sure" }));
    expect(conversation.doubts).toBeUndefined();
    expect(conversation.phase).not.toMatchObject({ fact: "labelledExamples" });
  });

  test("are asked about after the recommendation, too, and what is plain is taken in", () => {
    const before = after("We sort letters.", "decide now");
    const text =
      "Nobody here has trained a model. There are 2k labelled letters, or 20k labelled letters.";
    const { conversation, replies } = turn(before, event({ text }));
    expect(words(replies)).toContain("more than one way");
    expect(evidenceOf(conversation)).toMatchObject({ expertise: "none" });
    const settled = turn(conversation, event({ token: "settle:labelledExamples:0" })).conversation;
    expect(evidenceOf(settled)).toMatchObject({ labelledExamples: 2000, expertise: "none" });
  });
});

describe("what multiplies a number", () => {
  test.each([
    ["and with ten times the examples?", 5000],
    ["what if we had half the labels", 250],
    ["suppose we get 20% more labelled examples", 600],
  ])("“%s” is reckoned from what is known", (text, labelled) => {
    const { conversation } = turn(after(CASE, "decide now"), event({ text }));
    expect(conversation.supposition).toMatchObject({ labelledExamples: labelled });
    expect(conversation.supposition).not.toHaveProperty("promptGap");
  });

  test("of what is not known it supposes nothing", () => {
    const { conversation } = turn(
      after(CASE, "decide now"),
      event({ text: "what if traffic doubles?" }),
    );
    expect(conversation.supposition).toBeUndefined();
  });
});

describe("words that only sound like a request", () => {
  const advised = after(CASE, "decide now");

  test.each([
    "is training from scratch an option?",
    "how often do we have to restart the training?",
    "what if the model gives the wrong answer?",
    "should we skip punctuation in the prompt?",
    "could we use that version of the model?",
    "do we need another project for this?",
    "blorb the frobnicator",
  ])("“%s” changes nothing", (text) => {
    const { conversation } = turn(advised, event({ text }));
    expect(conversation.entries).toEqual(advised.entries);
    expect(conversation).toMatchObject({ subject: advised.subject, phase: advised.phase });
  });

  test.each([
    ["and we have 5,000 labelled examples", 5000],
    ["but we have only 900 labelled examples", 900],
    ["at least 700 labelled examples", 700],
    ["in case it matters, we have 6,000 labelled examples", 6000],
    ["We have 8,000 labelled examples. What if we had 200?", 8000],
    ["nobody complained and it should be live in 3 weeks, with 4,000 labelled examples", 4000],
  ])("“%s” states a fact", (text, labelled) => {
    const { conversation } = turn(advised, event({ text }));
    expect(evidenceOf(conversation)).toMatchObject({ labelledExamples: labelled });
  });

  test("“no, it's not needed” answers the question that is open, and corrects nothing else", () => {
    const asking = {
      ...after(CASE),
      asked: ["knowledgeNeed" as const],
      phase: { name: "asking" as const, fact: "knowledgeNeed" as const },
    };
    const { conversation } = turn(asking, event({ text: "no, it's not needed" }));
    expect(evidenceOf(conversation)).toMatchObject({
      labelledExamples: 500,
      knowledgeNeed: "none",
    });
  });

  test.each(["share it", "delete this"])("“%s”, said between people, is left alone", (text) => {
    expect(turn(advised, event({ kind: "message", text })).replies).toEqual([]);
  });
});

describe("stored state", () => {
  test("any JSON at all gives some conversation that goes on", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (stored) => {
        const { replies } = turn(readConversation(stored), event({ text: "help" }));
        expect(replies.length).toBeGreaterThan(0);
      }),
    );
  });

  test("what was stored comes back the same", () => {
    const conversation = after(CASE, "a little short", "not sure");
    expect(readConversation(JSON.parse(JSON.stringify(conversation)))).toEqual(conversation);
  });

  test("a stored value that is no longer allowed is forgotten, the rest is kept", () => {
    const conversation = after(CASE);
    const entries = conversation.entries.map((entry) =>
      entry.fact === "taskType" ? { ...entry, value: "poetry" } : entry,
    );
    const read = evidenceOf(readConversation({ ...conversation, entries }));
    expect(read).not.toHaveProperty("taskType");
    expect(read).toMatchObject({ labelledExamples: 500 });
  });

  test("who said what, when and in which words is kept", () => {
    const conversation = turn(
      after(CASE),
      event({ text: "actually 5,000", from: LEE, at: "2026-11-24T08:00:00Z" }),
    ).conversation;
    expect(lastWords(conversation).get("labelledExamples")).toMatchObject({
      value: 5000,
      by: LEE,
      at: "2026-11-24T08:00:00Z",
      how: "answered",
    });
  });

  test("only what is needed is stored of a very long text", () => {
    const conversation = after("We sort tickets. ".repeat(10_000));
    expect(JSON.stringify(conversation).length).toBeLessThan(10_000);
  });
});

describe("what is not for the bot", () => {
  test.each([
    "lunch at noon?",
    "did you see the game yesterday",
    "thanks Lee, see you tomorrow",
    "hello",
  ])("“%s”, said between people, is left alone", (text) => {
    const before = after(CASE);
    const { conversation, replies } = turn(before, event({ text, kind: "message" }));
    expect(replies).toEqual([]);
    expect(conversation).toBe(before);
  });

  test.each(Object.keys(FACTS) as FactId[])(
    "small talk is no answer to the question of %s",
    (fact) => {
      const asking = { ...after(CASE), phase: { name: "asking" as const, fact } };
      for (const text of [
        "see you tomorrow",
        "ha, nice one",
        "I'm out till Monday",
        "two beers for me",
        "let's meet at 3",
        "sounds good",
        "good point",
        "no way",
        "yes please, for lunch",
        "I have no idea who broke the build",
      ])
        expect([text, turn(asking, event({ text, kind: "message" })).replies]).toEqual([text, []]);
    },
  );

  test.each([
    ["labelledExamples", "like nine hundred-ish"],
    ["labelledExamples", "we have 500 of them"],
    ["labelledExamples", "none"],
    ["changeRate", "weekly I'd say"],
    ["expertise", "nobody has"],
    ["weeksToLaunch", "in a month or so"],
    ["promptGap", "just a little short, I think"],
  ] as const)("the question of %s hears “%s” without a mention", (fact, text) => {
    const asking = { ...after("we sort tickets"), phase: { name: "asking" as const, fact } };
    const { conversation } = turn(asking, event({ text, kind: "message" }));
    expect(evidenceOf(conversation)).toHaveProperty(fact);
  });

  test("an answer to the open question is heard without a mention", () => {
    const { replies } = turn(after(CASE), event({ text: "a little short", kind: "message" }));
    expect(words(replies)).toContain("falls a little short");
  });

  test("nothing is heard before anybody has asked", () => {
    expect(turn(newConversation(), event({ text: CASE, kind: "message" })).replies).toEqual([]);
  });
});

describe("buttons", () => {
  const asking = after(CASE);
  const open = asking.phase.name === "asking" ? asking.phase.fact : "";

  test("answer the open question", () => {
    const { conversation } = turn(asking, event({ token: `answer:${open}:small` }));
    expect(evidenceOf(conversation)).toHaveProperty(open, "small");
  });

  test.each([
    "",
    "answer",
    "answer:nothing:x",
    `answer:${open}:x`,
    "answer:__proto__:x",
    "not-sure:",
    "answer:labelledExamples:99",
    "x".repeat(5000),
  ])("a token that was made up (%s) changes nothing", (token) => {
    const { conversation } = turn(asking, event({ token }));
    expect(conversation.entries).toEqual(asking.entries);
  });

  test("a click on a settled question says what stands and by whom", () => {
    const { conversation } = turn(asking, event({ token: `answer:${open}:small` }));
    const { replies, conversation: then } = turn(
      conversation,
      event({ token: `answer:${open}:large`, from: LEE }),
    );
    expect(words(replies)).toContain("Dana");
    expect(evidenceOf(then)).toHaveProperty(open, "small");
  });
});

describe("the conversation", () => {
  test("at most six questions are asked, and then it advises", () => {
    let conversation = after("We want to use a language model.");
    for (let question = 0; question < 7; question += 1)
      conversation = turn(conversation, event({ text: "not sure" })).conversation;
    expect(conversation.phase.name).toBe("advised");
    expect(conversation.asked.length).toBeLessThanOrEqual(6);
    expect(new Set(conversation.asked).size).toBe(conversation.asked.length);
  });

  test("a what-if changes nothing until it is kept", () => {
    const before = after(CASE, "decide now");
    const supposed = turn(
      before,
      event({ text: "what if we had only 20 labelled examples?" }),
    ).conversation;
    expect(evidenceOf(supposed)).toEqual(evidenceOf(before));
    const kept = turn(supposed, event({ text: "keep" })).conversation;
    expect(evidenceOf(kept)).toMatchObject({ labelledExamples: 20 });
    expect(lastWords(kept).get("labelledExamples")?.how).toBe("kept");
  });

  test("undo takes back what the last message said, all of it", () => {
    const before = after(CASE);
    const said = turn(
      before,
      event({ text: "a little short, and answers must come within 300 ms" }),
    ).conversation;
    const undone = turn(said, event({ text: "undo" })).conversation;
    expect(evidenceOf(said)).toMatchObject({ promptGap: "small", latencyMs: 300 });
    expect(evidenceOf(undone)).toEqual(evidenceOf(before));
  });

  test("thanks gets thanks, and no new analysis", () => {
    const { replies } = turn(after(CASE, "decide now"), event({ text: "thanks a lot" }));
    expect(replies).toHaveLength(1);
    expect(words(replies).length).toBeLessThan(200);
  });

  test("the whole document can be asked for", () => {
    const said = [
      "what are the differences?",
      "what is fine-tuning?",
      "what is prompt engineering?",
    ]
      .map((text) => words(turn(newConversation(), event({ text })).replies))
      .join("");
    const unsaid = STATEMENTS.filter(
      ({ text }) => !said.includes(JSON.stringify(text).slice(1, -1)),
    );
    expect(unsaid).toEqual([]);
  });

  test("nothing the bot says shouts, decorates, or leaks a name from the inside", () => {
    const said = [
      "help",
      "what do you know?",
      "why?",
      "why not both?",
      "compare",
      "plan",
      "cost",
      "time",
      "sources",
      "export",
      "what would change it?",
    ];
    const conversation = after(CASE, "decide now");
    for (const text of said) {
      const spoken = words(turn(conversation, event({ text })).replies);
      expect(spoken).not.toMatch(/undefined|NaN|\[object|[\u{1F300}-\u{1FAFF}]/u);
      // The one exclamation is OpenAI's own.
      expect(spoken.replaceAll("Good evals first!", "")).not.toContain("!");
    }
  });
});
