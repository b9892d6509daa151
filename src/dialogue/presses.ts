import { checkFact, isFactId } from "../decision/evidence.ts";
import type { KnownFact } from "../decision/evidence.ts";
import { FACTS } from "../decision/facts.ts";
import type { FactId } from "../decision/facts.ts";
import { lastWords, starterOf } from "./conversation.ts";
import { answer, isRival, keep, notSure, takeIn } from "./facts-said.ts";
import { ask, headed, only, personOf, proceed, withSaid } from "./moment.ts";
import type { Moment, Turn } from "./moment.ts";
import { handle } from "./requests.ts";
import * as say from "./wording/index.ts";

/** The value behind a choice of a question; undefined when there is no such choice. */
function chosen(fact: FactId, choice: string): KnownFact | undefined {
  const entry = FACTS[fact];
  const value = entry.kind === "amount" ? entry.choices[Number(choice)]?.value : choice;
  const result = checkFact(fact, value);
  return "problem" in result ? undefined : result;
}

/** One of the answers between which the team is to decide. */
function rival({ conversation: { phase } }: Moment, fact: FactId, which: string) {
  if (phase.name !== "asking" || phase.fact !== fact) return undefined;
  const result = checkFact(fact, phase.rivals?.[Number(which)]?.value);
  return "problem" in result ? undefined : result;
}

/** Asks again about something that was said or asked before. */
function change({ conversation }: Moment, fact: FactId): Turn {
  return conversation.asked.includes(fact) || lastWords(conversation).has(fact)
    ? ask(conversation, fact)
    : only(conversation, say.noQuestionOpen());
}

/** A button of a question: an answer, or that nobody knows. */
function answered(moment: Moment, verb: string, fact: FactId, choice: string): Turn {
  const { conversation } = moment;
  const { phase } = conversation;
  if (conversation.subject === "") return only(conversation, say.noQuestionOpen());
  const known =
    verb === "answer"
      ? chosen(fact, choice)
      : verb === "settle"
        ? rival(moment, fact, choice)
        : undefined;
  const settled = lastWords(conversation).get(fact);
  const isOpen = phase.name === "asking" && phase.fact === fact;
  if (settled !== undefined && !isOpen)
    return known !== undefined && isRival(moment, known)
      ? answer(moment, [known])
      : // Only whoever was too late wants to know.
        only(conversation, { ...say.known([settled]), visibleTo: "sender" });
  if (verb === "not-sure") return notSure(moment, fact);
  return known === undefined
    ? only(conversation, say.noQuestionOpen())
    : takeIn(moment, [known], "answered");
}

/** Takes everything away, if whoever asks for it began it or manages the place. */
function erase({ conversation, incoming }: Moment): Turn {
  const { from } = incoming;
  const starter = starterOf(conversation);
  const mayErase =
    from.mayManage === true || starter?.id === from.id || conversation.subject === "";
  return only(
    conversation,
    mayErase ? say.erased(from.name) : say.mayNotErase(starter?.name ?? "whoever"),
  );
}

/** The last word of each person on whether it helped. */
function takeFeedback({ conversation, incoming }: Moment, isHelpful: boolean): Turn {
  const others = (conversation.feedback ?? []).filter(({ by }) => by.id !== incoming.from.id);
  const feedback = [...others, { by: personOf(incoming), at: incoming.at, isHelpful }];
  return only({ ...conversation, feedback }, say.thanksForFeedback(isHelpful));
}

/** Several questions answered in one form; what nobody knows there stays open. */
function answeredAtOnce(moment: Moment, tokens: readonly string[]): Turn {
  const { conversation, incoming } = moment;
  const known: KnownFact[] = [];
  const unsure: FactId[] = [];
  for (const token of tokens) {
    const [verb, fact = "", choice = ""] = token.split(":");
    if (!isFactId(fact)) continue;
    const one = verb === "answer" ? chosen(fact, choice) : undefined;
    if (one !== undefined) known.push(one);
    else if (verb === "not-sure") unsure.push(fact);
  }
  if (conversation.subject === "" || known.length + unsure.length === 0)
    return only(conversation, say.noQuestionOpen());
  const open = withSaid(
    conversation,
    incoming,
    "answered",
    unsure.map((fact) => ({ fact })),
  );
  return known.length > 0
    ? takeIn({ ...moment, conversation: open }, known, "answered")
    : headed(say.notedNotSure(), proceed(open, moment));
}

/** A token comes back from outside and may be stale, cut or made up. */
export function press(moment: Moment, token: string): Turn {
  const { conversation } = moment;
  const tokens = token.split(" ");
  if (tokens.length > 1) return answeredAtOnce(moment, tokens);
  const [verb = "", what = "", choice = ""] = token.split(":");
  switch (verb) {
    case "decide":
    case "export":
    case "known":
    case "sources":
    case "share":
    case "table":
    case "why":
    case "delete":
      return handle(moment, { kind: verb }, "");
    case "keep":
      return keep(moment);
    case "erase":
      return erase(moment);
    case say.ERASE_ALL:
      return only(conversation, say.erasingAll());
    case "leave":
      return only(conversation, say.leftAsItIs());
    case "feedback":
      return takeFeedback(moment, what === "helpful");
    case "change":
      return isFactId(what) ? change(moment, what) : only(conversation, say.noQuestionOpen());
    default:
      return isFactId(what)
        ? answered(moment, verb, what, choice)
        : only(conversation, say.noQuestionOpen());
  }
}
