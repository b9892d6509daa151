import { once } from "node:events";

import type { Kept, Store } from "../../src/index.ts";
import { PLATFORMS } from "./places.ts";

export type Exporting = {
  readonly store: Store;
  readonly workspace: string;
  readonly output: NodeJS.WritableStream;
};

async function* keptOf(store: Store, workspace: string): AsyncGenerator<Kept> {
  for (const platform of PLATFORMS) yield* store.kept({ platform, workspace });
}

/**
 * Writes all that is kept of a workspace as one JSON object, a row a line, each with the name of its
 * table. What tables, columns and the fields of a conversation mean stands in PRIVACY.md.
 *
 * @returns the exit code: 1 when nothing is kept of the workspace
 */
export async function exportCommand({ store, workspace, output }: Exporting): Promise<number> {
  const write = async (text: string): Promise<void> => {
    if (!output.write(text)) await once(output, "drain");
  };
  await write(`{"workspace":${JSON.stringify(workspace)},"rows":[`);
  let count = 0;
  for await (const { table, row } of keptOf(store, workspace)) {
    await write(`${count === 0 ? "" : ","}\n${JSON.stringify({ table, ...row })}`);
    count += 1;
  }
  await write("\n]}\n");
  return count === 0 ? 1 : 0;
}
