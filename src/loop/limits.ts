import type { Incoming } from "../chat/incoming.ts";
import { isOpenFor } from "../dialogue/outside.ts";
import type { Allowance, Clock, Store } from "../ports.ts";
import type { LoopSettings } from "./settings.ts";

/** Somebody who does too much is told so no more often than this. */
const TOLD: Allowance = { most: 1, every: 60_000 };

/**
 * So much is taken from the store at once and used up here, so that it is not asked for every event.
 * What is left is forgotten after a while: it may be another process that hears of them next.
 */
const PERSON_LOT = 10;
const WORKSPACE_LOT = 100;
const LOT_LASTS = 60_000;

/** Lots that are remembered at most. */
const MOST_LOTS = 10_000;

type Lot = { left: number; readonly until: number };

/** Whether an event is within what its person and workspace may do, and if not, whether they are to be told. */
type Verdict = "allowed" | "tell" | "leave";

export type Limits = {
  readonly judge: (incoming: Incoming) => Promise<Verdict>;
  /** Whether somebody has so many decisions open that they may begin no more. */
  readonly hasTooManyOpen: (incoming: Incoming) => Promise<boolean>;
};

/** Decisions that one person may have open: each costs others' attention, too. */
export const MOST_OPEN = 50;
/** So many of the conversations in which somebody took part last are looked at. */
const LOOKED_AT = 200;

type Needs = {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: Pick<LoopSettings, "personMay" | "workspaceMay">;
};

/** Keeps people and workspaces from using up what is there for all of them. */
export function createLimits({ store, clock, settings }: Needs): Limits {
  const lots = new Map<string, Lot>();

  async function use(
    { platform, workspace }: Incoming["conversation"],
    holder: string,
    allowance: Allowance,
    amount: number,
  ): Promise<boolean> {
    const now = clock.now();
    const name = JSON.stringify([platform, workspace, holder]);
    const lot = lots.get(name);
    if (lot !== undefined && lot.until > now && lot.left > 0) {
      lot.left -= 1;
      return true;
    }
    const take = (of: number): Promise<boolean> =>
      store.allowances.take({ platform, workspace, holder, at: now, amount: of }, allowance);
    // The last of it is had one by one.
    const taken = (await take(amount)) ? amount : (await take(1)) ? 1 : 0;
    if (taken === 0) return false;
    lots.delete(name);
    lots.set(name, { left: taken - 1, until: now + LOT_LASTS });
    if (lots.size > MOST_LOTS) {
      const [oldest] = lots.keys();
      if (oldest !== undefined) lots.delete(oldest);
    }
    return true;
  }

  return {
    judge: async (incoming) => {
      if (incoming.kind === "trouble") return "allowed";
      const { conversation, from } = incoming;
      const isAllowed =
        (await use(conversation, from.id, settings.personMay, PERSON_LOT)) &&
        (await use(conversation, "", settings.workspaceMay, WORKSPACE_LOT));
      if (isAllowed) return "allowed";
      const { platform, workspace } = conversation;
      const holder = `told ${from.id}`;
      const taking = { platform, workspace, holder, amount: 1, at: clock.now() };
      return (await store.allowances.take(taking, TOLD)) ? "tell" : "leave";
    },
    hasTooManyOpen: async (incoming) => {
      if (incoming.kind === "trouble") return false;
      const { conversation, from } = incoming;
      const recent = await store.conversations.recent(
        { ...conversation, person: from.id },
        LOOKED_AT,
      );
      return recent.filter(({ data }) => isOpenFor(data, from.id)).length >= MOST_OPEN;
    },
  };
}
