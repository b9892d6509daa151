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

const Shortcut = z.object({
  type: z.literal("message_action"),
  callback_id: z.literal("tuning_fork_message"),
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string(), name: z.string().optional() }),
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional(), text: z.string() }),
  trigger_id: z.string(),
});

/** The form in which a case can be written; its private part says which channel it was opened in. */
export const FORM = { callback: "tuning_fork_case", field: "case" } as const;

const Submission = z.object({
  type: z.literal("view_submission"),
  team: z.object({ id: z.string() }),
  user: z.object({ id: z.string(), name: z.string().optional() }),
  view: z.object({
    id: z.string(),
    callback_id: z.literal(FORM.callback),
    private_metadata: z.string(),
    state: z.object({
      values: z.object({
        [FORM.field]: z.object({ [FORM.field]: z.object({ value: z.string() }) }),
      }),
    }),
  }),
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

/** Subtypes that are somebody's words all the same: with a file, or shown in the channel, too. */
const SAID: ReadonlySet<string> = new Set(["file_share", "thread_broadcast"]);

function parseMessage(body: unknown, ownUser: string): Parsed | undefined {
  const { data } = MessageEvent.safeParse(body);
  if (data === undefined) return undefined;
  const { event, team_id: workspace } = data;
  const { channel, ts, user, thread_ts: root } = event;
  // Edits, joins and our own updates come as subtypes; our own posts and other bots with a bot's id.
  const isSaid = event.subtype === undefined || SAID.has(event.subtype);
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

/** Whether a command asks only what can be asked, or nothing at all. */
export const isForHelp = (text: string): boolean => /^\s*(?:help|\?)?\s*$/i.test(text);

/** What was asked where nobody else could see it. */
type Asked = {
  readonly identity: string;
  readonly workspace: string;
  readonly channel: string;
  readonly user: { readonly id: string; readonly name?: string | undefined };
  readonly text: string;
};

const command = ({ identity, workspace, channel, user, text }: Asked, at: string): Parsed => ({
  incoming: {
    event: `command:${identity}`,
    // There is no message yet whose thread it could be; the first reply becomes it.
    conversation: {
      platform: PLATFORM,
      workspace,
      thread: messageId(channel, `command ${identity}`),
    },
    from: { id: user.id, name: user.name ?? user.id },
    at,
    kind: "command",
    text: wordsOf(text, ""),
  },
  isAddressed: true,
});

function parseCommand(body: unknown, at: string): Parsed | undefined {
  const { data } = Command.safeParse(body);
  // A command alone, or for help, is answered at once and to nobody else.
  if (data === undefined || isForHelp(data.text)) return undefined;
  const { trigger_id: identity, team_id: workspace, channel_id: channel, text } = data;
  const user = { id: data.user_id, name: data.user_name };
  return command({ identity, workspace, channel, user, text }, at);
}

function parseSubmission(body: unknown, at: string): Parsed | undefined {
  const { data } = Submission.safeParse(body);
  if (data === undefined) return undefined;
  const { view, team, user } = data;
  const { value: text } = view.state.values[FORM.field][FORM.field];
  const asked = { identity: view.id, workspace: team.id, channel: view.private_metadata };
  return command({ ...asked, user, text }, at);
}

function parseShortcut(body: unknown, at: string): Parsed | undefined {
  const { data } = Shortcut.safeParse(body);
  if (data === undefined) return undefined;
  const { message, channel, user } = data;
  return {
    incoming: {
      event: `shortcut:${data.trigger_id}`,
      conversation: {
        platform: PLATFORM,
        workspace: data.team.id,
        thread: messageId(channel.id, message.thread_ts ?? message.ts),
      },
      from: { id: user.id, name: user.name ?? user.id },
      at,
      kind: "mention",
      text: wordsOf(message.text, ""),
    },
    ...(message.thread_ts === undefined ? {} : { under: messageId(channel.id, message.thread_ts) }),
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
 * @param at the present instant, for what comes without one
 */
export const parsePayload = (body: unknown, ownUser: string, at: string): Parsed | undefined =>
  parseMessage(body, ownUser) ??
  parseClick(body) ??
  parseCommand(body, at) ??
  parseSubmission(body, at) ??
  parseShortcut(body, at);
