import {
  Client,
  DiscordAPIError,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
  REST,
  Routes,
  Status,
} from "discord.js";
import { z } from "zod";

import type {
  Bot,
  Chart,
  Clock,
  Keeping,
  Log,
  Meter,
  Platform,
  PriceList,
  Store,
} from "../../src/index.ts";
import { CannotRunError } from "../env.ts";
import { createCatchUp } from "./catch-up.ts";
import { createChannels } from "./channels.ts";
import { registerCommands } from "./commands.ts";
import { createDelivery } from "./delivery.ts";
import { sayError } from "./errors.ts";
import { createGive } from "./files.ts";
import type { Give } from "./files.ts";
import { SessionLimit, createIdentifyThrottler } from "./identify.ts";
import type { Asked } from "./incoming.ts";
import { createInteractions } from "./interactions.ts";
import { LIMITS } from "./limits.ts";
import { createLocate } from "./locate.ts";
import { createLookups } from "./lookups.ts";
import { createMessages } from "./messages.ts";
import { inviteLink } from "./permissions.ts";
import type { Hearing } from "./render.ts";
import { CONTENT_FLAGS } from "./settings.ts";
import type { DiscordSettings } from "./settings.ts";

/** How long one call of Discord's may take, in milliseconds; a delivery has longer. */
const CALL_TIMEOUT = 10_000;
/** Waits for a rate limit up to so long stay inside a delivery; longer ones are left to the loop. */
const LONGEST_WAIT = 5000;
/** Interactions that can be answered are remembered up to this number. */
const MOST_ASKED = 10_000;

export type DiscordNeeds = {
  readonly settings: DiscordSettings;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** What becomes of what people say, for whoever asks. */
  readonly keeping: Keeping;
  /** What things cost; the built-in list unless another is given. */
  readonly prices?: PriceList | undefined;
  /** A chart as a PNG; undefined when it cannot be drawn. */
  readonly draw: (chart: Chart) => Promise<Buffer | undefined>;
  /** Counts what happens. */
  readonly meter: Meter;
};

export type Discord = {
  readonly platform: Platform;
  /** Connects, and hands everything that is for the bot to it. */
  readonly start: (bot: Bot) => Promise<void>;
  readonly stop: () => Promise<void>;
  /** The content of a file that somebody attached, or why there is none, as it follows the file's name. */
  readonly give: Give;
  /** Whether Discord sends what happens, on all shards of this process. */
  readonly isConnected: () => boolean;
  /** Resolves with the reason when Discord ends the connection for good. */
  readonly ended: Promise<CannotRunError>;
};

const Application = z.object({ id: z.string(), flags: z.number().optional() });
const Gateway = z.object({ session_start_limit: SessionLimit });
const Ready = z.object({
  user: z.object({ id: z.string(), username: z.string().optional() }),
  application: z.object({ id: z.string() }).optional(),
  shard: z.tuple([z.number(), z.number()]).optional(),
});
const Server = z.object({ id: z.string(), unavailable: z.boolean().optional() });

