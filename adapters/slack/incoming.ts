import { z } from "zod";

import type { ConversationKey, Incoming } from "../../src/index.ts";
import { ACTION_PREFIX } from "./render.ts";

/** Only the fields that are read; everything else in a payload is none of our business. */
const MessageEvent = z.object({
  team_id: z.string(),
  authorizations: z.array(z.object({ user_id: z.string().nullish() })).optional(),
  event: z.object({
    type: z.enum(["message", "app_mention"]),
    subtype: z.string().optional(),
    bot_id: z.string().optional(),
    channel: z.string(),
    channel_type: z.string().optional(),
    user: z.string(),
    text: z.string(),
    ts: z.string(),
    thread_ts: z.string().optional(),
  }),
});

const Command = z.object({
  command: z.literal("/tuning-fork"),
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  user_name: z.string().optional(),
  text: z.string(),
  trigger_id: z.string(),
});

const Click = z.object({
  type: z.literal("block_actions"),
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string(), name: z.string().optional() }),
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }),
  actions: z.tuple([
    z.object({
      action_id: z.string().startsWith(ACTION_PREFIX),
      action_ts: z.string(),
      value: z.string().optional(),
      selected_option: z.object({ value: z.string() }).nullish(),
    }),
  ]),
});

const PLATFORM = "slack";

/** A message's identity among all of a workspace. */
export const messageId = (channel: string, ts: string): string => `${channel}:${ts}`;

/** Where a message of ours goes: the channel, and the message whose thread it is, if there is one. */
export const placeOf = ({ thread }: ConversationKey): { channel: string; root?: string } => {
  const [channel = "", root = ""] = thread.split(":");
  return /^\d+\.\d+$/.test(root) ? { channel, root } : { channel };
};

const instantOf = (ts: string): string => new Date(Number(ts) * 1000).toISOString();

/** The words as people see them, without the mention of the bot. */
function wordsOf(text: string, bot: string): string {
  return text
    .replaceAll(`<@${bot}>`, " ")
    .replaceAll(/<(?:https?:|mailto:)[^|>]*\|([^>]*)>/g, "$1")
    .replaceAll(/<((?:https?:|mailto:)[^|>]*)>/g, "$1")
    .replaceAll(/<[@#!][^|>]*\|([^>]*)>/g, "$1")
    .replaceAll(/<[@#!][^>]*>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .trim();
}

/** What happened, and where it may belong: the conversation of its own thread is known only to the store. */
export type Parsed = {
  readonly incoming: Incoming;
  /** The message under which it was said or clicked; that message may be one of ours. */
  readonly under?: string;
  /** Whether it is for the bot wherever it is said. */
  readonly isAddressed: boolean;
};

function parseMessage(body: unknown, ownUser: string): Parsed | undefined {
  const { data } = MessageEvent.safeParse(body);
  if (data === undefined) return undefined;
  const { event, team_id: workspace } = data;
  const { channel, ts, user, thread_ts: root } = event;
  // Edits, joins and our own updates come as subtypes; our own posts and other bots with a bot's id.
  const isSaid = event.subtype === undefined || event.subtype === "file_share";
  if (!isSaid || event.bot_id !== undefined || user === ownUser) return undefined;
  const bot = data.authorizations?.[0]?.user_id ?? ownUser;
  const isMention = event.text.includes(`<@${bot}>`);
  const isDirect = event.channel_type === "im";
  const thread = root === undefined && isDirect ? "direct" : (root ?? ts);
  return {
    incoming: {
      // The same message comes as a mention and as a message: its own identity makes it one event.
      event: `message:${messageId(channel, ts)}`,
      conversation: { platform: PLATFORM, workspace, thread: messageId(channel, thread) },
      from: { id: user, name: user },
      at: instantOf(ts),
      kind: isMention || isDirect ? "mention" : "message",
      text: wordsOf(event.text, bot),
    },
    ...(root === undefined ? {} : { under: messageId(channel, root) }),
    isAddressed: isMention || isDirect,
  };
}

/** Whether a command asks only what can be asked. */
export const isForHelp = (text: string): boolean => /^\s*(?:help|\?)?\s*$/i.test(text);

function parseCommand(body: unknown, at: string): Parsed | undefined {
  const { data } = Command.safeParse(body);
  // A command alone, or for help, is answered at once and to nobody else.
  if (data === undefined || isForHelp(data.text)) return undefined;
  const { team_id: workspace, channel_id: channel, user_id: id, user_name: name = id } = data;
  return {
    incoming: {
      event: `command:${data.trigger_id}`,
      // There is no message yet whose thread it could be; the first reply becomes it.
      conversation: {
        platform: PLATFORM,
        workspace,
        thread: messageId(channel, `command ${data.trigger_id}`),
      },
      from: { id, name },
      at,
      kind: "command",
      text: wordsOf(data.text, ""),
    },
    isAddressed: true,
  };
}

function parseClick(body: unknown): Parsed | undefined {
  const { data } = Click.safeParse(body);
  if (data === undefined) return undefined;
  const { channel, message, user } = data;
  const [action] = data.actions;
  const token = action.value ?? action.selected_option?.value;
  if (token === undefined) return undefined;
  return {
    incoming: {
      event: `click:${user.id}:${action.action_ts}`,
      conversation: {
        platform: PLATFORM,
        workspace: data.team.id,
        thread: messageId(channel.id, message.thread_ts ?? message.ts),
      },
      from: { id: user.id, name: user.name ?? user.id },
      at: instantOf(action.action_ts),
      kind: "interaction",
      token,
    },
    under: messageId(channel.id, message.ts),
    isAddressed: false,
  };
}

/**
 * Reads a payload of Slack; undefined when it is none of our business.
 *
 * @param ownUser the bot's own user, for payloads that do not name it
 * @param at the present instant, for commands, which have none
 */
export const parsePayload = (body: unknown, ownUser: string, at: string): Parsed | undefined =>
  parseMessage(body, ownUser) ?? parseCommand(body, at) ?? parseClick(body);
