import type { Incoming, PersonDid } from "../chat/incoming.ts";
import type { Assessment } from "../decision/assess.ts";
import { define } from "../knowledge/glossary.ts";
import { isNothingBut } from "../reading/answers.ts";
import { readAnswer, readFacts } from "../reading/facts-from-text.ts";
import { indicative, readIntent } from "../reading/intent.ts";
import type { Intent } from "../reading/intent.ts";
import { isAboutBot, isQuestion, readLooseIntent } from "../reading/loose-intent.ts";
import type { Conversation } from "./conversation.ts";
import { aside, assessed, only, preceded } from "./moment.ts";
import type { Moment, Turn } from "./moment.ts";
import { press } from "./presses.ts";
import { handle } from "./requests.ts";
import { revise } from "./revised.ts";
import { standing } from "./standing.ts";
import * as say from "./wording.ts";

/** Words by which people turn to each other, or speak of what they will do. */
const AMONG_PEOPLE =
  /@\w|\b(?:i'?ll|i'?d|i will|i can|let me|can you|could you|did (?:we|you)|someone|somebody|everyone|guys|lol|haha)\b/i;

/** Whether something said in our hearing, but not to us, is plainly for us. */
const isForUs = ({ conversation, incoming }: Moment, intent: Intent, words: string): boolean => {
  const { phase } = conversation;
  if (phase.name === "idle" || conversation.isMuted === true) return false;
  const states = (text: string): boolean => readFacts(text, incoming.at).length > 0;
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

/** Said to each other as often as to us. */
const AMONG_OTHERS: ReadonlySet<Intent["kind"]> = new Set(["greeting", "thanks"]);
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
  if (!isQuestion(words) && states) return intent;
  const asked = readLooseIntent(words, (term) => define(term) !== undefined);
  if (asked !== undefined) return asked;
  // Who asks with a figure wants to know what it would change, and does not say that it is so.
  return states && conversation.phase.name === "advised"
    ? { kind: "what-if", supposition: indicative(words) }
    : intent;
}

type SaidSomething = PersonDid & { readonly kind: "mention" | "message" | "command" };

function hear(given: Moment, incoming: SaidSomething): Turn {
  const words = incoming.text.trim();
  const intent = intentOf(given, words);
  if (incoming.kind === "message" && !isForUs(given, intent, words))
    return only(given.conversation);
  // Who speaks to the bot wants it to speak, too.
  const { isMuted: _, ...conversation } = given.conversation;
  const moment = given.conversation.isMuted === true ? { ...given, conversation } : given;
  if (words === "")
    return conversation.subject === ""
      ? only(moment.conversation, say.welcome())
      : aside(moment, say.stillHere());
  if (incoming.kind !== "command") return handle(moment, intent, words);
  const asked = { ...conversation, askedBy: incoming.from.name };
  return preceded(
    say.asked(incoming.from.name, words),
    handle({ ...moment, conversation: asked }, intent, words),
  );
}

function respond(conversation: Conversation, incoming: PersonDid): Turn {
  let made: Assessment | undefined;
  const assessment = (): Assessment => (made ??= assessed(conversation, incoming));
  const moment: Moment = { conversation, incoming, assessment };
  switch (incoming.kind) {
    case "interaction":
      return press(moment, incoming.token);
    case "edited":
    case "deleted":
      return revise(moment, incoming);
    case "mention":
    case "message":
    case "command":
      return hear(moment, incoming);
  }
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
