import type { Trouble } from "../chat/incoming.ts";
import type { Claim, Delivery, Outcome, Platform } from "../ports.ts";
import type { LoopNeeds } from "./needs.ts";
import { referenceFor } from "./reference.ts";
import type { ReplyTimes } from "./reply-times.ts";
import type { LoopSettings } from "./settings.ts";

type Needs = LoopNeeds & {
  readonly platform: Platform;
  readonly replica: string;
  /** Takes an event in: that a reply could not be posted, so that the people are told. */
  readonly takeIn: (trouble: Trouble) => Promise<void>;
  readonly replyTimes: ReplyTimes;
};

export type Deliveries = {
  /** There may be something to deliver. */
  readonly wake: () => void;
  /** Begins nothing more. */
  readonly stop: () => void;
};

/** The pause before a reply is tried again, in milliseconds, after so many attempts. */
const pauseAfter = (
  attempts: number,
  { firstPause, longestPause }: Pick<LoopSettings, "firstPause" | "longestPause">,
): number => Math.min(longestPause, firstPause * 2 ** (attempts - 1));

/**
 * Brings the replies of one platform to it: those of one conversation in order, those of many side
 * by side, and each claimed first, so that no other replica brings it, too.
 */
export function createDeliveries(needs: Needs): Deliveries {
  const { platform, replica, store, clock, log, meter, settings, health, underWay, takeIn } = needs;
  const { replyTimes } = needs;
  let onTheirWay = 0;
  let claiming = false;
  let wanted = false;
  let stopped = false;

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => void clock.after(milliseconds, resolve));

  async function ask(delivery: Delivery): Promise<Outcome> {
    try {
      return await platform.deliver(delivery);
    } catch (cause) {
      // Its own words may hold those of the reply.
      const kind = cause instanceof Error ? cause.name : typeof cause;
      return { kind: "later", why: `it could not be brought (${kind})` };
    }
  }

  /** What the platform says; undefined when it says nothing in time. */
  async function askInTime(claim: Claim): Promise<Outcome | undefined> {
    const deadline = clock.now() + settings.deliveryTime;
    return new Promise((resolve) => {
      const cancel = clock.after(settings.deliveryTime, () => resolve(undefined));
      const answer = async (): Promise<void> => {
        const outcome = await ask({ ...claim, deadline });
        cancel();
        resolve(outcome);
      };
      void answer();
    });
  }

  /** Stores what became of a delivery, trying for as long as the claim holds. */
  async function keepTrying(until: number, work: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        health.failed(error);
        const wait = pauseAfter(attempt, settings);
        // Whoever claims it next learns from the platform that it is there.
        if (clock.now() + wait >= until) return;
        await pause(wait);
      }
    }
  }

  function count(result: "delivered" | "later" | "given up" | "unanswered"): void {
    meter({ kind: "delivered", platform: platform.name, result });
  }

  async function giveUp(claim: Claim, why: string): Promise<void> {
    count("given up");
    const { conversation, position, reply } = claim;
    const reference = referenceFor(conversation, position);
    if (reply.purpose === "erasure") {
      // What the platform does not let go of is no reason to keep what is ours to forget.
      await forget(claim);
      return log({
        level: "error",
        message: `Not all messages of a deleted conversation could be taken away on ${platform.name}: ${why}`,
        reference,
      });
    }
    const trouble: Trouble = {
      kind: "trouble",
      what: "undelivered",
      event: `undelivered:${position}`,
      conversation,
      at: clock.instant(),
      reference,
    };
    // First the word about it: the other way round, a crash in between would leave it unsaid.
    if (reply.purpose !== "notice") await takeIn(trouble);
    await store.outbox.giveUp(claim, why, clock.now());
    log({
      level: "error",
      message: `A reply could not be posted on ${platform.name} (attempt ${claim.attempt}) and is given up: ${why}`,
      reference,
    });
  }

  /** What was taken away from the people is taken away from the store, this reply included. */
  async function forget({ conversation }: Claim): Promise<void> {
    await store.retention.forget(conversation);
  }

  async function bring(claim: Claim, until: number): Promise<void> {
    // Counted when it is claimed, so that one that ends the process every time is given up, too.
    if (claim.attempt > settings.mostAttempts)
      return keepTrying(until, () => giveUp(claim, "the platform did not answer"));
    // This process was held up for so long that the claim could end while the platform is asked.
    if (clock.now() + settings.deliveryTime > until) return;
    const outcome = await askInTime(claim);
    // It may still arrive, so it is not tried again before the claim ends.
    if (outcome === undefined) return count("unanswered");
    if (outcome.kind === "delivered") {
      count("delivered");
      replyTimes.delivered(claim, clock.now());
    }
    return keepTrying(until, async () => {
      switch (outcome.kind) {
        case "delivered":
          return claim.reply.purpose === "erasure"
            ? forget(claim)
            : store.deliveries.mark(claim, outcome.message, clock.now());
        case "later": {
          if (claim.attempt >= settings.mostAttempts) return giveUp(claim, outcome.why);
          count("later");
          const due = outcome.due ?? clock.now() + pauseAfter(claim.attempt, settings);
          return store.outbox.postpone(claim, replica, due);
        }
        case "never":
          return giveUp(claim, outcome.why);
      }
    });
  }

  async function claimAndBring(): Promise<void> {
    claiming = true;
    try {
      do {
        wanted = false;
        const limit = settings.deliveriesAtOnce - onTheirWay;
        // The next one that ends asks again.
        if (limit <= 0 || stopped) return;
        const now = clock.now();
        const until = now + settings.claimTime;
        const claims = await store.outbox.claim({
          platform: platform.name,
          replica,
          now,
          until,
          limit,
        });
        for (const claimed of claims) {
          onTheirWay += 1;
          underWay.add(bringAndGoOn(claimed, until));
        }
      } while (wanted);
    } catch (error) {
      health.failed(error);
    } finally {
      claiming = false;
    }
  }

  function wake(): void {
    wanted = true;
    if (!claiming && !stopped) underWay.add(claimAndBring());
  }

  async function bringAndGoOn(claim: Claim, until: number): Promise<void> {
    await bring(claim, until);
    onTheirWay -= 1;
    wake();
  }

  return { wake, stop: () => void (stopped = true) };
}
