import type { PersonDid } from "../chat/incoming.ts";
import type { Reply } from "../chat/reply.ts";
import { lastWords } from "./conversation.ts";
import type { Conversation } from "./conversation.ts";
import { assessed } from "./moment.ts";
import * as say from "./wording/index.ts";

/** Facts whose question was put: because it mattered, or because somebody wanted to change it. */
const questioned = ({ asked, phase }: Conversation) =>
  phase.name === "asking" && !asked.includes(phase.fact) ? [...asked, phase.fact] : asked;

/** What becomes of messages that stand: questions that have another answer, and the verdict. */
export function standing(
  before: Conversation,
  after: Conversation,
  incoming: PersonDid,
): readonly Reply[] {
  const was = lastWords(before);
  const is = lastWords(after);
  const questions = questioned(before).flatMap((fact) => {
    const entry = is.get(fact);
    if (entry === was.get(fact)) return [];
    return entry === undefined ? say.reopened(fact) : say.settled(entry);
  });
  const isVerdictNew = after.phase.name === "advised" && after.entries !== before.entries;
  const isAdvised = after.phase.name === "advised" && before.phase.name !== "advised";
  return after.askedBy !== undefined && (isVerdictNew || isAdvised)
    ? [...questions, say.decided(after.askedBy, after.subject, assessed(after, incoming))]
    : questions;
}
