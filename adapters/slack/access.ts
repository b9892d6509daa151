import type { WebClient } from "@slack/web-api";

/** What a workspace is reached by. */
export type Access = {
  readonly client: WebClient;
  readonly token: string;
  /** The bot's own user there. */
  readonly ownUser: string;
  /** The workspace's own address, such as https://team.slack.com/; undefined when Slack does not say. */
  readonly url: () => Promise<string | undefined>;
};

/** Where something happened. */
export type Place = {
  readonly workspace: string;
  /** The organisation that has installed the app for its workspaces, if that is how it is there. */
  readonly organisation?: string | undefined;
  /** When, in milliseconds since 1970; of what comes late, what is known since counts for more. */
  readonly at?: number;
};

/** The workspaces that are served: the one whose token is known, or all that have installed the app. */
export type Workspaces = {
  /** Undefined where the app is not installed, or no longer. */
  readonly accessTo: (place: Place) => Promise<Access | undefined>;
  /** The bot's own user, for what Slack tells without saying whose it is; empty where there are many. */
  readonly ownUser: () => string;
  /** Looks whether what is there to reach them by is good. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Asks Slack for a workspace's address once, and again if it did not answer. */
export function urlOf(client: WebClient): Access["url"] {
  let known: string | undefined;
  return async () => {
    known ??= await client.auth.test().then(
      ({ url }) => url,
      () => undefined,
    );
    return known;
  };
}
