import type { Clock } from "../src/index.ts";

/** The machine's clock. What is planned on it does not keep the process alive. */
export const clock: Clock = {
  now: () => Date.now(),
  instant: () => new Date().toISOString(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};
