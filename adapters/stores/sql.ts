import { EVENTS_AT_ONCE } from "../../src/index.ts";
import type {
  Claim,
  ConversationKey,
  Delivered,
  Incoming,
  Kept,
  Reply,
  Scope,
  Store,
} from "../../src/index.ts";
import type { Database, Row, Value } from "./database.ts";
import { HOLD, IS_OVER, REMOVE, createSqlInstallations } from "./sql-installations.ts";

const PUT = `INSERT INTO tuning_fork_inbox
  (platform, workspace, event, thread, happened_at, taken_in_at, incoming)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`;

// One statement sees one moment: were the conversation read before the events, an answer could be
// taken for one to the question before.
const WAITING = `SELECT e.incoming, c.data, c.revision, c.last_position
  FROM tuning_fork_inbox e LEFT JOIN tuning_fork_conversations c
    ON c.platform = e.platform AND c.workspace = e.workspace AND c.thread = e.thread
  WHERE e.platform = $1 AND e.workspace = $2 AND e.thread = $3 AND e.handled_at IS NULL
  ORDER BY e.happened_at, e.taken_in_at, e.event
  LIMIT ${EVENTS_AT_ONCE}`;

const LEFT = `SELECT platform, workspace, thread, MIN(taken_in_at) AS since FROM tuning_fork_inbox
  WHERE handled_at IS NULL AND taken_in_at <= $1
  GROUP BY platform, workspace, thread ORDER BY since, platform, workspace, thread LIMIT $2`;

// The first open reply of a conversation is looked up for each that is due, in the order in which they
// are due, so that the cost does not grow with what waits; written as a join, Postgres joins all of it.
const claim = (skipLocked: Database["skipLocked"]): string => `WITH due AS MATERIALIZED (
    SELECT platform, workspace, thread, position FROM tuning_fork_outbox AS reply
    WHERE platform = $1 AND finished_at IS NULL AND due_at <= $2 AND position = (
      SELECT MIN(first.position) FROM tuning_fork_outbox AS first
      WHERE first.platform = reply.platform AND first.workspace = reply.workspace
        AND first.thread = reply.thread AND first.finished_at IS NULL)
    ORDER BY due_at LIMIT $5 ${skipLocked})
  UPDATE tuning_fork_outbox SET due_at = $3, claimed_by = $4, attempts = attempts + 1
  WHERE (platform, workspace, thread, position) IN (SELECT platform, workspace, thread, position FROM due)
  RETURNING workspace, thread, position, event, person, reply, attempts`;

const ONE_REPLY = "platform = $1 AND workspace = $2 AND thread = $3 AND position = $4";

const POSTPONE = `UPDATE tuning_fork_outbox SET due_at = $5, claimed_by = NULL
  WHERE ${ONE_REPLY} AND claimed_by = $6 AND attempts = $7 AND finished_at IS NULL`;

const MARK = `UPDATE tuning_fork_outbox SET finished_at = $5, message = $6, reply = NULL, person = NULL
  WHERE ${ONE_REPLY} AND finished_at IS NULL`;

const GIVE_UP = `UPDATE tuning_fork_outbox SET finished_at = $5, failure = $6, reply = NULL, person = NULL
  WHERE ${ONE_REPLY} AND finished_at IS NULL`;

const DELIVERED = `SELECT position, message, topic FROM tuning_fork_outbox
  WHERE platform = $1 AND workspace = $2 AND thread = $3 AND message IS NOT NULL ORDER BY position`;

const CONVERSATION_OF = `SELECT thread FROM tuning_fork_outbox
  WHERE platform = $1 AND workspace = $2 AND message = $3 LIMIT 1`;

const HAS = `SELECT 1 AS one FROM tuning_fork_conversations
    WHERE platform = $1 AND workspace = $2 AND thread = $3
  UNION ALL SELECT 1 AS one FROM tuning_fork_inbox
    WHERE platform = $1 AND workspace = $2 AND thread = $3 AND handled_at IS NULL
  LIMIT 1`;

const READ = `SELECT data FROM tuning_fork_conversations
  WHERE platform = $1 AND workspace = $2 AND thread = $3`;

