import type { Environment, Read } from "../env.ts";

/** How Slack is reached: it opens a socket to us, or it calls our address. */
export type SlackSettings = {
  readonly botToken: string;
  readonly apiUrl?: string;
} & (
  | { readonly mode: "socket"; readonly appToken: string }
  | { readonly mode: "http"; readonly signingSecret: string }
);

/** Reads the variables of Slack; without any of its tokens there is no Slack. */
export function slackSettings(env: Environment): Read<SlackSettings> {
  const botToken = env["SLACK_BOT_TOKEN"] ?? "";
  const appToken = env["SLACK_APP_TOKEN"] ?? "";
  const signingSecret = env["SLACK_SIGNING_SECRET"] ?? "";
  if (botToken + appToken + signingSecret === "") return { settings: undefined, problems: [] };
  const problems: string[] = [];
  if (botToken === "")
    problems.push(
      "SLACK_BOT_TOKEN is not set: copy it from “OAuth & Permissions” of your Slack app.",
    );
  else if (!botToken.startsWith("xoxb-"))
    problems.push(
      "SLACK_BOT_TOKEN does not begin with xoxb-: take the bot token, not another one.",
    );
  if (appToken + signingSecret === "")
    problems.push(
      "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing: set the first for Socket Mode, the second for HTTP.",
    );
  if (appToken !== "" && !appToken.startsWith("xapp-"))
    problems.push(
      "SLACK_APP_TOKEN does not begin with xapp-: make an app-level token with connections:write.",
    );
  const apiUrl = env["SLACK_API_URL"];
  if (apiUrl && !URL.canParse(apiUrl))
    problems.push(
      "SLACK_API_URL is no address: write it as https://slack.com/api/, or leave it out.",
    );
  if (problems.length > 0) return { settings: undefined, problems };
  const common = { botToken, ...(apiUrl ? { apiUrl } : {}) };
  const settings: SlackSettings =
    appToken === ""
      ? { ...common, mode: "http", signingSecret }
      : { ...common, mode: "socket", appToken };
  return { settings, problems };
}
