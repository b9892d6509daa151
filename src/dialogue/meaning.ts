import { define } from "../knowledge/glossary.ts";
import { answerTo, isNothingBut } from "../reading/answers.ts";
import { readAnswer, readFacts } from "../reading/facts-from-text.ts";
import { indicative, readIntents } from "../reading/intent.ts";
import type { Intent, Likely } from "../reading/intent.ts";
import type { Situation } from "../reading/learned/acts.ts";
import { probablyForBot } from "../reading/learned/addressee.ts";
import type { Heard } from "../reading/learned/addressee.ts";
import { evidenceOf } from "./conversation.ts";
import type { Conversation } from "./conversation.ts";
import type { Moment } from "./moment.ts";

type Said = Pick<Moment, "conversation" | "incoming">;

const situationOf = ({ phase }: Conversation): Situation => ({
  phase: phase.name,
  asked: phase.name === "asking" ? phase.fact : undefined,
});

/** Below these, a meaning is not acted on: what changes or takes away something must be likelier. */
const FLOOR = 0.12;
const FLOORS: Partial<Record<Intent["kind"], number>> = {
  "start-over": 0.5,
  delete: 0.4,
  keep: 0.4,
  mute: 0.5,
  undo: 0.4,
};
/** So likely a meaning is acted on even where nothing in the conversation fits it, to say so. */
const PLAIN = 0.6;

/** Whether the conversation has something that a meaning can be about. */
function fits({ conversation, incoming }: Said, intent: Intent, words: string): boolean {
  const { phase } = conversation;
  const states = (text: string): boolean => readFacts(text, incoming.at).length > 0;
  switch (intent.kind) {
    case "statement":
      return (
        phase.name === "idle" ||
        states(words) ||
        (phase.name === "asking" && readAnswer(phase.fact, words, incoming.at) !== undefined)
      );
    case "what-if":
      return states(intent.supposition);
    case "correction":
      return (
        states(intent.words) ||
        Object.keys(evidenceOf(conversation)).length > 0
      );
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

/** What a message asks for: the likeliest meaning that the conversation has a place for. */
export function intentOf(said: Said, words: string): Intent {
  const likely = readIntents(words, situationOf(said.conversation));
  const found = likely.find(
    ({ intent, probability }: Likely) =>
      probability >= (FLOORS[intent.kind] ?? FLOOR) &&
      (probability >= PLAIN && intent.kind !== "statement" ? true : fits(said, intent, words)),
  );
  const intent = found?.intent ?? { kind: "statement" };
  // Who asks with a figure wants to know what it would change, and does not say that it is so.
  const asksWithFigure =
    intent.kind === "statement" &&
    said.conversation.phase.name === "advised" &&
    /^[^.;!?]*\?\s*$/.test(words);
  return asksWithFigure ? { kind: "what-if", supposition: indicative(words) } : intent;
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
  const heard = heardIn(said, words);
  // Where the bot has asked for a case, a case is what it waits for.
  if (conversation.phase.name === "idle")
    return (
      conversation.awaitsCase === true &&
      intent.kind === "statement" &&
      heard.states > 0 &&
      words.split(" ").length >= FEWEST_WORDS_OF_A_CASE &&
      !words.includes("?")
    );
  if (AMONG_OTHERS.has(intent.kind) || !fits(said, intent, words)) return false;
  return (
    heard.answers === "and-nothing-else" ||
    probablyForBot(words, situationOf(conversation), heard) >= FOR_BOT
  );
}