const Thread = z.object({
  id: z.string(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
});

/** The sentence for a start that Discord did not let happen. */
function explained(cause: unknown): CannotRunError {
  const isRefused =
    (cause instanceof DiscordAPIError && cause.status === 401) ||
    (cause as { readonly code?: unknown }).code === "TokenInvalid";
  return new CannotRunError(
    isRefused
      ? "Discord refused DISCORD_TOKEN: copy it again from “Bot” in the developer portal (“Reset Token” makes a new one)."
      : `Discord cannot be reached (${sayError(cause).replaceAll(/\s+/g, " ")}): check the network, and DISCORD_API_URL if it is set.`,
    cause,
  );
}

const INTENT_REFUSED: number = GatewayCloseCodes.DisallowedIntents;

/** What Discord says when it ends a connection for good. */
const FOR_GOOD: ReadonlyMap<number, string> = new Map([
  [
    GatewayCloseCodes.AuthenticationFailed,
    "Discord no longer takes DISCORD_TOKEN: copy it again from the developer portal.",
  ],
  [
    GatewayCloseCodes.InvalidShard,
    "Discord does not take these shards: check the range in DISCORD_SHARDS.",
  ],
  [
    GatewayCloseCodes.ShardingRequired,
    "The bot is in too many servers for so few shards: leave DISCORD_SHARDS out, or raise the number of shards in it.",
  ],
]);

/** Which shards a client runs; a process that was started for one is told so by who started it. */
function shardsOf({ shards, isShardProcess }: DiscordSettings) {
  if (isShardProcess) return {};
  if (shards === undefined) return { shards: "auto" } as const;
  const { first, last, of } = shards;
  return {
    shards: Array.from({ length: last - first + 1 }, (_, at) => first + at),
    shardCount: of,
  };
}

/** Tuning Fork on Discord. */
export function createDiscord({
  settings,
  store,
  clock,
  log,
  keeping,
  prices,
  draw,
  meter,
}: DiscordNeeds): Discord {
  const restOptions = {
    ...(settings.apiUrl === undefined ? {} : { api: settings.apiUrl }),
    timeout: CALL_TIMEOUT,
    // A call that failed is tried again by the loop, which knows whether it may have been posted.
    retries: 0,
    rejectOnRateLimit: ({ timeToReset }: { readonly timeToReset: number }) =>
      timeToReset > LONGEST_WAIT,
  };
  const rest = new REST(restOptions).setToken(settings.token);
  let client: Client | undefined;
  let bot: Bot | undefined;
  let ownUser = "";
  let application = "";
  let hearing: Hearing = "addressed";
  let end: ((reason: CannotRunError) => void) | undefined;
  const ended = new Promise<CannotRunError>((resolve) => (end = resolve));

  /** How whoever did something can be answered; other replicas do not know, and answer in the thread. */
  const asked = new Map<string, { readonly asked: Asked; readonly until: number }>();
  function remember(event: string, who: Asked): void {
    const now = clock.now();
    for (const [other, { until }] of asked) {
      if (until > now && asked.size < MOST_ASKED) break;
      asked.delete(other);
    }
    asked.set(event, { asked: who, until: now + (LIMITS.tokenLife - 30) * 1000 });
  }
  const askedBy = (event: string): Asked | undefined => {
    const known = asked.get(event);
    return known !== undefined && known.until > clock.now() ? known.asked : undefined;
  };

  const self = (): string => ownUser;
  const channels = createChannels(() => client, rest);
  const locate = createLocate({ rest, store, channels, self });
  const messages = createMessages({ bot: () => bot, self, clock, log, locate });
  const look = createLookups({ store, clock, channels, hearing: () => hearing, keeping, prices });
  const interact = createInteractions({
    rest,
    store,
    log,
    meter,
    bot: () => bot,
    self,
    channels,
    locate,
    look,
    remember,
    answers: settings.answers,
  });
  const give = createGive({ rest, apiUrl: settings.apiUrl });
  const catchUp = createCatchUp({ rest, store, clock, log, self, missed: messages.missed });

  /** What goes wrong in an event is logged; the next one is heard all the same. */
  const hear =
    (take: (payload: unknown) => Promise<void>) =>
    (payload: unknown): void => {
      take(payload).catch((cause: unknown) =>
        log({ level: "error", message: `An event of Discord's failed: ${sayError(cause)}`, cause }),
      );
    };

  /**
   * discord.js reads every event, too, and what it cannot read would end the process; we need only
   * what it remembers of channels.
   */
  function guard(ws: object): void {
    const manager = ws as { handlePacket: (...packet: readonly unknown[]) => unknown };
    const handle = manager.handlePacket.bind(ws);
    manager.handlePacket = (...packet) => {
      try {
        return handle(...packet);
      } catch (cause) {
        log({ level: "warn", message: "discord.js could not read an event of Discord's.", cause });
        return false;
      }
    };
  }

  async function register(): Promise<void> {
    try {
      if (await registerCommands(rest, application))
        log({ level: "info", message: "Discord has the commands in their present form." });
    } catch (cause) {
      log({
        level: "warn",
        message: `The commands could not be registered on Discord (${sayError(cause)}); mentions work.`,
        cause,
      });
    }
  }

  /** A new session heard nothing of what was said before it. */
  async function ready(payload: unknown): Promise<void> {
    const { user, application: app, shard: [id, of] = [0, 1] } = Ready.parse(payload);
    ownUser = user.id;
    application = app?.id ?? (application || user.id);
    if (id === 0) void register();
    await catchUp({ id, of });
  }

  async function forgetThread(payload: unknown): Promise<void> {
    const { id: channel, guild_id: guild, parent_id: parent } = Thread.parse(payload);
    if (guild === undefined || !parent) return;
    const { conversation, isOurs } = await locate({ guild, channel, parent }, channel);
    if (isOurs) await store.retention.forget(conversation);
  }

  /** A server is there, for the first time or again. */
  async function joined(payload: unknown): Promise<void> {
    const { id } = Server.parse(payload);
    await store.installations.present({ platform: "discord", workspace: id }, clock.now());
  }

  /** A server has thrown the bot out; one that is only away comes back. */
  async function left(payload: unknown): Promise<void> {
    const { id, unavailable } = Server.parse(payload);
    if (unavailable !== true) await bot?.left({ platform: "discord", workspace: id }, clock.now());
  }

  /** Intents are told when a session begins; whether the one for words is granted, the application says. */
  async function applicationOf(): Promise<z.infer<typeof Application> | undefined> {
    try {
      return Application.parse(await rest.get(Routes.currentApplication()));
    } catch (cause) {
      // Servers that speak Discord's language need not have all of it.
      if (cause instanceof DiscordAPIError && cause.status !== 404) throw cause;
      if (cause instanceof z.ZodError || cause instanceof DiscordAPIError) return undefined;
      throw cause;
    }
  }

  async function connect(hears: Hearing): Promise<void> {
    hearing = hears;
    const { data: gateway } = Gateway.safeParse(await rest.get(Routes.gatewayBot()));
    const limit = gateway?.session_start_limit;
    const connecting = new Client({
      intents: [
        GatewayIntentBits.Guilds,
        GatewayIntentBits.GuildMessages,
        GatewayIntentBits.DirectMessages,
        ...(hears === "everything" ? [GatewayIntentBits.MessageContent] : []),
      ],
      allowedMentions: { parse: [], repliedUser: false },
      enforceNonce: true,
      rest: restOptions,
      // What happens is read from the events themselves; nothing of them is kept.
      makeCache: Options.cacheWithLimits({
        ...Options.DefaultMakeCacheSettings,
        AutoModerationRuleManager: 0,
        BaseGuildEmojiManager: 0,
        DMMessageManager: 0,
        GuildBanManager: 0,
        GuildEmojiManager: 0,
        GuildInviteManager: 0,
        GuildMemberManager: { maxSize: 0, keepOverLimit: ({ id }) => id === ownUser },
        GuildMessageManager: 0,
        GuildScheduledEventManager: 0,
        GuildStickerManager: 0,
        MessageManager: 0,
        PresenceManager: 0,
        ReactionManager: 0,
        ReactionUserManager: 0,
        StageInstanceManager: 0,
        ThreadMemberManager: 0,
        UserManager: { maxSize: 0, keepOverLimit: ({ id }) => id === ownUser },
        VoiceStateManager: 0,
      }),
      ...shardsOf(settings),
      ...(limit === undefined
        ? {}
        : {
            ws: {
              buildIdentifyThrottler: async () => createIdentifyThrottler({ limit, clock, log }),
            },
          }),
    });
    client = connecting;
    const { ws } = connecting;
    guard(ws);
    ws.on(GatewayDispatchEvents.Ready, hear(ready));
    ws.on(GatewayDispatchEvents.MessageCreate, hear(messages.said));
    ws.on(GatewayDispatchEvents.MessageUpdate, hear(messages.edited));
    ws.on(GatewayDispatchEvents.MessageDelete, hear(messages.deleted));
    ws.on(GatewayDispatchEvents.InteractionCreate, hear(interact));
    ws.on(GatewayDispatchEvents.ThreadDelete, hear(forgetThread));
    ws.on(GatewayDispatchEvents.GuildCreate, hear(joined));
    ws.on(GatewayDispatchEvents.GuildDelete, hear(left));
    connecting.on("error", (cause) =>
      log({ level: "warn", message: `Discord: ${sayError(cause)}`, cause }),
    );
    connecting.on("shardError", (cause) =>
      log({ level: "warn", message: `Discord: the connection failed: ${sayError(cause)}`, cause }),
    );
    const closed = new Promise<number>((resolve) =>
      connecting.on("shardDisconnect", ({ code }) => resolve(code)),
    );
    const login = connecting.login(settings.token).then(() => undefined);
    const code = await Promise.race([login, closed]);
    if (code !== undefined) return afterClose(code, hears);
    void closed
      .then((later) => afterClose(later, hears))
      .catch((cause: unknown) => end?.(cause instanceof CannotRunError ? cause : explained(cause)));
  }

  /** Discord has closed the connection for a reason that does not go away by itself. */
  async function afterClose(code: number, hears: Hearing): Promise<void> {
    if (bot === undefined) return;
    if (code === INTENT_REFUSED && hears === "everything") {
      log({
        level: "warn",
        message:
          "Discord does not grant the message content intent, so I hear only what is addressed to me. Turn it on under “Bot” in the developer portal, or unset DISCORD_MESSAGE_CONTENT.",
      });
      await client?.destroy();
      return connect("addressed");
    }
    const sentence =
      FOR_GOOD.get(code) ??
      `Discord has closed the connection for good (${code}): start again, and see the developer portal if it happens again.`;
    throw new CannotRunError(sentence);
  }

  return {
    platform: {
      name: "discord",
      deliver: createDelivery({
        rest,
        store,
        clock,
        self,
        hearing: () => hearing,
        askedBy,
        missingIn: channels.missingIn,
        draw,
      }),
    },
    start: async (to) => {
      bot = to;
      try {
        const known = await applicationOf();
        application = known?.id ?? "";
        const isGranted = ((known?.flags ?? 0) & CONTENT_FLAGS) !== 0;
        await connect((settings.messageContent ?? isGranted) ? "everything" : "addressed");
        log({ level: "info", message: `To invite me to a server: ${inviteLink(application)}` });
      } catch (cause) {
        bot = undefined;
        await client?.destroy().catch(() => undefined);
        throw cause instanceof CannotRunError ? cause : explained(cause);
      }
    },
    stop: async () => {
      bot = undefined;
      await client?.destroy();
    },
    give,
    isConnected: () => client?.isReady() === true && client.ws.status === Status.Ready,
    ended,
  };
}
