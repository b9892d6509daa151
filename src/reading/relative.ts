import { FACT_IDS } from "../decision/facts.ts";
import type { FactId } from "../decision/facts.ts";
import { CUES } from "./cues/index.ts";
import { quoteOf, takeApart } from "./text/passage.ts";
import type { Reading } from "./text/passage.ts";
import { findPhrases, phraseBook } from "./text/phrases.ts";

/** A number that is told by another: "ten times the traffic", "half the labels". */
export type Relative = {
  readonly fact: FactId;
  /** By what the number that holds now is multiplied. */
  readonly factor: number;
  readonly quote: string;
  /** The words of the factor alone: "20%", "ten". */
  readonly by: string;
};

const FACTORS: ReadonlyMap<string, number> = new Map([
  ...["twice", "double", "doubles", "doubled", "doubling"].map((word) => [word, 2] as const),
  ...["triple", "triples", "tripled", "thrice"].map((word) => [word, 3] as const),
  ...["quadruple", "quadruples", "quadrupled"].map((word) => [word, 4] as const),
  ...["half", "halve", "halves", "halved"].map((word) => [word, 0.5] as const),
]);

type Factor = { readonly factor: number; readonly from: number; readonly to: number };

/** "ten times", "10x", "twice", "20 % more". */
function factorIn({ tokens, quantities }: Reading): Factor | undefined {
  for (const { from, to, numberEnd, low, high, unit } of quantities) {
    if (low !== high) continue;
    const next = tokens[numberEnd]?.word;
    if (unit.kind === "count" && (next === "times" || next === "x"))
      return { factor: low, from, to: numberEnd + 1 };
    const direction = tokens[to]?.word ?? "";
    if (unit.kind === "share" && /^(?:more|higher|less|fewer|lower|cheaper)$/.test(direction)) {
      const sign = /^(?:more|higher)$/.test(direction) ? 1 : -1;
      return { factor: 1 + (sign * low) / 100, from, to: to + 1 };
    }
  }
  const at = tokens.findIndex(({ word }) => FACTORS.has(word));
  const factor = FACTORS.get(tokens[at]?.word ?? "");
  return factor === undefined ? undefined : { factor, from: at, to: at + 1 };
}

const BOOK = phraseBook<FactId>(
  FACT_IDS.flatMap((fact) => {
    const cues = CUES[fact];
    return cues.kind === "amount" ? cues.counted.map((phrase) => [phrase, fact] as const) : [];
  }),
);

/** How far from the factor the thing that is multiplied may stand, in tokens. */
const REACH = 4;

/**
 * Reads by what a supposition multiplies a number.
 *
 * @param isKnown whether a fact has a number that can be multiplied
 */
export function readRelative(
  text: string,
  isKnown: (fact: FactId) => boolean,
): Relative | undefined {
  const reading = takeApart(text);
  const found = factorIn(reading);
  if (found === undefined || !(found.factor > 0)) return undefined;
  const near = findPhrases(BOOK, reading)
    .filter(({ means }) => isKnown(means))
    .map((hit) => ({
      hit,
      distance: hit.from >= found.to ? hit.from - found.to : found.from - hit.to,
    }))
    .filter(({ distance }) => distance >= 0 && distance <= REACH)
    .toSorted((one, another) => one.distance - another.distance);
  const [nearest] = near;
  return nearest === undefined
    ? undefined
    : {
        fact: nearest.hit.means,
        factor: found.factor,
        by: quoteOf(reading, found.from, Math.max(found.from + 1, found.to - 1)),
        quote: quoteOf(
          reading,
          Math.min(found.from, nearest.hit.from),
          Math.max(found.to, nearest.hit.to),
        ),
      };
}
