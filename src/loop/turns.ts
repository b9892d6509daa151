import type { ConversationKey, Incoming, Trouble } from "../chat/incoming.ts";
import { NewerConversationError, readConversation } from "../dialogue/conversation.ts";
import type { Conversation } from "../dialogue/conversation.ts";
import { turn } from "../dialogue/turn.ts";
import { EVENTS_AT_ONCE } from "../ports.ts";
import type { Handled, Log, Said, Waiting } from "../ports.ts";
import type { LoopNeeds } from "./needs.ts";
import { nameOf, referenceFor } from "./reference.ts";

type Needs = LoopNeeds & {
  /** Told that a conversation of a platform has something to say. */
  readonly onReplies: (platform: string) => void;
};

export type Turns = {
  /** Handles the events that wait for a conversation, now or as soon as there is room. */
  readonly take: (conversation: ConversationKey) => void;
  /** Begins nothing more. */
  readonly stop: () => void;
};

/** A turn that fails has a bug; the people are told, and the conversation goes on without it. */
function turnOrTrouble(conversation: Conversation, incoming: Incoming, log: Log) {
  try {
    return turn(conversation, incoming);
  } catch (cause) {
    const { event, conversation: key, at } = incoming;
    const reference = referenceFor(key, event);
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

/**
 * The turns on all that waits for a conversation, one after the other.
 *
 * Positions begin at the instant of the first reply, so that a conversation that was forgotten and
 * begins again repeats none.
 *
 * @throws NewerConversationError
 */
function handle(key: ConversationKey, waiting: Waiting, now: number, log: Log): Handled {
  const before = readConversation(waiting.data);
  let conversation = before;
  let position = waiting.lastPosition ?? now;
  const replies: Said[] = [];
  const people = new Set<string>();
  for (const incoming of waiting.events) {
    const turned = turnOrTrouble(conversation, incoming, log);
    const isForUs = turned.conversation !== conversation || turned.replies.length > 0;
    if (isForUs && incoming.kind !== "trouble") people.add(incoming.from.id);
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
    events: waiting.events.map(({ event }) => event),
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
  const { store, clock, log, settings, health, underWay, onReplies } = needs;
  const atWork = new Set<string>();
  /** Conversations whose turn comes later: because there is no room, or more came in meanwhile. */
  const queue = new Map<string, ConversationKey>();
  /** Conversations that only a newer version can handle; each is logged once. */
  const beyondUs = new Set<string>();
  let stopped = false;

  async function work(key: ConversationKey): Promise<void> {
    const name = nameOf(key);
    try {
      for (;;) {
        queue.delete(name);
        const waiting = await store.inbox.waiting(key);
        if (waiting !== undefined) {
          const handled = handle(key, waiting, clock.now(), log);
          const isStored = await store.conversations.commit(handled);
          beyondUs.delete(name);
          if (isStored && handled.replies.length > 0) onReplies(key.platform);
          const isAll = waiting.events.length < EVENTS_AT_ONCE;
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
    for (const [name, next] of queue) if (!atWork.has(name)) return begin(next);
  }

  function take(key: ConversationKey): void {
    if (stopped) return;
    const name = nameOf(key);
    if (!atWork.has(name) && atWork.size < settings.turnsAtOnce) begin(key);
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
