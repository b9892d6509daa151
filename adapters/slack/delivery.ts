import { WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import type { WebClient } from "@slack/web-api";

import type { Clock, Delivery, Outcome, Platform, Reply, Store } from "../../src/index.ts";
import { messageId, placeOf } from "./incoming.ts";
import { renderLadder } from "./render.ts";
import type { Message } from "./render.ts";

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

/** How many messages are looked through for one that may be there already: so many pages of so many. */
const PAGE = 200;
const MOST_PAGES = 10;

type Needs = {
  readonly client: WebClient;
  readonly clock: Clock;
  readonly deliveries: Store["deliveries"];
  /** Milliseconds between two posts in a channel; Slack wants 1,000 (https://docs.slack.dev/apis/web-api/rate-limits). */
  readonly pace: number;
};

/** Where one reply goes, and what tells it from all others in its thread. */
type Target = { readonly channel: string; readonly root?: string; readonly identity: string };

const errorOf = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

/** Says a reply in the finest way that Slack takes. */
async function asFineAsPossible<T>(reply: Reply, say: (message: Message) => Promise<T>) {
  const ways = renderLadder(reply);
  for (const [at, way] of ways.entries())
    try {
      return await say(way);
    } catch (error) {
      const isLast = at === ways.length - 1;
      if (isLast || !REFUSED.has(errorOf(error) ?? "")) throw error;
    }
  return undefined;
}

/** Posts replies to Slack: each once, in their thread, and in plainer words when Slack refuses the finer ones. */
export function createDelivery({ client, clock, deliveries, pace }: Needs): Platform["deliver"] {
  /** When a channel may be posted to next. */
  const free = new Map<string, number>();

  /** Waits for the next turn in a channel; gives when that is, without waiting, when it is too late for this delivery. */
  async function takeTurn(channel: string, deadline: number): Promise<number | undefined> {
    const now = clock.now();
    for (const [other, instant] of free) if (instant <= now) free.delete(other);
    const turn = Math.max(now, free.get(channel) ?? 0);
    if (turn > deadline) return turn;
    free.set(channel, turn + pace);
    if (turn > now) await new Promise<void>((resolve) => void clock.after(turn - now, resolve));
    return undefined;
  }

  async function targetOf({ conversation, position }: Delivery): Promise<Target> {
    const place = placeOf(conversation);
    const identity = `${conversation.thread}/${position}`;
    if (place.root !== undefined || !conversation.thread.includes(":command "))
      return { ...place, identity };
    // A command has no message of its own: the first reply is the one whose thread it becomes.
    const [first] = await deliveries.of(conversation);
    const root = first?.message.split(":")[1];
    return root === undefined ? { ...place, identity } : { ...place, root, identity };
  }

  /** The message that shows a reply already, from a delivery whose end was not seen. */
  async function find({ conversation }: Delivery, target: Target): Promise<string | undefined> {
    const { channel, root, identity } = target;
    const shown = await deliveries.of(conversation);
    const payload = JSON.stringify(payloadOf(identity));
    // It can only stand after what was shown before it.
    const oldest = shown.at(-1)?.message.split(":")[1] ?? root;
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
      const found = messages.find(
        ({ metadata }) =>
          metadata?.event_type === METADATA_TYPE &&
          JSON.stringify(metadata.event_payload) === payload,
      );
      if (found?.ts !== undefined) return found.ts;
      cursor = next?.next_cursor || undefined;
      if (cursor === undefined) return undefined;
    }
    return undefined;
  }

  async function post(
    { channel, root, identity }: Target,
    { reply, person, deadline }: Delivery,
    { text, blocks }: Message,
  ): Promise<string | undefined> {
    // By then somebody else may be about to post it.
    if (clock.now() > deadline) throw new Error("the time for this delivery is over");
    const message = {
      channel,
      text,
      ...(blocks === undefined ? {} : { blocks: [...blocks] }),
      ...(root === undefined ? {} : { thread_ts: root }),
    };
    if (reply.visibleTo === "sender" && person !== undefined)
      return (await client.chat.postEphemeral({ ...message, user: person })).message_ts;
    const posted = await client.chat.postMessage({
      ...message,
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: METADATA_TYPE, event_payload: payloadOf(identity) },
    });
    return posted.ts;
  }

  /** A public channel can be joined; of any other the person who asked is told what to do. */
  async function enter({ channel }: Target, { person, reply }: Delivery): Promise<boolean> {
    try {
      await client.conversations.join({ channel });
      return true;
    } catch (error) {
      if (errorOf(error) === undefined) throw error;
      // Once, not for every reply that follows.
      if (person !== undefined && reply.purpose === "opening")
        await client.chat.postMessage({
          channel: person,
          text: `I cannot post in <#${channel}>, because I am not a member there. Type “/invite @Tuning Fork” in it and ask again, or ask me here.`,
        });
      return false;
    }
  }

  /** Puts a reply in the place of the one that stands for the same; without one it says nothing new. */
  async function replace({ conversation, reply }: Delivery): Promise<Outcome> {
    const shown = await deliveries.of(conversation);
    const standing = shown.findLast(({ topic }) => topic === reply.replaces)?.message;
    if (standing === undefined) return { kind: "delivered", message: "" };
    const [channel = "", ts = ""] = standing.split(":");
    await asFineAsPossible(reply, ({ text, blocks = [] }) =>
      client.chat.update({ channel, ts, text, blocks: [...blocks] }),
    );
    return { kind: "delivered", message: standing };
  }

  async function deliver(delivery: Delivery): Promise<Outcome> {
    if (delivery.reply.replaces !== undefined) return replace(delivery);
    const target = await targetOf(delivery);
    if (delivery.attempt > 1) {
      const shown = await find(delivery, target);
      if (shown !== undefined)
        return { kind: "delivered", message: messageId(target.channel, shown) };
    }
    const later = await takeTurn(target.channel, delivery.deadline);
    if (later !== undefined) return { kind: "later", why: "the channel is busy", due: later };
    const ts = await asFineAsPossible(delivery.reply, (way) => post(target, delivery, way));
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
