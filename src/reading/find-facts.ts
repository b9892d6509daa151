import { FACT_IDS } from "../decision/facts.ts";
import type { FactId } from "../decision/facts.ts";
import { readAmount } from "./amounts.ts";
import type { AmountHit, AmountRole } from "./amounts.ts";
import { chooseValue } from "./choices.ts";
import type { ChoiceRole, Voice } from "./choices.ts";
import { CUES } from "./cues/index.ts";
import type { AmountCues, ChoiceCues } from "./cues/index.ts";
import { findDates } from "./dates.ts";
import type { When } from "./dates.ts";
import type { Reading } from "./passage.ts";
import { findPhrases, phraseBook } from "./phrases.ts";
import type { Hit, Phrase } from "./phrases.ts";
import type { ReadFact } from "./read-fact.ts";

type Meaning = { readonly fact: FactId; readonly role: ChoiceRole | AmountRole };
type Said = readonly (readonly [Phrase, ChoiceRole | AmountRole])[];

const all = <R>(phrases: readonly Phrase[], role: R): (readonly [Phrase, R])[] =>
  phrases.map((phrase) => [phrase, role] as const);

const choiceSaid = ({ says, shortfall }: ChoiceCues<string>): Said => [
  ...Object.entries(says).flatMap(([value, phrases]) =>
    all(phrases, { role: "value" as const, value }),
  ),
  ...all(shortfall?.needed ?? [], { role: "needed" as const }),
  ...all(shortfall?.reached ?? [], { role: "reached" as const }),
];

const amountSaid = ({ counted, instead, unless, times, stated }: AmountCues): Said => [
  ...all(counted, { role: "counted" as const }),
  ...all(instead, { role: "instead" as const }),
  ...all(unless ?? [], { role: "unless" as const }),
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

/** What the cues of one fact make of its hits. */
function factFrom(
  reading: Reading,
  fact: FactId,
  hits: readonly Hit<Meaning>[],
  dates: readonly When[],
  enough?: number,
): ReadFact | undefined {
  const cues = CUES[fact];
  const read =
    cues.kind === "choice"
      ? chooseValue(reading, cues as ChoiceCues<string>, hits as readonly Voice[], enough)
      : readAmount(reading, cues, hits as readonly AmountHit[], dates);
  return read === undefined ? undefined : ({ fact, ...read } as ReadFact);
}

/**
 * The facts that a text states.
 *
 * @param at ISO date or instant of the message
 * @param enough how loud a choice must be spoken for; see `chooseValue`
 */
export function findFacts(reading: Reading, at: string, enough?: number): readonly ReadFact[] {
  const dates = findDates(reading.text, reading.tokens, at);
  const byFact = new Map<FactId, Hit<Meaning>[]>();
  for (const hit of findPhrases(BOOK, reading)) {
    const { fact } = hit.means;
    const hits = byFact.get(fact);
    if (hits === undefined) byFact.set(fact, [hit]);
    else hits.push(hit);
  }
  return FACT_IDS.flatMap(
    (fact) => factFrom(reading, fact, byFact.get(fact) ?? NONE, dates, enough) ?? [],
  );
}
