import { define } from "../knowledge/glossary.ts";
import { answerTo, isNothingBut } from "../reading/answers.ts";
import { readAnswer, readFacts } from "../reading/facts-from-text.ts";
import { LEAST_LIKELY, readCommand, readIntents, supposes } from "../reading/intent.ts";
import type { Intent } from "../reading/intent.ts";
import type { Situation } from "../reading/learned/acts.ts";
import { probablyForBot } from "../reading/learned/addressee.ts";
import type { Heard } from "../reading/learned/addressee.ts";
import { lastWords } from "./conversation.ts";
import type { Conversation } from "./conversation.ts";
import { factsIn } from "./moment.ts";
import type { Said } from "./moment.ts";
import { supposedIn } from "./supposed.ts";

const situationOf = ({ phase }: Conversation): Situation => ({
  phase: phase.name,
  asked: phase.name === "asking" ? phase.fact : undefined,
});

/** Less likely meanings are not acted on. */
const FLOOR = 0.4;
/** What changes or takes away something must be likelier, most of all in a question. */
const CHANGING: ReadonlySet<Intent["kind"]> = new Set([
  "start-over",
  "delete",
  "delete-all",
  "keep",
  "mute",
  "undo",
]);
const CHANGING_FLOOR = 0.5;
const CHANGING_FLOOR_ASKED = 0.75;
/** So likely a meaning is acted on even where nothing in the conversation fits it, to say so. */
const PLAIN = 0.6;

/** A second meaning, where the first does not fit, needs no more than to be one. */
const floorOf = ({ kind }: Intent, isFirst: boolean, isAsked: boolean): number =>
  CHANGING.has(kind)
    ? isAsked
      ? CHANGING_FLOOR_ASKED
      : CHANGING_FLOOR
    : isFirst
      ? FLOOR
      : LEAST_LIKELY;

const states = (words: string, said: Said): boolean => factsIn(words, said).length > 0;

/** Whether the conversation has something that a meaning can be about. */
function fits(said: Said, intent: Intent, words: string): boolean {
  const { conversation, incoming } = said;
  const { phase } = conversation;
  if (intent.kind === "statement")
    return (
      phase.name === "idle" ||
      states(words, said) ||
      (phase.name === "asking" && readAnswer(phase.fact, words, incoming.at) !== undefined)
    );
  if (intent.kind === "what-if") return supposedIn(intent.supposition, said).length > 0;
  if (intent.kind === "correction")
    return states(intent.words, said) || lastWords(conversation).size > 0;
  if (intent.kind === "define") return define(intent.words) !== undefined;
  if (intent.kind === "keep") return conversation.supposition !== undefined;
  return (intent.kind !== "not-sure" && intent.kind !== "why-asked") || phase.name === "asking";
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
  "delete-all",
  "greeting",
  "share",
  "thanks",
]);

/**
 * A command in the words of the help is for us, though nobody is named; what changes something is
 * when it is called by its name, since "never mind" and "quiet" are said to each other, too.
 */
const isCommand = (words: string, { kind }: Intent): boolean =>
  readCommand(words) === kind &&
  !AMONG_OTHERS.has(kind) &&
  (!CHANGING.has(kind) || words.toLowerCase().replace(" ", "-") === kind);

/** From this probability on, a message that mentions nobody is taken to be for the bot. */
const FOR_BOT = 0.33;
/** What is said to each other as often, or cannot be made out, must be more surely for the bot. */
const SURELY_FOR_BOT = 0.8;

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
  const isLikely = (situation: Situation, enough: number): boolean =>
    probablyForBot(words, situation, heard) >= enough;
  // Where the bot has asked for a case, a case is what it waits for.
  if (phase.name === "idle")
    return (
      awaitsCase === true &&
      intent.kind === "statement" &&
      heard.states > 0 &&
      words.split(" ").length >= FEWEST_WORDS_OF_A_CASE &&
      isLikely(TELLING, FOR_BOT)
    );
  if (heard.answers === "and-nothing-else" || isCommand(words, intent)) return true;
  const isRisky = AMONG_OTHERS.has(intent.kind) || !fits(said, intent, words);
  return isLikely(situationOf(conversation), isRisky ? SURELY_FOR_BOT : FOR_BOT);
}
