import { EVENTS_AT_ONCE } from "../../src/index.ts";
import type {
  Claim,
  ConversationKey,
  Incoming,
  Kept,
  Said,
  Scope,
  Store,
  Workspace,
} from "../../src/index.ts";
import { createMemoryInstallations } from "./memory-installations.ts";

type StoredConversation = {
  readonly key: ConversationKey;
  readonly data: unknown;
  readonly openFor: string | undefined;
  readonly revision: number;
  readonly lastPosition: number | undefined;
  readonly changedAt: number;
};
type Event = {
  readonly incoming: Incoming;
  readonly takenInAt: number;
  readonly handledAt?: number;
};
type TookPart = { readonly key: ConversationKey; readonly person: string; readonly at: number };
type Reply = Said & {
  readonly conversation: ConversationKey;
  readonly due: number;
  readonly attempts: number;
  readonly claimedBy?: string | undefined;
  readonly finishedAt?: number;
  readonly message?: string;
  readonly failure?: string;
};

type Used = Pick<Scope, "platform" | "workspace"> & {
  readonly holder: string;
  readonly fullAt: number;
};

const idOf = ({ platform, workspace, thread }: ConversationKey): string =>
  JSON.stringify([platform, workspace, thread]);

const eventId = ({ event, conversation }: Incoming): string =>
  JSON.stringify([conversation.platform, conversation.workspace, event]);

const replyId = ({ conversation, position }: Claim | Reply): string =>
  `${idOf(conversation)}${position}`;

const inScope = (key: ConversationKey, { platform, workspace, thread }: Scope): boolean =>
  key.platform === platform &&
  key.workspace === workspace &&
  (thread === undefined || key.thread === thread);

const inOrder = (one: Event, another: Event): number =>
  Date.parse(one.incoming.at) - Date.parse(another.incoming.at) ||
  one.takenInAt - another.takenInAt ||
  (one.incoming.event < another.incoming.event ? -1 : 1);

function remove<T>(map: Map<string, T>, isGone: (value: T) => boolean, limit = Infinity): number {
  const gone = [...map].filter(([, value]) => isGone(value)).slice(0, limit);
  for (const [id] of gone) map.delete(id);
  return gone.length;
}

const conversationRow = (stored: StoredConversation): Kept => ({
  table: "tuning_fork_conversations",
  row: {
    ...stored.key,
    revision: stored.revision,
    last_position: stored.lastPosition ?? null,
    changed_at: stored.changedAt,
    data: stored.data ?? null,
    open_for: stored.openFor ?? null,
  },
});

const eventRow = ({ incoming, takenInAt, handledAt }: Event): Kept => ({
  table: "tuning_fork_inbox",
  row: {
    ...incoming.conversation,
    event: incoming.event,
    happened_at: Date.parse(incoming.at),
    taken_in_at: takenInAt,
    handled_at: handledAt ?? null,
    incoming: handledAt === undefined ? incoming : null,
  },
});

const replyRow = (reply: Reply): Kept => ({
  table: "tuning_fork_outbox",
  row: {
    ...reply.conversation,
    position: reply.position,
    event: reply.event,
    person: reply.finishedAt === undefined ? (reply.person ?? null) : null,
    reply: reply.finishedAt === undefined ? reply.reply : null,
    due_at: reply.due,
    attempts: reply.attempts,
    claimed_by: reply.claimedBy ?? null,
    finished_at: reply.finishedAt ?? null,
    topic: reply.reply.topic ?? null,
    message: reply.message ?? null,
    failure: reply.failure ?? null,
  },
});

const personRow = ({ key, person, at }: TookPart): Kept => ({
  table: "tuning_fork_people",
  row: { ...key, person, took_part_at: at },
});

const allowanceRow = ({ fullAt, ...used }: Used): Kept => ({
  table: "tuning_fork_allowances",
  row: { ...used, full_at: fullAt },
});

