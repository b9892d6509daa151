import type { CheckOutcome, ConversationKey, GivenFile, Incoming } from "./chat/incoming.ts";
import type { Reply } from "./chat/reply.ts";

/**
 * What the core needs of the world. Instants are milliseconds since 1970, as the clock tells them;
 * stores have no clock of their own.
 */
export type Clock = {
  readonly now: () => number;
  /** The same as an ISO instant. */
  readonly instant: () => string;
  /** Runs something once, so many milliseconds from now; gives back what calls it off. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
};

/** What the people who run the bot should know. Never holds words of a conversation. */
export type LogEntry = {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  /** Stands in the message that the people in the conversation see, too. */
  readonly reference?: string;
  readonly cause?: unknown;
};
export type Log = (entry: LogEntry) => void;

/** Something that happened, for whoever counts it: never words, never who or where in a workspace. */
export type Measured =
  /** An event came in; not new when it had come before. */
  | {
      readonly kind: "taken in";
      readonly platform: string;
      /** What kind of event it was. */
      readonly what: Incoming["kind"];
      readonly isNew: boolean;
    }
  /** The platform was told that an event has arrived, so long after it did. */
  | { readonly kind: "acknowledged"; readonly platform: string; readonly milliseconds: number }
  /** Waiting events of one conversation were handled, and what came of it is stored. */
  | { readonly kind: "turned"; readonly platform: string; readonly milliseconds: number }
  /** A recommendation was given after so many questions. */
  | { readonly kind: "advised"; readonly platform: string; readonly questions: number }
  /** What became of one attempt to show a reply. */
  | {
      readonly kind: "delivered";
      readonly platform: string;
      readonly result: "delivered" | "later" | "given up" | "unanswered";
    }
  /** The first reply to an event that this process took in stands there, so long after the event came. */
  | { readonly kind: "replied"; readonly platform: string; readonly milliseconds: number }
  /** So many events and replies are waiting. */
  | { readonly kind: "backlog"; readonly platform: string; readonly count: number }
  /** The store did not do what it was asked, or an event could not be handled. */
  | { readonly kind: "failed"; readonly what: "store" | "turn" };
/** Counts what happened; never throws, and costs next to nothing. */
export type Meter = (measured: Measured) => void;

/** A conversation with the events that wait for it. */
export type Waiting = {
  /** What was stored last; undefined when nothing was. */
  readonly data: unknown;
  /** Grows with every change; 0 when nothing is stored. */
  readonly revision: number;
  /** Where the last reply stands; undefined when nothing was ever said. */
  readonly lastPosition: number | undefined;
  /** In the order in which they happened; at most `EVENTS_AT_ONCE`. */
  readonly events: readonly Incoming[];
};

/** How many events of one conversation are handled in one transaction at most. */
export const EVENTS_AT_ONCE = 50;

/** One reply in its place: positions grow within a conversation, and no two replies share one. */
export type Said = {
  readonly position: number;
  readonly reply: Reply;
  /** The event that it answers. */
  readonly event: string;
  /** Who that was, by the platform's identity, until it is delivered; absent when nobody in particular did it. */
  readonly person?: string;
};

/** What the turns on waiting events came to: one transaction. */
export type Handled = {
  readonly conversation: ConversationKey;
  /** The revision that the turns were made on. */
  readonly revision: number;
  /** What the conversation has become; absent when it stayed as it was. */
  readonly data?: unknown;
  /** Who began the decision in it, as long as it is open; only with `data`. */
  readonly openFor?: string;
  /** The identities of the events that are done with. */
  readonly events: readonly string[];
  readonly replies: readonly Said[];
  /** Who took part in it by these events, by the platform's identity; each once. */
  readonly people: readonly string[];
  readonly at: number;
};

/** A conversation as it is listed: whatever was stored of it last. */
export type Listed = {
  readonly conversation: ConversationKey;
  readonly data: unknown;
  readonly changedAt: number;
};

/** Somebody in a workspace. */
type Member = Pick<ConversationKey, "platform" | "workspace"> & { readonly person: string };

/** Events that were taken in, each once, until they are handled. */
type Inbox = {
  /**
   * Keeps an event; it is durable when this resolves, so that the platform may be told.
   *
   * @returns false when it was here already
   */
  readonly put: (incoming: Incoming, at: number) => Promise<boolean>;
  /** A conversation and its unhandled events; undefined when there are none. */
  readonly waiting: (conversation: ConversationKey) => Promise<Waiting | undefined>;
  /** Conversations with unhandled events taken in at or before an instant, of any workspace, oldest first. */
  readonly left: (takenInBy: number, limit: number) => Promise<readonly ConversationKey[]>;
};

type Conversations = {
  /** Whether anything is known of a conversation: stored, or still waiting to be handled. */
  readonly has: (conversation: ConversationKey) => Promise<boolean>;
  /**
   * Stores what the turns came to, whole or not at all: the conversation, its replies in the outbox,
   * and the events as done.
   *
   * @returns false, with nothing stored, when somebody else has changed the conversation since `revision`
   */
  readonly commit: (handled: Handled) => Promise<boolean>;
  /** What is stored of a conversation; undefined when nothing is. */
  readonly read: (conversation: ConversationKey) => Promise<unknown>;
  /** The conversations that somebody took part in, the last to change first. */
  readonly recent: (member: Member, limit: number) => Promise<readonly Listed[]>;
  /** The threads of the decisions that somebody began and that are open, in any order. */
  readonly open: (member: Member, limit: number) => Promise<readonly string[]>;
  /** The decisions of a workspace that are open, whoever began them, counted up to a limit. */
  readonly countOpen: (workspace: Workspace, limit: number) => Promise<number>;
  /** The conversations of a platform, of any workspace, that changed at or after an instant; the last to change first. */
  readonly changed: (
    platform: string,
    since: number,
    limit: number,
  ) => Promise<readonly Omit<Listed, "data">[]>;
};

/** A reply that one process has claimed for a while, to deliver it. */
export type Claim = Said & {
  readonly conversation: ConversationKey;
  /** How often it was claimed, this time included; from 2 on it may have been shown before. */
  readonly attempt: number;
};

/** Who claims replies to deliver, of which platform, and until when nobody else may. */
type Claiming = {
  readonly platform: string;
  readonly replica: string;
  readonly now: number;
  readonly until: number;
  readonly limit: number;
};

/** Replies until they are delivered. */
type Outbox = {
  /**
   * Claims replies that are due: of each conversation only the first that is not delivered, and none
   * that another process has claimed for a time that is not over.
   */
  readonly claim: (claiming: Claiming) => Promise<readonly Claim[]>;
  /** Lets go of a claim; the reply is due again at an instant. */
  readonly postpone: (claim: Claim, replica: string, due: number) => Promise<void>;
  /** Gives a reply up for good, so that the next one is due. */
  readonly giveUp: (claim: Claim, why: string, at: number) => Promise<void>;
};

/** Which message of the platform shows which reply. */
export type Delivered = {
  readonly position: number;
  readonly message: string;
  /** What the message stands for; see `Reply`. */
  readonly topic?: string;
};
type Deliveries = {
  /** Marks a reply as delivered, whoever has claimed it by now, so that the next one is due. */
  readonly mark: (claim: Claim, message: string, at: number) => Promise<void>;
  /** What was delivered in a conversation, in order, so that it can be edited later. */
  readonly of: (conversation: ConversationKey) => Promise<readonly Delivered[]>;
  /** The conversation that a message of ours belongs to; undefined when it is none of ours. */
  readonly conversationOf: (
    workspace: Pick<ConversationKey, "platform" | "workspace">,
    message: string,
  ) => Promise<ConversationKey | undefined>;
};

/** Everything of a workspace, or of one thread in it. */
export type Scope = {
  readonly platform: string;
  readonly workspace: string;
  readonly thread?: string;
};

/** One row of what is kept, under the names of tables and columns that PRIVACY.md explains. */
export type Kept = {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
};

/** What somebody, or a whole workspace, may use: so much at once, and so much more as time goes by. */
export type Allowance = {
  /** How much at most, when nothing was used for a while. */
  readonly most: number;
  /** Milliseconds until one more may be used. */
  readonly every: number;
};

type Taking = Pick<Scope, "platform" | "workspace"> & {
  /** Whose allowance: a person's identity, or "" for the workspace as a whole. */
  readonly holder: string;
  readonly amount: number;
  readonly at: number;
};

/** What was used of allowances; all replicas on a store use of the same. */
type Allowances = {
  /**
   * Uses up so much, or nothing when there is not so much left.
   *
   * A token bucket by its equivalent, the generic cell rate algorithm (ITU-T I.371): what is stored is
   * the instant at which the bucket is full again.
   *
   * @returns whether there was so much
   */
  readonly take: (taking: Taking, allowance: Allowance) => Promise<boolean>;
};

/** A workspace, or an organisation that has installed the bot for workspaces of its own. */
export type Workspace = Pick<Scope, "platform" | "workspace">;

/** What opens a workspace to the bot. */
export type Installation = {
  /** Whose it is: the workspace's own, or its organisation's. */
  readonly holder: string;
  /** Sealed by whoever put it here; the store knows nothing of what it holds. */
  readonly sealed: string;
};

/** Where the bot is installed, of platforms on which each workspace installs it for itself. */
type Installations = {
  /** Keeps what opens a workspace, in the place of what did; what was to be deleted of it stays. */
  readonly put: (of: Workspace, sealed: string, at: number) => Promise<void>;
  /**
   * From now on an organisation's installation opens a workspace that has none of its own.
   *
   * @returns false, with nothing changed, when something newer than `at` is known of it
   */
  readonly belongs: (workspace: Workspace, organisation: string, at: number) => Promise<boolean>;
  /** What opens a workspace; undefined where nothing does. */
  readonly of: (workspace: Workspace) => Promise<Installation | undefined>;
  /**
   * Puts something in the place of what opens a workspace.
   *
   * @returns false, with nothing changed, when it is not, or no longer, what is kept
   */
  readonly replace: (of: Workspace, before: string, after: string) => Promise<boolean>;
  /** All that are kept of a platform, in an order of their own, from behind a holder on; "" is before all. */
  readonly all: (
    platform: string,
    after: string,
    limit: number,
  ) => Promise<readonly Installation[]>;
  /**
   * The bot was taken away from a workspace, or from an organisation with all that it opened: what
   * opens it is deleted at once, and all that is stored of it by `expire`, once that is told an
   * instant after `keptUntil`.
   *
   * @returns false, with nothing changed, when something newer than `at` is known of it, or it has ended before
   */
  readonly end: (of: Workspace, at: number, keptUntil: number) => Promise<boolean>;
  /** A workspace that nothing here has to open has the bot: what was to be deleted stays. */
  readonly present: (workspace: Workspace, at: number) => Promise<void>;
};

/** Deletes what is over, a small batch at a time. */
type Expired = {
  /** Conversations that did not change since, with all that belongs to them. */
  readonly conversationsBefore: number;
  /** Handled events, and delivered or given up replies, since. */
  readonly finishedBefore: number;
  /** Allowances of which nothing is used any more. */
  readonly fullBefore: number;
  /** Workspaces that the bot was taken away from, and that were kept until before then, with all that is stored of them. */
  readonly keptBefore: number;
  readonly limit: number;
};

type Retention = {
  /** @returns how many rows were deleted */
  readonly expire: (expired: Expired) => Promise<number>;
  /**
   * Deletes for good.
   *
   * @returns how many conversations were deleted
   */
  readonly forget: (scope: Scope) => Promise<number>;
  /** Deletes where somebody took part, and wipes out what was deleted before. */
  readonly forgetPerson: (member: Member) => Promise<void>;
};

/**
 * Where everything is kept. Every operation is atomic and durable when it resolves; one that rejects
 * has changed nothing, or may be repeated without harm.
 */
export type Store = {
  readonly inbox: Inbox;
  readonly conversations: Conversations;
  readonly outbox: Outbox;
  readonly deliveries: Deliveries;
  readonly retention: Retention;
  readonly allowances: Allowances;
  readonly installations: Installations;
  /**
   * All that is kept of a workspace but what opens it, read a page at a time; what changes meanwhile
   * may be missed.
   */
  readonly kept: (workspace: Workspace) => AsyncIterable<Kept>;
  /** Unhandled events plus undelivered replies of a platform, counted up to a limit. */
  readonly backlog: (platform: string, limit: number) => Promise<number>;
  readonly close: () => Promise<void>;
};

/** A reply to show; `deadline` is when the platform has to have given up trying. */
export type Delivery = Claim & { readonly deadline: number };

export type Outcome =
  | { readonly kind: "delivered"; readonly message: string }
  /** It may work later; `due` is when, if the platform said so. */
  | { readonly kind: "later"; readonly why: string; readonly due?: number }
  /** It never will. */
  | { readonly kind: "never"; readonly why: string };

/**
 * Reads what the rules have left unread, if one is set up: a language model. What it says is held to
 * the same rules as everything else and only adds to what was read.
 */
export type SecondReader = {
  /** Where it is, for people who ask what becomes of their words: a host. */
  readonly name: string;
  /**
   * Gives a proposal as `Proposal` has it, which is not trusted; undefined when it does not answer
   * in time or not at all. Never rejects.
   *
   * @param asked the fact whose question is open
   */
  readonly read: (text: string, asked: string | undefined) => Promise<unknown>;
};

/**
 * Checks files that people gave, if that is set up: brings them here, reads them, deletes them again,
 * and tells what it counted. Never rejects; may take minutes.
 */
export type CheckFiles = (
  conversation: ConversationKey,
  files: readonly GivenFile[],
) => Promise<CheckOutcome>;

/** Where people talk, as the bot sees it. */
export type Platform = {
  readonly name: string;
  /**
   * Shows one reply. The conversation and the position in it are its identity: a second delivery of
   * the same reply must be recognised as the same. Throwing counts as "later".
   */
  readonly deliver: (delivery: Delivery) => Promise<Outcome>;
};

/** The bot as a platform sees it. */
export type Bot = {
  /**
   * Takes in what happened. When this resolves the event is safe and the platform may be told; what
   * the bot says to it is delivered later, through the platform's `deliver`.
   *
   * @throws when the event could not be kept: do not acknowledge it, so that it comes again
   */
  readonly receive: (incoming: Incoming) => Promise<void>;
  /**
   * A workspace took the bot away at an instant, as far as nothing newer is known of it: what opens it
   * is deleted at once, and all that is stored of it seven days later, unless the bot is back by then.
   *
   * @throws when that could not be noted
   */
  readonly left: (workspace: Workspace, at: number) => Promise<void>;
  /** Takes up what is left from before, and goes on until stopped. */
  readonly start: () => void;
  /** Takes nothing more in, and resolves when everything under way has ended. */
  readonly stop: () => Promise<void>;
  /** How many turns and deliveries are under way. */
  readonly underWay: () => number;
  /** Resolves when nothing is under way. */
  readonly settled: () => Promise<void>;
  /** What keeps the bot from working just now, in one sentence each, without anything that is secret. */
  readonly troubles: () => readonly string[];
};
