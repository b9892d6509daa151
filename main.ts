import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { config } from "dotenv";

import { CannotRunError } from "./adapters/env.ts";
import { UsageError, assess, checkData, exportWorkspace, forget } from "./composition/one-shot.ts";

const USAGE = `tuning-fork: should we fine-tune, engineer the prompt, or both?

  tuning-fork                       start what .env has tokens for; with none, chat here
  tuning-fork chat                  the conversation in this terminal
  tuning-fork assess "TEXT"         one case: comparison and recommendation
  tuning-fork assess --json "TEXT"  the same as a JSON object
  tuning-fork assess --jsonl        a batch: one JSON object a line, in and out
  tuning-fork check-data FILE [TEST]
                                    check training data (JSON Lines or CSV), and a test file against it;
                                    --json for the report as an object
  tuning-fork doctor                look whether everything is set up as it should be; changes nothing
  tuning-fork export --workspace ID
                                    write what is stored of a workspace as JSON
  tuning-fork forget --workspace ID [--thread ID | --person ID | --installation]
                                    delete what is stored of a workspace, or in it of one thread or person,
                                    or only what opens it, so that it can install the app again
  tuning-fork --help | --version
`;

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
  person: { type: "string" },
  installation: { type: "boolean" },
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
  ["start", { takes: [], run: async () => (await import("./composition/start.ts")).start() }],
  ["chat", { takes: [], run: async () => (await import("./composition/chat.ts")).chat() }],
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
  ["doctor", { takes: [], run: async () => (await import("./composition/doctor.ts")).doctor() }],
  [
    "export",
    { takes: ["workspace"], run: ({ values: { workspace } }) => exportWorkspace(workspace) },
  ],
  [
    "forget",
    {
      takes: ["workspace", "thread", "person", "installation"],
      run: ({ values: { workspace, thread, person, installation } }) =>
        forget({ workspace, thread, person, installation }),
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
