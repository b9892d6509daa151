import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { examineManifest } from "../../adapters/slack/manifest.ts";

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

const words = (most: number) => z.string().min(1).max(most);
const names = z.array(words(50)).max(255);

/**
 * What Slack takes of the parts that we use; it refuses anything it does not know.
 * https://github.com/slackapi/manifest-schema, version 1, read 2026-11-24.
 */
const Manifest = z.strictObject({
  display_information: z.strictObject({
    name: words(35),
    description: words(140),
    background_color: z.string().regex(/^#[\da-f]{3}(?:[\da-f]{3})?$/i),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    bot_user: z.strictObject({ display_name: words(80), always_online: z.boolean() }),
    slash_commands: z.array(
      z.strictObject({
        command: z.string().regex(/^\/.{1,31}$/),
        description: words(2000),
        usage_hint: words(1000),
        should_escape: z.boolean(),
      }),
    ),
    shortcuts: z.array(
      z.strictObject({
        name: words(24),
        type: z.enum(["message", "global"]),
        callback_id: words(255),
        description: words(150),
      }),
    ),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: names }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: names.max(100) }),
    interactivity: z.strictObject({ is_enabled: z.boolean() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

// Read here, so that nothing below runs on one that Slack would refuse.
const manifest = Manifest.parse(JSON.parse(read("adapters/slack/manifest.json")));
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
  "files.completeUploadExternal": "files:write",
  "files.delete": "files:write",
  "files.info": "files:read",
  "files.getUploadURLExternal": "files:write",
  "conversations.join": "channels:join",
  "conversations.open": "im:write",
  "conversations.history": "channels:history",
  "conversations.replies": "channels:history",
  "users.info": "users:read",
  "views.open": "commands",
};

/** What an app may always hear and do. */
const FREE = new Set([
  "app_home_opened",
  "app_uninstalled",
  "tokens_revoked",
  "auth.test",
  "views.publish",
]);

/** The methods that the adapter calls. */
const methods = ["delivery", "files", "home", "index"].flatMap((name) =>
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

  test("names its command and its menu as the adapter hears them", () => {
    const { slash_commands: commands, shortcuts } = manifest.features;
    expect(commands.map(({ command }) => command)).toEqual(["/tuning-fork"]);
    expect(shortcuts.map(({ callback_id: id }) => id)).toEqual(["tuning_fork_message"]);
  });

  test.each(scopes)("the README says why it asks for %s", (scope) => {
    expect(read("README.md")).toContain(`\`${scope}\``);
  });
});

const lacks = (exported: unknown, mode: "socket" | "http" = "socket") =>
  examineManifest(exported, mode).map(
    ({ verdict, sentence }) =>
      `${verdict} ${sentence.replace(/^the app lacks (.*): see “.*$/, "$1")}`,
  );

describe("an app that is set up otherwise", () => {
  const { features, settings } = manifest;
  const { bot_events: events } = settings.event_subscriptions;
  const [command] = features.slash_commands;
  const url = "https://host.example/slack/events";
  const overHttp = {
    ...settings,
    socket_mode_enabled: false,
    event_subscriptions: { bot_events: events, request_url: url },
    interactivity: { is_enabled: true, request_url: url },
  };
  test.each([
    [
      "an event",
      { features, settings: { ...settings, event_subscriptions: { bot_events: events.slice(1) } } },
      `the event ${events[0]}`,
    ],
    [
      "its command",
      { features: { ...features, slash_commands: [] }, settings },
      "the command /tuning-fork",
    ],
    [
      "names in its command",
      {
        features: { ...features, slash_commands: [{ ...command, should_escape: false }] },
        settings,
      },
      "“Escape channels, users, and links” of its command",
    ],
    [
      "its shortcut",
      { features: { ...features, shortcuts: undefined }, settings },
      "the shortcut tuning_fork_message",
    ],
    [
      "buttons",
      { features, settings: { ...settings, interactivity: { is_enabled: false } } },
      "interactivity",
    ],
    [
      "a page of its own",
      {
        features: { ...features, app_home: { ...features.app_home, home_tab_enabled: false } },
        settings,
      },
      "the Home tab",
    ],
    [
      "direct messages",
      {
        features: {
          ...features,
          app_home: { ...features.app_home, messages_tab_read_only_enabled: true },
        },
        settings,
      },
      "a Messages tab in which people may write",
    ],
    [
      "Socket Mode",
      { features, settings: { ...settings, socket_mode_enabled: false } },
      "Socket Mode, by which it is reached",
    ],
  ])("is told of, without %s", (_, exported, what) => {
    expect(lacks(exported)).toEqual([`fix ${what}`]);
  });

  test("over HTTP needs addresses, and no Socket Mode", () => {
    const ADDRESSES =
      "fix request URLs for events and interactivity, or has Socket Mode turned on beside them";
    expect(lacks({ features, settings: overHttp }, "http")).toEqual([
      "ok the app is set up as adapters/slack/manifest.json has it.",
    ]);
    expect(lacks(manifest, "http")).toEqual([ADDRESSES]);
    const { interactivity: _, ...silent } = overHttp;
    expect(lacks({ features, settings: silent }, "http")).toEqual(["fix interactivity", ADDRESSES]);
  });

  test("is well as we have it, and one that has nothing lacks everything", () => {
    expect(lacks(manifest)).toEqual([
      "ok the app is set up as adapters/slack/manifest.json has it.",
    ]);
    expect(lacks({}).length).toBe(events.length + 6);
    expect(lacks("nothing")).toEqual(["look the app's manifest cannot be read."]);
  });
});
