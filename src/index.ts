/** The door of the core: all that adapters may import. */
export { createBot } from "./bot.ts";
export { assessmentObject, decide, readCase } from "./case.ts";
export type { Case } from "./case.ts";
export type { Incoming } from "./chat/incoming.ts";
export type { Block, Choice, Inline, Reply, Text } from "./chat/reply.ts";
export { oneShot as oneShotReplies } from "./dialogue/wording.ts";
export type { Bot, ConversationStore, StoredConversation } from "./ports.ts";
