import { z } from "zod";

import { addressOf, isAnySet, readVariables } from "../env.ts";
import type { Environment, Read } from "../env.ts";
import { encryptionKeys } from "./sealing.ts";

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
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^\S+$/, "is no client ID: copy it again from “Basic Information” of your Slack app.")
    .optional(),
  SLACK_CLIENT_SECRET: z
    .string()
    .regex(
      /^\S+$/,
      "is no client secret: copy it again from “Basic Information” of your Slack app.",
    )
    .optional(),
  SLACK_STATE_SECRET: z
    .string()
    .min(8, "is too short: make it by “openssl rand -hex 32”.")
    .optional(),
  ENCRYPTION_KEY: encryptionKeys.optional(),
  SLACK_CONFIG_TOKEN: z
    .string()
    .startsWith(
      "xoxe",
      "does not begin with xoxe: make an app configuration token at the foot of https://api.slack.com/apps.",
    )
    .optional(),
};

/** How Slack is reached, and whose it is. */
export type SlackSettings = {
  readonly apiUrl?: string;
} & (
  | ({
      /** One workspace, whose token is known. */
      readonly workspaces: "one";
      readonly botToken: string;
      /** Shows `doctor` how the app is set up. */
      readonly configToken?: string;
    } & (
      | { readonly mode: "socket"; readonly appToken: string }
      | { readonly mode: "http"; readonly signingSecret: string }
    ))
  | ManyWorkspaces
);

/** Every workspace that installs the app for itself, or whose organisation does. */
export type ManyWorkspaces = {
  readonly apiUrl?: string;
  readonly workspaces: "many";
  readonly mode: "http";
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** What tokens are sealed with, the newest first. */
  readonly encryptionKeys: readonly Buffer[];
};

/** What only an app has that many workspaces install, and where each is found or made. */
const OF_MANY = {
  SLACK_CLIENT_ID: "copy it from “Basic Information” of your Slack app",
  SLACK_CLIENT_SECRET: "copy it from “Basic Information” of your Slack app",
  SLACK_STATE_SECRET: "make it by “openssl rand -hex 32”",
} as const;

/** What many workspaces need together. */
const NEEDED_BY_MANY = {
  ...OF_MANY,
  SLACK_SIGNING_SECRET: "copy it from “Basic Information” of your Slack app",
  ENCRYPTION_KEY: "make it by “openssl rand -base64 32”, and keep a copy of it",
} as const;

/** What only one workspace has. */
const OF_ONE = {
  SLACK_BOT_TOKEN: "each workspace gets its own token when it installs the app",
  SLACK_APP_TOKEN: "many workspaces are served over HTTP",
} as const;

const isOfMany = (env: Environment): boolean => isAnySet(env, Object.keys(OF_MANY));

/** Of variables that only make sense together, those that are missing or too much. */
function togetherProblems(env: Environment): readonly string[] {
  if (isOfMany(env))
    return [
      ...Object.entries(NEEDED_BY_MANY)
        .filter(([name]) => !isAnySet(env, [name]))
        .map(([name, remedy]) => `${name} is not set, and many workspaces need it: ${remedy}.`),
      ...Object.entries(OF_ONE)
        .filter(([name]) => isAnySet(env, [name]))
        .map(([name, why]) => `${name} must be left out beside SLACK_CLIENT_ID: ${why}.`),
    ];
  return [
    ...(isAnySet(env, ["SLACK_BOT_TOKEN"])
      ? []
      : [
          "SLACK_BOT_TOKEN is not set: copy it from “OAuth & Permissions” of your Slack app; or set SLACK_CLIENT_ID for many workspaces.",
        ]),
    ...(isAnySet(env, ["SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"])
      ? []
      : [
          "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing: set the first for Socket Mode, the second for HTTP.",
        ]),
  ];
}

/** Whoever has set one of these wants Slack. */
const OF_SLACK_ALONE = [...Object.keys(OF_ONE), ...Object.keys(OF_MANY), "SLACK_SIGNING_SECRET"];

/** Reads the variables of Slack; without any of its tokens there is no Slack. */
export function slackSettings(env: Environment): Read<SlackSettings> {
  if (!isAnySet(env, OF_SLACK_ALONE)) return { settings: undefined, problems: [] };
  const read = readVariables(env, SLACK_VARIABLES);
  const problems = [...togetherProblems(env), ...read.problems];
  return {
    settings:
      problems.length > 0 || read.settings === undefined ? undefined : settingsOf(read.settings),
    problems,
  };
}

type Values = z.infer<z.ZodObject<typeof SLACK_VARIABLES>>;

/** The settings that values say which are complete. */
function settingsOf(values: Values): SlackSettings | undefined {
  const {
    SLACK_API_URL: apiUrl,
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
    ENCRYPTION_KEY: keys,
    SLACK_CONFIG_TOKEN: configToken,
  } = values;
  const common = apiUrl === undefined ? {} : { apiUrl };
  if (botToken !== undefined) {
    const one = {
      ...common,
      workspaces: "one",
      botToken,
      ...(configToken === undefined ? {} : { configToken }),
    } as const;
    if (appToken !== undefined) return { ...one, mode: "socket", appToken };
    return signingSecret === undefined ? undefined : { ...one, mode: "http", signingSecret };
  }
  if (signingSecret === undefined) return undefined;
  return clientId === undefined ||
    clientSecret === undefined ||
    stateSecret === undefined ||
    keys === undefined
    ? undefined
    : {
        ...common,
        workspaces: "many",
        mode: "http",
        signingSecret,
        clientId,
        clientSecret,
        stateSecret,
        encryptionKeys: keys,
      };
}
