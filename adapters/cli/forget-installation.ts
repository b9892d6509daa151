import type { Store } from "../../src/index.ts";
import { PLATFORMS } from "./places.ts";

export type ForgettingInstallation = {
  readonly store: Store;
  readonly workspace: string;
  readonly now: number;
  readonly output: NodeJS.WritableStream;
};

/** What is stored of the workspace itself stays for as long as it would have. */
const STAYS = Number.MAX_SAFE_INTEGER;

/** Deletes what opens a workspace, which then has to install the bot again, and nothing else. */
export async function forgetInstallationCommand(
  forgetting: ForgettingInstallation,
): Promise<number> {
  const { store, workspace, now, output } = forgetting;
  let isForgotten = false;
  for (const platform of PLATFORMS) {
    const place = { platform, workspace };
    const installation = await store.installations.of(place);
    if (installation?.holder === workspace)
      isForgotten = (await store.installations.end(place, now, STAYS)) || isForgotten;
  }
  output.write(
    isForgotten
      ? `Forgot what opens workspace ${workspace}: it has to install the app again. Nothing else was deleted.\n`
      : `Nothing that opens workspace ${workspace} was stored.\n`,
  );
  return 0;
}
