import { expect, test } from "vitest";

import { clock } from "../../adapters/clock.ts";
import { BOT, createFakeSlack } from "./fake-slack.ts";
import type { FakeSlack, Posted } from "./fake-slack.ts";
import { run } from "./running.ts";

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
  const { settle, stop } = await run({ fake, log, reconnectAfter: RECONNECT_AFTER });

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
  await settle();
  expect(fake.posted.filter(({ thread_ts: thread }) => thread === ts).length).toBe(1);
  await stop();
});
