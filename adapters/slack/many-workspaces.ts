import { WebAPIPlatformError } from "@slack/web-api";
import type { WebClientOptions } from "@slack/web-api";
import { z } from "zod";

import type { Clock, Installation, Log, Store } from "../../src/index.ts";
import { CannotRunError } from "../env.ts";
import { urlOf } from "./access.ts";
import type { Access, Place, Workspaces } from "./access.ts";
import { SlackClient } from "./client.ts";
import { SealError, createSealing } from "./sealing.ts";
import type { ManyWorkspaces } from "./settings.ts";
import { createSweep } from "./sweep.ts";

/** What an installation came with; instants are milliseconds. */
const Opener = z.object({
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

/** Workspaces whose access is remembered; it is made anew when what opens them has changed. */
const MOST_REMEMBERED = 2000;

/** Installations that are looked at together at the start, and workspaces that a sentence names at most. */
const PAGE = 500;
const MOST_NAMED = 10;

const isUsedUp = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && error.data.error === "invalid_refresh_token";

const PLATFORM = "slack";
const placeOf = (workspace: string) => ({ platform: PLATFORM, workspace });

type Needs = {
  readonly settings: ManyWorkspaces;
  readonly clientOptions: WebClientOptions;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** The app was taken away from a workspace or an organisation, as far as nothing newer is known. */
  readonly ended: (holder: string, at: number) => Promise<void>;
};

/**
 * All workspaces that have installed the app. What opens them is in the store, sealed, and read anew
 * each time: what another replica has changed there, or somebody has taken away, holds at once.
 */
export function createManyWorkspaces({ settings, clientOptions, store, clock, log, ended }: Needs) {
  const { installations } = store;
  const sealing = createSealing(settings.encryptionKeys);
  /** Asks for tokens, and has none. */
  const app = new SlackClient(undefined, clientOptions);
  const remembered = new Map<string, Access>();
  const refreshing = new Map<string, Promise<Opener>>();
  const pausedUntil = new Map<string, number>();
  /** New tokens that the store did not take yet: what they were changed by is used up. */
  const unkept = new Map<string, { readonly before: string; readonly changed: Opener }>();

  const seal = (holder: string, opener: Opener): string =>
    sealing.seal(JSON.stringify(opener), `${PLATFORM}/${holder}`);
  const open = ({ holder, sealed }: Installation): Opener =>
    Opener.parse(JSON.parse(sealing.open(sealed, `${PLATFORM}/${holder}`)));

  /** What opens a workspace; an organisation's opens one that is seen for the first time. */
  async function installationOf({ workspace, organisation, at = clock.now() }: Place) {
    const known = await installations.of(placeOf(workspace));
    if (known !== undefined || organisation === undefined) return known;
    const ofAll = await installations.of(placeOf(organisation));
    if (ofAll === undefined) return undefined;
    const belongs = await installations.belongs(placeOf(workspace), organisation, at);
    return belongs ? ofAll : undefined;
  }

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
      if (lost !== undefined) return lost.changed;
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
  async function fresh(installation: Installation): Promise<Opener> {
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
  }

  function accessBy({ token, ownUser }: Opener): Access {
    const known = remembered.get(token);
    if (known !== undefined) return known;
    const client = new SlackClient(token, clientOptions);
    const access = { client, token, ownUser, url: urlOf(client) };
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(token, access);
    return access;
  }

  /** Seals anew what was sealed with an older key. */
  async function sealAnew(installation: Installation): Promise<void> {
    const { holder, sealed } = installation;
    if (sealing.keyOf(sealed) === "newest") return;
    await installations.replace(placeOf(holder), sealed, seal(holder, open(installation)));
  }

  /** All that are kept, a page at a time. */
  async function* allInstallations(): AsyncGenerator<Installation> {
    let after = "";
    for (;;) {
      const page = await installations.all(PLATFORM, after, PAGE);
      yield* page;
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.holder;
    }
  }

  const sweep = createSweep({
    all: allInstallations,
    accessBy: async (installation) => accessBy(await fresh(installation)),
    ended,
    clock,
    log,
  });

  const workspaces: Workspaces = {
    accessTo: async (place) => {
      const installation = await installationOf(place);
      try {
        return installation === undefined ? undefined : accessBy(await fresh(installation));
      } catch (cause) {
        if (!(cause instanceof SealError)) throw cause;
        throw new Error(`What opens ${place.workspace} cannot be opened. ${cause.message}`, {
          cause,
        });
      }
    },
    ownUser: () => "",
    start: async () => {
      log({ level: "info", message: "Slack: workspaces install the app by /slack/install." });
      const closed: string[] = [];
      let all = 0;
      for await (const installation of allInstallations()) {
        all += 1;
        try {
          await sealAnew(installation);
        } catch (cause) {
          if (!(cause instanceof SealError)) throw cause;
          closed.push(installation.holder);
        }
      }
      const which = `${closed.slice(0, MOST_NAMED).join(", ")}${closed.length > MOST_NAMED ? " and more" : ""}`;
      const sentence = `ENCRYPTION_KEY does not open ${closed.length} of ${all} Slack installations (${which}): put the key from before behind the new one, with a comma between them.`;
      // With no right key at all, whatever came would be refused.
      if (all > 0 && closed.length === all)
        throw new CannotRunError(
          `${sentence} If it is lost, “tuning-fork forget --workspace ID --installation” makes room for installing the app again, and leaves everything else.`,
        );
      if (closed.length > 0)
        log({
          level: "error",
          message: `${sentence} If it is lost, let them install the app again by /slack/install.`,
        });
      sweep.start();
    },
    stop: sweep.stop,
  };
  return {
    workspaces,
    /** Keeps what an installation came with, of a workspace or of an organisation for all of its own. */
    keep: async (holder: string, opener: Opener): Promise<void> => {
      await installations.put(placeOf(holder), seal(holder, opener), clock.now());
    },
  };
}
