import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { config } from "dotenv";

import { clock } from "./adapters/clock.ts";
import type { DiscordSettings } from "./adapters/discord/settings.ts";
import { CannotRunError } from "./adapters/env.ts";
import { languageModelSettings } from "./adapters/language-model/settings.ts";
import type { LanguageModelSettings } from "./adapters/language-model/settings.ts";
import type { SlackSettings } from "./adapters/slack/settings.ts";
import { openStore, storeSettings } from "./adapters/stores/index.ts";
import type { StoreSettings } from "./adapters/stores/index.ts";
import type {
  Bot,
  Chart,
  Log,
  Platform,
  Keeping,
  PriceList,
  SecondReader,
  Store,
} from "./src/index.ts";

const USAGE = `tuning-fork: should we fine-tune, engineer the prompt, or both?

  tuning-fork                       start what .env has tokens for; with none, chat here
  tuning-fork chat                  the conversation in this terminal
  tuning-fork assess "TEXT"         one case: comparison and recommendation
  tuning-fork assess --json "TEXT"  the same as a JSON object
  tuning-fork assess --jsonl        a batch: one JSON object a line, in and out
  tuning-fork check-data FILE [TEST]
                                    check training data (JSON Lines or CSV), and a test file against it;
                                    --json for the report as an object
  tuning-fork forget --workspace ID [--thread ID]
                                    delete what is stored of a workspace, or of one thread
  tuning-fork --help | --version
`;

/** The language model that reads along, if the environment names one. */
async function openReader(
  settings: LanguageModelSettings | undefined,
  log: Log,
): Promise<SecondReader | undefined> {
  if (settings === undefined) return undefined;
  const { createLanguageModel } = await import("./adapters/language-model/index.ts");
  return createLanguageModel({ settings, clock, log });
}

/**
 * Draws charts as pictures. What draws them is loaded with the first one; on a machine that it does not
 * run on, charts are shown in words.
 */
const drawing =
  (log: Log) =>
  async (chart: Chart): Promise<Buffer | undefined> => {
    try {
      const { pictureOf } = await import("./adapters/pictures/index.ts");
      return await pictureOf(chart);
    } catch (cause) {
      log({ level: "warn", message: "A chart could not be drawn; its words stand for it.", cause });
      return undefined;
    }
  };

/** The price list that the environment names; undefined without one. */
async function openPrices(): Promise<PriceList | undefined> {
  const { priceSettings } = await import("./adapters/prices.ts");
  const { settings, problems } = priceSettings(process.env);
  if (problems.length > 0) throw new CannotRunError(problems.join("\n"));
  return settings;
}

type OpenStore = { readonly store: Store; readonly retentionDays: number };

/** What was typed is not a command; the message says what is. */
class UsageError extends Error {}

/**
 * The conversation on this terminal. Unless DATABASE_URL says where to keep it, it is kept in memory:
 * who tries it out does not expect to find it on the disk.
 */
async function chat(): Promise<number> {
  const { stdin: input, stdout: output, env } = process;
  const model = languageModelSettings(env);
  const { priceSettings } = await import("./adapters/prices.ts");
  const prices = priceSettings(env);
  const problems = [...model.problems, ...prices.problems];
  if (problems.length > 0) throw new CannotRunError(problems.join("\n"));
  const [{ startTerminal }, { createBot }, { createLog }, { store, retentionDays }] =
    await Promise.all([
      import("./adapters/terminal/index.ts"),
      import("./src/index.ts"),
      import("./adapters/log.ts"),
      env["DATABASE_URL"] ? openConfiguredStore() : openMemory(),
    ]);
  const log = createLog(process.stderr, clock.instant);
  const replica = randomUUID();
  const settings = { retentionDays };
  const secondReader = await openReader(model.settings, log);
  const botOn = (terminal: Platform): Bot =>
    createBot({
      store,
      platforms: [terminal],
      clock,
      log,
      replica,
      settings,
      secondReader,
      prices: prices.settings,
    });
  await startTerminal(botOn, { input, output, env, instant: clock.instant });
  await store.close();
  return 0;
}

async function openConfiguredStore(): Promise<OpenStore> {
  const { settings, problems } = storeSettings(process.env);
  if (settings === undefined) throw new CannotRunError(problems.join("\n"));
  return { store: await openStore(settings.url), retentionDays: settings.retentionDays };
}

async function openMemory(): Promise<OpenStore> {
  const { createMemoryStore } = await import("./adapters/stores/memory.ts");
  return { store: createMemoryStore(), retentionDays: 1 };
}

async function forget(workspace: string | undefined, thread: string | undefined): Promise<number> {
  if (!workspace)
    throw new UsageError("forget takes the workspace: tuning-fork forget --workspace ID.");
  const [{ forgetCommand }, { store }] = await Promise.all([
    import("./adapters/cli/forget.ts"),
    openConfiguredStore(),
  ]);
  try {
    return await forgetCommand({ store, workspace, thread, output: process.stdout });
  } finally {
    await store.close();
  }
}

