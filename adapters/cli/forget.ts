import type { Store } from "../../src/index.ts";
import { PLATFORMS } from "./places.ts";

export type Forgetting = {
  readonly store: Store;
  readonly workspace: string;
  readonly thread: string | undefined;
  readonly output: NodeJS.WritableStream;
};

/**
 * Deletes what is stored of a workspace, or of one thread in it, and says how much that was. A thread
 * is named as it is stored, or by any message of ours in it.
 */
export async function forgetCommand(forgetting: Forgetting): Promise<number> {
  const { store, workspace, thread, output } = forgetting;
  let conversations = 0;
  for (const platform of PLATFORMS) {
    const place = { platform, workspace };
    if (thread === undefined) conversations += await store.retention.forget(place);
    else {
      const owner = await store.deliveries.conversationOf(place, thread);
      conversations += await store.retention.forget(owner ?? { ...place, thread });
    }
  }
  const where =
    thread === undefined ? `workspace ${workspace}` : `thread ${thread} of workspace ${workspace}`;
  output.write(
    conversations === 0
      ? `No conversation of ${where} was stored. Nothing that was said there is kept now.\n`
      : `Forgot ${conversations} conversation${conversations === 1 ? "" : "s"} of ${where}.\n`,
  );
  return 0;
}
