import { expect, test } from "vitest";

import { clock } from "../../adapters/clock.ts";
import { createSlack } from "../../adapters/slack/index.ts";
import { createMemoryStore } from "../../adapters/stores/memory.ts";
import { createBot } from "../../src/index.ts";
import { BOT, createFakeSlack } from "./fake-slack.ts";
import type { FakeSlack, Posted } from "./fake-slack.ts";

/** Slack renews its sockets every few hours, and networks break; meanwhile it sends again what nobody acknowledged. */
const LOSSES: readonly (readonly [string, (fake: FakeSlack) => void])[] = [
  ["that Slack renews", ({ refresh }) => refresh()],
  ["that breaks", ({ cut }) => cut()],
];

/** As long as the bot is deaf, in milliseconds; in production it is the default, two seconds. */
const RECONNECT_AFTER = 500;

const log = (): void => undefined;

test.each(LOSSES)("a socket %s is opened again, and nothing is lost", async (_which, lose) => {
  const fake = await createFakeSlack();
  fake.makeChannel("C1");
  const store = createMemoryStore();
  const slack = createSlack({
    settings: { mode: "socket", botToken: "xoxb-1", appToken: "xapp-1", apiUrl: fake.apiUrl },
    store,
    clock,
    log,
    pace: 0,
    reconnectAfter: RECONNECT_AFTER,
    retentionDays: 30,
  });
  const bot = createBot({ store, platforms: [slack.platform], clock, log, replica: "only" });
  await slack.start(bot);
  fake.useSocket();

  const again = fake.connection();
  const lostAt = clock.now();
  lose(fake);
  const text = `<@${BOT.user}> we sort 40k tickets a month`;
  const { ts, isTaken } = await fake.say("C1", "UDANA", text, undefined, "once");
  expect(isTaken).toBe(false);
  await again;
  expect(clock.now() - lostAt).toBeGreaterThanOrEqual(RECONNECT_AFTER);
  const missed = fake.posted.find((message) => message.ts === ts) as Posted;
  expect(await fake.tellAbout(missed, {})).toBe(true);
  await bot.settled();
  await fake.echoed();
  expect(fake.posted.filter(({ thread_ts: thread }) => thread === ts).length).toBeGreaterThan(1);
  await slack.stop();
  await bot.stop();
  await fake.close();
});
