import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { listen } from "../../adapters/http/index.ts";
import type { Http } from "../../adapters/http/index.ts";
import { httpSettings } from "../../adapters/http/settings.ts";
import type { LogEntry } from "../../src/index.ts";

let troubles: string[] = [];
const logged: LogEntry[] = [];
let http: Http;

beforeEach(async () => {
  troubles = [];
  logged.length = 0;
  http = await listen({
    port: 0,
    log: (entry) => void logged.push(entry),
    troubles: async () => troubles,
    metrics: {
      page: async () => {
        if (troubles.includes("the registry broke")) throw new Error("our secret");
        return "counted 1\n";
      },
      contentType: "text/plain; version=0.0.4; charset=utf-8",
    },
    mounted: [
      { prefix: "/slack/", answer: (request, response) => response.end(`slack ${request.url}`) },
    ],
  });
});
afterEach(() => http.close());

const ask = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`http://127.0.0.1:${http.port}${path}`, {
    ...init,
    headers: { connection: "close" },
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
};

test.each([
  ["GET", "/healthz", 200, "It lives.\n"],
  ["HEAD", "/healthz", 200, ""],
  ["GET", "/healthz?verbose=1", 200, "It lives.\n"],
  ["GET", "/readyz", 200, "It can work.\n"],
  ["GET", "/metrics", 200, "counted 1\n"],
  ["GET", "/slack/install?x=1", 200, "slack /slack/install?x=1"],
  ["POST", "/slack/events", 200, "slack /slack/events"],
  ["POST", "/metrics", 405, "This page can only be read.\n"],
  ["GET", "/", 404, "There is nothing here.\n"],
  ["GET", "/healthz/..%2fmetrics", 404, "There is nothing here.\n"],
  ["GET", "/constructor", 404, "There is nothing here.\n"],
])("%s %s is %i", async (method, path, status, text) => {
  expect(await ask(path, { method })).toMatchObject({ status, text });
});

describe("whether it can work", () => {
  test("is told with every reason why not", async () => {
    troubles = ["Not yet, or no longer, on Slack.", "The store does not answer."];
    expect(await ask("/readyz")).toMatchObject({
      status: 503,
      text: "Not yet, or no longer, on Slack.\nThe store does not answer.\n",
    });
    expect((await ask("/healthz")).status).toBe(200);
  });
});

test("a page that cannot be made gives the reference that stands in the log, and no more", async () => {
  troubles = ["the registry broke"];
  const { status, text } = await ask("/metrics");
  const [, reference] =
    /^This page could not be made \(reference ([0-9a-z]{7})\)\.\n$/.exec(text) ?? [];
  expect({ status, reference }).toEqual({ status: 500, reference: logged[0]?.reference });
  expect(logged).toMatchObject([{ level: "error", message: "A page could not be made." }]);
});

test("closing waits for what is under way, and not for connections that are kept open", async () => {
  let give: ((page: string) => void) | undefined;
  const slow = await listen({
    port: 0,
    log: () => undefined,
    troubles: async () => [],
    metrics: { page: () => new Promise((resolve) => (give = resolve)), contentType: "text/plain" },
    mounted: [],
  });
  const answer = fetch(`http://127.0.0.1:${slow.port}/metrics`);
  await expect.poll(() => give).toBeDefined();
  const since = performance.now();
  const closed = slow.close();
  give?.("counted 1");
  expect(await (await answer).text()).toBe("counted 1");
  await closed;
  expect(performance.now() - since).toBeLessThan(5000);
}, 10_000);

test("a port that is taken is said in one sentence", async () => {
  const other = createServer();
  other.listen(0);
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  await expect(
    listen({
      port,
      log: () => undefined,
      troubles: async () => [],
      metrics: { page: async () => "", contentType: "" },
      mounted: [],
    }),
  ).rejects.toThrow(
    `PORT ${port} is in use by another program: end that one, or set another PORT.`,
  );
  other.close();
});

test.each([
  [{}, { port: 3000, isGiven: false }],
  [{ PORT: "" }, { port: 3000, isGiven: false }],
  [{ PORT: "0" }, { port: 0, isGiven: true }],
  [{ PORT: "65536" }, undefined],
  [{ PORT: "80.5" }, undefined],
  [{ PORT: "web" }, undefined],
  [{ PORT: "-1" }, undefined],
])("%j", (env, settings) => {
  expect(httpSettings(env)).toEqual({
    settings,
    problems: settings === undefined ? ["PORT must be a whole number from 0 to 65535."] : [],
  });
});
