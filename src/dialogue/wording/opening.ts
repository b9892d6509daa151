import { note, text } from "../../chat/reply.ts";
import type { Block, Reply } from "../../chat/reply.ts";
import type { Assessment } from "../../decision/assess.ts";
import { sentence } from "../../decision/phrasing.ts";
import { quotedAtLength, reply, sayProbabilities, sayVerdict, toSender } from "./parts.ts";

export const notDecided = (): Reply =>
  reply("notice", text("There is no recommendation to show yet. Say “decide now” to get one."));

export const shownAlready = (): Reply =>
  toSender(text("The channel has seen this already, and nothing has changed since."));

/** A command is seen by nobody but whoever gave it. */
export const asked = (name: string, words: string): Reply => ({
  ...reply(
    "opening",
    ...caseOf(name, words),
    note("Open. The questions are in the thread, and anyone can answer them."),
  ),
  topic: OPENING,
});

export const OPENING = "opening";

const caseOf = (name: string, words: string): readonly Block[] => [
  text({ bold: name }, " asks: ", quotedAtLength(words)),
];

const inShort = (assessment: Assessment): readonly Block[] => [
  text({ bold: sayVerdict(assessment) }),
  note(
    `${sentence(sayProbabilities(assessment.probabilities))}. Reasons and plan are in the thread.`,
  ),
];

/** The verdict for everybody in the channel, when somebody wants them to see it. */
export const shownToAll = (name: string, words: string, assessment: Assessment): Reply => ({
  ...reply(
    "answer",
    text("A decision, shown by ", { bold: name }, ": ", quotedAtLength(words)),
    ...inShort(assessment),
  ),
  visibleTo: "channel",
});

/** The verdict, on the message that opened the thread. */
export const decided = (name: string, words: string, assessment: Assessment): Reply => ({
  ...reply("state", ...caseOf(name, words), ...inShort(assessment)),
  replaces: OPENING,
});
