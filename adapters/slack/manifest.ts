import { readFileSync } from "node:fs";

import { z } from "zod";

import { findingsOf } from "../examination.ts";
import type { Finding } from "../examination.ts";

const MANIFEST = new URL(
  import.meta.url.includes("/dist/") ? "../../../adapters/slack/manifest.json" : "manifest.json",
  import.meta.url,
);

/** The parts of a manifest without which something does not work; Slack leaves out what is not set. */
const Manifest = z.object({
  features: z
    .object({
      app_home: z
        .object({
          home_tab_enabled: z.boolean().optional(),
          messages_tab_enabled: z.boolean().optional(),
          messages_tab_read_only_enabled: z.boolean().optional(),
        })
        .optional(),
      slash_commands: z
        .array(z.object({ command: z.string(), should_escape: z.boolean().optional() }))
        .optional(),
      shortcuts: z.array(z.object({ callback_id: z.string() })).optional(),
    })
    .optional(),
  oauth_config: z
    .object({ scopes: z.object({ bot: z.array(z.string()).optional() }).optional() })
    .optional(),
  settings: z
    .object({
      event_subscriptions: z
        .object({
          bot_events: z.array(z.string()).optional(),
          request_url: z.string().optional(),
        })
        .optional(),
      interactivity: z
        .object({ is_enabled: z.boolean().optional(), request_url: z.string().optional() })
        .optional(),
      socket_mode_enabled: z.boolean().optional(),
    })
    .optional(),
});
type Manifest = z.infer<typeof Manifest>;

const ours = (): Manifest => Manifest.parse(JSON.parse(readFileSync(MANIFEST, "utf8")));

/** The scopes that the app's manifest names. */
export const neededScopes = (): readonly string[] => ours().oauth_config?.scopes?.bot ?? [];

/** What works otherwise than it should, and where that is set. */
type Drift = { readonly lacks: string; readonly under: string };

const missing = (
  needed: readonly string[] = [],
  there: readonly string[] = [],
): readonly string[] => needed.filter((name) => !there.includes(name));

const when = (isSo: boolean, lacks: string, under: string): readonly Drift[] =>
  isSo ? [{ lacks, under }] : [];

function driftOf(there: Manifest, mode: "socket" | "http"): readonly Drift[] {
  const { features: needed, settings: neededSettings } = ours();
  const { features, settings } = there;
  const home = features?.app_home;
  const commands = features?.slash_commands;
  const isSocket = settings?.socket_mode_enabled === true;
  const events = settings?.event_subscriptions;
  const buttons = settings?.interactivity;
  return [
    ...missing(neededSettings?.event_subscriptions?.bot_events, events?.bot_events).map(
      (name): Drift => ({ lacks: `the event ${name}`, under: "Event Subscriptions" }),
    ),
    ...missing(
      needed?.slash_commands?.map(({ command }) => command),
      commands?.map(({ command }) => command),
    ).map((name): Drift => ({ lacks: `the command ${name}`, under: "Slash Commands" })),
    ...when(
      commands?.some(({ should_escape: isEscaped }) => isEscaped !== true) === true,
      "“Escape channels, users, and links” of its command",
      "Slash Commands",
    ),
    ...missing(
      needed?.shortcuts?.map(({ callback_id: id }) => id),
      features?.shortcuts?.map(({ callback_id: id }) => id),
    ).map((name): Drift => ({ lacks: `the shortcut ${name}`, under: "Interactivity & Shortcuts" })),
    ...when(buttons?.is_enabled !== true, "interactivity", "Interactivity & Shortcuts"),
    ...when(home?.home_tab_enabled !== true, "the Home tab", "App Home"),
    ...when(
      home?.messages_tab_enabled !== true || home.messages_tab_read_only_enabled === true,
      "a Messages tab in which people may write",
      "App Home",
    ),
    ...when(mode === "socket" && !isSocket, "Socket Mode, by which it is reached", "Socket Mode"),
    ...when(
      mode === "http" && (isSocket || !events?.request_url || !buttons?.request_url),
      "request URLs for events and interactivity, or has Socket Mode turned on beside them",
      "Event Subscriptions",
    ),
  ];
}

/**
 * Whether an app is set up as our manifest has it.
 *
 * @param exported what `apps.manifest.export` gives
 */
export function examineManifest(exported: unknown, mode: "socket" | "http"): readonly Finding[] {
  const { ok, look, fix } = findingsOf("Slack");
  const { data } = Manifest.safeParse(exported);
  if (data === undefined) return [look("the app's manifest cannot be read.")];
  const drift = driftOf(data, mode);
  if (drift.length === 0) return [ok("the app is set up as adapters/slack/manifest.json has it.")];
  return drift.map(({ lacks, under }) =>
    fix(`the app lacks ${lacks}: see “${under}”, or paste adapters/slack/manifest.json again.`),
  );
}
