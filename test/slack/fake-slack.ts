import { createHmac } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";

import type { SlackBlock } from "../../adapters/slack/render.ts";

/**
 * A Slack with state, of one workspace unless others install the app: channels, who is in them, threads, what only one person
 * sees. It tells the app of everything that happens, the app's own posts included, over a socket or
 * by signed requests, and it can have bad days.
 */
export const BOT = { user: "UBOT", id: "BBOT" };
export const SIGNING_SECRET = "a-secret-that-only-Slack-and-we-know";

export type Posted = {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly SlackBlock[];
  readonly thread_ts?: string;
  readonly files?: readonly { readonly id: string; readonly name: string }[];
  readonly reply_broadcast?: string;
  readonly metadata?: { readonly event_type: string; readonly event_payload: unknown };
};

/** Where the app is installed, and how. */
export type Grant = {
  readonly team?: string;
  /** Whose it is; for all of its workspaces where there is no team. */
  readonly organisation?: string;
  readonly token: string;
  /** Whether its tokens are changed, and for how long each is good, in seconds. */
  readonly goodFor?: number;
};

export const APP = { clientId: "1.1", clientSecret: "known-to-Slack-and-us" };

type Channel = { readonly isPrivate: boolean; readonly members: Set<string> };
type Arguments = Readonly<Record<string, string>>;
type Answer = Readonly<Record<string, unknown>>;

/** What goes wrong with the next call of a method. */
export type Fault =
  | { readonly kind: "error"; readonly error: string }
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: number }
  /** It is done, but nobody hears of it. */
  | { readonly kind: "answer lost" }
  /** Nothing is done, and nobody hears of it for as long as they wait. */
  | { readonly kind: "silent" };

/** A file that somebody shares, and what is odd about it. */
export type SharedFile = {
  readonly name: string;
  readonly content: string | Buffer;
  /** As Slack tells it, if that is not how much there is. */
  readonly size?: number;
  /** Where it is said to lie, or where it is sent on to. */
  readonly liesAt?: string;
  readonly isSentOnTo?: string;
  /** Why it is not given out, though it is known. */
  readonly refusal?: "file_deleted" | "missing_scope" | "signed out" | "cut off";
};

