import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { createMetrics } from "../../adapters/metrics/index.ts";
import type { Measured } from "../../src/index.ts";
import { BOT as ON_DISCORD, createFakeDiscord } from "../discord/fake-discord.ts";
import type { Message } from "../discord/fake-discord.ts";
import { run as runOnDiscord } from "../discord/running.ts";
import { BOT, createFakeSlack } from "../slack/fake-slack.ts";
import { run } from "../slack/running.ts";

type Sample = { readonly name: string; readonly labels: Readonly<Record<string, string>> };
const LABEL = /(\w+)="([^"]*)"/g;

/** What a page of Prometheus' holds of ours, with its value by what it says of which. */
function samplesOf(page: string): ReadonlyMap<string, number> {
  const lines = page.split("\n").filter((line) => line.startsWith("tuning_fork_"));
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ""), Number(/\S+$/.exec(line)?.[0])]));
}

const parsed = (sample: string): Sample => ({
  name: sample.replace(/\{.*/, "").replace(/_(?:bucket|sum|count)$/, ""),
  labels: Object.fromEntries([...sample.matchAll(LABEL)].map(([, label, value]) => [label, value])),
});

/** One of everything that can be counted. */
const EVERYTHING: readonly Measured[] = [
  { kind: "taken in", platform: "slack", what: "mention", isNew: true },
  { kind: "taken in", platform: "slack", what: "edited", isNew: false },
  { kind: "acknowledged", platform: "discord", milliseconds: 12 },
  { kind: "turned", platform: "slack", milliseconds: 3 },
  { kind: "advised", platform: "slack", questions: 2 },
  { kind: "delivered", platform: "slack", result: "delivered" },
  { kind: "delivered", platform: "slack", result: "given up" },
  { kind: "replied", platform: "slack", milliseconds: 300 },
  { kind: "backlog", platform: "slack", count: 7 },
  { kind: "failed", what: "store" },
];

/** The values that labels may have, and there are no others. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  platform: ["slack", "discord"],
  kind: [
    "mention",
    "message",
    "command",
    "interaction",
    "edited",
    "deleted",
    "files",
    "check",
    "trouble",
  ],
  result: ["new", "repeated", "delivered", "later", "given_up", "unanswered"],
  where: ["store", "turn"],
};

test("what is counted is what the handbook says is counted", async () => {
  const { meter, page } = createMetrics();
  for (const measured of EVERYTHING) meter(measured);
  const counted = [...samplesOf(await page()).keys()].map(parsed);
  const seen = counted.map(({ name, labels }) =>
    [name, ...Object.keys(labels).filter((label) => label !== "le")].join(" "),
  );
  const handbook = readFileSync(new URL("../../docs/operations.md", import.meta.url), "utf8");
  const told = [...handbook.matchAll(/^\| `(tuning_fork_\w+)`\s*\| ([^|]+?)\s*\|/gm)].map(
    ([, name = "", labels = ""]) => [name, ...labels.split(", ")].join(" "),
  );
  expect(new Set(seen)).toEqual(new Set(told));
});

test("a conversation is counted, and no label tells whose it was", async () => {
  const { meter, page } = createMetrics();
  const fake = await createFakeSlack();
  fake.makeChannel("C1");
  const { settle, stop } = await run({ fake, log: () => undefined, meter, mode: "http" });
  const text = `<@${BOT.user}> we sort tickets, 8k labelled`;
  const { ts } = await fake.say("C1", "UDANA", text);
  await settle();
  fake.fail("chat.postMessage", { kind: "status", status: 500 });
  await fake.say("C1", "UDANA", "decide now", ts);
  const replied = 'tuning_fork_reply_seconds_count{platform="slack"}';
  await expect.poll(async () => samplesOf(await page()).get(replied)).toBe(2);
  const samples = samplesOf(await page());
  const events = (kind: string, result: string): number | undefined =>
    samples.get(`tuning_fork_events_total{platform="slack",kind="${kind}",result="${result}"}`);
  expect([events("mention", "new"), events("message", "new")]).toEqual([1, 1]);
  // A mention comes twice, as a mention and as a message.
  expect((events("mention", "repeated") ?? 0) + (events("message", "repeated") ?? 0)).toBe(1);
  expect(samples.get('tuning_fork_decisions_total{platform="slack"}')).toBe(1);
  expect(samples.get('tuning_fork_questions_per_decision_sum{platform="slack"}')).toBe(1);
  expect(samples.get('tuning_fork_deliveries_total{platform="slack",result="later"}')).toBe(1);
  expect(samples.get('tuning_fork_ack_seconds_count{platform="slack"}')).toBeGreaterThan(2);
  for (const { labels } of [...samples.keys()].map(parsed))
    for (const [label, value] of Object.entries(labels))
      expect(label === "le" ? [value] : VALUES[label]).toContain(value);
  await stop();
});

test("on Discord buttons are counted as what they are, and until they are acknowledged", async () => {
  const { meter, page } = createMetrics();
  const fake = await createFakeDiscord({ flags: 0 });
  const [channel, dana] = ["700000000000000001", "100000000000000001"];
  fake.makeChannel(channel, { name: "general" });
  const { settle, stop } = await runOnDiscord({ fake, log: () => undefined, meter });
  const { id: thread } = fake.say(channel, dana, `<@${ON_DISCORD.id}> we sort tickets`);
  await settle();
  const acknowledged = 'tuning_fork_ack_seconds_count{platform="discord"}';
  expect(samplesOf(await page()).get(acknowledged)).toBeUndefined();
  fake.press(fake.said(thread)[0] as Message, dana, "Decide now");
  await settle();
  const samples = samplesOf(await page());
  expect(samples.get(acknowledged)).toBe(1);
  for (const kind of ["mention", "interaction"])
    expect(
      samples.get(`tuning_fork_events_total{platform="discord",kind="${kind}",result="new"}`),
    ).toBe(1);
  await stop();
  await fake.close();
});
