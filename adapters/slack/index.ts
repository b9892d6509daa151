import type { RequestListener } from "node:http";

import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from "@slack/bolt";
import type { Logger, Receiver } from "@slack/bolt";
import { WebAPIPlatformError } from "@slack/web-api";

import { caseOf, helpReply } from "../../src/index.ts";
import type {
  Bot,
  Chart,
  Clock,
  Incoming,
  Keeping,
  PriceList,
  Log,
  Meter,
  Platform,
  Reply,
  Scope,
  Store,
} from "../../src/index.ts";
import { CannotRunError } from "../env.ts";
import { SlackClient } from "./client.ts";
import { createDelivery } from "./delivery.ts";
import { createGive } from "./files.ts";
import type { Give } from "./files.ts";
import { formFor } from "./form.ts";
import { createHome } from "./home.ts";
import { CONTINUE, FORM, interactionIn, lookupIn, messageId, parsePayload } from "./incoming.ts";
import type { Parsed } from "./incoming.ts";
import { ACTION_PREFIX, renderLadder } from "./render.ts";
import type { SlackSettings } from "./settings.ts";

/** Slack wants at most one message a second in a channel. */
const PACE = 1000;

/** How long one call of Slack's may take, in milliseconds; a delivery has longer. */
const CALL_TIMEOUT = 10_000;

/** Names that are remembered at most. */
const MOST_NAMES = 10_000;

/** How long somebody may be looked up before the event is taken in without it. */
const PROFILE_TIMEOUT = 1000;

/** How long somebody can be answered by the address that came with what they did. */
const ANSWERABLE = 30 * 60_000;

/** Slack's sockets are renewed every few hours; so long after one ends, in milliseconds, the next is opened. */
const RECONNECT_AFTER = 2000;

export type SlackNeeds = {
  readonly settings: SlackSettings;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** What becomes of what people say; it is told on the app's page. */
  readonly keeping: Keeping;
  /** What things cost; the built-in list unless another is given. */
  readonly prices?: PriceList | undefined;
  /** A chart as a PNG, for where Slack does not draw it; undefined when it cannot be drawn. */
  readonly draw: (chart: Chart) => Promise<Buffer | undefined>;
  /** Counts what happens. */
  readonly meter: Meter;
  /** Milliseconds between two posts in a channel; only tests have less time. */
  readonly pace?: number;
  /** Milliseconds between two sockets; as long as a ping may take to be answered. */
  readonly reconnectAfter?: number;
};

export type Slack = {
  readonly platform: Platform;
  /** Answers what Slack sends to an address of ours; absent where a socket is opened to it. */
  readonly answer?: RequestListener;
  /** Connects, and hands everything that is for the bot to it. */
  readonly start: (bot: Bot) => Promise<void>;
  /** The content of a file that somebody shared, or why there is none, as it follows the file's name. */
  readonly give: Give;
  /** Whether Slack can reach it. */
  readonly isConnected: () => boolean;
  readonly stop: () => Promise<void>;
};

/** Whether Bolt has a listener for it; messages are taken in before, and are most of what comes. */
const isForBolt = (body: { readonly event?: { readonly type?: unknown } }): boolean =>
  body.event?.type !== "message" && body.event?.type !== "app_mention";

/** What is to be done once Slack has been told, so that it need not wait for it. */
type Afterwards = () => Promise<void>;

/** The words of a message, and its files; where there are only files, there is nothing to say to the words. */
const saidIn = ({ incoming, files }: Parsed): readonly Incoming[] =>
  files === undefined
    ? [incoming]
    : "text" in incoming && incoming.text === ""
      ? [files]
      : [incoming, files];

