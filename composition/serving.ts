import { randomUUID } from "node:crypto";

import { clock } from "../adapters/clock.ts";
import type { DiscordSettings } from "../adapters/discord/settings.ts";
import type { LanguageModelSettings } from "../adapters/language-model/settings.ts";
import type { SlackSettings } from "../adapters/slack/settings.ts";
import { openStore } from "../adapters/stores/index.ts";
import type { StoreSettings } from "../adapters/stores/index.ts";
import type { PriceList } from "../src/index.ts";
import { askedToEnd, endInTime } from "./ending.ts";
import { drawing, openReader } from "./parts.ts";
import { onDiscord, onSlack } from "./platforms.ts";
import type { Serving } from "./platforms.ts";

/** What to serve, and with what. */
export type Configuration = {
  readonly slack?: SlackSettings | undefined;
  readonly discord?: DiscordSettings | undefined;
  readonly store: StoreSettings;
  readonly model?: LanguageModelSettings | undefined;
  readonly prices?: PriceList | undefined;
};

/**
 * Serves the platforms until the process is asked to end.
 *
 * @returns the exit code
 * @throws when a platform does not let it start, or ends for good by itself
 */
export async function serve({
  slack,
  discord,
  store: { url, retentionDays },
  model,
  prices,
}: Configuration): Promise<number> {
  const [{ createBot }, { createLog }, store] = await Promise.all([
    import("../src/index.ts"),
    import("../adapters/log.ts"),
    openStore(url),
  ]);
  const log = createLog(process.stderr, clock.instant);
  const secondReader = await openReader(model, log);
  const serving: Serving = {
    store,
    log,
    keeping: { retentionDays, reader: secondReader?.name },
    prices,
    draw: drawing(log),
  };
  const connected = await Promise.all([
    ...(slack === undefined || discord?.isShardProcess === true ? [] : [onSlack(slack, serving)]),
    ...(discord === undefined ? [] : [onDiscord(discord, serving)]),
  ]);
  const bot = createBot({
    store,
    platforms: connected.flatMap(({ platform }) => platform ?? []),
    clock,
    log,
    replica: randomUUID(),
    settings: { retentionDays },
    secondReader,
    prices,
  });
  bot.start();
  const stop = async (): Promise<void> => {
    await Promise.all(connected.map((one) => one.stop()));
    await bot.stop();
    await store.close();
  };
  const connect = async (): Promise<Error | undefined> => {
    for (const one of connected)
      log({ level: "info", message: `Tuning Fork is ${await one.start(bot)}.` });
    return Promise.race(connected.map(({ ended = forever }) => ended));
  };
  try {
    const failure = await Promise.race([askedToEnd(), connect()]);
    if (failure !== undefined) throw failure;
    return 0;
  } finally {
    await endInTime(stop, { clock, log });
  }
}

/** What most platforms do: they do not end by themselves. */
const forever = new Promise<never>(() => undefined);
