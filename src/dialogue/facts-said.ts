import type { Reply } from "../chat/reply.ts";
import { checkFact } from "../decision/evidence.ts";
import type { KnownFact } from "../decision/evidence.ts";
import type { Evidence, FactId } from "../decision/facts.ts";
import { isSpare } from "../decision/simulation.ts";
import { LONGEST_READ, readAnswer, readUnclear } from "../reading/facts-from-text.ts";
import type { ReadFact, UnclearFact } from "../reading/facts-from-text.ts";
import {
  evidenceOf,
  lastWords,
  shortened,
  suppositionOf,
  withoutLastWord,
} from "./conversation.ts";
import type { Conversation, How } from "./conversation.ts";
import {
  aside,
  assessed,
  factsIn,
  headed,
  only,
  personOf,
  preceded,
  proceed,
  withDoubts,
  withSaid,
} from "./moment.ts";
import type { Moment, Turn } from "./moment.ts";
import { supposedIn } from "./supposed.ts";
import * as say from "./wording/index.ts";

type Checked = { readonly facts: readonly ReadFact[]; readonly problems: readonly ReadFact[] };

/** Tells what can be from what cannot. */
export function checked(read: readonly ReadFact[]): Checked {
  const facts: ReadFact[] = [];
  const problems: ReadFact[] = [];
  for (const one of read)
    ("problem" in checkFact(one.fact, one.value) ? problems : facts).push(one);
  return { facts, problems };
}

