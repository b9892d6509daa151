import type { Clock } from "../../src/index.ts";
import type { Access } from "./access.ts";

/** Names that are remembered at most. */
const MOST_NAMES = 10_000;

/** How long somebody may be looked up before the event is taken in without it. */
const PROFILE_TIMEOUT = 1000;

type Someone = { readonly workspace: string; readonly user: string };

export type People = {
  /** What somebody is called where they are; "somebody" when Slack does not say so soon enough. */
  readonly nameOf: (someone: Someone, access: Access) => Promise<string>;
  /** Whether somebody may manage what others began. */
  readonly mayManage: (user: string, access: Access) => Promise<boolean>;
};

/** The people of all workspaces. */
export function createPeople(clock: Clock): People {
  const names = new Map<string, string>();

  /** What Slack knows of somebody; undefined when it does not say so soon enough. */
  async function profileOf(user: string, { client }: Access) {
    let callOff: (() => void) | undefined;
    const late = new Promise<undefined>((resolve) => {
      callOff = clock.after(PROFILE_TIMEOUT, () => resolve(undefined));
    });
    const asked = client.users.info({ user }).then(
      ({ user: found }) => found,
      () => undefined,
    );
    const profile = await Promise.race([asked, late]);
    callOff?.();
    return profile;
  }

  return {
    nameOf: async ({ workspace, user }, access) => {
      const key = `${workspace}/${user}`;
      const known = names.get(key);
      if (known !== undefined) return known;
      const profile = await profileOf(user, access);
      const found = profile?.profile?.display_name || profile?.real_name || profile?.name;
      if (found === undefined) return "somebody";
      if (names.size >= MOST_NAMES) names.clear();
      names.set(key, found);
      return found;
    },
    mayManage: async (user, access) => {
      const profile = await profileOf(user, access);
      return profile?.is_admin === true || profile?.is_owner === true;
    },
  };
}
