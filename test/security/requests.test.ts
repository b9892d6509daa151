import { createHmac } from "node:crypto";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { LogEntry } from "../../src/index.ts";
import { BOT, SIGNING_SECRET, createFakeSlack } from "../slack/fake-slack.ts";
import type { FakeSlack } from "../slack/fake-slack.ts";
import { run } from "../slack/running.ts";
import type { Running } from "../slack/running.ts";

/** What reaches the address that Slack calls, from whoever. */
let fake: FakeSlack;
let running: Running;
const logged: LogEntry[] = [];

beforeEach(async () => {
  logged.length = 0;
  fake = await createFakeSlack();
  fake.makeChannel("C1");
  running = await run({ fake, log: (entry) => void logged.push(entry), mode: "http" });
});
afterEach(() => running.stop());

const CASE = "we want to sort support tickets into 12 categories";

const body = (id: string, workspace = "T1", channel = "C1"): string =>
  JSON.stringify({
    type: "event_callback",
    team_id: workspace,
    event_id: `Ev${id}`,
    authorizations: [{ team_id: workspace, user_id: BOT.user, is_bot: true }],
    event: {
      type: "app_mention",
      channel,
      channel_type: "channel",
      user: "UDANA",
      text: `<@${BOT.user}> ${CASE}`,
      ts: `179543520${id}.000100`,
    },
  });

const SECONDS = (): number => Math.floor(Date.now() / 1000);
const signed = (timestamp: number, text: string, secret = SIGNING_SECRET): string =>
  `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${text}`).digest("hex")}`;

const send = async (text: string, headers: Readonly<Record<string, string>>): Promise<number> => {
  const response = await fetch(`http://127.0.0.1:${running.port}/slack/events`, {
    method: "POST",
    headers: { "content-type": "application/json", connection: "close", ...headers },
    body: text,
  });
  await response.arrayBuffer();
  return response.status;
};
const header = (timestamp: number | string, signature: string) => ({
  "x-slack-request-timestamp": String(timestamp),
  "x-slack-signature": signature,
});

const posts = (): number => fake.posted.filter(({ user }) => user === BOT.user).length;

describe("a request to Slack's address", () => {
  test("that Slack has signed is taken", async () => {
    const now = SECONDS();
    expect(await send(body("1"), header(now, signed(now, body("1"))))).toBe(200);
    await running.settle();
    expect(posts()).toBe(1);
  });

  const now = SECONDS();
  test.each<[string, string, Readonly<Record<string, string>>]>([
    ["without a signature", body("2"), {}],
    ["signed with another secret", body("2"), header(now, signed(now, body("2"), "guess"))],
    ["signed for another body", body("2"), header(now, signed(now, body("3")))],
    ["signed for another time", body("2"), header(now, signed(now - 1, body("2")))],
    ["with half a signature", body("2"), header(now, signed(now, body("2")).slice(0, 30))],
    ["six minutes old", body("2"), header(now - 360, signed(now - 360, body("2")))],
    ["without a time", body("2"), header("soon", signed(now, body("2")))],
    ["that is no JSON", "{", {}],
  ])("%s is refused, and nothing of it is kept or said", async (_, text, headers) => {
    expect(await send(text, headers)).toBeGreaterThanOrEqual(400);
    await running.settle();
    expect(posts()).toBe(0);
    expect(fake.calls.filter(({ method }) => method !== "auth.test")).toEqual([]);
    expect(JSON.stringify(logged)).not.toContain("tickets");
  });

  test("sent again within its time is one event", async () => {
    const at = SECONDS();
    const headers = header(at, signed(at, body("4")));
    for (let time = 0; time < 3; time += 1) expect(await send(body("4"), headers)).toBe(200);
    await running.settle();
    expect(posts()).toBe(1);
  });

  test("of more than a megabyte is refused", async () => {
    const text = JSON.stringify({ ...(JSON.parse(body("5")) as object), more: "x".repeat(1e6) });
    const at = SECONDS();
    expect(await send(text, header(at, signed(at, text)))).toBe(413);
    await running.settle();
    expect(posts()).toBe(0);
  });
});

test("the same channel and time in two workspaces are two conversations that know nothing of each other", async () => {
  for (const workspace of ["T1", "T2"]) {
    const text = body("6", workspace);
    const at = SECONDS();
    await send(text, header(at, signed(at, text)));
  }
  await running.settle();
  const thread = "C1:1795435206.000100";
  await running.store.retention.forget({ platform: "slack", workspace: "T1", thread });
  const there = (workspace: string) =>
    running.store.conversations.has({ platform: "slack", workspace, thread });
  expect(await there("T1")).toBe(false);
  expect(await there("T2")).toBe(true);
});