/** What the app was made from. */
const MANIFEST = readFileSync(
  new URL("../../adapters/slack/manifest.json", import.meta.url),
  "utf8",
);
export type AppManifest = {
  features: {
    app_home: Record<string, boolean>;
    slash_commands: { command: string; should_escape: boolean }[];
    shortcuts: unknown[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: {
    event_subscriptions: { bot_events: string[]; request_url?: string };
    interactivity: { is_enabled: boolean; request_url?: string };
    socket_mode_enabled: boolean;
  };
};
export const CONFIG_TOKEN = "xoxe.xoxp-1";

/** Smaller than Slack's, so that tests turn it. */
const PAGE = 3;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
};

/** Slack says which block it does not take, and why. */
const refused = (at: number, why: string): Answer => ({
  ok: false,
  error: "invalid_blocks",
  response_metadata: { messages: [`[ERROR] ${why} [json-pointer:/blocks/${at}]`] },
});

export async function createFakeSlack() {
  const channels = new Map<string, Channel>();
  const posted: Posted[] = [];
  const ephemeral: (Posted & { readonly to: string })[] = [];
  const calls: { readonly method: string; readonly given: Arguments; readonly token: string }[] =
    [];
  const forms: Answer[] = [];
  const homes: { readonly user: string; readonly blocks: readonly SlackBlock[] }[] = [];
  const files = new Map<string, { readonly name: string; content: string; isThere: boolean }>();
  const sharedFiles = new Map<string, SharedFile>();
  const admins = new Set<string>();
  const faults = new Map<string, Fault[]>();
  let takesCharts = true;
  /** Posts that come too soon for a file that blocks show. */
  let tooSoon = 0;
  let seconds = 1_795_435_200;
  let events = 0;
  /** How the app is told: set by what connects it. */
  let tell: ((kind: string, payload: Answer) => Promise<boolean>) | undefined;
  const echoes: Promise<unknown>[] = [];
  const manifest = JSON.parse(MANIFEST) as AppManifest;
  const scopes = new Set(manifest.oauth_config.scopes.bot);
  let clockApart = 0;
  /** Where what happens next happens. */
  let happensIn: Pick<Grant, "team" | "organisation"> = { team: "T1" };
  /** What somebody said yes to, by the code for it; and what a token can be changed by. */
  const codes = new Map<string, Grant>();
  const refreshTokens = new Map<string, Grant>();
  const revoked = new Set<string>();
  let goodFor: number | undefined;
  const namesOfTeams = new Map<string, string>();
  /** With what right each shared file was asked for. */
  const gaveTo: string[] = [];

  /** What Slack says of where something happens. */
  const envelope = () => {
    const { team = null, organisation = null } = happensIn;
    return {
      team_id: team,
      ...(organisation === null ? {} : { enterprise_id: organisation }),
      authorizations: [
        {
          enterprise_id: organisation,
          team_id: team,
          user_id: BOT.user,
          is_bot: true,
          is_enterprise_install: organisation !== null,
        },
      ],
    };
  };
  /** The same of a click or a form: of an organisation's app only whose workspace the person's own is. */
  const clickedBy = (user: string) => {
    const { team, organisation } = happensIn;
    const person = { id: user, name: `name of ${user}` };
    return organisation === undefined
      ? { team: { id: team }, user: person }
      : {
          team: null,
          enterprise: { id: organisation },
          is_enterprise_install: true,
          user: { ...person, team_id: "THOME" },
        };
  };

  /** What an app is given for a code, or for what a token is changed by. */
  function granted(grant: Grant): Answer {
    const { team, organisation, token } = grant;
    const isForAll = team === undefined;
    const rotates = grant.goodFor !== undefined;
    const rotated = rotates ? `${token}.${(events += 1)}` : token;
    const refresh = `xoxe-${rotated}`;
    if (rotates) refreshTokens.set(refresh, grant);
    tokenTeams.set(rotated, team ?? organisation ?? "");
    return {
      ok: true,
      app_id: "A1",
      access_token: rotated,
      token_type: "bot",
      scope: [...scopes].join(","),
      bot_user_id: BOT.user,
      authed_user: { id: "UADMIN" },
      team: isForAll ? null : { id: team, name: namesOfTeams.get(team) ?? `Team ${team}` },
      enterprise:
        organisation === undefined ? null : { id: organisation, name: "The organisation" },
      is_enterprise_install: isForAll,
      ...(rotates ? { refresh_token: refresh, expires_in: goodFor ?? grant.goodFor } : {}),
    };
  }
  const tokenTeams = new Map<string, string>();

  const nextTs = (): string => `${(seconds += 1)}.000100`;

  function eventOf(message: Posted, type: "message" | "app_mention", extra: Answer = {}): Answer {
    events += 1;
    return {
      type: "event_callback",
      ...envelope(),
      api_app_id: "A1",
      event_id: `Ev${events}`,
      event_time: Math.floor(Number(message.ts)),
      event: {
        type,
        channel: message.channel,
        channel_type: message.channel.startsWith("D") ? "im" : "channel",
        user: message.user,
        text: message.text,
        ts: message.ts,
        ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
        ...(message.user === BOT.user ? { bot_id: BOT.id } : {}),
        ...extra,
      },
    };
  }

  /** What somebody writes, as it stands in the channel. */
  function write(channel: string, user: string, text: string, under?: string): Posted {
    const message: Posted = {
      ts: nextTs(),
      channel,
      user,
      text,
      ...(under === undefined ? {} : { thread_ts: under }),
    };
    posted.push(message);
    return message;
  }

  /** What is wrong with blocks, if something is. */
  function refusal(blocks: readonly SlackBlock[]): Answer | undefined {
    for (const [at, block] of blocks.entries()) {
      if (block.type === "data_visualization" && !takesCharts)
        return refused(at, "unsupported type: data_visualization");
      if (block.type !== "image" || !("slack_file" in block)) continue;
      const { id = "" } = block.slack_file as { readonly id?: string };
      if (files.get(id)?.isThere !== true || tooSoon-- > 0)
        return refused(at, "invalid slack_file");
    }
    return undefined;
  }

  function post(given: Arguments): Answer {
    const channel = channels.get(given["channel"] ?? "");
    // A direct message is opened by writing to the person.
    const isDirect = /^[DU]/.test(given["channel"] ?? "");
    if (channel === undefined && !isDirect) return { ok: false, error: "channel_not_found" };
    if (channel !== undefined && !channel.members.has(BOT.user))
      return { ok: false, error: channel.isPrivate ? "channel_not_found" : "not_in_channel" };
    const wrong = refusal(JSON.parse(given["blocks"] ?? "[]") as readonly SlackBlock[]);
    if (wrong !== undefined) return wrong;
    const message: Posted = {
      ts: nextTs(),
      channel: given["channel"] ?? "",
      user: BOT.user,
      text: given["text"] ?? "",
      ...(given["thread_ts"] === undefined ? {} : { thread_ts: given["thread_ts"] }),
      ...(given["reply_broadcast"] === undefined
        ? {}
        : { reply_broadcast: given["reply_broadcast"] }),
      ...(given["blocks"] === undefined ? {} : { blocks: JSON.parse(given["blocks"]) }),
      ...(given["metadata"] === undefined ? {} : { metadata: JSON.parse(given["metadata"]) }),
    };
    posted.push(message);
    const echo = tell?.("events_api", eventOf(message, "message"));
    // The app may be gone by the time it would hear of its own post.
    if (echo !== undefined) echoes.push(echo.catch(() => false));
    return { ok: true, ts: message.ts, channel: message.channel };
  }

  /** Messages a page at a time, as Slack gives them. */
  const pageOf = (
    messages: readonly Posted[],
    { oldest = "0", cursor = "0" }: Arguments,
  ): Answer => {
    const since = messages.filter(({ ts }) => Number(ts) > Number(oldest));
    const start = Number(cursor);
    const next = start + PAGE < since.length ? String(start + PAGE) : "";
    return {
      ok: true,
      messages: since.slice(start, start + PAGE),
      response_metadata: { next_cursor: next },
    };
  };

  const methods: Readonly<Record<string, (given: Arguments, token: string) => Answer>> = {
    "auth.test": (_, token) => ({
      ok: true,
      team: "The team",
      user_id: BOT.user,
      bot_id: BOT.id,
      team_id: tokenTeams.get(token) ?? "T1",
      url: `https://${tokenTeams.get(token)?.toLowerCase() ?? "team"}.slack.com/`,
    }),
    "bots.info": () => ({ ok: true, bot: { id: BOT.id, app_id: "A1" } }),
    "apps.manifest.export": ({ app_id: id }, token) =>
      token !== CONFIG_TOKEN || id !== "A1"
        ? { ok: false, error: "invalid_auth" }
        : { ok: true, manifest },
    "oauth.v2.access": ({ client_id: id, client_secret: secret, code = "", ...given }) => {
      if (id !== APP.clientId) return { ok: false, error: "invalid_client_id" };
      if (secret !== APP.clientSecret) return { ok: false, error: "bad_client_secret" };
      const isChange = given["grant_type"] === "refresh_token";
      const known = isChange ? refreshTokens : codes;
      const key = isChange ? (given["refresh_token"] ?? "") : code;
      const grant = known.get(key);
      // Each is good once.
      known.delete(key);
      if (grant !== undefined) return granted(grant);
      return { ok: false, error: isChange ? "invalid_refresh_token" : "invalid_code" };
    },
    "apps.connections.open": () => ({ ok: true, url: `${address("ws")}/link` }),
    "chat.postMessage": post,
    "views.open": ({ view }) => {
      forms.push(JSON.parse(view ?? "{}") as Answer);
      return { ok: true };
    },
    "chat.update": ({ channel, ts, text = "", blocks }) => {
      const at = posted.findIndex((message) => message.channel === channel && message.ts === ts);
      const before = posted[at];
      if (before === undefined) return { ok: false, error: "message_not_found" };
      const wrong = refusal(JSON.parse(blocks ?? "[]") as readonly SlackBlock[]);
      if (wrong !== undefined) return wrong;
      const after = { ...before, text, blocks: JSON.parse(blocks ?? "[]") };
      posted[at] = after;
      const echo = tell?.("events_api", eventOf(after, "message", { subtype: "message_changed" }));
      if (echo !== undefined) echoes.push(echo.catch(() => false));
      return { ok: true, ts };
    },
    "views.publish": ({ user_id: user = "", view }) => {
      const { blocks } = JSON.parse(view ?? "{}") as { readonly blocks: readonly SlackBlock[] };
      homes.push({ user, blocks });
      return { ok: true };
    },
    "chat.postEphemeral": (given) => {
      const ts = nextTs();
      const { channel = "", user = "", text = "", blocks } = given;
      ephemeral.push({
        ts,
        channel,
        user: BOT.user,
        text,
        to: user,
        ...(given["thread_ts"] === undefined ? {} : { thread_ts: given["thread_ts"] }),
        ...(blocks === undefined ? {} : { blocks: JSON.parse(blocks) as SlackBlock[] }),
      });
      return { ok: true, message_ts: ts };
    },
    "chat.delete": ({ channel, ts }) => {
      const at = posted.findIndex((message) => message.channel === channel && message.ts === ts);
      if (at === -1) return { ok: false, error: "message_not_found" };
      posted.splice(at, 1);
      return { ok: true };
    },
    "files.getUploadURLExternal": ({ filename = "" }) => {
      const id = `F${files.size + 1}`;
      files.set(id, { name: filename, content: "", isThere: false });
      return { ok: true, file_id: id, upload_url: `${address("http")}/upload/${id}` };
    },
    "files.completeUploadExternal": (given) => {
      const [{ id }] = JSON.parse(given["files"] ?? "[]") as [{ readonly id: string }];
      const file = files.get(id);
      const name = file?.name ?? "";
      if (file !== undefined) file.isThere = true;
      // Without a channel only the app has it.
      if (given["channel_id"] === undefined) return { ok: true, files: [{ id, title: name }] };
      const { channel_id: channel = "", initial_comment: text = "" } = given;
      const where = { channel, text, ...given };
      const answer = post(where);
      const at = posted.length - 1;
      posted[at] = { ...(posted[at] as Posted), files: [{ id, name }] };
      return answer["ok"] === true ? { ok: true, files: [{ id, title: name }] } : answer;
    },
    "files.info": ({ file = "" }) => {
      const found = sharedFiles.get(file);
      if (found === undefined) return { ok: false, error: "file_not_found" };
      if (found.refusal === "file_deleted" || found.refusal === "missing_scope")
        return { ok: false, error: found.refusal };
      const lies = found.liesAt ?? `${address("http")}/shared/${file}`;
      return { ok: true, file: { id: file, name: found.name, url_private_download: lies } };
    },
    "files.delete": ({ file = "" }) => {
      const at = posted.findIndex((message) => message.files?.some(({ id }) => id === file));
      if (at >= 0) posted.splice(at, 1);
      return files.delete(file) ? { ok: true } : { ok: false, error: "file_not_found" };
    },
    // Opening a conversation with somebody gives the same channel each time.
    "conversations.open": ({ users = "" }) => ({ ok: true, channel: { id: `D${users}` } }),
    "conversations.replies": (given) =>
      pageOf(
        posted.filter(
          ({ channel, ts, thread_ts: thread }) =>
            channel === given["channel"] && (thread === given["ts"] || ts === given["ts"]),
        ),
        given,
      ),
    "conversations.history": (given) =>
      pageOf(
        posted
          .filter(
            ({ channel, thread_ts: thread }) =>
              channel === given["channel"] && thread === undefined,
          )
          .toReversed(),
        given,
      ),
    "conversations.join": (given) => {
      const channel = channels.get(given["channel"] ?? "");
      if (channel === undefined || channel.isPrivate)
        return { ok: false, error: "channel_not_found" };
      channel.members.add(BOT.user);
      return { ok: true };
    },
    "users.info": ({ user }) => ({
      ok: true,
      user: {
        id: user,
        profile: { display_name: `name of ${user}` },
        is_admin: admins.has(user ?? ""),
      },
    }),
  };

  /** Gives a file to whoever has the token; whoever has not sees a page to sign in. */
  function giveOut(
    { content, isSentOnTo, refusal: trouble }: SharedFile,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    gaveTo.push(request.headers.authorization ?? "");
    if (isSentOnTo !== undefined)
      return void response.writeHead(302, { location: isSentOnTo }).end();
    if (
      request.headers.authorization?.startsWith("Bearer xoxb-") !== true ||
      trouble === "signed out"
    )
      return void response.writeHead(200, { "content-type": "text/html" }).end("Sign in");
    response.writeHead(200, { "content-type": "application/octet-stream" });
    if (trouble !== "cut off") return void response.end(content);
    response.write(content, () => request.socket.destroy());
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await bodyOf(request);
    const upload = /^\/upload\/(\w+)/.exec(request.url ?? "")?.[1];
    const file = upload === undefined ? undefined : files.get(upload);
    if (file !== undefined) {
      file.content = sent;
      return void response.writeHead(200).end("OK");
    }
    const shared = sharedFiles.get(/^\/shared\/(\w+)/.exec(request.url ?? "")?.[1] ?? "");
    if (shared !== undefined) return giveOut(shared, request, response);
    // What comes by the address of a command or a click is seen by that person alone.
    if (request.url?.startsWith("/answer/") === true) {
      const { text, blocks } = JSON.parse(sent) as Posted;
      const [, channel = "", to = ""] = request.url.slice(1).split("/");
      ephemeral.push({
        ts: nextTs(),
        channel,
        user: BOT.user,
        to,
        text,
        ...(blocks && { blocks }),
      });
      return void response.writeHead(200).end("ok");
    }
    const given = Object.fromEntries(new URLSearchParams(sent));
    const method = (request.url ?? "").replace("/api/", "");
    const token = (request.headers.authorization ?? "").replace("Bearer ", "");
    calls.push({ method, given, token });
    const fault = faults.get(method)?.shift();
    const answer = (status: number, body: Answer, headers = {}): void => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify(body));
    };
    if (fault?.kind === "error") return answer(200, { ok: false, error: fault.error });
    if (fault?.kind === "status")
      return answer(
        fault.status,
        { ok: false, error: "ratelimited" },
        fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) },
      );
    if (fault?.kind === "silent") return;
    const result = revoked.has(token)
      ? { ok: false, error: "token_revoked" }
      : (methods[method]?.(given, token) ?? { ok: false, error: "unknown_method" });
    if (method === "auth.test")
      return answer(200, result, {
        "x-oauth-scopes": [...scopes].join(","),
        date: new Date(Date.now() + clockApart).toUTCString(),
      });
    if (fault?.kind === "answer lost") return void request.socket.destroy();
    answer(200, result);
  }

  const server = createServer((request, response) => void serve(request, response));
  const sockets = new WebSocketServer({ server });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = (scheme: string): string =>
    `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** Envelopes that wait to be acknowledged. */
  const waiting = new Map<string, (isTaken: boolean) => void>();
  let socket: WebSocket | undefined;
  const awaiting: (() => void)[] = [];
  sockets.on("connection", (connected) => {
    socket = connected;
    for (const resolve of awaiting.splice(0)) resolve();
    connected.send(JSON.stringify({ type: "hello" }));
    connected.on("message", (data: Buffer) => {
      const { envelope_id: id, payload } = JSON.parse(data.toString()) as {
        readonly envelope_id: string;
        readonly payload?: { readonly text?: string };
      };
      if (payload?.text !== undefined)
        ephemeral.push({ ts: nextTs(), channel: "", user: BOT.user, text: payload.text, to: "" });
      waiting.get(id)?.(true);
      waiting.delete(id);
    });
  });

  /** How long Slack waits; here shorter, since nothing is far away. */
  const PATIENCE = 2000;
  const overSocket = (type: string, payload: Answer): Promise<boolean> => {
    events += 1;
    const envelope_id = `envelope-${events}`;
    return new Promise((resolve) => {
      const patience = setTimeout(() => resolve(false), PATIENCE);
      waiting.set(envelope_id, (isTaken) => {
        clearTimeout(patience);
        resolve(isTaken);
      });
      socket?.send(JSON.stringify({ type, envelope_id, payload, accepts_response_payload: true }));
    });
  };

  /** A request as Slack signs it: https://docs.slack.dev/authentication/verifying-requests-from-slack */
  const overHttp =
    (port: number) =>
    async (type: string, payload: Answer, secret = SIGNING_SECRET): Promise<boolean> => {
      const isJson = type === "events_api";
      const body = isJson
        ? JSON.stringify(payload)
        : new URLSearchParams(
            type === "interactive"
              ? { payload: JSON.stringify(payload) }
              : (payload as Record<string, string>),
          ).toString();
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = createHmac("sha256", secret)
        .update(`v0:${timestamp}:${body}`)
        .digest("hex");
      const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
        method: "POST",
        headers: {
          "content-type": isJson ? "application/json" : "application/x-www-form-urlencoded",
          "x-slack-request-timestamp": timestamp,
          "x-slack-signature": `v0=${signature}`,
        },
        body,
      });
      const text = await response.text();
      if (text.startsWith("{"))
        ephemeral.push({
          ts: nextTs(),
          channel: "",
          user: BOT.user,
          text: String((JSON.parse(text) as Answer)["text"]),
          to: "",
        });
      return response.status === 200;
    };

  const endOf = (event: Answer, at = Date.now()): Promise<boolean> => {
    events += 1;
    return happened("events_api", {
      type: "event_callback",
      ...envelope(),
      event_id: `Ev${events}`,
      event_time: Math.floor(at / 1000),
      event,
    });
  };

  const happened = async (kind: string, payload: Answer): Promise<boolean> => {
    if (tell === undefined) throw new Error("No app is connected.");
    return tell(kind, payload);
  };

  return {
    apiUrl: `${address("http")}/api/`,
    posted,
    ephemeral,
    forms,
    homes,
    files,
    admins,
    calls,
    /** Slack renews a socket: it says so, and closes it. */
    refresh: () => {
      socket?.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
    },
    /** The network goes away under the socket. */
    cut: () => {
      socket?.terminate();
    },
    /** From now on charts are refused, as where they are not known yet. */
    refuseCharts: () => {
      takesCharts = false;
    },
    /** So many posts with a picture come before its file is there. */
    delayFiles: (posts: number) => {
      tooSoon = posts;
    },
    /** Time goes by without anything happening. */
    pass: (time: number) => {
      seconds += time;
    },
    /** Until an app opens its socket. */
    connection: () => new Promise<void>((resolve) => void awaiting.push(resolve)),
    /** Somebody sets the app up otherwise. */
    setUp: (change: (app: AppManifest) => void) => change(manifest),
    revoke: (scope: string) => void scopes.delete(scope),
    /** Slack's clock goes so many milliseconds ahead of ours. */
    setClock: (milliseconds: number) => void (clockApart = milliseconds),
    isConnected: () => sockets.clients.size > 0,
    useSocket: () => void (tell = overSocket),
    useHttp: (port: number) => void (tell = overHttp(port)),
    overHttp,
    makeChannel: (id: string, isPrivate = false, isMember = true) =>
      void channels.set(id, {
        isPrivate,
        members: new Set(isMember ? [BOT.user] : []),
      }),
    fail: (method: string, ...next: readonly Fault[]) =>
      void faults.set(method, [...(faults.get(method) ?? []), ...next]),

    /** Somebody writes; the app hears of it, of mentions twice unless once is enough. */
    say: async (
      channel: string,
      user: string,
      text: string,
      under?: string,
      often: "once" | "as it is" = "as it is",
    ) => {
      const message = write(channel, user, text, under);
      const told = [happened("events_api", eventOf(message, "message"))];
      if (often !== "once" && text.includes(`<@${BOT.user}>`))
        told.push(happened("events_api", eventOf(message, "app_mention")));
      return { ts: message.ts, isTaken: (await Promise.all(told)).every(Boolean) };
    },
    gaveTo,
    /** Somebody shares files, with words or without. */
    share: async (
      channel: string,
      user: string,
      text: string,
      shared: readonly SharedFile[],
      under?: string,
    ) => {
      const given = shared.map((file) => {
        const id = `S${sharedFiles.size + 1}`;
        sharedFiles.set(id, file);
        const { name, size = Buffer.byteLength(file.content) } = file;
        return { id, name, size, mode: "hosted" };
      });
      const message = write(channel, user, text, under);
      const extra = { subtype: "file_share", files: given };
      await happened("events_api", eventOf(message, "message", extra));
      return { ts: message.ts };
    },
    /** An event as Slack would send it, with something changed. */
    tellAbout: (message: Posted, extra: Answer) =>
      happened("events_api", eventOf(message, "message", extra)),
    command: (channel: string, user: string, text: string) =>
      happened("slash_commands", {
        command: "/tuning-fork",
        team_id: happensIn.team ?? "",
        ...(happensIn.organisation === undefined
          ? {}
          : { enterprise_id: happensIn.organisation, is_enterprise_install: "true" }),
        channel_id: channel,
        user_id: user,
        user_name: `name of ${user}`,
        text,
        trigger_id: `trigger ${(events += 1)}`,
        response_url: `${address("http")}/answer/${channel}/${user}`,
      }),
    /** Somebody opens the app's own page. */
    openHome: (user: string) => {
      events += 1;
      return happened("events_api", {
        type: "event_callback",
        ...envelope(),
        event_id: `Ev${events}`,
        event: { type: "app_home_opened", user, channel: `D${user}`, tab: "home" },
      });
    },
    /** The workspace takes the app away. */
    uninstall: (event: Answer = { type: "app_uninstalled" }) => {
      const { team, organisation } = happensIn;
      for (const [token, holder] of tokenTeams)
        if (holder === (team ?? organisation)) revoked.add(token);
      return endOf(event);
    },
    /** Tokens of a workspace are taken no longer, for a reason, and nobody is told. */
    endSilently: (team: string) => {
      for (const [token, holder] of tokenTeams) if (holder === team) revoked.add(token);
    },
    /** Slack tells that something ended, at some time. */
    tell: (event: Answer, at?: number) => endOf(event, at),
    /** From now on tokens that are changed are good for so many seconds. */
    grantFor: (time: number) => void (goodFor = time),
    /** What happens next happens in another workspace. */
    moveTo: (place: Pick<Grant, "team" | "organisation">) => void (happensIn = place),
    /** What a workspace is called. */
    call: (team: string, name: string) => void namesOfTeams.set(team, name),
    /** Somebody says yes on the page that the app sent them to; gives where they are sent back. */
    approve: (page: string, grant: Grant): string => {
      const { searchParams } = new URL(page);
      if (searchParams.get("client_id") !== APP.clientId) throw new Error("Slack has no such app.");
      const code = `code-${(events += 1)}`;
      codes.set(code, grant);
      const state = searchParams.get("state") ?? "";
      return `/slack/oauth_redirect?${new URLSearchParams({ code, state }).toString()}`;
    },
    /** A button on somebody's own page. */
    clickAtHome: (user: string, value: string) =>
      happened("interactive", {
        type: "block_actions",
        ...clickedBy(user),
        view: { id: "V1", type: "home" },
        container: { type: "view", view_id: "V1" },
        actions: [{ type: "button", action_id: "choose:0", action_ts: nextTs(), value }],
        trigger_id: `trigger ${(events += 1)}`,
      }),
    /** A button on what only one person sees. */
    clickEphemeral: (message: Posted, user: string, value: string) =>
      happened("interactive", {
        type: "block_actions",
        ...clickedBy(user),
        channel: { id: message.channel },
        container: {
          type: "message",
          message_ts: message.ts,
          channel_id: message.channel,
          is_ephemeral: true,
          ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
        },
        actions: [{ type: "button", action_id: "choose:0", action_ts: nextTs(), value }],
        trigger_id: `trigger ${(events += 1)}`,
      }),
    /** Somebody changes what they wrote. */
    edit: (ts: string, text: string) => {
      const at = posted.findIndex((message) => message.ts === ts);
      const before = posted[at] as Posted;
      const after = { ...before, text };
      posted[at] = after;
      const now = nextTs();
      return happened(
        "events_api",
        eventOf(before, "message", {
          subtype: "message_changed",
          ts: now,
          message: { ...after, edited: { user: before.user, ts: now } },
          previous_message: before,
        }),
      );
    },
    /** Somebody takes away what they wrote; a stone is left where others go on below it. */
    remove: (ts: string) => {
      const at = posted.findIndex((message) => message.ts === ts);
      const before = posted[at] as Posted;
      const hasThread = posted.some((message) => message.thread_ts === ts);
      posted.splice(at, 1);
      const now = nextTs();
      return happened(
        "events_api",
        eventOf(
          before,
          "message",
          hasThread
            ? {
                subtype: "message_changed",
                ts: now,
                message: {
                  ...before,
                  user: "USLACKBOT",
                  text: "This message was deleted.",
                  subtype: "tombstone",
                },
                previous_message: before,
              }
            : {
                subtype: "message_deleted",
                ts: now,
                deleted_ts: before.ts,
                previous_message: before,
              },
        ),
      );
    },
    click: (message: Posted, user: string, value: string) =>
      happened("interactive", {
        type: "block_actions",
        ...clickedBy(user),
        channel: { id: message.channel },
        message: {
          ts: message.ts,
          team: happensIn.team,
          ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
        },
        actions: [{ type: "button", action_id: "choose:0", action_ts: nextTs(), value }],
        response_url: `${address("http")}/api/response`,
        trigger_id: `trigger ${(events += 1)}`,
      }),
    /** Somebody fills in the form that was opened last. */
    submit: (user: string, text: string, where?: string) => {
      const form = forms.at(-1) ?? {};
      return happened("interactive", {
        type: "view_submission",
        ...clickedBy(user),
        view: {
          ...form,
          id: `V${(events += 1)}`,
          state: {
            values: {
              case: { case: { type: "plain_text_input", value: text } },
              ...(where === undefined
                ? {}
                : {
                    place: {
                      place: { type: "conversations_select", selected_conversation: where },
                    },
                  }),
            },
          },
        },
      });
    },
    /** Somebody picks the bot from a message's menu. */
    shortcut: (message: Posted, user: string) =>
      happened("interactive", {
        type: "message_action",
        callback_id: "tuning_fork_message",
        ...clickedBy(user),
        channel: { id: message.channel },
        message: { ...message, team: happensIn.team },
        trigger_id: `trigger ${(events += 1)}`,
        response_url: `${address("http")}/answer/${message.channel}/${user}`,
      }),
    /** Until the app has heard of all that it did itself. */
    echoed: async () => {
      while (echoes.length > 0) await echoes.shift();
    },
    close: async () => {
      await Promise.all([...sockets.clients].map((client) => once(client, "close")));
      sockets.close();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export type FakeSlack = Awaited<ReturnType<typeof createFakeSlack>>;
