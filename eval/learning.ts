import { createHash } from "node:crypto";

import { FACTS } from "../src/decision/facts.ts";
import type { FactId } from "../src/decision/facts.ts";
import { answerTo, isNothingBut } from "../src/reading/answers.ts";
import { readFacts } from "../src/reading/facts-from-text.ts";
import { actClues } from "../src/reading/learned/acts.ts";
import type { Act, Situation } from "../src/reading/learned/acts.ts";
import { addresseeClues } from "../src/reading/learned/addressee.ts";
import { ANSWER_LABELS, answerLabels } from "../src/reading/learned/answers.ts";
import { cluesOf } from "../src/reading/learned/clues.ts";
import type { Example } from "./log-linear.ts";
import { AT, NOT_FOR_US } from "./thread.ts";
import type { ThreadMessage } from "./thread.ts";

/** What is learned from labelled messages: the labels, and what each message is an example of. */
export type Lesson = {
  /** The file of its weights. */
  readonly name: string;
  readonly constant: string;
  readonly labels: readonly string[];
  readonly examples: (message: ThreadMessage) => readonly Example[];
};

const situationOf = ({ situation: { phase, asking } }: ThreadMessage): Situation => ({
  phase,
  asked: asking,
});

/** The label of a message as an act; an answer tells something, as a statement does. */
const actOf = (intent: string): string => (intent === "answer" ? "statement" : intent);

const ACT_LABELS: readonly Act[] = [
  "statement",
  "correction",
  "what-if",
  "why",
  "why-not",
  "why-asked",
  "changes",
  "compare",
  "differences",
  "cost",
  "time",
  "plan",
  "known",
  "sources",
  "define",
  "help",
  "export",
  "share",
  "greeting",
  "thanks",
  "not-sure",
  "decide",
  "keep",
  "undo",
  "start-over",
  "delete",
  "mute",
  "unmute",
];

const ACTS: Lesson = {
  name: "acts",
  constant: "ACT_WEIGHTS",
  labels: ACT_LABELS,
  examples: (message) => {
    const [best = NOT_FOR_US] = message.intents;
    return best === NOT_FOR_US
      ? []
      : [{ clues: actClues(message.text, situationOf(message)), label: actOf(best) }];
  },
};

const ADDRESSEES: Lesson = {
  name: "addressee",
  constant: "ADDRESSEE_WEIGHTS",
  labels: ["bot", "people"],
  examples: (message) => {
    const { addressed, situation, text, intents } = message;
    // Before there is a case, only a case is taken up unasked, and that is no question of words.
    if (addressed || situation.phase === "idle") return [];
    const answer =
      situation.asking === undefined ? undefined : answerTo(situation.asking, text, AT);
    const heard = {
      states: readFacts(text, AT).length,
      answers:
        answer === undefined
          ? ("no" as const)
          : isNothingBut(answer.quote, text)
            ? ("and-nothing-else" as const)
            : ("among-other-things" as const),
    };
    return [
      {
        clues: addresseeClues(text, situationOf(message), heard),
        label: intents[0] === NOT_FOR_US ? "people" : "bot",
      },
    ];
  },
};

/** What a message is an example of for the question about one fact: a value, or no answer to it. */
function answerExample(fact: FactId, { text, situation, intents, facts }: ThreadMessage) {
  const value = facts?.[fact];
  const entry = FACTS[fact];
  if (entry.kind === "amount") return [];
  const isValue = typeof value === "string" && Object.hasOwn(entry.values, value);
  // An answer whose value nobody could tell from the words alone teaches nothing.
  const isNoAnswer =
    value === undefined && situation.asking === fact && !intents.includes("answer");
  return isValue || isNoAnswer
    ? [
        {
          clues: cluesOf(text),
          label: `${fact}=${isValue ? value : ""}`,
          among: answerLabels(fact),
        },
      ]
    : [];
}

const ANSWERS: Lesson = {
  name: "answers",
  constant: "ANSWER_WEIGHTS",
  labels: ANSWER_LABELS,
  examples: (message) =>
    (Object.keys(FACTS) as FactId[]).flatMap((fact) => answerExample(fact, message)),
};

export const LESSONS: readonly Lesson[] = [ACTS, ADDRESSEES, ANSWERS];

/** What tells whether weights were made from just these messages. */
export const fingerprintOf = (messages: readonly ThreadMessage[]): string =>
  createHash("sha256").update(JSON.stringify(messages)).digest("hex").slice(0, 16);
