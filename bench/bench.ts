import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import type * as Assess from "../src/decision/assess.ts";
import type * as Conversation from "../src/dialogue/conversation.ts";
import type * as Turn from "../src/dialogue/turn.ts";
import type * as Facts from "../src/reading/facts-from-text.ts";
import type * as Intents from "../src/reading/intent.ts";

/**
 * Speed, as users meet it: the compiled code, whole processes, and beside each figure something fair
 * to compare it with, since machines are noisy.
 */
const root = new URL("../", import.meta.url);
const path = (relative: string): string => fileURLToPath(new URL(relative, root));
const LAUNCHER = path("bin/tuning-fork.js");

const print = (name: string, figures: string): void =>
  void process.stdout.write(`${name.padEnd(44)}${figures}\n`);
const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 3 : 0)} ms`;

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, another) => one - another);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const spread = (times: readonly number[]): string =>
  `p50 ${milliseconds(quantile(times, 0.5))}, p95 ${milliseconds(quantile(times, 0.95))}`;

const timed = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

// The launcher builds when needed; after this the compiled code is that of this tree.
spawnSync(process.execPath, [LAUNCHER, "--version"], { stdio: ["ignore", "ignore", "inherit"] });

/** The compiled module of a source, with the types of the source. */
const compiled = async <T>(source: string): Promise<T> =>
  (await import(path(`dist/src/${source}.js`))) as T;

const { assess } = await compiled<typeof Assess>("decision/assess");
const { turn } = await compiled<typeof Turn>("dialogue/turn");
const { newConversation } = await compiled<typeof Conversation>("dialogue/conversation");

type Line = {
  readonly id: string;
  readonly text: string;
  readonly facts: Parameters<typeof assess>[0];
};
const lines = readFileSync(path("test/cases/published.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Line);

const ROUNDS = 40;
const AT = "2026-11-23T12:00:00Z";

const decideAll = (): readonly number[] =>
  lines.map(({ facts }) => timed(() => void assess(facts, { today: AT.slice(0, 10) })));
for (let round = 0; round < ROUNDS / 2; round += 1) decideAll();
print(
  "one assessment, next question and flips",
  spread(Array.from({ length: ROUNDS }, decideAll).flat()),
);

const SCRIPT = [
  "8,000 labelled examples",
  "why?",
  "what if we had only 200 examples?",
  "nobody here has trained a model",
  "plan",
];
const THREADS = 1000;

/** Every thread says its next line in turn, so that no two neighbours are of the same thread. */
function converse(threads: number): readonly number[] {
  const conversations = Array.from({ length: threads }, () => newConversation());
  const times: number[] = [];
  for (const [step, said] of [undefined, ...SCRIPT].entries())
    for (const [thread, before] of conversations.entries()) {
      const text = said ?? lines[thread % lines.length]?.text ?? "";
      const start = performance.now();
      const { conversation } = turn(before, {
        event: `${thread}-${step}`,
        conversation: { platform: "bench", workspace: "W", thread: `${thread}` },
        from: { id: "u", name: "u" },
        at: AT,
        kind: "mention",
        text,
      });
      times.push(performance.now() - start);
      conversations[thread] = conversation;
    }
  return times;
}
converse(100);
print("one turn, one thread", spread(Array.from({ length: 100 }, () => converse(1)).flat()));
print("one turn, a thousand threads interleaved", spread(converse(THREADS)));

const { readFacts } = await compiled<typeof Facts>("reading/facts-from-text");
const { readIntents } = await compiled<typeof Intents>("reading/intent");
const messages = readFileSync(path("test/cases/thread-messages.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => (JSON.parse(line) as { readonly text: string }).text);
const readMessages = (): readonly number[] =>
  messages.map((text) =>
    timed(() => {
      readFacts(text, AT);
      readIntents(text, { phase: "advised" });
    }),
  );
readMessages();
print(
  `one message read: facts and meaning, ${messages.length.toLocaleString("en-US")} messages`,
  spread(readMessages()),
);

const LONG = 100_000;
const HOSTILE = ["1 ", "$1,", "1-", "it was 5 it is 6 ", "no no no labels, ", "by january 5 ", "("];
const slowest = Math.max(
  ...HOSTILE.map((piece) => {
    const text = piece.repeat(Math.ceil(LONG / piece.length)).slice(0, LONG);
    return quantile(
      Array.from({ length: 9 }, (_, at) =>
        timed(() => void readFacts(`${text}${" ".repeat(at)}`, AT)),
      ),
      0.5,
    );
  }),
);
print("100,000 hostile characters, the slowest kind", milliseconds(slowest));

const BATCH = 10_400;
const batch = Array.from({ length: BATCH }, (_, at) => {
  const { id, text, facts } = lines[at % lines.length] as Line;
  return JSON.stringify({ id: `${id}-${at}`, text, facts });
}).join("\n");

const child = spawn(process.execPath, [LAUNCHER, "assess", "--jsonl"], {
  stdio: ["pipe", "pipe", "inherit"],
});
let first = 0;
let count = 0;
const reader = createInterface({ input: child.stdout });
reader.on("line", () => {
  count += 1;
  if (count === 1) first = performance.now();
});
child.stdin.end(`${batch}\n`);
await once(child, "close");
print(
  `assess --jsonl, ${BATCH.toLocaleString("en-US")} lines, after the first`,
  `${Math.round(((count - 1) * 1000) / (performance.now() - first)).toLocaleString("en-US")} lines/s`,
);

const PROCESSES = 9;
const whole = (args: readonly string[]): number =>
  timed(() => void spawnSync(process.execPath, args, { stdio: "ignore" }));
const TEXT =
  "We want to sort 40k tickets a month, about 8k are labelled, prompts get us to 80 % and we need 95.";
const bare: number[] = [];
const started: number[] = [];
for (let at = 0; at < PROCESSES; at += 1) {
  bare.push(whole(["-e", "0"]));
  started.push(whole([LAUNCHER, "assess", TEXT]));
}
const ratio = quantile(
  started.map((time, at) => time / (bare[at] ?? Number.NaN)),
  0.5,
);
print(
  'whole process, tuning-fork assess "…"',
  `median ${milliseconds(quantile(started, 0.5))}, ${ratio.toFixed(1)} times a bare node (${milliseconds(quantile(bare, 0.5))})`,
);
