import { constants } from "node:os";

import type { Clock, Log } from "../src/index.ts";

/** What is under way has so long to end once the process is asked to, in milliseconds; all of it is over within ten seconds. */
const DRAIN = 9000;

/** What still holds the process after that, such as a connection that nobody answers, is left after so long. */
const LINGER = 250;

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Resolves when somebody asks the process to end. Who asks a second time does not want to wait: the
 * process ends at once, with the exit code of the signal.
 */
export const askedToEnd = (): Promise<undefined> =>
  new Promise((resolve) => {
    let isAsked = false;
    for (const signal of SIGNALS)
      process.on(signal, () => {
        if (isAsked) process.exit(128 + constants.signals[signal]);
        isAsked = true;
        resolve(undefined);
      });
  });

export type Ending = {
  readonly stop: () => Promise<unknown>;
  /** How many turns and deliveries have not ended. */
  readonly underWay: () => number;
  readonly clock: Clock;
  readonly log: Log;
};

/** Ends everything in time, or leaves it: what was taken in is in the store, and the next start goes on with it. */
export async function endInTime({ stop, underWay, clock, log }: Ending): Promise<void> {
  const late = Symbol("late");
  let callOff: (() => void) | undefined;
  const deadline = new Promise<typeof late>((resolve) => {
    callOff = clock.after(DRAIN, () => resolve(late));
  });
  const ended = await Promise.race([stop(), deadline]);
  callOff?.();
  if (ended === late) {
    const left = underWay();
    log({
      level: "warn",
      message: `Not everything ended within ${DRAIN / 1000} seconds: ${left === 0 ? "a connection does not close" : `${left} ${left === 1 ? "turn or delivery is" : "turns or deliveries are"} still under way`}. What was taken in is kept, and goes on when Tuning Fork starts again.`,
    });
  }
  setTimeout(() => process.exit(), LINGER).unref();
}

/** An error that nobody caught ends the process, as it would anyway; but its own words may be those of people. */
export function logWhatNobodyCaught(log: Log): void {
  process.on("uncaughtException", (cause) => {
    log({ level: "error", message: "An error that nobody expected ends the process.", cause });
    process.exit(1);
  });
}
