import { describe, expect, test } from "vitest";

import { createMemoryStore } from "../adapters/stores/memory.ts";
import { createBot } from "../src/index.ts";
import type { ConversationStore, Incoming } from "../src/index.ts";

const mention = (
  event: string,
  text: string,
  kind: "mention" | "message" = "mention",
): Incoming => ({
  event,
  conversation: "C1",
  from: { id: "U1", name: "Dana" },
  at: "2026-11-23T12:00:00Z",
  kind,
  text,
});

const CASE = "We sort tickets into categories and have 500 labelled examples.";

/** The memory store, counting what is saved, and losing the race the first few times. */
function contested(losses: number): {
  readonly store: ConversationStore;
  readonly saves: () => number;
} {
  const memory = createMemoryStore();
  let saves = 0;
  let lost = 0;
  return {
    saves: () => saves,
    store: {
      load: memory.load,
      save: async (conversation, data, revision) => {
        if (lost < losses) {
          lost += 1;
          return false;
        }
        saves += 1;
        return memory.save(conversation, data, revision);
      },
    },
  };
}

describe("the loop around the turn", () => {
  test("two people who speak at once are both heard", async () => {
    const store = createMemoryStore();
    const bot = createBot(store);
    await bot.handle(mention("E1", CASE));
    await Promise.all([
      bot.handle(mention("E2", "prompting falls a little short")),
      bot.handle(mention("E3", "nobody here has trained a model")),
    ]);
    const stored = JSON.stringify((await store.load("C1"))?.data);
    expect(stored).toContain("promptGap");
    expect(stored).toContain("expertise");
  });

  test("who saved second decides again on the winner's state", async () => {
    const { store, saves } = contested(3);
    const replies = await createBot(store).handle(mention("E1", CASE));
    expect(replies.length).toBeGreaterThan(0);
    expect(saves()).toBe(1);
  });

  test("a conversation that never holds still is an error that names it", async () => {
    const { store } = contested(Number.POSITIVE_INFINITY);
    await expect(createBot(store).handle(mention("E1", CASE))).rejects.toThrow(/Conversation C1/);
  });

  test("the same event twice is answered once", async () => {
    const bot = createBot(createMemoryStore());
    expect((await bot.handle(mention("E1", CASE))).length).toBeGreaterThan(0);
    expect(await bot.handle(mention("E1", CASE))).toEqual([]);
  });

  test("what is none of our business is not stored", async () => {
    const { store, saves } = contested(0);
    expect(await createBot(store).handle(mention("E1", "lunch at noon?", "message"))).toEqual([]);
    expect(saves()).toBe(0);
  });

  test("foreign data in the store starts a conversation afresh instead of failing", async () => {
    const store = createMemoryStore();
    await store.save("C1", { version: 99, secrets: true }, 0);
    expect((await createBot(store).handle(mention("E1", CASE))).length).toBeGreaterThan(0);
  });
});