/** Runs something before Bolt sees an event. Bolt acknowledges events by itself before any listener runs. */
const before = (
  receiver: Receiver,
  run: (body: unknown) => Promise<Afterwards | undefined>,
  acknowledged: (since: number) => void,
): Receiver => ({
  init: (app) => {
    const processEvent: App["processEvent"] = async (given) => {
      const since = performance.now();
      const ack: typeof given.ack = async (answer) => {
        await given.ack(answer);
        acknowledged(since);
      };
      const event = { ...given, ack };
      const afterwards = await run(event.body);
      await (isForBolt(event.body) ? app.processEvent(event) : event.ack());
      await afterwards?.();
    };
    receiver.init(Object.assign(Object.create(app) as App, { processEvent }));
  },
  start: (...options: unknown[]) => receiver.start(...options),
  stop: (...options: unknown[]) => receiver.stop(...options),
});

/** The sentence for a start that Slack did not let happen. */
function explained(cause: unknown): CannotRunError {
  const what = cause instanceof Error ? cause.message : String(cause);
  const sentence =
    cause instanceof WebAPIPlatformError
      ? `Slack refused the tokens (${cause.data.error}): copy SLACK_BOT_TOKEN and SLACK_APP_TOKEN again from the app's settings, and install the app again if its scopes changed.`
      : `Slack cannot be reached (${what.replaceAll(/\s+/g, " ")}): check the network, and SLACK_API_URL if it is set.`;
  return new CannotRunError(sentence, cause);
}

/** What Slack sends is far smaller; whoever sends more is refused before the signature is reckoned. */
const MOST_BYTES = 1_000_000;

/** How what happens gets here. */
type Transport = {
  readonly receiver: Receiver;
  readonly answer?: RequestListener;
  readonly open: (app: App) => Promise<unknown>;
  readonly close: (app: App) => Promise<unknown>;
  readonly isOpen: () => boolean;
};

function overSocket(receiver: SocketModeReceiver): Transport {
  let isOpen = false;
  const { client } = receiver;
  client.on("connected", () => (isOpen = true));
  for (const ended of ["disconnecting", "disconnected", "reconnecting"])
    client.on(ended, () => (isOpen = false));
  return {
    receiver,
    open: (app) => app.start(),
    close: (app) => app.stop(),
    isOpen: () => isOpen,
  };
}

