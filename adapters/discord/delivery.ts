import { createHash } from "node:crypto";

import { MessageFlags, Routes } from "discord.js";
import type { REST, RawFile, RouteLike } from "discord.js";
import { z } from "zod";

import type {
  Chart,
  Clock,
  Delivered,
  Delivery,
  Outcome,
  Platform,
  Reply,
  Store,
} from "../../src/index.ts";
import {
  BEYOND_REACH,
  CODE,
  FORBIDDEN,
  GONE,
  codeOf,
  isOneOf,
  isRefusal,
  sayError,
  waitIn,
} from "./errors.ts";
import type { Asked } from "./incoming.ts";
import { LIMITS } from "./limits.ts";
import { isAsked, joined, messageId, messageOf, partsOf, placeOf } from "./places.ts";
import {
  fileAsMessages,
  noted,
  plainWords,
  render,
  renderCard,
  renderPictured,
  renderPlain,
  wordsIn,
} from "./render.ts";
import type { Body, Hearing, Pictured, Rendered } from "./render.ts";
import { createRooms, sayMissing } from "./rooms.ts";
import type { Room } from "./rooms.ts";

/** People that are remembered for having been told what is missing. */
const MOST_TOLD = 1000;
/** Messages that are looked through for one that may be there already. */
const PAGE = 50;

const Sent = z.object({ id: z.string() });
const Found = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    content: z.string().nullish(),
    components: z.array(z.unknown()).optional(),
  }),
);

type Needs = {
  readonly rest: REST;
  readonly store: Store;
  readonly clock: Clock;
  /** The bot's own user. */
  readonly self: () => string;
  /** What reaches the bot in a server without being addressed to it. */
  readonly hearing: () => Hearing;
  /** How whoever used a command or a button can be answered so that nobody else sees it; for a quarter of an hour. */
  readonly askedBy: (event: string) => Asked | undefined;
  /** The names of the permissions that the bot lacks in a channel, as far as is known. */
  readonly missingIn: (channel: string) => readonly string[];
  /** A chart as a PNG; undefined when it cannot be drawn. */
  readonly draw: (chart: Chart) => Promise<Buffer | undefined>;
};

/** A card and the pictures in it. */
type Illustrated = { readonly card: Body; readonly files: readonly RawFile[] };

const lastPart = (message: string): string => partsOf(message).at(-1) ?? "";

/** Discord takes a message with a nonce that it saw within the last minutes as the same message. */
const nonceOf = (...identity: readonly (string | number)[]): string =>
  createHash("sha256")
    .update(JSON.stringify(identity))
    .digest("base64url")
    .slice(0, LIMITS.nonce - 1);

/** The message in whose place a reply comes. */
const standingFor = ({ replaces }: Reply, shown: readonly Delivered[]): string | undefined =>
  shown.findLast(
    ({ topic, message }) => message !== "" && topic !== undefined && topic === replaces,
  )?.message;

const isDirect = ({ conversation }: Delivery): boolean => {
  const { root, isCommand } = placeOf(conversation);
  return root === undefined && !isCommand;
};

