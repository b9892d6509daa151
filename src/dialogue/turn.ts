import type { Incoming, PersonDid } from "../chat/incoming.ts";
import type { Reply } from "../chat/reply.ts";
import { effectsOf } from "../decision/ask.ts";
import { assess } from "../decision/assess.ts";
import type { Assessment } from "../decision/assess.ts";
import { checkFact } from "../decision/evidence.ts";
import type { KnownFact } from "../decision/evidence.ts";
import { isFactId } from "../decision/evidence.ts";
import { FACTS } from "../decision/facts.ts";
import type { Evidence, FactId } from "../decision/facts.ts";
import { withImplied } from "../decision/scale.ts";
import { isSpare, simulate } from "../decision/simulation.ts";
import { define } from "../knowledge/glossary.ts";
import { isNothingBut } from "../reading/answers.ts";
import { LONGEST_READ, readAnswer, readFacts } from "../reading/facts-from-text.ts";
import type { ReadFact } from "../reading/facts-from-text.ts";
import { readIntent } from "../reading/intent.ts";
import type { Intent } from "../reading/intent.ts";
import {
  declinedOf,
  evidenceOf,
  lastWords,
  newConversation,
  shortened,
  suppositionOf,
  withoutLastWord,
} from "./conversation.ts";
import type { Conversation, Entry, How } from "./conversation.ts";
import { decisionRecord } from "./record.ts";
import * as say from "./wording.ts";

export type Turn = { readonly conversation: Conversation; readonly replies: readonly Reply[] };

/** What the handlers below need of one moment. */
type Moment = {
  readonly conversation: Conversation;
  readonly incoming: PersonDid;
  /** What stood before this moment; made when first asked for. */
  readonly assessment: () => Assessment;
};

const dayOf = ({ at }: PersonDid): string => at.slice(0, 10);

const assessed = (
  conversation: Conversation,
  incoming: PersonDid,
  supposed: Evidence = {},
): Assessment =>
  assess(
    { ...evidenceOf(conversation), ...supposed },
    {
      today: dayOf(incoming),
      declined: declinedOf(conversation),
      asked: conversation.asked.length,
    },
  );

const asEvidence = (facts: readonly KnownFact[]): Evidence =>
  Object.fromEntries(facts.map(({ fact, value }) => [fact, value]));

/** Adds what somebody said to the conversation. */
const withSaid = (
  conversation: Conversation,
  incoming: PersonDid,
  how: How,
  said: readonly { readonly fact: FactId; readonly value?: unknown; readonly quote?: string }[],
): Conversation => ({
  ...conversation,
  entries: [
    ...conversation.entries,
    ...said.map(({ fact, value, quote }): Entry => ({
      fact,
      ...(value === undefined ? {} : { value }),
      ...(quote === undefined ? {} : { quote }),
      how,
      by: incoming.from,
      at: incoming.at,
      event: incoming.event,
    })),
  ],
});

const advise = (conversation: Conversation, assessment: Assessment): Turn => ({
  conversation: { ...conversation, phase: { name: "advised" } },
  replies: say.recommendation(assessment),
});

/** Asks what is most worth asking, or advises when nothing is. */
function proceed(conversation: Conversation, incoming: PersonDid): Turn {
  const assessment = assessed(conversation, incoming);
  const next = assessment.nextQuestion?.fact;
  if (next === undefined) return advise(conversation, assessment);
  const asked = conversation.asked.includes(next)
    ? conversation.asked
    : [...conversation.asked, next];
  return {
    conversation: { ...conversation, asked, phase: { name: "asking", fact: next } },
    replies: [say.question(next, asked.length)],
  };
}

const preceded = (first: Reply, { conversation, replies }: Turn): Turn => ({
  conversation,
  replies: [first, ...replies],
});

/** What is noted of an answer stands at the head of the next question: one message, not two. */
const headed = (noted: Reply, turned: Turn): Turn => {
  const [next, ...rest] = turned.replies;
  if (next?.purpose !== "question") return preceded(noted, turned);
  return {
    conversation: turned.conversation,
    replies: [{ ...next, blocks: [...noted.blocks, ...next.blocks] }, ...rest],
  };
};

