import { z } from "zod";

import { withoutPerson } from "../../src/index.ts";
import type { Kept, Store } from "../../src/index.ts";
import { PLATFORMS } from "./places.ts";

export type ForgettingPerson = {
  readonly store: Store;
  readonly workspace: string;
  /** By the platform's identity. */
  readonly person: string;
  readonly now: number;
  readonly output: NodeJS.WritableStream;
};

/** A bot that runs on the same store may change a conversation meanwhile; then it is looked at again. */
const ROUNDS = 10;

const Conversation = z.object({
  thread: z.string(),
  revision: z.number(),
  changed_at: z.number(),
  data: z.unknown(),
});
const Unheard = z.object({
  thread: z.string(),
  event: z.string(),
  handled_at: z.null(),
  incoming: z.object({ from: z.object({ id: z.string() }) }),
});

/** What was done with one row: nothing was there to do, or it has to be looked at again. */
type Done = "nothing" | "began" | "said" | "again" | "too new";

type Somebody = { readonly platform: string; readonly workspace: string; readonly person: string };

/** Takes somebody out of a conversation, or takes away all of it if they began it. */
async function forgetIn(
  store: Store,
  { platform, workspace, person }: Somebody,
  row: Kept["row"],
  tookPartIn: ReadonlySet<string>,
): Promise<Done> {
  const { thread, revision, changed_at: at, data } = Conversation.parse(row);
  const conversation = { platform, workspace, thread };
  let left: ReturnType<typeof withoutPerson>;
  try {
    left = withoutPerson(data, person, tookPartIn.has(thread));
  } catch {
    return "too new";
  }
  switch (left.kind) {
    case "as it was":
      return "nothing";
    case "theirs":
      await store.retention.forget(conversation);
      return "began";
    case "left": {
      const { kind: _, ...rest } = left;
      // As old as it was: nobody in it has done anything.
      const change = { conversation, revision, ...rest, events: [], replies: [], people: [], at };
      return (await store.conversations.commit(change)) ? "said" : "again";
    }
  }
}

/** Takes away what somebody said and nobody has looked at yet. */
async function forgetUnheard(
  store: Store,
  { platform, workspace, person }: Somebody,
  row: Kept["row"],
  at: number,
): Promise<void> {
  const { data } = Unheard.safeParse(row);
  if (data?.incoming.from.id !== person) return;
  const conversation = { platform, workspace, thread: data.thread };
  const nothing = { replies: [], people: [] };
  const events = [data.event];
  await store.conversations.commit({ conversation, revision: 0, events, ...nothing, at });
}

/** What was done, each as often as it was. */
type Count = Readonly<Record<Done, number>>;
const NONE: Count = { nothing: 0, began: 0, said: 0, again: 0, "too new": 0 };

/** The threads in which somebody took part. */
async function threadsOf(store: Store, who: Somebody): Promise<ReadonlySet<string>> {
  const threads = new Set<string>();
  for await (const { table, row } of store.kept(who))
    if (table === "tuning_fork_people" && row["person"] === who.person)
      threads.add(String(row["thread"]));
  return threads;
}

async function forgetOnce(store: Store, who: Somebody, now: number): Promise<Count> {
  const count = { ...NONE };
  const threads = await threadsOf(store, who);
  for await (const { table, row } of store.kept(who)) {
    if (table === "tuning_fork_conversations") count[await forgetIn(store, who, row, threads)] += 1;
    if (table === "tuning_fork_inbox") await forgetUnheard(store, who, row, now);
  }
  return count;
}

async function forgetOn(store: Store, who: Somebody, now: number): Promise<Count> {
  let total = NONE;
  for (let round = 0; round < ROUNDS; round += 1) {
    const count = await forgetOnce(store, who, now);
    total = { ...count, began: total.began + count.began, said: total.said + count.said };
    if (count.again === 0) break;
  }
  await store.retention.forgetPerson(who);
  return total;
}

const counted = (count: number): string => `${count} conversation${count === 1 ? "" : "s"}`;

/**
 * Deletes the conversations that somebody began, and in others' what they said, and says how many
 * that were.
 *
 * @returns the exit code: 1 when something of theirs may be left
 */
export async function forgetPersonCommand(forgetting: ForgettingPerson): Promise<number> {
  const { store, workspace, person, now, output } = forgetting;
  const counts: Count[] = [];
  for (const platform of PLATFORMS)
    counts.push(await forgetOn(store, { platform, workspace, person }, now));
  const sum = (of: Done): number => counts.reduce((total, count) => total + count[of], 0);
  output.write(
    sum("began") + sum("said") === 0
      ? `No conversation of workspace ${workspace} held anything of ${person}.\n`
      : `Forgot ${counted(sum("began"))} that ${person} began in workspace ${workspace}, and what they said in ${sum("said")} of others.\n`,
  );
  if (sum("too new") > 0)
    output.write(
      `Left alone what a newer version of tuning-fork has stored (${counted(sum("too new"))}): run this with that version.\n`,
    );
  if (sum("again") > 0)
    output.write(`Not done with ${counted(sum("again"))} that kept changing: run this again.\n`);
  return sum("too new") + sum("again") > 0 ? 1 : 0;
}
