import { describe, expect, test } from "vitest";

import type { ConversationStore } from "../../src/index.ts";

/** What every store of conversations promises; a new store is one more call of this. */
export function conversationStoreContract(name: string, create: () => ConversationStore): void {
  describe(`the ${name} store`, () => {
    test("knows nothing of a conversation that was never saved", async () => {
      expect(await create().load("C1")).toBeUndefined();
    });

    test("gives back what was saved, with a revision that grows", async () => {
      const store = create();
      expect(await store.save("C1", { said: "one" }, 0)).toBe(true);
      const first = await store.load("C1");
      expect(first?.data).toEqual({ said: "one" });
      expect(await store.save("C1", { said: "two" }, first?.revision ?? 0)).toBe(true);
      const second = await store.load("C1");
      expect(second?.data).toEqual({ said: "two" });
      expect(second?.revision).toBeGreaterThan(first?.revision ?? 0);
    });

    test("refuses to save over what somebody else saved first", async () => {
      const store = create();
      await store.save("C1", "one", 0);
      const loaded = await store.load("C1");
      expect(await store.save("C1", "theirs", loaded?.revision ?? 0)).toBe(true);
      expect(await store.save("C1", "mine", loaded?.revision ?? 0)).toBe(false);
      expect(await store.save("C1", "as if new", 0)).toBe(false);
      expect((await store.load("C1"))?.data).toBe("theirs");
    });

    test("lets one of many that save at once win, and only one", async () => {
      const store = create();
      const saved = await Promise.all(
        Array.from({ length: 20 }, (_, at) => store.save("C1", at, 0)),
      );
      expect(saved.filter(Boolean)).toHaveLength(1);
    });

    test("keeps conversations apart", async () => {
      const store = create();
      await store.save("C1", "one", 0);
      await store.save("C2", "two", 0);
      expect((await store.load("C1"))?.data).toBe("one");
      expect((await store.load("C2"))?.data).toBe("two");
    });
  });
}
