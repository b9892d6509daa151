import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { BOT, SIGNING_SECRET, createFakeSlack } from "../test/slack/fake-slack.ts";

/**
 * How soon Slack is told that an event is safe, with mentions coming in at a steady rate, each in a
 * channel of its own: the whole process over HTTP with signatures, on SQLite, and a Slack that
 * answers at once and echoes every post. Measured in windows, since the machine is shared: what all
 * of them have in common is ours.
 */
const PER_SECOND = 200;
const SECONDS = 4;
const WINDOWS = 7;
const WARM_UP_SECONDS = 4;
const LAUNCHER = fileURLToPath(new URL("../bin/tuning-fork.js", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "tuning-fork-bench-"));
const fake = await createFakeSlack();
const child = spawn(process.execPath, [LAUNCHER], {
  cwd: folder,
  env: {
    ...process.env,
    SLACK_BOT_TOKEN: "xoxb-1",
    SLACK_APP_TOKEN: "",
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: fake.apiUrl,
    DATABASE_URL: "sqlite:bench.db",
    PORT: "0",
  },
  stdio: ["ignore", "ignore", "pipe"],
});
/** What it says until it is there. */
let said = "";
for await (const line of createInterface({ input: child.stderr })) {
  said += line;
  if (said.includes("listens on")) break;
}
fake.useHttp(Number(/port (\d+)/.exec(said)?.[1]));

type Answers = { readonly times: readonly number[]; readonly refused: number };

/** People mention the bot at a steady rate, each in a channel of its own. */
async function mention(perSecond: number, forSeconds: number, where: string): Promise<Answers> {
  const times: number[] = [];
  let refused = 0;
  const one = async (channel: string): Promise<void> => {
    const before = performance.now();
    const text = `<@${BOT.user}> we want to sort 40k tickets a month, 500 labelled`;
    const { isTaken } = await fake.say(channel, `U${channel}`, text, undefined, "once");
    if (isTaken) times.push(performance.now() - before);
    else refused += 1;
  };
  const start = performance.now();
  const sent: Promise<void>[] = [];
  for (let at = 0; at < perSecond * forSeconds; at += 1) {
    await wait(Math.max(0, start + (at * 1000) / perSecond - performance.now()));
    fake.makeChannel(`${where}${at}`);
    sent.push(one(`${where}${at}`));
  }
  await Promise.all(sent);
  return { times: times.toSorted((first, second) => first - second), refused };
}

const posts = (): number => fake.posted.filter(({ user }) => user === BOT.user).length;
/** Until every mention has its reply. */
async function answered(mentions: number): Promise<void> {
  const until = performance.now() + 120_000;
  while (posts() < mentions && performance.now() < until) await wait(20);
}

// A process that has just started compiles as it goes.
await mention(PER_SECOND / 4, WARM_UP_SECONDS, "W");
await answered((PER_SECOND / 4) * WARM_UP_SECONDS);
const warm = posts();
const start = performance.now();
const windows: Answers[] = [];
for (let window = 0; window < WINDOWS; window += 1)
  windows.push(await mention(PER_SECOND, SECONDS, `C${window}x`));
await answered(warm + PER_SECOND * SECONDS * WINDOWS);
const seconds = (performance.now() - start) / 1000;
/** The best, the middle and the worst window. */
const shares = (of: number): string => {
  const all = windows
    .map(({ times }) => times[Math.floor(times.length * of)] ?? 0)
    .toSorted((first, second) => first - second);
  return [all[0], all[Math.floor(all.length / 2)], all.at(-1)]
    .map((time) => (time ?? 0).toFixed(1))
    .join(" / ");
};
const refused = windows.reduce((sum, window) => sum + window.refused, 0);
process.stdout.write(
  `Slack, ${PER_SECOND} mentions a second for ${SECONDS * WINDOWS} s, best / middle / worst of ${WINDOWS} windows: told after p50 ${shares(0.5)} ms, p99 ${shares(0.99)} ms; refused ${refused}; all ${posts() - warm} replies posted after ${seconds.toFixed(1)} s\n`,
);
child.kill("SIGTERM");
await once(child, "exit");
await fake.close();
rmSync(folder, { recursive: true, force: true });
