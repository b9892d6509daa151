import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";

/**
 * A Discord of one server and any number of direct messages, with state: channels, threads,
 * permissions, nonces, interactions and what only one person sees. It has the REST interface and the
 * gateway, with sessions that can be resumed, and it can have bad days.
 */
export const BOT = { id: "900000000000000001", application: "900000000000000002" };
export const GUILD = "800000000000000001";
const EPOCH = 1_420_070_400_000;

type Json = Readonly<Record<string, unknown>>;
type Component = Json & { readonly components?: readonly Component[] };

export type Message = {
  readonly id: string;
  readonly channel_id: string;
  readonly author: { readonly id: string; readonly username: string; readonly bot?: boolean };
  readonly timestamp: string;
  content: string;
  components: readonly Component[];
  flags: number;
  edited_timestamp: string | null;
  readonly type: number;
  readonly message_reference?: Json;
  attachments: readonly { readonly filename: string; readonly content: string }[];
  /** Only the one that this names sees it. */
  readonly visibleTo?: string;
};

type Channel = {
  readonly id: string;
  readonly type: number;
  readonly name: string;
  readonly parent_id?: string;
  readonly recipient?: string;
  readonly messages: Message[];
  readonly members: Set<string>;
  /** What the bot may not do there, as bits. */
  denied: bigint;
  archived: boolean;
  locked: boolean;
};

type Interaction = {
  readonly id: string;
  readonly token: string;
  readonly user: string;
  readonly channel: string;
  readonly message?: string;
  readonly askedAt: number;
  answer?: Json & { readonly type: number };
  answeredAt?: number;
};

type Call = {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
};

/** What goes wrong with the next call that fits. */
export type Fault =
  | { readonly kind: "error"; readonly status: number; readonly code: number }
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "rate limit"; readonly seconds: number }
  /** It is done, but nobody hears of it. */
  | { readonly kind: "done, and 502" }
  | { readonly kind: "done, and cut off" }
  /** It is not done, and nobody answers. */
  | { readonly kind: "silent" };

export const PERMISSION = {
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  sendMessagesInThreads: 1n << 38n,
  manageGuild: 1n << 5n,
} as const;
const textIn = (value: unknown): string => (typeof value === "string" ? value : "");
const ALL = (1n << 50n) - 1n - (1n << 3n);

const THREAD = 11;
const DIRECT = 1;
const FORUM = 15;
const EPHEMERAL = 64;
const CARD = 32_768;
const CONTENT_INTENT = 1 << 15;

class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number) {
    super(String(code));
    this.status = status;
    this.code = code;
  }
}

const NOT_FOUND = { channel: 10_003, message: 10_008, interaction: 10_062 } as const;

/** The part named so of a body with files, and the files. */
function multipart(body: Buffer, contentType: string) {
  const boundary = /boundary=(?:"([^"]+)"|([^;]+))/.exec(contentType)?.slice(1).find(Boolean) ?? "";
  const files: { filename: string; content: string }[] = [];
  let json: unknown;
  for (const part of body.toString("utf8").split(`--${boundary}`)) {
    const at = part.indexOf("\r\n\r\n");
    if (at < 0) continue;
    const head = part.slice(0, at);
    const content = part.slice(at + 4).replace(/\r\n$/, "");
    const filename = /filename="([^"]*)"/.exec(head)?.[1];
    if (filename !== undefined) files.push({ filename, content });
    else if (/name="payload_json"/.test(head)) json = JSON.parse(content);
  }
  return { json, files };
}

