import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { config } from "dotenv";

const USAGE = `tuning-fork: should we fine-tune, engineer the prompt, or both?

  tuning-fork                       start what .env has tokens for; with none, chat here
  tuning-fork chat                  the conversation in this terminal
  tuning-fork assess "TEXT"         one case: comparison and recommendation
  tuning-fork assess --json "TEXT"  the same as a JSON object
  tuning-fork assess --jsonl        a batch: one JSON object a line, in and out
  tuning-fork --help | --version
`;

const now = (): string => new Date().toISOString();

/** What was typed is not a command; the message says what is. */
class UsageError extends Error {}

async function chat(): Promise<number> {
  const [{ startTerminal }, { createMemoryStore }, { createBot }] = await Promise.all([
    import("./adapters/terminal/index.ts"),
    import("./adapters/stores/memory.ts"),
    import("./src/index.ts"),
  ]);
  const { stdin: input, stdout: output, env } = process;
  await startTerminal(createBot(createMemoryStore()), { input, output, env, now });
  return 0;
}

/** Variables of platforms that this version does not have yet, so that nobody waits for them in vain. */
const TOKENS = ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "DISCORD_TOKEN"];

async function start(): Promise<number> {
  const given = TOKENS.filter((name) => process.env[name]);
  if (given.length > 0)
    process.stderr.write(
      `${given.join(", ")}: this version does not speak to Slack or Discord yet, so the conversation opens here.\n`,
    );
  return chat();
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
  return assessCommand({
    text,
    format,
    input,
    output,
    errors,
    show: (reply) => render(reply, look),
    now,
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

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args);
  if (values.help === true) return print(USAGE);
  if (values.version === true) return print(`${version()}\n`);
  const [command = "start", ...rest] = positionals;
  if (command !== "assess" && (rest.length > 0 || values.json === true || values.jsonl === true))
    throw new UsageError(`${command} takes nothing more.`);
  switch (command) {
    case "start":
      return start();
    case "chat":
      return chat();
    case "assess":
      return assess(rest, values.jsonl === true ? "jsonl" : values.json === true ? "json" : "text");
    case "help":
      return print(USAGE);
    default:
      throw new UsageError(`"${command.slice(0, 60)}" is not a command.`);
  }
}

config({ quiet: true });
// A reader that stops early, such as head, is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? 0 : 1),
);
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message} See tuning-fork --help.\n`);
  process.exitCode = 2;
}
