import type { Reply } from "../chat/reply.ts";
import type { KnownFact } from "../decision/evidence.ts";
import { evidenceOf, lastWords } from "./conversation.ts";
import type { Conversation, Entry } from "./conversation.ts";
import { worthSaying } from "./facts-said.ts";
import { assessed } from "./moment.ts";
import type { Occasion } from "./moment.ts";
import * as say from "./wording/index.ts";

/** Facts whose question was put: because it mattered, or because somebody wanted to change it. */
const questioned = ({ asked, phase }: Conversation) =>
  phase.name === "asking" && !asked.includes(phase.fact) ? [...asked, phase.fact] : asked;

/** What the description says, as it was read. */
const described = ({ entries, starter }: Conversation): readonly Entry[] =>
  entries.filter(({ event, how }) => event === starter?.event && how === "read");

/** How the question stands that was asked together with what was understood. */
function firstQuestion(conversation: Conversation): Reply | undefined {
  const { asked, phase } = conversation;
  const [first] = asked;
  if (first === undefined) return undefined;
  const entry = lastWords(conversation).get(first);
  if (entry !== undefined) return say.settled(entry);
  if (phase.name !== "asking" || phase.fact !== first) return say.reopened(first);
  return phase.rivals === undefined ? say.question(first, 1) : say.contested(first, phase.rivals);
}

/** The message with what was understood and the first question, as both stand now. */
const openingCard = (conversation: Conversation): Reply =>
  say.understoodAnew(
    worthSaying(described(conversation) as readonly KnownFact[], evidenceOf(conversation)),
    firstQuestion(conversation),
  );

function cardChanged(before: Conversation, after: Conversation): boolean {
  const [first] = before.asked;
  if (before.starter === undefined || before.starter.event !== after.starter?.event) return false;
  const isAnswerNew =
    first !== undefined && lastWords(before).get(first) !== lastWords(after).get(first);
  return isAnswerNew || before.subject !== after.subject;
}

/** What becomes of messages that stand: questions that have another answer, and the verdict. */
export function standing(
  before: Conversation,
  after: Conversation,
  occasion: Occasion,
): readonly Reply[] {
  const card = cardChanged(before, after) ? [openingCard(after)] : [];
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
    ? [...card, ...questions, say.decided(after.askedBy, after.subject, assessed(after, occasion))]
    : [...card, ...questions];
}
