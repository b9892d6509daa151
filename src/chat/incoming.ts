/** Who did something; `name` is how the platform shows them. */
type Person = { readonly id: string; readonly name: string };

/**
 * What a person did, as data. Time and identity come in with it; the core has no clock.
 *
 * `event` is the platform's own identity of what happened: the same event twice is one event.
 */
export type Incoming = {
  readonly event: string;
  readonly conversation: string;
  readonly from: Person;
  /** When it happened, as an ISO instant. */
  readonly at: string;
} & (
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
);
