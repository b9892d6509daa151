import type { Bot, Log, Store } from "../ports.ts";

/** What is stored of a workspace is kept so long after it took the bot away: who did that by mistake finds it again. */
const KEPT_DAYS = 7;
const DAY = 24 * 60 * 60 * 1000;

type Needs = { readonly store: Store; readonly log: Log };

/** Notes that a workspace took the bot away, and tells whoever runs it. */
export const createLeaving =
  ({ store, log }: Needs): Bot["left"] =>
  async (workspace, at) => {
    if (!(await store.installations.end(workspace, at, at + KEPT_DAYS * DAY))) return;
    log({
      level: "warn",
      message: `${workspace.workspace} on ${workspace.platform} has taken the bot away; nothing more is posted there. What is stored of it is deleted after ${KEPT_DAYS} days unless the bot is back by then, or at once by “tuning-fork forget”.`,
    });
  };
