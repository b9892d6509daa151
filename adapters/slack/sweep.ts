import { WebAPIPlatformError } from "@slack/web-api";

import type { Clock, Installation, Log } from "../../src/index.ts";
import type { Access, Place } from "./access.ts";

/** How often all installations are looked at, in milliseconds. */
const EVERY = 24 * 60 * 60_000;

/**
 * What Slack says to a token of an app that was taken away. That it cannot be verified (`invalid_auth`)
 * is none of it: so Slack speaks to addresses, too, from which an app may not call
 * (https://docs.slack.dev/reference/methods/auth.test).
 */
const TAKEN_AWAY: ReadonlySet<string> = new Set(["token_revoked", "account_inactive"]);

type Needs = {
  readonly all: () => AsyncIterable<Installation>;
  readonly accessTo: (place: Place) => Promise<Access | undefined>;
  /** The app was taken away there at an instant, as far as nothing newer is known. */
  readonly left: (holder: string, at: number) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
};

export type Sweep = {
  readonly start: () => void;
  /** Resolves when nothing of it is under way. */
  readonly stop: () => Promise<void>;
};

/**
 * Looks once a day whether the app still is where it was installed: while this was away, or where
 * tokens are changed, Slack may never have told that it was taken away.
 */
export function createSweep({ all, accessTo, left, clock, log }: Needs): Sweep {
  let isStopped = false;
  let callOff: (() => void) | undefined;
  let underWay: Promise<void> = Promise.resolve();

  async function lookAt(holder: string): Promise<void> {
    // Who installs it again from here on is newer than what is found.
    const at = clock.now();
    try {
      const access = await accessTo({ workspace: holder });
      await access?.client.auth.test();
    } catch (cause) {
      const isOver = cause instanceof WebAPIPlatformError && TAKEN_AWAY.has(cause.data.error);
      if (isOver) await left(holder, at);
    }
  }

  async function sweep(): Promise<void> {
    try {
      for await (const { holder } of all()) {
        if (isStopped) return;
        await lookAt(holder);
      }
    } catch (cause) {
      log({
        level: "warn",
        message:
          "Whether the app still is where it was installed could not be seen; it is looked at again tomorrow.",
        cause,
      });
    }
    if (!isStopped) callOff = clock.after(EVERY, start);
  }

  function start(): void {
    underWay = sweep();
  }

  return {
    start,
    stop: async () => {
      isStopped = true;
      callOff?.();
      await underWay;
    },
  };
}
