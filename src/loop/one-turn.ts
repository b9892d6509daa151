import type { Incoming, Trouble } from "../chat/incoming.ts";
import type { Reply } from "../chat/reply.ts";
import { countsInAnyCase } from "../dialogue/beyond-limits.ts";
import type { Conversation } from "../dialogue/conversation.ts";
import { isGivenToUs } from "../dialogue/files.ts";
import type { SecondReading, Turn } from "../dialogue/moment.ts";
import { toReadAgain } from "../dialogue/second-reading.ts";
import { turn } from "../dialogue/turn.ts";
import { tooManyOpen, tooManyOpenHere, tooMuchAtOnce } from "../dialogue/wording/index.ts";
import type { PriceList } from "../knowledge/price-list.ts";
import type { CheckFiles, SecondReader } from "../ports.ts";
import { believed } from "../reading/second-reading.ts";
import { erasuresFollowing } from "./erasures.ts";
import { MOST_OPEN, MOST_OPEN_HERE } from "./limits.ts";
import type { Limits, Verdict } from "./limits.ts";
import type { LoopNeeds } from "./needs.ts";
import { referenceFor } from "./reference.ts";

/** What a turn is made with, besides the conversation and the event. */
export type TurnNeeds = LoopNeeds & {
  readonly secondReader?: SecondReader | undefined;
  readonly prices?: PriceList | undefined;
  readonly checkFiles?: CheckFiles | undefined;
  readonly limits: Limits;
  /** Takes in what follows from an event, in other conversations. */
  readonly takeIn: (incoming: Incoming) => Promise<void>;
};

/** What a second reader, if there is one, reads in an event that is for the bot. */
async function readAgain(
  reader: SecondReader | undefined,
  conversation: Conversation,
  incoming: Incoming,
): Promise<SecondReading | undefined> {
  if (reader === undefined) return undefined;
  const again = toReadAgain(conversation, incoming);
  const proposal = again === undefined ? undefined : await reader.read(again.text, again.asked);
  return {
    reader: reader.name,
    facts: again === undefined ? [] : believed(proposal, again.text, incoming.at),
  };
}

/** A turn that fails has a bug; the people are told, and the conversation goes on without it. */
async function turnOrTrouble(
  conversation: Conversation,
  incoming: Incoming,
  {
    log,
    meter,
    secondReader,
    prices,
  }: Pick<TurnNeeds, "log" | "meter" | "secondReader" | "prices">,
) {
  try {
    const second = await readAgain(secondReader, conversation, incoming);
    return turn(conversation, incoming, second, prices);
  } catch (cause) {
    const { event, conversation: key, at } = incoming;
    const reference = referenceFor(key, event);
    meter({ kind: "failed", what: "turn" });
    log({ level: "error", message: "An event could not be handled.", reference, cause });
    const trouble: Trouble = {
      kind: "trouble",
      what: "unhandled",
      event,
      conversation: key,
      at,
      reference,
    };
    return turn(conversation, trouble);
  }
}

/** An event with what the check of its files came to, if it asks for one that is ours to make. */
async function withCheck(
  conversation: Conversation,
  incoming: Incoming,
  { checkFiles }: TurnNeeds,
): Promise<Incoming> {
  if (incoming.kind !== "check" || checkFiles === undefined) return incoming;
  if (!isGivenToUs(conversation, incoming)) return incoming;
  return { ...incoming, outcome: await checkFiles(incoming.conversation, incoming.files) };
}

/** Whether an event has come to anything. */
export const isAnything = (before: Conversation, { conversation, replies }: Turn): boolean =>
  conversation !== before || replies.length > 0;

const refusal = (conversation: Conversation, verdict: Verdict, reply: Reply): Turn => ({
  conversation,
  replies: verdict === "tell" ? [reply] : [],
});

/** A second reader that is not asked for who has used up what they may do, since asking costs most of all. */
function readerWithin(incoming: Incoming, { secondReader, limits }: TurnNeeds) {
  if (secondReader === undefined) return undefined;
  const isAllowed = async (): Promise<boolean> => {
    try {
      return (await limits.judge(incoming)) === "allowed";
    } catch {
      // A store that does not answer is met again by the turn.
      return false;
    }
  };
  return {
    name: secondReader.name,
    read: async (text: string, asked: string | undefined) =>
      (await isAllowed()) ? secondReader.read(text, asked) : undefined,
  };
}

/** A turn, unless whoever it is for has used up what they may do; what comes to nothing costs nothing. */
export async function turnWithin(
  conversation: Conversation,
  incoming: Incoming,
  needs: TurnNeeds,
): Promise<Turn> {
  const { judge, mayBegin, mayBeginHere } = needs.limits;
  // A check costs before it comes to anything.
  if (incoming.kind === "check") {
    const verdict = await judge(incoming);
    if (verdict !== "allowed") return refusal(conversation, verdict, tooMuchAtOnce());
    return turnOrTrouble(conversation, await withCheck(conversation, incoming, needs), needs);
  }
  const secondReader = readerWithin(incoming, needs);
  const turned = await turnOrTrouble(conversation, incoming, { ...needs, secondReader });
  if (!isAnything(conversation, turned)) return turned;
  const verdict = await judge(incoming);
  if (verdict !== "allowed" && !countsInAnyCase(conversation, incoming, turned))
    return refusal(conversation, verdict, tooMuchAtOnce());
  for (const erasure of await erasuresFollowing(incoming, needs.store)) await needs.takeIn(erasure);
  if (conversation.subject !== "" || turned.conversation.subject === "") return turned;
  const begun = await mayBegin(incoming);
  if (begun !== "allowed") return refusal(conversation, begun, tooManyOpen(MOST_OPEN));
  const begunHere = await mayBeginHere(incoming);
  return begunHere === "allowed"
    ? turned
    : refusal(conversation, begunHere, tooManyOpenHere(MOST_OPEN_HERE));
}
