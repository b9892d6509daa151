import { openFor, readConversation, starterOf } from "./conversation.ts";
import type { Conversation, Doubt, Entry, Rival } from "./conversation.ts";

/** What becomes of a conversation when somebody is forgotten. */
export type WithoutPerson =
  /** They began it, or it holds nothing of anybody else's, so all of it goes. */
  | { readonly kind: "theirs" }
  /** They left nothing in it. */
  | { readonly kind: "as it was" }
  /** What the others said is left; `openFor` is for whom it is open. */
  | { readonly kind: "left"; readonly data: unknown; readonly openFor?: string };

/** Answers between which a team has something to decide; undefined when there are not two any more. */
function rivalsLeft(rivals: readonly Rival[] | undefined, person: string): Rival[] | undefined {
  const others = rivals?.filter(({ by }) => by.id !== person) ?? [];
  return others.length < 2 ? undefined : others;
}

function doubtsLeft(doubts: readonly Doubt[] | undefined, person: string): Doubt[] | undefined {
  const left = (doubts ?? []).flatMap(({ fact, rivals }) => {
    const others = rivalsLeft(rivals, person);
    return others === undefined ? [] : [{ fact, rivals: others }];
  });
  return left.length === 0 ? undefined : left;
}

function phaseLeft({ phase }: Conversation, person: string): Conversation["phase"] {
  if (phase.name !== "asking") return phase;
  const rivals = rivalsLeft(phase.rivals, person);
  return { name: "asking", fact: phase.fact, ...(rivals === undefined ? {} : { rivals }) };
}

/** What was asked and answered by them alone may be asked again. */
function askedLeft({ asked, entries, phase }: Conversation, others: readonly Entry[]) {
  return asked.filter(
    (fact) =>
      (phase.name === "asking" && phase.fact === fact) ||
      others.some((entry) => entry.fact === fact) ||
      !entries.some((entry) => entry.fact === fact),
  );
}

/**
 * Takes somebody out of a conversation: what they said and what they thought of it. What others said
 * stays, with whatever they say of them.
 *
 * @param tookPart whether they did anything in it that came to something
 * @throws NewerConversationError
 */
export function withoutPerson(stored: unknown, person: string, tookPart: boolean): WithoutPerson {
  const before = readConversation(stored);
  const starter = starterOf(before);
  if (starter?.id === person || (starter === undefined && tookPart)) return { kind: "theirs" };
  const { doubts, feedback, askedBy, ...rest } = before;
  const entries = before.entries.filter(({ by }) => by.id !== person);
  const doubtful = doubtsLeft(doubts, person);
  const thought = feedback?.filter(({ by }) => by.id !== person);
  // A name alone, which is the starter's or that of somebody else who took part.
  const isTheirName = askedBy === undefined || (tookPart && askedBy !== starter?.name);
  const data: Conversation = {
    ...rest,
    entries,
    asked: askedLeft(before, entries),
    phase: phaseLeft(before, person),
    ...(doubtful === undefined ? {} : { doubts: doubtful }),
    ...(thought === undefined || thought.length === 0 ? {} : { feedback: thought }),
    ...(isTheirName ? {} : { askedBy }),
  };
  const isNamed = JSON.stringify(before).includes(JSON.stringify(person));
  if (!isNamed && data.askedBy === askedBy) return { kind: "as it was" };
  const open = openFor(data);
  return { kind: "left", data, ...(open === undefined ? {} : { openFor: open }) };
}