const RECENT = `SELECT c.platform, c.workspace, c.thread, c.data, c.changed_at
  FROM tuning_fork_people p JOIN tuning_fork_conversations c
    ON c.platform = p.platform AND c.workspace = p.workspace AND c.thread = p.thread
  WHERE p.platform = $1 AND p.workspace = $2 AND p.person = $3
  ORDER BY c.changed_at DESC, c.thread LIMIT $4`;

const OPEN = `SELECT thread FROM tuning_fork_conversations
  WHERE platform = $1 AND workspace = $2 AND open_for = $3 LIMIT $4`;

const COUNT_OPEN = `SELECT COUNT(*) AS open FROM (SELECT 1 AS one FROM tuning_fork_conversations
  WHERE platform = $1 AND workspace = $2 AND open_for IS NOT NULL LIMIT $3) AS one_by_one`;

const FORGET_PERSON = `DELETE FROM tuning_fork_people
  WHERE platform = $1 AND workspace = $2 AND person = $3`;

const CHANGED = `SELECT platform, workspace, thread, changed_at FROM tuning_fork_conversations
  WHERE platform = $1 AND changed_at >= $2 AND data IS NOT NULL
  ORDER BY changed_at DESC, workspace, thread LIMIT $3`;

// Nothing is changed, and no row comes back, when so much more would not fit. The casts tell Postgres
// what kind of numbers these are, which an expression alone does not.
const LATER_OF = `CASE WHEN held.full_at > CAST($4 AS BIGINT) THEN held.full_at ELSE CAST($4 AS BIGINT) END`;
const TAKE = `INSERT INTO tuning_fork_allowances AS held (platform, workspace, holder, full_at)
  VALUES ($1, $2, $3, CAST($4 AS BIGINT) + CAST($5 AS BIGINT))
  ON CONFLICT (platform, workspace, holder) DO UPDATE SET full_at = ${LATER_OF} + CAST($5 AS BIGINT)
  WHERE ${LATER_OF} + CAST($5 AS BIGINT) <= CAST($4 AS BIGINT) + CAST($6 AS BIGINT)
  RETURNING full_at`;

const BACKLOG = `SELECT
  (SELECT COUNT(*) FROM (SELECT 1 AS one FROM tuning_fork_inbox
    WHERE platform = $1 AND handled_at IS NULL LIMIT $2) AS waiting) +
  (SELECT COUNT(*) FROM (SELECT 1 AS one FROM tuning_fork_outbox
    WHERE platform = $1 AND finished_at IS NULL LIMIT $2) AS open) AS backlog`;

const KEY = "platform, workspace, thread";
const EXPIRE: readonly {
  readonly sql: string;
  readonly before: "conversations" | "finished" | "full";
}[] = [
  {
    sql: `DELETE FROM tuning_fork_conversations WHERE (${KEY}) IN (
      SELECT ${KEY} FROM tuning_fork_conversations WHERE changed_at < $1 LIMIT $2)`,
    before: "conversations",
  },
  {
    sql: `DELETE FROM tuning_fork_people WHERE (${KEY}, person) IN (
      SELECT ${KEY}, person FROM tuning_fork_people WHERE took_part_at < $1 LIMIT $2)`,
    before: "conversations",
  },
  {
    sql: `DELETE FROM tuning_fork_inbox WHERE (platform, workspace, event) IN (
      SELECT platform, workspace, event FROM tuning_fork_inbox WHERE handled_at < $1 LIMIT $2)`,
    before: "finished",
  },
  {
    sql: `DELETE FROM tuning_fork_outbox WHERE (${KEY}, position) IN (
      SELECT ${KEY}, position FROM tuning_fork_outbox WHERE finished_at < $1 LIMIT $2)`,
    before: "finished",
  },
  {
    sql: `DELETE FROM tuning_fork_allowances WHERE (platform, workspace, holder) IN (
      SELECT platform, workspace, holder FROM tuning_fork_allowances WHERE full_at < $1 LIMIT $2)`,
    before: "full",
  },
];

/** A table, with what follows platform and workspace in its primary key. */
type Table = { readonly name: string; readonly key: readonly string[] };

