import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { createMemoryStore } from "../../adapters/stores/memory.ts";
import type {
  Claim,
  ConversationKey,
  Handled,
  Incoming,
  Kept,
  Reply,
  Store,
} from "../../src/index.ts";

const THREAD: ConversationKey = { platform: "slack", workspace: "T1", thread: "C1" };

const event = (
  id: string,
  conversation: ConversationKey = THREAD,
  at = "2026-11-23T12:00:00Z",
): Incoming => ({
  event: id,
  conversation,
  from: { id: "U1", name: "Dana" },
  at,
  kind: "mention",
  text: `said in ${id}`,
});

const reply = (words: string): Reply => ({
  purpose: "answer",
  visibleTo: "thread",
  blocks: [{ kind: "text", text: [words] }],
});

/** What handling some events came to, as short as it can be said. */
const handled = (
  revision: number,
  events: readonly string[],
  replies: readonly number[],
  rest: Partial<Handled> = {},
): Handled => ({
  conversation: THREAD,
  revision,
  data: { after: events },
  events,
  replies: replies.map((position) => ({
    position,
    reply: reply(`reply ${position}`),
    event: events[0] ?? "",
    person: "U1",
  })),
  people: [],
  at: 1000,
  ...rest,
});

const taking = { platform: "slack", workspace: "T1", holder: "U1", amount: 1, at: 10_000 };
const THREE = { most: 3, every: 1000 };
const takeFrom =
  (store: Store) =>
  (at: number, amount = 1): Promise<boolean> =>
    store.allowances.take({ ...taking, at, amount }, THREE);

/** What `expire` is told when nothing is over yet. */
const NOTHING_OVER = {
  conversationsBefore: 0,
  finishedBefore: 0,
  fullBefore: 0,
  keptBefore: 0,
  limit: 10,
};

const placeOf = (team: string, platform = "slack") => ({ platform, workspace: team });

/** What tests of installations look at. */
const placesIn = (store: Store) => ({
  opens: async (team: string) => (await store.installations.of(placeOf(team)))?.sealed,
  say: async (team: string) => {
    const conversation = { ...THREAD, workspace: team };
    await store.inbox.put(event("E1", conversation), 1);
    await store.conversations.commit({ ...handled(0, ["E1"], []), conversation });
  },
  isKept: (team: string) => store.conversations.has({ ...THREAD, workspace: team }),
  expire: (keptBefore: number) => store.retention.expire({ ...NOTHING_OVER, keptBefore }),
});

const byName = ([one]: [string, unknown], [another]: [string, unknown]): number =>
  one < another ? -1 : 1;

/** All that is kept of a workspace, in an order that is the same for every store. */
async function keptIn(store: Store, { platform, workspace }: ConversationKey) {
  const rows: (readonly [text: string, kept: Kept])[] = [];
  for await (const kept of store.kept({ platform, workspace }))
    rows.push([JSON.stringify([kept.table, Object.entries(kept.row).toSorted(byName)]), kept]);
  return rows.toSorted(([one], [another]) => (one < another ? -1 : 1)).map(([, kept]) => kept);
}

const claiming = { platform: "slack", replica: "one", now: 1000, until: 2000, limit: 10 };
const inThread = (thread: string): ConversationKey => ({ ...THREAD, thread });
const positions = (claims: readonly Claim[]): readonly number[] =>
  claims.map(({ position }) => position).toSorted((one, another) => one - another);

/** Keys that differ in one part only, and one that a careless join of the parts would mix up. */
const NEIGHBOURS: readonly ConversationKey[] = [
  { ...THREAD, platform: "discord" },
  { ...THREAD, workspace: "T2" },
  { ...THREAD, thread: "C2" },
  { platform: "slack", workspace: "T1C", thread: "1" },
];

