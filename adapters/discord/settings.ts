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

/** The sentence for each variable that cannot be used as it is. */
const PROBLEMS = {
  token:
    "DISCORD_TOKEN is no bot token: copy it again from “Bot” in Discord's developer portal, without “Bot ” before it.",
  apiUrl: "DISCORD_API_URL is no address: write it as https://discord.com/api, or leave it out.",
  messageContent:
    "DISCORD_MESSAGE_CONTENT must be true or false; leave it out to go by the application's own setting.",
  answers: "DISCORD_ANSWERS must be participants or anyone.",
  shards:
    "DISCORD_SHARDS must be a range such as 0-7/32: the first and the last shard of this machine, and how many there are in all.",
  processes: "DISCORD_SHARD_PROCESSES must be true or false.",
} as const;

const flagIn = (value: string): boolean | undefined =>
  value === "true" ? true : value === "false" ? false : undefined;

function shardsIn(value: string): ShardRange | undefined {
  const [, first, last, of] = (/^(\d+)-(\d+)\/(\d+)$/.exec(value) ?? []).map(Number);
  return first === undefined || last === undefined || of === undefined || first > last || last >= of
    ? undefined
    : { first, last, of };
}

const isAddress = (value: string): boolean =>
  URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);

/** Reads the variables of Discord; without its token there is no Discord. */
export function discordSettings(env: Environment): Read<DiscordSettings> {
  const token = (env["DISCORD_TOKEN"] ?? "").trim();
  if (token === "") return { settings: undefined, problems: [] };
  const apiUrl = env["DISCORD_API_URL"] ?? "";
  const content = env["DISCORD_MESSAGE_CONTENT"] ?? "";
  const answers = env["DISCORD_ANSWERS"] || "participants";
  const shards = env["DISCORD_SHARDS"] ?? "";
  const processes = env["DISCORD_SHARD_PROCESSES"] || "false";
  const problems: string[] = [];
  if (/\s/.test(token)) problems.push(PROBLEMS.token);
  if (apiUrl !== "" && !isAddress(apiUrl)) problems.push(PROBLEMS.apiUrl);
  if (content !== "" && flagIn(content) === undefined) problems.push(PROBLEMS.messageContent);
  if (answers !== "participants" && answers !== "anyone") problems.push(PROBLEMS.answers);
  const range = shardsIn(shards);
  if (shards !== "" && range === undefined) problems.push(PROBLEMS.shards);
  if (flagIn(processes) === undefined) problems.push(PROBLEMS.processes);
  if (problems.length > 0) return { settings: undefined, problems };
  const messageContent = flagIn(content);
  return {
    settings: {
      token,
      // discord.js adds the version by itself.
      ...(apiUrl === "" ? {} : { apiUrl: apiUrl.replace(/\/+$/, "").replace(/\/v\d+$/, "") }),
      ...(messageContent === undefined ? {} : { messageContent }),
      answers: answers === "anyone" ? "anyone" : "participants",
      ...(range === undefined ? {} : { shards: range }),
      shardProcesses: processes === "true",
      isShardProcess: env["SHARDING_MANAGER"] !== undefined,
    },
    problems,
  };
}
