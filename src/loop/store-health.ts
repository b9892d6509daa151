import type { Log } from "../ports.ts";

/** Whether the store answers; said once when it stops and once when it is back. */
export type StoreHealth = {
  readonly failed: (cause: unknown) => void;
  readonly answered: () => void;
  /** Why it does not answer; undefined while it does. */
  readonly trouble: () => string | undefined;
};

export function createStoreHealth(log: Log): StoreHealth {
  let trouble: string | undefined;
  return {
    failed: (cause) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      if (trouble === undefined)
        log({ level: "error", message: `The store does not work, nothing is lost: ${why}`, cause });
      trouble = why;
    },
    answered: () => {
      if (trouble !== undefined) log({ level: "info", message: "The store works again." });
      trouble = undefined;
    },
    trouble: () => trouble,
  };
}