/** Variables of what this version does not have yet, so that nobody waits for it in vain. */
const NOT_YET = ["SLACK_CLIENT_ID"];

/** The platforms that have their tokens. */
type Places = { readonly slack?: SlackSettings; readonly discord?: DiscordSettings };

const ONE_PROCESS_ONLY =
  "DISCORD_SHARD_PROCESSES needs a database for several processes: set DATABASE_URL to postgres://…, or leave it out.";

/** Starts every platform that has its tokens; with none, the conversation on this terminal. */
async function start(): Promise<number> {
  const [{ slackSettings }, { discordSettings }] = await Promise.all([
    import("./adapters/slack/settings.ts"),
    import("./adapters/discord/settings.ts"),
  ]);
  const slack = slackSettings(process.env);
  const discord = discordSettings(process.env);
  const stores = storeSettings(process.env);
  const model = languageModelSettings(process.env);
  const { priceSettings } = await import("./adapters/prices.ts");
  const prices = priceSettings(process.env);
  const isSplit = discord.settings?.shardProcesses === true;
  const problems = [
    ...slack.problems,
    ...discord.problems,
    ...stores.problems,
    ...model.problems,
    ...prices.problems,
    ...(isSplit && stores.settings?.url.startsWith("sqlite:") === true ? [ONE_PROCESS_ONLY] : []),
  ];
  if (problems.length > 0) throw new CannotRunError(problems.join("\n"));
  const ignored = NOT_YET.filter((name) => process.env[name]);
  if (ignored.length > 0)
    process.stderr.write(`${ignored.join(", ")}: this version cannot use it yet.\n`);
  const places: Places = {
    ...(slack.settings === undefined ? {} : { slack: slack.settings }),
    ...(discord.settings === undefined ? {} : { discord: discord.settings }),
  };
  return Object.keys(places).length === 0 || stores.settings === undefined
    ? chat()
    : serve(places, stores.settings, model.settings, prices.settings);
}

/** Resolves when somebody asks the process to end. */
const askedToEnd = (): Promise<undefined> =>
  Promise.race(["SIGINT", "SIGTERM"].map((signal) => once(process, signal))).then(() => undefined);

/** A platform under way. */
type Connected = {
  readonly platform?: Platform;
  /** Connects; says where it is, for the log. */
  readonly start: (bot: Bot) => Promise<string>;
  readonly stop: () => Promise<void>;
  /** Resolves when it ends for good by itself. */
  readonly ended?: Promise<Error>;
};

type Serving = {
  readonly store: Store;
  readonly log: Log;
  readonly keeping: Keeping;
  readonly prices: PriceList | undefined;
  readonly draw: (chart: Chart) => Promise<Buffer | undefined>;
};

async function onSlack(settings: SlackSettings, serving: Serving): Promise<Connected> {
  const { createSlack } = await import("./adapters/slack/index.ts");
  const { platform, start: connect, stop } = createSlack({ ...serving, settings, clock });
  return {
    platform,
    start: async (bot) => {
      const port = await connect(bot);
      return `on Slack${port === undefined ? "" : `, on port ${port}`}`;
    },
    stop,
  };
}

async function onDiscord(settings: DiscordSettings, serving: Serving): Promise<Connected> {
  if (settings.shardProcesses && !settings.isShardProcess) {
    const { startShardProcesses } = await import("./adapters/discord/sharding.ts");
    let end: (() => void) | undefined;
    const file = process.argv[1] ?? "";
    return {
      start: async () => {
        end = await startShardProcesses({ settings, file, log: serving.log });
        return "on Discord, a process for each shard";
      },
      stop: async () => end?.(),
    };
  }
  const { createDiscord } = await import("./adapters/discord/index.ts");
  const { platform, start: connect, stop, ended } = createDiscord({ ...serving, settings, clock });
  return {
    platform,
    start: async (bot) => {
      await connect(bot);
      return "on Discord";
    },
    stop: async () => {
      await stop();
      // The channel to who started it would keep a process for a shard alive.
      if (settings.isShardProcess) process.disconnect?.();
    },
    ended,
  };
}

