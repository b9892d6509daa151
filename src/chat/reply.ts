/** A run of text. Plain strings are always escaped by the platform that shows them. */
export type Inline =
  | string
  | { readonly bold: string }
  | { readonly link: string; readonly to: string };
export type Text = readonly Inline[];

export type Choice = {
  readonly label: string;
  /** What comes back when it is chosen; at most 100 characters. */
  readonly token: string;
};

/** One axis of a chart. */
export type Axis = {
  /** What stands on it, unit or period included: "Requests a month". */
  readonly label: string;
  /** On a `log` axis zero has no place: what is not positive is drawn at its lower end. */
  readonly scale: "linear" | "log";
  readonly unit: "us-dollars" | "requests" | "months";
};

/** What the bot says, as data; every platform renders every kind. */
export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: Text }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly Text[] }
  | {
      readonly kind: "table";
      readonly caption: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /**
   * Lines over an axis. `alt` says the same in words, numbers included, for whoever cannot see it; at
   * most 1,000 characters, so that it fits everywhere.
   */
  | {
      readonly kind: "chart";
      readonly title: string;
      readonly alt: string;
      readonly x: Axis;
      readonly y: Axis;
      /**
       * One to three, with names that differ within their first 20 characters. Points ascend in x; 1
       * to 20 in each, and all series have them at the same x.
       */
      readonly series: readonly {
        readonly name: string;
        readonly points: readonly { readonly x: number; readonly y: number }[];
      }[];
      /**
       * Places on the x axis worth a line of their own: where the routes cost the same, the team's own
       * volume. At most four are shown, and none that lies beyond the points.
       */
      readonly marks: readonly { readonly x: number; readonly label: string }[];
    }
  | {
      /** The answers to choose from, and what can be done instead of choosing one. */
      readonly kind: "choices";
      readonly choices: readonly Choice[];
      readonly instead?: readonly Choice[];
    }
  /**
   * What can be done with what stands above it: buttons, or one menu where there is a `prompt`. All
   * of it can be said in words as well, so a platform without buttons leaves it out.
   */
  | { readonly kind: "actions"; readonly choices: readonly Choice[]; readonly prompt?: string }
  /** Whether what stands above it helped; a platform without buttons leaves it out. */
  | { readonly kind: "feedback"; readonly helpful: Choice; readonly unhelpful: Choice }
  /** Small print: worth having, not worth reading first. */
  | { readonly kind: "note"; readonly text: Text }
  | { readonly kind: "file"; readonly name: string; readonly content: string };

export type Chart = Extract<Block, { readonly kind: "chart" }>;

/** What a reply is for, so that a platform can find it again when its state changes. */
export type Purpose =
  | "welcome"
  | "opening"
  | "understood"
  | "question"
  | "state"
  | "recommendation"
  | "answer"
  | "notice"
  /**
   * Takes away all that was said here before, but the message that it replaces; it is said in any
   * case. When it is delivered, the conversation is forgotten.
   */
  | "erasure";

export type Reply = {
  readonly purpose: Purpose;
  /** What a message stands for, when a later reply may take its place. */
  readonly topic?: string;
  /**
   * The topic of the message whose place it takes: the latest that was shown on it. Where no such
   * message stands, or messages cannot be changed, it is not shown at all: it says nothing new.
   */
  readonly replaces?: string;
  /** `channel`: in the thread, and for everybody in the channel around it. */
  readonly visibleTo: "channel" | "thread" | "sender";
  readonly blocks: readonly Block[];
};

export const heading = (text: string): Block => ({ kind: "heading", text });
export const text = (...parts: Inline[]): Block => ({ kind: "text", text: parts });
export const note = (...parts: Inline[]): Block => ({ kind: "note", text: parts });
export const list = (items: readonly (Text | string)[], ordered = false): Block => ({
  kind: "list",
  ordered,
  items: items.map((item) => (typeof item === "string" ? [item] : item)),
});
export const bold = (words: string): Inline => ({ bold: words });
