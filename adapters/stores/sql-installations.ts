import type { Installation, Store, Workspace } from "../../src/index.ts";
import type { Database } from "./database.ts";

const PUT = `INSERT INTO tuning_fork_installations (platform, workspace, sealed, state_since)
  VALUES ($1, $2, $3, $4)
  ON CONFLICT (platform, workspace) DO UPDATE
  SET sealed = excluded.sealed, state_since = excluded.state_since, kept_until = NULL`;

const BELONGS = `INSERT INTO tuning_fork_installations AS held
    (platform, workspace, organisation, state_since)
  VALUES ($1, $2, $3, $4)
  ON CONFLICT (platform, workspace) DO UPDATE
  SET organisation = excluded.organisation, state_since = excluded.state_since, kept_until = NULL
  WHERE held.state_since <= excluded.state_since`;

const WITH_ORGANISATION = `tuning_fork_installations own LEFT JOIN tuning_fork_installations theirs
    ON theirs.platform = own.platform AND theirs.workspace = own.organisation`;

const OF = `SELECT own.workspace, own.sealed, theirs.workspace AS organisation, theirs.sealed AS lent
  FROM ${WITH_ORGANISATION}
  WHERE own.platform = $1 AND own.workspace = $2`;

const REPLACE = `UPDATE tuning_fork_installations SET sealed = $4
  WHERE platform = $1 AND workspace = $2 AND sealed = $3`;

const ALL = `SELECT workspace, sealed FROM tuning_fork_installations
  WHERE platform = $1 AND workspace > $2 AND sealed IS NOT NULL ORDER BY workspace LIMIT $3`;

const END = `INSERT INTO tuning_fork_installations AS held
    (platform, workspace, state_since, kept_until)
  VALUES ($1, $2, $3, $4)
  ON CONFLICT (platform, workspace) DO UPDATE
  SET sealed = NULL, organisation = NULL, state_since = excluded.state_since,
    kept_until = excluded.kept_until
  WHERE held.state_since <= excluded.state_since AND held.kept_until IS NULL`;

const PRESENT = `INSERT INTO tuning_fork_installations (platform, workspace, state_since)
  VALUES ($1, $2, $3)
  ON CONFLICT (platform, workspace) DO UPDATE
  SET state_since = excluded.state_since, kept_until = NULL`;

// An organisation goes last, since nothing else knows which workspaces it has opened.
const OVER = `SELECT own.platform, own.workspace FROM ${WITH_ORGANISATION}
  WHERE own.sealed IS NULL AND (own.kept_until < $1 OR theirs.kept_until < $1)
  ORDER BY CASE WHEN own.organisation IS NULL THEN 1 ELSE 0 END, own.platform, own.workspace LIMIT $2`;

/** Whether the workspace $2 of the platform $1 is kept no longer at $3: the bot may have come back meanwhile. */
export const IS_OVER = `EXISTS (SELECT 1 FROM ${WITH_ORGANISATION}
  WHERE own.platform = $1 AND own.workspace = $2 AND own.sealed IS NULL
    AND (own.kept_until < $3 OR theirs.kept_until < $3))`;

/** Holds a workspace that is over as it is, until the transaction ends: who installs it meanwhile waits. */
export const HOLD = `UPDATE tuning_fork_installations SET kept_until = kept_until
  WHERE platform = $1 AND workspace = $2 AND ${IS_OVER}`;

export const REMOVE = `DELETE FROM tuning_fork_installations
  WHERE platform = $1 AND workspace = $2 AND ${IS_OVER}`;

const installation = (holder: unknown, sealed: unknown): readonly Installation[] =>
  typeof sealed === "string" ? [{ holder: String(holder), sealed }] : [];

/** Where the bot is installed, in a database of either kind. */
export function createSqlInstallations(query: Database["query"]) {
  const kept: Store["installations"] = {
    put: async ({ platform, workspace }, sealed, at) => {
      await query(PUT, [platform, workspace, sealed, at]);
    },
    belongs: async ({ platform, workspace }, organisation, at) =>
      (await query(BELONGS, [platform, workspace, organisation, at])).changes > 0,
    of: async ({ platform, workspace }) => {
      const [row] = (await query(OF, [platform, workspace])).rows;
      if (row === undefined) return undefined;
      const { workspace: own, sealed, organisation, lent } = row;
      return [...installation(own, sealed), ...installation(organisation, lent)][0];
    },
    replace: async ({ platform, workspace }, before, after) =>
      (await query(REPLACE, [platform, workspace, before, after])).changes > 0,
    all: async (platform, after, limit) =>
      (await query(ALL, [platform, after, limit])).rows.flatMap(({ workspace, sealed }) =>
        installation(workspace, sealed),
      ),
    end: async ({ platform, workspace }, at, keptUntil) =>
      (await query(END, [platform, workspace, at, keptUntil])).changes > 0,
    present: async ({ platform, workspace }, at) => {
      await query(PRESENT, [platform, workspace, at]);
    },
  };
  return {
    kept,
    /** Workspaces that are kept no longer. */
    over: async (keptBefore: number, limit: number): Promise<readonly Workspace[]> =>
      (await query(OVER, [keptBefore, limit])).rows.map(({ platform, workspace }) => ({
        platform: String(platform),
        workspace: String(workspace),
      })),
  };
}
