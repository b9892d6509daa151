import type { ConversationKey } from "./chat/incoming.ts";
import type { Reply } from "./chat/reply.ts";
import { assess } from "./decision/assess.ts";
import {
  NewerConversationError,
  declinedOf,
  evidenceOf,
  readConversation,
} from "./dialogue/conversation.ts";
import type { Conversation } from "./dialogue/conversation.ts";
import * as say from "./dialogue/wording/index.ts";
import type { Decision, Keeping } from "./dialogue/wording/index.ts";
import type { PriceList } from "./knowledge/price-list.ts";
import type { Listed } from "./ports.ts";

/** When somebody asks, and what things cost then. */
type Asking = {
  /** As YYYY-MM-DD. */
  readonly today: string;
  /** The built-in list unless another is given. */
  readonly prices?: PriceList | undefined;
};

/** How a decision stands, in a few words. */
function stateOf(conversation: Conversation, asking: Asking): string | undefined {
  const { phase, asked } = conversation;
  switch (phase.name) {
    case "idle":
      return undefined;
    case "asking":
      return say.openQuestion(phase.fact);
    case "advised":
      return say.verdict(
        assess(evidenceOf(conversation), {
          ...asking,
          declined: declinedOf(conversation),
          asked: asked.length,
        }),
      );
  }
}

/** What was stored; undefined when only a newer version can read it, as in a rolling update. */
function readable(data: unknown): Conversation | undefined {
  try {
    return readConversation(data);
  } catch (error) {
    if (error instanceof NewerConversationError) return undefined;
    throw error;
  }
}

/** Where a conversation can be read; undefined where there is no address. */
type LinkOf = (conversation: ConversationKey) => string | undefined;

const decisionsIn = (listed: readonly Listed[], asking: Asking, linkOf: LinkOf) =>
  listed.flatMap(({ conversation: key, data }): Decision[] => {
    const conversation = readable(data);
    const state = conversation === undefined ? undefined : stateOf(conversation, asking);
    if (conversation === undefined || state === undefined) return [];
    const link = linkOf(key);
    const on = (conversation.entries.at(-1)?.at ?? conversation.startedAt).slice(0, 10);
    return [{ subject: conversation.subject, state, on, ...(link === undefined ? {} : { link }) }];
  });

/** Somebody's decisions, the last to change first, each with how it stands. */
export const listOfDecisions = (listed: readonly Listed[], asking: Asking, linkOf: LinkOf): Reply =>
  say.decisions(decisionsIn(listed, asking, linkOf));

/** The page on which somebody begins: what the bot is for, their decisions, and what is kept of them. */
export const homePage = (
  listed: readonly Listed[],
  asking: Asking,
  linkOf: LinkOf,
  keeping: Keeping,
): Reply => say.home(decisionsIn(listed, asking, linkOf), keeping);
