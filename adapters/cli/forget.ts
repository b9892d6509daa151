import type { Store } from "../../src/index.ts";

/** Where something may be stored of a workspace; its identity belongs to one of them. */
const PLATFORMS = ["slack", "discord", "terminal"];

export type Forgetting = {
  readonly store: Store;
  readonly workspace: string;
  readonly thread: string | undefined;
  readonly output: NodeJS.WritableStream;
};

/** Deletes what is stored of a workspace, or of one thread in it, and says how much that was. */
export async function forgetCommand(forgetting: Forgetting): Promise<number> {
  const { store, workspace, thread, output } = forgetting;
  let conversations = 0;
  for (const platform of PLATFORMS)
    conversations += await store.retention.forget({
      platform,
      workspace,
      ...(thread === undefined ? {} : { thread }),
    });
  const where =
    thread === undefined ? `workspace ${workspace}` : `thread ${thread} of workspace ${workspace}`;
  output.write(
    conversations === 0
      ? `No conversation of ${where} was stored; nothing of it is.\n`
      : `Forgot ${conversations} conversation${conversations === 1 ? "" : "s"} of ${where}.\n`,
  );
  return 0;
}
