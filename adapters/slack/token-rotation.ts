import { WebAPIPlatformError } from "@slack/web-api";
import type { WebClientOptions } from "@slack/web-api";
import { z } from "zod";

import type { Clock, Installation, Log, Store } from "../../src/index.ts";
import { SlackClient } from "./client.ts";
import type { ManyWorkspaces } from "./settings.ts";

/** What an installation came with; instants are milliseconds. */
export const Opener = z.object({
  token: z.string(),
  ownUser: z.string(),
  /** Where the app's tokens are changed every twelve hours. */
  refresh: z.object({ token: z.string(), due: z.number() }).optional(),
});
export type Opener = z.infer<typeof Opener>;

/**
 * A token is changed so long before it ends, in milliseconds, as Slack's own libraries do
 * (https://docs.slack.dev/authentication/using-token-rotation).
 */
const REFRESH_BEFORE = 2 * 60 * 60_000;

/** A change that failed is tried again after so long; the token that is there is still good. */
const REFRESH_PAUSE = 60_000;

const isUsedUp = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && error.data.error === "invalid_refresh_token";

const placeOf = (workspace: string) => ({ platform: "slack", workspace });

type Needs = {
  readonly settings: ManyWorkspaces;
  readonly clientOptions: WebClientOptions;
  readonly installations: Store["installations"];
  readonly seal: (holder: string, opener: Opener) => string;
  readonly open: (installation: Installation) => Opener;
  readonly clock: Clock;
  readonly log: Log;
};

/** Opens installations, and changes tokens for new ones before they end, where the app has them changed. */
export function createRotation({
  settings,
  clientOptions,
  installations,
  seal,
  open,
  clock,
  log,
}: Needs): (installation: Installation) => Promise<Opener> {
  /** Asks for tokens, and has none. */
  const app = new SlackClient(undefined, clientOptions);
  const refreshing = new Map<string, Promise<Opener>>();
  const pausedUntil = new Map<string, number>();
  /** New tokens that the store did not take yet: what they were changed by is used up. */
  const unkept = new Map<string, { readonly before: string; readonly changed: Opener }>();

  /** Asks Slack for a new token; the one that it is changed by is used up with that. */
  async function changedBySlack({ refresh, ownUser }: Opener): Promise<Opener> {
    const answer = await app.oauth.v2.access({
      client_id: settings.clientId,
      client_secret: settings.clientSecret,
      grant_type: "refresh_token",
      refresh_token: refresh?.token ?? "",
    });
    const { access_token: token, refresh_token: next, expires_in: seconds } = answer;
    if (token === undefined || next === undefined || seconds === undefined)
      throw new Error("Slack gave no new token.");
    return { token, ownUser, refresh: { token: next, due: clock.now() + seconds * 1000 } };
  }

  /** Keeps what a token was changed for; what somebody has kept meanwhile holds more. */
  async function keepChanged({ holder, sealed }: Installation, changed: Opener): Promise<Opener> {
    const isKept = await installations.replace(placeOf(holder), sealed, seal(holder, changed));
    unkept.delete(holder);
    if (isKept) return changed;
    const now = await installations.of(placeOf(holder));
    return now === undefined ? changed : open(now);
  }

  /** Changes a token for a new one, unless another replica was faster. */
  async function refreshed(installation: Installation, opener: Opener): Promise<Opener> {
    const { holder, sealed } = installation;
    try {
      const changed = await changedBySlack(opener);
      pausedUntil.delete(holder);
      unkept.set(holder, { before: sealed, changed });
      return await keepChanged(installation, changed);
    } catch (cause) {
      const lost = unkept.get(holder);
      if (lost?.before === sealed) return lost.changed;
      const now = await installations.of(placeOf(holder));
      if (now !== undefined && now.sealed !== sealed) return open(now);
      // What was used up by another replica a moment ago is kept by it a moment later.
      const mayBeAnother = isUsedUp(cause) && !pausedUntil.has(holder);
      pausedUntil.set(holder, clock.now() + REFRESH_PAUSE);
      if (!mayBeAnother)
        log({
          level: "warn",
          message: `Slack: the token of ${holder} could not be changed for a new one; the one that is there is used for as long as it is good. If this goes on, let them install the app again by /slack/install.`,
          cause,
        });
      return opener;
    }
  }

  /** What opens a workspace, with a token that is good for some time. */
  return async function fresh(installation: Installation): Promise<Opener> {
    const { holder, sealed } = installation;
    const lost = unkept.get(holder);
    if (lost?.before === sealed)
      return keepChanged(installation, lost.changed).catch(() => lost.changed);
    const opener = open(installation);
    const isDue =
      opener.refresh !== undefined && opener.refresh.due - clock.now() <= REFRESH_BEFORE;
    if (!isDue || (pausedUntil.get(holder) ?? 0) > clock.now()) return opener;
    const underWay = refreshing.get(holder);
    if (underWay !== undefined) return underWay;
    const change = refreshed(installation, opener).finally(() => refreshing.delete(holder));
    refreshing.set(holder, change);
    return change;
  };
}
