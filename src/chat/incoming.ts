/** Who did something; `name` is how the platform shows them. */
type Person = {
  readonly id: string;
  readonly name: string;
  /** Whether the platform lets them manage what others began; only told where it matters. */
  readonly mayManage?: boolean;
};

/**
 * Which conversation: the platform, the workspace there (a Slack team or enterprise, a Discord guild
 * or direct message) and the thread in it. Whatever is stored carries all three, so that nothing can
 * be read across workspaces by a slip.
 */
export type ConversationKey = {
  readonly platform: string;
  readonly workspace: string;
  readonly thread: string;
};

/** What every event has. */
type Happened = {
  /**
   * The platform's own identity of what happened, unique in the workspace: the same event twice is
   * one event.
   */
  readonly event: string;
  readonly conversation: ConversationKey;
  /** When it happened, as an ISO instant. */
  readonly at: string;
};

/** A file that somebody gave. What is in it stays where it is. */
export type GivenFile = {
  /** The platform's own name for it, by which it can be opened. */
  readonly id: string;
  readonly name: string;
  /** As the platform tells it; 0 when it does not. */
  readonly bytes: number;
};

/** What a check of files came to: a report as `DataReport` has it, or in one sentence why there is none. */
export type CheckOutcome = { readonly report: unknown } | { readonly problem: string };

/** What a person did, as data. Time and identity come in with it; the core has no clock. */
export type PersonDid = Happened & { readonly from: Person } & (
    | {
        /** `mention` and `command` speak to the bot; `message` is said in its hearing. */
        readonly kind: "mention" | "message" | "command";
        readonly text: string;
      }
    | {
        /** A button or a select, carrying a token that the bot made. It is untrusted on its way back. */
        readonly kind: "interaction";
        readonly token: string;
      }
    | {
        /** Somebody changed a message; `of` is the event by which it was said. */
        readonly kind: "edited";
        readonly of: string;
        readonly text: string;
      }
    | {
        /** Somebody took a message away. */
        readonly kind: "deleted";
        readonly of: string;
      }
    | {
        /** Somebody gave files; their words, if there were any, are an event of their own. */
        readonly kind: "files";
        readonly files: readonly GivenFile[];
        /** Whether they were given to the bot, or only in its hearing. */
        readonly isAddressed: boolean;
      }
    | {
        /** Files are to be checked; `outcome` is there once they are. */
        readonly kind: "check";
        readonly files: readonly GivenFile[];
        readonly isAddressed: boolean;
        readonly outcome?: CheckOutcome;
      }
  );

/** Something on our side that the people in the conversation have to be told of. */
export type Trouble = Happened & {
  readonly kind: "trouble";
  /** A reply that could not be posted, or an event on which the turn failed. */
  readonly what: "undelivered" | "unhandled";
  /** Stands in the log and in the message alike, so that the two can be brought together. */
  readonly reference: string;
};

export type Incoming = PersonDid | Trouble;
