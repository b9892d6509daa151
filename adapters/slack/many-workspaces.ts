import type { WebClientOptions } from "@slack/web-api";

import type { Clock, Installation, Log, Store } from "../../src/index.ts";
import { CannotRunError } from "../env.ts";
import { urlOf } from "./access.ts";
import type { Access, Place, Workspaces } from "./access.ts";
import { SlackClient } from "./client.ts";
import { SealError, createSealing } from "./sealing.ts";
import type { ManyWorkspaces } from "./settings.ts";
import { createSweep } from "./sweep.ts";
import { Opener, createRotation } from "./token-rotation.ts";

/** Workspaces whose access is remembered; it is made anew when what opens them has changed. */
const MOST_REMEMBERED = 2000;

/** Installations that are looked at together at the start, and workspaces that a sentence names at most. */
const PAGE = 500;
const MOST_NAMED = 10;

const PLATFORM = "slack";
const placeOf = (workspace: string) => ({ platform: PLATFORM, workspace });

type Needs = {
  readonly settings: ManyWorkspaces;
  readonly clientOptions: WebClientOptions;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** The app was taken away from a workspace or an organisation, as far as nothing newer is known. */
  readonly left: (holder: string, at: number) => Promise<void>;
};

/**
 * All workspaces that have installed the app. What opens them is in the store, sealed, and read anew
 * each time: what another replica has changed there, or somebody has taken away, holds at once.
 */
export function createManyWorkspaces({ settings, clientOptions, store, clock, log, left }: Needs) {
  const { installations } = store;
  const sealing = createSealing(settings.encryptionKeys);
  const remembered = new Map<string, Access>();

  const seal = (holder: string, opener: Opener): string =>
    sealing.seal(JSON.stringify(opener), `${PLATFORM}/${holder}`);
  const open = ({ holder, sealed }: Installation): Opener =>
    Opener.parse(JSON.parse(sealing.open(sealed, `${PLATFORM}/${holder}`)));
  const fresh = createRotation({ settings, clientOptions, installations, seal, open, clock, log });

  /** What opens a workspace; an organisation's opens one that is seen for the first time. */
  async function installationOf({ workspace, organisation, at = clock.now() }: Place) {
    const known = await installations.of(placeOf(workspace));
    if (known !== undefined || organisation === undefined) return known;
    const ofAll = await installations.of(placeOf(organisation));
    if (ofAll === undefined) return undefined;
    const belongs = await installations.belongs(placeOf(workspace), organisation, at);
    return belongs ? ofAll : undefined;
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

  async function accessTo(place: Place): Promise<Access | undefined> {
    const installation = await installationOf(place);
    try {
      return installation === undefined ? undefined : accessBy(await fresh(installation));
    } catch (cause) {
      if (!(cause instanceof SealError)) throw cause;
      throw new Error(`What opens ${place.workspace} cannot be opened. ${cause.message}`, {
        cause,
      });
    }
  }

  const sweep = createSweep({ all: allInstallations, accessTo, left, clock, log });

  const workspaces: Workspaces = {
    accessTo,
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
