import type { PersonDid } from "../chat/incoming.ts";
import type { FactId } from "../decision/facts.ts";
import { readAnswer, readFacts } from "../reading/facts-from-text.ts";
import type { ReadFact } from "../reading/facts-from-text.ts";
import { evidenceOf, lastWords, newConversation, shortened } from "./conversation.ts";
import type { Conversation, Entry } from "./conversation.ts";
import { checked } from "./facts-said.ts";
import { assessed, only, personOf, proceed } from "./moment.ts";
import type { Moment, Turn } from "./moment.ts";
import * as say from "./wording/index.ts";

type Revision = PersonDid & { readonly kind: "edited" | "deleted" };

/** What a changed message says now about the facts that it spoke of, and about others. */
function readAnew(said: readonly Entry[], words: string, at: string): readonly ReadFact[] {
  const read = readFacts(words, at);
  const answered = [...new Set(said.map(({ fact }) => fact))].flatMap((fact) =>
    read.some((one) => one.fact === fact) ? [] : (readAnswer(fact, words, at) ?? []),
  );
  // A description answers no question: only what it states counts.
  return said[0]?.how === "read" ? read : [...answered, ...read];
}

/** The conversation with what one message says now in the place of what it said. */
function revisedBy(conversation: Conversation, revision: Revision): Conversation {
  const { entries, starter } = conversation;
  const said = entries.filter(({ event }) => event === revision.of);
  const [first] = said;
  const isDescription = starter?.event === revision.of;
  const words = revision.kind === "edited" ? revision.text : "";
  const { facts } = checked(readAnew(said, words, revision.at));
  const how = isDescription ? "read" : (first?.how ?? "answered");
  const says = facts.map(({ fact, value, quote }): Entry => ({
    fact,
    value,
    quote,
    how,
    by: first?.by ?? personOf(revision),
    at: first?.at ?? revision.at,
    event: revision.of,
  }));
  // In its place: an answer that somebody gave later stays the last word.
  const place = isDescription ? 0 : entries.findIndex(({ event }) => event === revision.of);
  const others = entries.filter(({ event }) => event !== revision.of);
  const { supposition: _, ...rest } = conversation;
  return {
    ...rest,
    ...(isDescription ? { subject: shortened(words) } : {}),
    entries: [...others.slice(0, place), ...says, ...others.slice(place)],
  };
}

/** Facts of which something else, or nothing any more, is known. */
const changedBetween = (before: Conversation, after: Conversation): readonly FactId[] => {
  const was = evidenceOf(before);
  const is = evidenceOf(after);
  const facts = [...lastWords(before).keys(), ...lastWords(after).keys()];
  return [...new Set(facts)].filter(
    (fact) => JSON.stringify(was[fact]) !== JSON.stringify(is[fact]),
  );
};

/** Goes on from what has changed: with what that changes, or the next question, unless it is asked already. */
function goOn(moment: Moment, next: Conversation): Turn {
  const { conversation, assessment } = moment;
  if (conversation.phase.name === "advised")
    return only(next, say.changed(assessment(), assessed(next, moment)));
  const turned = proceed(next, moment);
  const { phase } = turned.conversation;
  const isAskedAlready =
    conversation.phase.name === "asking" &&
    phase.name === "asking" &&
    phase.fact === conversation.phase.fact;
  return isAskedAlready ? only(turned.conversation) : turned;
}

/**
 * Somebody changed or took away a message. It counts if the message was the description of the case
 * or said something that is known from it; any other was none of our business, or is answered.
 */
export function revise(moment: Moment, revision: Revision): Turn {
  const { conversation } = moment;
  const isDescription = conversation.starter?.event === revision.of;
  const isKnown = conversation.entries.some(({ event }) => event === revision.of);
  if (!isDescription && !isKnown) return only(conversation);
  if (isDescription && revision.kind === "deleted")
    return only(newConversation(), say.caseWithdrawn(revision.from.name));
  const next = revisedBy(conversation, revision);
  const changed = changedBetween(conversation, next);
  if (changed.length === 0) return only(next);
  const noted = say.revised(revision.from.name, changed, lastWords(conversation), lastWords(next));
  const turned = goOn(moment, next);
  return only(turned.conversation, noted, ...turned.replies);
}
