import { clock } from "../../adapters/clock.ts";
import { createCheckFiles } from "../../adapters/data-check/given.ts";
import type { GivenNeeds } from "../../adapters/data-check/given.ts";
import { listen } from "../../adapters/http/index.ts";
import { createSlack } from "../../adapters/slack/index.ts";
import type { SlackNeeds } from "../../adapters/slack/index.ts";
import { createMemoryStore } from "../../adapters/stores/memory.ts";
import { createBot } from "../../src/index.ts";
import type { Log, Meter, SecondReader, Store } from "../../src/index.ts";
import { APP, SIGNING_SECRET } from "./fake-slack.ts";
import type { FakeSlack } from "./fake-slack.ts";

/** The bot on a fake Slack, connected. */
export type Running = {
  readonly store: Store;
  /** Where it listens, over HTTP; 0 over a socket. */
  readonly port: number;
  /** Until nothing is under way, what it hears of itself included. */
  readonly settle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Given = {
  readonly fake: FakeSlack;
  readonly log: Log;
  readonly mode?: "socket" | "http";
  /** Keys to seal tokens with: every workspace that installs the app is served, over HTTP. */
  readonly encryptionKeys?: readonly Buffer[];
  readonly reconnectAfter?: number;
  readonly draw?: SlackNeeds["draw"];
  readonly meter?: Meter;
  /** Checks files that people give; where it is absent they are told so. */
  readonly checks?: Pick<GivenNeeds, "mostBytes" | "transferTime" | "check">;
  readonly store?: Store;
  readonly secondReader?: SecondReader | undefined;
};

/** Starts the bot on a fake Slack, without its pauses, and tells the fake how to reach it. */
export async function run({
  fake,
  log,
  encryptionKeys,
  mode = encryptionKeys === undefined ? "socket" : "http",
  meter = () => undefined,
  checks,
  store = createMemoryStore(),
  secondReader,
  ...given
}: Given): Promise<Running> {
  const slack = createSlack({
    settings:
      encryptionKeys === undefined
        ? {
            workspaces: "one",
            botToken: "xoxb-1",
            apiUrl: fake.apiUrl,
            ...(mode === "socket"
              ? { mode, appToken: "xapp-1" }
              : { mode, signingSecret: SIGNING_SECRET }),
          }
        : {
            workspaces: "many",
            mode: "http",
            signingSecret: SIGNING_SECRET,
            ...APP,
            stateSecret: "a secret of ours alone",
            encryptionKeys,
            apiUrl: fake.apiUrl,
          },
    store,
    clock,
    log,
    keeping: { retentionDays: 30 },
    draw: async () => undefined,
    meter,
    pace: 0,
    ...given,
  });
  const bot = createBot({
    store,
    platforms: [slack.platform],
    clock,
    log,
    meter,
    replica: "only",
    secondReader,
    ...(checks === undefined
      ? {}
      : { checkFiles: createCheckFiles({ giverFor: slack.giverFor, log, ...checks }) }),
    settings: { firstPause: 1, pollEvery: 5 },
  });
  bot.start();
  const server =
    slack.answer === undefined
      ? undefined
      : await listen({
          port: 0,
          log,
          troubles: async () => [],
          metrics: { page: async () => "", contentType: "text/plain" },
          mounted: [{ prefix: "/slack/", answer: slack.answer }],
        });
  const port = server?.port ?? 0;
  await slack.start(bot);
  if (mode === "socket") fake.useSocket();
  else fake.useHttp(port);
  return {
    store,
    port,
    settle: async () => {
      await bot.settled();
      await fake.echoed();
      await bot.settled();
    },
    stop: async () => {
      await server?.close();
      await slack.stop();
      await bot.stop();
      await fake.close();
    },
  };
}
