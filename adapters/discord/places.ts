import type { ConversationKey } from "../../src/index.ts";

const PLATFORM = "discord";
const COMMAND = "command ";

/** Where something happened, as Discord tells. */
export type Where = {
  /** Absent in direct messages. */
  readonly guild?: string | undefined;
  readonly channel: string;
  /** The channel around it, where `channel` is a thread. */
  readonly parent?: string | undefined;
};

/** A server, or one person's direct messages. */
export const workspaceOf = ({ guild, channel }: Where): string => guild ?? channel;

/**
 * The conversation at a place. In a thread it is the thread; in a direct message all of it; in a
 * channel it is that of the thread which will be opened from the message, and has its identity.
 */
export const conversationAt = (where: Where, message: string): ConversationKey => ({
  platform: PLATFORM,
  workspace: workspaceOf(where),
  thread: threadAt(where, message),
});

const threadAt = ({ guild, channel, parent }: Where, message: string): string => {
  if (parent !== undefined) return `${parent}:${channel}`;
  return guild === undefined ? channel : `${channel}:${message}`;
};

/** The conversation of a command: it has no message yet; the first reply becomes the one that its thread hangs on. */
export const conversationOfCommand = (where: Where, interaction: string): ConversationKey =>
  conversationAt(where, `${COMMAND}${interaction}`);

/** A message's identity among all of a workspace. */
export const messageId = (channel: string, message: string): string => `${channel}:${message}`;

/** The channel and the message of an identity. */
export function messageOf(id: string): { readonly channel: string; readonly message: string } {
  const [channel = "", message = ""] = id.split(":");
  return { channel, message };
}

/** A delivered reply is one message, or a few that belong together. */
const SEPARATOR = "+";
export const joined = (parts: readonly string[]): string => parts.join(SEPARATOR);
export const partsOf = (message: string): readonly string[] => message.split(SEPARATOR);

/** Where a conversation is held: a direct message has no root, and a command's becomes known with its first reply. */
export type Place = {
  readonly channel: string;
  /** The thread, and the message that it hangs on. */
  readonly root?: string;
  readonly isCommand: boolean;
};

export function placeOf({ thread }: ConversationKey): Place {
  const [channel = "", root] = thread.split(":");
  if (root === undefined) return { channel, isCommand: false };
  return root.startsWith(COMMAND)
    ? { channel, isCommand: true }
    : { channel, root, isCommand: false };
}

/** An event's identity; it tells in which channel it happened. */
export const eventId = (kind: string, channel: string, ...rest: readonly string[]): string =>
  [kind, channel, ...rest].join(":");

/** The channel in which an event happened; undefined for what is our own. */
export function channelOfEvent(event: string): string | undefined {
  const [, channel, ...rest] = event.split(":");
  return rest.length === 0 ? undefined : channel;
}

/** Whether somebody waits for the answer to a command, a form or a menu. */
export const isAsked = (event: string): boolean => event.startsWith("command:");
