import type { Allowance } from "../ports.ts";

/** How the loop works; times in milliseconds. */
export type LoopSettings = {
  /** Conversations whose events are handled at the same time. */
  readonly turnsAtOnce: number;
  /** Replies on their way to one platform at the same time, those that wait for their turn in a channel included. */
  readonly deliveriesAtOnce: number;
  /** How long a platform has for one delivery. */
  readonly deliveryTime: number;
  /**
   * How long a claim holds. What it exceeds `deliveryTime` by must cover a request that is still on
   * its way when the time is over, and how far the clocks of two replicas are apart.
   */
  readonly claimTime: number;
  /** How often somebody looks for what is left: by other replicas, or after the store was away. */
  readonly pollEvery: number;
  /** How long the replica that took an event in has it for itself. */
  readonly leftAfter: number;
  /** Deliveries of one reply that are tried at most. */
  readonly mostAttempts: number;
  /** The pause after the first failed delivery; each further one is twice as long. */
  readonly firstPause: number;
  readonly longestPause: number;
  /** Unhandled events and undelivered replies of a platform from which on it takes no more in. */
  readonly mostBacklog: number;
  readonly retentionDays: number;
  /** What one person may do: far more than people do who decide something, and far less than a script. */
  readonly personMay: Allowance;
  /** What all of a workspace may do together: half of what one store takes in, so that others have the rest. */
  readonly workspaceMay: Allowance;
};

/** With these attempts and pauses a platform may be away for some three hours. */
export const DEFAULT_SETTINGS: LoopSettings = {
  turnsAtOnce: 32,
  deliveriesAtOnce: 256,
  deliveryTime: 12_000,
  claimTime: 30_000,
  pollEvery: 1000,
  leftAfter: 5000,
  mostAttempts: 20,
  firstPause: 1000,
  longestPause: 15 * 60_000,
  mostBacklog: 10_000,
  retentionDays: 180,
  personMay: { most: 120, every: 1000 },
  workspaceMay: { most: 20_000, every: 2 },
};

const DAY = 24 * 60 * 60 * 1000;

/** Finished events and replies are kept this long, in days, to recognise what comes again. */
const FINISHED_DAYS = 30;

/** How many rows of each kind one step of the clean-up deletes at most. */
const EXPIRE_AT_ONCE = 500;

/** What the clean-up may delete now. */
export const expiredAt = (now: number, { retentionDays }: LoopSettings) => ({
  conversationsBefore: now - retentionDays * DAY,
  finishedBefore: now - Math.min(FINISHED_DAYS, retentionDays) * DAY,
  fullBefore: now,
  keptBefore: now,
  limit: EXPIRE_AT_ONCE,
});