const only = (conversation: Conversation, ...replies: Reply[]): Turn => ({ conversation, replies });

/** An aside while a question is open ends with the question, so that nobody loses the thread. */
const aside = ({ conversation }: Moment, ...replies: Reply[]): Turn =>
  conversation.phase.name === "asking"
    ? only(
        conversation,
        ...replies,
        say.question(conversation.phase.fact, conversation.asked.length),
      )
    : only(conversation, ...replies);

type Checked = { readonly facts: readonly ReadFact[]; readonly problems: readonly ReadFact[] };

function checked(read: readonly ReadFact[]): Checked {
  const facts: ReadFact[] = [];
  const problems: ReadFact[] = [];
  for (const one of read)
    ("problem" in checkFact(one.fact, one.value) ? problems : facts).push(one);
  return { facts, problems };
}

const isNews = (conversation: Conversation, { fact, value }: KnownFact): boolean =>
  JSON.stringify(evidenceOf(conversation)[fact]) !== JSON.stringify(value);

/** A fact and, if it was read from words, these words. */
type Said = KnownFact & { readonly quote?: string };

/** What is worth saying back: not what only prepares a fact that is known anyway. */
const worthSaying = <T extends KnownFact>(facts: readonly T[], evidence: Evidence): readonly T[] =>
  facts.filter(({ fact }) => !isSpare(fact, evidence));

/** Takes in facts that somebody stated, and goes on from there. */
function takeIn(moment: Moment, facts: readonly Said[], how: How): Turn {
  const { conversation, incoming, assessment } = moment;
  const news = facts.filter((known) => isNews(conversation, known));
  if (news.length === 0) return aside(moment, say.alreadyKnown());
  const was = lastWords(conversation);
  const { supposition: _, ...rest } = withSaid(conversation, incoming, how, news);
  const noted = say.noted(worthSaying(news, evidenceOf(rest)), was);
  if (conversation.phase.name === "advised")
    return only(rest, noted, say.changed(assessment(), assessed(rest, incoming)));
  return headed(noted, proceed(rest, incoming));
}

/** The first description of a case. */
function open({ conversation, incoming }: Moment, words: string): Turn {
  const { facts, problems } = checked(readFacts(words, incoming.at));
  const begun = withSaid(
    { ...conversation, subject: shortened(words), startedAt: incoming.at },
    incoming,
    "read",
    facts,
  );
  const { conversation: next, replies } = proceed(begun, incoming);
  return only(
    next,
    ...(words.length > LONGEST_READ ? [say.tooLong(LONGEST_READ)] : []),
    ...(problems.length > 0 ? [say.rejected(problems)] : []),
    say.understood(worthSaying(facts, evidenceOf(begun))),
    ...replies,
  );
}

/** Says which values cannot be, and takes in the others. */
function refuse(moment: Moment, problems: readonly ReadFact[], facts: readonly ReadFact[]): Turn {
  const refusal = say.rejected(problems);
  return facts.some((known) => isNews(moment.conversation, known))
    ? preceded(refusal, takeIn(moment, facts, "answered"))
    : aside(moment, refusal);
}

const FEWEST_WORDS = 3;

function statement(moment: Moment, words: string): Turn {
  const { conversation, incoming } = moment;
  const { phase } = conversation;
  const read = readFacts(words, incoming.at);
  switch (phase.name) {
    case "idle":
      return read.length === 0 && words.split(/\s+/).length < FEWEST_WORDS
        ? only(conversation, say.notYet())
        : open(moment, words);
    case "asking": {
      const answer = read.some(({ fact }) => fact === phase.fact)
        ? undefined
        : readAnswer(phase.fact, words, incoming.at);
      const { facts, problems } = checked(answer === undefined ? read : [answer, ...read]);
      if (problems.length > 0) return refuse(moment, problems, facts);
      return facts.length === 0
        ? aside(moment, say.notUnderstood())
        : takeIn(moment, facts, "answered");
    }
    case "advised": {
      const { facts, problems } = checked(read);
      if (problems.length > 0) return refuse(moment, problems, facts);
      return facts.length === 0
        ? only(conversation, say.nothingRead())
        : takeIn(moment, facts, "answered");
    }
  }
}

