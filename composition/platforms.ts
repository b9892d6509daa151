import type { RequestListener } from "node:http";

import { clock } from "../adapters/clock.ts";
import type { GiveFile } from "../adapters/data-check/given.ts";
import type { DiscordSettings } from "../adapters/discord/settings.ts";
import type { SlackSettings } from "../adapters/slack/settings.ts";
import type {
  Bot,
  Chart,
  ConversationKey,
  Keeping,
  Log,
  Meter,
  Platform,
  PriceList,
  Store,
} from "../src/index.ts";

/** A platform under way. */
export type Connected = {
  readonly platform?: Platform;
  /** Where it is, for whoever runs it. */
  readonly where: string;
  /** What it answers by HTTP. */
  readonly answer?: RequestListener | undefined;
  /** What gives the content of files that somebody shared in a conversation. */
  readonly giverFor?: (conversation: ConversationKey) => GiveFile;
  readonly start: (bot: Bot) => Promise<void>;
  readonly isConnected: () => boolean;
  readonly stop: () => Promise<void>;
  /** Resolves when it ends for good by itself. */
  readonly ended?: Promise<Error>;
};

/** What every platform is given. */
export type Serving = {
  readonly store: Store;
  readonly log: Log;
  readonly keeping: Keeping;
  readonly prices: PriceList | undefined;
  readonly draw: (chart: Chart) => Promise<Buffer | undefined>;
  readonly meter: Meter;
};

/** Slack, connected once started. */
export async function onSlack(settings: SlackSettings, serving: Serving): Promise<Connected> {
  const { createSlack } = await import("../adapters/slack/index.ts");
  return { ...createSlack({ ...serving, settings, clock }), where: "on Slack" };
}

/** Discord in a process for each shard. */
async function onShards(settings: DiscordSettings, serving: Serving): Promise<Connected> {
  const { startShardProcesses } = await import("../adapters/discord/sharding.ts");
  let end: (() => void) | undefined;
  const file = process.argv[1] ?? "";
  return {
    where: "on Discord, a process for each shard",
    start: async () => {
      end = await startShardProcesses({ settings, file, log: serving.log });
    },
    stop: async () => end?.(),
    isConnected: () => end !== undefined,
  };
}

/** Discord in this process, or in a process for each shard; connected once started. */
export async function onDiscord(settings: DiscordSettings, serving: Serving): Promise<Connected> {
  if (settings.shardProcesses && !settings.isShardProcess) return onShards(settings, serving);
  const { createDiscord } = await import("../adapters/discord/index.ts");
  const discord = createDiscord({ ...serving, settings, clock });
  return {
    ...discord,
    giverFor: () => discord.give,
    where: "on Discord",
    stop: async () => {
      await discord.stop();
      // The channel to who started it would keep a process for a shard alive.
      if (settings.isShardProcess) process.disconnect?.();
    },
  };
}