async function serve(
  { slack, discord }: Places,
  { url, retentionDays }: StoreSettings,
  model: LanguageModelSettings | undefined,
  prices: PriceList | undefined,
) {
  const [{ createBot }, { createLog }, store] = await Promise.all([
    import("./src/index.ts"),
    import("./adapters/log.ts"),
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
    for (const one of connected) await one.stop();
    await bot.stop();
    await store.close();
  };
  try {
    for (const one of connected)
      log({ level: "info", message: `Tuning Fork is ${await one.start(bot)}.` });
  } catch (error) {
    await stop();
    throw error;
  }
  const failure = await Promise.race([
    askedToEnd(),
    ...connected.flatMap(({ ended }) => ended ?? []),
  ]);
  await stop();
  if (failure !== undefined) throw failure;
  return 0;
}

async function assess(
  texts: readonly string[],
  format: "text" | "json" | "jsonl",
): Promise<number> {
  if (format === "jsonl" && texts.length > 0)
    throw new UsageError("assess --jsonl reads from standard input and takes no text.");
  const [{ assessCommand }, { lookOf }, { render }] = await Promise.all([
    import("./adapters/cli/assess.ts"),
    import("./adapters/terminal/index.ts"),
    import("./adapters/terminal/render.ts"),
  ]);
  const { stdin: input, stdout: output, stderr: errors, env } = process;
  const look = lookOf({ output, env });
  const text = texts.length === 0 ? undefined : texts.join(" ");
  if (format !== "jsonl" && text === undefined && input.isTTY)
    throw new UsageError('assess takes a text: tuning-fork assess "we want to sort tickets".');
  const prices = await openPrices();
  return assessCommand({
    text,
    format,
    input,
    output,
    errors,
    show: (reply) => render(reply, look),
    prices,
    now: clock.instant,
  });
}

async function checkData(files: readonly string[], format: "text" | "json"): Promise<number> {
  const [training, test, ...more] = files;
  if (training === undefined || more.length > 0)
    throw new UsageError(
      "check-data takes a file, or a training and a test file: tuning-fork check-data FILE [TEST].",
    );
  const [{ checkDataCommand }, { checkData: check }, { lookOf }, { render }] = await Promise.all([
    import("./adapters/cli/check-data.ts"),
    import("./adapters/data-check/index.ts"),
    import("./adapters/terminal/index.ts"),
    import("./adapters/terminal/render.ts"),
  ]);
  const { stdout: output, stderr: errors, env } = process;
  const look = lookOf({ output, env });
  const prices = await openPrices();
  return checkDataCommand({
    files: test === undefined ? [training] : [training, test],
    format,
    check,
    output,
    errors,
    show: (reply) => render(reply, look),
    prices,
    today: clock.instant().slice(0, 10),
    now: clock.now,
  });
}

const version = (): string => {
  const file = new URL(
    import.meta.url.includes("/dist/") ? "../package.json" : "package.json",
    import.meta.url,
  );
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
};

const OPTIONS = {
  json: { type: "boolean" },
  jsonl: { type: "boolean" },
  workspace: { type: "string" },
  thread: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    // Node adds advice on positional arguments, which are not what went wrong.
    const [what] = (error instanceof Error ? error.message : String(error)).split(". ");
    throw new UsageError(`${what?.replace(/\.$/, "")}.`);
  }
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

type Given = {
  readonly values: ReturnType<typeof parsed>["values"];
  readonly texts: readonly string[];
};
type Command = {
  /** The options it takes, and "text" when it takes any. */
  readonly takes: readonly string[];
  readonly run: (given: Given) => Promise<number>;
};

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["start", { takes: [], run: start }],
  ["chat", { takes: [], run: chat }],
  [
    "assess",
    {
      takes: ["json", "jsonl", "text"],
      run: ({ values: { json, jsonl }, texts }) =>
        assess(texts, jsonl === true ? "jsonl" : json === true ? "json" : "text"),
    },
  ],
  [
    "check-data",
    {
      takes: ["json", "text"],
      run: ({ values: { json }, texts }) => checkData(texts, json === true ? "json" : "text"),
    },
  ],
  [
    "forget",
    {
      takes: ["workspace", "thread"],
      run: ({ values: { workspace, thread } }) => forget(workspace, thread),
    },
  ],
  ["help", { takes: [], run: async () => print(USAGE) }],
]);

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args);
  if (values.help === true) return print(USAGE);
  if (values.version === true) return print(`${version()}\n`);
  const [name = "start", ...texts] = positionals;
  const command = COMMANDS.get(name);
  if (command === undefined) throw new UsageError(`"${name.slice(0, 60)}" is not a command.`);
  const given = [...Object.keys(values), ...(texts.length > 0 ? ["text"] : [])];
  const unwanted = given.find((one) => !command.takes.includes(one));
  if (unwanted !== undefined)
    throw new UsageError(
      unwanted === "text" ? `${name} takes no text.` : `${name} does not take --${unwanted}.`,
    );
  return command.run({ values, texts });
}

config({ quiet: true });
// A reader that stops early, such as head, is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? 0 : 1),
);
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError)
    process.stderr.write(`${error.message} See tuning-fork --help.\n`);
  else if (error instanceof CannotRunError) process.stderr.write(`${error.message}\n`);
  else throw error;
  process.exitCode = 2;
}
