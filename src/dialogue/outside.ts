import type { Choice } from "../chat/reply.ts";
import { valuesOfAsking } from "../decision/ask.ts";
import { FACTS } from "../decision/facts.ts";
import type { FactId } from "../decision/facts.ts";
import { withImplied } from "../decision/scale.ts";
import { simulate } from "../decision/simulation.ts";
import { declinedOf, evidenceOf, readConversation, starterOf } from "./conversation.ts";
import { choicesOf, notSureOf } from "./wording/index.ts";

/** A question that a form can put, with what comes back for each answer, "not sure" among them. */
export type OpenQuestion = {
  /** What it asks for, in a word or two. */
  readonly name: string;
  readonly question: string;
  readonly choices: readonly Choice[];
};

/** The case that somebody described, for them alone; undefined when it was somebody else, or nobody. */
export function caseOf(stored: unknown, person: string): string | undefined {
  const { subject, starter } = readConversation(stored);
  return starter?.id === person ? subject : undefined;
}

/** Whether somebody began this; what a newer version has stored is left to it. */
export function isBegunBy(stored: unknown, person: string): boolean {
  try {
    return starterOf(readConversation(stored))?.id === person;
  } catch {
    return false;
  }
}

/** Whether somebody began this or has said something that counts in it. */
export function takesPart(stored: unknown, person: string): boolean {
  const { starter, entries } = readConversation(stored);
  return starter?.id === person || entries.some(({ by }) => by.id === person);
}

/**
 * The questions most worth asking, best first, for a form that puts them all at once.
 *
 * @param most how many the form has room for
 */
export function openQuestions(stored: unknown, most: number): readonly OpenQuestion[] {
  const conversation = readConversation(stored);
  if (conversation.subject === "") return [];
  const { phase } = conversation;
  const declined = new Set(declinedOf(conversation));
  const asking: readonly FactId[] = phase.name === "asking" ? [phase.fact] : [];
  const worth = valuesOfAsking(simulate(withImplied(evidenceOf(conversation))))
    .filter(({ fact, value }) => value > 0 && !declined.has(fact) && !asking.includes(fact))
    .map(({ fact }) => fact);
  return [...asking, ...worth].slice(0, most).map((fact) => ({
    name: FACTS[fact].name,
    question: FACTS[fact].question,
    choices: [...choicesOf(fact), notSureOf(fact)],
  }));
}

/** Words by which people come to what they want. */
const PREAMBLE =
  /^(?:(?:hi|hello|hey|so|ok|okay|please)[,!.]?\s+)*(?:(?:we|i)(?:'d| would)? (?:want|need|like|are (?:trying|looking|planning)|am (?:trying|looking|planning)|plan|have) to |(?:can|could|should) (?:we|i|you) |help (?:us|me) (?:to )?)/i;

/**
 * What a conversation is about, in a few words, for the name of its thread.
 *
 * @param most characters
 */
export function titleOf(stored: unknown, most: number): string {
  const { subject } = readConversation(stored);
  const words = subject.replaceAll(/\s+/g, " ").trim();
  const [clause = ""] = words
    .replace(PREAMBLE, "")
    .replace(PREAMBLE, "")
    .split(/[.;?!](?:\s|$)|,\s|\s[–—]\s/);
  if (clause === "") return "Fine-tune, prompt, or both?";
  const title = clause.charAt(0).toUpperCase() + clause.slice(1);
  if (title.length <= most) return title;
  // Half of a letter that takes two units is none.
  const cut = title.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "");
  const end = cut.lastIndexOf(" ");
  return `${end > most / 2 ? cut.slice(0, end) : cut}…`;
}
