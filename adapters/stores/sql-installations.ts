import type { Installation, Store, Workspace } from "../../src/index.ts";
import type { Database } from "./database.ts";

const PUT = `INSERT INTO tuning_fork_installations (platform, workspace, sealed, installed_at)
  VALUES ($1, $2, $3, $4)
  ON CONFLICT (platform, workspace) DO UPDATE
  SET sealed = excluded.sealed, installed_at = excluded.installed_at, kept_until = NULL`;

const BELONGS = `INSERT INTO tuning_fork_installations (platform, workspace, organisation, installed_at)
  VALUES ($1, $2, $3, $4)
  ON CONFLICT (platform, workspace) DO UPDATE
  SET organisation = excluded.organisation, installed_at = excluded.installed_at, kept_until = NULL`;

const OF = `SELECT own.workspace, own.sealed, theirs.workspace AS organisation, theirs.sealed AS lent
  FROM tuning_fork_installations own LEFT JOIN tuning_fork_installations theirs
    ON theirs.platform = own.platform AND theirs.workspace = own.organisation
  WHERE own.platform = $1 AND own.workspace = $2`;

const REPLACE = `UPDATE tuning_fork_installations SET sealed = $4
  WHERE platform = $1 AND workspace = $2 AND sealed = $3`;

const ALL = `SELECT workspace, sealed FROM tuning_fork_installations
  WHERE platform = $1 AND workspace > $2 AND sealed IS NOT NULL ORDER BY workspace LIMIT $3`;

const END = `INSERT INTO tuning_fork_installations AS held (platform, workspace, installed_at, kept_until)
  VALUES ($1, $2, $3, $4)
  ON CONFLICT (platform, workspace) DO UPDATE
  SET sealed = NULL, organisation = NULL, kept_until = excluded.kept_until
  WHERE held.installed_at <= excluded.installed_at`;

const GOES_ON = `DELETE FROM tuning_fork_installations
  WHERE platform = $1 AND workspace = $2 AND kept_until IS NOT NULL`;

// An organisation goes last, since nothing else knows which workspaces it has opened.
const OVER = `SELECT own.platform, own.workspace FROM tuning_fork_installations own
    LEFT JOIN tuning_fork_installations theirs
    ON theirs.platform = own.platform AND theirs.workspace = own.organisation
  WHERE own.sealed IS NULL AND (own.kept_until < $1 OR theirs.kept_until < $1)
  ORDER BY CASE WHEN own.organisation IS NULL THEN 1 ELSE 0 END, own.platform, own.workspace LIMIT $2`;

const REMOVE = `DELETE FROM tuning_fork_installations AS own
  WHERE platform = $1 AND workspace = $2 AND sealed IS NULL
    AND (kept_until < $3 OR EXISTS (SELECT 1 FROM tuning_fork_installations theirs
      WHERE theirs.platform = own.platform AND theirs.workspace = own.organisation
        AND theirs.kept_until < $3))`;

const installation = (holder: unknown, sealed: unknown): readonly Installation[] =>
  typeof sealed === "string" ? [{ holder: String(holder), sealed }] : [];

/** Where the bot is installed, in a database of either kind. */
export function createSqlInstallations(query: Database["query"]) {
  const kept: Store["installations"] = {
    put: async ({ platform, workspace }, sealed, at) => {
      await query(PUT, [platform, workspace, sealed, at]);
    },
    belongs: async ({ platform, workspace }, organisation, at) => {
      await query(BELONGS, [platform, workspace, organisation, at]);
    },
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
    end: async ({ platform, workspace }, at, keptUntil) => {
      await query(END, [platform, workspace, at, keptUntil]);
    },
    goesOn: async ({ platform, workspace }) => {
      await query(GOES_ON, [platform, workspace]);
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
    /** Removes one of them, unless the bot came back meanwhile; gives how many rows that were. */
    remove: async ({ platform, workspace }: Workspace, keptBefore: number): Promise<number> =>
      (await query(REMOVE, [platform, workspace, keptBefore])).changes,
  };
}
