import type { IncomingMessage, ServerResponse } from "node:http";

import type { HTTPReceiverOptions, Installation } from "@slack/bolt";
import type { WebClientOptions } from "@slack/web-api";

import type { Log } from "../../src/index.ts";
import { newReference } from "../reference.ts";
import { neededScopes } from "./manifest.ts";
import type { ManyWorkspaces } from "./settings.ts";
import type { Opener } from "./token-rotation.ts";

/** Where Slack asks whether somebody wants to install an app. */
const AUTHORIZE = "https://slack.com/oauth/v2/authorize";
/** The same for what the government of the United States has for itself. */
const GOVERNMENT = { api: "slack-gov.com", authorize: "https://slack-gov.com/oauth/v2/authorize" };

const INSTALL = "/slack/install";

/** Somebody has so long to say yes, in seconds. */
const PATIENCE = 600;

type Needs = {
  readonly settings: ManyWorkspaces;
  readonly clientOptions: WebClientOptions;
  readonly keep: (holder: string, opener: Opener) => Promise<void>;
  readonly log: Log;
};

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

type Page = { readonly title: string; readonly body: string };

/** A page that holds nothing but itself, and tells nobody where it was. */
function show(response: ServerResponse, status: number, { title, body }: Page): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${body}
</body>
</html>
`);
}

const AGAIN = `<p><a href="${INSTALL}">Install it again</a></p>`;

/** Whose installation it is; undefined when it is neither a workspace's nor an organisation's. */
const holderOf = ({ isEnterpriseInstall, enterprise, team }: Installation): string | undefined =>
  isEnterpriseInstall === true ? enterprise?.id : team?.id;

const nameOf = ({ isEnterpriseInstall, enterprise, team }: Installation): string =>
  (isEnterpriseInstall === true ? enterprise?.name : team?.name) ?? "your workspace";

function installed(installation: Installation): Page {
  const name = nameOf(installation);
  const { team, appId, isEnterpriseInstall } = installation;
  const links =
    isEnterpriseInstall === true || team === undefined || appId === undefined
      ? "<p>Now choose the workspaces that may use it, on your organisation’s page of apps.</p>"
      : `<p><a href="slack://app?team=${encodeURIComponent(team.id)}&amp;id=${encodeURIComponent(appId)}">Open Slack</a>, or <a href="https://app.slack.com/client/${encodeURIComponent(team.id)}">in the browser</a></p>`;
  return {
    title: `Tuning Fork is installed in ${name}`,
    body: `<p>In Slack, type <b>/tuning-fork</b> and a few words on your case. In a channel, first invite it: <b>/invite @Tuning Fork</b>.</p>
${links}`,
  };
}

/** What Slack says went wrong before somebody came back; null when nothing did. */
const errorIn = ({ url = "" }: IncomingMessage): string | null =>
  new URL(url, "http://localhost").searchParams.get("error");

/** What is wrong with the way somebody came back, which is not ours to mend. */
const CAME_WRONGLY: ReadonlySet<string> = new Set([
  "slack_oauth_missing_state",
  "slack_oauth_invalid_state",
  "slack_oauth_missing_code",
]);

function notInstalled(
  error: { readonly code: string },
  request: IncomingMessage,
  response: ServerResponse,
  log: Log,
): void {
  const toldBySlack = errorIn(request);
  if (toldBySlack === "access_denied")
    return show(response, 403, {
      title: "Tuning Fork was not installed",
      body: `<p>Somebody said no on the page before. Nothing was kept.</p>\n${AGAIN}`,
    });
  if (toldBySlack === null && CAME_WRONGLY.has(error.code))
    return show(response, 400, {
      title: "Tuning Fork was not installed",
      body: `<p>This page was opened in another browser, twice, or more than ${PATIENCE / 60} minutes after the one before. Nothing was kept.</p>\n${AGAIN}`,
    });
  const reference = newReference();
  log({
    level: "error",
    message:
      "Slack: an installation failed; look at SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and the redirect URL in “OAuth & Permissions”.",
    reference,
    cause: error,
  });
  show(response, 502, {
    title: "Tuning Fork was not installed",
    body: `<p>Slack, or the place where installations are kept, did not take it. Please try again in a minute, or tell whoever runs Tuning Fork this reference: ${reference}.</p>\n${AGAIN}`,
  });
}

export type InstallPages = Omit<HTTPReceiverOptions, "signingSecret">;

/** What Bolt's receiver needs for the pages on which somebody installs the app. */
export function installing({ settings, clientOptions, keep, log }: Needs): InstallPages {
  const { apiUrl, clientId, clientSecret, stateSecret } = settings;
  const isGovernment = apiUrl !== undefined && new URL(apiUrl).hostname === GOVERNMENT.api;
  return {
    clientId,
    clientSecret,
    stateSecret,
    scopes: [...neededScopes()],
    installationStore: {
      storeInstallation: async (installation) => {
        const holder = holderOf(installation);
        const { bot } = installation;
        if (holder === undefined || bot === undefined)
          throw new Error("Slack gave no bot's token.");
        const { token, userId: ownUser, refreshToken, expiresAt } = bot;
        await keep(holder, {
          token,
          ownUser,
          ...(refreshToken === undefined || expiresAt === undefined
            ? {}
            : { refresh: { token: refreshToken, due: expiresAt * 1000 } }),
        });
        log({ level: "info", message: `Slack: ${holder} has installed the app.` });
      },
      // Bolt is told by ourselves what opens a workspace.
      fetchInstallation: () => Promise.reject(new Error("It is not asked for here.")),
    },
    installerOptions: {
      installPath: INSTALL,
      directInstall: true,
      stateCookieExpirationSeconds: PATIENCE,
      clientOptions,
      authorizationUrl: isGovernment ? GOVERNMENT.authorize : AUTHORIZE,
      callbackOptions: {
        success: (installation, _options, _request, response) =>
          show(response, 200, installed(installation)),
        failure: (error, _options, request, response) =>
          notInstalled(error, request, response, log),
      },
    },
  };
}
