import type { TestProject } from "vitest/node";

import { startPostgres } from "./postgres-server.ts";
import type { PostgresServer } from "./postgres-server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the tests find Postgres; undefined when there is none. */
    readonly postgresUrl: string | undefined;
  }
}

let server: PostgresServer | undefined;

/** One Postgres for all tests. Where there can be none, the run says so loudly, and fails in CI. */
export async function setup({ provide }: TestProject): Promise<void> {
  try {
    server = await startPostgres();
    provide("postgresUrl", server.url);
  } catch (error) {
    if (process.env["CI"]) throw error;
    const why = error instanceof Error ? error.message : String(error);
    const line = "=".repeat(80);
    process.stderr.write(`\n${line}\nPOSTGRES IS NOT TESTED. ${why}\n${line}\n\n`);
    provide("postgresUrl", undefined);
  }
}

export async function teardown(): Promise<void> {
  await server?.stop();
}
