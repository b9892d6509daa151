import { InteractionResponseType, MessageFlags, Routes } from "discord.js";
import type { APIModalInteractionResponseCallbackData, REST } from "discord.js";
import { z } from "zod";

import { openQuestions, takesPart } from "../../src/index.ts";
import type { Bot, ConversationKey, Incoming, Log, Meter, Reply, Store } from "../../src/index.ts";
import type { Channels } from "./channels.ts";
import { CODE, codeOf, isOneOf, isRefusal, sayError } from "./errors.ts";
import { CASE, FIELD, answerModal, caseModal, questionsModal, whatIfModal } from "./forms.ts";
import { instantOf, parseInteraction } from "./incoming.ts";
import type { Asked, Interaction } from "./incoming.ts";
import { LIMITS } from "./limits.ts";
import type { Locate } from "./locate.ts";
import { mayManage } from "./permissions.ts";
import { conversationOfCommand, eventId } from "./places.ts";
import { FORMS, plainWords, render } from "./render.ts";

/** How often the first answer to an interaction is tried; there are three seconds for it. */
const MOST_TRIES = 3;

/** What the adapter itself has to say, to one person. */
const SAY = {
  notKept: "I could not keep that just now, so nothing has changed. Please try again in a minute.",
  away: "I cannot look that up just now. Nothing is lost; please try again in a minute.",
  unknown:
    "This button comes from another time, and I do not know it any more. Mention me to go on.",
  noWords: "I can read no words in that message. Mention me and describe your case instead.",
  nothingOpen: "No question is open here just now. You can tell me more, or ask why.",
  noDirect:
    "I cannot write to you directly. Allow direct messages from members of this server in your privacy settings, or ask without “private”.",
  notTakingPart:
    "Only those who take part here can do that. Join this thread or write in it, and try again; or mention me in a channel to begin your own.",
} as const;

/** Presses that change what the team has said. */
const CHANGING = /^(?:answer|settle|not-sure|change|decide|keep)(?::|$|\s)/;

type Needs = {
  readonly rest: REST;
  readonly store: Store;
  readonly log: Log;
  readonly meter: Meter;
  readonly bot: () => Bot | undefined;
  readonly self: () => string;
  readonly channels: Channels;
  readonly locate: Locate;
  /** What only whoever asks for it sees. */
  readonly look: (show: string, asked: Asked) => Promise<Reply>;
  /** Remembers how whoever did something can be answered. */
  readonly remember: (event: string, asked: Asked) => void;
  /** Who may answer with buttons. */
  readonly answers: "participants" | "anyone";
};

const DirectChannel = z.object({ id: z.string() });

/** What waits for its first answer, since when. */
type Arrived = Asked & { readonly arrivedAt: number };

/** Who did it, and when. */
const common = ({ id, from }: Asked) => ({ from, at: instantOf(id) });

