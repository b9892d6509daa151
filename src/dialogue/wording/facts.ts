import { bold, list, note, text } from "../../chat/reply.ts";
import type { Block, Reply, Text } from "../../chat/reply.ts";
import type { KnownFact } from "../../decision/evidence.ts";
import { FACTS } from "../../decision/facts.ts";
import type { FactId, Range } from "../../decision/facts.ts";
import { sayFact, sayNumber, sayValue, sentence } from "../../decision/phrasing.ts";
import type { Entry } from "../conversation.ts";
import { quoted, reply } from "./parts.ts";

const sayKnown = ({ fact, value }: KnownFact): string => sentence(sayFact(fact, value));

const UNDERSTOOD = "understood";

type Read = KnownFact & { readonly quote?: string };

const understoodBlocks = (facts: readonly Read[]): readonly Block[] =>
  facts.length === 0
    ? [text("I could not read any facts from that yet, so I will ask.")]
    : [
        text("Here is what I understood:"),
        list(
          facts.map((known): Text =>
            known.quote === undefined
              ? [sayKnown(known)]
              : [sayKnown(known), ` (${quoted(known.quote)})`],
          ),
        ),
        note("If something is wrong, just say it right: “actually 5,000”."),
        correctionMenu(facts),
      ];

const correctionMenu = (facts: readonly { readonly fact: FactId }[]): Block => ({
  kind: "actions",
  prompt: "Correct something",
  choices: facts.map(({ fact }) => ({ label: FACTS[fact].name, token: `change:${fact}` })),
});

/** What was read from the description, and the first question below it, if there is one. */
export const understood = (facts: readonly Read[], next?: Reply): Reply => ({
  ...reply(next?.purpose ?? "understood", ...understoodBlocks(facts), ...(next?.blocks ?? [])),
  topic: UNDERSTOOD,
});

/** The same in its place, after the description or the first answer was changed. */
export const understoodAnew = (facts: readonly Read[], next?: Reply): Reply => ({
  ...reply("state", ...understoodBlocks(facts), ...(next?.blocks ?? [])),
  replaces: UNDERSTOOD,
});

/** What a message that somebody changed or took away changes. */
export const revised = (
  name: string,
  facts: readonly FactId[],
  was: ReadonlyMap<FactId, Entry>,
  is: ReadonlyMap<FactId, Entry>,
): Reply => {
  const sayRevised = (fact: FactId): string => {
    const value = is.get(fact)?.value;
    if (value === undefined) return `${FACTS[fact].name.toLowerCase()} is open again`;
    const known = { fact, value } as KnownFact;
    return `${sayFact(known.fact, known.value)}${before(was.get(fact), known)}`;
  };
  return reply(
    "understood",
    text(`${name} changed a message, and I follow: ${facts.map(sayRevised).join("; ")}.`),
  );
};

/** The message that described the case is gone, and what it said with it. */
export const caseWithdrawn = (name: string): Reply =>
  reply(
    "notice",
    text(
      `${name} took the description back, so I have forgotten this case. Mention me to begin another.`,
    ),
  );

const before = (entry: Entry | undefined, known: KnownFact): string => {
  if (entry?.value === undefined) return "";
  const was = sayValue(known.fact, entry.value as string | number | Range);
  return was === sayValue(known.fact, known.value) ? "" : ` (was: ${was})`;
};

/** What was just noted, with what it replaced. */
export const noted = (facts: readonly KnownFact[], was: ReadonlyMap<FactId, Entry>): Reply =>
  reply(
    "understood",
    text(
      `Noted: ${facts.map((known) => `${sayFact(known.fact, known.value)}${before(was.get(known.fact), known)}`).join("; ")}.`,
    ),
  );

export const notedNotSure = (): Reply =>
  reply("understood", text("Fine, that stays open; I reckon with what is usual."));

export const alreadyKnown = (): Reply =>
  reply("notice", text("That is what I have already, so nothing changes."));

export const notUnderstood = (): Reply =>
  reply(
    "notice",
    text(
      "I could not read an answer from that. A number, the words on the list, or “not sure” will do.",
    ),
  );

export const nothingRead = (): Reply =>
  reply(
    "notice",
    text(
      "I could not read a fact or a question from that, so nothing has changed. Say “help” to see what I understand.",
    ),
  );

/** Values that cannot be, with what could. */
export const rejected = (refused: readonly KnownFact[]): Reply =>
  reply(
    "notice",
    text(
      refused
        .map(({ fact, value }) => {
          const entry = FACTS[fact];
          const bounds =
            entry.kind === "amount"
              ? `${"positive" in entry ? "above 0" : "from 0"} up to ${sayNumber(entry.most)}`
              : `one of its answers`;
          const amount = typeof value === "object" ? value.high : value;
          return `${entry.name} cannot be ${typeof amount === "number" ? sayNumber(amount) : amount}; I take ${bounds}.`;
        })
        .join(" "),
    ),
  );

/** What an answer taken back leaves: the word before it, or an open question. */
export const takenBack = (facts: readonly FactId[], now: ReadonlyMap<FactId, Entry>): Reply =>
  reply(
    "understood",
    text(
      `Taken back. ${facts
        .map((fact) => {
          const value = now.get(fact)?.value;
          return value === undefined
            ? `${FACTS[fact].name}: open again`
            : sentence(sayFact(fact, value as string | number | Range));
        })
        .join("; ")}.`,
    ),
  );

const onDay = (at: string): string => at.slice(0, 10);

const HOW = { read: "from the text", answered: "answered", kept: "kept from a what-if" } as const;

/** Who said what, and when. */
export const sayEntry = (entry: Entry): string => {
  const { fact, value, quote, how, by, at } = entry;
  const what =
    value === undefined
      ? `${FACTS[fact].name}: not known`
      : sentence(sayFact(fact, value as string | number | Range));
  return `${what} (${HOW[how]}${quote === undefined ? "" : ` ${quoted(quote)}`}, ${by.name}, ${onDay(at)})`;
};

export const known = (entries: readonly Entry[]): Reply =>
  entries.length === 0
    ? reply("answer", text("Nothing yet. Tell me in a sentence what the model should do."))
    : reply(
        "answer",
        text(bold("What I know")),
        list(entries.map(sayEntry)),
        note("Correct any of it by saying it right."),
        correctionMenu(entries),
      );
