import { FACT_IDS } from "../decision/facts.ts";
import type { FactId } from "../decision/facts.ts";
import { readAmounts } from "./amounts/amounts.ts";
import type { AmountHit, AmountRole } from "./amounts/amounts.ts";
import { chooseValues } from "./choices/choices.ts";
import type { ChoiceRole, Voice } from "./choices/voices.ts";
import { CUES } from "./cues/index.ts";
import type { AmountCues, ChoiceCues } from "./cues/index.ts";
import { findDates } from "./numbers/dates.ts";
import type { When } from "./numbers/dates.ts";
import type { ReadFact, UnclearFact } from "./read-fact.ts";
import type { Reading } from "./text/passage.ts";
import { findPhrases, phraseBook } from "./text/phrases.ts";
import type { Hit, Phrase } from "./text/phrases.ts";

type Meaning = { readonly fact: FactId; readonly role: ChoiceRole | AmountRole };
type Said = readonly (readonly [Phrase, ChoiceRole | AmountRole])[];

const all = <R>(phrases: readonly Phrase[], role: R): (readonly [Phrase, R])[] =>
  phrases.map((phrase) => [phrase, role] as const);

const choiceSaid = ({ says, mentions, shortfall, pace }: ChoiceCues<string>): Said => [
  ...Object.entries(says).flatMap(([value, phrases]) =>
    all(phrases, { role: "value" as const, value }),
  ),
  ...all(mentions ?? [], { role: "mentioned" as const }),
  ...all(pace?.changing ?? [], { role: "changing" as const }),
  ...all(shortfall?.needed ?? [], { role: "needed" as const }),
  ...all(shortfall?.reached ?? [], { role: "reached" as const }),
];

const amountSaid = ({ counted, instead, unless, prime, open, times, stated }: AmountCues): Said => [
  ...all(counted, { role: "counted" as const }),
  ...all(instead, { role: "instead" as const }),
  ...all(unless ?? [], { role: "unless" as const }),
  ...all(prime ?? [], { role: "prime" as const }),
  ...all(open ?? [], { role: "open" as const }),
  ...all(times?.each ?? [], { role: "each" as const }),
  ...all(times?.of ?? [], { role: "of" as const }),
  ...stated.map(([phrase, value]) => [phrase, { role: "stated" as const, value }] as const),
];

const BOOK = phraseBook<Meaning>(
  FACT_IDS.flatMap((fact) => {
    const cues = CUES[fact];
    const said = cues.kind === "choice" ? choiceSaid(cues as ChoiceCues<string>) : amountSaid(cues);
    return said.map(([phrase, role]) => [phrase, { fact, role }] as const);
  }),
);

const NONE: readonly Hit<Meaning>[] = [];

type Found = Omit<ReadFact, "fact">;

/** What the cues of one fact make of its hits: nothing, one value, or several that clash. */
function valuesOf(
  reading: Reading,
  fact: FactId,
  byFact: ReadonlyMap<FactId, readonly Hit<Meaning>[]>,
  dates: readonly When[],
  enough?: number,
): readonly Found[] {
  const cues = CUES[fact];
  const hits = byFact.get(fact) ?? NONE;
  if (cues.kind === "choice")
    return chooseValues(
      reading,
      cues as ChoiceCues<string>,
      hits as readonly Voice[],
      enough,
    ) as readonly Found[];
  const other = cues.restOf === undefined ? undefined : CUES[cues.restOf];
  const rest =
    cues.restOf === undefined || other?.kind !== "amount"
      ? undefined
      : { cues: other, hits: (byFact.get(cues.restOf) ?? NONE) as readonly AmountHit[] };
  return readAmounts(reading, cues, hits as readonly AmountHit[], dates, rest).map(
    ({ value, quote }) => ({ value, quote }),
  );
}

const isIn = (one: ReadFact, another: ReadFact): boolean =>
  one !== another &&
  CUES[another.fact].kind === "amount" &&
  JSON.stringify(one.value) === JSON.stringify(another.value) &&
  (another.quote.length > one.quote.length
    ? another.quote.includes(one.quote)
    : another.quote === one.quote &&
      // Where nothing but the number speaks; a part and its rest may be as large as each other.
      !/\p{L}{2,}/u.test(one.quote) &&
      FACT_IDS.indexOf(another.fact) < FACT_IDS.indexOf(one.fact));

/** One number states one fact: the one that more of the words beside it speak for. */
const eachOnce = (facts: readonly ReadFact[]): readonly ReadFact[] =>
  facts.filter(
    (one) => CUES[one.fact].kind !== "amount" || !facts.some((another) => isIn(one, another)),
  );

export type Finding = {
  /** Facts that have one value. */
  readonly facts: readonly ReadFact[];
  /** Facts that have several, which cannot all be so. */
  readonly unclear: readonly UnclearFact[];
};

/**
 * What a text says of every fact.
 *
 * @param at ISO date or instant of the message
 * @param enough how loud a choice must be spoken for; see `chooseValues`
 */
export function findAll(reading: Reading, at: string, enough?: number): Finding {
  const dates = findDates(reading.text, reading.tokens, at);
  const byFact = new Map<FactId, Hit<Meaning>[]>();
  for (const hit of findPhrases(BOOK, reading)) {
    const { fact } = hit.means;
    const hits = byFact.get(fact);
    if (hits === undefined) byFact.set(fact, [hit]);
    else hits.push(hit);
  }
  const facts: ReadFact[] = [];
  const unclear: UnclearFact[] = [];
  for (const fact of FACT_IDS) {
    const found = valuesOf(reading, fact, byFact, dates, enough).map(
      (one) => ({ fact, ...one }) as ReadFact,
    );
    const [only, another] = found;
    if (another !== undefined) unclear.push({ fact, readings: found });
    else if (only !== undefined) facts.push(only);
  }
  return { facts: eachOnce(facts), unclear };
}

/** The facts that a text states in one way; see `findAll`. */
export const findFacts = (reading: Reading, at: string, enough?: number): readonly ReadFact[] =>
  findAll(reading, at, enough).facts;
