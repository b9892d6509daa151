import { define } from "../knowledge/glossary.ts";
import { isNothingBut } from "../reading/answers.ts";
import { readAnswer, readFacts } from "../reading/facts-from-text.ts";
import { indicative, readIntent } from "../reading/intent.ts";
import type { Intent } from "../reading/intent.ts";
import { isAboutBot, isQuestion, readLooseIntent } from "../reading/loose-intent.ts";
import type { Moment } from "./moment.ts";

/** Words by which people turn to each other, or speak of what they will do. */
const AMONG_PEOPLE =
  /@\w|\b(?:i'?ll|i'?d|i will|i can|let me|can you|could you|did (?:we|you)|someone|somebody|everyone|guys|lol|haha)\b/i;

/** Whether something said in our hearing, but not to us, is plainly for us. */
export const isForUs = (
  { conversation, incoming }: Moment,
  intent: Intent,
  words: string,
): boolean => {
  const { phase } = conversation;
  if (conversation.isMuted === true) return false;
  const states = (text: string): boolean => readFacts(text, incoming.at).length > 0;
  // Where the bot has asked for a case, a case is what it waits for.
  if (phase.name === "idle")
    return (
      conversation.awaitsCase === true &&
      intent.kind === "statement" &&
      states(words) &&
      words.split(" ").length > FEW_WORDS &&
      !isQuestion(words) &&
      !AMONG_PEOPLE.test(words)
    );
  if (AMONG_OTHERS.has(intent.kind)) return false;
  if (intent.kind === "what-if") return states(intent.supposition);
  if (intent.kind === "define") return define(intent.words) !== undefined;
  if (EVERYDAY.has(intent.kind))
    return words.split(" ").length <= FEW_WORDS || isAboutBot(words) || isAboutMethod(words);
  if (intent.kind !== "statement") return true;
  const answer = phase.name === "asking" ? readAnswer(phase.fact, words, incoming.at) : undefined;
  if (answer !== undefined && isNothingBut(answer.quote, words)) return true;
  return states(words) && !isQuestion(words) && !AMONG_PEOPLE.test(words);
};

/** Said to each other as often as to us, or of too much consequence to be taken up by chance. */
const AMONG_OTHERS: ReadonlySet<Intent["kind"]> = new Set([
  "delete",
  "greeting",
  "share",
  "thanks",
]);
/** Asked of each other about all sorts of things. */
const EVERYDAY: ReadonlySet<Intent["kind"]> = new Set(["why", "why-not", "plan"]);

const FEW_WORDS = 3;
const isAboutMethod = (words: string): boolean =>
  /\b(?:fine[- ]?tun|tuning|prompt|train)/i.test(words);

/** What a message asks for; what only speaks to somebody by chance is not asked of us. */
export function intentOf(
  { conversation, incoming }: Pick<Moment, "conversation" | "incoming">,
  words: string,
): Intent {
  const intent = readIntent(words);
  if (intent.kind !== "statement" && intent.kind !== "define" && intent.kind !== "why")
    return intent;
  if (intent.kind === "define" && define(intent.words) !== undefined) return intent;
  if (conversation.phase.name === "idle" || (incoming.kind === "message" && !isAboutBot(words)))
    return intent;
  const states = readFacts(indicative(words), incoming.at).length > 0;
  const answers =
    conversation.phase.name === "asking" &&
    readAnswer(conversation.phase.fact, words, incoming.at) !== undefined;
  if (!isQuestion(words) && (states || answers)) return intent;
  const asked = readLooseIntent(words, (term) => define(term) !== undefined);
  if (asked !== undefined) return asked;
  // Who asks with a figure wants to know what it would change, and does not say that it is so.
  const isOneQuestion = /^[^.;!?]*\?\s*$/.test(words);
  return states && isOneQuestion && conversation.phase.name === "advised"
    ? { kind: "what-if", supposition: indicative(words) }
    : intent;
}
