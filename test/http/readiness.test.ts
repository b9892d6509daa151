import { expect, test } from "vitest";

import { createMemoryStore } from "../../adapters/stores/memory.ts";
import { troublesOf } from "../../composition/readiness.ts";
import { createBot } from "../../src/index.ts";
import type { Store } from "../../src/index.ts";
import { createManualClock } from "../loop/manual-clock.ts";

type Has = Store["conversations"]["has"];
const never = () => new Promise<never>(() => undefined);

/** What a process says of itself two seconds after it was asked. */
async function asked(isConnected: boolean, has: Has): Promise<readonly string[]> {
  const clock = createManualClock();
  const memory = createMemoryStore();
  const store = { ...memory, conversations: { ...memory.conversations, has } };
  const bot = createBot({
    store,
    platforms: [],
    clock,
    log: () => undefined,
    replica: "one",
  });
  const connected = [
    {
      where: "on Slack",
      start: async () => undefined,
      stop: async () => undefined,
      isConnected: () => isConnected,
    },
  ];
  const troubles = troublesOf({ bot, store, clock, connected });
  await clock.advance(2000);
  return troubles;
}

const NOT_THERE = "Not yet, or no longer, on Slack.";
const NO_ANSWER = "The store does not answer.";

test.each<[string, boolean, Has, readonly string[]]>([
  ["connected, with a store that answers", true, async () => false, []],
  ["not connected yet", false, async () => false, [NOT_THERE]],
  ["with a store that never answers", true, never, [NO_ANSWER]],
  [
    "with neither",
    false,
    async () => {
      throw new Error("postgres://user:password@host is away");
    },
    [NOT_THERE, NO_ANSWER],
  ],
])("%s, it says why it cannot work: %#", async (_name, isConnected, has, troubles) => {
  expect(await asked(isConnected, has)).toEqual(troubles);
});