/** Posts replies to Discord: each once, in their thread, or as near to it as the bot may. */
export function createDelivery({
  rest,
  store,
  clock,
  self,
  hearing,
  askedBy,
  missingIn,
  draw,
}: Needs): Platform["deliver"] {
  const { deliveries } = store;
  const { roomOf } = createRooms({ rest, store, missingIn });
  /** What was done by people who know already that the bot may not write there. */
  const told = new Set<string>();

  /** What comes later than this could meet somebody else's delivery of the same reply. */
  function inTime({ deadline }: Delivery): AbortSignal {
    const left = deadline - clock.now();
    if (left <= 0) throw new Error("the time for this delivery is over");
    return AbortSignal.timeout(left);
  }

  const hearingIn = (delivery: Delivery): Hearing =>
    isDirect(delivery) ? "everything" : hearing();

  async function send(
    route: RouteLike,
    body: object,
    signal: AbortSignal,
    files: readonly RawFile[] = [],
  ) {
    const attached = files.length === 0 ? {} : { files: [...files] };
    return Sent.parse(await rest.post(route, { body, signal, ...attached })).id;
  }

  /** The pictures of a card; undefined when one of them cannot be drawn. */
  async function illustrated({ card, pictures }: Pictured): Promise<Illustrated | undefined> {
    const files: RawFile[] = [];
    for (const { chart, name } of pictures) {
      const data = await draw(chart);
      if (data === undefined) return undefined;
      files.push({ name, data, contentType: "image/png" });
    }
    return { card, files };
  }

  /** Posts the messages of a reply, each once however often it is tried. */
  async function post(
    delivery: Delivery,
    { channel, below, because }: Room,
    { messages, file }: Pick<Rendered, "messages" | "file">,
    pictures: readonly RawFile[] = [],
  ): Promise<string> {
    const { conversation, position } = delivery;
    const { workspace, thread } = conversation;
    const reference =
      below === undefined
        ? {}
        : { message_reference: { message_id: below, fail_if_not_exists: false } };
    const ids: string[] = [];
    const explained = because === undefined ? messages : noted(messages, because);
    for (const [part, message] of explained.entries()) {
      const body = {
        ...message,
        ...(part === 0 ? reference : {}),
        nonce: nonceOf(workspace, thread, position, part),
        enforce_nonce: true,
      };
      const isLast = part === explained.length - 1;
      const written =
        file === undefined ? [] : [{ name: file.name, data: Buffer.from(file.content) }];
      const attached = isLast ? [...pictures, ...written] : [];
      ids.push(await send(Routes.channelMessages(channel), body, inTime(delivery), attached));
    }
    return joined(ids);
  }

  /** Posts a reply in the finest way that Discord takes in a room. */
  async function postIn(
    delivery: Delivery,
    room: Room,
    rendered: Rendered,
    pictured?: Illustrated,
  ): Promise<string> {
    if (pictured === undefined) return postInWords(delivery, room, rendered);
    try {
      return await post(delivery, room, { messages: [pictured.card] }, pictured.files);
    } catch (error) {
      // Pictures may need a permission of their own; their words need none.
      if (!isRefusal(error)) throw error;
      return postInWords(delivery, room, rendered);
    }
  }

  async function postInWords(delivery: Delivery, room: Room, rendered: Rendered): Promise<string> {
    try {
      return await post(delivery, room, rendered);
    } catch (error) {
      const { file } = rendered;
      const plain = renderPlain(delivery.reply, hearingIn(delivery));
      // A file may need a permission of its own; its words need none.
      if (file !== undefined && isOneOf(FORBIDDEN, error))
        return post(delivery, room, { messages: [...plain, ...fileAsMessages(file)] });
      if (!isRefusal(error) || isOneOf(GONE, error)) throw error;
      return post(
        delivery,
        room,
        file === undefined ? { messages: plain } : { messages: plain, file },
      );
    }
  }

  /** Where the bot may not write in the thread, it may perhaps in the channel around it. */
  async function postNear(
    delivery: Delivery,
    room: Room,
    rendered: Rendered,
    pictured?: Illustrated,
  ) {
    try {
      return { room, message: await postIn(delivery, room, rendered, pictured) };
    } catch (error) {
      const { channel } = placeOf(delivery.conversation);
      if (!isOneOf(FORBIDDEN, error) || room.channel === channel) throw error;
      const around: Room = {
        channel,
        below: room.channel,
        because: `I may not write in the thread${sayMissing(missingIn(room.channel))}, so we talk here. Reply to my messages to answer.`,
      };
      return { room: around, message: await postIn(delivery, around, rendered, pictured) };
    }
  }

  /** The message that shows a reply already, from a delivery whose end was not seen. */
  async function find(delivery: Delivery, { channel }: Room, bodies: readonly Body[]) {
    const shown = (await deliveries.of(delivery.conversation)).map(({ message }) =>
      messageOf(message),
    );
    const known = new Set(shown.flatMap(({ message }) => partsOf(message)));
    const last = shown.findLast((one) => one.channel === channel)?.message;
    const after = last === undefined ? {} : { after: lastPart(last) };
    const query = new URLSearchParams({ limit: String(PAGE), ...after });
    const route = Routes.channelMessages(channel);
    const there = await rest.get(route, { query, signal: inTime(delivery) });
    const wanted = bodies.map(wordsIn);
    return Found.parse(there).find(
      (one) => one.author.id === self() && !known.has(one.id) && wanted.includes(wordsIn(one)),
    )?.id;
  }

  /** What was announced in plain words becomes a card; where cards are refused it stays as it is. */
  async function dress(
    delivery: Delivery,
    channel: string,
    message: string,
    cards: readonly { readonly card: Body; readonly files?: readonly RawFile[] }[],
  ): Promise<void> {
    for (const { card, files = [] } of cards)
      try {
        await rest.patch(Routes.channelMessage(channel, lastPart(message)), {
          body: { ...card, content: null },
          signal: inTime(delivery),
          ...(files.length === 0 ? {} : { files: [...files] }),
        });
        return;
      } catch (error) {
        if (!isRefusal(error)) throw error;
      }
  }

  /** Says something so that only one person sees it; false where that is not possible any more. */
  async function whisper(delivery: Delivery, { messages }: Rendered): Promise<boolean> {
    const asked = askedBy(delivery.event);
    if (asked === undefined || isDirect(delivery)) return false;
    for (const { flags = 0, ...message } of messages)
      await rest.post(Routes.webhook(asked.application, asked.token), {
        body: { ...message, flags: flags | MessageFlags.Ephemeral },
        auth: false,
        signal: inTime(delivery),
      });
    return true;
  }

  /** Whoever gave a command is told where it goes on. */
  async function pointTo(delivery: Delivery, { channel }: Room): Promise<void> {
    const asked = askedBy(delivery.event);
    if (asked === undefined || told.has(asked.id)) return;
    remember(asked.id);
    const content = isDirect(delivery)
      ? "I have written to you directly."
      : `The questions are in <#${channel}>.`;
    try {
      await rest.patch(Routes.webhookMessage(asked.application, asked.token), {
        body: { content, allowed_mentions: { parse: [] } },
        auth: false,
        signal: inTime(delivery),
      });
    } catch (error) {
      // It is in sight all the same.
      if (!isRefusal(error)) throw error;
    }
  }

  function remember(what: string): void {
    if (told.size >= MOST_TOLD) told.clear();
    told.add(what);
  }

  /** Posts a reply with pictures of its charts, unless it stands there already; what was announced becomes a card. */
  async function show(delivery: Delivery, room: Room, rendered: Rendered) {
    const { messages, card } = rendered;
    const plan = renderPictured(delivery.reply, hearingIn(delivery));
    const cards = [card, plan?.card].filter((one) => one !== undefined);
    const found =
      delivery.attempt > 1
        ? await find(delivery, room, [...messages.slice(-1), ...cards])
        : undefined;
    const isDrawn = plan !== undefined && (found === undefined || card !== undefined);
    const pictured = isDrawn ? await illustrated(plan) : undefined;
    const posted =
      found === undefined
        ? await postNear(delivery, room, rendered, card === undefined ? pictured : undefined)
        : { room, message: found };
    if (card !== undefined) {
      const ways = [...(pictured === undefined ? [] : [pictured]), { card }];
      await dress(delivery, posted.room.channel, posted.message, ways);
    }
    return posted;
  }

  /** Says a reply as a message of its own, unless an earlier delivery did. */
  async function say(delivery: Delivery): Promise<Outcome> {
    const { reply, event } = delivery;
    const rendered = render(reply, hearingIn(delivery));
    if (reply.visibleTo === "sender" && (await whisper(delivery, rendered)))
      return { kind: "delivered", message: "" };
    const room = await roomOf(delivery, inTime(delivery));
    const posted = await show(delivery, room, rendered);
    if (isAsked(event) && reply.purpose !== "opening") await pointTo(delivery, posted.room);
    return { kind: "delivered", message: messageId(posted.room.channel, posted.message) };
  }

  /** Changes a message of ours; one that is beyond reach stays as it is. */
  async function change(delivery: Delivery, id: string): Promise<void> {
    const { channel, message } = messageOf(id);
    const { messages } = render(delivery.reply, hearingIn(delivery));
    const card = renderCard(delivery.reply, hearingIn(delivery));
    const ways = [...messages.slice(-1), ...(card === undefined ? [] : [card])];
    const patch = (body: Body) =>
      rest.patch(Routes.channelMessage(channel, lastPart(message)), {
        // Files that stood in it show what it no longer says.
        body: { content: null, attachments: [], ...body },
        signal: inTime(delivery),
      });
    for (const [at, way] of ways.entries())
      try {
        await patch(way);
        return;
      } catch (error) {
        if (codeOf(error) === CODE.archived && (await wake(delivery, channel)))
          return void (await patch(way));
        if (isOneOf(BEYOND_REACH, error)) return;
        if (!isRefusal(error)) throw error;
        if (at === ways.length - 1) return;
      }
  }

  /** Opens an archived thread again; false where that is not for us to do. */
  async function wake(delivery: Delivery, thread: string): Promise<boolean> {
    try {
      await rest.patch(Routes.channel(thread), {
        body: { archived: false },
        signal: inTime(delivery),
      });
      return true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return false;
    }
  }

  /** Puts a reply in the place of the one that stands for the same; without one it says nothing new. */
  async function replace(delivery: Delivery): Promise<Outcome> {
    const standing = standingFor(delivery.reply, await deliveries.of(delivery.conversation));
    if (standing === undefined) return { kind: "delivered", message: "" };
    await change(delivery, standing);
    return { kind: "delivered", message: standing };
  }

  /** Takes all messages of a conversation away, but the one that then says so. */
  async function erase(delivery: Delivery): Promise<Outcome> {
    const shown = await deliveries.of(delivery.conversation);
    const kept = standingFor(delivery.reply, shown);
    for (const id of new Set(shown.map(({ message }) => message)))
      if (id !== "" && id !== kept) await takeAway(delivery, id);
    if (kept !== undefined) return replace(delivery);
    return say({ ...delivery, reply: { ...delivery.reply, visibleTo: "sender" } });
  }

  /** Takes a message of ours away; one that is gone already is no failure. */
  async function takeAway(delivery: Delivery, id: string): Promise<void> {
    const { channel, message } = messageOf(id);
    for (const part of partsOf(message))
      try {
        await rest.delete(Routes.channelMessage(channel, part), { signal: inTime(delivery) });
      } catch (error) {
        if (!isOneOf(BEYOND_REACH, error)) throw error;
      }
  }

  /** Tells whoever asked, directly, that the bot may not write where they did; once for one thing they did. */
  async function tellWhy({
    event,
    person,
    reply,
    conversation,
    deadline,
  }: Delivery): Promise<void> {
    if (person === undefined || reply.purpose === "notice" || told.has(event)) return;
    const { channel } = placeOf(conversation);
    const signal = AbortSignal.timeout(Math.max(1, deadline - clock.now()));
    remember(event);
    try {
      const direct = await send(Routes.userChannels(), { recipient_id: person }, signal);
      const missing = missingIn(channel);
      const body = {
        ...plainWords(
          `I cannot answer in <#${channel}>: I may not write there${sayMissing(missing)}. Somebody who manages the server can allow it under “Edit Channel”, “Permissions”; “/tuning-fork show: setup” says what is missing where. Or describe your case here.`,
        ),
        nonce: nonceOf("why", event),
        enforce_nonce: true,
      };
      await send(Routes.channelMessages(direct), body, signal);
    } catch {
      // Nobody can be reached: the log says that the reply is given up.
    }
  }

  async function deliver(delivery: Delivery): Promise<Outcome> {
    if (delivery.reply.purpose === "erasure") return erase(delivery);
    return delivery.reply.replaces === undefined ? say(delivery) : replace(delivery);
  }

  return async (delivery) => {
    try {
      return await deliver(delivery);
    } catch (error) {
      const why = sayError(error);
      if (isOneOf(FORBIDDEN, error)) await tellWhy(delivery);
      if (isOneOf(GONE, error)) return { kind: "never", why };
      const wait = waitIn(error);
      return { kind: "later", why, ...(wait === undefined ? {} : { due: clock.now() + wait }) };
    }
  };
}
