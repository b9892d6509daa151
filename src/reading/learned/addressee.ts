import { situationClues } from "./acts.ts";
import type { Situation } from "./acts.ts";
import { cluesOf } from "./clues.ts";
import { lazily, rank } from "./log-linear.ts";
import { ADDRESSEE_WEIGHTS } from "./weights/addressee.ts";

/** What was read in a message before it is known whom it is for. */
export type Heard = {
  /** How many facts it states. */
  readonly states: number;
  /** Whether it answers the open question, and whether it does nothing else. */
  readonly answers: "no" | "among-other-things" | "and-nothing-else";
};

export const addresseeClues = (
  message: string,
  situation: Situation,
  { states, answers }: Heard,
): readonly string[] => [
  ...cluesOf(message),
  ...situationClues(message, situation),
  `states ${Math.min(2, states)}`,
  `answers ${answers}`,
];

const model = lazily(ADDRESSEE_WEIGHTS);

/** How probable it is that a message which mentions nobody is meant for the bot, 0 to 1. */
export const probablyForBot = (message: string, situation: Situation, heard: Heard): number =>
  rank<"bot" | "people">(model(), addresseeClues(message, situation, heard)).find(
    ({ label }) => label === "bot",
  )?.probability ?? 0;
