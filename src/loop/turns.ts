import type { ConversationKey, Incoming, Trouble } from "../chat/incoming.ts";
import type { Reply } from "../chat/reply.ts";
import { countsInAnyCase } from "../dialogue/beyond-limits.ts";
import { NewerConversationError, readConversation } from "../dialogue/conversation.ts";
import type { Conversation } from "../dialogue/conversation.ts";
import { isGivenToUs } from "../dialogue/files.ts";
import type { SecondReading, Turn } from "../dialogue/moment.ts";
import { toReadAgain } from "../dialogue/second-reading.ts";
import { turn } from "../dialogue/turn.ts";
import { tooManyOpen, tooMuchAtOnce } from "../dialogue/wording/index.ts";
import type { PriceList } from "../knowledge/price-list.ts";
import { EVENTS_AT_ONCE } from "../ports.ts";
import type { CheckFiles, Handled, Said, SecondReader, Waiting } from "../ports.ts";
import { believed } from "../reading/second-reading.ts";
import { MOST_OPEN } from "./limits.ts";
import type { Limits, Verdict } from "./limits.ts";
import type { LoopNeeds } from "./needs.ts";
import { nameOf, referenceFor } from "./reference.ts";

type Needs = LoopNeeds & {
  readonly secondReader?: SecondReader | undefined;
  readonly prices?: PriceList | undefined;
  readonly checkFiles?: CheckFiles | undefined;
  readonly limits: Limits;
  /** Whether this process is on a platform; it also handles what others of its kind left behind. */
  readonly isOn: (platform: string) => boolean;
  /** Told that a conversation of a platform has something to say. */
  readonly onReplies: (platform: string) => void;
};

