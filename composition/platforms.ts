import { clock } from "../adapters/clock.ts";
import type { DiscordSettings } from "../adapters/discord/settings.ts";
import type { SlackSettings } from "../adapters/slack/settings.ts";
import type { Bot, Chart, Keeping, Log, Platform, PriceList, Store } from "../src/index.ts";

/** A platform under way. */
export type Connected = {
  readonly platform?: Platform;
  /** Connects; says where it is, for the log. */
  readonly start: (bot: Bot) => Promise<string>;
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
};

/** Slack, connected once started. */
export async function onSlack(settings: SlackSettings, serving: Serving): Promise<Connected> {
  const { createSlack } = await import("../adapters/slack/index.ts");
  const { platform, start: connect, stop } = createSlack({ ...serving, settings, clock });
  return {
    platform,
    start: async (bot) => {
      const port = await connect(bot);
      return `on Slack${port === undefined ? "" : `, on port ${port}`}`;
    },
    stop,
  };
}

/** Discord in this process, or in a process for each shard. */
export async function onDiscord(settings: DiscordSettings, serving: Serving): Promise<Connected> {
  if (settings.shardProcesses && !settings.isShardProcess) {
    const { startShardProcesses } = await import("../adapters/discord/sharding.ts");
    let end: (() => void) | undefined;
    const file = process.argv[1] ?? "";
    return {
      start: async () => {
        end = await startShardProcesses({ settings, file, log: serving.log });
        return "on Discord, a process for each shard";
      },
      stop: async () => end?.(),
    };
  }
  const { createDiscord } = await import("../adapters/discord/index.ts");
  const { platform, start: connect, stop, ended } = createDiscord({ ...serving, settings, clock });
  return {
    platform,
    start: async (bot) => {
      await connect(bot);
      return "on Discord";
    },
    stop: async () => {
      await stop();
      // The channel to who started it would keep a process for a shard alive.
      if (settings.isShardProcess) process.disconnect?.();
    },
    ended,
  };
}
