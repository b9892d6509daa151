import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

type Manifest = {
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: { readonly event_subscriptions: { readonly bot_events: readonly string[] } };
};

const manifest = JSON.parse(read("adapters/slack/manifest.json")) as Manifest;
const scopes = manifest.oauth_config.scopes.bot;

/** What Slack wants for what: https://docs.slack.dev/reference/methods and /reference/events, read 2026-11-23. */
const NEEDED_BY: Readonly<Record<string, string>> = {
  app_mention: "app_mentions:read",
  "message.channels": "channels:history",
  "message.groups": "groups:history",
  "message.im": "im:history",
  "message.mpim": "mpim:history",
  "chat.postMessage": "chat:write",
  "chat.postEphemeral": "chat:write",
  "chat.update": "chat:write",
  "conversations.join": "channels:join",
  "conversations.history": "channels:history",
  "conversations.replies": "channels:history",
  "users.info": "users:read",
  "views.open": "commands",
};

/** The methods that the adapter calls. */
const methods = ["delivery", "index"].flatMap((name) =>
  [...read(`adapters/slack/${name}.ts`).matchAll(/client\.(\w+)\s*\.(\w+)\(/g)].map(
    ([, group, method]) => `${group}.${method}`,
  ),
);

describe("the Slack manifest", () => {
  test.each([
    ...manifest.settings.event_subscriptions.bot_events,
    ...new Set(methods.filter((method) => method !== "auth.test")),
  ])("has the scope for %s", (need) => {
    expect(scopes).toContain(NEEDED_BY[need]);
  });

  test.each(scopes)("the README says why it asks for %s", (scope) => {
    expect(read("README.md")).toContain(`\`${scope}\``);
  });
});