function notSure(moment: Moment, fact: FactId | undefined): Turn {
  const { conversation, incoming } = moment;
  if (fact === undefined) return only(conversation, say.noQuestionOpen());
  const next = withSaid(conversation, incoming, "answered", [{ fact }]);
  return headed(say.notedNotSure(), proceed(next, incoming));
}

function undo({ conversation, incoming, assessment }: Moment): Turn {
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
    ? only(before, takenBack, say.changed(assessment(), assessed(before, incoming)))
    : preceded(takenBack, proceed(before, incoming));
}

function whatIf(moment: Moment, supposition: string): Turn {
  const { conversation, incoming, assessment } = moment;
  const { facts } = checked(readFacts(supposition, incoming.at));
  if (facts.length === 0) return aside(moment, say.whatIfUnread());
  const supposed = asEvidence(facts);
  const next = { ...conversation, supposition: supposed };
  return aside(
    { ...moment, conversation: next },
    say.whatIf(
      worthSaying(facts, supposed),
      assessment(),
      assessed(conversation, incoming, supposed),
    ),
  );
}

function keep(moment: Moment): Turn {
  const facts = suppositionOf(moment.conversation);
  if (facts.length === 0) return only(moment.conversation, say.nothingToKeep());
  return takeIn(moment, facts, "kept");
}

/** A correction names the fact, or answers the question of the one that was said last and fits. */
function correct(moment: Moment, words: string): Turn {
  const { conversation, incoming } = moment;
  if (readFacts(words, incoming.at).length > 0) return statement(moment, words);
  for (const [fact, { value }] of [...lastWords(conversation)].toReversed()) {
    const read = value === undefined ? undefined : readAnswer(fact, words, incoming.at);
    if (read === undefined) continue;
    const { facts, problems } = checked([read]);
    return problems.length > 0
      ? aside(moment, say.rejected(problems))
      : takeIn(moment, facts, "answered");
  }
  return statement(moment, words);
}

/** A question about more words than this is about the case, not about a word. */
const LONGEST_TERM = 4;

function handle(moment: Moment, intent: Intent, words: string): Turn {
  const { conversation, incoming, assessment } = moment;
  const openFact = conversation.phase.name === "asking" ? conversation.phase.fact : undefined;
  const begun = conversation.subject !== "";
  const onCase = (...replies: Reply[]): Turn =>
    begun ? aside(moment, ...replies) : only(conversation, say.notYet());
  switch (intent.kind) {
    case "help":
      return aside(moment, say.help());
    case "thanks":
      return only(conversation, begun ? say.welcomeBack() : say.notYet());
    case "greeting":
      return begun ? aside(moment, say.hello()) : only(conversation, say.welcome());
    case "start-over":
      return only(newConversation(), say.startedOver());
    case "undo":
      return undo(moment);
    case "not-sure":
      return notSure(moment, openFact);
    case "why-asked":
      return openFact === undefined
        ? only(conversation, say.noQuestionOpen())
        : aside(
            moment,
            say.whyAsked(
              openFact,
              effectsOf(simulate(withImplied(evidenceOf(conversation))), openFact),
            ),
          );
    case "decide":
      return begun ? advise(conversation, assessment()) : only(conversation, say.notYet());
    case "compare":
      return aside(moment, say.compare(assessment()));
    case "differences":
      return aside(moment, say.differences());
    case "cost":
      return aside(moment, say.aspect("Cost", assessment()));
    case "time":
      return aside(moment, say.aspect("Time", assessment()));
    case "why":
      return onCase(say.why(assessment()));
    case "why-not":
      return onCase(say.whyNot(assessment(), intent.alternative));
    case "plan":
      return onCase(say.plan(assessment()));
    case "changes":
      return onCase(say.whatWouldChange(assessment()));
    case "known":
      return aside(moment, say.known([...lastWords(conversation).values()]));
    case "sources":
      return aside(moment, say.sources(assessment()));
    case "export":
      return onCase(
        say.record(
          `decision-${dayOf(incoming)}.md`,
          decisionRecord(conversation, assessment(), incoming.at),
        ),
      );
    case "keep":
      return keep(moment);
    case "what-if":
      return begun ? whatIf(moment, intent.supposition) : statement(moment, words);
    case "correction":
      return begun ? correct(moment, intent.words) : statement(moment, words);
    case "define": {
      const entry = define(intent.words);
      if (entry !== undefined) return aside(moment, say.definition(entry));
      return intent.words.split(" ").length <= LONGEST_TERM &&
        readFacts(words, incoming.at).length === 0
        ? aside(moment, say.notDefined(intent.words))
        : statement(moment, words);
    }
    case "statement":
      return statement(moment, words);
  }
}

