import { clock } from "../../adapters/clock.ts";
import { createCheckFiles } from "../../adapters/data-check/given.ts";
import type { GivenNeeds } from "../../adapters/data-check/given.ts";
import { createDiscord } from "../../adapters/discord/index.ts";
import type { DiscordNeeds } from "../../adapters/discord/index.ts";
import type { DiscordSettings } from "../../adapters/discord/settings.ts";
import { createMemoryStore } from "../../adapters/stores/memory.ts";
import { createBot } from "../../src/index.ts";
import type { Log, Meter, Store } from "../../src/index.ts";
import { TOKEN } from "./fake-discord.ts";
import type { FakeDiscord } from "./fake-discord.ts";

/** The bot on a fake Discord, connected. */
export type Running = {
  readonly store: Store;
  /** Why Discord has ended the connection for good, once it has. */
  readonly ended: Promise<Error>;
  /** Until nothing is under way: what was dispatched is heard, handled and answered. */
  readonly settle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Given = {
  readonly fake: FakeDiscord;
  readonly log: Log;
  readonly store?: Store;
  readonly settings?: Partial<DiscordSettings>;
  readonly draw?: DiscordNeeds["draw"];
  readonly meter?: Meter;
  /** Checks files that people give; where it is absent they are told so. */
  readonly checks?: Pick<GivenNeeds, "mostBytes" | "transferTime" | "check">;
};

/** So many times in a row nothing may have happened until it counts as settled: a few rounds on the wire. */
const QUIET_ROUNDS = 12;

/** Starts the bot on a fake Discord, with short pauses. */
export async function run({
  fake,
  log,
  store = createMemoryStore(),
  settings,
  draw = async () => undefined,
  meter = () => undefined,
  checks,
}: Given): Promise<Running> {
  const discord = createDiscord({
    settings: {
      token: TOKEN,
      apiUrl: fake.apiUrl,
      answers: "participants",
      shardProcesses: false,
      isShardProcess: false,
      ...settings,
    },
    store,
    clock,
    log,
    keeping: { retentionDays: 30 },
    draw,
    meter,
  });
  const bot = createBot({
    store,
    platforms: [discord.platform],
    clock,
    log,
    meter,
    replica: "only",
    ...(checks === undefined
      ? {}
      : { checkFiles: createCheckFiles({ giverFor: () => discord.give, log, ...checks }) }),
    settings: { firstPause: 1, pollEvery: 5, claimTime: 13_000 },
  });
  bot.start();
  await discord.start(bot);
  return {
    store,
    ended: discord.ended,
    settle: async () => {
      let seen = -1;
      for (let quiet = 0; quiet < QUIET_ROUNDS; quiet += 1) {
        await bot.settled();
        const happened = fake.calls.length + fake.allSaid().length;
        if (happened !== seen || fake.isAnswering()) quiet = 0;
        seen = happened;
        await new Promise((resolve) => setTimeout(resolve, 4));
      }
    },
    stop: async () => {
      await discord.stop();
      await bot.stop();
    },
  };
}
