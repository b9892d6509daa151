import type { RequestListener } from "node:http";

import { App, LogLevel } from "@slack/bolt";
import type { Logger } from "@slack/bolt";
import type { WebClientOptions } from "@slack/web-api";

import { caseOf, helpReply } from "../../src/index.ts";
import type {
  Bot,
  Chart,
  Clock,
  ConversationKey,
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
import type { Access, Place, Workspaces } from "./access.ts";
import { createDelivery } from "./delivery.ts";
import { createGiver } from "./files.ts";
import type { Give } from "./files.ts";
import { formFor } from "./form.ts";
import { createHome } from "./home.ts";
import { CONTINUE, FORM, interactionIn, lookupIn, messageId, parsePayload } from "./incoming.ts";
import type { Parsed } from "./incoming.ts";
import { endedIn, organisationIn } from "./installation-events.ts";
import { installing } from "./installing.ts";
import type { InstallPages } from "./installing.ts";
import { createManyWorkspaces } from "./many-workspaces.ts";
import { createOneWorkspace } from "./one-workspace.ts";
import { createPeople } from "./people.ts";
import { unlessRefused } from "./refusal.ts";
import { ACTION_PREFIX, renderLadder } from "./render.ts";
import type { SlackSettings } from "./settings.ts";
import { before, createTransport } from "./transport.ts";
import type { Afterwards } from "./transport.ts";

/** Slack wants at most one message a second in a channel. */
const PACE = 1000;

/** How long one call of Slack's may take, in milliseconds; a delivery has longer. */
const CALL_TIMEOUT = 10_000;

/** How long somebody can be answered by the address that came with what they did. */
const ANSWERABLE = 30 * 60_000;

/** Workspaces where the app is not installed; remembered at most. */
const MOST_STRANGERS = 1000;

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
  /** What gives the content of files that somebody shared. */
  readonly giverFor: (conversation: ConversationKey) => Give;
  /** Whether Slack can reach it. */
  readonly isConnected: () => boolean;
  readonly stop: () => Promise<void>;
};

/** The words of a message, and its files; where there are only files, there is nothing to say to the words. */
const saidIn = ({ incoming, files }: Parsed): readonly Incoming[] =>
  files === undefined
    ? [incoming]
    : "text" in incoming && incoming.text === ""
      ? [files]
      : [incoming, files];

/** Whoever comes back from Slack in a wrong way is told so on a page, and could fill the log with it. */
const isOfInstalling = (word: unknown): boolean =>
  word instanceof Error && "code" in word && String(word.code).startsWith("slack_oauth");

