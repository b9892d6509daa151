import type { Handled } from "../../src/index.ts";

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;
export type Result = { readonly rows: readonly Row[]; readonly changes: number };

/** A database, as far as its kinds are alike. Parameters are written $1, $2 and so on. */
export type Database = {
  /** Runs one statement as a transaction of its own. */
  readonly query: (sql: string, values: readonly Value[]) => Promise<Result>;
  /** Runs statements as one transaction, with the same parameters each. */
  readonly together: (
    statements: readonly string[],
    values: readonly Value[],
  ) => Promise<readonly Result[]>;
  readonly commit: (handled: Handled) => Promise<boolean>;
  /** What keeps two replicas from claiming the same rows, where there can be two. */
  readonly skipLocked: "" | "FOR UPDATE SKIP LOCKED";
  /** Wipes what deleted rows leave behind. */
  readonly wipe: () => Promise<void>;
  readonly close: () => Promise<void>;
};
