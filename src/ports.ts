import type { Incoming } from "./chat/incoming.ts";
import type { Reply } from "./chat/reply.ts";

/** The bot as a platform sees it. */
export type Bot = {
  /** Takes in what somebody did and gives what to say, in order; nothing for what is none of our business. */
  readonly handle: (incoming: Incoming) => Promise<readonly Reply[]>;
};

export type StoredConversation = { readonly data: unknown; readonly revision: number };

/** Where conversations are kept, one for each thread. */
export type ConversationStore = {
  readonly load: (conversation: string) => Promise<StoredConversation | undefined>;
  /**
   * Saves if nobody else has saved since `revision` (0: there was nothing).
   *
   * @returns false when somebody saved first
   */
  readonly save: (conversation: string, data: unknown, revision: number) => Promise<boolean>;
};
