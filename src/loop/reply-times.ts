import type { Incoming } from "../chat/incoming.ts";
import type { Claim, Meter } from "../ports.ts";

/** Events whose first reply is waited for at most; of many events there is none. */
const MOST = 10_000;

const nameOf = (
  { platform, workspace }: Pick<Incoming["conversation"], "platform" | "workspace">,
  event: string,
): string => JSON.stringify([platform, workspace, event]);

export type ReplyTimes = {
  readonly takenIn: (incoming: Incoming, at: number) => void;
  readonly delivered: (claim: Claim, at: number) => void;
};

/** Measures how long people wait for the first reply to an event that this process took in. */
export function createReplyTimes(meter: Meter): ReplyTimes {
  const since = new Map<string, number>();
  return {
    takenIn: ({ conversation, event }, at) => {
      since.set(nameOf(conversation, event), at);
      if (since.size <= MOST) return;
      const [oldest] = since.keys();
      if (oldest !== undefined) since.delete(oldest);
    },
    delivered: ({ conversation, event }, at) => {
      const name = nameOf(conversation, event);
      const start = since.get(name);
      if (start === undefined) return;
      since.delete(name);
      meter({ kind: "replied", platform: conversation.platform, milliseconds: at - start });
    },
  };
}
