/**
 * The schema, step by step; a step that was released is never changed. Written in what SQLite,
 * Postgres and databases that speak its language have in common. Instants are milliseconds.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE tuning_fork_conversations (
       platform TEXT NOT NULL,
       workspace TEXT NOT NULL,
       thread TEXT NOT NULL,
       revision BIGINT NOT NULL,
       last_position BIGINT,
       changed_at BIGINT NOT NULL,
       data TEXT,
       PRIMARY KEY (platform, workspace, thread)
     )`,
    `CREATE INDEX tuning_fork_conversations_by_change ON tuning_fork_conversations (changed_at)`,

    // `incoming` is emptied once the event is handled; what is left recognises it when it comes again.
    `CREATE TABLE tuning_fork_inbox (
       platform TEXT NOT NULL,
       workspace TEXT NOT NULL,
       event TEXT NOT NULL,
       thread TEXT NOT NULL,
       happened_at BIGINT NOT NULL,
       taken_in_at BIGINT NOT NULL,
       handled_at BIGINT,
       incoming TEXT,
       PRIMARY KEY (platform, workspace, event)
     )`,
    `CREATE INDEX tuning_fork_inbox_waiting
       ON tuning_fork_inbox (platform, workspace, thread) WHERE handled_at IS NULL`,
    `CREATE INDEX tuning_fork_inbox_left ON tuning_fork_inbox (taken_in_at) WHERE handled_at IS NULL`,
    `CREATE INDEX tuning_fork_inbox_handled ON tuning_fork_inbox (handled_at) WHERE handled_at IS NOT NULL`,

    // `due_at` is when a reply may be claimed next: a claim moves it to where the claim ends. `reply`
    // is emptied once it is delivered; what is left knows the platform's message.
    `CREATE TABLE tuning_fork_outbox (
       platform TEXT NOT NULL,
       workspace TEXT NOT NULL,
       thread TEXT NOT NULL,
       position BIGINT NOT NULL,
       event TEXT NOT NULL,
       person TEXT,
       reply TEXT,
       due_at BIGINT NOT NULL,
       attempts INTEGER NOT NULL,
       claimed_by TEXT,
       finished_at BIGINT,
       topic TEXT,
       message TEXT,
       failure TEXT,
       PRIMARY KEY (platform, workspace, thread, position)
     )`,
    // Without the platform: a planner that has no statistics yet would take this index to look for
    // the replies of one conversation.
    `CREATE INDEX tuning_fork_outbox_due ON tuning_fork_outbox (due_at) WHERE finished_at IS NULL`,
    `CREATE INDEX tuning_fork_outbox_open
       ON tuning_fork_outbox (platform, workspace, thread, position) WHERE finished_at IS NULL`,
    `CREATE INDEX tuning_fork_outbox_message
       ON tuning_fork_outbox (platform, workspace, message) WHERE message IS NOT NULL`,
    `CREATE INDEX tuning_fork_outbox_finished
       ON tuning_fork_outbox (finished_at) WHERE finished_at IS NOT NULL`,
  ],
  [
    // Who took part in which conversation, so that their own can be listed for them.
    `CREATE TABLE tuning_fork_people (
       platform TEXT NOT NULL,
       workspace TEXT NOT NULL,
       person TEXT NOT NULL,
       thread TEXT NOT NULL,
       took_part_at BIGINT NOT NULL,
       PRIMARY KEY (platform, workspace, person, thread)
     )`,
    `CREATE INDEX tuning_fork_people_by_thread ON tuning_fork_people (platform, workspace, thread)`,
    `CREATE INDEX tuning_fork_people_by_time ON tuning_fork_people (took_part_at)`,
  ],
  [
    // How much somebody has used of what they may: the instant at which all of it is there again.
    `CREATE TABLE tuning_fork_allowances (
       platform TEXT NOT NULL,
       workspace TEXT NOT NULL,
       holder TEXT NOT NULL,
       full_at BIGINT NOT NULL,
       PRIMARY KEY (platform, workspace, holder)
     )`,
    `CREATE INDEX tuning_fork_allowances_by_time ON tuning_fork_allowances (full_at)`,
  ],
  [
    // Who began a decision, as long as it is open, so that open ones can be counted.
    `ALTER TABLE tuning_fork_conversations ADD COLUMN open_for TEXT`,
    `CREATE INDEX tuning_fork_conversations_open
       ON tuning_fork_conversations (platform, workspace, open_for) WHERE open_for IS NOT NULL`,
  ],
  [
    // What opens a workspace, sealed; or until when one is kept that took the bot away. One without
    // either is opened by its organisation's, or not from here. What is told late is told by since when
    // it is as it is.
    `CREATE TABLE tuning_fork_installations (
       platform TEXT NOT NULL,
       workspace TEXT NOT NULL,
       organisation TEXT,
       sealed TEXT,
       state_since BIGINT NOT NULL,
       kept_until BIGINT,
       PRIMARY KEY (platform, workspace)
     )`,
  ],
];

/** Where the version of the schema stands, in a row that those who migrate at once wait for. */
export const VERSION_TABLE = "tuning_fork_schema";
export const CREATE_VERSION_TABLE = [
  `CREATE TABLE IF NOT EXISTS ${VERSION_TABLE} (
     one INTEGER PRIMARY KEY,
     version INTEGER NOT NULL
   )`,
  `INSERT INTO ${VERSION_TABLE} (one, version) VALUES (1, 0) ON CONFLICT DO NOTHING`,
] as const;