/** Answers commands, buttons, menus and forms: first Discord, within its three seconds, then the rest. */
export function createInteractions(needs: Needs): (payload: unknown) => Promise<void> {
  const { rest, store, log, meter, bot, self, channels, locate, look, remember, answers } = needs;

  /** The first answer. One that has arrived already, though we did not hear of it, is no failure. */
  async function respond({ id, token, arrivedAt }: Arrived, body: object): Promise<void> {
    for (let attempt = 1; ; attempt += 1)
      try {
        await rest.post(Routes.interactionCallback(id, token), {
          body,
          auth: false,
          signal: AbortSignal.timeout((LIMITS.firstAnswer * 1000) / MOST_TRIES),
        });
        const milliseconds = performance.now() - arrivedAt;
        return meter({ kind: "acknowledged", platform: "discord", milliseconds });
      } catch (error) {
        if (codeOf(error) === CODE.alreadyAnswered) return;
        if (isRefusal(error) || attempt >= MOST_TRIES) throw error;
      }
  }

  /** Says that it has arrived. What was done counts even if Discord does not hear of it in time. */
  async function acknowledge(asked: Arrived, body: object): Promise<void> {
    try {
      await respond(asked, body);
    } catch (cause) {
      log({
        level: "warn",
        message: `Discord did not take an acknowledgement: ${sayError(cause)}`,
        cause,
      });
    }
  }

  const willAnswer = (asked: Arrived): Promise<void> =>
    acknowledge(asked, {
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: { flags: MessageFlags.Ephemeral },
    });
  const taken = (asked: Arrived): Promise<void> =>
    acknowledge(asked, { type: InteractionResponseType.DeferredMessageUpdate });
  const show = (asked: Arrived, data: APIModalInteractionResponseCallbackData): Promise<void> =>
    respond(asked, { type: InteractionResponseType.Modal, data });
  const tell = (asked: Arrived, words: string): Promise<void> =>
    respond(asked, {
      type: InteractionResponseType.ChannelMessageWithSource,
      data: { ...plainWords(words), flags: MessageFlags.Ephemeral },
    });

  /** What the promised answer is, after all. */
  const settle = (asked: Arrived, body: object): Promise<unknown> =>
    rest.patch(Routes.webhookMessage(asked.application, asked.token), { body, auth: false });
  /** A word that only this person sees, after the first answer. */
  const add = (asked: Arrived, words: string): Promise<unknown> =>
    rest.post(Routes.webhook(asked.application, asked.token), {
      body: { ...plainWords(words), flags: MessageFlags.Ephemeral },
      auth: false,
    });

  /** Hands something to the bot; false when it could not be kept, which the person is told. */
  async function receive(incoming: Incoming, asked: Arrived, apologise: typeof add): Promise<void> {
    remember(incoming.event, asked);
    try {
      await bot()?.receive(incoming);
    } catch (cause) {
      log({
        level: "warn",
        message: `Something on Discord could not be kept: ${sayError(cause)}`,
        cause,
      });
      await apologise(asked, SAY.notKept);
    }
  }
  const settleWords = (asked: Arrived, words: string): Promise<unknown> =>
    settle(asked, plainWords(words));

  async function directWith(asked: Arrived): Promise<string | undefined> {
    try {
      const opened = await rest.post(Routes.userChannels(), {
        body: { recipient_id: asked.from.id },
      });
      return DirectChannel.parse(opened).id;
    } catch (error) {
      if (!isOneOf(new Set([CODE.cannotWriteTo, CODE.noCommonServer]), error)) throw error;
      return undefined;
    }
  }

  /** A case that was described with the command. */
  async function ask(asked: Arrived, text: string, isPrivate: boolean): Promise<void> {
    const deferred = willAnswer(asked);
    const { where } = asked;
    const isDirect = where.guild === undefined;
    const direct = isPrivate && !isDirect ? await directWith(asked) : undefined;
    await deferred;
    if (isPrivate && !isDirect && direct === undefined)
      return void (await settle(asked, plainWords(SAY.noDirect)));
    const place = direct === undefined ? await channels.placed(where) : { channel: direct };
    const here = await locate(place, asked.id);
    const isInThread = place.parent !== undefined;
    const event = eventId("command", place.channel, asked.id);
    const conversation =
      isInThread || place.guild === undefined
        ? here.conversation
        : conversationOfCommand(place, asked.id);
    // In the thread of a decision it adds to that one; anywhere else it begins another.
    const kind = isInThread && here.isOurs ? "mention" : "command";
    await receive({ ...common(asked), event, conversation, kind, text }, asked, settleWords);
  }

  /** A message that somebody picked, as the description of a case. */
  async function askAbout(asked: Arrived, message: string, text: string): Promise<void> {
    if (text === "") return tell(asked, SAY.noWords);
    await willAnswer(asked);
    const { conversation } = await locate(asked.where, message);
    const event = eventId("command", asked.where.channel, asked.id);
    await receive(
      { ...common(asked), event, conversation, kind: "mention", text },
      asked,
      settleWords,
    );
  }

  /** Whether somebody takes part, or joined the thread, or manages it. */
  async function mayChange(asked: Arrived, conversation: ConversationKey): Promise<boolean> {
    const { where, from, mayDo } = asked;
    if (answers === "anyone" || where.guild === undefined || mayManage(mayDo)) return true;
    if (takesPart(await store.conversations.read(conversation), from.id)) return true;
    const { parent } = await channels.placed(where);
    if (parent === undefined) return false;
    try {
      await rest.get(Routes.threadMembers(where.channel, from.id));
      return true;
    } catch (error) {
      // Who cannot be looked up is not shut out.
      return !isRefusal(error);
    }
  }

  type Done = Arrived & { readonly on?: { readonly message: string } };

  /** A press or words, in the conversation of the message on which they were given. */
  async function act(
    done: Done,
    what:
      | { readonly kind: "interaction"; readonly token: string }
      | { readonly kind: "mention"; readonly text: string },
  ): Promise<void> {
    await taken(done);
    const { conversation } = await locate(done.where, done.id, done.on?.message);
    const isChange = what.kind === "mention" || CHANGING.test(what.token);
    if (isChange && !(await mayChange(done, conversation)))
      return void (await add(done, SAY.notTakingPart));
    const { from, at } = common(done);
    const known = mayManage(done.mayDo) ? { ...from, mayManage: true } : from;
    const event = eventId("click", done.where.channel, done.id);
    await receive({ at, from: known, event, conversation, ...what }, done, add);
  }

  async function formFor(done: Done) {
    const { conversation } = await locate(done.where, done.id, done.on?.message);
    const stored = await store.conversations.read(conversation);
    return questionsModal(openQuestions(stored, LIMITS.modalParts));
  }

  /** All questions that are worth asking, in one form. */
  async function questions(done: Done): Promise<void> {
    const form = await formFor(done).catch((cause: unknown) => {
      log({ level: "warn", message: `A form could not be made: ${sayError(cause)}`, cause });
      return null;
    });
    if (form === null) return tell(done, SAY.away);
    return form === undefined ? tell(done, SAY.nothingOpen) : show(done, form);
  }

  async function lookUp(asked: Arrived, what: string): Promise<void> {
    await willAnswer(asked);
    const shown = await look(what, asked).catch((cause: unknown) => {
      log({ level: "warn", message: `A look-up failed: ${sayError(cause)}`, cause });
      return undefined;
    });
    const [message] = shown === undefined ? [] : render(shown, "everything").messages;
    await settle(asked, message ?? plainWords(SAY.away));
  }

  async function press(done: Done, token: string): Promise<void> {
    switch (token) {
      case FORMS.words:
        return show(done, answerModal());
      case FORMS.whatIf:
        return show(done, whatIfModal());
      case FORMS.all:
        return questions(done);
      default:
        return act(done, { kind: "interaction", token });
    }
  }

  async function submit(done: Done, form: string, values: ReadonlyMap<string, string>) {
    const words = (values.get(FIELD) ?? "").trim();
    switch (form) {
      case CASE.open:
      case CASE.private:
        return ask(done, words, form === CASE.private);
      case FORMS.words:
        return act(done, { kind: "mention", text: words });
      case FORMS.whatIf:
        return act(done, { kind: "mention", text: `what if ${words.replace(/^what if\s+/i, "")}` });
      case FORMS.all: {
        const tokens = [...values.values()].join(" ");
        return tokens === "" ? taken(done) : act(done, { kind: "interaction", token: tokens });
      }
      default:
        return tell(done, SAY.unknown);
    }
  }

  async function answer(interaction: Interaction & Arrived): Promise<void> {
    switch (interaction.kind) {
      case "command": {
        const { show: what, task, isPrivate } = interaction;
        if (what !== undefined) return lookUp(interaction, what);
        return task === ""
          ? show(interaction, caseModal(isPrivate))
          : ask(interaction, task, isPrivate);
      }
      case "shortcut":
        return askAbout(interaction, interaction.message, interaction.text);
      case "press":
        return press(interaction, interaction.press);
      case "form":
        return submit(interaction, interaction.form, interaction.values);
      case "unknown":
        return tell(interaction, SAY.unknown);
    }
  }

  return async (payload) => {
    const arrivedAt = performance.now();
    const interaction = parseInteraction(payload, self());
    if (interaction === undefined) return;
    if (interaction.weMayDo !== undefined)
      channels.learn(interaction.where.channel, interaction.weMayDo);
    try {
      await answer({ ...interaction, arrivedAt });
    } catch (cause) {
      log({
        level: "warn",
        message: `Something that was done on Discord could not be answered: ${sayError(cause)}`,
        cause,
      });
    }
  };
}
