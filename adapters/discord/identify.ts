import { SimpleIdentifyThrottler } from "discord.js";
import type { IIdentifyThrottler } from "discord.js";
import { z } from "zod";

import type { Clock, Log } from "../../src/index.ts";

/** How many sessions may still be begun today, as `GET /gateway/bot` tells. */
export const SessionLimit = z.object({
  total: z.number(),
  remaining: z.number(),
  /** Milliseconds until all of them are there again. */
  reset_after: z.number(),
  max_concurrency: z.number().default(1),
});
export type SessionLimit = z.infer<typeof SessionLimit>;

/** From this share of the day's sessions on, the rest is spread over what is left of the day. */
const SCARCE = 0.2;

/**
 * How long to wait before another session is begun, in milliseconds. Over its limit Discord takes
 * the token away (https://docs.discord.com/developers/events/gateway), and a process that crashes
 * and is started again begins one each time; the number of them is the only memory that it has.
 */
export function pauseBefore({ total, remaining, reset_after: reset }: SessionLimit): number {
  if (remaining > total * SCARCE) return 0;
  return remaining <= 1 ? reset : Math.ceil(reset / remaining);
}

type Needs = { readonly limit: SessionLimit; readonly clock: Clock; readonly log: Log };

/** Lets sessions begin as Discord wants them to: so many at a time, and never more than the day has. */
export function createIdentifyThrottler({ limit, clock, log }: Needs): IIdentifyThrottler {
  const atOnce = new SimpleIdentifyThrottler(limit.max_concurrency);
  const resetAt = clock.now() + limit.reset_after;
  let begun = 0;
  return {
    waitForIdentify: async (shard, signal) => {
      const left = resetAt - clock.now();
      const remaining = left <= 0 ? limit.total : limit.remaining - begun;
      const pause = pauseBefore({ ...limit, remaining, reset_after: Math.max(0, left) });
      begun += 1;
      if (pause > 0) {
        log({
          level: "warn",
          message: `Discord lets only ${Math.max(0, remaining)} more connections begin today, so the next one waits ${Math.ceil(pause / 1000)} s. Something ends this process, or the connection, again and again.`,
        });
        await new Promise<void>((resolve, reject) => {
          const cancel = clock.after(pause, resolve);
          signal.addEventListener("abort", () => {
            cancel();
            reject(signal.reason as Error);
          });
        });
      }
      await atOnce.waitForIdentify(shard, signal);
    },
  };
}
