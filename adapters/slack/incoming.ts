import { z } from "zod";

import type { ConversationKey, Incoming } from "../../src/index.ts";
import { ACTION_PREFIX } from "./render.ts";

/** Only the fields that are read; everything else in a payload is none of our business. */
const Envelope = z.object({
  team_id: z.string(),
  context_team_id: z.string().nullish(),
  authorizations: z
    .array(z.object({ team_id: z.string().nullish(), user_id: z.string().nullish() }))
    .optional(),
});

/** A file that came with a message; one that lies elsewhere is a link, and no concern of ours. */
const SharedFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  size: z.number().optional(),
  mode: z.string().optional(),
});

const MessageEvent = Envelope.extend({
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
    files: z.array(SharedFile).optional().catch(undefined),
  }),
});

/** What was said in a message that somebody changed or took away, or that is left of it. */
const Written = z.object({
  user: z.string(),
  bot_id: z.string().optional(),
  text: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  subtype: z.string().optional(),
  edited: z.object({ user: z.string(), ts: z.string() }).optional(),
});

const Revised = Envelope.extend({
  event: z.object({
    type: z.literal("message"),
    subtype: z.enum(["message_changed", "message_deleted"]),
    channel: z.string(),
    channel_type: z.string().optional(),
    ts: z.string(),
    // Of a message in whose thread others go on, a stone is left that says so.
    message: Written.partial().optional(),
    previous_message: Written,
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
  response_url: z.string().optional(),
});

/** Who did something, and in which workspace; of an app that an organisation has installed Slack tells none. */
const Actor = {
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({
    id: z.string(),
    name: z.string().optional(),
    team_id: z.string().optional(),
  }),
};

/**
 * The workspace in which something was done: of what was done at a message, the message's. Where
 * nothing else is told, it is taken for the person's own.
 */
const workspaceOf = (
  { team, user }: z.infer<z.ZodObject<typeof Actor>>,
  told: string | null | undefined,
): string | undefined => told || team?.id || user.team_id || undefined;

const Click = z.object({
  type: z.literal("block_actions"),
  ...Actor,
  channel: z.object({ id: z.string() }),
  // What only one person sees has no message, but a container.
  message: z
    .object({ ts: z.string(), thread_ts: z.string().optional(), team: z.string().optional() })
    .optional(),
  container: z.object({ message_ts: z.string(), thread_ts: z.string().optional() }).optional(),
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
  ...Actor,
  channel: z.object({ id: z.string() }),
  message: z.object({
    ts: z.string(),
    thread_ts: z.string().optional(),
    text: z.string(),
    team: z.string().optional(),
  }),
  trigger_id: z.string(),
  response_url: z.string().optional(),
});

/** The form in which a case can be written; its private part says where it was opened. */
export const FORM = { callback: "tuning_fork_case", field: "case", place: "place" } as const;

/** Where a form was opened, for its private part. */
export type OpenedIn = { readonly workspace: string; readonly channel: string };
export const openedIn = ({ workspace, channel }: OpenedIn): string => `${workspace}/${channel}`;
const openedInOf = (metadata: string): Partial<OpenedIn> => {
  const [workspace, channel] = metadata.split("/");
  return workspace && channel ? { workspace, channel } : {};
};

/** Where an organisation has installed the app, this is the organisation. */
const isWorkspace = (id: string | null | undefined): boolean => id?.startsWith("T") === true;

const Submission = z.object({
  type: z.literal("view_submission"),
  ...Actor,
  view: z.object({
    id: z.string(),
    callback_id: z.literal(FORM.callback),
    private_metadata: z.string(),
    team_id: z.string().nullish(),
    app_installed_team_id: z.string().nullish(),
    state: z.object({
      values: z.object({
        [FORM.field]: z.object({ [FORM.field]: z.object({ value: z.string() }) }),
        [FORM.place]: z
          .object({ [FORM.place]: z.object({ selected_conversation: z.string().nullish() }) })
          .optional(),
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
  /** The files that came with it. */
  readonly files?: Incoming;
  /** The message under which it was said or clicked; that message may be one of ours. */
  readonly under?: string;
  /** Whether it is for the bot wherever it is said. */
  readonly isAddressed: boolean;
  /** Where whoever did it can be answered for half an hour, even where the bot is not a member. */
  readonly answerUrl?: string | undefined;
};

/** Subtypes that are somebody's words all the same: with a file, or shown in the channel, too. */
const SAID: ReadonlySet<string> = new Set(["file_share", "thread_broadcast"]);

/** A message of another workspace in a shared channel belongs to the one that has the app. */
const installedIn = ({
  team_id: team,
  context_team_id: context,
  authorizations,
}: z.infer<typeof Envelope>): string => authorizations?.[0]?.team_id ?? context ?? team;

/** The identity of a message as an event: it comes as a mention and as a message, and is one. */
const saidBy = (channel: string, ts: string): string => `message:${messageId(channel, ts)}`;

const DELETED: ReadonlySet<string | undefined> = new Set(["tombstone"]);

/** Somebody changed or took away what they had written; our own updates and link previews are neither. */
function parseRevision(body: unknown, ownUser: string): Parsed | undefined {
  const { data } = Revised.safeParse(body);
  if (data === undefined) return undefined;
  const { event } = data;
  const { channel, message, previous_message: previous } = event;
  const { user, ts, thread_ts: root } = previous;
  const bot = data.authorizations?.[0]?.user_id ?? ownUser;
  if (previous.bot_id !== undefined || user === bot) return undefined;
  const isDeleted = event.subtype === "message_deleted" || DELETED.has(message?.subtype);
  const isEdited = message?.edited !== undefined && message.text !== previous.text;
  if (!isDeleted && !isEdited) return undefined;
  const thread = root === undefined && event.channel_type === "im" ? "direct" : (root ?? ts);
  const common = {
    conversation: {
      platform: PLATFORM,
      workspace: installedIn(data),
      thread: messageId(channel, thread),
    },
    from: { id: user, name: user },
    at: instantOf(event.ts),
    of: saidBy(channel, ts),
  };
  return {
    incoming: isDeleted
      ? { ...common, event: `deleted:${messageId(channel, ts)}`, kind: "deleted" }
      : {
          ...common,
          event: `edited:${messageId(channel, ts)}:${message?.edited?.ts ?? ""}`,
          kind: "edited",
          text: wordsOf(message?.text ?? "", bot),
        },
    ...(root === undefined ? {} : { under: messageId(channel, root) }),
    isAddressed: false,
  };
}

/** The files of a message, as an event that comes after its words. */
function givenWith(
  said: Pick<PersonDid, "event" | "conversation" | "from" | "at">,
  shared: readonly z.infer<typeof SharedFile>[],
  isAddressed: boolean,
): Incoming | undefined {
  const files = shared
    .filter(({ mode }) => mode !== "external" && mode !== "tombstone")
    .map(({ id, name, size = 0 }) => ({ id, name: name ?? "file", bytes: size }));
  return files.length === 0
    ? undefined
    : { ...said, event: `${said.event}:files`, kind: "files", files, isAddressed };
}

type PersonDid = Exclude<Incoming, { readonly kind: "trouble" }>;

function parseMessage(body: unknown, ownUser: string): Parsed | undefined {
  const { data } = MessageEvent.safeParse(body);
  if (data === undefined) return undefined;
  const { event } = data;
  const workspace = installedIn(data);
  const { channel, ts, user, thread_ts: root } = event;
  // Edits, joins and our own updates come as subtypes; our own posts and other bots with a bot's id.
  const isSaid = event.subtype === undefined || SAID.has(event.subtype);
  const bot = data.authorizations?.[0]?.user_id ?? ownUser;
  if (!isSaid || event.bot_id !== undefined || user === bot) return undefined;
  const isMention = event.text.includes(`<@${bot}>`);
  const isDirect = event.channel_type === "im";
  const thread = root === undefined && isDirect ? "direct" : (root ?? ts);
  const isAddressed = isMention || isDirect;
  const text = wordsOf(event.text, bot);
  const said = {
    event: saidBy(channel, ts),
    conversation: { platform: PLATFORM, workspace, thread: messageId(channel, thread) },
    from: { id: user, name: user },
    at: instantOf(ts),
  };
  const files = givenWith(said, event.files ?? [], isAddressed);
  return {
    incoming: { ...said, kind: isAddressed ? "mention" : "message", text },
    ...(files === undefined ? {} : { files }),
    ...(root === undefined ? {} : { under: messageId(channel, root) }),
    isAddressed,
  };
}

/** A command that is answered at once and to nobody else. */
export type Lookup = "form" | "help" | "list";

/** Which of these a command is; undefined when it describes a case. */
export function lookupIn(text: string): Lookup | undefined {
  const words = text.trim().toLowerCase();
  if (words === "") return "form";
  if (words === "help" || words === "?") return "help";
  return words === "list" ? "list" : undefined;
}

/** What was asked where nobody else could see it. */
type Asked = {
  readonly identity: string;
  readonly workspace: string;
  readonly channel: string;
  readonly user: { readonly id: string; readonly name?: string | undefined };
  readonly text: string;
  readonly answerUrl?: string | undefined;
};

const command = (
  { identity, workspace, channel, user, text, answerUrl }: Asked,
  at: string,
): Parsed => ({
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
  answerUrl,
});

function parseCommand(body: unknown, at: string): Parsed | undefined {
  const { data } = Command.safeParse(body);
  if (data === undefined || lookupIn(data.text) !== undefined) return undefined;
  const { trigger_id: identity, team_id: workspace, channel_id: channel, text } = data;
  const user = { id: data.user_id, name: data.user_name };
  const answerUrl = data.response_url;
  return command({ identity, workspace, channel, user, text, answerUrl }, at);
}

function parseSubmission(body: unknown, at: string): Parsed | undefined {
  const { data } = Submission.safeParse(body);
  if (data === undefined) return undefined;
  const { view, user } = data;
  const { [FORM.field]: words, [FORM.place]: place } = view.state.values;
  const chosen = place?.[FORM.place].selected_conversation ?? undefined;
  const opened = openedInOf(view.private_metadata);
  const shown = [view.app_installed_team_id, view.team_id].find(isWorkspace);
  const workspace = workspaceOf(data, opened.workspace ?? shown);
  if (workspace === undefined) return undefined;
  // Without a channel it is a matter between the person and the bot.
  const channel = opened.channel ?? chosen ?? user.id;
  const asked = { identity: view.id, workspace, channel };
  return command({ ...asked, user, text: words[FORM.field].value }, at);
}

function parseShortcut(body: unknown, at: string): Parsed | undefined {
  const { data } = Shortcut.safeParse(body);
  if (data === undefined) return undefined;
  const { message, channel, user } = data;
  const workspace = workspaceOf(data, message.team);
  if (workspace === undefined) return undefined;
  return {
    incoming: {
      event: `shortcut:${data.trigger_id}`,
      conversation: {
        platform: PLATFORM,
        workspace,
        thread: messageId(channel.id, message.thread_ts ?? message.ts),
      },
      from: { id: user.id, name: user.name ?? user.id },
      at,
      kind: "mention",
      text: wordsOf(message.text, ""),
    },
    ...(message.thread_ts === undefined ? {} : { under: messageId(channel.id, message.thread_ts) }),
    isAddressed: true,
    answerUrl: data.response_url,
  };
}

/**
 * The button on what only one person sees: to go on in a direct message. What follows names the
 * thread that could not be begun.
 */
export const CONTINUE = "continue:";

function parseClick(body: unknown): Parsed | undefined {
  const { data } = Click.safeParse(body);
  if (data === undefined) return undefined;
  const { channel, user, container } = data;
  const [action] = data.actions;
  const token = action.value ?? action.selected_option?.value;
  const message =
    data.message ??
    (container === undefined
      ? undefined
      : { ts: container.message_ts, thread_ts: container.thread_ts });
  const workspace = workspaceOf(data, data.message?.team);
  if (token === undefined || message === undefined || workspace === undefined) return undefined;
  return {
    incoming: {
      event: `click:${user.id}:${action.action_ts}`,
      conversation: {
        platform: PLATFORM,
        workspace,
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

/** What only this app's own buttons, forms and menus send. */
const Interaction = z.object({
  type: z.enum(["block_actions", "view_submission", "message_action"]),
  trigger_id: z.string().optional(),
  view: z.unknown().optional(),
});

/**
 * The identity of an interaction that should be ours to read; undefined for anything else, and for
 * what happens on the app's own page, where nothing is said.
 */
export function interactionIn(body: unknown): string | undefined {
  const { data } = Interaction.safeParse(body);
  const isOnPage = data?.type === "block_actions" && data.view !== undefined;
  return data === undefined || isOnPage ? undefined : (data.trigger_id ?? data.type);
}

/**
 * Reads a payload of Slack; undefined when it is none of our business.
 *
 * @param ownUser the bot's own user, for payloads that do not name it
 * @param at the present instant, for what comes without one
 */
export const parsePayload = (body: unknown, ownUser: string, at: string): Parsed | undefined =>
  parseMessage(body, ownUser) ??
  parseRevision(body, ownUser) ??
  parseClick(body) ??
  parseCommand(body, at) ??
  parseSubmission(body, at) ??
  parseShortcut(body, at);
