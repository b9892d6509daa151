import type { Incoming, PersonDid } from "../chat/incoming.ts";
import type { Assessment } from "../decision/assess.ts";
import type { PriceList } from "../knowledge/price-list.ts";
import { PRICES } from "../knowledge/prices.ts";
import { awaitingCase, newConversation } from "./conversation.ts";
import type { Conversation } from "./conversation.ts";
import { filesChecked, filesGiven } from "./files.ts";
import { intentOf, isForUs } from "./meaning.ts";
import { aside, assessed, only, preceded } from "./moment.ts";
import type { Moment, Occasion, SecondReading, Turn } from "./moment.ts";
import { press } from "./presses.ts";
import { handle } from "./requests.ts";
import { revise } from "./revised.ts";
import { standing } from "./standing.ts";
import * as say from "./wording/index.ts";

type SaidSomething = PersonDid & { readonly kind: "mention" | "message" | "command" };

function hear(before: Moment, incoming: SaidSomething): Turn {
  // A command asks by itself, whatever was talked of where its answer goes.
  const given =
    incoming.kind === "command" ? { ...before, conversation: newConversation() } : before;
  const words = incoming.text.trim();
  const intent = intentOf(given, words);
  if (incoming.kind === "message" && !isForUs(given, intent, words))
    return only(given.conversation);
  // Who speaks to the bot wants it to speak, too.
  const { isMuted: _, ...conversation } = given.conversation;
  const moment = given.conversation.isMuted === true ? { ...given, conversation } : given;
  if (words === "")
    return conversation.subject === ""
      ? only(awaitingCase(moment.conversation), say.welcome())
      : aside(moment, say.stillHere());
  if (incoming.kind !== "command") return handle(moment, intent, words);
  const asked = { ...conversation, askedBy: incoming.from.name };
  return preceded(
    say.asked(incoming.from.name, words),
    handle({ ...moment, conversation: asked }, intent, words),
  );
}

function respond(
  conversation: Conversation,
  occasion: Occasion,
  second: SecondReading | undefined,
): Turn {
  const { incoming } = occasion;
  let made: Assessment | undefined;
  const assessment = (): Assessment => (made ??= assessed(conversation, occasion));
  const moment: Moment = { ...occasion, conversation, second, assessment };
  switch (incoming.kind) {
    case "interaction":
      return press(moment, incoming.token);
    case "edited":
    case "deleted":
      return revise(moment, incoming);
    case "files":
      return filesGiven(moment, incoming);
    case "check":
      return filesChecked(moment, incoming);
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
 *
 * @param second what a second reader has read in the words, if one is set up
 * @param prices what things cost; the built-in list unless whoever runs the bot has given another
 */
export function turn(
  conversation: Conversation,
  incoming: Incoming,
  second?: SecondReading,
  prices: PriceList = PRICES,
): Turn {
  if (incoming.kind === "trouble")
    return only(conversation, say.trouble(incoming.what, incoming.reference));
  const occasion = { incoming, prices };
  const turned = respond(conversation, occasion, second);
  // First what changes above, then what is new below.
  return {
    conversation: turned.conversation,
    replies: [...standing(conversation, turned.conversation, occasion), ...turned.replies],
  };
}
