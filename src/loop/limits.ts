import type { ConversationKey, Incoming, PersonDid } from "../chat/incoming.ts";
import type { Allowance, Clock, Store } from "../ports.ts";
import { nameOf } from "./reference.ts";
import type { LoopSettings } from "./settings.ts";

/** Somebody who does too much is told so no more often than this. */
const TOLD: Allowance = { most: 1, every: 60_000 };
/** What lasts until they have done something about it need not be said as often. */
const TOLD_OF_OPEN: Allowance = { most: 1, every: 10 * 60_000 };

/**
 * So much is taken from the store at once and used up here, so that it is not asked for every event.
 * What is left is forgotten after a while: it may be another process that hears of them next.
 */
const PERSON_LOT = 10;
const WORKSPACE_LOT = 100;
const LOT_LASTS = 60_000;

/** Lots, and verdicts, that are remembered at most. */
const MOST_REMEMBERED = 10_000;

type Lot = { left: number; readonly until: number };

/** Whether an event is within what its person and workspace may do, and if not, whether they are to be told. */
export type Verdict = "allowed" | "tell" | "leave";

export type Limits = {
  readonly judge: (incoming: Incoming) => Promise<Verdict>;
  /** Whether somebody may begin another decision, or has too many open. */
  readonly mayBegin: (incoming: Incoming) => Promise<Verdict>;
  /** Whether another decision may be begun in a workspace, or too many are open there. */
  readonly mayBeginHere: (incoming: Incoming) => Promise<Verdict>;
  /** Told when what was begun in a conversation is stored, or is not going to be. */
  readonly settled: (conversation: ConversationKey) => void;
};

/** Decisions that one person may have open: each costs others' attention, too. */
export const MOST_OPEN = 50;
/**
 * Decisions that may be open in one workspace: more than the largest have people who decide at once,
 * some 70 MB of the store, and only reached by 400 people who have all of theirs open.
 */
export const MOST_OPEN_HERE = 20_000;
/** Where there are so many they are not counted again for so long, whoever asks. */
const FULL_LASTS = 1000;

type Needs = {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: Pick<LoopSettings, "personMay" | "workspaceMay">;
};

function remember<T>(map: Map<string, T>, name: string, value: T): void {
  map.delete(name);
  map.set(name, value);
  if (map.size <= MOST_REMEMBERED) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}

/** Keeps people and workspaces from using up what is there for all of them. */
export function createLimits({ store, clock, settings }: Needs): Limits {
  const lots = new Map<string, Lot>();
  /** Lots on their way. One at a time: those taken side by side would use up what nobody needs. */
  const takings = new Map<string, Promise<number>>();
  /** An event is handled again when somebody else was faster; it is judged, and costs, once. */
  const verdicts = new Map<string, Verdict>();
  /** Workspaces without room for another decision. */
  const fullUntil = new Map<string, number>();
  /** Who begins a decision in which conversation just now: it counts before the store knows of it. */
  const beginning = new Map<string, string>();

  function hasLeft(name: string): boolean {
    const lot = lots.get(name);
    if (lot === undefined || lot.until <= clock.now() || lot.left === 0) return false;
    lot.left -= 1;
    return true;
  }

  /** @param howMany how many the next lot holds */
  async function useOne(name: string, howMany: (at: number) => Promise<number>): Promise<boolean> {
    const takeLot = async (): Promise<number> => {
      const at = clock.now();
      const taken = await howMany(at);
      if (taken > 0) remember(lots, name, { left: taken, until: at + LOT_LASTS });
      return taken;
    };
    for (;;) {
      if (hasLeft(name)) return true;
      let taking = takings.get(name);
      if (taking === undefined) {
        taking = takeLot().finally(() => takings.delete(name));
        takings.set(name, taking);
      }
      if ((await taking) === 0) return false;
    }
  }

  async function use(
    { platform, workspace }: Incoming["conversation"],
    holder: string,
    allowance: Allowance,
    amount: number,
  ): Promise<boolean> {
    return useOne(JSON.stringify([platform, workspace, holder]), async (at) => {
      const take = (of: number): Promise<boolean> =>
        store.allowances.take({ platform, workspace, holder, at, amount: of }, allowance);
      // The last of it is had one by one.
      return (await take(amount)) ? amount : (await take(1)) ? 1 : 0;
    });
  }

  /** Whether they are to be told: not again for a while, whichever replica told them. */
  async function refuse({ conversation, from }: PersonDid, told: Allowance, what: string) {
    const { platform, workspace } = conversation;
    const holder = `told ${what}${from.id}`;
    const taking = { platform, workspace, holder, amount: 1, at: clock.now() };
    return (await store.allowances.take(taking, told)) ? "tell" : "leave";
  }

  async function once(
    incoming: Incoming,
    what: string,
    judge: (did: PersonDid) => Promise<Verdict>,
  ): Promise<Verdict> {
    if (incoming.kind === "trouble") return "allowed";
    const name = `${what}${nameOf(incoming.conversation)}${incoming.event}`;
    const known = verdicts.get(name);
    if (known !== undefined) return known;
    const verdict = await judge(incoming);
    remember(verdicts, name, verdict);
    return verdict;
  }

  return {
    judge: (incoming) =>
      once(incoming, "", async (did) => {
        const { conversation, from } = did;
        const isAllowed =
          (await use(conversation, from.id, settings.personMay, PERSON_LOT)) &&
          (await use(conversation, "", settings.workspaceMay, WORKSPACE_LOT));
        return isAllowed ? "allowed" : refuse(did, TOLD, "");
      }),
    mayBegin: (incoming) =>
      once(incoming, "begin", async (did) => {
        const { platform, workspace } = did.conversation;
        const person = did.from.id;
        const who = JSON.stringify([platform, workspace, person]);
        const name = nameOf(did.conversation);
        beginning.set(name, who);
        const begun = [...beginning].filter(([, one]) => one === who).map(([of]) => of);
        const open = await store.conversations.open({ platform, workspace, person }, MOST_OPEN);
        const stored = open.map((thread) => nameOf({ platform, workspace, thread }));
        if (new Set([...begun, ...stored]).size <= MOST_OPEN) return "allowed";
        beginning.delete(name);
        return refuse(did, TOLD_OF_OPEN, "of open ");
      }),
    mayBeginHere: (incoming) =>
      once(incoming, "begin here", async (did) => {
        const { platform, workspace } = did.conversation;
        const name = JSON.stringify([platform, workspace, "", "open"]);
        const hasRoom = await useOne(name, async (at) => {
          if ((fullUntil.get(name) ?? at) > at) return 0;
          const open = await store.conversations.countOpen({ platform, workspace }, MOST_OPEN_HERE);
          if (open >= MOST_OPEN_HERE) remember(fullUntil, name, at + FULL_LASTS);
          return Math.min(WORKSPACE_LOT, MOST_OPEN_HERE - open);
        });
        return hasRoom ? "allowed" : refuse(did, TOLD_OF_OPEN, "of open here ");
      }),
    settled: (conversation) => void beginning.delete(nameOf(conversation)),
  };
}
