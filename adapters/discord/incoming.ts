import { SnowflakeUtil } from "discord.js";
import { z } from "zod";

import type { ConversationKey, GivenFile, Incoming } from "../../src/index.ts";
import { fileId } from "./files.ts";
import { eventId, messageId } from "./places.ts";
import type { Where } from "./places.ts";
import { isMenu, tokenIn } from "./render.ts";

/** Only the fields that are read; everything else in a payload is none of our business. */
const User = z.object({
  id: z.string(),
  username: z.string().optional(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
});
const Member = z.object({ nick: z.string().nullish(), permissions: z.string().optional() });

const Attachment = z.object({
  id: z.string(),
  filename: z.string(),
  size: z.number().optional(),
});

const Message = z.object({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string().nullish(),
  type: z.number().optional(),
  author: User,
  member: Member.partial().nullish(),
  webhook_id: z.string().nullish(),
  content: z.string().nullish(),
  attachments: z.array(Attachment).nullish().catch(undefined),
  timestamp: z.string().optional(),
  edited_timestamp: z.string().nullish(),
  mentions: z.array(User.partial().extend({ id: z.string() })).nullish(),
  message_reference: z
    .object({ message_id: z.string().nullish(), channel_id: z.string().nullish() })
    .nullish(),
  referenced_message: z.object({ author: z.object({ id: z.string() }).nullish() }).nullish(),
});

const Deleted = z.object({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string().nullish(),
});

/** Ordinary words and replies; joins, pins and what a thread begins with are neither. */
const SAID: ReadonlySet<number> = new Set([0, 19]);

type Person = Exclude<Incoming, { readonly kind: "trouble" }>["from"];

/** Somebody, by the name that is shown of them. */
const personOf = (
  user: z.infer<typeof User>,
  member: z.infer<typeof Member> | null | undefined,
): Person => ({
  id: user.id,
  name: member?.nick ?? user.global_name ?? user.username ?? "somebody",
});

/** The words as people see them, without the mention of the bot. */
function wordsOf(
  content: string,
  bot: string,
  mentions: readonly { readonly id: string; readonly name: string }[] = [],
): string {
  const names = new Map(mentions.map(({ id, name }) => [id, name]));
  return content
    .replaceAll(new RegExp(`<@!?${bot}>`, "g"), " ")
    .replaceAll(/<@!?(\d+)>/g, (_, id: string) => `@${names.get(id) ?? "somebody"}`)
    .replaceAll(/<@&\d+>/g, " ")
    .replaceAll(/<#\d+>/g, " ")
    .replaceAll(/<a?:\w+:\d+>/g, " ")
    .replaceAll(/<t:\d+(?::\w)?>/g, " ")
    .replaceAll(/<(https?:\/\/[^>\s]+)>/g, "$1")
    .replaceAll(/\|\|/g, " ")
    .replaceAll(/```(?:\w+\n)?|`/g, " ")
    .replaceAll(/[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g, "")
    .replaceAll(/[^\S\n]+/g, " ")
    .trim();
}

/** Something that somebody wrote. Which conversation it belongs to is known only with its channel. */
export type Written = {
  readonly where: Where;
  readonly message: string;
  readonly event: string;
  readonly from: Person;
  readonly at: string;
  readonly text: string;
  readonly files: readonly GivenFile[];
  /** Whether it is for the bot wherever it is said. */
  readonly isAddressed: boolean;
  /** The message that it answers; it may be one of ours. */
  readonly answers?: string;
  /** When it was changed, for one that was. */
  readonly editedAt?: string;
};

const saidBy = (channel: string, message: string): string => eventId("message", channel, message);

/** Reads a message; undefined when no person said it. */
export function parseMessage(payload: unknown, bot: string): Written | undefined {
  const { data } = Message.safeParse(payload);
  if (data === undefined) return undefined;
  const { author, member, mentions, message_reference: reference } = data;
  if (author.bot === true || author.id === bot || data.webhook_id) return undefined;
  if (data.type !== undefined && !SAID.has(data.type)) return undefined;
  const names = (mentions ?? []).map((one) => ({ id: one.id, name: personOf(one, null).name }));
  const isNamed = new RegExp(`<@!?${bot}>`).test(data.content ?? "");
  const isMention = isNamed || names.some(({ id }) => id === bot);
  const isAnswer = data.referenced_message?.author?.id === bot;
  const isDirect = !data.guild_id;
  const answered = reference?.message_id;
  return {
    where: { channel: data.channel_id, ...(data.guild_id ? { guild: data.guild_id } : {}) },
    message: data.id,
    event: saidBy(data.channel_id, data.id),
    from: personOf(author, member),
    at: data.timestamp === undefined ? instantOf(data.id) : instantIn(data.timestamp),
    text: wordsOf(data.content ?? "", bot, names),
    files: (data.attachments ?? []).map(({ id, filename, size = 0 }) => ({
      id: fileId(data.channel_id, data.id, id),
      name: filename,
      bytes: size,
    })),
    isAddressed: isMention || isAnswer || isDirect,
    ...(answered ? { answers: messageId(reference.channel_id ?? data.channel_id, answered) } : {}),
    ...(data.edited_timestamp ? { editedAt: instantIn(data.edited_timestamp) } : {}),
  };
}

const instantIn = (timestamp: string): string => new Date(timestamp).toISOString();

/** When something of Discord's came to be, as its identity tells. */
export const instantOf = (snowflake: string): string =>
  new Date(SnowflakeUtil.timestampFrom(snowflake)).toISOString();

/**
 * What somebody wrote, and the files that came with it, as events of a conversation; where there are
 * only files, there is nothing to say to the words.
 */
export function saidIn(written: Written, conversation: ConversationKey): readonly Incoming[] {
  const { event, from, at, text, files, isAddressed } = written;
  const common = { conversation, from, at };
  return [
    ...(text === "" && files.length > 0
      ? []
      : [{ ...common, event, kind: isAddressed ? "mention" : "message", text } as const]),
    ...(files.length === 0
      ? []
      : [{ ...common, event: `${event}:files`, kind: "files", files, isAddressed } as const]),
  ];
}

/** A message that was changed, as an event of a conversation. */
export const editedIn = (
  { event, from, text, at, editedAt = at }: Written,
  conversation: ConversationKey,
): Incoming => ({
  event: `edited:${event}:${editedAt}`,
  conversation,
  from,
  at: editedAt,
  kind: "edited",
  of: event,
  text,
});

export type TakenAway = {
  readonly where: Where;
  readonly message: string;
};

/** Reads that a message was taken away; Discord does not tell whose it was, nor by whom. */
export function parseDeleted(payload: unknown): TakenAway | undefined {
  const { data } = Deleted.safeParse(payload);
  if (data === undefined) return undefined;
  const { id, channel_id: channel, guild_id: guild } = data;
  return { where: { channel, ...(guild ? { guild } : {}) }, message: id };
}

export const deletedIn = (
  { where, message }: TakenAway,
  conversation: ConversationKey,
  at: string,
): Incoming => ({
  event: `deleted:${saidBy(where.channel, message)}`,
  conversation,
  from: { id: "", name: "Somebody" },
  at,
  kind: "deleted",
  of: saidBy(where.channel, message),
});

const THREADS: ReadonlySet<number> = new Set([10, 11, 12]);

/** The channel that a thread hangs in; undefined for what is no thread. */
export const parentOf = (channel: {
  readonly type?: number | undefined;
  readonly parent_id?: string | null | undefined;
}): string | undefined =>
  channel.type !== undefined && THREADS.has(channel.type) && channel.parent_id
    ? channel.parent_id
    : undefined;

const Interaction = z.object({
  id: z.string(),
  application_id: z.string(),
  token: z.string(),
  type: z.number(),
  guild_id: z.string().nullish(),
  channel_id: z.string().nullish(),
  channel: z
    .object({ id: z.string(), type: z.number().optional(), parent_id: z.string().nullish() })
    .nullish(),
  member: Member.extend({ user: User }).nullish(),
  user: User.nullish(),
  app_permissions: z.string().nullish(),
  message: Message.partial().extend({ id: z.string(), author: User.partial().nullish() }).nullish(),
  data: z.unknown(),
});

/** What every use of a command, button, menu or form tells. */
export type Asked = {
  readonly id: string;
  readonly application: string;
  /** Answers it for a quarter of an hour, and whoever has it; it is never stored or logged. */
  readonly token: string;
  readonly where: Where;
  readonly from: Person;
  /** What the person may do there, as a set of bits. */
  readonly mayDo: bigint;
  /** What we may do there; undefined when Discord does not say. */
  readonly weMayDo?: bigint;
};

/** The message on which a button, a menu or a form was used. */
type On = { readonly message: string; readonly words: string };

export type Interaction = Asked &
  (
    | {
        readonly kind: "command";
        readonly task: string;
        readonly isPrivate: boolean;
        /** What is only looked up: help, list, setup. */
        readonly show?: string;
      }
    | { readonly kind: "shortcut"; readonly message: string; readonly text: string }
    | { readonly kind: "press"; readonly press: string; readonly on: On }
    /** A form, with what was filled in, by the name of each field. */
    | {
        readonly kind: "form";
        readonly form: string;
        readonly values: ReadonlyMap<string, string>;
        readonly on?: On;
      }
    /** It came from something of ours that this version does not know. */
    | { readonly kind: "unknown" }
  );

const TYPE = { command: 2, component: 3, form: 5 } as const;
const MESSAGE_COMMAND = 3;

const Option: z.ZodType<CommandOption> = z.lazy(() =>
  z.object({
    name: z.string(),
    value: z.union([z.string(), z.boolean(), z.number()]).optional(),
    options: z.array(Option).optional(),
  }),
);
type CommandOption = {
  readonly name: string;
  readonly value?: string | boolean | number | undefined;
  readonly options?: readonly CommandOption[] | undefined;
};
const Command = z.object({
  type: z.number().optional(),
  options: z.array(Option).optional(),
  target_id: z.string().optional(),
  resolved: z.object({ messages: z.record(z.string(), Message.partial()).optional() }).optional(),
});
const Component = z.object({
  custom_id: z.string(),
  values: z.array(z.string()).optional(),
});
const Form = z.object({ custom_id: z.string(), components: z.array(z.unknown()) });

/** What was filled in, wherever in the form it stands. */
function valuesIn(components: readonly unknown[]): readonly (readonly [string, string])[] {
  return components.flatMap((one) => {
    if (typeof one !== "object" || one === null) return [];
    const {
      custom_id: name,
      value,
      values,
      component,
      components: inner,
    } = one as Record<string, unknown>;
    const chosen =
      typeof value === "string" ? value : Array.isArray(values) ? values[0] : undefined;
    if (typeof name === "string" && typeof chosen === "string") return [[name, chosen] as const];
    return valuesIn([component, ...(Array.isArray(inner) ? inner : [])]);
  });
}

/** Words that ask to be shown something, where a case could stand. */
const LOOKUPS = ["help", "list", "setup", "privacy"] as const;
const isLookup = (words: string): boolean =>
  (LOOKUPS as readonly string[]).includes(words.trim().toLowerCase());

function commandIn(data: unknown, bot: string) {
  const { data: command } = Command.safeParse(data);
  if (command === undefined) return { kind: "unknown" } as const;
  if (command.type === MESSAGE_COMMAND) {
    const message = command.target_id ?? "";
    const target = command.resolved?.messages?.[message];
    return { kind: "shortcut", message, text: wordsOf(target?.content ?? "", bot) } as const;
  }
  const options = new Map<string, CommandOption["value"]>();
  // A name with options of its own is a command in the command, and says what is to be shown.
  let show: string | undefined;
  for (const option of command.options ?? []) {
    if (option.options !== undefined || option.value === undefined) show = option.name;
    for (const { name, value } of option.options ?? [option]) options.set(name, value);
  }
  const words = (name: string): string => {
    const value = options.get(name);
    return typeof value === "string" ? wordsOf(value, bot) : "";
  };
  const task = words("task");
  const asked = words("show") || show || (isLookup(task) ? task : "");
  return {
    kind: "command",
    task: isLookup(task) ? "" : task,
    isPrivate: options.get("private") === true,
    ...(isLookup(asked) ? { show: asked.trim().toLowerCase() } : {}),
  } as const;
}

function pressIn(data: unknown, on: On | undefined) {
  const { data: component } = Component.safeParse(data);
  const token = component === undefined ? undefined : tokenIn(component.custom_id);
  if (component === undefined || token === undefined || on === undefined)
    return { kind: "unknown" } as const;
  const press = isMenu(token) ? component.values?.[0] : token;
  return press === undefined
    ? ({ kind: "unknown" } as const)
    : ({ kind: "press", press, on } as const);
}

function formIn(data: unknown, on: On | undefined) {
  const { data: form } = Form.safeParse(data);
  const name = form === undefined ? undefined : tokenIn(form.custom_id);
  return form === undefined || name === undefined
    ? ({ kind: "unknown" } as const)
    : ({
        kind: "form",
        form: name,
        values: new Map(valuesIn(form.components)),
        ...(on === undefined ? {} : { on }),
      } as const);
}

const bits = (permissions: string | null | undefined): bigint | undefined =>
  permissions && /^\d+$/.test(permissions) ? BigInt(permissions) : undefined;

/** Reads an interaction; undefined when it is none that we know how to answer. */
export function parseInteraction(payload: unknown, bot: string): Interaction | undefined {
  const { data } = Interaction.safeParse(payload);
  const user = data?.member?.user ?? data?.user;
  const channel = data?.channel_id ?? data?.channel?.id;
  if (data === undefined || !user || !channel) return undefined;
  const { channel: partial, message } = data;
  const parent = partial ? parentOf(partial) : undefined;
  const weMayDo = bits(data.app_permissions);
  const asked: Asked = {
    id: data.id,
    application: data.application_id,
    token: data.token,
    where: {
      channel,
      ...(data.guild_id ? { guild: data.guild_id } : {}),
      ...(parent === undefined ? {} : { parent }),
    },
    from: personOf(user, data.member),
    mayDo: bits(data.member?.permissions) ?? 0n,
    ...(weMayDo === undefined ? {} : { weMayDo }),
  };
  const on = message
    ? {
        message: messageId(message.channel_id ?? channel, message.id),
        words: message.content ?? "",
      }
    : undefined;
  switch (data.type) {
    case TYPE.command:
      return { ...asked, ...commandIn(data.data, bot) };
    case TYPE.component:
      return { ...asked, ...pressIn(data.data, on) };
    case TYPE.form:
      return { ...asked, ...formIn(data.data, on) };
    default:
      return undefined;
  }
}
