import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { expect, inject, test } from "vitest";

import { freshSchema } from "../stores/postgres-server.ts";
import { BOT, TOKEN, createFakeDiscord } from "./fake-discord.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/tuning-fork.js", import.meta.url));
const GENERAL = "700000000000000001";
const DANA = "100000000000000001";

const server = inject("postgresUrl");

// The setup says loudly why there is no Postgres, and fails in CI.
test.skipIf(server === undefined)(
  "a process for each shard: each has its own, what both hear is answered once, and all end together",
  async () => {
    const fake = await createFakeDiscord({ flags: 1 << 19 });
    fake.makeChannel(GENERAL);
    const child = spawn(process.execPath, [LAUNCHER], {
      env: {
        ...process.env,
        DISCORD_TOKEN: TOKEN,
        DISCORD_API_URL: fake.apiUrl,
        DISCORD_SHARDS: "2-3/4",
        DISCORD_SHARD_PROCESSES: "true",
        DATABASE_URL: await freshSchema(server ?? ""),
        PORT: "0",
      },
      stdio: "ignore",
    });
    await expect.poll(() => fake.connections(), { timeout: 30_000 }).toBe(2);
    expect(fake.identifies.map(({ shard }) => shard)).toEqual([
      [2, 4],
      [3, 4],
    ]);
    const { id } = fake.say(GENERAL, DANA, `<@${BOT.id}> we sort tickets, 500 labelled`);
    await expect.poll(() => fake.said(id).length, { timeout: 10_000 }).toBe(1);
    fake.say(id, DANA, "decide now");
    await expect.poll(() => fake.said(id).length, { timeout: 10_000 }).toBe(3);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    await expect.poll(() => fake.connections(), { timeout: 10_000 }).toBe(0);
    expect(fake.said(id)).toHaveLength(3);
    await fake.close();
  },
  90_000,
);
