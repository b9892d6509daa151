import { discordSettings } from "../adapters/discord/settings.ts";
import { together } from "../adapters/env.ts";
import type { Read } from "../adapters/env.ts";
import { httpSettings } from "../adapters/http/settings.ts";
import { languageModelSettings } from "../adapters/language-model/settings.ts";
import { logSettings } from "../adapters/log/settings.ts";
import { priceSettings } from "../adapters/prices.ts";
import { slackSettings } from "../adapters/slack/settings.ts";
import { storeSettings } from "../adapters/stores/index.ts";
import { chat } from "./chat.ts";
import { serve } from "./serving.ts";

/** Variables of what this version does not have yet, so that nobody waits for it in vain. */
const NOT_YET = ["SLACK_CLIENT_ID"];

const ONE_PROCESS_ONLY =
  "DISCORD_SHARD_PROCESSES needs a database for several processes: set DATABASE_URL to postgres://…, or leave it out.";

/** What is right in each part, and wrong with them taken together. */
export function togetherUnsafe(
  discord: ReturnType<typeof discordSettings>,
  store: ReturnType<typeof storeSettings>,
): Read<never> {
  const isSplit = discord.settings?.shardProcesses === true;
  const isForOne = store.settings?.url.startsWith("sqlite:") === true;
  return { settings: undefined, problems: isSplit && isForOne ? [ONE_PROCESS_ONLY] : [] };
}

/** Starts every platform that has its tokens; with none, the conversation on this terminal. */
export async function start(): Promise<number> {
  const { env, stderr } = process;
  const discordRead = discordSettings(env);
  const storeRead = storeSettings(env);
  const { slack, discord, store, http, logLevel, model, prices } = together({
    slack: slackSettings(env),
    discord: discordRead,
    http: httpSettings(env),
    logLevel: logSettings(env),
    store: storeRead,
    model: languageModelSettings(env),
    prices: priceSettings(env),
    unsafe: togetherUnsafe(discordRead, storeRead),
  });
  const ignored = NOT_YET.filter((name) => env[name]);
  if (ignored.length > 0) stderr.write(`${ignored.join(", ")}: this version cannot use it yet.\n`);
  if (slack === undefined && discord === undefined) return chat();
  return serve({ slack, discord, store, http, logLevel, model, prices });
}
