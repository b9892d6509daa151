import { z } from "zod";

import { addressOf, flag, isAnySet, readVariables } from "../env.ts";
import type { Environment, Read } from "../env.ts";

/** https://docs.discord.com/developers/resources/application: the intent is granted, for large or for small bots. */
export const CONTENT_FLAGS = (1 << 18) | (1 << 19);

/** Which shards this machine runs, of how many in all. */
type ShardRange = { readonly first: number; readonly last: number; readonly of: number };

export type DiscordSettings = {
  readonly token: string;
  /** Where the REST interface is, without its version. */
  readonly apiUrl?: string;
  /** Whether the message content intent is granted; absent when the application's flags are to say. */
  readonly messageContent?: boolean;
  /** Who may answer with buttons: those who take part, or anybody who sees them. */
  readonly answers: "participants" | "anyone";
  readonly shards?: ShardRange;
  /** Whether each shard is a process of its own. */
  readonly shardProcesses: boolean;
  /** Whether this is one of those processes: it was told which shard it is. */
  readonly isShardProcess: boolean;
};

function shardsIn(value: string): ShardRange | undefined {
  const [, first, last, of] = (/^(\d+)-(\d+)\/(\d+)$/.exec(value) ?? []).map(Number);
  return first === undefined || last === undefined || of === undefined || first > last || last >= of
    ? undefined
    : { first, last, of };
}

export const DISCORD_VARIABLES = {
  DISCORD_TOKEN: z
    .string()
    .regex(
      /^\S+$/,
      "is no bot token: copy it again from “Bot” in Discord's developer portal, without “Bot ” before it.",
    )
    .optional(),
  DISCORD_API_URL: addressOf("https://discord.com/api", "tokens").optional(),
  DISCORD_MESSAGE_CONTENT: flag(
    "must be true or false; leave it out to go by the application's own setting.",
  ).optional(),
  DISCORD_ANSWERS: z
    .enum(["participants", "anyone"], "must be participants or anyone.")
    .default("participants"),
  DISCORD_SHARDS: z
    .string()
    .transform(shardsIn)
    .refine(
      (range) => range !== undefined,
      "must be a range such as 0-7/32: the first and the last shard of this machine, and how many there are in all.",
    )
    .optional(),
  DISCORD_SHARD_PROCESSES: flag("must be true or false.").default(false),
};

/** Reads the variables of Discord; without its token there is no Discord. */
export function discordSettings(env: Environment): Read<DiscordSettings> {
  if (!isAnySet(env, ["DISCORD_TOKEN"])) return { settings: undefined, problems: [] };
  const { settings, problems } = readVariables(env, DISCORD_VARIABLES);
  const token = settings?.DISCORD_TOKEN;
  if (settings === undefined || token === undefined) return { settings: undefined, problems };
  const { DISCORD_API_URL: apiUrl, DISCORD_MESSAGE_CONTENT: messageContent } = settings;
  return {
    settings: {
      token,
      // discord.js adds the version by itself.
      ...(apiUrl === undefined
        ? {}
        : { apiUrl: apiUrl.replace(/\/+$/, "").replace(/\/v\d+$/, "") }),
      ...(messageContent === undefined ? {} : { messageContent }),
      answers: settings.DISCORD_ANSWERS,
      ...(settings.DISCORD_SHARDS === undefined ? {} : { shards: settings.DISCORD_SHARDS }),
      shardProcesses: settings.DISCORD_SHARD_PROCESSES,
      isShardProcess: env["SHARDING_MANAGER"] !== undefined,
    },
    problems,
  };
}
