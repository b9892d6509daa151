import type { ConversationKey, Incoming } from "../chat/incoming.ts";
import { NewerConversationError, openFor, readConversation } from "../dialogue/conversation.ts";
import type { Conversation } from "../dialogue/conversation.ts";
import { EVENTS_AT_ONCE } from "../ports.ts";
import type { CheckFiles, Handled, Said, Waiting } from "../ports.ts";
import { isAnything, turnWithin } from "./one-turn.ts";
import type { TurnNeeds } from "./one-turn.ts";
import { nameOf } from "./reference.ts";

type Needs = TurnNeeds & {
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

const personOf = (incoming: Incoming): Pick<Said, "person"> =>
  incoming.kind === "trouble" ? {} : { person: incoming.from.id };

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
  const open = openFor(conversation);
  return {
    conversation: key,
    revision: waiting.revision,
    ...(conversation === before ? {} : { data: conversation }),
    ...(open === undefined ? {} : { openFor: open }),
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
    needs.limits.settled(key);
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
