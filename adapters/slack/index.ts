import { Server } from "node:http";

import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from "@slack/bolt";
import type { Logger, Receiver } from "@slack/bolt";
import { WebAPIPlatformError, WebClient } from "@slack/web-api";

import { helpReply } from "../../src/index.ts";
import type { Bot, Clock, Incoming, Log, Platform, Store } from "../../src/index.ts";
import { CannotRunError } from "../env.ts";
import { createDelivery } from "./delivery.ts";
import { formFor } from "./form.ts";
import { FORM, isForHelp, parsePayload } from "./incoming.ts";
import { ACTION_PREFIX, renderLadder } from "./render.ts";
import type { SlackSettings } from "./settings.ts";

/** Slack wants at most one message a second in a channel. */
const PACE = 1000;

/** How long one call of Slack's may take, in milliseconds; a delivery has longer. */
const CALL_TIMEOUT = 10_000;

/** Names that are remembered at most. */
const MOST_NAMES = 10_000;

/** How long somebody's name may be looked up before the event is taken in without it. */
const NAME_TIMEOUT = 1000;

export type SlackNeeds = {
  readonly settings: SlackSettings;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds between two posts in a channel; only tests have less time. */
  readonly pace?: number;
};

export type Slack = {
  readonly platform: Platform;
  /** Connects, and hands everything that is for the bot to it. Gives the port, if it listens on one. */
  readonly start: (bot: Bot) => Promise<number | undefined>;
  readonly stop: () => Promise<void>;
};

/** Runs something before Bolt sees an event. Bolt acknowledges events by itself before any listener runs. */
const before = (receiver: Receiver, run: (body: unknown) => Promise<void>): Receiver => ({
  init: (app) => {
    const processEvent: App["processEvent"] = async (event) => {
      await run(event.body);
      await app.processEvent(event);
    };
    receiver.init(Object.assign(Object.create(app) as App, { processEvent }));
  },
  start: (...options: unknown[]) => receiver.start(...options),
  stop: (...options: unknown[]) => receiver.stop(...options),
});

/** The sentence for a start that Slack did not let happen. */
function explained(cause: unknown): CannotRunError {
  const what = cause instanceof Error ? cause.message : String(cause);
  if ((cause as NodeJS.ErrnoException).code === "EADDRINUSE")
    return new CannotRunError(
      "PORT is in use by another program: end that one, or set another PORT.",
      cause,
    );
  const sentence =
    cause instanceof WebAPIPlatformError
      ? `Slack refused the tokens (${cause.data.error}): copy SLACK_BOT_TOKEN and SLACK_APP_TOKEN again from the app's settings, and install the app again if its scopes changed.`
      : `Slack cannot be reached (${what.replaceAll(/\s+/g, " ")}): check the network, and SLACK_API_URL and PORT if they are set.`;
  return new CannotRunError(sentence, cause);
}

/** What Slack's own code has to say goes where everything goes; its words for a lost connection are no error of ours. */
const loggerTo = (log: Log): Logger => ({
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (...words: unknown[]) =>
    log({ level: "warn", message: `Slack: ${words.map(String).join(" ")}` }),
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
});

/** Tuning Fork on Slack. */
export function createSlack({ settings, store, clock, log, pace = PACE }: SlackNeeds): Slack {
  const logger = loggerTo(log);
  // A call that failed is tried again by the loop, which knows whether it may have been posted.
  const clientOptions = {
    ...(settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl }),
    timeout: CALL_TIMEOUT,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger,
  };
  const client = new WebClient(settings.botToken, clientOptions);
  const names = new Map<string, string>();
  let ownUser = "";
  let bot: Bot | undefined;

  const name = async (user: string): Promise<string> => {
    const known = names.get(user);
    if (known !== undefined) return known;
    const late = new Promise<undefined>(
      (resolve) => void clock.after(NAME_TIMEOUT, () => resolve(undefined)),
    );
    const asked = client.users.info({ user }).then(
      ({ user: found }) => found?.profile?.display_name || found?.real_name || found?.name,
      () => undefined,
    );
    const found = await Promise.race([asked, late]);
    if (found === undefined) return "somebody";
    if (names.size >= MOST_NAMES) names.clear();
    names.set(user, found);
    return found;
  };

  async function named(incoming: Incoming): Promise<Incoming> {
    if (incoming.kind === "trouble" || incoming.from.name !== incoming.from.id) return incoming;
    const { id } = incoming.from;
    return { ...incoming, from: { id, name: await name(id) } };
  }

  /** Takes in what is for the bot; of anything else nothing is stored. */
  async function takeIn(body: unknown): Promise<void> {
    const parsed = parsePayload(body, ownUser, clock.instant());
    if (parsed === undefined || bot === undefined) return;
    const { incoming, under, isAddressed } = parsed;
    const ours =
      under === undefined
        ? undefined
        : await store.deliveries.conversationOf(incoming.conversation, under);
    const conversation = ours ?? incoming.conversation;
    const isOurs = ours !== undefined || (await store.conversations.has(conversation));
    if (!isAddressed && !isOurs) return;
    await bot.receive(await named({ ...incoming, conversation }));
  }

  const receiver = before(
    settings.mode === "socket"
      ? new SocketModeReceiver({
          appToken: settings.appToken,
          logger,
          installerOptions: { clientOptions },
        })
      : new HTTPReceiver({
          signingSecret: settings.signingSecret,
          endpoints: "/slack/events",
          port: settings.port,
          logger,
          // A failure to keep the event must reach Slack, so that it comes again.
          processEventErrorHandler: async ({ response }) => {
            response.writeHead(503).end();
            return true;
          },
        }),
    takeIn,
  );
  const app = new App({
    receiver,
    // Given a token, Bolt would try it out by itself, where nobody can explain what is wrong with it.
    authorize: async () => ({ botToken: settings.botToken, botUserId: ownUser }),
    // Whose messages are none of our business is decided before Bolt sees them.
    ignoreSelf: false,
    clientOptions,
    convoStore: false,
    logger,
  });
  app.command("/tuning-fork", async ({ ack, command }) => {
    if (!isForHelp(command.text)) return ack();
    if (command.text.trim() !== "") {
      const [message] = renderLadder(helpReply());
      return ack({ response_type: "ephemeral", text: message?.text ?? "" });
    }
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: formFor(command.channel_id) });
  });
  app.shortcut("tuning_fork_message", ({ ack }) => ack());
  app.view(FORM.callback, ({ ack }) => ack());
  app.action(new RegExp(`^${ACTION_PREFIX}:`), ({ ack }) => ack());
  app.error(async (cause) => log({ level: "error", message: `Slack: ${cause.message}`, cause }));

  return {
    platform: {
      name: "slack",
      deliver: createDelivery({ client, clock, deliveries: store.deliveries, pace }),
    },
    start: async (to) => {
      bot = to;
      try {
        ownUser = (await client.auth.test()).user_id ?? "";
        const started: unknown = await app.start();
        const address = started instanceof Server ? started.address() : null;
        return typeof address === "object" ? address?.port : undefined;
      } catch (cause) {
        throw explained(cause);
      }
    },
    stop: async () => {
      await app.stop();
    },
  };
}
