import { z } from "zod";

import { PATIENCE, examineClock, findingsOf } from "../examination.ts";
import type { Finding } from "../examination.ts";
import { examineManifest, neededScopes } from "./manifest.ts";
import type { ManyWorkspaces, SlackSettings } from "./settings.ts";

const { ok, look, fix } = findingsOf("Slack");

const Answer = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
  bot_id: z.string().optional(),
  bot: z.object({ app_id: z.string() }).optional(),
  manifest: z.unknown().optional(),
});

/** Without these something is written out instead, or said; everything else does not work without its scope. */
const SPARE: Readonly<Record<string, string>> = {
  "files:read": "so files in a thread are not checked",
  "files:write": "so files and pictures are written out instead",
};

const DEFAULT_URL = "https://slack.com/api/";

type Called = { readonly method: string; readonly token?: string; readonly given?: Given };
type Given = Readonly<Record<string, string>>;

async function call({ apiUrl }: SlackSettings, { method, token, given = {} }: Called) {
  const base = (apiUrl ?? DEFAULT_URL).replace(/\/?$/, "/");
  const response = await fetch(`${base}${method}`, {
    method: "POST",
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    body: new URLSearchParams(given),
    signal: AbortSignal.timeout(PATIENCE),
  });
  return { answer: Answer.parse(await response.json()), headers: response.headers };
}

function examineScopes(granted: string | null): readonly Finding[] {
  if (granted === null) return [look("it does not say which scopes are granted.")];
  const has = new Set(granted.split(/\s*,\s*/));
  const needed = neededScopes();
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

type OneWorkspace = Exclude<SlackSettings, ManyWorkspaces>;

async function examineBot(settings: OneWorkspace, now: () => number): Promise<readonly Finding[]> {
  try {
    const { answer, headers } = await call(settings, {
      method: "auth.test",
      token: settings.botToken,
    });
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
      ...(settings.configToken === undefined
        ? [UNSEEN]
        : await examineApp(settings, settings.configToken, answer.bot_id)),
    ];
  } catch (cause) {
    return [unreachable(cause)];
  }
}

const UNSEEN = ok(
  "whether the app has the events, the command and the tabs of adapters/slack/manifest.json shows only a configuration token; to have it looked at, set SLACK_CONFIG_TOKEN to one from the foot of https://api.slack.com/apps, which is good for twelve hours.",
);

const BY_HAND = ok(
  "the app's other settings are not seen from here: after an update compare them under “App Manifest” with adapters/slack/manifest.json.",
);

/** Whether the app is set up as its manifest has it, which only a token of whoever made it shows. */
async function examineApp(
  settings: OneWorkspace,
  configToken: string,
  bot = "",
): Promise<readonly Finding[]> {
  const { answer: itself } = await call(settings, {
    method: "bots.info",
    token: settings.botToken,
    given: { bot },
  });
  const { answer } = await call(settings, {
    method: "apps.manifest.export",
    token: configToken,
    given: { app_id: itself.bot?.app_id ?? "" },
  });
  return answer.ok
    ? examineManifest(answer.manifest, settings.mode)
    : [
        look(
          `it does not show how the app is set up (${answer.error ?? itself.error ?? "no reason given"}): make SLACK_CONFIG_TOKEN anew, as whoever owns the app; it is good for twelve hours.`,
        ),
      ];
}

async function examineSocket(settings: OneWorkspace): Promise<readonly Finding[]> {
  if (settings.mode !== "socket") return [];
  try {
    const { answer } = await call(settings, {
      method: "apps.connections.open",
      token: settings.appToken,
    });
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

/** What Slack says to a code that it never gave, once it knows who asks. */
const KNOWN_APP: ReadonlySet<string | undefined> = new Set(["invalid_code", "code_already_used"]);

/** Whether Slack knows the app that many workspaces install: it is asked to take a code that nobody has. */
async function examineClient(
  settings: ManyWorkspaces,
  now: () => number,
): Promise<readonly Finding[]> {
  const { clientId, clientSecret } = settings;
  try {
    const { answer, headers } = await call(settings, {
      method: "oauth.v2.access",
      given: { client_id: clientId, client_secret: clientSecret, code: "doctor" },
    });
    return [
      KNOWN_APP.has(answer.error)
        ? ok("SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are good: it takes installations.")
        : fix(
            `it refuses SLACK_CLIENT_ID or SLACK_CLIENT_SECRET (${answer.error ?? "no reason given"}): copy them again from “Basic Information”.`,
          ),
      ...examineClock("Slack", headers.get("date"), now()),
      BY_HAND,
    ];
  } catch (cause) {
    return [unreachable(cause)];
  }
}

/** Looks whether Slack takes us as we are set up; changes nothing there. */
export async function examineSlack(
  settings: SlackSettings,
  now: () => number,
): Promise<readonly Finding[]> {
  if (settings.workspaces === "many") return examineClient(settings, now);
  const found = await Promise.all([examineBot(settings, now), examineSocket(settings)]);
  return found.flat();
}