/** The tables in which conversations leave something, the conversations themselves first. */
const OF_THREAD: readonly Table[] = [
  { name: "tuning_fork_conversations", key: ["thread"] },
  { name: "tuning_fork_inbox", key: ["event"] },
  { name: "tuning_fork_outbox", key: ["thread", "position"] },
  { name: "tuning_fork_people", key: ["person", "thread"] },
];

/** All that hold something that people did in a workspace. */
export const TABLES: readonly Table[] = [
  ...OF_THREAD,
  { name: "tuning_fork_allowances", key: ["holder"] },
];

/** What opens a workspace is not what is kept of it, and so is not shown with it. */
const INSTALLATIONS: Table = { name: "tuning_fork_installations", key: ["workspace"] };
const SECRET = "sealed";

/** Columns that hold what they hold as JSON. */
const AS_JSON: ReadonlySet<string> = new Set(["data", "incoming", "reply"]);

/** Rows that are read at once where all of a table are. */
const PAGE = 500;

/** The rows of a workspace from the first on, or from behind one whose key follows as parameters. */
function pageOf({ name, key }: Table, isBehind: boolean): string {
  const columns = key.join(", ");
  const behind = key.map((_, at) => `$${at + 3}`).join(", ");
  return `SELECT * FROM ${name} WHERE platform = $1 AND workspace = $2
    ${isBehind ? `AND (${columns}) > (${behind})` : ""} ORDER BY ${columns} LIMIT ${PAGE}`;
}

const keyValues = (key: ConversationKey): readonly string[] => [
  key.platform,
  key.workspace,
  key.thread,
];

const replyValues = ({ conversation, position }: Claim): readonly Value[] => [
  ...keyValues(conversation),
  position,
];

const optionalNumber = (value: Value | undefined): number | undefined =>
  value === null || value === undefined ? undefined : Number(value);

const json = (value: Value | undefined): unknown =>
  typeof value === "string" ? JSON.parse(value) : undefined;

const readable = (row: Row): Kept["row"] =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => column !== SECRET)
      .map(([column, value]) => [column, AS_JSON.has(column) ? (json(value) ?? null) : value]),
  );

const keyOf = (row: Row): ConversationKey => ({
  platform: String(row["platform"]),
  workspace: String(row["workspace"]),
  thread: String(row["thread"]),
});

const claimOf = (platform: string, row: Row): Claim => ({
  conversation: { ...keyOf(row), platform },
  position: Number(row["position"]),
  event: String(row["event"]),
  ...(typeof row["person"] === "string" ? { person: row["person"] } : {}),
  reply: json(row["reply"]) as Reply,
  attempt: Number(row["attempts"]),
});

const deleteOf = (table: string): string =>
  `DELETE FROM ${table} WHERE platform = $1 AND workspace = $2`;

