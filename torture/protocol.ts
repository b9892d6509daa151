import type { ConversationKey, Incoming, LogEntry } from "../src/index.ts";

/** Where a replica can be told to end itself, apart from the random instants at which it is killed. */
export const POINTS = [
  "taken in, not told",
  "said, not delivered",
  "delivered, not marked",
] as const;
export type Point = (typeof POINTS)[number];

/** One reply as the fake platform is asked to show it; the first four are its identity. */
export type Post = {
  readonly conversation: ConversationKey;
  readonly position: number;
  readonly event: string;
  readonly content: string;
};

/** From the driver to a replica. */
export type ToReplica =
  | { readonly kind: "event"; readonly id: number; readonly incoming: Incoming }
  | { readonly kind: "answer"; readonly id: number; readonly answer: Answer }
  | { readonly kind: "end at"; readonly point: Point }
  | { readonly kind: "backlog" }
  | { readonly kind: "stop" };

/** What the fake platform answers. */
export type Answer =
  | { readonly kind: "shown"; readonly message: string }
  | { readonly kind: "not there" }
  | { readonly kind: "busy"; readonly milliseconds: number }
  | { readonly kind: "broken" };

/** A backlog that cannot be told just now. Not infinite, which JSON has no word for. */
export const UNKNOWN = Number.MAX_SAFE_INTEGER;

/** From a replica to the driver. */
export type FromReplica =
  | { readonly kind: "ready" }
  | { readonly kind: "taken in"; readonly id: number; readonly isTaken: boolean }
  | { readonly kind: "post" | "find"; readonly id: number; readonly post: Post }
  | { readonly kind: "backlog"; readonly count: number }
  | { readonly kind: "log"; readonly entry: Pick<LogEntry, "level" | "message"> };
