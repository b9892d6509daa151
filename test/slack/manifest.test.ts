import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

type Manifest = {
  readonly display_information: {
    readonly name: string;
    readonly description: string;
    readonly background_color: string;
  };
  readonly features: {
    readonly bot_user: { readonly display_name: string };
    readonly slash_commands: readonly {
      readonly command: string;
      readonly description: string;
      readonly usage_hint: string;
    }[];
    readonly shortcuts: readonly {
      readonly name: string;
      readonly callback_id: string;
      readonly description: string;
    }[];
  };
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
  "chat.delete": "chat:write",
  "files.delete": "files:write",
  "conversations.join": "channels:join",
  "conversations.open": "im:write",
  "conversations.history": "channels:history",
  "conversations.replies": "channels:history",
  "users.info": "users:read",
  "views.open": "commands",
};

/** What an app may always hear and do; uploading takes its scope, and comes by three methods in one. */
const FREE = new Set([
  "app_home_opened",
  "app_uninstalled",
  "tokens_revoked",
  "auth.test",
  "views.publish",
]);

/** The methods that the adapter calls. */
const methods = ["delivery", "home", "index"].flatMap((name) =>
  [...read(`adapters/slack/${name}.ts`).matchAll(/client\.(\w+)\s*\.(\w+)\(/g)].map(
    ([, group, method]) => `${group}.${method}`,
  ),
);

describe("the Slack manifest", () => {
  test.each(
    [...manifest.settings.event_subscriptions.bot_events, ...new Set(methods)].filter(
      (need) => !FREE.has(need),
    ),
  )("has the scope for %s", (need) => {
    expect(scopes).toContain(NEEDED_BY[need]);
  });

  // https://github.com/slackapi/manifest-schema, version 1, read 2026-11-24.
  test("stays within what Slack takes", () => {
    const { display_information: shown, features } = manifest;
    expect(shown.name.length).toBeLessThanOrEqual(35);
    expect(shown.description.length).toBeLessThanOrEqual(140);
    expect(shown.background_color).toMatch(/^#[\da-f]{6}$/);
    expect(features.bot_user.display_name.length).toBeLessThanOrEqual(80);
    for (const { command, description, usage_hint: hint } of features.slash_commands) {
      expect(command).toMatch(/^\/[a-z-]{1,31}$/);
      expect(description.length).toBeLessThanOrEqual(2000);
      expect(hint.length).toBeLessThanOrEqual(1000);
    }
    for (const { name, callback_id: callback, description } of features.shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(callback.length).toBeLessThanOrEqual(255);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });

  test.each(scopes)("the README says why it asks for %s", (scope) => {
    expect(read("README.md")).toContain(`\`${scope}\``);
  });
});
