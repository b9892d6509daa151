import { z } from "zod";

import { checkFact, isFactId } from "../decision/evidence.ts";
import type { KnownFact } from "../decision/evidence.ts";
import type { Evidence, FactId } from "../decision/facts.ts";

/** How a fact came to be known. */
export const How = z.enum(["read", "answered", "kept"]);
export type How = z.infer<typeof How>;

const Person = z.object({ id: z.string(), name: z.string() });

/** Somebody said something about one fact; `value` is absent when they said that they do not know. */
export const Entry = z.object({
  fact: z.string().refine(isFactId),
  value: z.unknown().optional(),
  quote: z.string().optional(),
  how: How,
  by: Person,
  at: z.string(),
  event: z.string(),
});
export type Entry = Readonly<z.infer<typeof Entry>>;

/** One of several answers that stand against each other, with the words if they were read. */
const Rival = z.object({ value: z.unknown(), by: Person, quote: z.string().optional() });
export type Rival = Readonly<z.infer<typeof Rival>>;

/** A fact for which somebody's words hold several values. */
const Doubt = z.object({ fact: z.string().refine(isFactId), rivals: z.array(Rival) });
export type Doubt = Readonly<z.infer<typeof Doubt>>;

/** What somebody thought of the recommendation. */
const Feedback = z.object({ by: Person, at: z.string(), isHelpful: z.boolean() });

const Supposition = z.record(z.string(), z.unknown());

/** Grows when a conversation is stored in another shape. */
const VERSION = 1;

/**
 * One decision in one thread, as it is stored. Everything else is derived from it.
 */
const Conversation = z.object({
  version: z.literal(VERSION),
  /** What was asked at the start, in the person's words; empty before anybody has asked. */
  subject: z.string(),
  startedAt: z.string(),
  /** Who described the case, and by which event. */
  starter: Person.extend({ event: z.string() }).optional(),
  /** The name of who asked by a command, which nobody else sees; the bot's first message says it for them. */
  askedBy: z.string().optional(),
  /** What was said, oldest first; the last word on a fact counts. */
  entries: z.array(Entry),
  /** Facts whose question was put to the team, in order. */
  asked: z.array(z.string().refine(isFactId)),
  phase: z.discriminatedUnion("name", [
    z.object({ name: z.literal("idle") }),
    z.object({
      name: z.literal("asking"),
      fact: z.string().refine(isFactId),
      /** The answers between which the team is to decide, if there was more than one. */
      rivals: z.array(Rival).optional(),
    }),
    z.object({ name: z.literal("advised") }),
  ]),
  /** What has to be asked because it could be read in more than one way. */
  doubts: z.array(Doubt).optional(),
  /** The last "what if", which may be kept. */
  supposition: Supposition.optional(),
  /** What somebody set for the calculation of costs: numbers by their terms, and the models by their ids. */
  reckoning: z
    .object({
      terms: z.record(z.string(), z.number()),
      prompted: z.string().optional(),
      tuned: z.string().optional(),
    })
    .optional(),
  /** Whether only what is said to the bot is heard. */
  isMuted: z.boolean().optional(),
  /** Whether the bot has asked for a case, so that the next words may be one. */
  awaitsCase: z.boolean().optional(),
  /** How much had been said when the verdict was shown to the whole channel. */
  shownAfter: z.number().optional(),
  /** The last word of each person on whether it helped. */
  feedback: z.array(Feedback).optional(),
});
export type Conversation = Readonly<z.infer<typeof Conversation>>;

/** A description is kept up to this length, in characters. */
const LONGEST_SUBJECT = 4000;

export const newConversation = (): Conversation => ({
  version: VERSION,
  subject: "",
  startedAt: "",
  entries: [],
  asked: [],
  phase: { name: "idle" },
});

/** After the bot has asked for a case. */
export const awaitingCase = (conversation: Conversation): Conversation => ({
  ...conversation,
  awaitsCase: true,
});

const Versioned = z.object({ version: z.number() });

/**
 * What a newer version has stored is not for us to read, and least of all to overwrite: in a rolling
 * update the newer replicas handle it.
 */
export class NewerConversationError extends Error {
  constructor(version: number) {
    super(
      `A conversation was stored by a newer version of tuning-fork (${version}, this one knows ${VERSION}).`,
    );
    this.name = "NewerConversationError";
  }
}

/**
 * Reads what a store gave back. What is not ours starts afresh; a value that is no longer allowed is
 * forgotten.
 *
 * @throws NewerConversationError
 */
export function readConversation(stored: unknown): Conversation {
  const parsed = Conversation.safeParse(stored);
  if (!parsed.success) {
    const { data } = Versioned.safeParse(stored);
    if (data !== undefined && data.version > VERSION)
      throw new NewerConversationError(data.version);
    return newConversation();
  }
  const entries = parsed.data.entries.filter(
    ({ fact, value }) => value === undefined || !("problem" in checkFact(fact, value)),
  );
  return { ...parsed.data, entries };
}

export const shortened = (text: string): string =>
  text.length > LONGEST_SUBJECT ? `${text.slice(0, LONGEST_SUBJECT)}…` : text;

/** The last word on every fact, the latest last. */
export function lastWords({ entries }: Conversation): ReadonlyMap<FactId, Entry> {
  const last = new Map<FactId, Entry>();
  for (const entry of entries) {
    // Deleted first, so that the order is that of the last words.
    last.delete(entry.fact);
    last.set(entry.fact, entry);
  }
  return last;
}

/** What is known. */
export function evidenceOf(conversation: Conversation): Evidence {
  const evidence: Record<string, unknown> = {};
  for (const [fact, { value }] of lastWords(conversation))
    if (value !== undefined) evidence[fact] = value;
  return evidence;
}

/** What was asked for and is not known. */
export const declinedOf = (conversation: Conversation): readonly FactId[] =>
  [...lastWords(conversation)].filter(([, { value }]) => value === undefined).map(([fact]) => fact);

/** The supposition as evidence; values that are not allowed are left out. */
export const suppositionOf = ({ supposition = {} }: Conversation): readonly KnownFact[] =>
  Object.entries(supposition).flatMap(([fact, value]) => {
    const checked = checkFact(fact, value);
    return "problem" in checked ? [] : [checked];
  });

/** Who began it; of what was stored before that was known, the first who said something did. */
export const starterOf = ({ starter, entries }: Conversation): Entry["by"] | undefined =>
  starter ?? entries[0]?.by;

/** Who began a decision that is open: described, asked about, and not decided. */
export const openFor = ({ phase, starter }: Conversation): string | undefined =>
  phase.name === "asking" ? starter?.id : undefined;

/** Takes back what the last event that said something said; `undefined` when nothing was said. */
export function withoutLastWord(conversation: Conversation): Conversation | undefined {
  const last = conversation.entries.at(-1);
  if (last === undefined) return undefined;
  const taken = conversation.entries.filter(({ event }) => event === last.event);
  return {
    ...conversation,
    entries: conversation.entries.filter(({ event }) => event !== last.event),
    asked: conversation.asked.filter((fact) => !taken.some((entry) => entry.fact === fact)),
  };
}
