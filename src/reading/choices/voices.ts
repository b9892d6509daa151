import type { Hit } from "../text/phrases.ts";

/** What a phrase does for a choice; the last two say what a share of the text is. */
export type ChoiceRole =
  | { readonly role: "value"; readonly value: string }
  | { readonly role: "mentioned" }
  | { readonly role: "changing" }
  | { readonly role: "needed" }
  | { readonly role: "reached" };

/** A phrase that speaks for a value, with the table's meaning still wrapped around it. */
export type Voice = Hit<{ readonly role: ChoiceRole }>;

/** A value, and the words that speak for it. */
export type Chosen = { readonly value: string; readonly quote: string };
