import type { Incoming } from "../chat/incoming.ts";
import { isBegunBy } from "../dialogue/outside.ts";
import { ERASE_ALL } from "../dialogue/wording/index.ts";
import type { Store } from "../ports.ts";

/** Of so many conversations, the last in which somebody took part, those that they began are deleted. */
const MOST_ERASED = 1000;

/**
 * What follows when somebody wants every decision deleted that they began: in each of them, what
 * would have come had they asked for it there. It is the same however often it is asked for.
 */
export async function erasuresFollowing(
  incoming: Incoming,
  store: Store,
): Promise<readonly Incoming[]> {
  if (incoming.kind !== "interaction" || incoming.token !== ERASE_ALL) return [];
  const { event, from } = incoming;
  const { platform, workspace } = incoming.conversation;
  const member = { platform, workspace, person: from.id };
  const tookPart = await store.conversations.recent(member, MOST_ERASED);
  return tookPart
    .filter(({ data }) => isBegunBy(data, from.id))
    .map(({ conversation }) => ({
      ...incoming,
      event: `${event}:${conversation.thread}`,
      conversation,
      token: "erase",
    }));
}
