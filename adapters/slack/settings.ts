import { z } from "zod";

import { addressOf, isAnySet, readVariables } from "../env.ts";
import type { Environment, Read } from "../env.ts";

export const SLACK_VARIABLES = {
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith("xoxb-", "does not begin with xoxb-: take the bot token, not another one.")
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith(
      "xapp-",
      "does not begin with xapp-: make an app-level token with connections:write.",
    )
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(
      /^\S+$/,
      "is no signing secret: copy it again from “Basic Information” of your Slack app.",
    )
    .optional(),
  SLACK_API_URL: addressOf("https://slack.com/api/", "tokens").optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z.string().optional(),
};

/** How Slack is reached: it opens a socket to us, or it calls our address. */
export type SlackSettings = {
  readonly botToken: string;
  readonly apiUrl?: string;
} & (
  | { readonly mode: "socket"; readonly appToken: string }
  | { readonly mode: "http"; readonly signingSecret: string }
);

/** What many workspaces will need. Whoever sets it waits for an installation page that is not there. */
const NOT_YET = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET"];

/** Of variables that only make sense together, those that are missing or too much. */
function togetherProblems(env: Environment): readonly string[] {
  const early = NOT_YET.filter((name) => isAnySet(env, [name]));
  return [
    ...(early.length === 0
      ? []
      : [
          `${early.join(", ")}: this version serves one Slack workspace; leave ${early.length === 1 ? "it" : "them"} out, and set SLACK_BOT_TOKEN.`,
        ]),
    ...(isAnySet(env, ["SLACK_BOT_TOKEN"])
      ? []
      : ["SLACK_BOT_TOKEN is not set: copy it from “OAuth & Permissions” of your Slack app."]),
    ...(isAnySet(env, ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"])
      ? []
      : [
          "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing: set the first for Socket Mode, the second for HTTP.",
        ]),
  ];
}

/** Reads the variables of Slack; without any of its tokens there is no Slack. */
export function slackSettings(env: Environment): Read<SlackSettings> {
  const { SLACK_API_URL: _, ...own } = SLACK_VARIABLES;
  if (!isAnySet(env, Object.keys(own))) return { settings: undefined, problems: [] };
  const read = readVariables(env, SLACK_VARIABLES);
  const problems = [...togetherProblems(env), ...read.problems];
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
  } = read.settings ?? {};
  if (problems.length > 0 || botToken === undefined) return { settings: undefined, problems };
  const common = { botToken, ...(apiUrl === undefined ? {} : { apiUrl }) };
  if (appToken !== undefined)
    return { settings: { ...common, mode: "socket", appToken }, problems };
  return signingSecret === undefined
    ? { settings: undefined, problems }
    : { settings: { ...common, mode: "http", signingSecret }, problems };
}
