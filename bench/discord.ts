import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { BOT, TOKEN, createFakeDiscord } from "../test/discord/fake-discord.ts";
import type { FakeDiscord, Message } from "../test/discord/fake-discord.ts";

/**
 * How soon Discord has the first answer to an interaction, with presses coming in at a steady rate,
 * each in a thread of its own, and what the process weighs beside a discord.js client that does
 * nothing. The whole process on SQLite; the fake Discord stands on the same cores. Measured in
 * windows, since the machine is shared: what all of them have in common is ours.
 */
const PER_SECOND = 100;
const SECONDS = 4;
const WINDOWS = 7;
const THREADS = 400;
const GENERAL = "700000000000000001";
/** People of their own in each thread, so that none of them does more than people may. */
const personIn = (thread: number): string =>
  String(100_000_000_000_000_000n + BigInt(thread % THREADS));
const GRANTED = 1 << 19;
const CASE = `<@${BOT.id}> we want to sort 40k tickets a month, 500 labelled`;
const LAUNCHER = fileURLToPath(new URL("../bin/tuning-fork.js", import.meta.url));
const HOME = fileURLToPath(new URL("..", import.meta.url));
/** A discord.js client that connects and does nothing: what a bot of it weighs at least. */
const BARE = `
  import { Client } from "discord.js";
  const { DISCORD_API_URL: api, DISCORD_TOKEN: token } = process.env;
  await new Client({ intents: 37377, rest: { api } }).login(token);
`;

const folder = mkdtempSync(join(tmpdir(), "tuning-fork-bench-"));

async function started(
  fake: FakeDiscord,
  args: readonly string[],
  cwd = folder,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: {
      ...process.env,
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: fake.apiUrl,
      DATABASE_URL: "sqlite:bench.db",
      PORT: "0",
      SLACK_BOT_TOKEN: "",
    },
    stdio: "ignore",
  });
  while (fake.connections() === 0) await wait(20);
  await wait(3000);
  return child;
}

/** Resident memory, in MB; of the process that the launcher is. */
const memoryOf = ({ pid = 0 }: ChildProcess): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

async function ended(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  await once(child, "exit");
}

async function world(): Promise<FakeDiscord> {
  const fake = await createFakeDiscord({ flags: GRANTED });
  fake.makeChannel(GENERAL, { name: "general" });
  return fake;
}

/** What the bot hears below, for a client that answers nothing. */
async function hear(fake: FakeDiscord): Promise<void> {
  const said: Message[] = [];
  for (let at = 0; at < THREADS; at += 1) {
    said.push(fake.say(GENERAL, personIn(at), CASE));
    await wait(1000 / PER_SECOND);
  }
  for (let at = 0; at < PER_SECOND * SECONDS * (WINDOWS + 1); at += 1) {
    fake.forge(said[at % THREADS] as Message, personIn(at), "tf1:change:promptGap");
    await wait(1000 / PER_SECOND);
  }
}

const alone = await world();
const bare = await started(alone, ["--input-type=module", "-e", BARE], HOME);
const bareMemory = memoryOf(bare);
await hear(alone);
const bareAfter = memoryOf(bare);
await ended(bare);
await alone.close();

const fake = await world();
const child = await started(fake, [LAUNCHER]);
const idleMemory = memoryOf(child);
const threads: string[] = [];
for (let at = 0; at < THREADS; at += 1) {
  threads.push(fake.say(GENERAL, personIn(at), CASE).id);
  await wait(1000 / PER_SECOND);
}
while (threads.some((thread) => fake.said(thread).length === 0)) await wait(50);

type Pressed = ReturnType<FakeDiscord["press"]>;

/** People press buttons at a steady rate, round and round the threads. */
async function press(
  perSecond: number,
  forSeconds: number,
  label: string,
): Promise<readonly number[]> {
  const pressed: Pressed[] = [];
  const start = performance.now();
  for (let at = 0; at < perSecond * forSeconds; at += 1) {
    await wait(Math.max(0, start + (at * 1000) / perSecond - performance.now()));
    const [card] = fake.said(threads[at % THREADS] ?? "");
    pressed.push(fake.press(card as Message, personIn(at), label));
  }
  while (pressed.some(({ answeredAt }) => answeredAt === undefined)) await wait(20);
  return pressed
    .map(({ askedAt, answeredAt = 0 }) => answeredAt - askedAt)
    .toSorted((first, second) => first - second);
}

// Answered once, each card has the button that changes the answer.
await press(PER_SECOND, SECONDS, "A little short");
while (threads.some((thread) => !JSON.stringify(fake.said(thread)[0]).includes("Answered by")))
  await wait(50);
const windows: (readonly number[])[] = [];
for (let window = 0; window < WINDOWS; window += 1)
  windows.push(await press(PER_SECOND, SECONDS, "Change"));
const shares = (of: number): string => {
  const all = windows
    .map((times) => times[Math.floor(times.length * of)] ?? 0)
    .toSorted((first, second) => first - second);
  return [all[0], all[Math.floor(all.length / 2)], all.at(-1)]
    .map((time) => (time ?? 0).toFixed(1))
    .join(" / ");
};
process.stdout.write(
  `Discord, ${PER_SECOND} presses a second for ${SECONDS * WINDOWS} s, best / middle / worst of ${WINDOWS} windows: first answer after p50 ${shares(0.5)} ms, p99 ${shares(0.99)} ms\n` +
    `Discord, memory: connected ${idleMemory.toFixed(0)} MB, a discord.js client that does nothing ${bareMemory.toFixed(0)} MB; after the load ${memoryOf(child).toFixed(0)} MB, and ${bareAfter.toFixed(0)} MB for having heard it\n`,
);
await ended(child);
await fake.close();
rmSync(folder, { recursive: true, force: true });