/** A token comes back from outside and may be stale, cut or made up. */
function press(moment: Moment, token: string): Turn {
  const { conversation } = moment;
  const [verb = "", fact = "", choice = ""] = token.split(":");
  if (verb === "decide") return handle(moment, { kind: "decide" }, "");
  if (verb === "change" && isFactId(fact) && conversation.asked.includes(fact))
    return only(
      { ...conversation, phase: { name: "asking", fact } },
      say.question(fact, conversation.asked.indexOf(fact) + 1),
    );
  if (verb === "keep") return keep(moment);
  if (!isFactId(fact) || conversation.subject === "")
    return only(conversation, say.noQuestionOpen());
  const settled = lastWords(conversation).get(fact);
  const isOpen = conversation.phase.name === "asking" && conversation.phase.fact === fact;
  // Only whoever was too late wants to know.
  if (settled !== undefined && !isOpen)
    return only(conversation, { ...say.known([settled]), visibleTo: "sender" });
  if (verb === "not-sure") return notSure(moment, fact);
  const entry = FACTS[fact];
  const value = entry.kind === "amount" ? entry.choices[Number(choice)]?.value : choice;
  const result = checkFact(fact, value);
  if (verb !== "answer" || "problem" in result) return only(conversation, say.noQuestionOpen());
  return takeIn(moment, [result], "answered");
}

/** Whether something said in our hearing, but not to us, is plainly for us. */
const isForUs = ({ conversation, incoming }: Moment, intent: Intent, words: string): boolean => {
  if (conversation.phase.name === "idle") return false;
  if (intent.kind !== "statement") return intent.kind !== "greeting" && intent.kind !== "thanks";
  if (readFacts(words, incoming.at).length > 0) return true;
  if (conversation.phase.name !== "asking") return false;
  const answer = readAnswer(conversation.phase.fact, words, incoming.at);
  return answer !== undefined && isNothingBut(answer.quote, words);
};

/** What becomes of messages that stand: questions that have another answer, and the verdict. */
function standing(
  before: Conversation,
  after: Conversation,
  incoming: PersonDid,
): readonly Reply[] {
  const was = lastWords(before);
  const is = lastWords(after);
  const questions = before.asked.flatMap((fact) => {
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

function respond(conversation: Conversation, incoming: PersonDid): Turn {
  let made: Assessment | undefined;
  const assessment = (): Assessment => (made ??= assessed(conversation, incoming));
  const moment: Moment = { conversation, incoming, assessment };
  if (incoming.kind === "interaction") return press(moment, incoming.token);
  const words = incoming.text.trim();
  if (words === "")
    return conversation.subject === ""
      ? only(conversation, say.welcome())
      : aside(moment, say.stillHere());
  const intent = readIntent(words);
  if (incoming.kind === "message" && !isForUs(moment, intent, words)) return only(conversation);
  if (incoming.kind !== "command") return handle(moment, intent, words);
  const asked = { ...conversation, askedBy: incoming.from.name };
  return preceded(
    say.asked(incoming.from.name, words),
    handle({ ...moment, conversation: asked }, intent, words),
  );
}

/**
 * The bot: a stored conversation and what somebody did, in; the conversation and what the bot says,
 * out. Pure: the same two always give the same result. What is none of our business gives back the
 * very same conversation and nothing to say.
 */
export function turn(conversation: Conversation, incoming: Incoming): Turn {
  if (incoming.kind === "trouble")
    return only(conversation, say.trouble(incoming.what, incoming.reference));
  const turned = respond(conversation, incoming);
  // First what changes above, then what is new below.
  return {
    conversation: turned.conversation,
    replies: [...standing(conversation, turned.conversation, incoming), ...turned.replies],
  };
}