/** The server belongs to the whole process; here is what answers. */
function overHttp(receiver: HTTPReceiver): Transport {
  let isOpen = false;
  return {
    receiver,
    answer: (request, response) => {
      if (!isOpen) return void response.writeHead(503).end();
      try {
        receiver.requestListener(request, response);
      } catch {
        // Bolt knows no such path.
        response.writeHead(404).end();
      }
    },
    open: async () => (isOpen = true),
    close: async () => (isOpen = false),
    isOpen: () => isOpen,
  };
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

/** An answer to a command that nobody else sees. */
const toSender = (reply: Reply) => {
  const [message] = renderLadder(reply);
  return {
    response_type: "ephemeral",
    text: message?.text ?? "",
    blocks: [...(message?.blocks ?? [])],
  } as const;
};

/** Tuning Fork on Slack. */
export function createSlack({
  settings,
  store,
  clock,
  log,
  keeping,
  prices,
  draw,
  meter,
  pace = PACE,
  reconnectAfter = RECONNECT_AFTER,
}: SlackNeeds): Slack {
  const logger = loggerTo(log);
  // A call that failed is tried again by the loop, which knows whether it may have been posted.
  const clientOptions = {
    ...(settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl }),
    timeout: CALL_TIMEOUT,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger,
  };
  const client = new SlackClient(settings.botToken, clientOptions);
  const give = createGive({ client, token: settings.botToken, apiUrl: settings.apiUrl });
  const names = new Map<string, string>();
  /** Where whoever did something can be answered; other replicas do not know, and write to them instead. */
  const answerUrls = new Map<string, { readonly url: string; readonly until: number }>();
  let ownUser = "";
  let workspaceUrl: string | undefined;
  let bot: Bot | undefined;

  /** What Slack knows of somebody; undefined when it does not say so soon enough. */
  const profileOf = (user: string) => {
    const late = new Promise<undefined>(
      (resolve) => void clock.after(PROFILE_TIMEOUT, () => resolve(undefined)),
    );
    const asked = client.users.info({ user }).then(
      ({ user: found }) => found,
      () => undefined,
    );
    return Promise.race([asked, late]);
  };

  const name = async (user: string): Promise<string> => {
    const known = names.get(user);
    if (known !== undefined) return known;
    const profile = await profileOf(user);
    const found = profile?.profile?.display_name || profile?.real_name || profile?.name;
    if (found === undefined) return "somebody";
    if (names.size >= MOST_NAMES) names.clear();
    names.set(user, found);
    return found;
  };

  function rememberAnswerUrl(event: string, url: string): void {
    const now = clock.now();
    for (const [other, { until }] of answerUrls) {
      if (until > now) break;
      answerUrls.delete(other);
    }
    answerUrls.set(event, { url, until: now + ANSWERABLE });
  }

  /** Whether somebody may manage what others began. */
  async function mayManage(user: string): Promise<boolean> {
    const profile = await profileOf(user);
    return profile?.is_admin === true || profile?.is_owner === true;
  }

  /** What somebody asked where the bot is not a member, asked again in a direct message. */
  async function continued(
    incoming: Incoming & { readonly kind: "interaction" },
  ): Promise<Incoming | undefined> {
    const { conversation, token, from } = incoming;
    const thread = token.slice(CONTINUE.length);
    const text = caseOf(await store.conversations.read({ ...conversation, thread }), from.id);
    return text === undefined
      ? undefined
      : {
          ...incoming,
          kind: "command",
          text,
          conversation: { ...conversation, thread: messageId(from.id, `command ${thread}`) },
        };
  }

  /** What is left behind is a second entry in somebody's list, and no more. */
  async function forget(there: Scope): Promise<void> {
    try {
      await store.retention.forget(there);
    } catch (cause) {
      log({ level: "warn", message: "A decision that goes on elsewhere stays stored.", cause });
    }
  }

  async function named(incoming: Incoming): Promise<Incoming> {
    if (incoming.kind === "trouble") return incoming;
    const { id, name: shown } = incoming.from;
    const from = { id, name: shown === id ? await name(id) : shown };
    return incoming.kind === "interaction" && incoming.token === "erase"
      ? { ...incoming, from: { ...from, mayManage: await mayManage(id) } }
      : { ...incoming, from };
  }

  /** Takes in what is for the bot; of anything else nothing is stored. */
  async function takeIn(body: unknown): Promise<Afterwards | undefined> {
    const parsed = parsePayload(body, ownUser, clock.instant());
    const unread = parsed === undefined ? interactionIn(body) : undefined;
    if (unread !== undefined)
      log({
        level: "warn",
        message: "Slack sent a click or a form that cannot be read; it is left alone.",
        reference: unread,
      });
    if (parsed === undefined || bot === undefined) return undefined;
    const { incoming, under, isAddressed, answerUrl } = parsed;
    if (answerUrl !== undefined) rememberAnswerUrl(incoming.event, answerUrl);
    if (incoming.kind === "interaction" && incoming.token.startsWith(CONTINUE)) {
      const again = await continued(incoming);
      if (again === undefined) return undefined;
      await bot.receive(await named(again));
      // It could not be begun there, and goes on here.
      const { conversation, token } = incoming;
      const there = { ...conversation, thread: token.slice(CONTINUE.length) };
      return () => forget(there);
    }
    const ours =
      under === undefined
        ? undefined
        : await store.deliveries.conversationOf(incoming.conversation, under);
    const conversation = ours ?? incoming.conversation;
    const isForUs =
      isAddressed || ours !== undefined || (await store.conversations.has(conversation));
    if (isForUs)
      for (const one of saidIn(parsed)) await bot.receive(await named({ ...one, conversation }));
    return undefined;
  }

  const transport =
    settings.mode === "socket"
      ? overSocket(
          new SocketModeReceiver({
            appToken: settings.appToken,
            logger,
            clientPingTimeout: reconnectAfter,
            installerOptions: { clientOptions },
          }),
        )
      : overHttp(
          new HTTPReceiver({
            signingSecret: settings.signingSecret,
            endpoints: "/slack/events",
            bodyLimit: MOST_BYTES,
            logger,
            // A failure to keep the event must reach Slack, so that it comes again.
            processEventErrorHandler: async ({ response }) => {
              response.writeHead(503).end();
              return true;
            },
          }),
        );
  const app = new App({
    receiver: before(transport.receiver, takeIn, (since) =>
      meter({
        kind: "acknowledged",
        platform: "slack",
        milliseconds: performance.now() - since,
      }),
    ),
    // Given a token, Bolt would try it out by itself, where nobody can explain what is wrong with it.
    authorize: async () => ({ botToken: settings.botToken, botUserId: ownUser }),
    // Whose messages are none of our business is decided before Bolt sees them.
    ignoreSelf: false,
    clientOptions,
    convoStore: false,
    logger,
  });
  const home = createHome({
    client,
    store,
    clock,
    keeping,
    prices,
    workspaceUrl: () => workspaceUrl,
  });
  const decisionsOf = async (whose: { readonly workspace: string; readonly user: string }) => {
    try {
      return toSender(await home.list(whose));
    } catch (cause) {
      log({ level: "error", message: "Somebody's decisions could not be listed.", cause });
      return {
        response_type: "ephemeral",
        text: "I cannot look up your decisions just now. They are kept; please ask again in a minute.",
      } as const;
    }
  };
  app.command("/tuning-fork", async ({ ack, command }) => {
    const { trigger_id: trigger, channel_id: channel, team_id: workspace, user_id: user } = command;
    switch (lookupIn(command.text)) {
      case undefined:
        return ack();
      case "help":
        return ack(toSender(helpReply(keeping.reader)));
      case "list":
        return ack(await decisionsOf({ workspace, user }));
      case "form":
        await ack();
        await client.views.open({ trigger_id: trigger, view: formFor(channel) });
    }
  });
  app.event("app_home_opened", async ({ event, context }) => {
    if (event.tab === "home" && context.teamId !== undefined)
      await home.publish({ workspace: context.teamId, user: event.user });
  });
  for (const ended of ["app_uninstalled", "tokens_revoked"] as const)
    app.event(ended, async ({ context }) =>
      log({
        level: "warn",
        message: `Slack: the workspace ${context.teamId ?? ""} has taken the app away (${ended}); nothing more is posted there. What is stored goes after ${keeping.retentionDays} days, or at once by “tuning-fork forget”.`,
      }),
    );
  app.shortcut("tuning_fork_message", ({ ack }) => ack());
  app.view(FORM.callback, ({ ack }) => ack());
  app.action(new RegExp(`^${ACTION_PREFIX}:`), async ({ ack, body, payload }) => {
    await ack();
    const isStart = "value" in payload && payload.value === "start";
    if (isStart && body.type === "block_actions")
      await client.views.open({ trigger_id: body.trigger_id, view: formFor() });
  });
  app.error(async (cause) =>
    log({ level: "error", message: "What Slack sent could not be taken in.", cause }),
  );

  return {
    ...(transport.answer === undefined ? {} : { answer: transport.answer }),
    platform: {
      name: "slack",
      deliver: createDelivery({
        client,
        answerUrlOf: (event) => {
          const known = answerUrls.get(event);
          return known !== undefined && known.until > clock.now() ? known.url : undefined;
        },
        clock,
        deliveries: store.deliveries,
        draw,
        pace,
      }),
    },
    start: async (to) => {
      bot = to;
      try {
        const { user_id: user = "", url } = await client.auth.test();
        ownUser = user;
        workspaceUrl = url;
        await transport.open(app);
      } catch (cause) {
        throw explained(cause);
      }
    },
    stop: async () => {
      await transport.close(app);
    },
    give,
    isConnected: transport.isOpen,
  };
}
