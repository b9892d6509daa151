import { WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";

import type {
  Block,
  Chart,
  Clock,
  Delivered,
  Delivery,
  Outcome,
  Platform,
  Reply,
  Store,
} from "../../src/index.ts";
import type { Workspaces } from "./access.ts";
import { messageId, placeOf } from "./incoming.ts";
import { answerAt, notAMember } from "./membership.ts";
import { chartsIn, renderLadder, renderPictured, renderText } from "./render.ts";
import type { Message } from "./render.ts";
import { putAt } from "./upload.ts";

/** Slack's own words for blocks that it does not take; a plainer message may pass. */
const REFUSED: ReadonlySet<string> = new Set([
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_attachments",
  "msg_blocks_too_long",
  "only_one_table_allowed",
  "invalid_arguments",
]);

/** Nothing can be posted there any more, by nobody of ours. */
const GONE: ReadonlySet<string> = new Set([
  "is_archived",
  "message_not_found",
  "thread_not_found",
  "cannot_reply_to_message",
  "restricted_action",
  "restricted_action_thread_locked",
  "account_inactive",
  "token_revoked",
  "invalid_auth",
  "no_permission",
  "missing_scope",
]);

const METADATA_TYPE = "tuning_fork_reply";

/** What a message carries to be recognised by; any member of the workspace can read it. */
const payloadOf = (identity: string): { readonly id: string } => ({ id: identity });

/**
 * How long a file may be on its way to where blocks can show it, in milliseconds, and how often that is
 * tried; Slack gives no sign (https://github.com/slackapi/java-slack-sdk/issues/1349).
 */
const FILE_PAUSE = 1000;
const FILE_TRIES = 3;

const PICTURE_NAME = "chart.png";

/** How many messages are looked through for one that may be there already: so many pages of so many. */
const PAGE = 200;
const MOST_PAGES = 10;

/** Events of which somebody was told that the bot is not a member; remembered at most. */
const MOST_TOLD = 10_000;

type Needs = {
  readonly workspaces: Workspaces;
  /** Where whoever did something can be answered although the bot is not a member; if it is known. */
  readonly answerUrlOf: (event: string) => string | undefined;
  readonly clock: Clock;
  readonly deliveries: Store["deliveries"];
  /** A chart as a PNG; undefined when it cannot be drawn. */
  readonly draw: (chart: Chart) => Promise<Buffer | undefined>;
  /** Milliseconds between two posts in a channel; Slack wants 1,000 (https://docs.slack.dev/apis/web-api/rate-limits). */
  readonly pace: number;
};

/** Where one reply goes, and what tells it from all others in its thread. */
type Target = { readonly channel: string; readonly root?: string; readonly identity: string };

const errorOf = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

/** Whether Slack refuses blocks because of a file that it does not have in them yet. */
const isForFile = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError &&
  (error.data.response_metadata?.messages ?? []).some((message) => message.includes("slack_file"));

/** What cannot be taken away any more, or not by us: it is gone, or its place is. */
const BEYOND_REACH: ReadonlySet<string> = new Set([
  ...GONE,
  "cant_delete_file",
  "cant_delete_message",
  "channel_not_found",
  "compliance_exports_prevent_deletion",
  "file_deleted",
  "file_not_found",
  "not_in_channel",
]);

/** The app lacks the scope, or the workspace does not want files. */
const MAY_NOT_UPLOAD: ReadonlySet<string> = new Set([
  "missing_scope",
  "no_permission",
  "not_allowed_token_type",
  "file_uploads_disabled",
  "file_uploads_except_images_disabled",
  "file_upload_size_restricted",
  "storage_limit_reached",
]);

/** Shows something to people, if there is still time for it. */
type InTime = <T>(show: () => Promise<T>) => Promise<T>;

const WithFile = z.object({ slack_file: z.object({ id: z.string() }) });
const filesShownBy = (blocks: readonly unknown[]): readonly string[] =>
  blocks.flatMap((block) => WithFile.safeParse(block).data?.slack_file.id ?? []);

/** A message is known by the instant at which it was posted. */
const isTs = (words: string): boolean => /^\d+\.\d+$/.test(words);

/** A file stands where a message would: it has no instant that we are told. */
const FILE = "file ";
const fileMessage = (id: string): string => `${FILE}${id}`;
const fileIn = (id: string): string | undefined =>
  id.startsWith(FILE) ? id.slice(FILE.length) : undefined;

const isPerson = (place: string): boolean => /^[UW]/.test(place);
const isDirect = (channel: string): boolean => channel.startsWith("D");

type File = Extract<Block, { readonly kind: "file" }>;
const fileOf = ({ blocks }: Reply): File | undefined =>
  blocks.find((block): block is File => block.kind === "file");

/** The message in whose place a reply comes. */
const standingFor = ({ replaces }: Reply, shown: readonly Delivered[]): string | undefined =>
  shown.findLast(({ topic }) => topic !== undefined && topic === replaces)?.message;

const isRefused = (error: unknown): boolean => REFUSED.has(errorOf(error) ?? "");

/** Says a reply in the first of some ways that Slack takes; a way that there is not is left out. */
async function asFineAsPossible<T>(
  ways: readonly (() => Promise<Message | undefined>)[],
  say: (message: Message) => Promise<T>,
): Promise<T | undefined> {
  for (const [at, way] of ways.entries()) {
    const message = await way();
    if (message === undefined) continue;
    try {
      return await say(message);
    } catch (error) {
      const isLast = at === ways.length - 1;
      if (isLast || !isRefused(error)) throw error;
    }
  }
  return undefined;
}

/** The ladder of a reply, as ways to say it. */
const waysOf = (reply: Reply): readonly (() => Promise<Message>)[] =>
  renderLadder(reply).map((message) => async () => message);

/** What deliveries to all workspaces share. */
type Shared = Omit<Needs, "workspaces" | "pace"> & {
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Waits for the next turn in a channel; gives when that is, without waiting, when it is too late for this delivery. */
  readonly takeTurn: (channel: string, deadline: number) => Promise<number | undefined>;
  /** Events whose people were told that the bot is not a member; once is enough for one thing they did. */
  readonly told: Set<string>;
};

/** Posts a reply to the workspace that a client is for. */
function deliveryBy(
  client: WebClient,
  { answerUrlOf, clock, deliveries, draw, pause, takeTurn, told }: Shared,
): Platform["deliver"] {
  /** The channel of a place; a person's is opened by asking for it. */
  async function channelOf(place: string): Promise<string> {
    if (!isPerson(place)) return place;
    const { channel } = await client.conversations.open({ users: place });
    return channel?.id ?? place;
  }

  async function targetOf({ conversation, position }: Delivery): Promise<Target> {
    const place = placeOf(conversation);
    const identity = `${conversation.thread}/${position}`;
    if (place.root !== undefined || !conversation.thread.includes(":command "))
      return { ...place, identity };
    // A command has no message of its own: the first reply is the one whose thread it becomes.
    const [first] = await deliveries.of(conversation);
    if (first === undefined) return { channel: await channelOf(place.channel), identity };
    const [channel = place.channel, root = ""] = first.message.split(":");
    return { channel, root, identity };
  }

  /** What stands in a place since an instant, a page at a time; not more pages than anybody would look at. */
  async function* pagesOf({ channel, root }: Target, oldest: string | undefined) {
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const asked = {
        channel,
        limit: PAGE,
        include_all_metadata: true,
        ...(oldest === undefined ? {} : { oldest }),
        ...(cursor === undefined ? {} : { cursor }),
      };
      const { messages = [], response_metadata: next } =
        root === undefined
          ? await client.conversations.history(asked)
          : await client.conversations.replies({ ...asked, ts: root });
      yield messages;
      cursor = next?.next_cursor || undefined;
      if (cursor === undefined) return;
    }
  }

  /** The message that shows a reply already, from a delivery whose end was not seen. */
  async function find(
    { conversation, reply }: Delivery,
    target: Target,
  ): Promise<string | undefined> {
    const { root, identity } = target;
    const shown = await deliveries.of(conversation);
    const payload = JSON.stringify(payloadOf(identity));
    const file = fileOf(reply)?.name;
    const known = new Set(shown.map(({ message }) => fileIn(message.split(":")[1] ?? "")));
    // It can only stand after what was shown before it.
    const oldest = shown.map(({ message }) => message.split(":")[1] ?? "").findLast(isTs) ?? root;
    for await (const messages of pagesOf(target, oldest)) {
      const found = messages.find(
        ({ metadata }) =>
          metadata?.event_type === METADATA_TYPE &&
          JSON.stringify(metadata.event_payload) === payload,
      );
      if (found?.ts !== undefined) return found.ts;
      // A file carries nothing that tells it from others, but its name, and that no other reply is it.
      const uploaded = messages
        .flatMap(({ files = [] }) => files)
        .find(({ id, name }) => file !== undefined && name === file && !known.has(id));
      if (uploaded?.id !== undefined) return fileMessage(uploaded.id);
    }
    return undefined;
  }

  /** Brings a file to Slack, where nobody sees it yet; gives its identity. */
  async function bring(name: string, content: Buffer): Promise<string> {
    const { file_id: id = "", upload_url: url = "" } = await client.files.getUploadURLExternal({
      filename: name,
      length: content.byteLength,
    });
    await putAt(url, content);
    return id;
  }

  /**
   * Puts a file into the thread; undefined when the app may not, so that it is written out instead.
   * Nobody sees it before the last call, so only that one has to be in time.
   */
  async function upload(
    { channel, root }: Target,
    reply: Reply,
    { name, content: written }: File,
    inTime: InTime,
  ): Promise<string | undefined> {
    try {
      const id = await bring(name, Buffer.from(written));
      const files: [{ id: string; title: string }] = [{ id, title: name }];
      const others = reply.blocks.filter(({ kind }) => kind !== "file");
      const shared = {
        files,
        channel_id: channel,
        initial_comment: renderText({ ...reply, blocks: others }),
      };
      await inTime(() =>
        client.files.completeUploadExternal(
          root === undefined ? shared : { ...shared, thread_ts: root },
        ),
      );
      return fileMessage(id);
    } catch (error) {
      if (!MAY_NOT_UPLOAD.has(errorOf(error) ?? "")) throw error;
      return undefined;
    }
  }

  /** A picture of a chart, as a file that blocks can show; undefined when there can be none. */
  async function picture(chart: Chart): Promise<string | undefined> {
    try {
      const content = await draw(chart);
      if (content === undefined) return undefined;
      const id = await bring(PICTURE_NAME, content);
      await client.files.completeUploadExternal({ files: [{ id, title: chart.title }] });
      return id;
    } catch {
      // What it shows stands in the message in words: that must not wait for it.
      return undefined;
    }
  }

  /** A reply with pictures of its charts; undefined when it has none. */
  async function pictured(reply: Reply, files: Map<Chart, string>): Promise<Message | undefined> {
    for (const chart of chartsIn(reply)) {
      const file = await picture(chart);
      if (file !== undefined) files.set(chart, file);
    }
    return files.size === 0 ? undefined : renderPictured(reply, files);
  }

  /** Tries again while Slack does not have a file in its blocks yet. */
  async function onceFilesAreThere<T>(show: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1)
      try {
        return await show();
      } catch (error) {
        if (!isForFile(error) || tries === FILE_TRIES) throw error;
        await pause(FILE_PAUSE);
      }
  }

  /** Posts a reply in the finest way that Slack takes: with its charts, with pictures of them, in words. */
  async function postFinely(target: Target, delivery: Delivery, inTime: InTime) {
    const { reply } = delivery;
    const [finest, ...plainer] = waysOf(reply);
    const files = new Map<Chart, string>();
    const hasPictures = reply.visibleTo !== "sender" && plainer.length > 0;
    const ways = [
      ...(finest === undefined ? [] : [finest]),
      ...(hasPictures ? [() => pictured(reply, files)] : []),
      ...plainer,
    ];
    return asFineAsPossible(ways, (way) =>
      onceFilesAreThere(() => inTime(() => post(target, delivery, way))),
    );
  }

  async function post(
    { channel, root, identity }: Target,
    { reply, person }: Delivery,
    { text, blocks }: Message,
  ): Promise<string | undefined> {
    const message = {
      channel,
      text,
      ...(blocks === undefined ? {} : { blocks: [...blocks] }),
      ...(root === undefined ? {} : { thread_ts: root }),
    };
    // Between two nobody else sees it anyway.
    if (reply.visibleTo === "sender" && person !== undefined && !isDirect(channel))
      return (await client.chat.postEphemeral({ ...message, user: person })).message_ts;
    const recognisable = {
      ...message,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: METADATA_TYPE, event_payload: payloadOf(identity) },
    };
    const posted = await client.chat.postMessage(
      reply.visibleTo === "channel" && root !== undefined
        ? { ...recognisable, thread_ts: root, reply_broadcast: true }
        : recognisable,
    );
    return posted.ts;
  }

  /** A public channel can be joined; of any other the person who asked is told what to do. */
  async function enter({ channel }: Target, delivery: Delivery): Promise<boolean> {
    const { conversation, event, person, reply } = delivery;
    try {
      await client.conversations.join({ channel });
      return true;
    } catch (error) {
      if (errorOf(error) === undefined) throw error;
      if (person === undefined || reply.purpose === "notice" || told.has(event)) return false;
      const { text, blocks } = notAMember(channel, conversation.thread);
      const url = answerUrlOf(event);
      if (url === undefined)
        await client.chat.postMessage({ channel: person, text, blocks: [...blocks] });
      else await answerAt(url, { text, blocks });
      if (told.size >= MOST_TOLD) told.clear();
      told.add(event);
      return false;
    }
  }

  /** Puts a reply in the place of the one that stands for the same; without one it says nothing new. */
  async function replace({ conversation, reply }: Delivery): Promise<Outcome> {
    const shown = await deliveries.of(conversation);
    const standing = standingFor(reply, shown);
    if (standing === undefined) return { kind: "delivered", message: "" };
    const [channel = "", ts = ""] = standing.split(":");
    await asFineAsPossible(waysOf(reply), ({ text, blocks = [] }) =>
      client.chat.update({ channel, ts, text, blocks: [...blocks] }),
    );
    return { kind: "delivered", message: standing };
  }

  /** The pictures in messages of ours; a place that cannot be looked through has none that we know of. */
  async function picturesIn(delivery: Delivery, ours: ReadonlySet<string>): Promise<Set<string>> {
    const files = new Set<string>();
    const target = await targetOf(delivery);
    try {
      for await (const messages of pagesOf(target, target.root))
        for (const { ts = "", blocks = [] } of messages)
          if (ours.has(messageId(target.channel, ts)))
            for (const file of filesShownBy(blocks)) files.add(file);
    } catch (error) {
      if (errorOf(error) === undefined) throw error;
    }
    return files;
  }

  /** Takes one message of ours away; one that is gone already, or that only one person saw, is no failure. */
  async function takeAway(message: string): Promise<void> {
    const [channel = "", id = ""] = message.split(":");
    const file = fileIn(id);
    try {
      if (file !== undefined) await client.files.delete({ file });
      else if (isTs(id)) await client.chat.delete({ channel, ts: id });
    } catch (error) {
      if (!BEYOND_REACH.has(errorOf(error) ?? "")) throw error;
    }
  }

  /** Takes all messages of a conversation away, but the one that then says so. */
  async function erase(delivery: Delivery): Promise<Outcome> {
    const shown = await deliveries.of(delivery.conversation);
    const kept = standingFor(delivery.reply, shown);
    const messages = new Set(shown.map(({ message }) => message).filter(Boolean));
    const pictures = await picturesIn(delivery, messages);
    // First the pictures, which are only found by their messages.
    for (const file of pictures) await takeAway(messageId("", fileMessage(file)));
    for (const message of messages) if (message !== kept) await takeAway(message);
    if (kept !== undefined) return replace(delivery);
    return say({ ...delivery, reply: { ...delivery.reply, visibleTo: "sender" } });
  }

  async function deliver(delivery: Delivery): Promise<Outcome> {
    if (delivery.reply.purpose === "erasure") return erase(delivery);
    return delivery.reply.replaces === undefined ? say(delivery) : replace(delivery);
  }

  /** Says a reply as a message of its own, unless an earlier delivery did. */
  async function say(delivery: Delivery): Promise<Outcome> {
    const { reply, deadline } = delivery;
    const target = await targetOf(delivery);
    if (delivery.attempt > 1) {
      const shown = await find(delivery, target);
      if (shown !== undefined)
        return { kind: "delivered", message: messageId(target.channel, shown) };
    }
    const later = await takeTurn(target.channel, deadline);
    if (later !== undefined) return { kind: "later", why: "the channel is busy", due: later };
    // By then somebody else may be about to post it.
    const inTime: InTime = async (show) => {
      if (clock.now() > deadline) throw new Error("the time for this delivery is over");
      return show();
    };
    const file = fileOf(reply);
    const uploaded = file === undefined ? undefined : await upload(target, reply, file, inTime);
    const ts = uploaded ?? (await postFinely(target, delivery, inTime));
    return { kind: "delivered", message: messageId(target.channel, ts ?? "") };
  }

  const outcomeOf = async (error: unknown, delivery: Delivery): Promise<Outcome> => {
    if (error instanceof WebAPIRateLimitedError)
      return {
        kind: "later",
        why: "rate limited",
        due: clock.now() + error.retryAfter * 1000,
      };
    const code = errorOf(error);
    if (code === "not_in_channel" || code === "channel_not_found") {
      if (await enter(await targetOf(delivery), delivery)) return deliver(delivery);
      return { kind: "never", why: code };
    }
    return code !== undefined && GONE.has(code)
      ? { kind: "never", why: code }
      : { kind: "later", why: code ?? (error instanceof Error ? error.message : String(error)) };
  };

  return async (delivery) => {
    try {
      return await deliver(delivery);
    } catch (error) {
      return outcomeOf(error, delivery);
    }
  };
}

/** Posts replies to Slack: each once, in their thread, and in plainer words when Slack refuses the finer ones. */
export function createDelivery({ workspaces, pace, ...needs }: Needs): Platform["deliver"] {
  const { clock } = needs;
  /** When a channel may be posted to next. */
  const free = new Map<string, number>();

  async function takeTurn(channel: string, deadline: number): Promise<number | undefined> {
    const now = clock.now();
    const turn = Math.max(now, free.get(channel) ?? 0);
    if (turn > deadline) return turn;
    // The last to have had a turn is the last in the map, so those that are over come first.
    free.delete(channel);
    for (const [other, instant] of free) {
      if (instant > now) break;
      free.delete(other);
    }
    free.set(channel, turn + pace);
    if (turn > now) await pause(turn - now);
    return undefined;
  }

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => void clock.after(milliseconds, resolve));

  const shared = { ...needs, pause, takeTurn, told: new Set<string>() };
  return async (delivery) => {
    const { workspace } = delivery.conversation;
    const access = await workspaces.accessTo({ workspace });
    return access === undefined
      ? { kind: "never", why: "the app was taken away there" }
      : deliveryBy(access.client, shared)(delivery);
  };
}
