import { once } from "node:events";

import type { Store, Stored } from "../../src/index.ts";
import { PLATFORMS } from "./places.ts";

const AT_ONCE = 100;

export type Exporting = {
  readonly store: Store;
  readonly workspace: string;
  readonly output: NodeJS.WritableStream;
};

/** All conversations of a workspace, a page at a time. */
async function* storedOf(store: Store, workspace: string): AsyncGenerator<Stored> {
  for (const platform of PLATFORMS) {
    let after = "";
    for (;;) {
      const page = await store.conversations.stored({ platform, workspace }, after, AT_ONCE);
      yield* page;
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.conversation.thread;
    }
  }
}

/**
 * Writes what is stored of a workspace as one JSON object: its conversations, who took part in each,
 * which messages show what, and what was said and is not handled yet. What each field of a
 * conversation means stands in PRIVACY.md.
 *
 * @returns the exit code: 1 when nothing is stored of the workspace
 */
export async function exportCommand({ store, workspace, output }: Exporting): Promise<number> {
  const write = async (text: string): Promise<void> => {
    if (!output.write(text)) await once(output, "drain");
  };
  await write(`{"workspace":${JSON.stringify(workspace)},"conversations":[`);
  let count = 0;
  for await (const { conversation, data, changedAt, people } of storedOf(store, workspace)) {
    const { platform, thread } = conversation;
    const waiting = await store.inbox.waiting(conversation);
    const exported = {
      platform,
      thread,
      changedAt: new Date(changedAt).toISOString(),
      people,
      conversation: data,
      messages: await store.deliveries.of(conversation),
      waiting: waiting?.events ?? [],
    };
    await write(`${count === 0 ? "" : ","}\n${JSON.stringify(exported)}`);
    count += 1;
  }
  await write("\n]}\n");
  return count === 0 ? 1 : 0;
}