/** A store on a database of either kind. */
export function createSqlStore(database: Database): Store {
  const { query } = database;
  const claimStatement = claim(database.skipLocked);
  const installations = createSqlInstallations(query);

  async function forget({ platform, workspace, thread }: Scope): Promise<number> {
    const only = thread === undefined ? "" : " AND thread = $3";
    const tables = thread === undefined ? TABLES : OF_THREAD;
    const [conversations] = await database.together(
      tables.map(({ name }) => `${deleteOf(name)}${only}`),
      [platform, workspace, ...(thread === undefined ? [] : [thread])],
    );
    await database.wipe();
    return conversations?.changes ?? 0;
  }

  return {
    inbox: {
      put: async (incoming, at) => {
        const { platform, workspace, thread } = incoming.conversation;
        const { changes } = await query(PUT, [
          platform,
          workspace,
          incoming.event,
          thread,
          Date.parse(incoming.at),
          at,
          JSON.stringify(incoming),
        ]);
        return changes === 1;
      },
      waiting: async (conversation) => {
        const { rows } = await query(WAITING, keyValues(conversation));
        const [first] = rows;
        if (first === undefined) return undefined;
        return {
          data: json(first["data"]),
          revision: optionalNumber(first["revision"]) ?? 0,
          lastPosition: optionalNumber(first["last_position"]),
          events: rows.map(({ incoming }) => json(incoming) as Incoming),
        };
      },
      left: async (takenInBy, limit) =>
        (await query(LEFT, [takenInBy, limit])).rows.map((row) => keyOf(row)),
    },
    conversations: {
      has: async (conversation) => (await query(HAS, keyValues(conversation))).rows.length > 0,
      commit: (handled) => database.commit(handled),
      read: async (conversation) =>
        json((await query(READ, keyValues(conversation))).rows[0]?.["data"]),
      recent: async ({ platform, workspace, person }, limit) =>
        (await query(RECENT, [platform, workspace, person, limit])).rows.map((row) => ({
          conversation: keyOf(row),
          data: json(row["data"]),
          changedAt: Number(row["changed_at"]),
        })),
      open: async ({ platform, workspace, person }, limit) =>
        (await query(OPEN, [platform, workspace, person, limit])).rows.map(({ thread }) =>
          String(thread),
        ),
      countOpen: async ({ platform, workspace }, limit) =>
        Number((await query(COUNT_OPEN, [platform, workspace, limit])).rows[0]?.["open"]),
      changed: async (platform, since, limit) =>
        (await query(CHANGED, [platform, since, limit])).rows.map((row) => ({
          conversation: keyOf(row),
          changedAt: Number(row["changed_at"]),
        })),
    },
    outbox: {
      claim: async ({ platform, replica, now, until, limit }) => {
        const { rows } = await query(claimStatement, [platform, now, until, replica, limit]);
        return rows.map((row) => claimOf(platform, row));
      },
      postpone: async (claimed, replica, due) => {
        await query(POSTPONE, [...replyValues(claimed), due, replica, claimed.attempt]);
      },
      giveUp: async (claimed, why, at) => {
        await query(GIVE_UP, [...replyValues(claimed), at, why]);
      },
    },
    deliveries: {
      mark: async (claimed, message, at) => {
        await query(MARK, [...replyValues(claimed), at, message]);
      },
      of: async (conversation) =>
        (await query(DELIVERED, keyValues(conversation))).rows.map((row): Delivered => ({
          position: Number(row["position"]),
          message: String(row["message"]),
          ...(typeof row["topic"] === "string" ? { topic: row["topic"] } : {}),
        })),
      conversationOf: async ({ platform, workspace }, message) => {
        const { rows } = await query(CONVERSATION_OF, [platform, workspace, message]);
        const thread = rows[0]?.["thread"];
        return thread === undefined ? undefined : { platform, workspace, thread: String(thread) };
      },
    },
    retention: {
      expire: async ({ conversationsBefore, finishedBefore, fullBefore, keptBefore, limit }) => {
        const instants = {
          conversations: conversationsBefore,
          finished: finishedBefore,
          full: fullBefore,
        };
        let deleted = 0;
        for (const { sql, before } of EXPIRE)
          deleted += (await query(sql, [instants[before], limit])).changes;
        for (const { platform, workspace } of await installations.over(keptBefore, limit)) {
          const [, ...results] = await database.together(
            [HOLD, ...TABLES.map(({ name }) => `${deleteOf(name)} AND ${IS_OVER}`), REMOVE],
            [platform, workspace, keptBefore],
          );
          deleted += results.reduce((sum, { changes }) => sum + changes, 0);
          await database.wipe();
        }
        return deleted;
      },
      forget,
      forgetPerson: async ({ platform, workspace, person }) => {
        await query(FORGET_PERSON, [platform, workspace, person]);
        await database.wipe();
      },
    },
    allowances: {
      take: async ({ platform, workspace, holder, amount, at }, { most, every }) => {
        const values = [platform, workspace, holder, at, amount * every, most * every];
        return amount <= most && (await query(TAKE, values)).rows.length > 0;
      },
    },
    installations: installations.kept,
    kept: async function* ({ platform, workspace }) {
      for (const table of [...TABLES, INSTALLATIONS])
        for (let behind: readonly Value[] = []; ;) {
          const sql = pageOf(table, behind.length > 0);
          const { rows } = await query(sql, [platform, workspace, ...behind]);
          for (const row of rows) yield { table: table.name, row: readable(row) };
          const last = rows.at(-1);
          if (last === undefined || rows.length < PAGE) break;
          behind = table.key.map((column) => last[column] ?? null);
        }
    },
    backlog: async (platform, limit) =>
      Number((await query(BACKLOG, [platform, limit])).rows[0]?.["backlog"] ?? 0),
    close: () => database.close(),
  };
}
