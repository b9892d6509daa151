import type { FactId } from "../../decision/facts.ts";
import { cluesOf, wordsOf } from "./clues.ts";
import { lazily, rank } from "./log-linear.ts";
import type { Ranked } from "./log-linear.ts";
import { ACT_WEIGHTS } from "./weights/acts.ts";

/** Where in a conversation a message was said. */
export type Situation = {
  readonly phase: "idle" | "asking" | "advised";
  /** The fact whose question is open. */
  readonly asked?: FactId | undefined;
};

/** What somebody does by a message; `statement` tells something, in answer to a question or not. */
export type Act =
  | "help"
  | "thanks"
  | "greeting"
  | "start-over"
  | "undo"
  | "not-sure"
  | "why-asked"
  | "decide"
  | "compare"
  | "differences"
  | "why"
  | "why-not"
  | "what-if"
  | "plan"
  | "cost"
  | "time"
  | "changes"
  | "known"
  | "sources"
  | "define"
  | "export"
  | "table"
  | "keep"
  | "mute"
  | "unmute"
  | "share"
  | "delete"
  | "correction"
  | "statement";

const FIRST_WORD = /[\p{L}']+/u;

export function situationClues(message: string, { phase, asked }: Situation): readonly string[] {
  return [
    `phase ${phase}`,
    `phase ${phase} ${message.includes("?") ? "?" : "."}`,
    `phase ${phase} ${FIRST_WORD.exec(message.slice(0, 40).toLowerCase())?.[0] ?? ""}`,
    ...(asked === undefined ? [] : [`asked ${asked}`]),
  ];
}

export const actClues = (message: string, situation: Situation): readonly string[] => [
  ...cluesOf(message),
  ...situationClues(message, situation),
];

const model = lazily(ACT_WEIGHTS);

/** Of fewer of its words than this share a message is not understood. */
const FEWEST_KNOWN = 0.5;

/**
 * What a message that is said to the bot may be meant for, the likeliest first; nothing when most
 * of its words have never been heard.
 */
export function likelyActs(message: string, situation: Situation): readonly Ranked<Act>[] {
  const { weights } = model();
  const words = wordsOf(message);
  const known = words.filter((word) => weights.has(word)).length;
  return known < words.length * FEWEST_KNOWN ? [] : rank(model(), actClues(message, situation));
}
