import type { Quantity } from "../numbers/numbers.ts";
import { NEGATIONS } from "./negations.ts";
import type { Token } from "./tokens.ts";

/**
 * A small language for the phrases of the cue table, in place of regular expressions: all phrases
 * are looked up by their first word, so that reading costs the same however many there are.
 *
 * `word`, `stem*`, `this|that`, `maybe?` (may be missing), `_` (any word, `_?` or none), `...` (up to five
 * words, none of them a denial), `#` (any number), `<500`, `>500` (a number below, above), `<80%` (a share).
 * A phrase that begins with `~` speaks too softly to be believed alone.
 */
export type Phrase = string;

type Element =
  | {
      readonly kind: "words";
      readonly words: ReadonlySet<string>;
      readonly stems: readonly string[];
      readonly optional: boolean;
    }
  | { readonly kind: "any"; readonly optional: boolean }
  | { readonly kind: "gap" }
  | {
      readonly kind: "number";
      readonly above: number;
      readonly below: number;
      readonly share: boolean;
    };

type Entry<T> = {
  readonly elements: readonly Element[];
  readonly weak: boolean;
  readonly means: T;
};

/** Where a phrase stands, in tokens, `to` exclusive. */
export type Hit<T> = {
  readonly means: T;
  readonly weak: boolean;
  readonly from: number;
  readonly to: number;
};

export type PhraseBook<T> = {
  readonly byWord: ReadonlyMap<string, readonly Entry<T>[]>;
  readonly byStem: ReadonlyMap<
    string,
    readonly { readonly stem: string; readonly entry: Entry<T> }[]
  >;
  readonly byNumber: readonly Entry<T>[];
  readonly byShare: readonly Entry<T>[];
};

const LONGEST_GAP = 5;
const STEM_KEY = 3;
const NUMBER = /^([<>]?)(\d*)(%?)$/;

function elementOf(written: string): Element {
  if (written === "_" || written === "_?") return { kind: "any", optional: written === "_?" };
  if (written === "...") return { kind: "gap" };
  const number = written === "#" ? ["", "", "", ""] : NUMBER.exec(written);
  if (number !== null && (written === "#" || number[1] !== "" || number[3] !== "")) {
    const bound = Number(number[2]);
    return {
      kind: "number",
      above: number[1] === ">" ? bound : Number.NEGATIVE_INFINITY,
      below: number[1] === "<" ? bound : Number.POSITIVE_INFINITY,
      share: number[3] === "%",
    };
  }
  const optional = written.length > 1 && written.endsWith("?");
  const alternatives = (optional ? written.slice(0, -1) : written).split("|");
  return {
    kind: "words",
    words: new Set(alternatives.filter((one) => !one.endsWith("*"))),
    stems: alternatives.filter((one) => one.endsWith("*")).map((one) => one.slice(0, -1)),
    optional,
  };
}

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
};

/**
 * Compiles phrases; done once, when the module loads.
 *
 * @throws when a phrase does not begin with a word, a stem of three letters or more, or a number
 */
export function phraseBook<T>(phrases: readonly (readonly [Phrase, T])[]): PhraseBook<T> {
  const byWord = new Map<string, Entry<T>[]>();
  const byStem = new Map<string, { stem: string; entry: Entry<T> }[]>();
  const byNumber: Entry<T>[] = [];
  const byShare: Entry<T>[] = [];
  for (const [phrase, means] of phrases) {
    const weak = phrase.startsWith("~");
    const elements = (weak ? phrase.slice(1) : phrase).split(" ").map(elementOf);
    const entry = { elements, weak, means };
    const first = elements[0];
    if (first?.kind === "number") (first.share ? byShare : byNumber).push(entry);
    else if (
      first?.kind === "words" &&
      !first.optional &&
      first.stems.every((stem) => stem.length >= STEM_KEY)
    ) {
      for (const word of first.words) push(byWord, word, entry);
      for (const stem of first.stems) push(byStem, stem.slice(0, STEM_KEY), { stem, entry });
    } else throw new Error(`The cue "${phrase}" must begin with a word.`);
  }
  return { byWord, byStem, byNumber, byShare };
}

/** What phrases are looked for in. */
export type Passage = {
  readonly tokens: readonly Token[];
  /** The quantity that begins at a token. */
  readonly quantityAt: ReadonlyMap<number, Quantity>;
};

const STOPS = new Set([".", ";", "?", "!", "\n", ":"]);

function isWord({ words, stems }: Element & { readonly kind: "words" }, word: string): boolean {
  if (words.has(word)) return true;
  for (const stem of stems) if (word.startsWith(stem)) return true;
  return false;
}

/** The token after the phrase when it stands at `at`, or -1. */
function endOf(elements: readonly Element[], index: number, passage: Passage, at: number): number {
  const { tokens, quantityAt } = passage;
  let here = at;
  for (let next = index; next < elements.length; next += 1) {
    const element = elements[next];
    if (element === undefined) return here;
    const token = tokens[here];
    switch (element.kind) {
      case "words":
      case "any": {
        const fits =
          token?.kind === "word"
            ? element.kind === "any" || isWord(element, token.word)
            : element.kind === "words" && token !== undefined && isWord(element, token.word);
        if (element.optional) {
          // Both ways are tried: what may be missing may also be the word that must follow.
          const end = fits ? endOf(elements, next + 1, passage, here + 1) : -1;
          return end >= 0 ? end : endOf(elements, next + 1, passage, here);
        }
        if (!fits) return -1;
        here += 1;
        break;
      }
      case "number": {
        const quantity = quantityAt.get(here);
        if (
          quantity === undefined ||
          quantity.low >= element.below ||
          quantity.high <= element.above
        )
          return -1;
        if (element.share !== (quantity.unit.kind === "share")) return -1;
        here = element.share ? quantity.to : quantity.numberEnd;
        break;
      }
      case "gap":
        for (let skipped = 0; skipped <= LONGEST_GAP; skipped += 1) {
          const end = endOf(elements, next + 1, passage, here + skipped);
          if (end >= 0) return end;
          const passed = tokens[here + skipped];
          if (passed === undefined || STOPS.has(passed.word) || NEGATIONS.has(passed.word))
            return -1;
        }
        return -1;
    }
  }
  return here;
}

const NONE: readonly never[] = [];

/** All places where phrases of the book stand, in the order of the text. */
export function findPhrases<T>(book: PhraseBook<T>, passage: Passage): readonly Hit<T>[] {
  const hits: Hit<T>[] = [];
  const { tokens, quantityAt } = passage;
  const offer = ({ elements, weak, means }: Entry<T>, first: number, from: number): void => {
    const to = endOf(elements, first, passage, from + first);
    if (to > from) hits.push({ means, weak, from, to });
  };
  for (let from = 0; from < tokens.length; from += 1) {
    const token = tokens[from];
    if (token === undefined) break;
    if (token.kind !== "number") {
      for (const entry of book.byWord.get(token.word) ?? NONE) offer(entry, 1, from);
      if (token.kind === "word")
        for (const { stem, entry } of book.byStem.get(token.word.slice(0, STEM_KEY)) ?? NONE)
          if (token.word.startsWith(stem)) offer(entry, 1, from);
    }
    const quantity = quantityAt.get(from);
    if (quantity !== undefined)
      for (const entry of quantity.unit.kind === "share" ? book.byShare : book.byNumber)
        offer(entry, 0, from);
  }
  return hits;
}
