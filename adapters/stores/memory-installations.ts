import type { Installation, Kept, Store, Workspace } from "../../src/index.ts";

type Row = Workspace & {
  readonly stateSince: number;
  readonly organisation?: string;
  readonly sealed?: string;
  readonly keptUntil?: number;
};

const idOf = ({ platform, workspace }: Workspace): string => JSON.stringify([platform, workspace]);

/** Where the bot is installed, for as long as the process lives. */
export function createMemoryInstallations() {
  const rows = new Map<string, Row>();

  /** What is there of a workspace that has the bot again. */
  const there = ({ platform, workspace }: Workspace): Omit<Row, "stateSince"> => {
    const { keptUntil: _, ...row } = rows.get(idOf({ platform, workspace })) ?? {};
    return { ...row, platform, workspace };
  };
  const organisationOf = ({ platform, organisation }: Row): Row | undefined =>
    organisation === undefined ? undefined : rows.get(idOf({ platform, workspace: organisation }));
  const isNewer = (of: Workspace, at: number): boolean =>
    (rows.get(idOf(of))?.stateSince ?? at) > at;
  const installation = (row: Row | undefined): Installation | undefined =>
    row?.sealed === undefined ? undefined : { holder: row.workspace, sealed: row.sealed };
  const isOver = (row: Row | undefined, keptBefore: number): boolean =>
    row?.keptUntil !== undefined && row.keptUntil < keptBefore;

  const kept: Store["installations"] = {
    put: async (of, sealed, at) => {
      rows.set(idOf(of), { ...there(of), sealed, stateSince: at });
    },
    belongs: async (of, organisation, at) => {
      if (isNewer(of, at)) return false;
      rows.set(idOf(of), { ...there(of), organisation, stateSince: at });
      return true;
    },
    of: async (workspace) => {
      const row = rows.get(idOf(workspace));
      return row === undefined
        ? undefined
        : (installation(row) ?? installation(organisationOf(row)));
    },
    replace: async (of, before, after) => {
      const row = rows.get(idOf(of));
      if (row?.sealed !== before) return false;
      rows.set(idOf(of), { ...row, sealed: after });
      return true;
    },
    all: async (platform, after, limit) =>
      [...rows.values()]
        .filter((row) => row.platform === platform && row.workspace > after)
        .toSorted((one, another) => (one.workspace < another.workspace ? -1 : 1))
        .flatMap((row) => installation(row) ?? [])
        .slice(0, limit),
    end: async (of, at, keptUntil) => {
      if (isNewer(of, at) || rows.get(idOf(of))?.keptUntil !== undefined) return false;
      const { platform, workspace } = of;
      rows.set(idOf(of), { platform, workspace, stateSince: at, keptUntil });
      return true;
    },
    present: async (of, at) => {
      rows.set(idOf(of), { ...there(of), stateSince: at });
    },
  };
  return {
    kept,
    /** All that stands there, without what opens it. */
    rows: (): readonly Kept[] =>
      [...rows.values()].map(({ platform, workspace, organisation, stateSince, keptUntil }) => ({
        table: "tuning_fork_installations",
        row: {
          platform,
          workspace,
          organisation: organisation ?? null,
          state_since: stateSince,
          kept_until: keptUntil ?? null,
        },
      })),
    /** Takes out the workspaces that are kept no longer, and gives them. */
    over: (keptBefore: number, limit: number): readonly Workspace[] => {
      const over = [...rows.values()]
        .filter(
          (row) =>
            row.sealed === undefined &&
            (isOver(row, keptBefore) || isOver(organisationOf(row), keptBefore)),
        )
        .toSorted(
          (one, another) =>
            Number(one.organisation === undefined) - Number(another.organisation === undefined) ||
            (idOf(one) < idOf(another) ? -1 : 1),
        )
        .slice(0, limit);
      for (const row of over) rows.delete(idOf(row));
      return over;
    },
  };
}