/** What Slack's own code has to say goes where everything goes; its words for a lost connection are no error of ours. */
const loggerTo = (log: Log): Logger => ({
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (...words: unknown[]) => {
    if (!words.some(isOfInstalling))
      log({ level: "warn", message: `Slack: ${words.map(String).join(" ")}` });
  },
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

type Serving = Pick<SlackNeeds, "settings" | "store" | "clock" | "log"> & {
  readonly clientOptions: WebClientOptions;
  readonly left: (workspace: string, at: number) => Promise<void>;
};

/** The workspaces that are served, and the pages on which more of them come. */
function servedBy({ settings, clientOptions, ...rest }: Serving): {
  readonly workspaces: Workspaces;
  readonly pages?: InstallPages;
} {
  if (settings.workspaces === "one")
    return {
      workspaces: createOneWorkspace({ token: settings.botToken, clientOptions, ...rest }),
    };
  const { workspaces, keep } = createManyWorkspaces({ settings, clientOptions, ...rest });
  return { workspaces, pages: installing({ settings, clientOptions, keep, log: rest.log }) };
}

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
  const { workspaces, pages } = servedBy({
    settings,
    clientOptions,
    store,
    clock,
    log,
    left,
  });
  const people = createPeople(clock);
  /** Where whoever did something can be answered; other replicas do not know, and write to them instead. */
  const answerUrls = new Map<string, { readonly url: string; readonly until: number }>();
  /** Workspaces that Slack told of and where the app is not installed. */
  const strangers = new Set<string>();
  let bot: Bot | undefined;

  function rememberAnswerUrl(event: string, url: string): void {
    const now = clock.now();
    for (const [other, { until }] of answerUrls) {
      if (until > now) break;
      answerUrls.delete(other);
    }
    answerUrls.set(event, { url, until: now + ANSWERABLE });
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

  /** The app was taken away from a workspace or an organisation. */
  async function left(workspace: string, at: number): Promise<void> {
    await bot?.left({ platform: "slack", workspace }, at);
  }

  /** What is left behind is a second entry in somebody's list, and no more. */
  async function forget(there: Scope): Promise<void> {
    try {
      await store.retention.forget(there);
    } catch (cause) {
      log({ level: "warn", message: "A decision that goes on elsewhere stays stored.", cause });
    }
  }

  async function named(incoming: Incoming, access: Access): Promise<Incoming> {
    if (incoming.kind === "trouble") return incoming;
    const { workspace } = incoming.conversation;
    const { id, name: shown } = incoming.from;
    const name = shown === id ? await people.nameOf({ workspace, user: id }, access) : shown;
    const from = { id, name };
    return incoming.kind === "interaction" && incoming.token === "erase"
      ? { ...incoming, from: { ...from, mayManage: await people.mayManage(id, access) } }
      : { ...incoming, from };
  }

  /** Access to where something happened; whoever runs the bot is told once where there is none. */
  async function accessFor(place: Place): Promise<Access | undefined> {
    const access = await workspaces.accessTo(place);
    if (access !== undefined || strangers.has(place.workspace)) return access;
    if (strangers.size >= MOST_STRANGERS) strangers.clear();
    strangers.add(place.workspace);
    log({
      level: "warn",
      message: `Slack tells of ${place.workspace}, where the app is not installed as far as is known here; it is left alone until somebody installs it there by /slack/install.`,
    });
    return undefined;
  }

  /** Takes in what is for the bot; of anything else nothing is stored. */
  async function takeIn(body: unknown): Promise<Afterwards | undefined> {
    const ended = endedIn(body);
    if (ended !== undefined) {
      for (const workspace of ended.places) await left(workspace, ended.at);
      return undefined;
    }
    const parsed = parsePayload(body, workspaces.ownUser(), clock.instant());
    const unread = parsed === undefined ? interactionIn(body) : undefined;
    if (unread !== undefined)
      log({
        level: "warn",
        message: "Slack sent a click or a form that cannot be read; it is left alone.",
        reference: unread,
      });
    if (parsed === undefined || bot === undefined) return undefined;
    const { incoming, under, isAddressed, answerUrl } = parsed;
    const place = {
      workspace: incoming.conversation.workspace,
      organisation: organisationIn(body),
      at: Date.parse(incoming.at),
    };
    if (answerUrl !== undefined) rememberAnswerUrl(incoming.event, answerUrl);
    if (incoming.kind === "interaction" && incoming.token.startsWith(CONTINUE)) {
      const again = await continued(incoming);
      const access = again === undefined ? undefined : await accessFor(place);
      if (again === undefined || access === undefined) return undefined;
      await bot.receive(await named(again, access));
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
    const access = isForUs ? await accessFor(place) : undefined;
    if (access !== undefined)
      for (const one of saidIn(parsed))
        await bot.receive(await named({ ...one, conversation }, access));
    return undefined;
  }

  const transport = createTransport({ settings, clientOptions, logger, reconnectAfter, pages });
  const app = new App({
    receiver: before(transport.receiver, takeIn, (since) =>
      meter({
        kind: "acknowledged",
        platform: "slack",
        milliseconds: performance.now() - since,
      }),
    ),
    // Given a token, Bolt would try it out by itself, where nobody can explain what is wrong with it.
    authorize: async ({ teamId, enterpriseId, isEnterpriseInstall }) => {
      const access =
        teamId &&
        (await accessFor({
          workspace: teamId,
          organisation: isEnterpriseInstall ? enterpriseId : undefined,
          at: clock.now(),
        }));
      if (!access) throw new Error("The app is not installed there.");
      return { botToken: access.token, botUserId: access.ownUser };
    },
    // Whose messages are none of our business is decided before Bolt sees them.
    ignoreSelf: false,
    clientOptions,
    convoStore: false,
    logger,
  });
  const home = createHome({ workspaces, store, clock, keeping, prices });
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
  app.command("/tuning-fork", async ({ ack, command, client }) => {
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
        await client.views.open({ trigger_id: trigger, view: formFor({ workspace, channel }) });
    }
  });
  app.event("app_home_opened", async ({ event, context }) => {
    if (event.tab === "home" && context.teamId !== undefined)
      await home.publish({ workspace: context.teamId, user: event.user });
  });
  app.shortcut("tuning_fork_message", ({ ack }) => ack());
  app.view(FORM.callback, ({ ack }) => ack());
  app.action(new RegExp(`^${ACTION_PREFIX}:`), async ({ ack, body, payload, client }) => {
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
        workspaces,
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
      await workspaces.start();
      await unlessRefused(transport.open(app));
    },
    stop: async () => {
      await transport.close(app);
      await workspaces.stop();
    },
    giverFor: createGiver({ workspaces, apiUrl: settings.apiUrl }),
    isConnected: transport.isOpen,
  };
}
