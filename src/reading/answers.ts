import { FACTS, FACT_IDS } from "../decision/facts.ts";
import type { FactId, Range } from "../decision/facts.ts";
import { isWhole } from "./amounts/nearness.ts";
import { partAt } from "./amounts/shares.ts";
import { onlyPace } from "./choices/paces.ts";
import { CUES } from "./cues/index.ts";
import type { AmountCues, ChoiceCues } from "./cues/index.ts";
import { findFacts } from "./find-facts.ts";
import { findDates } from "./numbers/dates.ts";
import type { ReadFact } from "./read-fact.ts";
import { clauseAt, isDenied, quoteOf, takeApart } from "./text/passage.ts";
import type { Reading } from "./text/passage.ts";
import { findPhrases, phraseBook } from "./text/phrases.ts";
import type { Phrase, PhraseBook } from "./text/phrases.ts";

type Answer = { readonly value: string | number | Range; readonly quote: string };

/** The words that count only as an answer to the question about one fact. */
const BOOKS: ReadonlyMap<FactId, PhraseBook<string | number | Range>> = new Map(
  FACT_IDS.map((fact) => {
    const cues = CUES[fact];
    const phrases: (readonly [Phrase, string | number | Range])[] =
      cues.kind === "choice"
        ? Object.entries((cues as ChoiceCues<string>).answers ?? {}).flatMap(([value, words]) =>
            (words ?? []).map((word) => [word, value] as const),
          )
        : [...(cues.answers ?? [])];
    return [fact, phraseBook(phrases)];
  }),
);