/** What every store promises; a new store is one more call of this. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`the ${name} store`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    const won = async (revision: number) => {
      const commits = Array.from({ length: 20 }, (_, at) =>
        store.conversations.commit(handled(revision, [`E${at}`], [revision * 100 + at])),
      );
      return (await Promise.all(commits)).filter(Boolean).length;
    };
    const fill = async (conversation: ConversationKey, at: number): Promise<void> => {
      const first = `E1 of ${conversation.thread}`;
      await store.inbox.put(event(first, conversation), at);
      await store.conversations.commit(handled(0, [first], [11, 12], { conversation, at }));
    };
    const isStored = async (conversation: ConversationKey): Promise<boolean> => {
      await store.inbox.put(event(`probe of ${conversation.thread}`, conversation), 1);
      return (await store.inbox.waiting(conversation))?.revision === 1;
    };
    const expireTwo = () =>
      store.retention.expire({
        conversationsBefore: 5000,
        finishedBefore: 0,
        fullBefore: 0,
        keptBefore: 0,
        limit: 2,
      });

    describe("the inbox", () => {
      test("takes an event in once", async () => {
        expect(await store.inbox.put(event("E1"), 1)).toBe(true);
        expect(await store.inbox.put(event("E1"), 2)).toBe(false);
        await store.conversations.commit(handled(0, ["E1"], []));
        expect(await store.inbox.put(event("E1"), 3)).toBe(false);
      });

      test("takes it in once when it comes many times at once", async () => {
        const taken = await Promise.all(
          Array.from({ length: 20 }, () => store.inbox.put(event("E1"), 1)),
        );
        expect(taken.filter(Boolean)).toHaveLength(1);
      });

      test("gives events in the order in which they happened, whatever the order they came in", async () => {
        await store.inbox.put(event("E3", THREAD, "2026-11-23T12:00:03Z"), 1);
        await store.inbox.put(event("E1", THREAD, "2026-11-23T13:00:01+01:00"), 2);
        await store.inbox.put(event("E2", THREAD, "2026-11-23T12:00:02.500Z"), 3);
        const waiting = await store.inbox.waiting(THREAD);
        expect(waiting?.events.map((one) => one.event)).toEqual(["E1", "E2", "E3"]);
      });

      test("gives an event back as it came", async () => {
        const odd = {
          ...event("E'1\"; --\u2028"),
          text: "naïve 🎼 \u0000 \uD800 'quoted' \\ $1 ?1 \n%s",
        } as Incoming;
        await store.inbox.put(odd, 1);
        expect((await store.inbox.waiting(THREAD))?.events).toEqual([odd]);
      });

      test("knows nothing of a conversation in which nothing waits", async () => {
        expect(await store.inbox.waiting(THREAD)).toBeUndefined();
        await store.inbox.put(event("E1"), 1);
        await store.conversations.commit(handled(0, ["E1"], []));
        expect(await store.inbox.waiting(THREAD)).toBeUndefined();
      });

      test("lists the conversations with events left, oldest first, as many as asked for", async () => {
        await store.inbox.put(event("E1", inThread("late")), 30);
        await store.inbox.put(event("E2", inThread("early")), 10);
        await store.inbox.put(event("E3", inThread("middle")), 20);
        await store.inbox.put(event("E4", inThread("early")), 40);
        const threads = async (by: number, limit: number) =>
          (await store.inbox.left(by, limit)).map(({ thread }) => thread);
        expect(await threads(100, 10)).toEqual(["early", "middle", "late"]);
        expect(await threads(20, 10)).toEqual(["early", "middle"]);
        expect(await threads(100, 1)).toEqual(["early"]);
      });
    });

    test("a conversation is known from its first event on, unless it was none of our business", async () => {
      expect(await store.conversations.has(THREAD)).toBe(false);
      await store.inbox.put(event("E1"), 1);
      expect(await store.conversations.has(THREAD)).toBe(true);
      const { data: _, ...silent } = handled(0, ["E1"], []);
      await store.conversations.commit(silent);
      expect(await store.conversations.has(THREAD)).toBe(false);
      await store.conversations.commit(handled(0, ["E2"], []));
      expect(await store.conversations.has(THREAD)).toBe(true);
      for (const neighbour of NEIGHBOURS)
        expect(await store.conversations.has(neighbour)).toBe(false);
    });

    test("somebody's conversations are listed for them, the last to change first", async () => {
      const takePart = (thread: string, people: readonly string[], at: number) =>
        store.conversations.commit(
          handled(0, [], [], { conversation: inThread(thread), people, at, data: { in: thread } }),
        );
      await takePart("first", ["U1", "U2"], 1000);
      await takePart("second", ["U2"], 2000);
      await takePart("third", ["U1"], 3000);
      await store.conversations.commit({
        ...handled(1, [], [], { conversation: inThread("first"), people: ["U1"], at: 4000 }),
      });
      const { data: _, ...silent } = handled(0, [], [], {
        conversation: inThread("silent"),
        people: ["U1"],
      });
      await store.conversations.commit(silent);
      const of = async (person: string, limit = 10, workspace = "T1") =>
        (await store.conversations.recent({ platform: "slack", workspace, person }, limit)).map(
          ({ conversation, changedAt }) => [conversation.thread, changedAt],
        );
      expect(await of("U1")).toEqual([
        ["first", 4000],
        ["third", 3000],
      ]);
      expect(await of("U1", 1)).toEqual([["first", 4000]]);
      expect(await of("U2")).toEqual([
        ["first", 4000],
        ["second", 2000],
      ]);
      expect(await of("U3")).toEqual([]);
      expect(await of("U1", 10, "T2")).toEqual([]);
      expect(await store.conversations.read(inThread("third"))).toEqual({ in: "third" });
      expect(await store.conversations.read(inThread("none"))).toBeUndefined();
      await store.retention.forget(inThread("first"));
      expect(await of("U1")).toEqual([["third", 3000]]);
    });

    test("somebody is forgotten where they took part, and nobody beside them", async () => {
      for (const key of [THREAD, ...NEIGHBOURS])
        await store.conversations.commit(
          handled(0, [], [], { conversation: key, people: ["U1", "U2"] }),
        );
      await store.retention.forgetPerson({ platform: "slack", workspace: "T1", person: "U1" });
      const of = async (person: string, { platform, workspace }: ConversationKey) =>
        (await store.conversations.recent({ platform, workspace, person }, 10)).length;
      expect([await of("U1", THREAD), await of("U2", THREAD)]).toEqual([0, 2]);
      for (const key of NEIGHBOURS.filter(({ thread }) => thread !== "C2"))
        expect(await of("U1", key)).toBe(1);
    });

    test("open decisions are listed for whoever began them, and counted for their workspace", async () => {
      const isOpen = (thread: string, openFor: string | undefined, revision = 0) =>
        store.conversations.commit(
          handled(revision, [], [], {
            conversation: inThread(thread),
            ...(openFor === undefined ? {} : { openFor }),
          }),
        );
      await isOpen("a", "U1");
      await isOpen("b", "U1");
      await isOpen("c", "U2");
      await isOpen("d", undefined);
      for (const conversation of NEIGHBOURS.filter(({ thread }) => thread !== "C2"))
        await store.conversations.commit(handled(0, [], [], { conversation, openFor: "U1" }));
      const of = async (person: string, limit = 10): Promise<readonly string[]> => {
        const member = { platform: "slack", workspace: "T1", person };
        return (await store.conversations.open(member, limit)).toSorted();
      };
      const count = (limit: number) => store.conversations.countOpen(THREAD, limit);
      expect(await of("U1")).toEqual(["a", "b"]);
      expect(await of("U1", 1)).toHaveLength(1);
      expect(await of("U2")).toEqual(["c"]);
      expect([await count(10), await count(2)]).toEqual([3, 2]);
      const { data: _, ...talk } = handled(1, [], [7], { conversation: inThread("a") });
      await store.conversations.commit(talk);
      expect(await of("U1")).toEqual(["a", "b"]);
      await isOpen("a", undefined, 2);
      await isOpen("b", "U2", 1);
      await store.retention.forget(inThread("c"));
      expect(await of("U1")).toEqual([]);
      expect(await of("U2")).toEqual(["b"]);
      expect(await count(10)).toBe(1);
    });

    test("all that is kept of a workspace is given, however much it is, and nothing of another's", async () => {
      const many = Array.from({ length: 1100 }, (_, at) => at);
      for (const key of [THREAD, inThread("C3"), ...NEIGHBOURS])
        await store.conversations.commit(
          handled(0, ["E1"], key === THREAD ? many : [1], { conversation: key, people: ["U1"] }),
        );
      await store.inbox.put(event("E2", inThread("C4")), 1);
      await store.allowances.take(taking, THREE);
      const rows = await keptIn(store, THREAD);
      for (const { row } of rows) expect(row).toMatchObject({ platform: "slack", workspace: "T1" });
      expect(new Set(rows.map((kept) => JSON.stringify(kept))).size).toBe(rows.length);
      const count = (of: string): number =>
        rows.filter(({ table }) => table === `tuning_fork_${of}`).length;
      expect(["conversations", "inbox", "outbox", "people", "allowances"].map(count)).toEqual([
        3, 1, 1102, 3, 1,
      ]);
    });

    test("conversations of a platform that changed since are listed, whatever their workspace", async () => {
      const [early, late, between, elsewhere] = [
        { conversation: { platform: "slack", workspace: "T1", thread: "a" }, changedAt: 1000 },
        { conversation: { platform: "slack", workspace: "T2", thread: "b" }, changedAt: 3000 },
        { conversation: { platform: "slack", workspace: "T1", thread: "c" }, changedAt: 2000 },
        { conversation: { platform: "discord", workspace: "T1", thread: "d" }, changedAt: 4000 },
      ] as const;
      for (const { conversation, changedAt: at } of [early, late, between, elsewhere])
        await store.conversations.commit(handled(0, [], [], { conversation, at }));
      expect(await store.conversations.changed("slack", 2000, 10)).toEqual([late, between]);
      expect(await store.conversations.changed("slack", 0, 1)).toEqual([late]);
      expect(await store.conversations.changed("slack", 3001, 10)).toEqual([]);
    });

    describe("a commit", () => {
      test("stores the conversation, its replies and the events as done", async () => {
        await store.inbox.put(event("E1"), 1);
        expect(await store.conversations.commit(handled(0, ["E1"], [11, 12]))).toBe(true);
        await store.inbox.put(event("E2"), 2);
        expect(await store.inbox.waiting(THREAD)).toEqual({
          data: { after: ["E1"] },
          revision: 1,
          lastPosition: 12,
          events: [event("E2")],
        });
        expect(await store.outbox.claim(claiming)).toEqual([
          {
            conversation: THREAD,
            position: 11,
            reply: reply("reply 11"),
            event: "E1",
            person: "U1",
            attempt: 1,
          },
        ]);
      });

      test("stores nothing when somebody else has changed the conversation", async () => {
        await store.inbox.put(event("E1"), 1);
        await store.inbox.put(event("E2"), 2);
        await store.conversations.commit(handled(0, ["E1"], []));
        expect(await store.conversations.commit(handled(0, ["E2"], [11]))).toBe(false);
        expect(await store.conversations.commit(handled(7, ["E2"], [11]))).toBe(false);
        expect((await store.inbox.waiting(THREAD))?.events).toEqual([event("E2")]);
        expect(await store.outbox.claim(claiming)).toEqual([]);
      });

      test("lets one of many at once win, and only one", async () => {
        expect(await won(0)).toBe(1);
        expect(await won(1)).toBe(1);
      });

      test("of nothing but events leaves no trace of a conversation", async () => {
        await store.inbox.put(event("E1"), 1);
        const { data: _, ...silent } = handled(0, ["E1"], []);
        expect(await store.conversations.commit(silent)).toBe(true);
        await store.inbox.put(event("E2"), 1);
        expect(await store.inbox.waiting(THREAD)).toMatchObject({ data: undefined, revision: 0 });
      });

      test("with replies alone leaves the conversation as it was, and counts as a change", async () => {
        await store.conversations.commit(handled(0, ["E1"], [11]));
        const { data: _, ...talk } = handled(1, ["E2"], [12]);
        expect(await store.conversations.commit(talk)).toBe(true);
        expect(await store.conversations.commit(talk)).toBe(false);
        await store.inbox.put(event("E3"), 1);
        expect(await store.inbox.waiting(THREAD)).toMatchObject({
          data: { after: ["E1"] },
          revision: 2,
          lastPosition: 12,
        });
      });
    });

    describe("the outbox", () => {
      test("gives the replies of a conversation one after the other", async () => {
        await store.conversations.commit(handled(0, ["E1"], [11, 12]));
        const [first] = await store.outbox.claim(claiming);
        expect(first?.position).toBe(11);
        expect(await store.outbox.claim(claiming)).toEqual([]);
        await store.deliveries.mark(first as Claim, "M11", 1100);
        expect(positions(await store.outbox.claim(claiming))).toEqual([12]);
      });

      test("does not hold one conversation up for another", async () => {
        await store.conversations.commit(handled(0, ["E1"], [11, 12]));
        await store.conversations.commit(
          handled(0, ["E1"], [21, 22], { conversation: inThread("C2") }),
        );
        expect(positions(await store.outbox.claim(claiming))).toEqual([11, 21]);
      });

      test("gives a claimed reply to nobody else until the claim ends", async () => {
        await store.conversations.commit(handled(0, ["E1"], [11]));
        await store.outbox.claim(claiming);
        const two = { ...claiming, replica: "two", until: 3000 };
        expect(await store.outbox.claim({ ...two, now: 1999 })).toEqual([]);
        expect(await store.outbox.claim({ ...two, now: 2000 })).toMatchObject([
          { position: 11, attempt: 2 },
        ]);
      });

      test("gives one reply to one of many who ask at once", async () => {
        const threads = Array.from({ length: 30 }, (_, at) => inThread(`C${at}`));
        await Promise.all(
          threads.map((conversation, at) =>
            store.conversations.commit(handled(0, ["E1"], [at], { conversation })),
          ),
        );
        const claims = await Promise.all(
          Array.from({ length: 10 }, (_, at) =>
            store.outbox.claim({ ...claiming, replica: `R${at}`, limit: 7 }),
          ),
        );
        const rest = await store.outbox.claim({ ...claiming, replica: "last", limit: 100 });
        expect(positions([...claims.flat(), ...rest])).toEqual(threads.map((_, at) => at));
        expect(claims.every((claim) => claim.length <= 7)).toBe(true);
      });

      test("gives what is due earlier first, and not before it is", async () => {
        await store.conversations.commit(handled(0, ["E1"], [11], { at: 900 }));
        await store.conversations.commit(
          handled(0, ["E1"], [21], { at: 800, conversation: inThread("C2") }),
        );
        await store.conversations.commit(
          handled(0, ["E1"], [31], { at: 1001, conversation: inThread("C3") }),
        );
        expect(positions(await store.outbox.claim({ ...claiming, limit: 1 }))).toEqual([21]);
        expect(positions(await store.outbox.claim(claiming))).toEqual([11]);
      });

      test("gives a postponed reply when it is due, before those after it", async () => {
        await store.conversations.commit(handled(0, ["E1"], [11, 12]));
        const [claim] = await store.outbox.claim(claiming);
        await store.outbox.postpone(claim as Claim, "one", 5000);
        expect(await store.outbox.claim({ ...claiming, now: 4999, until: 9000 })).toEqual([]);
        expect(await store.outbox.claim({ ...claiming, now: 5000, until: 9000 })).toMatchObject([
          { position: 11, attempt: 2 },
        ]);
      });

      test("does not let whose claim is over postpone what somebody else has claimed", async () => {
        await store.conversations.commit(handled(0, ["E1"], [11]));
        const [old] = await store.outbox.claim(claiming);
        await store.outbox.claim({ ...claiming, replica: "two", now: 2000, until: 3000 });
        await store.outbox.postpone(old as Claim, "one", 2001);
        expect(await store.outbox.claim({ ...claiming, now: 2500, until: 9000 })).toEqual([]);
      });

      test("goes on after a reply that was given up", async () => {
        await store.conversations.commit(handled(0, ["E1"], [11, 12]));
        const [claim] = await store.outbox.claim(claiming);
        await store.outbox.giveUp(claim as Claim, "the channel is gone", 1100);
        expect(positions(await store.outbox.claim(claiming))).toEqual([12]);
        expect(await store.deliveries.of(THREAD)).toEqual([]);
      });

      test("believes whoever delivered a reply, even late", async () => {
        await store.conversations.commit(handled(0, ["E1"], [11]));
        const [old] = await store.outbox.claim(claiming);
        await store.outbox.claim({ ...claiming, replica: "two", now: 2000, until: 3000 });
        await store.deliveries.mark(old as Claim, "M11", 2100);
        expect(await store.outbox.claim({ ...claiming, now: 9000, until: 9999 })).toEqual([]);
      });

      test("gives each platform its own", async () => {
        await store.conversations.commit(handled(0, ["E1"], [11]));
        expect(await store.outbox.claim({ ...claiming, platform: "discord" })).toEqual([]);
      });
    });

    test("deliveries tell which message shows which reply", async () => {
      await store.conversations.commit(handled(0, ["E1"], [11, 12, 13]));
      for (const message of ["1700.1", "1700.2"]) {
        const [claim] = await store.outbox.claim(claiming);
        await store.deliveries.mark(claim as Claim, message, 1100);
      }
      expect(await store.deliveries.of(THREAD)).toEqual([
        { position: 11, message: "1700.1" },
        { position: 12, message: "1700.2" },
      ]);
      expect(await store.deliveries.conversationOf(THREAD, "1700.2")).toEqual(THREAD);
      expect(await store.deliveries.conversationOf(THREAD, "1700.3")).toBeUndefined();
      for (const other of [
        { ...THREAD, platform: "discord" },
        { ...THREAD, workspace: "T2" },
      ])
        expect(await store.deliveries.conversationOf(other, "1700.2")).toBeUndefined();
    });

    test("deliveries tell what a message stands for", async () => {
      const standing = { ...reply("How many?"), topic: "question:labelledExamples" };
      const replies = [{ position: 11, reply: standing, event: "E1" }];
      await store.conversations.commit(handled(0, ["E1"], [], { replies }));
      const [claim] = await store.outbox.claim(claiming);
      await store.deliveries.mark(claim as Claim, "M", 1100);
      expect(await store.deliveries.of(THREAD)).toEqual([
        { position: 11, message: "M", topic: "question:labelledExamples" },
      ]);
    });

    test("the backlog counts what waits and what is not delivered, up to a limit", async () => {
      await store.inbox.put(event("E1"), 1);
      await store.inbox.put(event("E2"), 1);
      await store.conversations.commit(handled(0, ["E1"], [11, 12]));
      expect(await store.backlog("slack", 10)).toBe(3);
      const [claim] = await store.outbox.claim(claiming);
      await store.deliveries.mark(claim as Claim, "M", 1100);
      expect(await store.backlog("slack", 10)).toBe(2);
      expect(await store.backlog("discord", 10)).toBe(0);
      await store.conversations.commit(
        handled(
          1,
          ["E9"],
          Array.from({ length: 30 }, (_, at) => 100 + at),
        ),
      );
      expect(await store.backlog("slack", 10)).toBeGreaterThanOrEqual(10);
      expect(await store.backlog("slack", 10)).toBeLessThanOrEqual(20);
    });

    describe("retention", () => {
      test("deletes conversations that nobody touched since, a few at a time", async () => {
        for (const [at, thread] of ["a", "b", "c", "new"].entries())
          await fill(inThread(thread), thread === "new" ? 5000 : 1000 + at);
        expect(await expireTwo()).toBe(2);
        expect(await expireTwo()).toBe(1);
        expect(await expireTwo()).toBe(0);
        expect(await isStored(inThread("a"))).toBe(false);
        expect(await isStored(inThread("new"))).toBe(true);
      });

      test("deletes handled events and finished replies, and nothing that is under way", async () => {
        await fill(THREAD, 1000);
        await store.inbox.put(event("E2"), 1);
        const [claim] = await store.outbox.claim(claiming);
        await store.deliveries.mark(claim as Claim, "M", 1000);
        const expired = { ...NOTHING_OVER, finishedBefore: 1001, limit: 100 };
        expect(await store.retention.expire(expired)).toBe(2);
        expect(await store.deliveries.of(THREAD)).toEqual([]);
        expect(await store.inbox.put(event("E1 of C1"), 1)).toBe(true);
        expect(await store.inbox.put(event("E2"), 1)).toBe(false);
        expect(positions(await store.outbox.claim(claiming))).toEqual([12]);
      });

      test("forgets a thread, and nothing beside it", async () => {
        await Promise.all([THREAD, ...NEIGHBOURS].map((key) => fill(key, 1000)));
        expect(await store.retention.forget(THREAD)).toBe(1);
        expect(await store.retention.forget(THREAD)).toBe(0);
        expect(await store.inbox.put(event("E1 of C1"), 1)).toBe(true);
        expect(await isStored(THREAD)).toBe(false);
        for (const neighbour of NEIGHBOURS) expect(await isStored(neighbour)).toBe(true);
        expect(await store.outbox.claim({ ...claiming, limit: 100 })).toHaveLength(3);
      });

      test("forgets a workspace, and nothing beside it", async () => {
        await Promise.all([THREAD, ...NEIGHBOURS].map((key) => fill(key, 1000)));
        expect(await store.retention.forget({ platform: "slack", workspace: "T1" })).toBe(2);
        for (const key of [THREAD, inThread("C2")]) expect(await isStored(key)).toBe(false);
        for (const key of NEIGHBOURS.filter(({ thread }) => thread !== "C2"))
          expect(await isStored(key)).toBe(true);
      });
    });

    describe("allowances", () => {
      test("are used up, and come back as time goes by", async () => {
        const take = takeFrom(store);
        expect([await take(10_000), await take(10_000), await take(10_000)]).toEqual([
          true,
          true,
          true,
        ]);
        expect(await take(10_000)).toBe(false);
        expect(await take(10_999)).toBe(false);
        expect(await take(11_000)).toBe(true);
        expect(await take(11_000)).toBe(false);
        expect(await take(60_000, 3)).toBe(true);
        expect(await take(60_000)).toBe(false);
      });

      test("of more than there ever is are refused, and use up nothing", async () => {
        expect(await store.allowances.take({ ...taking, amount: 4 }, THREE)).toBe(false);
        expect(await store.allowances.take({ ...taking, amount: 3 }, THREE)).toBe(true);
      });

      test("are used by many at once no more than there is", async () => {
        const took = await Promise.all(
          Array.from({ length: 20 }, () => store.allowances.take(taking, THREE)),
        );
        expect(took.filter(Boolean)).toHaveLength(3);
      });

      test("are each holder's own, and gone when they are full or forgotten", async () => {
        const all = { ...taking, amount: 3 };
        expect(await store.allowances.take(all, THREE)).toBe(true);
        for (const other of [{ platform: "discord" }, { workspace: "T2" }, { holder: "" }])
          expect(await store.allowances.take({ ...all, ...other }, THREE)).toBe(true);
        const expire = (fullBefore: number) =>
          store.retention.expire({ ...NOTHING_OVER, fullBefore });
        expect(await expire(13_000)).toBe(0);
        expect(await expire(13_001)).toBe(4);
        expect(await store.allowances.take(all, THREE)).toBe(true);
        await store.retention.forget({ platform: "slack", workspace: "T1", thread: "C1" });
        expect(await store.allowances.take(all, THREE)).toBe(false);
        await store.retention.forget({ platform: "slack", workspace: "T1" });
        expect(await store.allowances.take(all, THREE)).toBe(true);
      });
    });

    describe("installations", () => {
      test("are each workspace's own, and the newest holds", async () => {
        const { opens } = placesIn(store);
        await store.installations.put(placeOf("T1"), "one", 1);
        await store.installations.put(placeOf("T1", "discord"), "other", 1);
        expect(await store.installations.of(placeOf("T1"))).toEqual({
          holder: "T1",
          sealed: "one",
        });
        expect(await opens("T2")).toBeUndefined();
        await store.installations.put(placeOf("T1"), "two", 2);
        expect(await opens("T1")).toBe("two");
        expect(await store.installations.of(placeOf("T1", "discord"))).toEqual({
          holder: "T1",
          sealed: "other",
        });
      });

      test("of an organisation open its workspaces that have none of their own", async () => {
        await store.installations.put(placeOf("E1"), "of all", 1);
        await store.installations.belongs(placeOf("T1"), "E1", 1);
        await store.installations.put(placeOf("T2"), "own", 1);
        await store.installations.belongs(placeOf("T2"), "E1", 1);
        expect(await store.installations.of(placeOf("T1"))).toEqual({
          holder: "E1",
          sealed: "of all",
        });
        expect(await store.installations.of(placeOf("T2"))).toEqual({
          holder: "T2",
          sealed: "own",
        });
      });

      test("are replaced by whoever knows what is there, and by one of many at once", async () => {
        const { opens } = placesIn(store);
        await store.installations.put(placeOf("T1"), "one", 1);
        expect(await store.installations.replace(placeOf("T1"), "other", "two")).toBe(false);
        const replaced = await Promise.all(
          ["two", "three"].map((after) => store.installations.replace(placeOf("T1"), "one", after)),
        );
        expect(replaced.filter(Boolean)).toHaveLength(1);
        expect(await opens("T1")).toBe(replaced[0] === true ? "two" : "three");
        expect(await store.installations.replace(placeOf("T2"), "one", "two")).toBe(false);
      });

      test("are listed a page at a time", async () => {
        for (const team of ["T3", "T1", "T2"])
          await store.installations.put(placeOf(team), `of ${team}`, 1);
        await store.installations.put(placeOf("T1", "discord"), "other", 1);
        await store.installations.end(placeOf("T2"), 2, 3);
        expect(await store.installations.all("slack", "", 1)).toEqual([
          { holder: "T1", sealed: "of T1" },
        ]);
        expect(await store.installations.all("slack", "T1", 10)).toEqual([
          { holder: "T3", sealed: "of T3" },
        ]);
      });

      test("that ended open nothing at once, and what is stored goes when its time is over", async () => {
        const { opens, say, isKept, expire } = placesIn(store);
        await store.installations.put(placeOf("T1"), "one", 1);
        for (const team of ["T1", "T2"]) await say(team);
        await store.installations.end(placeOf("T1"), 2, 1000);
        await store.installations.end(placeOf("T2"), 2, 2000);
        expect(await opens("T1")).toBeUndefined();
        expect(await expire(1000)).toBe(0);
        expect(await isKept("T1")).toBe(true);
        expect(await expire(1001)).toBe(3);
        expect([await isKept("T1"), await isKept("T2")]).toEqual([false, true]);
        expect(await expire(1001)).toBe(0);
      });

      test("that come back keep what is stored", async () => {
        const { opens, say, isKept, expire } = placesIn(store);
        for (const team of ["T1", "T2"]) {
          await say(team);
          await store.installations.end(placeOf(team), 2, 1000);
        }
        await store.installations.put(placeOf("T1"), "again", 3);
        await store.installations.present(placeOf("T2"), 3);
        expect(await expire(9000)).toBe(0);
        expect([await isKept("T1"), await isKept("T2")]).toEqual([true, true]);
        await store.installations.present(placeOf("T1"), 4);
        expect(await opens("T1")).toBe("again");
      });

      test("are told of late, and what is newer holds", async () => {
        const { opens, expire } = placesIn(store);
        const { put, end, belongs, present } = store.installations;
        await put(placeOf("E1"), "of all", 1);
        await put(placeOf("T1"), "again", 3);
        await present(placeOf("T2"), 3);
        for (const team of ["T1", "T2"]) expect(await end(placeOf(team), 2, 1000)).toBe(false);
        expect(await opens("T1")).toBe("again");
        expect(await expire(9000)).toBe(0);
        expect(await end(placeOf("T2"), 4, 10_000)).toBe(true);
        // Slack tells of one end in two ways.
        expect(await end(placeOf("T2"), 5, 20_000)).toBe(false);
        expect(await belongs(placeOf("T2"), "E1", 3)).toBe(false);
        expect(await opens("T2")).toBeUndefined();
        expect(await belongs(placeOf("T2"), "E1", 6)).toBe(true);
        expect(await opens("T2")).toBe("of all");
        expect(await expire(30_000)).toBe(0);
      });

      test("of an organisation end with all workspaces that they opened, and no other", async () => {
        const { opens, say, isKept, expire } = placesIn(store);
        await store.installations.put(placeOf("E1"), "of all", 1);
        await store.installations.put(placeOf("T3"), "own", 1);
        for (const team of ["T1", "T2", "T3"]) {
          await say(team);
          await store.installations.belongs(placeOf(team), "E1", 1);
        }
        await say("T4");
        await store.installations.end(placeOf("T2"), 2, 500);
        await store.installations.end(placeOf("E1"), 2, 1000);
        expect([await opens("T1"), await opens("T2"), await opens("T3")]).toEqual([
          undefined,
          undefined,
          "own",
        ]);
        expect(await expire(501)).toBe(3);
        expect(await isKept("T2")).toBe(false);
        // One row at a time: the organisation is the last of them.
        const step = { ...NOTHING_OVER, keptBefore: 1001, limit: 1 };
        expect(await store.retention.expire(step)).toBe(3);
        expect([await isKept("T1"), await isKept("T3"), await isKept("T4")]).toEqual([
          false,
          true,
          true,
        ]);
        expect(await store.retention.expire(step)).toBe(1);
        expect(await store.retention.expire(step)).toBe(0);
      });
    });

    test("no query crosses to another platform, workspace or thread", async () => {
      await store.inbox.put(event("E1"), 1);
      await store.inbox.put(event("E2"), 1);
      await store.conversations.commit(handled(0, ["E1"], [11]));
      for (const neighbour of NEIGHBOURS) {
        expect(await store.inbox.waiting(neighbour)).toBeUndefined();
        expect(await store.deliveries.of(neighbour)).toEqual([]);
        expect(
          await store.conversations.commit({
            ...handled(1, ["E2"], [12]),
            conversation: neighbour,
          }),
        ).toBe(false);
      }
      expect((await store.inbox.waiting(THREAD))?.events).toEqual([event("E2")]);
    });

    test("any sequence of operations gives what the memory store gives", async () => {
      const key = fc.constantFrom(THREAD, ...NEIGHBOURS);
      const id = fc.constantFrom("E1", "E2", "E3");
      const small = fc.integer({ min: 0, max: 3 });
      const time = fc.integer({ min: 1000, max: 1010 });
      let held: readonly Claim[] = [];
      const pick = (at: number): Claim | undefined => held[at % Math.max(1, held.length)];
      const step = fc.oneof(
        fc.tuple(id, key, time).map(
          ([one, where, at]) =>
            (on: Store) =>
              on.inbox.put(event(one, where), at),
        ),
        key.map((where) => (on: Store) => on.inbox.waiting(where)),
        time.map((at) => (on: Store) => on.inbox.left(at, 100)),
        fc.tuple(key, small, id, fc.integer({ min: 1, max: 1000 }), fc.boolean(), time).map(
          ([conversation, revision, one, position, talks, at]) =>
            (on: Store) =>
              on.conversations.commit(
                handled(revision, [one], talks ? [at * 1000 + position] : [], {
                  conversation,
                  at,
                  people: talks ? ["U1", "U2"] : ["U2"],
                  ...(position % 2 === 0 ? { openFor: "U1" } : {}),
                }),
              ),
        ),
        fc.tuple(time, fc.constantFrom("one", "two")).map(([now, replica]) => async (on: Store) => {
          const claims = await on.outbox.claim({
            ...claiming,
            replica,
            now,
            until: now + 3,
            limit: 100,
          });
          held = claims;
          return claims.toSorted((one, another) => one.position - another.position);
        }),
        fc.tuple(small, time).map(([at, now]) => async (on: Store) => {
          const claim = pick(at);
          if (claim !== undefined) await on.deliveries.mark(claim, `M${claim.position}`, now);
        }),
        fc.tuple(small, time).map(([at, now]) => async (on: Store) => {
          const claim = pick(at);
          if (claim !== undefined) await on.outbox.postpone(claim, "one", now);
        }),
        fc.tuple(small, time).map(([at, now]) => async (on: Store) => {
          const claim = pick(at);
          if (claim !== undefined) await on.outbox.giveUp(claim, "why", now);
        }),
        key.map((where) => (on: Store) => on.deliveries.of(where)),
        key.map(
          ({ platform, workspace }) =>
            (on: Store) =>
              on.conversations.recent({ platform, workspace, person: "U1" }, 10),
        ),
        key.map((where) => async (on: Store) => {
          const threads = await on.conversations.open({ ...where, person: "U1" }, 10);
          return [threads.toSorted(), await on.conversations.countOpen(where, 10)];
        }),
        key.map((where) => (on: Store) => on.conversations.read(where)),
        key.map((where) => (on: Store) => keptIn(on, where)),
        time.map((since) => (on: Store) => on.conversations.changed("slack", since, 10)),
        fc
          .record({ team: fc.constantFrom("T1", "T2", "E1"), at: time })
          .map(({ team, at }) => async (on: Store) => {
            await on.installations.put(placeOf(team), `${team} ${at}`, at);
            return on.installations.of(placeOf(team));
          }),
        fc
          .record({ team: fc.constantFrom("T1", "T2"), at: time })
          .map(({ team, at }) => async (on: Store) => {
            const belongs = await on.installations.belongs(placeOf(team), "E1", at);
            return [belongs, await on.installations.of(placeOf(team))];
          }),
        fc
          .record({ team: fc.constantFrom("T1", "T2", "E1"), at: time, kept: time })
          .map(({ team, at, kept }) => async (on: Store) => {
            const ended = await on.installations.end(placeOf(team), at, kept);
            return [ended, await on.installations.all("slack", "", 10)];
          }),
        fc.constantFrom("T1", "T2", "E1").map((team) => async (on: Store) => {
          await on.installations.present(placeOf(team), 1005);
          return on.installations.of(placeOf(team));
        }),
        fc.constant((on: Store) => on.backlog("slack", 100)),
        time.map(
          (at) => (on: Store) =>
            on.retention.expire({
              conversationsBefore: at,
              finishedBefore: at,
              fullBefore: at,
              keptBefore: at,
              limit: 100,
            }),
        ),
        key.map((where) => (on: Store) => on.retention.forget(where)),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
          for (const workspace of ["T1", "T2", "T1C"])
            for (const platform of ["slack", "discord"])
              await store.retention.forget({ platform, workspace });
          for (const team of ["T1", "T2", "E1"])
            await store.installations.end(placeOf(team), 9000, 0);
          await store.retention.expire({ ...NOTHING_OVER, keptBefore: 9000 });
          const model = createMemoryStore();
          held = [];
          for (const run of steps) {
            // Both choose among the claims that were held before.
            const before = held;
            const expected = await run(model);
            const after = held;
            held = before;
            expect(await run(store)).toEqual(expected);
            held = after;
          }
        }),
        { numRuns: 60 },
      );
    }, 60_000);
  });
}
