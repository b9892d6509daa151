import { describe, expect, test } from "vitest";

import { createMemoryStore } from "../../adapters/stores/memory.ts";
import { createBot } from "../../src/index.ts";
import type { Delivery, Incoming, Store } from "../../src/index.ts";
import { createManualClock } from "./manual-clock.ts";

const CASE = "We sort tickets into categories.";
const DELETED = "This decision was deleted by U1";

/** U1 has begun C1, C2, and C1 in another workspace; in C3, which U2 has begun, they answered. */
async function createWorld(store = createMemoryStore()) {
  const shown: { readonly where: string; readonly text: string }[] = [];
  /** Whether what was taken in was new, one after the other. */
  const taken: boolean[] = [];
  const clock = createManualClock();
  let slack: "there" | "away" = "there";
  const bot = createBot({
    store,
    platforms: [
      {
        name: "slack",
        deliver: async ({ reply, position, conversation: { workspace, thread } }: Delivery) => {
          if (slack === "away") return { kind: "later", why: "it is away" };
          shown.push({ where: `${workspace} ${thread}`, text: JSON.stringify(reply.blocks) });
          return { kind: "delivered", message: `M${position}` };
        },
      },
    ],
    clock,
    meter: (measured) => {
      if (measured.kind === "taken in") taken.push(measured.isNew);
    },
    log: ({ message }) => expect.fail(message),
    replica: "one",
  });
  let count = 0;
  const does = async (
    by: string,
    thread: string,
    did: { readonly text: string } | { readonly token: string },
    workspace = "T1",
  ): Promise<void> => {
    const happened = {
      event: `E${(count += 1)}`,
      conversation: { platform: "slack", workspace, thread },
      from: { id: by, name: by },
      at: "2026-11-23T12:00:00Z",
    };
    const incoming: Incoming =
      "text" in did
        ? { ...happened, kind: "mention", text: did.text }
        : { ...happened, kind: "interaction", token: did.token };
    await bot.receive(incoming);
    await bot.settled();
  };
  for (const thread of ["C1", "C2"]) await does("U1", thread, { text: CASE });
  await does("U1", "C1", { text: CASE }, "T2");
  await does("U2", "C3", { text: CASE });
  await does("U1", "C3", { text: "500 labelled examples" });
  shown.length = 0;
  const left = async (): Promise<readonly string[]> => {
    const places = ["T1 C1", "T1 C2", "T1 C3", "T1 C4", "T2 C1"];
    const stored = await Promise.all(
      places.map((place) => {
        const [workspace = "", thread = ""] = place.split(" ");
        return store.conversations.read({ platform: "slack", workspace, thread });
      }),
    );
    return places.filter((_, at) => JSON.stringify(stored[at] ?? "").includes("tickets"));
  };
  const sayDeleted = (): readonly string[] =>
    shown.filter(({ text }) => text.includes(DELETED)).map(({ where }) => where);
  const be = (how: typeof slack): void => {
    slack = how;
    if (how === "there") bot.start();
  };
  return { be, clock, does, left, sayDeleted, shown, taken };
}

const PLACES = ["T1 C1", "T1 C2", "T1 C3", "T2 C1"];

describe("who wants all their decisions deleted", () => {
  test.each(["delete all my decisions", "Delete my decisions, please", "erase everything I began"])(
    "“%s” is asked back first",
    async (text) => {
      const { does, shown, left } = await createWorld();
      await does("U1", "C3", { text });
      expect(shown.map((one) => one.text).join("")).toContain(
        "Delete every decision that you began",
      );
      await does("U1", "C3", { token: "leave" });
      expect(await left()).toEqual(PLACES);
    },
  );

  test.each(["C3", "C1", "C4"])("may say so anywhere, such as in %s", async (thread) => {
    const { does, left, sayDeleted, shown } = await createWorld();
    await does("U1", thread, { token: "erase-all" });
    expect(await left()).toEqual(["T1 C3", "T2 C1"]);
    expect(JSON.stringify(shown)).not.toContain("can delete it");
    expect([...sayDeleted()].toSorted()).toEqual(["T1 C1", "T1 C2"]);
    await does("U1", thread, { token: "erase-all" });
    expect(sayDeleted()).toHaveLength(2);
  });

  test("deletes nobody else's by it", async () => {
    const { does, left } = await createWorld();
    await does("U3", "C1", { token: "erase-all" });
    expect(await left()).toEqual(PLACES);
    await does("U2", "C1", { token: "erase-all" });
    expect(await left()).toEqual(["T1 C1", "T1 C2", "T2 C1"]);
  });

  test("deletes nothing when they have done too much, and is told so", async () => {
    const { does, left, shown } = await createWorld();
    for (let at = 0; at < 120; at += 1) await does("U1", "C3", { text: "help" });
    await does("U1", "C3", { token: "erase-all" });
    expect(shown.at(-1)?.text).toContain("That is more than I take in");
    expect(await left()).toEqual(PLACES);
  });

  test("has each deleted once, also when the event is handled again", async () => {
    const store = createMemoryStore();
    const { commit } = store.conversations;
    let lost = 0;
    const losing: Store = {
      ...store,
      conversations: {
        ...store.conversations,
        commit: async (handled) => {
          const isLost = lost === 0 && JSON.stringify(handled.replies).includes("I am deleting");
          if (isLost) lost += 1;
          return isLost ? false : commit(handled);
        },
      },
    };
    const { clock, does, left, sayDeleted, taken, be } = await createWorld(losing);
    be("away");
    await does("U1", "C3", { token: "erase-all" });
    expect(lost).toBe(1);
    expect(taken.slice(-5)).toEqual([true, true, true, false, false]);
    be("there");
    await clock.advance(60_000);
    expect(await left()).toEqual(["T1 C3", "T2 C1"]);
    expect([...sayDeleted()].toSorted()).toEqual(["T1 C1", "T1 C2"]);
  });
});
