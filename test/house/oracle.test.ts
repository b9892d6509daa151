import { describe, expect, test } from "vitest";

import { newConversation } from "../../src/dialogue/conversation.ts";
import { turn } from "../../src/dialogue/turn.ts";
import type { Incoming } from "../../src/index.ts";
import { judge } from "../../torture/oracle.ts";
import type { Findings, Sent } from "../../torture/oracle.ts";
import type { Shown } from "../../torture/platform.ts";

/** A guard counts only after it has been seen to fail: histories that went wrong, and what the oracle says of them. */
const conversation = { platform: "slack", workspace: "W1", thread: "C1" };

const sent: readonly Sent[] = ["we sort tickets, 500 labelled", "a little short", "why?"].map(
  (text, at): Sent => {
    const incoming: Incoming = {
      event: `E${at}`,
      conversation,
      from: { id: "Dana", name: "Dana" },
      kind: "mention",
      text,
      at: `2026-11-24T12:00:0${at}Z`,
    };
    return { incoming, firstSentAt: at * 10, takenInAt: at * 10 + 5 };
  },
);

/** What a platform shows when events are handled in an order. */
function played(order: readonly Sent[]): readonly Shown[] {
  let state = newConversation();
  return order
    .flatMap(({ incoming }) => {
      const { conversation: after, replies } = turn(state, incoming);
      state = after;
      return replies.map((reply) => ({ event: incoming.event, content: JSON.stringify(reply) }));
    })
    .map((shown, at) => ({ ...shown, conversation, position: at, message: `M${at}` }));
}

const good = played(sent);
const [first, second, third] = sent as [Sent, Sent, Sent];
const chatter: Sent = {
  ...third,
  incoming: { ...third.incoming, kind: "message", text: "lunch at noon?", event: "E9" } as Incoming,
};
const wrong = (findings: Findings): readonly string[] =>
  Object.entries(findings).flatMap(([kind, found]) => (found.length > 0 ? [kind] : []));

describe("what the torture takes for wrong", () => {
  const cases: readonly (readonly [
    string,
    readonly Sent[],
    readonly Shown[],
    readonly string[],
  ])[] = [
    ["all as it should be", sent, good, []],
    ["talk beside the bot", [...sent, chatter], good, []],
    ["an event without an answer", sent, played([first, second]), ["lost"]],
    ["an event that nobody saw at all", sent, [], ["lost"]],
    ["half an answer", sent, good.slice(0, -1).filter((_, at) => at !== 1), ["different"]],
    ["a reply shown twice", sent, [...good, good.at(-1) as Shown], ["doubled"]],
    ["replies in another order", sent, good.toReversed(), ["outOfOrder", "different"]],
    ["events in another order", sent, played([first, third, second]), ["outOfOrder"]],
    [
      "another answer than the core's",
      sent,
      good.map((shown, at) => (at === 1 ? { ...shown, content: "{}" } : shown)),
      ["different"],
    ],
  ];
  test.each(cases)("%s", (_name, events, shown, kinds) => {
    expect(wrong(judge(conversation, events, shown))).toEqual(kinds);
  });
});