const isSame = (one: unknown, another: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(another);

/** Whether it says something new, or settles between what two people said. */
const isNews = (conversation: Conversation, { fact, value }: KnownFact): boolean => {
  const { phase } = conversation;
  const isContested = phase.name === "asking" && phase.rivals !== undefined && phase.fact === fact;
  return isContested || !isSame(evidenceOf(conversation)[fact], value);
};

/** A fact and, if it was read from words, these words. */
type Said = KnownFact & { readonly quote?: string };

/** What is worth saying back: not what only prepares a fact that is known anyway. */
export const worthSaying = <T extends KnownFact>(
  facts: readonly T[],
  evidence: Evidence,
): readonly T[] => facts.filter(({ fact }) => !isSpare(fact, evidence));

/** Takes in facts that somebody stated, and goes on from there. */
export function takeIn(moment: Moment, facts: readonly Said[], how: How): Turn {
  const { conversation, incoming, assessment } = moment;
  const news = facts.filter((known) => isNews(conversation, known));
  if (news.length === 0) return aside(moment, say.alreadyKnown());
  const was = lastWords(conversation);
  const { supposition: _, ...rest } = withSaid(conversation, incoming, how, news);
  const noted = say.noted(worthSaying(news, evidenceOf(rest)), was);
  if (conversation.phase.name === "advised" && rest.doubts === undefined)
    return only(rest, noted, say.changed(assessment(), assessed(rest, moment)));
  return headed(noted, proceed(rest, moment));
}

/** So soon after each other, in seconds, that neither can have seen the other's answer. */
const MOMENTS = 15;

/** Seconds from midnight to an instant of universal time. */
const secondsOf = (instant: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = instant.slice(11, -1).split(":").map(Number);
  return (hours * 60 + minutes) * 60 + seconds;
};

/** Whether two instants are moments apart; around midnight nobody is asked. */
const isMomentsAfter = (late: string, early: string): boolean =>
  late.slice(0, 10) === early.slice(0, 10) && secondsOf(late) - secondsOf(early) <= MOMENTS;

/** Whether somebody else gave another answer to the same question a moment ago. */
export function isRival({ conversation, incoming }: Moment, { fact, value }: KnownFact): boolean {
  const last = lastWords(conversation).get(fact);
  if (last?.value === undefined || last.how !== "answered" || !conversation.asked.includes(fact))
    return false;
  return (
    last.by.id !== incoming.from.id &&
    !isSame(last.value, value) &&
    isMomentsAfter(incoming.at, last.at)
  );
}

/** Takes in answers; two different ones within moments become a question to those who gave them. */
export function answer(moment: Moment, facts: readonly Said[]): Turn {
  const rival = facts.find((known) => isRival(moment, known));
  const { conversation, incoming } = moment;
  const standing = rival === undefined ? undefined : lastWords(conversation).get(rival.fact);
  if (rival === undefined || standing === undefined) return takeIn(moment, facts, "answered");
  const others = facts.filter((known) => known !== rival && isNews(conversation, known));
  const rivals = [
    { value: standing.value, by: standing.by },
    { value: rival.value, by: personOf(incoming) },
  ];
  return aside({
    conversation: {
      ...withSaid(conversation, incoming, "answered", others),
      phase: { name: "asking", fact: rival.fact, rivals },
    },
  });
}

/** What was understood, with the first question: one message, not two. */
const openingCard = (facts: readonly Said[], replies: readonly Reply[]): readonly Reply[] => {
  const [next, ...rest] = replies;
  return next?.purpose === "question"
    ? [say.understood(facts, next), ...rest]
    : [say.understood(facts), ...replies];
};

/** The first description of a case. */
function open(moment: Moment, words: string): Turn {
  const { conversation, incoming } = moment;
  const { facts, problems } = checked(factsIn(words, moment));
  const started = {
    ...conversation,
    subject: shortened(words),
    startedAt: incoming.at,
    starter: { ...personOf(incoming), event: incoming.event },
  };
  const begun = withDoubts(
    withSaid(started, incoming, "read", facts),
    incoming,
    unclearIn(words, moment),
  );
  const { conversation: next, replies } = proceed(begun, moment);
  return only(
    next,
    ...(problems.length > 0 ? [say.rejected(problems)] : []),
    ...openingCard(worthSaying(facts, evidenceOf(begun)), replies),
  );
}

/** Whether what somebody says is meant to replace what was said before, or may meet it by chance. */
type Meant = "anew" | "instead";

const taking = (moment: Moment, facts: readonly Said[], meant: Meant): Turn =>
  meant === "instead" ? takeIn(moment, facts, "answered") : answer(moment, facts);

/** Says which values cannot be, and takes in the others. */
function refuse(
  moment: Moment,
  problems: readonly ReadFact[],
  facts: readonly ReadFact[],
  meant: Meant,
): Turn {
  const refusal = say.rejected(problems);
  return facts.some((known) => isNews(moment.conversation, known))
    ? preceded(refusal, taking(moment, facts, meant))
    : aside(moment, refusal);
}

const FEWEST_WORDS = 3;

/** What a message says in an open question: the facts in it, and the answer to the question. */
function readInAnswer(moment: Moment, asked: FactId, words: string): readonly ReadFact[] {
  const read = factsIn(words, moment);
  const answered = read.some(({ fact }) => fact === asked)
    ? undefined
    : readAnswer(asked, words, moment.incoming.at);
  return answered === undefined ? read : [answered, ...read];
}

/** What can be read in more than one way, and is a possible value either way. */
const unclearIn = (words: string, { incoming }: Moment): readonly UnclearFact[] =>
  readUnclear(words, incoming.at).filter(({ readings }) => checked(readings).problems.length === 0);

/** Takes in what was read in a message, and asks about what could be read in more than one way. */
function takeAllIn(
  moment: Moment,
  read: readonly ReadFact[],
  unclear: readonly UnclearFact[],
  meant: Meant,
  nothing: () => Turn,
): Turn {
  const { facts, problems } = checked(read);
  const doubtful = {
    ...moment,
    conversation: withDoubts(moment.conversation, moment.incoming, unclear),
  };
  if (problems.length > 0) return refuse(doubtful, problems, facts, meant);
  if (facts.some((known) => isNews(moment.conversation, known)))
    return taking(doubtful, facts, meant);
  if (unclear.length > 0) return proceed(doubtful.conversation, moment);
  return facts.length === 0 ? nothing() : taking(moment, facts, meant);
}

/** Somebody states something; who wrote more than is read is told so. */
export function statement(moment: Moment, words: string, meant: Meant = "anew"): Turn {
  const turned = taken(moment, words, meant);
  return words.length > LONGEST_READ ? preceded(say.tooLong(LONGEST_READ), turned) : turned;
}

function taken(moment: Moment, words: string, meant: Meant): Turn {
  const { conversation } = moment;
  const { phase } = conversation;
  switch (phase.name) {
    case "idle":
      return factsIn(words, moment).length === 0 && words.split(/\s+/).length < FEWEST_WORDS
        ? only(conversation, say.notYet())
        : open(moment, words);
    case "asking":
      return takeAllIn(
        moment,
        readInAnswer(moment, phase.fact, words),
        unclearIn(words, moment),
        phase.rivals === undefined ? meant : "instead",
        () => aside(moment, say.notUnderstood()),
      );
    case "advised":
      return takeAllIn(moment, factsIn(words, moment), unclearIn(words, moment), meant, () =>
        only(conversation, say.nothingRead()),
      );
  }
}

/** A correction names the fact, or answers the question of the one that was said last and fits. */
export function correct(moment: Moment, words: string): Turn {
  const { conversation, incoming } = moment;
  if (factsIn(words, moment).length > 0) return statement(moment, words, "instead");
  for (const [fact, { value }] of [...lastWords(conversation)].toReversed()) {
    const read = value === undefined ? undefined : readAnswer(fact, words, incoming.at);
    if (read === undefined) continue;
    const { facts, problems } = checked([read]);
    return problems.length > 0
      ? aside(moment, say.rejected(problems))
      : takeIn(moment, facts, "answered");
  }
  return statement(moment, words, "instead");
}

export function notSure(moment: Moment, fact: FactId | undefined): Turn {
  const { conversation, incoming } = moment;
  if (fact === undefined) return only(conversation, say.noQuestionOpen());
  const next = withSaid(conversation, incoming, "answered", [{ fact }]);
  return headed(say.notedNotSure(), proceed(next, moment));
}

export function undo(moment: Moment): Turn {
  const { conversation, assessment } = moment;
  const { supposition, ...rest } = conversation;
  if (supposition !== undefined) return only(rest, say.suppositionDropped());
  const last = conversation.entries.at(-1);
  const before = withoutLastWord(conversation);
  if (last === undefined || before === undefined) return only(conversation, say.nothingToUndo());
  if (last.how === "read") return only(conversation, say.onlyDescribed());
  const said = conversation.entries.filter(({ event }) => event === last.event);
  const facts = [...new Set(said.map(({ fact }) => fact))];
  const takenBack = say.takenBack(facts, lastWords(before));
  return conversation.phase.name === "advised"
    ? only(before, takenBack, say.changed(assessment(), assessed(before, moment)))
    : preceded(takenBack, proceed(before, moment));
}

const asEvidence = (facts: readonly KnownFact[]): Evidence =>
  Object.fromEntries(facts.map(({ fact, value }) => [fact, value]));

export function whatIf(moment: Moment, supposition: string): Turn {
  const { conversation, assessment } = moment;
  const { facts } = checked(supposedIn(supposition, moment));
  if (facts.length === 0) return aside(moment, say.whatIfUnread());
  const supposed = asEvidence(facts);
  const next = { ...conversation, supposition: supposed };
  return aside(
    { conversation: next },
    say.whatIf(
      worthSaying(facts, supposed),
      assessment(),
      assessed(conversation, moment, supposed),
    ),
  );
}

export function keep(moment: Moment): Turn {
  const facts = suppositionOf(moment.conversation);
  if (facts.length === 0) return only(moment.conversation, say.nothingToKeep());
  return takeIn(moment, facts, "kept");
}
