import { PassThrough } from "node:stream";

import { expect, test } from "vitest";

import { forgetPersonCommand } from "../../adapters/cli/forget-person.ts";
import { createMemoryStore } from "../../adapters/stores/memory.ts";
import type { Store } from "../../src/index.ts";

const conversation = { platform: "slack", workspace: "T1", thread: "C1" };
const answered = (value: number, version = 1) => ({
  version,
  subject: "We sort tickets.",
  startedAt: "2026-11-23T12:00:00Z",
  starter: { id: "U1", name: "Dana", event: "E1" },
  entries: [
    {
      fact: "labelledExamples",
      value,
      how: "answered",
      by: { id: "U2", name: "Robin" },
      at: "2026-11-23T12:00:00Z",
      event: "E2",
    },
  ],
  asked: [],
  phase: { name: "idle" },
});
const commit = (store: Store, data: unknown, revision: number) =>
  store.conversations.commit({
    conversation,
    revision,
    data,
    events: [],
    people: [],
    replies: [],
    at: 1,
  });
const forgetting = async (store: Store) => {
  const output = new PassThrough();
  const status = await forgetPersonCommand({
    store,
    workspace: "T1",
    person: "U2",
    now: 1,
    output,
  });
  return { status, said: String(output.read()) };
};

test("somebody is forgotten in what changes meanwhile, too", async () => {
  const store = createMemoryStore();
  await commit(store, answered(500), 0);
  let isFirst = true;
  const racing: Store = {
    ...store,
    conversations: {
      ...store.conversations,
      commit: async (handled) => {
        if (isFirst) await commit(store, answered(900), 1);
        isFirst = false;
        return store.conversations.commit(handled);
      },
    },
  };
  expect(await forgetting(racing)).toMatchObject({ status: 0 });
  expect(JSON.stringify(await store.conversations.read(conversation))).not.toContain("Robin");
});

test("something of somebody may be left in what a newer version has stored, which is said", async () => {
  const store = createMemoryStore();
  await commit(store, answered(500, 99), 0);
  expect(await forgetting(store)).toEqual({
    status: 1,
    said: expect.stringContaining(
      "Left alone what a newer version of tuning-fork has stored (1 conversation)",
    ) as string,
  });
});
