import type { Store } from "../../src/index.ts";

/**
 * Opens the store that an address names; only the engine that is asked for is loaded.
 *
 * @throws StoreError with one sentence that says what is wrong and what to do
 */
export async function openStore(url: string): Promise<Store> {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1];
  if (path !== undefined) return (await import("./sqlite.ts")).openSqlite(path);
  return (await import("./postgres.ts")).openPostgres(url);
}
