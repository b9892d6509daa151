import type { Log, Meter } from "../ports.ts";

/** Whether the store answers; said once when it stops and once when it is back. */
export type StoreHealth = {
  readonly failed: (cause: unknown) => void;
  readonly answered: () => void;
  readonly isWell: () => boolean;
};

export function createStoreHealth(log: Log, meter: Meter): StoreHealth {
  let isWell = true;
  return {
    failed: (cause) => {
      meter({ kind: "failed", what: "store" });
      // Its own words stay out: databases repeat what they were given.
      if (isWell)
        log({ level: "error", message: "The store does not work; nothing is lost.", cause });
      isWell = false;
    },
    answered: () => {
      if (!isWell) log({ level: "info", message: "The store works again." });
      isWell = true;
    },
    isWell: () => isWell,
  };
}
