import { describe, expect, test } from "vitest";

import type { Incoming } from "../../src/chat/incoming.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { newConversation } from "../../src/dialogue/conversation.ts";
import type { Conversation } from "../../src/dialogue/conversation.ts";
import { turn } from "../../src/dialogue/turn.ts";
import { PRICES } from "../../src/knowledge/prices.ts";

const said = (text: string, at = "2026-11-23T12:00:00Z"): Incoming => ({
  event: text,
  conversation: { platform: "slack", workspace: "T1", thread: "C1" },
  from: { id: "U1", name: "Dana" },
  at,
  kind: "mention",
  text,
});

const after = (...texts: readonly string[]): Conversation =>
  texts.reduce(
    (conversation, text) => turn(conversation, said(text)).conversation,
    newConversation(),
  );

const CASE = "We sort 1.2 million tickets a month into categories and have 500 labelled examples.";
const DECIDED = after(CASE, "decide now");

const words = (replies: readonly Reply[]): string => JSON.stringify(replies);
const answer = (conversation: Conversation, text: string): string =>
  words(turn(conversation, said(text)).replies);

describe("what is assumed for the calculation", () => {
  test.each([
    ["assume 6,000 prompt tokens", { terms: { promptTokens: 6000 } }],
    ["assume answers of 80 output tokens", { terms: { outputTokens: 80 } }],
    ["please assume $50 an hour for labelling", { terms: { wagePerHour: 50 } }],
    ["reckon with 5 epochs", { terms: { epochs: 5 } }],
    ["assume gpt-6.1-terra", { terms: {}, prompted: "gpt-6.1-terra" }],
    ["assume azure gpt-4.1-mini", { terms: {}, tuned: "azure-gpt-4.1-mini" }],
    // What cannot be is brought to what can, and said as that.
    ["assume 500% is cached", { terms: { cachedShare: 1 } }],
    ["assume 0 epochs", { terms: { epochs: 1 } }],
  ])("%s: %o", (text, reckoning) => {
    expect(turn(DECIDED, said(text)).conversation.reckoning).toEqual(reckoning);
  });

  test("is said as it is reckoned with", () => {
    expect(answer(DECIDED, "assume 500% is cached")).toContain("Reckoned with 100% of the prompt");
  });

  test.each([
    "assume we had 20 labelled examples",
    "assume 10 million requests a month",
    "assume nothing at all",
  ])("%s sets nothing", (text) => {
    expect(turn(DECIDED, said(text)).conversation.reckoning).toBeUndefined();
  });

  test("another volume is supposed, with what it does to the verdict", () => {
    expect(
      turn(DECIDED, said("assume 10 million requests a month")).conversation.supposition,
    ).toEqual({ monthlyRequests: 10_000_000 });
  });

  test("adds up, changes no fact, and goes with “usual assumptions”", () => {
    const set = after(CASE, "decide now", "assume 6,000 prompt tokens", "assume 5 epochs");
    expect(set.reckoning).toEqual({ terms: { promptTokens: 6000, epochs: 5 } });
    expect(set.entries).toEqual(DECIDED.entries);
    expect(turn(set, said("usual assumptions")).conversation.reckoning).toBeUndefined();
  });

  test("nothing is reckoned before there is a case", () => {
    expect(turn(newConversation(), said("cheapest route?")).conversation.subject).toBe("");
  });
});

describe("what a question names", () => {
  test("goes before what was told, for this answer only", () => {
    const asked = "what does it cost at 20k requests a month?";
    const { conversation, replies } = turn(DECIDED, said(asked));
    expect(words(replies)).toContain("Cost at 20,000 requests a month");
    expect(answer(conversation, "cost")).toContain("Cost at 1.2 million requests a month");
  });

  test("a volume that nobody told is called that", () => {
    const untold = after("We sort tickets into categories.", "decide now");
    expect(answer(untold, "cost")).toContain("50,000 requests a month, which nobody has told me");
    expect(answer(untold, "cost")).toContain("Assumed: 50k");
    expect(answer(DECIDED, "cost")).toContain("You: 1.2M");
  });

  test("a range is answered as one", () => {
    const ranged = after("We sort tickets, 10k to 20k a month.", "decide now");
    expect(answer(ranged, "cost")).toContain("Cost at 10,000 to 20,000 requests a month");
  });
});

const costOn = (at: string, prices = PRICES): string =>
  words(turn(DECIDED, said("cost", at), undefined, prices).replies);

describe("what else decides", () => {
  test.each([
    "which provider can I still tune with?",
    "where can we still fine-tune?",
    "what models can be tuned?",
  ])("%s", (text) => {
    const told = answer(DECIDED, text);
    expect(told).toContain("Amazon Bedrock Nova");
    expect(told).toContain("no new jobs after 2027-01-06");
    expect(told).toContain("Closed: Cohere");
  });

  test("data that must stay inside leaves one's own machines", () => {
    const inside = after("We sort tickets; the data must not leave our servers.", "decide now");
    expect(answer(inside, "where can we tune?")).toContain("only a model that you run yourselves");
  });

  test("a door that has shut is told as closed", () => {
    const later = said("where can we tune?", "2027-01-07T12:00:00Z");
    expect(words(turn(DECIDED, later).replies)).toContain("Closed: OpenAI");
  });

  test.each(["what data format?", "which format does the training data need?", "jsonl or csv?"])(
    "%s",
    (text) => {
      expect(answer(DECIDED, text)).toContain("JSON Lines");
      expect(answer(DECIDED, text)).toContain("check-data");
    },
  );

  test("machines are only assumed where there are any", () => {
    expect(answer(DECIDED, "assume azure gpt-4.1-mini")).not.toContain("rented machine");
    expect(answer(DECIDED, "assume own-small")).toContain("from one rented machine");
  });
});

describe("prices", () => {
  test("come from the list that is given", () => {
    const dearer = PRICES.map((row) =>
      row.model === "gpt-6-luna" ? { ...row, output_per_mtok: 50 } : row,
    );
    expect(costOn("2026-11-23T12:00:00Z")).toContain("$158");
    expect(costOn("2026-11-23T12:00:00Z", dearer)).not.toContain("$158");
  });

  test("that are old are called old", () => {
    expect(costOn("2026-12-20T12:00:00Z")).not.toContain("days old");
    expect(costOn("2027-02-01T12:00:00Z")).toContain("days old (2026-10-26)");
  });

  test("a list with nothing to prompt is said to be one", () => {
    expect(costOn("2026-11-23T12:00:00Z", [])).toContain("no model that can be prompted");
  });
});