const tidy = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("’", "'")
    .replaceAll(/[^\p{L}\p{N}' ]+/gu, " ")
    .replaceAll(/ +/g, " ")
    .trim();

/** What stands on the buttons of a fact, and what each means. */
function optionsOf(
  fact: FactId,
): readonly { readonly label: string; readonly value: string | number | Range }[] {
  const entry = FACTS[fact];
  return entry.kind === "amount"
    ? entry.choices.map(({ label, value }) => ({ label: tidy(label), value }))
    : Object.entries(entry.values).map(([value, { label }]) => ({ label: tidy(label), value }));
}

const OPTIONS = new Map(FACT_IDS.map((fact) => [fact, optionsOf(fact)]));

const SHORTEST_PART = 4;

/** A value's id, its label, or a part of the label that no other label has. */
function byLabel(fact: FactId, text: string): Answer | undefined {
  const words = tidy(text);
  if (words === "") return undefined;
  const options = OPTIONS.get(fact) ?? [];
  const whole = options.find(
    ({ label, value }) => label === words || (typeof value === "string" && tidy(value) === words),
  );
  if (whole !== undefined) return { value: whole.value, quote: text.trim() };
  if (words.length < SHORTEST_PART || /^\d/.test(words)) return undefined;
  const parts = options.filter(({ label }) => ` ${label} `.includes(` ${words} `));
  const [part] = parts;
  return part !== undefined && parts.length === 1
    ? { value: part.value, quote: text.trim() }
    : undefined;
}

const NUMBERED = ["first", "second", "third", "fourth", "fifth", "sixth"];
const BY_PLACE =
  /^(?:(?:i'd say|probably|i think|it's|that's|definitely) )?(?:(?:the )?(first|second|third|fourth|fifth|sixth|last|middle|top|bottom)(?: (?:one|option|choice|answer|button))?|(?:option|number|choice) ([1-6]|[a-f]))$/;

/** "the second one", "option b": a place among the answers as they were shown. */
function byPlace(fact: FactId, text: string): Answer | undefined {
  const [, place, sign] = BY_PLACE.exec(tidy(text)) ?? [];
  if (place === undefined && sign === undefined) return undefined;
  const options = OPTIONS.get(fact) ?? [];
  const middle = options.length % 2 === 1 ? (options.length - 1) / 2 : -1;
  const at =
    sign === undefined
      ? ({ last: options.length - 1, bottom: options.length - 1, middle, top: 0 }[place ?? ""] ??
        NUMBERED.indexOf(place ?? ""))
      : /\d/.test(sign)
        ? Number(sign) - 1
        : sign.charCodeAt(0) - "a".charCodeAt(0);
  const option = options[at];
  return option === undefined ? undefined : { value: option.value, quote: text.trim() };
}

const YES =
  /^(?:yes|yeah|yep|yup|sure|definitely|absolutely|of course|correct|right|true|indeed|we do|it does|it must|affirmative|y)\b/;
const NO =
  /^(?:no|nope|nah|not really|not at all|not yet|never|negative|we don't|we do not|it doesn't|definitely not|absolutely not|n)\b/;
const MIDDLE =
  /^(?:kind of|sort of|kinda|sorta|somewhat|mostly|partly|partially|a bit|a little|in part|more or less)\b/;

/** "yes" and "no", when exactly one label begins so. */
function byYesOrNo(fact: FactId, text: string): Answer | undefined {
  if (FACTS[fact].kind === "amount") return undefined;
  const words = tidy(text);
  const options = OPTIONS.get(fact) ?? [];
  const only = (begins: RegExp): string | undefined => {
    const found = options.filter(({ label }) => begins.test(label));
    return found.length === 1 ? (found[0]?.value as string) : undefined;
  };
  const value = MIDDLE.test(words)
    ? only(/^(?:mostly|a little|some)\b/)
    : NO.test(words) || /^not\b/.test(words)
      ? only(/^no[t]?\b/)
      : YES.test(words)
        ? only(/^yes\b/)
        : undefined;
  return value === undefined ? undefined : { value, quote: text.trim() };
}

const CAN_COUNT: Readonly<Record<AmountCues["measures"], readonly string[]>> = {
  count: ["count"],
  rate: ["rate", "count"],
  spend: ["spend", "money", "count"],
  span: ["span", "count"],
  tokens: ["tokens", "count"],
};
/** What is asked for in a unit of its own, so that a number of other things is no answer. */
const UNIT_IN_THE_QUESTION: ReadonlySet<AmountCues["measures"]> = new Set([
  "span",
  "spend",
  "tokens",
]);
/** Words after a number that do not say what it counts. */
const AFTER_A_NUMBER = new Set(
  "or and to at in so maybe i we right now today total max maximum tops ish less plus only for but probably roughly about please if though tokens weeks days months".split(
    " ",
  ),
);
const OVERRULING = /\b(?:only|but|now|actually|rather|sorry)\b/i;

/** A bare number, read in the unit of the fact. */
function byNumber(reading: Reading, cues: AmountCues, at: string): Answer | undefined {
  if (cues.dates === true) {
    const [when, another] = findDates(reading.text, reading.tokens, at);
    if (when !== undefined && another === undefined) {
      const { low, high } = when;
      const value = low === high ? low / 7 : { low: low / 7, high: high / 7 };
      return { value, quote: quoteOf(reading, when.from, when.to) };
    }
  }
  const isPart = cues.restOf !== undefined;
  const usable = reading.quantities.filter(({ unit, from, bound }, index) => {
    const clause = clauseAt(reading, from);
    const isOnlyWhole =
      isPart && isWhole(reading, index) && partAt(reading, index)?.told === undefined;
    // "500 a month" answers a question about money.
    const counts =
      CAN_COUNT[cues.measures].includes(unit.kind) ||
      (cues.measures === "spend" && unit.kind === "rate" && unit.bare);
    return (
      counts &&
      !isOnlyWhole &&
      !clause.supposed &&
      !clause.past &&
      (bound !== undefined || !isDenied(reading, from))
    );
  });
  const numbers = OVERRULING.test(reading.text) ? usable.slice(-1) : usable;
  const [first] = numbers;
  if (first === undefined || numbers.length > 1) return undefined;
  // "2,000 descriptions" is no number of weeks, though "900 mails" may well be examples.
  const next = reading.tokens[Math.max(first.to, first.numberEnd)];
  if (
    first.unit.kind === "count" &&
    UNIT_IN_THE_QUESTION.has(cues.measures) &&
    next?.kind === "word" &&
    !AFTER_A_NUMBER.has(next.word)
  )
    return undefined;
  const factor = first.unit.kind === "span" ? first.unit.seconds / (cues.divideBy ?? 1) : 1;
  // "half of our 8,000"
  const many = (isPart && partAt(reading, reading.quantities.indexOf(first))) || first;
  const low = first.bound === "most" && cues.limitIsValue !== true ? 0 : many.low * factor;
  const high = many.high * factor;
  return {
    value: low === high ? low : { low, high },
    quote: quoteOf(reading, first.from, Math.max(first.to, first.numberEnd)),
  };
}

/** "150 good ones": the word says what kind of things are counted, and answers nothing. */
function describesCounted({ tokens }: Reading, from: number, to: number): boolean {
  const next = tokens[to];
  return tokens[from - 1]?.kind === "number" && next?.kind === "word" && /[^s']s$/.test(next.word);
}

/** "every six weeks", to the question how often. */
function byPace(reading: Reading, { pace }: ChoiceCues<string>): Answer | undefined {
  const found = pace === undefined ? undefined : onlyPace(reading);
  return found === undefined || pace === undefined
    ? undefined
    : { value: pace.value(found.days), quote: found.quote };
}

function byAnswerWords(reading: Reading, fact: FactId): Answer | undefined {
  const book = BOOKS.get(fact);
  if (book === undefined) return undefined;
  const hits = findPhrases(book, reading).filter(
    ({ from, to }) => !isDenied(reading, from) && !describesCounted(reading, from, to),
  );
  const [first] = hits;
  if (first === undefined) return undefined;
  // The longest words win: "not really tried" is not "no".
  const longest = hits.reduce(
    (best, hit) => (hit.to - hit.from > best.to - best.from ? hit : best),
    first,
  );
  const contested = hits.some(
    (hit) => hit.means !== longest.means && hit.to - hit.from === longest.to - longest.from,
  );
  return contested
    ? undefined
    : { value: longest.means, quote: quoteOf(reading, longest.from, longest.to) };
}

const QUESTION =
  /^(?:why|what|how|who|when|where|which|is|are|do|does|did|can|could|should|would|will|lunch|any)\b/i;
const UNDECIDED =
  /^(?:(?:i'?m |we'?re )?not sure|(?:i|we)? ?(?:don'?t|do not) know|depends|it depends|no idea|no clue|maybe$|perhaps$|hard to say|unsure|dunno|idk)/i;
const LONGEST_QUESTIONED = 24;
/** A longer text states things of its own; its single words are no answer. */
const LONGEST_ANSWER = 160;

/** What stands before the first full stop: "tight. users wait at a counter". */
const firstOf = (text: string): string => /^([^.;!]{4,40})[.;!] /.exec(text)?.[1] ?? "";

/** Reads a text as the answer to the question about one fact. */
export function answerTo(fact: FactId, text: string, at: string): ReadFact | undefined {
  const trimmed = text.trim();
  const asks = trimmed.endsWith("?");
  // "5,000?" is a guess, "why?" a question.
  if (
    trimmed === "" ||
    UNDECIDED.test(trimmed) ||
    (asks && (QUESTION.test(trimmed) || trimmed.length > LONGEST_QUESTIONED))
  )
    return undefined;
  const plain = asks ? trimmed.slice(0, -1) : trimmed;
  const read = (answer: Answer | undefined): ReadFact | undefined =>
    answer === undefined ? undefined : ({ fact, ...answer } as ReadFact);
  const labelled = byLabel(fact, plain) ?? byPlace(fact, plain) ?? byLabel(fact, firstOf(plain));
  if (labelled !== undefined) return read(labelled);
  const reading = takeApart(plain);
  const stated = findFacts(reading, at, 1).find((one) => one.fact === fact);
  if (stated !== undefined) return stated;
  if (plain.length > LONGEST_ANSWER) return undefined;
  const cues = CUES[fact];
  return read(
    cues.kind === "amount"
      ? (byNumber(reading, cues, at) ?? byAnswerWords(reading, fact))
      : (byPace(reading, cues as ChoiceCues<string>) ??
          byAnswerWords(reading, fact) ??
          byYesOrNo(fact, plain)),
  );
}

/** Words that come with an answer and say nothing by themselves. */
const FILLER: ReadonlySet<string> = new Set(
  `a about actually almost already approximately are around at be closer think believe but do does er
  exactly for from got guess had has have he her his honestly hm i i'd i'm i'll in is ish it it's its just
  know like little kind maybe more most least less than mostly much my nearly not now of oh ok on only
  or our perhaps please pretty probably quite rather really roughly say she so some sort still sure that
  that's the their them there there's these they this those to uh um us very was we we'd we're we've
  well were will with would yeah yep yes no nope you'd`.split(/\s+/),
);

/**
 * Whether a message is an answer and nothing else: said between people, "like nine hundred-ish" is
 * for whoever asked how many, and "two beers for me" is not.
 *
 * @param quote the words of the message that were read as the answer
 */
export function isNothingBut(quote: string, message: string): boolean {
  const rest = message.toLowerCase().replace(quote.toLowerCase(), " ").replaceAll("’", "'");
  return (rest.match(/[\p{L}\p{N}]+(?:'\p{L}+)?/gu) ?? []).every((word) => FILLER.has(word));
}
