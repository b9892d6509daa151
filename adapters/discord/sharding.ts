import { REST, Routes, ShardingManager } from "discord.js";
import { z } from "zod";

import type { Log } from "../../src/index.ts";
import type { DiscordSettings } from "./settings.ts";

const Gateway = z.object({ shards: z.number() });

type Needs = {
  readonly settings: DiscordSettings;
  /** The program that each shard runs. */
  readonly file: string;
  readonly log: Log;
};

/**
 * Starts a process for each shard of this machine, and again when one ends.
 *
 * @returns what ends them
 */
export async function startShardProcesses({ settings, file, log }: Needs): Promise<() => void> {
  const { token, apiUrl, shards: range } = settings;
  const rest = new REST(apiUrl === undefined ? {} : { api: apiUrl }).setToken(token);
  const of = range?.of ?? Gateway.parse(await rest.get(Routes.gatewayBot())).shards;
  const first = range?.first ?? 0;
  const shardList = Array.from(
    { length: (range?.last ?? of - 1) - first + 1 },
    (_, at) => first + at,
  );
  const manager = new ShardingManager(file, { totalShards: of, shardList, token, mode: "process" });
  manager.on("shardCreate", ({ id }) =>
    log({ level: "info", message: `Starting shard ${id} of ${of} in a process of its own.` }),
  );
  await manager.spawn({ amount: of, timeout: -1 });
  return () => {
    manager.respawn = false;
    for (const shard of manager.shards.values()) shard.kill();
  };
}
