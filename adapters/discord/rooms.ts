import { Routes } from "discord.js";
import type { REST } from "discord.js";
import { z } from "zod";

import { titleOf } from "../../src/index.ts";
import type { Delivery, Store } from "../../src/index.ts";
import { CODE, FORBIDDEN, codeOf, isOneOf, isRefusal } from "./errors.ts";
import { LIMITS } from "./limits.ts";
import { listed } from "./permissions.ts";
import { channelOfEvent, messageOf, placeOf } from "./places.ts";

/** Where a reply goes. */
export type Room = {
  readonly channel: string;
  /** The message below which it stands, where there is no thread. */
  readonly below?: string;
  /** Why it is not in a thread. */
  readonly because?: string;
};

/** On Discord a thread has the identity of the message that it hangs on; elsewhere it need not. */
const Thread = z.object({ id: z.string() });

type Needs = {
  readonly rest: REST;
  readonly store: Store;
  /** The names of the permissions that the bot lacks in a channel, as far as is known. */
  readonly missingIn: (channel: string) => readonly string[];
};

const HOW_TO_GO_ON = "Reply to my messages to answer.";

/** "Create Public Threads is missing", or nothing where that is not known. */
export const sayMissing = (names: readonly string[]): string =>
  names.length === 0 ? "" : ` (missing: ${listed(names)})`;

/** Finds the room of each reply: the thread if there can be one, else the channel. */
export function createRooms({ rest, store, missingIn }: Needs) {
  async function openThread(
    { conversation }: Delivery,
    channel: string,
    root: string,
    signal: AbortSignal,
  ): Promise<Room> {
    const stored = await store.conversations.read(conversation);
    try {
      const opened = await rest.post(Routes.threads(channel, root), {
        body: {
          name: titleOf(stored, LIMITS.threadName),
          auto_archive_duration: LIMITS.threadArchive,
        },
        signal,
      });
      return { channel: Thread.parse(opened).id };
    } catch (error) {
      if (codeOf(error) === CODE.hasThread) return { channel: root };
      if (!isRefusal(error)) throw error;
      const because = isOneOf(FORBIDDEN, error)
        ? `I may not open a thread here${sayMissing(missingIn(channel))}, so we talk in the channel. ${HOW_TO_GO_ON}`
        : `No thread can be opened here, so we talk in the channel. ${HOW_TO_GO_ON}`;
      return { channel, below: root, because };
    }
  }

  return {
    /** Where a reply goes; the first one of a conversation in a channel opens its thread. */
    roomOf: async (delivery: Delivery, signal: AbortSignal): Promise<Room> => {
      const { conversation, event, reply } = delivery;
      const { channel, root: known, isCommand } = placeOf(conversation);
      if ((known === undefined && !isCommand) || reply.visibleTo === "channel") return { channel };
      const shown = (await store.deliveries.of(conversation)).flatMap(({ message }) =>
        message === "" ? [] : [messageOf(message)],
      );
      // A command has no message of its own: the first reply is the one whose thread it becomes.
      const root = known ?? shown[0]?.message;
      if (root === undefined) return { channel };
      const said = isCommand ? shown.slice(1) : shown;
      const inThread = said.find((one) => one.channel !== channel);
      if (inThread !== undefined) return { channel: inThread.channel };
      if (said.length > 0) return { channel, below: root };
      return channelOfEvent(event) === root
        ? { channel: root }
        : openThread(delivery, channel, root, signal);
    },
  };
}
