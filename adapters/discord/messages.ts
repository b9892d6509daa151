import type { Bot, Clock, Incoming, Log } from "../../src/index.ts";
import { sayError } from "./errors.ts";
import { deletedIn, editedIn, parseDeleted, parseMessage, saidIn } from "./incoming.ts";
import type { Written } from "./incoming.ts";
import type { Locate } from "./locate.ts";
import { placeOf } from "./places.ts";

/** The pause before an event that could not be kept is tried again, in milliseconds. */
const RETRY = 1000;
/** How often; the gateway tells everything only once, so it is worth some minutes. */
const MOST_TRIES = 300;
/** Events that wait so at most; what is said in known threads beyond that is fetched after a restart. */
const MOST_WAITING = 5000;

type Needs = {
  readonly bot: () => Bot | undefined;
  readonly self: () => string;
  readonly clock: Clock;
  readonly log: Log;
  readonly locate: Locate;
};

export type Messages = {
  readonly said: (payload: unknown) => Promise<void>;
  readonly edited: (payload: unknown) => Promise<void>;
  readonly deleted: (payload: unknown) => Promise<void>;
  /** A message that was said while nobody listened. */
  readonly missed: (written: Written) => Promise<void>;
};

/** Takes in what people write, in the order in which they did, channel by channel. */
export function createMessages({ bot, self, clock, log, locate }: Needs): Messages {
  const last = new Map<string, Promise<void>>();
  let waiting = 0;

  const pause = (): Promise<void> => new Promise((resolve) => void clock.after(RETRY, resolve));

  async function keepTrying(work: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1)
      try {
        return await work();
      } catch (cause) {
        if (attempt >= MOST_TRIES || bot() === undefined) {
          log({
            level: "error",
            message: `A message on Discord could not be taken in: ${sayError(cause)}`,
            cause,
          });
          return;
        }
        await pause();
      }
  }

  /** After whatever came before it in its channel. */
  async function inOrder(channel: string, work: () => Promise<void>): Promise<void> {
    if (waiting >= MOST_WAITING) {
      log({ level: "error", message: "Too much of Discord is waiting; a message is left out." });
      return;
    }
    waiting += 1;
    const before = last.get(channel);
    const done = (async () => {
      await before;
      await keepTrying(work);
    })();
    last.set(channel, done);
    await done;
    waiting -= 1;
    if (last.get(channel) === done) last.delete(channel);
  }

  const receive = async (incoming: Incoming): Promise<void> => bot()?.receive(incoming);

  /** What is said to us, or in a conversation of ours; of anything else nothing is stored. */
  async function take(written: Written): Promise<void> {
    const { where, message, answers, isAddressed, text, files } = written;
    // Without the intent, what is not for us comes without its words.
    if (!isAddressed && text === "" && files.length === 0) return;
    const { conversation, isOurs } = await locate(where, message, answers);
    if (!isOurs && !isAddressed) return;
    for (const one of saidIn(written, conversation)) await receive(one);
  }

  const said = async (written: Written): Promise<void> =>
    inOrder(written.where.channel, () => take(written));

  return {
    said: async (payload) => {
      const written = parseMessage(payload, self());
      if (written !== undefined) await said(written);
    },
    missed: said,
    edited: async (payload) => {
      const written = parseMessage(payload, self());
      if (written?.editedAt === undefined || written.text === "") return;
      const { where, message } = written;
      await inOrder(where.channel, async () => {
        const { conversation, isOurs } = await locate(where, message, written.answers);
        if (isOurs) await receive(editedIn(written, conversation));
      });
    },
    deleted: async (payload) => {
      const gone = parseDeleted(payload);
      if (gone === undefined) return;
      const { where, message } = gone;
      await inOrder(where.channel, async () => {
        const { conversation, isOurs } = await locate(where, message);
        // The thread goes on without the message that it hangs on.
        if (isOurs && placeOf(conversation).root !== message)
          await receive(deletedIn(gone, conversation, clock.instant()));
      });
    },
  };
}
