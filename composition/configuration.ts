import { discordSettings } from "../adapters/discord/settings.ts";
import type { Environment, Read } from "../adapters/env.ts";
import { httpSettings } from "../adapters/http/settings.ts";
import { languageModelSettings } from "../adapters/language-model/settings.ts";
import { logSettings } from "../adapters/log/settings.ts";
import { priceSettings } from "../adapters/prices.ts";
import { slackSettings } from "../adapters/slack/settings.ts";
import { storeSettings } from "../adapters/stores/settings.ts";

const ONE_PROCESS_ONLY =
  "DISCORD_SHARD_PROCESSES needs a database for several processes: set DATABASE_URL to postgres://…, or leave it out.";

/** Of parts that are right each by itself, what is wrong with them taken together. */
function unsafeTogether(
  discord: ReturnType<typeof discordSettings>,
  store: ReturnType<typeof storeSettings>,
): Read<never> {
  const isSplit = discord.settings?.shardProcesses === true;
  const isForOne = store.settings?.url.startsWith("sqlite:") === true;
  return { settings: undefined, problems: isSplit && isForOne ? [ONE_PROCESS_ONLY] : [] };
}

/** What the environment says to every part that a start needs, and all that is wrong there. */
export function readConfiguration(env: Environment) {
  const discord = discordSettings(env);
  const store = storeSettings(env);
  return {
    slack: slackSettings(env),
    discord,
    http: httpSettings(env),
    logLevel: logSettings(env),
    store,
    model: languageModelSettings(env),
    prices: priceSettings(env),
    together: unsafeTogether(discord, store),
  };
}