/** Everything for as long as the process lives: the terminal and tests. */
export function createMemoryStore(): Store {
  const conversations = new Map<string, StoredConversation>();
  const events = new Map<string, Event>();
  const replies = new Map<string, Reply>();
  const people = new Map<string, TookPart>();
  const allowances = new Map<string, Used>();

  const installations = createMemoryInstallations();

  const unhandled = (): readonly Event[] =>
    [...events.values()].filter(({ handledAt }) => handledAt === undefined);
  const open = (): readonly Reply[] =>
    [...replies.values()]
      .filter(({ finishedAt }) => finishedAt === undefined)
      .toSorted((one, another) => one.position - another.position);

  function change(claim: Claim, changed: (reply: Reply) => Partial<Reply> | undefined): void {
    const reply = replies.get(replyId(claim));
    if (reply?.finishedAt !== undefined) return;
    if (reply !== undefined) replies.set(replyId(claim), { ...reply, ...changed(reply) });
  }

  /** Deletes what is stored of a scope; gives how many conversations that were, and how much more. */
  function forget(scope: Scope): { readonly conversations: number; readonly more: number } {
    const { platform, workspace, thread } = scope;
    const more =
      remove(events, ({ incoming }) => inScope(incoming.conversation, scope)) +
      remove(replies, ({ conversation }) => inScope(conversation, scope)) +
      remove(people, ({ key }) => inScope(key, scope)) +
      (thread === undefined
        ? remove(allowances, (used) => used.platform === platform && used.workspace === workspace)
        : 0);
    return { conversations: remove(conversations, ({ key }) => inScope(key, scope)), more };
  }

  /** Deletes what is stored of a workspace that is kept no longer, and that it was there. */
  function forgetLeft(workspace: Workspace): number {
    const forgotten = forget(workspace);
    return forgotten.conversations + forgotten.more + 1;
  }

  return {
    inbox: {
      put: async (incoming, at) => {
        const id = eventId(incoming);
        if (events.has(id)) return false;
        events.set(id, { incoming, takenInAt: at });
        return true;
      },
      waiting: async (conversation) => {
        const id = idOf(conversation);
        const here = unhandled().filter(({ incoming }) => idOf(incoming.conversation) === id);
        if (here.length === 0) return undefined;
        const stored = conversations.get(id);
        return {
          data: stored?.data,
          revision: stored?.revision ?? 0,
          lastPosition: stored?.lastPosition,
          events: here
            .toSorted(inOrder)
            .slice(0, EVENTS_AT_ONCE)
            .map(({ incoming }) => incoming),
        };
      },
      left: async (takenInBy, limit) => {
        const left = unhandled()
          .filter(({ takenInAt }) => takenInAt <= takenInBy)
          .toSorted(
            (one, another) =>
              one.takenInAt - another.takenInAt ||
              (idOf(one.incoming.conversation) < idOf(another.incoming.conversation) ? -1 : 1),
          )
          .map(({ incoming }) => incoming.conversation);
        return [...new Map(left.map((key) => [idOf(key), key])).values()].slice(0, limit);
      },
    },
    conversations: {
      has: async (conversation) =>
        conversations.has(idOf(conversation)) ||
        unhandled().some(({ incoming }) => idOf(incoming.conversation) === idOf(conversation)),
      commit: async (handled) => {
        const id = idOf(handled.conversation);
        const stored = conversations.get(id);
        if (handled.data !== undefined || handled.replies.length > 0) {
          if ((stored?.revision ?? 0) !== handled.revision) return false;
          conversations.set(id, {
            key: handled.conversation,
            data: handled.data ?? stored?.data,
            openFor: handled.data === undefined ? stored?.openFor : handled.openFor,
            revision: handled.revision + 1,
            lastPosition: handled.replies.at(-1)?.position ?? stored?.lastPosition,
            changedAt: handled.at,
          });
          for (const person of handled.people)
            people.set(`${person} in ${id}`, { key: handled.conversation, person, at: handled.at });
        }
        for (const event of handled.events) {
          const { platform, workspace } = handled.conversation;
          const key = JSON.stringify([platform, workspace, event]);
          const known = events.get(key);
          if (known !== undefined) events.set(key, { ...known, handledAt: handled.at });
        }
        for (const said of handled.replies) {
          const reply = {
            ...said,
            conversation: handled.conversation,
            due: handled.at,
            attempts: 0,
          };
          replies.set(replyId(reply), reply);
        }
        return true;
      },
      read: async (conversation) => conversations.get(idOf(conversation))?.data,
      recent: async ({ platform, workspace, person }, limit) =>
        [...people.values()]
          .filter((one) => one.person === person && inScope(one.key, { platform, workspace }))
          .flatMap(({ key }) => conversations.get(idOf(key)) ?? [])
          .toSorted(
            (one, another) =>
              another.changedAt - one.changedAt || (one.key.thread < another.key.thread ? -1 : 1),
          )
          .slice(0, limit)
          .map(({ key, data, changedAt }) => ({ conversation: key, data, changedAt })),
      open: async ({ platform, workspace, person }, limit) =>
        [...conversations.values()]
          .filter((one) => one.openFor === person && inScope(one.key, { platform, workspace }))
          .slice(0, limit)
          .map(({ key }) => key.thread),
      countOpen: async ({ platform, workspace }, limit) =>
        [...conversations.values()]
          .filter(
            ({ key, openFor }) => openFor !== undefined && inScope(key, { platform, workspace }),
          )
          .slice(0, limit).length,
      changed: async (platform, since, limit) =>
        [...conversations.values()]
          .filter(({ key, changedAt }) => key.platform === platform && changedAt >= since)
          .toSorted(
            (one, another) =>
              another.changedAt - one.changedAt || (idOf(one.key) < idOf(another.key) ? -1 : 1),
          )
          .slice(0, limit)
          .map(({ key, changedAt }) => ({ conversation: key, changedAt })),
    },
    outbox: {
      claim: async ({ platform, replica, now, until, limit }) => {
        const first = new Map<string, Reply>();
        for (const reply of open())
          if (reply.conversation.platform === platform && !first.has(idOf(reply.conversation)))
            first.set(idOf(reply.conversation), reply);
        const due = [...first.values()].filter((reply) => reply.due <= now);
        return due
          .toSorted((one, another) => one.due - another.due)
          .slice(0, limit)
          .map((reply): Claim => {
            const attempt = reply.attempts + 1;
            replies.set(replyId(reply), {
              ...reply,
              due: until,
              attempts: attempt,
              claimedBy: replica,
            });
            const { conversation, position, event, person, reply: said } = reply;
            return {
              conversation,
              position,
              event,
              reply: said,
              attempt,
              ...(person === undefined ? {} : { person }),
            };
          });
      },
      postpone: async (claim, replica, due) =>
        change(claim, ({ claimedBy, attempts }) =>
          claimedBy === replica && attempts === claim.attempt
            ? { due, claimedBy: undefined }
            : undefined,
        ),
      giveUp: async (claim, failure, at) => change(claim, () => ({ finishedAt: at, failure })),
    },
    deliveries: {
      mark: async (claim, message, at) => change(claim, () => ({ finishedAt: at, message })),
      of: async (conversation) =>
        [...replies.values()]
          .filter((reply) => idOf(reply.conversation) === idOf(conversation))
          .flatMap(({ position, message, reply: { topic } }) =>
            message === undefined
              ? []
              : [{ position, message, ...(topic === undefined ? {} : { topic }) }],
          )
          .toSorted((one, another) => one.position - another.position),
      conversationOf: async ({ platform, workspace }, message) =>
        [...replies.values()].find(
          (reply) =>
            reply.message === message && inScope(reply.conversation, { platform, workspace }),
        )?.conversation,
    },
    retention: {
      expire: async ({ conversationsBefore, finishedBefore, fullBefore, keptBefore, limit }) =>
        installations.over(keptBefore, limit).reduce((sum, left) => sum + forgetLeft(left), 0) +
        remove(allowances, ({ fullAt }) => fullAt < fullBefore, limit) +
        remove(conversations, ({ changedAt }) => changedAt < conversationsBefore, limit) +
        remove(people, ({ at }) => at < conversationsBefore, limit) +
        remove(events, ({ handledAt = Infinity }) => handledAt < finishedBefore, limit) +
        remove(replies, ({ finishedAt = Infinity }) => finishedAt < finishedBefore, limit),
      forget: async (scope) => forget(scope).conversations,
      forgetPerson: async ({ platform, workspace, person }) => {
        remove(people, (one) => one.person === person && inScope(one.key, { platform, workspace }));
      },
    },
    allowances: {
      take: async ({ platform, workspace, holder, amount, at }, { most, every }) => {
        const id = JSON.stringify([platform, workspace, holder]);
        const fullAt = Math.max(allowances.get(id)?.fullAt ?? at, at) + amount * every;
        if (fullAt > at + most * every) return false;
        allowances.set(id, { platform, workspace, holder, fullAt });
        return true;
      },
    },
    installations: installations.kept,
    kept: async function* ({ platform, workspace }) {
      const rows: readonly Kept[] = [
        ...[...conversations.values()].map(conversationRow),
        ...[...events.values()].map(eventRow),
        ...[...replies.values()].map(replyRow),
        ...[...people.values()].map(personRow),
        ...[...allowances.values()].map(allowanceRow),
        ...installations.rows(),
      ];
      for (const kept of rows)
        if (kept.row["platform"] === platform && kept.row["workspace"] === workspace) yield kept;
    },
    backlog: async (platform, limit) => {
      const waiting = unhandled().filter(
        ({ incoming }) => incoming.conversation.platform === platform,
      );
      const undelivered = open().filter(({ conversation }) => conversation.platform === platform);
      return Math.min(waiting.length, limit) + Math.min(undelivered.length, limit);
    },
    close: async () => undefined,
  };
}