export type Turns = {
  /** Handles the events that wait for a conversation, now or as soon as there is room. */
  readonly take: (conversation: ConversationKey) => void;
  /** Begins nothing more. */
  readonly stop: () => void;
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
  { log, meter, secondReader, prices }: Pick<Needs, "log" | "meter" | "secondReader" | "prices">,
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

const personOf = (incoming: Incoming): Pick<Said, "person"> =>
  incoming.kind === "trouble" ? {} : { person: incoming.from.id };

/** An event with what the check of its files came to, if it asks for one that is ours to make. */
async function withCheck(
  conversation: Conversation,
  incoming: Incoming,
  { checkFiles }: Needs,
): Promise<Incoming> {
  if (incoming.kind !== "check" || checkFiles === undefined) return incoming;
  if (!isGivenToUs(conversation, incoming)) return incoming;
  return { ...incoming, outcome: await checkFiles(incoming.conversation, incoming.files) };
}

/** Whether an event has come to anything. */
const isAnything = (before: Conversation, { conversation, replies }: Turn): boolean =>
  conversation !== before || replies.length > 0;

const refusal = (conversation: Conversation, verdict: Verdict, reply: Reply): Turn => ({
  conversation,
  replies: verdict === "tell" ? [reply] : [],
});

/** A second reader that is not asked for who has used up what they may do, since asking costs most of all. */
function readerWithin(incoming: Incoming, { secondReader, limits }: Needs) {
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
async function turnWithin(
  conversation: Conversation,
  incoming: Incoming,
  needs: Needs,
): Promise<Turn> {
  const { judge, mayBegin } = needs.limits;
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
  if (conversation.subject !== "" || turned.conversation.subject === "") return turned;
  const begun = await mayBegin(incoming);
  return begun === "allowed" ? turned : refusal(conversation, begun, tooManyOpen(MOST_OPEN));
}

const isAdvised = ({ phase }: Conversation): boolean => phase.name === "advised";

/** When more wait than these, nobody is to wait for a second reader as well. */
const MOST_READ_AGAIN = 3;

/**
 * The turns on all that waits for a conversation, one after the other.
 *
 * Positions begin at the instant of the first reply, so that a conversation that was forgotten and
 * begins again repeats none.
 *
 * @throws NewerConversationError
 */
async function handle(key: ConversationKey, waiting: Waiting, needs: Needs): Promise<Handled> {
  const now = needs.clock.now();
  const isBacklog = waiting.events.length > MOST_READ_AGAIN;
  const secondReader = isBacklog ? undefined : needs.secondReader;
  const before = readConversation(waiting.data);
  let conversation = before;
  let position = waiting.lastPosition ?? now;
  const replies: Said[] = [];
  const people = new Set<string>();
  const events: string[] = [];
  for (const incoming of waiting.events) {
    // What was said before is answered first, since a check takes its time; and only a process that
    // is on the platform can open its files.
    if (incoming.kind === "check" && (events.length > 0 || !needs.isOn(key.platform))) break;
    events.push(incoming.event);
    // One after the other: what was read in one event decides what the next one means.
    const turned = await turnWithin(conversation, incoming, { ...needs, secondReader });
    if (isAnything(conversation, turned) && incoming.kind !== "trouble")
      people.add(incoming.from.id);
    if (isAdvised(turned.conversation) && !isAdvised(conversation))
      needs.meter({
        kind: "advised",
        platform: key.platform,
        questions: turned.conversation.asked.length,
      });
    conversation = turned.conversation;
    for (const reply of turned.replies) {
      position += 1;
      replies.push({ position, reply, event: incoming.event, ...personOf(incoming) });
    }
  }
  return {
    conversation: key,
    revision: waiting.revision,
    ...(conversation === before ? {} : { data: conversation }),
    events,
    replies,
    people: [...people],
    at: now,
  };
}

/**
 * Handles events: one conversation at a time by one turn after the other, several conversations side
 * by side. When another replica has changed the conversation meanwhile, it is handled again from
 * there, so that the loser knows the winner's words.
 */
export function createTurns(needs: Needs): Turns {
  const { store, clock, log, meter, settings, health, underWay, onReplies } = needs;
  const atWork = new Set<string>();
  /** Conversations whose turn comes later: because there is no room, or more came in meanwhile. */
  const queue = new Map<string, ConversationKey>();
  /** Conversations that only a newer version can handle; each is logged once. */
  const beyondUs = new Set<string>();
  let stopped = false;

  /** Conversations that wait for a check of files, which takes its time elsewhere. */
  const checking = new Set<string>();
  const isFull = (): boolean => atWork.size - checking.size >= settings.turnsAtOnce;

  const { checkFiles: check } = needs;
  const checkFiles: CheckFiles | undefined =
    check &&
    (async (key, files) => {
      const name = nameOf(key);
      checking.add(name);
      beginNext();
      try {
        return await check(key, files);
      } finally {
        checking.delete(name);
      }
    });

  async function work(key: ConversationKey): Promise<void> {
    const name = nameOf(key);
    try {
      for (;;) {
        queue.delete(name);
        const since = clock.now();
        const waiting = await store.inbox.waiting(key);
        if (waiting !== undefined) {
          const handled = await handle(key, waiting, { ...needs, checkFiles });
          if (handled.events.length === 0) return;
          const isStored = await store.conversations.commit(handled);
          beyondUs.delete(name);
          const milliseconds = clock.now() - since;
          if (isStored) meter({ kind: "turned", platform: key.platform, milliseconds });
          if (isStored && handled.replies.length > 0) onReplies(key.platform);
          const isAll =
            handled.events.length === waiting.events.length &&
            waiting.events.length < EVENTS_AT_ONCE;
          // Not stored: somebody else was faster, so again, on what they stored.
          if (!isStored || !isAll) continue;
        }
        if (!queue.has(name) || stopped) return;
      }
    } catch (error) {
      // The events are still in the inbox; whoever polls finds them.
      if (!(error instanceof NewerConversationError)) health.failed(error);
      else if (!beyondUs.has(name)) {
        beyondUs.add(name);
        log({ level: "error", message: error.message, cause: error });
      }
    }
  }

  function begin(key: ConversationKey): void {
    atWork.add(nameOf(key));
    underWay.add(workOff(key));
  }

  async function workOff(key: ConversationKey): Promise<void> {
    await work(key);
    atWork.delete(nameOf(key));
    // One that is at work already is handled there.
    beginNext();
  }

  function beginNext(): void {
    if (isFull() || stopped) return;
    for (const [name, next] of queue) if (!atWork.has(name)) return begin(next);
  }

  function take(key: ConversationKey): void {
    if (stopped) return;
    const name = nameOf(key);
    if (!atWork.has(name) && !isFull()) begin(key);
    // What the queue has no room for is found by the next poll.
    else if (queue.size < settings.mostBacklog) queue.set(name, key);
  }

  return {
    take,
    stop: () => {
      stopped = true;
      queue.clear();
    },
  };
}
