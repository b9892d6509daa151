import type { CheckFiles, Log } from "../src/index.ts";
import type { Connected } from "./platforms.ts";

/**
 * Checks files that people give, wherever they lie. What checks them is loaded with the first one,
 * which few processes ever see.
 */
export function checkingGiven(connected: readonly Connected[], log: Log): CheckFiles {
  let made: Promise<CheckFiles> | undefined;
  const make = async (): Promise<CheckFiles> => {
    const { createCheckFiles } = await import("../adapters/data-check/given.ts");
    return createCheckFiles({
      giverFor: (conversation) =>
        connected
          .find(({ platform }) => platform?.name === conversation.platform)
          ?.giverFor?.(conversation),
      log,
    });
  };
  return async (conversation, files) => (await (made ??= make()))(conversation, files);
}
