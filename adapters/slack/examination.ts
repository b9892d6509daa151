import { readFileSync } from "node:fs";

import { z } from "zod";

import { PATIENCE, examineClock, findingsOf } from "../examination.ts";
import type { Finding } from "../examination.ts";
import type { SlackSettings } from "./settings.ts";

const { ok, look, fix } = findingsOf("Slack");

const MANIFEST = new URL(
  import.meta.url.includes("/dist/") ? "../../../adapters/slack/manifest.json" : "manifest.json",
  import.meta.url,
);
const Manifest = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
});

const Answer = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
});

/** Without these something is written out instead, or said; everything else does not work without its scope. */
const SPARE: Readonly<Record<string, string>> = {
  "files:read": "so files in a thread are not checked",
  "files:write": "so files and pictures are written out instead",
};

const DEFAULT_URL = "https://slack.com/api/";

async function call(settings: SlackSettings, method: string, token: string) {
  const base = (settings.apiUrl ?? DEFAULT_URL).replace(/\/?$/, "/");
  const response = await fetch(`${base}${method}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE),
  });
  return { answer: Answer.parse(await response.json()), headers: response.headers };
}

function examineScopes(granted: string | null): readonly Finding[] {
  if (granted === null) return [look("it does not say which scopes are granted.")];
  const has = new Set(granted.split(/\s*,\s*/));
  const needed = Manifest.parse(JSON.parse(readFileSync(MANIFEST, "utf8"))).oauth_config.scopes.bot;
  const missing = needed.filter((scope) => !has.has(scope));
  if (missing.length === 0) return [ok(`all ${needed.length} scopes of the manifest are granted.`)];
  return missing.map((scope) => {
    const without = SPARE[scope];
    return without === undefined
      ? fix(
          `the scope ${scope} is not granted: add it under “OAuth & Permissions”, and install the app again.`,
        )
      : look(
          `the scope ${scope} is not granted, ${without}; to change that, add it under “OAuth & Permissions” and install the app again.`,
        );
  });
}

const unreachable = (cause: unknown): Finding =>
  fix(
    `it cannot be reached (${cause instanceof Error ? cause.name : "unknown"}): check the network, and SLACK_API_URL if it is set.`,
  );

async function examineBot(settings: SlackSettings, now: () => number): Promise<readonly Finding[]> {
  try {
    const { answer, headers } = await call(settings, "auth.test", settings.botToken);
    if (!answer.ok)
      return [
        fix(
          `it refuses SLACK_BOT_TOKEN (${answer.error ?? "no reason given"}): copy it again from “OAuth & Permissions”, and install the app again if its scopes changed.`,
        ),
      ];
    return [
      ok(`SLACK_BOT_TOKEN is good${answer.team === undefined ? "" : `, in ${answer.team}`}.`),
      ...examineScopes(headers.get("x-oauth-scopes")),
      ...examineClock("Slack", headers.get("date"), now()),
      ok(
        "of the app's other settings a bot token shows nothing: compare them under “App Manifest” with adapters/slack/manifest.json after an update.",
      ),
    ];
  } catch (cause) {
    return [unreachable(cause)];
  }
}

async function examineSocket(settings: SlackSettings): Promise<readonly Finding[]> {
  if (settings.mode !== "socket") return [];
  try {
    const { answer } = await call(settings, "apps.connections.open", settings.appToken);
    return [
      answer.ok
        ? ok("SLACK_APP_TOKEN opens sockets.")
        : fix(
            `it refuses SLACK_APP_TOKEN (${answer.error ?? "no reason given"}): make an app-level token with connections:write under “Basic Information”, and turn Socket Mode on.`,
          ),
    ];
  } catch {
    // That it cannot be reached is told once.
    return [];
  }
}

/** Looks whether Slack takes us as we are set up; changes nothing there. */
export async function examineSlack(
  settings: SlackSettings,
  now: () => number,
): Promise<readonly Finding[]> {
  const found = await Promise.all([examineBot(settings, now), examineSocket(settings)]);
  return found.flat();
}
