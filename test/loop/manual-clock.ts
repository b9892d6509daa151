import type { Clock } from "../../src/index.ts";

type Timer = { readonly at: number; readonly run: () => void };

/** A clock that stands still until it is moved, so that no test waits. */
export type ManualClock = Clock & {
  /** Moves on, running what was planned for the time between, each at its instant. */
  readonly advance: (milliseconds: number) => Promise<void>;
};

/** Lets everything happen that needs no time. */
const quiet = async (): Promise<void> => {
  for (let at = 0; at < 5; at += 1) await new Promise((resolve) => void setImmediate(resolve));
};

export function createManualClock(start = Date.parse("2026-11-23T12:00:00Z")): ManualClock {
  let now = start;
  const timers = new Set<Timer>();

  async function advance(milliseconds: number): Promise<void> {
    const end = now + milliseconds;
    await quiet();
    for (;;) {
      const [next] = [...timers]
        .filter(({ at }) => at <= end)
        .toSorted((one, another) => one.at - another.at);
      if (next === undefined) break;
      timers.delete(next);
      now = Math.max(now, next.at);
      next.run();
      await quiet();
    }
    now = end;
  }

  return {
    now: () => now,
    instant: () => new Date(now).toISOString(),
    after: (milliseconds, run) => {
      const timer = { at: now + Math.max(0, milliseconds), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance,
  };
}
