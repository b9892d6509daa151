import { randomUUID } from "node:crypto";

import { clock } from "../adapters/clock.ts";
import type { DiscordSettings } from "../adapters/discord/settings.ts";
import { CannotRunError } from "../adapters/env.ts";
import type { Http, HttpNeeds } from "../adapters/http/index.ts";
import type { HttpSettings } from "../adapters/http/settings.ts";
import type { LanguageModelSettings } from "../adapters/language-model/settings.ts";
import type { LogLevel } from "../adapters/log/settings.ts";
import type { SlackSettings } from "../adapters/slack/settings.ts";
import { openStore } from "../adapters/stores/index.ts";
import type { StoreSettings } from "../adapters/stores/settings.ts";
import type { Log, PriceList } from "../src/index.ts";
import { askedToEnd, endInTime, logWhatNobodyCaught } from "./ending.ts";
import { checkingGiven } from "./files.ts";
import { drawing, openReader } from "./parts.ts";
import { onDiscord, onSlack } from "./platforms.ts";
import type { Serving } from "./platforms.ts";
import { troublesOf } from "./readiness.ts";

/** What to serve, and with what. */
export type Configuration = {
  readonly slack?: SlackSettings | undefined;
  readonly discord?: DiscordSettings | undefined;
  readonly store: StoreSettings;
  readonly model?: LanguageModelSettings | undefined;
  readonly prices?: PriceList | undefined;
  readonly http: HttpSettings;
  readonly logLevel: LogLevel;
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
  http,
  logLevel: level,
}: Configuration): Promise<number> {
  const [{ createBot }, { createLog }, { createMetrics }, store] = await Promise.all([
    import("../src/index.ts"),
    import("../adapters/log/index.ts"),
    import("../adapters/metrics/index.ts"),
    openStore(url),
  ]);
  const log = await createLog({ output: process.stderr, level, instant: clock.instant });
  logWhatNobodyCaught(log);
  const { meter, ...metrics } = createMetrics();
  const secondReader = await openReader(model, log);
  const serving: Serving = {
    store,
    log,
    meter,
    keeping: { retentionDays, reader: secondReader?.name },
    prices,
    draw: drawing(log),
  };
  const isPartOfAnother = discord?.isShardProcess === true;
  const connected = await Promise.all([
    ...(slack === undefined || isPartOfAnother ? [] : [onSlack(slack, serving)]),
    ...(discord === undefined ? [] : [onDiscord(discord, serving)]),
  ]);
  const bot = createBot({
    store,
    platforms: connected.flatMap(({ platform }) => platform ?? []),
    clock,
    log,
    meter,
    replica: randomUUID(),
    settings: { retentionDays },
    secondReader,
    prices,
    checkFiles: checkingGiven(connected, log),
  });
  let server: Http | undefined;
  const stop = async (): Promise<void> => {
    await Promise.all([server?.close(), ...connected.map((one) => one.stop())]);
    await bot.stop();
    await store.close();
  };
  const connect = async (): Promise<Error | undefined> => {
    bot.start();
    // Before anything is connected, so that whoever asks whether it is ready learns that it is not yet.
    if (!isPartOfAnother)
      server = await openHttp({
        settings: http,
        isNeeded: connected.some(({ answer }) => answer !== undefined),
        log,
        troubles: () => troublesOf({ bot, store, clock, connected }),
        metrics,
        mounted: connected.flatMap(({ answer }) =>
          answer === undefined ? [] : [{ prefix: "/slack/", answer }],
        ),
      });
    for (const one of connected) {
      await one.start(bot);
      log({ level: "info", message: `Tuning Fork is ${one.where}.` });
    }
    if (server !== undefined)
      log({ level: "info", message: `Tuning Fork listens on port ${server.port}.` });
    return Promise.race(connected.map(({ ended = forever }) => ended));
  };
  try {
    const failure = await Promise.race([askedToEnd(), connect()]);
    if (failure !== undefined) throw failure;
    return 0;
  } finally {
    await endInTime({ stop, underWay: bot.underWay, clock, log });
  }
}

/** What most platforms do: they do not end by themselves. */
const forever = new Promise<never>(() => undefined);

type OpenHttp = Omit<HttpNeeds, "port"> & {
  readonly settings: HttpSettings;
  /** Whether a platform comes by it. */
  readonly isNeeded: boolean;
  readonly log: Log;
};

/**
 * Listens on the port. Where nothing but a look at its health depends on it, and nobody has named a
 * port, one that is taken is no reason not to start.
 */
async function openHttp({
  settings: { port, isGiven },
  isNeeded,
  log,
  ...needs
}: OpenHttp): Promise<Http | undefined> {
  const { listen } = await import("../adapters/http/index.ts");
  try {
    return await listen({ ...needs, log, port });
  } catch (error) {
    if (isNeeded || isGiven || !(error instanceof CannotRunError)) throw error;
    log({
      level: "warn",
      message: `${error.message} Until then there is no /healthz, /readyz and /metrics.`,
    });
    return undefined;
  }
}
