import type { PersonDid } from "../chat/incoming.ts";
import { note } from "../chat/reply.ts";
import type { Reply } from "../chat/reply.ts";
import { assess } from "../decision/assess.ts";
import type { Assessment } from "../decision/assess.ts";
import type { Evidence, FactId } from "../decision/facts.ts";
import { withImplied } from "../decision/scale.ts";
import { MODEL, simulate } from "../decision/simulation.ts";
import type { Simulation } from "../decision/simulation.ts";
import type { PriceList } from "../knowledge/price-list.ts";
import { readFacts } from "../reading/facts-from-text.ts";
import type { ReadFact, UnclearFact } from "../reading/facts-from-text.ts";
import { declinedOf, evidenceOf } from "./conversation.ts";
import type { Conversation, Doubt, Entry, How } from "./conversation.ts";
import * as say from "./wording/index.ts";

/** What a second reader, such as a language model, has read in the words of an event. */
export type SecondReading = {
  /** Where it is, for people who ask what becomes of their words. */
  readonly reader: string;
  readonly facts: readonly ReadFact[];
};

export type Turn = { readonly conversation: Conversation; readonly replies: readonly Reply[] };

/** One moment of a conversation: what stood, and what somebody did. */
export type Moment = {
  readonly conversation: Conversation;
  readonly incoming: PersonDid;
  /** Absent unless a second reader is set up. */
  readonly second?: SecondReading | undefined;
  /** What things cost. */
  readonly prices: PriceList;
  /** What stood before this moment; made when first asked for. */
  readonly assessment: () => Assessment;
};

/**
 * The facts in some of the words of an event, whoever has read them. What the rules read stands; a
 * second reader only adds to it.
 */
export function factsIn(words: string, { incoming, second }: Said): readonly ReadFact[] {
  const read = readFacts(words, incoming.at);
  const added = (second?.facts ?? []).filter(
    ({ fact, quote }) => words.includes(quote) && !read.some((one) => one.fact === fact),
  );
  return added.length === 0 ? read : [...read, ...added];
}

/** A moment as far as its words are concerned. */
export type Said = Pick<Moment, "conversation" | "incoming" | "second">;

export const dayOf = ({ at }: PersonDid): string => at.slice(0, 10);

/** When something happened, and what things cost then. */
export type Occasion = Pick<Moment, "incoming" | "prices">;

/** The draws on what is known, as the assessment makes them. */
export const simulated = (conversation: Conversation, { incoming, prices }: Occasion): Simulation =>
  simulate(withImplied(evidenceOf(conversation)), MODEL, { prices, today: dayOf(incoming) });

export const assessed = (
  conversation: Conversation,
  { incoming, prices }: Occasion,
  supposed: Evidence = {},
): Assessment =>
  assess(
    { ...evidenceOf(conversation), ...supposed },
    {
      today: dayOf(incoming),
      declined: declinedOf(conversation),
      asked: conversation.asked.length,
      prices,
    },
  );

/** Somebody without what is told of them for one event only. */
export const personOf = ({ from }: PersonDid): Entry["by"] => ({ id: from.id, name: from.name });

type Known = { readonly fact: FactId; readonly value?: unknown; readonly quote?: string };

/** What somebody said, as it is stored. */
const entriesOf = (incoming: PersonDid, how: How, said: readonly Known[]): readonly Entry[] =>
  said.map(({ fact, value, quote }) => ({
    fact,
    ...(value === undefined ? {} : { value }),
    ...(quote === undefined ? {} : { quote }),
    how,
    by: personOf(incoming),
    at: incoming.at,
    event: incoming.event,
  }));

/** Adds what somebody said to the conversation. */
export function withSaid(
  { doubts, ...conversation }: Conversation,
  incoming: PersonDid,
  how: How,
  said: readonly Known[],
): Conversation {
  const left = doubts?.filter(({ fact }) => !said.some((known) => known.fact === fact)) ?? [];
  return {
    ...conversation,
    ...(left.length === 0 ? {} : { doubts: left }),
    entries: [...conversation.entries, ...entriesOf(incoming, how, said)],
  };
}

/** Adds what could be read in more than one way, to be asked. */
export function withDoubts(
  conversation: Conversation,
  incoming: PersonDid,
  unclear: readonly UnclearFact[],
): Conversation {
  if (unclear.length === 0) return conversation;
  const doubts = unclear.map(({ fact, readings }): Doubt => ({
    fact,
    rivals: readings.map(({ value, quote }) => ({ value, quote, by: personOf(incoming) })),
  }));
  const others = (conversation.doubts ?? []).filter(
    ({ fact }) => !doubts.some((doubt) => doubt.fact === fact),
  );
  return { ...conversation, doubts: [...others, ...doubts] };
}

export const only = (conversation: Conversation, ...replies: Reply[]): Turn => ({
  conversation,
  replies,
});

export const preceded = (first: Reply, { conversation, replies }: Turn): Turn => ({
  conversation,
  replies: [first, ...replies],
});

/**
 * What is noted of an answer stands at the head of the next question: one message, not two. A verdict
 * comes first, so there it stands below, in small print.
 */
export const headed = (noted: Reply, turned: Turn): Turn => {
  const [next, ...rest] = turned.replies;
  if (next?.purpose === "recommendation") {
    const below = noted.blocks.map((one) => (one.kind === "text" ? note(...one.text) : one));
    return {
      conversation: turned.conversation,
      replies: [{ ...next, blocks: [...next.blocks, ...below] }, ...rest],
    };
  }
  if (next?.purpose !== "question") return preceded(noted, turned);
  return {
    conversation: turned.conversation,
    replies: [{ ...next, blocks: [...noted.blocks, ...next.blocks] }, ...rest],
  };
};

/** The question that is open, as it was asked. */
const openQuestion = ({ phase, asked }: Conversation): readonly Reply[] => {
  if (phase.name !== "asking") return [];
  return phase.rivals === undefined
    ? [say.question(phase.fact, asked.indexOf(phase.fact) + 1)]
    : [say.contested(phase.fact, phase.rivals)];
};

/** An aside while a question is open ends with the question, so that nobody loses the thread. */
export const aside = ({ conversation }: Pick<Moment, "conversation">, ...replies: Reply[]): Turn =>
  only(conversation, ...replies, ...openQuestion(conversation));

/** Asks about a fact. */
export const ask = (conversation: Conversation, fact: FactId): Turn => {
  const asking: Conversation = { ...conversation, phase: { name: "asking", fact } };
  return only(asking, ...openQuestion(asking));
};

export const advise = (conversation: Conversation, assessment: Assessment): Turn => ({
  conversation: { ...conversation, phase: { name: "advised" } },
  replies: say.recommendation(assessment),
});

/** Asks what is unclear first, then what is most worth asking, and advises when nothing is. */
export function proceed(conversation: Conversation, occasion: Occasion): Turn {
  const [doubt] = conversation.doubts ?? [];
  if (doubt !== undefined) {
    const asking: Conversation = {
      ...conversation,
      asked: [...new Set([...conversation.asked, doubt.fact])],
      phase: { name: "asking", fact: doubt.fact, rivals: doubt.rivals },
    };
    return only(asking, ...openQuestion(asking));
  }
  const assessment = assessed(conversation, occasion);
  const next = assessment.nextQuestion?.fact;
  if (next === undefined) return advise(conversation, assessment);
  const asked = conversation.asked.includes(next)
    ? conversation.asked
    : [...conversation.asked, next];
  return ask({ ...conversation, asked }, next);
}
