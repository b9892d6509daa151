import { readFileSync } from "node:fs";

import { z } from "zod";

import type { Incoming } from "../src/chat/incoming.ts";
import type { Reply } from "../src/chat/reply.ts";
import { checkFact, isFactId } from "../src/decision/evidence.ts";
import { evidenceOf, newConversation } from "../src/dialogue/conversation.ts";
import type { Conversation } from "../src/dialogue/conversation.ts";
import { intentOf } from "../src/dialogue/meaning.ts";
import { turn } from "../src/dialogue/turn.ts";

const ThreadMessage = z.object({
  id: z.string(),
  split: z.enum(["dev", "kept"]),
  writer: z.string(),
  situation: z.object({
    phase: z.enum(["idle", "asking", "advised"]),
    asking: z.string().refine(isFactId).optional(),
  }),
  addressed: z.boolean(),
  text: z.string(),
  /** The acceptable labels, the best first. */
  intents: z.array(z.string()),
  facts: z.record(z.string(), z.unknown()).optional(),
});

/** A message in a thread, with what somebody who did not know the reader says it means. */
export type ThreadMessage = z.infer<typeof ThreadMessage>;

export const threadMessages = (): readonly ThreadMessage[] =>
  readFileSync(new URL("../test/cases/thread-messages.jsonl", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => ThreadMessage.parse(JSON.parse(line)));

export const AT = "2026-11-23T12:00:00Z";
const HAPPENED = {
  conversation: { platform: "slack", workspace: "T1", thread: "C1" },
  from: { id: "U1", name: "Dana" },
  at: AT,
} as const;

const opened = turn(newConversation(), {
  ...HAPPENED,
  event: "E1",
  kind: "mention",
  text: "We want to sort support tickets into categories.",
}).conversation;

/** The conversation in which a message was said. */
function conversationOf({ situation }: ThreadMessage): Conversation {
  switch (situation.phase) {
    case "idle":
      return newConversation();
    case "asking":
      return {
        ...opened,
        asked: situation.asking === undefined ? [] : [situation.asking],
        phase: { name: "asking", fact: situation.asking ?? "labelledExamples" },
      };
    case "advised":
      return { ...opened, phase: { name: "advised" } };
  }
}

/** Refusals to read: the bot says that it did not understand. */
const isAtALoss = (replies: readonly Reply[]): boolean =>
  /could not read an? (?:answer|fact)|need a case first|No question is open/.test(
    JSON.stringify(replies),
  );

/** The label of what people say to each other. */
export const NOT_FOR_US = "not-for-us";

type Taken = { readonly intent: string; readonly facts: Readonly<Record<string, unknown>> };

/** What the bot takes a message for, as the labels call it. */
function takenFor(message: ThreadMessage): Taken {
  const before = conversationOf(message);
  const incoming: Incoming = {
    ...HAPPENED,
    event: "E2",
    kind: message.addressed ? "mention" : "message",
    text: message.text,
  };
  const { conversation, replies } = turn(before, incoming);
  const said = conversation.entries.filter(({ event }) => event === "E2");
  const facts = Object.fromEntries(
    said.flatMap(({ fact, value }) => (value === undefined ? [] : [[fact, value]])),
  );
  const supposed = conversation.supposition ?? {};
  const { kind } = intentOf({ conversation: before, incoming }, message.text.trim());
  const isSilent = conversation === before && replies.length === 0;
  if (isSilent) return { intent: NOT_FOR_US, facts: {} };
  if (kind === "what-if") return { intent: kind, facts: supposed };
  if (kind !== "statement") return { intent: kind, facts };
  if (isAtALoss(replies)) return { intent: "at a loss", facts };
  const { asking } = message.situation;
  const isAnswer = asking !== undefined && Object.hasOwn(evidenceOf(conversation), asking);
  return { intent: isAnswer ? "answer" : "statement", facts };
}

type Bound = { readonly low: number; readonly high: number };
const isBound = (value: unknown): value is Bound =>
  typeof value === "object" && value !== null && "low" in value && "high" in value;

/** Whether a value read is the one stated: exactly, or inside the band that is accepted. */
function isStated(read: unknown, stated: unknown): boolean {
  if (!isBound(stated)) return JSON.stringify(read) === JSON.stringify(stated);
  const middle = isBound(read) ? (read.low + read.high) / 2 : read;
  return typeof middle === "number" && middle >= stated.low && middle <= stated.high;
}

export type Marks = {
  readonly message: ThreadMessage;
  readonly taken: Taken;
  readonly isRight: boolean;
  readonly found: number;
  readonly contradicted: number;
  readonly stated: number;
};

/** An answer, a correction and a statement that take in the same facts come to the same. */
const isSaying = (intent: string): boolean =>
  intent === "answer" || intent === "statement" || intent === "correction";

/** Holds what the bot takes a message for against its labels. */
export function marked(message: ThreadMessage): Marks {
  const taken = takenFor(message);
  const stated = Object.entries(message.facts ?? {}).filter(
    ([fact, value]) => isBound(value) || !("problem" in checkFact(fact, value)),
  );
  const read = stated.filter(([fact]) => Object.hasOwn(taken.facts, fact));
  const found = read.filter(([fact, value]) => isStated(taken.facts[fact], value)).length;
  const isRight =
    message.intents.includes(taken.intent) ||
    (isSaying(taken.intent) &&
      message.intents.some(isSaying) &&
      stated.length > 0 &&
      found === stated.length);
  return {
    message,
    taken,
    isRight,
    found,
    contradicted: read.length - found,
    stated: stated.length,
  };
}