export async function createFakeDiscord({
  flags: ownFlags = 0,
  check = () => [],
  names = new Map(),
}: {
  /** The application's own, which tell whether the intent for words is granted. */
  readonly flags?: number;
  /** How people are called. */
  readonly names?: ReadonlyMap<string, string>;
  /** What is wrong with a body. */
  readonly check?: (method: string, path: string, body: unknown) => readonly string[];
} = {}) {
  const userOf = (id: string) => ({
    id,
    username: id === BOT.id ? "tuning-fork" : `user-${id}`,
    global_name: id === BOT.id ? "Tuning Fork" : (names.get(id) ?? `Name of ${id}`),
    discriminator: "0",
    avatar: null,
    ...(id === BOT.id ? { bot: true } : {}),
  });

  const channels = new Map<string, Channel>();
  const messages = new Map<string, Message>();
  const nonces = new Map<string, Message>();
  const interactions = new Map<string, Interaction>();
  const ephemeral: Message[] = [];
  const calls: Call[] = [];
  const problems: string[] = [];
  const faults: { readonly fits: RegExp; readonly fault: Fault }[] = [];
  const identifies: { readonly intents: number; readonly shard: readonly number[] }[] = [];
  const resumes: number[] = [];
  const sockets = new Set<WebSocket>();
  let commands: unknown[] = [];
  let sequence = 0;
  let session = 0;
  /** What was told in this session, to be told again when it is resumed. */
  let told: { readonly s: number; readonly t: string; readonly d: unknown }[] = [];
  let lastId = 0n;
  let now = Date.parse("2026-11-24T12:00:00Z");
  let sessionsLeft = 1000;
  let refuseIntent = false;
  let intents = 0;
  /** Whether only what is addressed to the bot reaches it with its words. */
  const hearsAll = (): boolean => (intents & CONTENT_INTENT) !== 0;

  const nextId = (): string => {
    const id = (BigInt(now - EPOCH) << 22n) + 1n;
    lastId = id > lastId ? id : lastId + 1n;
    return String(lastId);
  };

  function makeChannel(id: string, given: Partial<Channel> = {}): Channel {
    const channel: Channel = {
      id,
      type: 0,
      name: `channel-${id.slice(-3)}`,
      messages: [],
      members: new Set(),
      denied: 0n,
      archived: false,
      locked: false,
      ...given,
    };
    channels.set(id, channel);
    return channel;
  }

  const channelOf = (id: string): Channel => {
    const channel = channels.get(id);
    if (channel === undefined) throw new Refusal(404, NOT_FOUND.channel);
    return channel;
  };
  const messageOf = (channel: string, id: string): Message => {
    const message = messages.get(id);
    if (message === undefined || message.channel_id !== channel)
      throw new Refusal(404, NOT_FOUND.message);
    return message;
  };
  /** What the bot may do in a channel: a thread takes it from the channel around it. */
  const deniedIn = ({ denied, parent_id: parent }: Channel): bigint =>
    denied | (parent === undefined ? 0n : (channels.get(parent)?.denied ?? 0n));
  const need = (channel: Channel, ...bits: bigint[]): void => {
    const denied = deniedIn(channel);
    if ((denied & PERMISSION.viewChannel) !== 0n) throw new Refusal(403, 50_001);
    if (bits.some((bit) => (denied & bit) !== 0n)) throw new Refusal(403, 50_013);
  };

  let hasOwnThreadIds = false;
  let takesCards = true;
  let isMuted = false;

  function dispatch(t: string, d: unknown): void {
    if (isMuted && t !== "READY") return;
    isMuted = false;
    sequence += 1;
    const payload = { op: 0, s: sequence, t, d };
    told.push(payload);
    for (const socket of sockets) socket.send(JSON.stringify(payload));
  }

  const fileAddress = (message: string, at: number): string =>
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/cdn/${message}/${at}`;

  const shown = (message: Message): Json => {
    const channel = channels.get(message.channel_id);
    const reference = message.message_reference?.["message_id"];
    const answered = typeof reference === "string" ? messages.get(reference) : undefined;
    const { visibleTo: _, attachments, ...rest } = message;
    return {
      ...rest,
      ...(channel?.type === DIRECT ? {} : { guild_id: GUILD }),
      ...(answered === undefined ? {} : { referenced_message: { ...answered, attachments: [] } }),
      attachments: attachments.map(({ filename, content }, at) => ({
        id: String(at),
        filename,
        size: Buffer.byteLength(content),
        url: fileAddress(message.id, at),
        proxy_url: fileAddress(message.id, at),
      })),
      mentions: [...message.content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => userOf(id ?? "")),
      embeds: [],
      tts: false,
      pinned: false,
    };
  };

  /** What reaches the bot of a message: without the intent, words only if they are for it. */
  function heard(message: Message, pings: readonly string[]): Json {
    const full = shown(message);
    const isDirect = channels.get(message.channel_id)?.type === DIRECT;
    const mentions = [...(full["mentions"] as { readonly id: string }[]), ...pings.map(userOf)];
    const isForBot = mentions.some(({ id }) => id === BOT.id);
    const isOwn = message.author.id === BOT.id;
    return {
      ...full,
      mentions,
      ...(hearsAll() || isDirect || isForBot || isOwn ? {} : { content: "", components: [] }),
      member: { nick: null, roles: [], joined_at: message.timestamp },
    };
  }

  function post(channel: Channel, author: string, body: Json, files: Message["attachments"] = []) {
    if (channel.type === FORUM) throw new Refusal(400, 50_008);
    if (channel.locked) throw new Refusal(403, 160_005);
    // Whoever writes in an archived thread opens it again.
    channel.archived = false;
    const message: Message = {
      id: nextId(),
      channel_id: channel.id,
      author: userOf(author),
      timestamp: new Date(now).toISOString(),
      content: textIn(body["content"]).trim(),
      components: (body["components"] as Component[] | undefined) ?? [],
      flags: Number(body["flags"] ?? 0),
      edited_timestamp: null,
      type: body["message_reference"] === undefined ? 0 : 19,
      attachments: files,
      ...(body["message_reference"] === undefined
        ? {}
        : { message_reference: body["message_reference"] as Json }),
    };
    channel.messages.push(message);
    channel.members.add(author);
    messages.set(message.id, message);
    return message;
  }

  /** https://docs.discord.com/developers/resources/message#create-message, the parts that matter. */
  function postOwn(channel: Channel, body: Json, files: Message["attachments"]) {
    need(
      channel,
      channel.type === THREAD ? PERMISSION.sendMessagesInThreads : PERMISSION.sendMessages,
      ...(body["message_reference"] === undefined ? [] : [PERMISSION.readMessageHistory]),
      ...(files.length > 0 ? [PERMISSION.attachFiles] : []),
    );
    refuseCard(body);
    refuseMissing(body, files);
    const nonce =
      body["enforce_nonce"] === true ? `${channel.id} ${String(body["nonce"])}` : undefined;
    const known = nonce === undefined ? undefined : nonces.get(nonce);
    if (known !== undefined) return known;
    const message = post(channel, BOT.id, body, files);
    if (nonce !== undefined) nonces.set(nonce, message);
    dispatch("MESSAGE_CREATE", heard(message, []));
    return message;
  }

  function refuseCard(body: Json): void {
    if (!takesCards && (Number(body["flags"] ?? 0) & CARD) !== 0) throw new Refusal(400, 50_035);
  }

  /** A gallery shows files that come with it. */
  function refuseMissing(body: Json, files: Message["attachments"]): void {
    const shownFiles = JSON.stringify(body["components"] ?? []).matchAll(
      /attachment:\/\/([^"]+)"/g,
    );
    for (const [, name] of shownFiles)
      if (!files.some(({ filename }) => filename === name)) throw new Refusal(400, 50_035);
  }

  function edit(message: Message, body: Json, files: Message["attachments"] = []): Message {
    refuseCard(body);
    refuseMissing(body, files);
    if (files.length > 0) need(channelOf(message.channel_id), PERMISSION.attachFiles);
    if (channels.get(message.channel_id)?.archived === true) throw new Refusal(400, 50_083);
    const wasCard = (message.flags & CARD) !== 0;
    const flags = Number(body["flags"] ?? message.flags);
    const isCard = wasCard || (flags & CARD) !== 0;
    if (isCard && typeof body["content"] === "string") throw new Refusal(400, 50_035);
    if (body["content"] !== undefined) message.content = textIn(body["content"]);
    if (body["components"] !== undefined) message.components = body["components"] as Component[];
    message.flags = isCard ? flags | CARD : flags;
    // What is not named any more is gone; without a word about them, all stay.
    const kept = body["attachments"] === undefined ? message.attachments : [];
    message.attachments = [...kept, ...files];
    message.edited_timestamp = new Date(now).toISOString();
    return message;
  }

  function openThread(parent: Channel, root: string, name: string): Channel {
    need(parent, PERMISSION.createPublicThreads);
    if (channels.has(root)) throw new Refusal(400, 160_004);
    messageOf(parent.id, root);
    const thread = makeChannel(hasOwnThreadIds ? nextId() : root, {
      type: THREAD,
      name,
      parent_id: parent.id,
      members: new Set([BOT.id]),
    });
    dispatch("THREAD_CREATE", { ...channelJson(thread), newly_created: true });
    return thread;
  }

  const channelJson = (channel: Channel): Json => ({
    id: channel.id,
    type: channel.type,
    name: channel.name,
    position: 0,
    permission_overwrites:
      channel.denied === 0n
        ? []
        : [{ id: BOT.id, type: 1, allow: "0", deny: String(channel.denied) }],
    ...(channel.type === DIRECT
      ? { recipients: [userOf(channel.recipient ?? "")] }
      : { guild_id: GUILD }),
    ...(channel.parent_id === undefined ? {} : { parent_id: channel.parent_id }),
    ...(channel.type === THREAD
      ? {
          owner_id: BOT.id,
          thread_metadata: {
            archived: channel.archived,
            locked: channel.locked,
            auto_archive_duration: 4320,
            archive_timestamp: new Date(now).toISOString(),
          },
        }
      : {}),
  });

  const directWith = (user: string): Channel => {
    const known = [...channels.values()].find(({ recipient }) => recipient === user);
    return known ?? makeChannel(nextId(), { type: DIRECT, recipient: user, name: "" });
  };

  const known = (id: string): Interaction => {
    const interaction = [...interactions.values()].find(({ token }) => token === id);
    if (interaction === undefined) throw new Refusal(404, 10_015);
    return interaction;
  };

  function whisper(to: Interaction, body: Json): Message {
    const message: Message = {
      id: nextId(),
      channel_id: to.channel,
      author: userOf(BOT.id),
      timestamp: new Date(now).toISOString(),
      content: textIn(body["content"]),
      components: (body["components"] as Component[] | undefined) ?? [],
      flags: Number(body["flags"] ?? 0),
      edited_timestamp: null,
      type: 0,
      attachments: [],
      visibleTo: to.user,
    };
    ephemeral.push(message);
    return message;
  }

  /** The answers to what was done; each may be answered first only once. */
  function answer(interaction: Interaction, body: Json): void {
    if (interaction.answer !== undefined) throw new Refusal(400, 40_060);
    interaction.answer = body as NonNullable<Interaction["answer"]>;
    interaction.answeredAt = performance.now();
    const data = body["data"] as Json | undefined;
    if (body["type"] === 4 && data !== undefined) whisper(interaction, data);
  }

  type Route = {
    readonly method: string;
    readonly path: RegExp;
    readonly run: (
      parts: readonly string[],
      body: Json,
      files: Message["attachments"],
      query: URLSearchParams,
    ) => unknown;
  };
  const ROUTES: readonly Route[] = [
    {
      method: "GET",
      path: /^\/gateway\/bot$/,
      run: () => ({
        url: `ws://127.0.0.1:${port}/gateway`,
        shards: 1,
        session_start_limit: {
          total: 1000,
          remaining: sessionsLeft,
          reset_after: 40_000,
          max_concurrency: 1,
        },
      }),
    },
    {
      method: "GET",
      path: /^\/applications\/@me$/,
      run: () => ({ id: BOT.application, name: "Tuning Fork", flags: ownFlags }),
    },
    { method: "GET", path: /^\/applications\/\d+\/commands$/, run: () => commands },
    {
      method: "GET",
      path: /^\/users\/@me$/,
      run: () => ({ id: BOT.id, username: "tuning-fork", bot: true }),
    },
    {
      method: "GET",
      path: /^\/users\/@me\/guilds$/,
      run: () => (channels.size === 0 ? [] : [{ id: GUILD, name: "The team" }]),
    },
    {
      method: "PUT",
      path: /^\/applications\/\d+\/commands$/,
      run: (_, body) =>
        (commands = (body as unknown as Json[]).map((one, at) => ({
          id: String(at + 1),
          application_id: BOT.application,
          version: "1",
          default_member_permissions: null,
          nsfw: false,
          ...one,
        }))),
    },
    {
      method: "POST",
      path: /^\/users\/@me\/channels$/,
      run: (_, body) => channelJson(directWith(String(body["recipient_id"]))),
    },
    {
      method: "POST",
      path: /^\/channels\/(\d+)\/messages$/,
      run: ([channel = ""], body, files) => shown(postOwn(channelOf(channel), body, files)),
    },
    {
      method: "GET",
      path: /^\/channels\/(\d+)\/messages$/,
      run: ([id = ""], _body, _files, query) => {
        const channel = channelOf(id);
        need(channel, PERMISSION.readMessageHistory);
        const after = BigInt(query.get("after") ?? 0);
        const limit = Number(query.get("limit") ?? 50);
        const found = channel.messages.filter((message) => BigInt(message.id) > after);
        const page = query.has("after") ? found.slice(0, limit) : found.slice(-limit);
        // What is fetched does not say of which server it is, nor who is a member how.
        return page.toReversed().map((message) => {
          const { guild_id: _guild, member: _member, ...rest } = heard(message, pingsOf(message));
          return rest;
        });
      },
    },
    {
      method: "GET",
      path: /^\/channels\/(\d+)\/messages\/(\d+)$/,
      run: ([channel = "", id = ""]) => {
        need(channelOf(channel), PERMISSION.readMessageHistory);
        const { guild_id: _guild, member: _member, ...rest } = heard(messageOf(channel, id), []);
        return rest;
      },
    },
    {
      method: "PATCH",
      path: /^\/channels\/(\d+)\/messages\/(\d+)$/,
      run: ([channel = "", id = ""], body, files) =>
        shown(edit(messageOf(channel, id), body, files)),
    },
    {
      method: "DELETE",
      path: /^\/channels\/(\d+)\/messages\/(\d+)$/,
      run: ([channel = "", id = ""]) => takeAway(messageOf(channel, id)),
    },
    {
      method: "POST",
      path: /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/,
      run: ([channel = "", root = ""], body) =>
        channelJson(openThread(channelOf(channel), root, String(body["name"]))),
    },
    { method: "GET", path: /^\/channels\/(\d+)$/, run: ([id = ""]) => channelJson(channelOf(id)) },
    {
      method: "PATCH",
      path: /^\/channels\/(\d+)$/,
      run: ([id = ""], body) => {
        const channel = channelOf(id);
        if (channel.locked) throw new Refusal(403, 50_013);
        channel.archived = body["archived"] === true;
        return channelJson(channel);
      },
    },
    {
      method: "GET",
      path: /^\/channels\/(\d+)\/thread-members\/(\d+)$/,
      run: ([id = "", user = ""]) => {
        if (!channelOf(id).members.has(user)) throw new Refusal(404, 10_013);
        return { id, user_id: user, join_timestamp: new Date(now).toISOString(), flags: 0 };
      },
    },
    {
      method: "POST",
      path: /^\/interactions\/(\d+)\/([\w-]+)\/callback$/,
      run: ([id = ""], body) => {
        const interaction = interactions.get(id);
        if (interaction === undefined) throw new Refusal(404, NOT_FOUND.interaction);
        answer(interaction, body);
      },
    },
    {
      method: "POST",
      path: /^\/webhooks\/\d+\/([\w-]+)$/,
      run: ([token = ""], body) => {
        const interaction = known(token);
        if (interaction.answer === undefined) throw new Refusal(404, 10_015);
        return shown(whisper(interaction, body));
      },
    },
    {
      method: "PATCH",
      path: /^\/webhooks\/\d+\/([\w-]+)\/messages\/@original$/,
      run: ([token = ""], body) => {
        const interaction = known(token);
        if (interaction.answer === undefined) throw new Refusal(404, 10_015);
        return shown(whisper(interaction, { ...body, flags: EPHEMERAL }));
      },
    },
  ];

  const pings = new Map<string, readonly string[]>();
  const pingsOf = (message: Message): readonly string[] => pings.get(message.id) ?? [];

  function takeAway(message: Message): void {
    const channel = channels.get(message.channel_id);
    messages.delete(message.id);
    channel?.messages.splice(channel.messages.indexOf(message), 1);
    dispatch("MESSAGE_DELETE", {
      id: message.id,
      channel_id: message.channel_id,
      ...(channel?.type === DIRECT ? {} : { guild_id: GUILD }),
    });
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const url = new URL(request.url ?? "/", "http://fake");
    const [, holder = "", place] = /^\/cdn\/(\d+)\/(\d+)$/.exec(url.pathname) ?? [];
    if (place !== undefined) {
      const content = messages.get(holder)?.attachments[Number(place)]?.content;
      return content === undefined
        ? void response.writeHead(404).end()
        : void response.writeHead(200).end(content);
    }
    const path = decodeURIComponent(url.pathname.replace(/^\/api\/v\d+/, ""));
    const type = request.headers["content-type"] ?? "";
    const { json, files } = type.startsWith("multipart/")
      ? multipart(raw, type)
      : { json: raw.length === 0 ? undefined : (JSON.parse(raw.toString()) as unknown), files: [] };
    const method = request.method ?? "";
    calls.push({ method, path, body: json });
    problems.push(...check(method, path, json).map((problem) => `${method} ${path}: ${problem}`));
    const send = (
      status: number,
      body?: unknown,
      headers: Readonly<Record<string, string>> = {},
    ) => {
      response.writeHead(
        status,
        body === undefined ? headers : { "content-type": "application/json", ...headers },
      );
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    const at = faults.findIndex(({ fits }) => fits.test(`${method} ${path}`));
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
    if (fault?.kind === "silent") return;
    if (fault?.kind === "status") return send(fault.status, { message: "bad day" });
    if (fault?.kind === "error") return send(fault.status, { code: fault.code, message: "no" });
    if (fault?.kind === "rate limit")
      return send(
        429,
        { message: "You are being rate limited.", retry_after: fault.seconds, global: false },
        {
          "retry-after": String(fault.seconds),
          "x-ratelimit-limit": "5",
          "x-ratelimit-remaining": "0",
          "x-ratelimit-reset-after": String(fault.seconds),
          "x-ratelimit-bucket": "bucket",
          "x-ratelimit-scope": "user",
        },
      );
    const isOpen = /^\/(?:interactions|webhooks)\//.test(path);
    if (!isOpen && request.headers.authorization !== `Bot ${TOKEN}`)
      return send(401, { message: "401: Unauthorized", code: 0 });
    for (const route of ROUTES) {
      const found = route.method === method ? route.path.exec(path) : null;
      if (found === null) continue;
      try {
        const body = route.run(found.slice(1), (json ?? {}) as Json, files, url.searchParams);
        if (fault?.kind === "done, and 502") return send(502, { message: "bad gateway" });
        if (fault?.kind === "done, and cut off") return void request.socket.destroy();
        return body === undefined ? send(204) : send(200, body);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return send(error.status, { code: error.code, message: "refused" });
      }
    }
    send(404, { code: 0, message: "404: Not Found" });
  }

  let inHand = 0;
  const server = createServer((request, response) => {
    inHand += 1;
    handle(request, response)
      .catch((error: unknown) => {
        problems.push(String(error));
        response.destroy();
      })
      .finally(() => (inHand -= 1));
  });
  const gateway = new WebSocketServer({ server, path: "/gateway" });

  const guildJson = (): Json => ({
    id: GUILD,
    name: "The team",
    unavailable: false,
    owner_id: "1",
    roles: [
      {
        id: GUILD,
        name: "@everyone",
        permissions: String(ALL),
        position: 0,
        color: 0,
        colors: { primary_color: 0 },
        hoist: false,
        managed: false,
        mentionable: false,
        flags: 0,
      },
    ],
    channels: [...channels.values()]
      .filter(({ type }) => type !== DIRECT && type !== THREAD)
      .map(channelJson),
    threads: [...channels.values()]
      .filter(({ type, archived }) => type === THREAD && !archived)
      .map(channelJson),
    members: [
      {
        user: userOf(BOT.id),
        roles: [],
        joined_at: new Date(now).toISOString(),
        deaf: false,
        mute: false,
        flags: 0,
      },
    ],
    member_count: 3,
    emojis: [],
    features: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    stickers: [],
    soundboard_sounds: [],
  });

  gateway.on("connection", (socket) => {
    const say = (payload: unknown): void => socket.send(JSON.stringify(payload));
    say({ op: 10, d: { heartbeat_interval: 41_250 } });
    socket.on("close", () => sockets.delete(socket));
    socket.on("message", (data: Buffer) => {
      const { op, d } = JSON.parse(data.toString()) as { op: number; d: Json };
      if (op === 1) say({ op: 11 });
      if (op === 2) {
        if (d["token"] !== TOKEN) return socket.close(4004);
        const wanted = Number(d["intents"]);
        if (refuseIntent && (wanted & CONTENT_INTENT) !== 0) return socket.close(4014);
        const shard = (d["shard"] as number[] | undefined) ?? [0, 1];
        identifies.push({ intents: wanted, shard });
        sessionsLeft -= 1;
        intents = wanted;
        session += 1;
        told = [];
        sockets.add(socket);
        dispatch("READY", {
          v: 10,
          user: userOf(BOT.id),
          guilds: [{ id: GUILD, unavailable: true }],
          session_id: `session-${session}`,
          resume_gateway_url: `ws://127.0.0.1:${port}/gateway`,
          shard,
          application: { id: BOT.application, flags: ownFlags },
        });
        dispatch("GUILD_CREATE", guildJson());
      }
      if (op === 6) {
        if (d["session_id"] !== `session-${session}`) return say({ op: 9, d: false });
        const seen = Number(d["seq"]);
        resumes.push(seen);
        for (const one of told.filter(({ s }) => s > seen)) say(one);
        sockets.add(socket);
        dispatch("RESUMED", {});
      }
    });
  });

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  function use(user: string, channel: string, given: Json, message?: string): Interaction {
    const used = nextId();
    const place = channelOf(channel);
    const interaction: Interaction = {
      id: used,
      token: `token-${used}`,
      user,
      channel,
      askedAt: performance.now(),
      ...(message === undefined ? {} : { message }),
    };
    interactions.set(used, interaction);
    const on =
      message === undefined
        ? undefined
        : (messages.get(message) ?? ephemeral.find(({ id }) => id === message));
    dispatch("INTERACTION_CREATE", {
      id: used,
      token: interaction.token,
      application_id: BOT.application,
      version: 1,
      channel_id: channel,
      channel: channelJson(place),
      app_permissions: String(ALL & ~deniedIn(place)),
      locale: "en-US",
      attachment_size_limit: 10_485_760,
      entitlements: [],
      authorizing_integration_owners: {},
      ...(place.type === DIRECT
        ? { user: userOf(user) }
        : {
            guild_id: GUILD,
            guild_locale: "en-US",
            member: {
              user: userOf(user),
              nick: null,
              roles: [],
              joined_at: new Date(now).toISOString(),
              permissions: String(managers.has(user) ? ALL : PERMISSION.sendMessages),
            },
          }),
      ...(on === undefined ? {} : { message: shown(on) }),
      ...given,
    });
    return interaction;
  }
  const managers = new Set<string>();

  const buttonsIn = (components: readonly Component[]): readonly Component[] =>
    components.flatMap((one) =>
      one["type"] === 2 || one["type"] === 3 ? [one] : buttonsIn(one.components ?? []),
    );

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    calls,
    problems,
    ephemeral,
    identifies,
    resumes,
    managers,
    interactions,
    commands: () => commands,
    makeChannel,
    channel: channelOf,
    message: (id: string) => messages.get(id),
    directWith,
    /** Messages of the bot in a channel. */
    said: (channel: string): readonly Message[] =>
      (channels.get(channel)?.messages ?? []).filter(({ author }) => author.id === BOT.id),
    /** Every message of the bot, wherever it stands. */
    allSaid: (): readonly Message[] =>
      [...messages.values()].filter(({ author }) => author.id === BOT.id),
    fail: (fits: RegExp, fault: Fault): void => void faults.push({ fits, fault }),
    pass: (milliseconds: number): void => void (now += milliseconds),
    refuseContentIntent: (): void => void (refuseIntent = true),
    sessionsAreLeft: (count: number): void => void (sessionsLeft = count),
    dispatch,
    forgetNonces: (): void => nonces.clear(),
    /** From now on cards are refused, as by servers that do not know them. */
    refuseCards: (): void => void (takesCards = false),
    /** From now on a thread has an identity of its own, as on servers that only resemble Discord. */
    giveThreadsOwnIds: (): void => void (hasOwnThreadIds = true),
    threads: (): readonly Channel[] => [...channels.values()].filter(({ type }) => type === THREAD),
    /** Nobody who is connected hears anything any more. */
    mutePresent: (): void => void (isMuted = true),
    /** Tells of the server anew, with what has changed in it. */
    refreshGuild: (): void => {
      for (const channel of channels.values())
        if (channel.type !== DIRECT) dispatch("CHANNEL_UPDATE", channelJson(channel));
    },
    isAnswering: (): boolean => inHand > 0,
    connections: (): number => sockets.size,
    /** Somebody writes something; gives the message. */
    say: (
      channel: string,
      user: string,
      content: string,
      {
        answering,
        isPing = true,
        attached = [],
      }: {
        readonly answering?: string;
        readonly isPing?: boolean;
        readonly attached?: Message["attachments"];
      } = {},
    ): Message => {
      const body = {
        content,
        ...(answering === undefined
          ? {}
          : { message_reference: { message_id: answering, channel_id: channel } }),
      };
      const message = post(channelOf(channel), user, body, attached);
      const answered = answering === undefined ? undefined : messages.get(answering);
      const pinged = answered !== undefined && isPing ? [answered.author.id] : [];
      pings.set(message.id, pinged);
      dispatch("MESSAGE_CREATE", heard(message, pinged));
      return message;
    },
    rewrite: (message: Message, content: string): void => {
      now += 1000;
      message.content = content;
      message.edited_timestamp = new Date(now).toISOString();
      dispatch("MESSAGE_UPDATE", heard(message, pingsOf(message)));
    },
    takeAway,
    /** Somebody else opens a thread, or posts in a forum. */
    openPost: (forum: string, name: string): Channel => {
      const thread = makeChannel(nextId(), { type: THREAD, name, parent_id: forum });
      dispatch("THREAD_CREATE", channelJson(thread));
      return thread;
    },
    deleteThread: (id: string): void => {
      const { parent_id: parent, type } = channelOf(id);
      channels.delete(id);
      dispatch("THREAD_DELETE", { id, guild_id: GUILD, parent_id: parent, type });
    },
    command: (channel: string, user: string, options: Json): Interaction =>
      use(user, channel, {
        type: 2,
        data: {
          id: "1",
          name: "tuning-fork",
          type: 1,
          options: Object.entries(options).map(([name, value]) => ({
            name,
            type: typeof value === "boolean" ? 5 : 3,
            value,
          })),
        },
      }),
    subcommand: (channel: string, user: string, name: string): Interaction =>
      use(user, channel, {
        type: 2,
        data: { id: "1", name: "tuning-fork", type: 1, options: [{ name, type: 1, options: [] }] },
      }),
    askAbout: (message: Message, user: string): Interaction =>
      use(user, message.channel_id, {
        type: 2,
        data: {
          id: "2",
          name: "Ask Tuning Fork about this",
          type: 3,
          target_id: message.id,
          resolved: { messages: { [message.id]: shown(message) } },
        },
      }),
    /** Somebody uses the button with this label, or picks it from a menu. */
    press: (message: Message, user: string, label: string): Interaction => {
      const controls = buttonsIn(message.components);
      const button = controls.find((one) => one["label"] === label);
      const menu = controls.find((one) =>
        (one["options"] as readonly Json[] | undefined)?.some(
          (option) => option["label"] === label,
        ),
      );
      const option = (menu?.["options"] as readonly Json[] | undefined)?.find(
        (one) => one["label"] === label,
      );
      const control = button ?? menu;
      if (control === undefined)
        throw new Error(
          `no “${label}” among ${controls.map((one) => textIn(one["label"]) || "a menu").join(", ")}`,
        );
      return use(
        user,
        message.channel_id,
        {
          type: 3,
          data: {
            component_type: control["type"],
            custom_id: control["custom_id"],
            ...(option === undefined ? {} : { values: [option["value"]] }),
          },
        },
        message.id,
      );
    },
    forge: (message: Message, user: string, customId: string): Interaction =>
      use(
        user,
        message.channel_id,
        { type: 3, data: { component_type: 2, custom_id: customId } },
        message.id,
      ),
    /** Somebody sends the form that was the answer to what they did. */
    submit: (opened: Interaction, values: readonly string[]): Interaction => {
      const form = opened.answer?.["data"] as Json;
      return use(
        opened.user,
        opened.channel,
        {
          type: 5,
          data: {
            custom_id: form["custom_id"],
            components: (form["components"] as readonly Json[]).flatMap(({ component }, at) => {
              const { custom_id: id, type } = component as Json;
              const value = values[at];
              return value === undefined
                ? []
                : [{ type: 18, id: at, component: { type, id: at, custom_id: id, value } }];
            }),
          },
        },
        opened.message,
      );
    },
    /** Everybody's connection breaks, or Discord asks for a new one. */
    cut: (): void => {
      for (const socket of sockets) socket.terminate();
    },
    closeFor: (code: number): void => {
      for (const socket of sockets) socket.close(code);
    },
    reconnect: (): void => {
      for (const socket of sockets) socket.send(JSON.stringify({ op: 7, d: null }));
    },
    invalidate: (): void => {
      session += 1;
      for (const socket of sockets) socket.send(JSON.stringify({ op: 9, d: false }));
    },
    close: async (): Promise<void> => {
      for (const socket of gateway.clients) socket.terminate();
      gateway.close();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export const TOKEN = "a-token.of-the.bot";
export type FakeDiscord = Awaited<ReturnType<typeof createFakeDiscord>>;
