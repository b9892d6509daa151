import { define } from "../knowledge/glossary.ts";
import { answerTo, isNothingBut } from "../reading/answers.ts";
import { readAnswer, readFacts } from "../reading/facts-from-text.ts";
import { readIntents, supposes } from "../reading/intent.ts";
import type { Intent } from "../reading/intent.ts";
import type { Situation } from "../reading/learned/acts.ts";
import { probablyForBot } from "../reading/learned/addressee.ts";
import type { Heard } from "../reading/learned/addressee.ts";
import { lastWords } from "./conversation.ts";
import type { Conversation } from "./conversation.ts";
import { factsIn } from "./moment.ts";
import type { Said } from "./moment.ts";

const situationOf = ({ phase }: Conversation): Situation => ({
  phase: phase.name,
  asked: phase.name === "asking" ? phase.fact : undefined,
});

/** Less likely meanings are not acted on. */
const FLOOR = 0.3;
/** What changes or takes away something must be likelier, most of all in a question. */
const CHANGING: ReadonlySet<Intent["kind"]> = new Set([
  "start-over",
  "delete",
  "keep",
  "mute",
  "undo",
]);
const CHANGING_FLOOR = 0.5;
const CHANGING_FLOOR_ASKED = 0.75;
/** So likely a meaning is acted on even where nothing in the conversation fits it, to say so. */
const PLAIN = 0.6;
/** A second meaning, where the first does not fit, needs no more than this. */
const SECOND_FLOOR = 0.1;

const floorOf = ({ kind }: Intent, isFirst: boolean, isAsked: boolean): number =>
  CHANGING.has(kind)
    ? isAsked
      ? CHANGING_FLOOR_ASKED
      : CHANGING_FLOOR
    : isFirst
      ? FLOOR
      : SECOND_FLOOR;

const states = (words: string, said: Said): boolean => factsIn(words, said).length > 0;

/** Whether the conversation has something that a meaning can be about. */
function fits(said: Said, intent: Intent, words: string): boolean {
  const { conversation, incoming } = said;
  const { phase } = conversation;
  switch (intent.kind) {
    case "statement":
      return (
        phase.name === "idle" ||
        states(words, said) ||
        (phase.name === "asking" && readAnswer(phase.fact, words, incoming.at) !== undefined)
      );
    case "what-if":
      return states(intent.supposition, said);
    case "correction":
      return states(intent.words, said) || lastWords(conversation).size > 0;
    case "not-sure":
    case "why-asked":
      return phase.name === "asking";
    case "keep":
      return conversation.supposition !== undefined;
    case "define":
      return define(intent.words) !== undefined;
    default:
      return true;
  }
}

/** "We have 8,000. What if we had 200?" tells something before it supposes something. */
function tellsFirst(words: string, said: Said): boolean {
  const [first = "", ...others] = words.split(/(?<=[.!;])\s+/);
  return others.some((other) => supposes(other)) && !supposes(first) && states(first, said);
}

/** What a message asks for: the likeliest meaning that the conversation has a place for. */
export function intentOf(said: Said, words: string): Intent {
  const isAsked = words.includes("?");
  const [first, ...others] = readIntents(words, situationOf(said.conversation)).filter(
    ({ intent, probability }, at) => probability >= floorOf(intent, at === 0, isAsked),
  );
  const isPlain = first !== undefined && first.probability >= PLAIN;
  const found =
    first !== undefined &&
    ((isPlain && first.intent.kind !== "statement") || fits(said, first.intent, words))
      ? first
      : others.find(({ intent }) => fits(said, intent, words));
  const intent = found?.intent ?? { kind: "statement" };
  return intent.kind === "what-if" && tellsFirst(words, said) ? { kind: "statement" } : intent;
}

/** Said to each other as often as to us, or of too much consequence to be taken up by chance. */
const AMONG_OTHERS: ReadonlySet<Intent["kind"]> = new Set([
  "delete",
  "greeting",
  "share",
  "thanks",
]);

/** From this probability on, a message that mentions nobody is taken to be for the bot. */
const FOR_BOT = 0.45;

const FEWEST_WORDS_OF_A_CASE = 4;
/** A case is told as facts are told later. */
const TELLING: Situation = { phase: "advised" };

function heardIn({ conversation, incoming }: Said, words: string): Heard {
  const { phase } = conversation;
  // By the words of the table alone, as when the weights were fitted.
  const answer = phase.name === "asking" ? answerTo(phase.fact, words, incoming.at) : undefined;
  return {
    states: readFacts(words, incoming.at).length,
    answers:
      answer === undefined
        ? "no"
        : isNothingBut(answer.quote, words)
          ? "and-nothing-else"
          : "among-other-things",
  };
}

/** Whether something said in our hearing, but not to us, is plainly for us. */
export function isForUs(said: Said, intent: Intent, words: string): boolean {
  const { conversation } = said;
  if (conversation.isMuted === true || words === "") return false;
  const { phase, awaitsCase } = conversation;
  const heard = heardIn(said, words);
  const isLikely = (situation: Situation): boolean =>
    probablyForBot(words, situation, heard) >= FOR_BOT;
  // Where the bot has asked for a case, a case is what it waits for.
  if (phase.name === "idle")
    return (
      awaitsCase === true &&
      intent.kind === "statement" &&
      heard.states > 0 &&
      words.split(" ").length >= FEWEST_WORDS_OF_A_CASE &&
      isLikely(TELLING)
    );
  if (AMONG_OTHERS.has(intent.kind) || !fits(said, intent, words)) return false;
  return heard.answers === "and-nothing-else" || isLikely(situationOf(conversation));
}
