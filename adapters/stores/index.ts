import type { Store } from "../../src/index.ts";
import { always } from "../env.ts";
import type { Environment, ReadAlways } from "../env.ts";

const DEFAULT_URL = "sqlite:data/tuning-fork.db";
const DEFAULT_RETENTION_DAYS = 180;
const LONGEST_RETENTION_DAYS = 36_500;

/** Where to keep things and for how long, as the environment says. */
export type StoreSettings = { readonly url: string; readonly retentionDays: number };

/** Reads the variables of the store; an empty one counts as not set. */
export function storeSettings(env: Environment): ReadAlways<StoreSettings> {
  const problems: string[] = [];
  const url = env["DATABASE_URL"] || DEFAULT_URL;
  if (!/^(?:sqlite:.|postgres(?:ql)?:\/\/.)/.test(url))
    // Only the beginning is repeated, since the rest may hold a password.
    problems.push(
      `DATABASE_URL must be sqlite:PATH or postgres://…; it begins with "${url.slice(0, 7)}".`,
    );
  const days = env["RETENTION_DAYS"] || String(DEFAULT_RETENTION_DAYS);
  const retentionDays = Number(days);
  if (!/^\d+$/.test(days) || retentionDays < 1 || retentionDays > LONGEST_RETENTION_DAYS)
    problems.push(
      `RETENTION_DAYS must be a whole number of days from 1 to ${LONGEST_RETENTION_DAYS}; it is "${days.slice(0, 20)}".`,
    );
  return always({ url, retentionDays }, problems);
}

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
