import { PARTS } from "../numbers/number-words.ts";
import type { Quantity } from "../numbers/numbers.ts";
import { judge } from "./claims.ts";
import type { Claim } from "./claims.ts";
import type { Token } from "./tokens.ts";

/** A stretch of tokens that says one thing, `to` exclusive. */
export type Clause = Claim & {
  readonly from: number;
  readonly to: number;
  readonly sentence: number;
  /** It belongs to a question. */
  readonly asked: boolean;
};

const ENDS_SENTENCE = new Set([".", "?", "!", "\n", ";"]);
const ENDS_CLAUSE = new Set([",", ":", "(", ")", "—", "–", "→", "[", "]"]);
const BEGINS_CLAUSE = new Set([
  "but",
  "however",
  "though",
  "although",
  "whereas",
  "while",
  "yet",
  "because",
  "so",
  "except",
]);
const SUBJECTS = new Set([
  "we",
  "i",
  "they",
  "it",
  "only",
  "have",
  "currently",
  "now",
  "our",
  "you",
  "there",
  "that",
  "this",
  "got",
  "send",
  "need",
  "want",
  "then",
  "are",
  "is",
  "am",
  "set",
  "put",
  "keep",
  "kept",
  "ended",
]);

const ABBREVIATIONS = new Set(
  "approx incl excl etc resp max min acc avg est rs vs ca no nr st inc ltd eg ie appr".split(" "),
);
const SHORTEST_LAST_WORD = 3;

/** A full stop that ends no sentence stands in "e.g. tickets", "max. 300" and "3.5". */
function stops(
  text: string,
  tokens: readonly Token[],
  at: number,
  ends: ReadonlySet<number>,
): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined || !ENDS_SENTENCE.has(token.word)) return false;
  if (token.word !== "." || next === undefined) return true;
  if (next.start === token.end) return false;
  const character = text[next.start] ?? "";
  const before = tokens[at - 1]?.word ?? "";
  // "e.g. 200"
  if (before.length === 1 && text[token.start - 2] === ".") return false;
  if (ABBREVIATIONS.has(before)) return false;
  // "labelled: 0. raw: 7k. …"
  if (ends.has(at)) return true;
  return character === character.toUpperCase() || before.length >= SHORTEST_LAST_WORD;
}

export type Clauses = {
  readonly clauses: readonly Clause[];
  /** The index of the clause of every token. */
  readonly clauseOf: readonly number[];
};

/** Where numbers begin, and which tokens lie inside one. */
type Numbers = {
  readonly starts: ReadonlySet<number>;
  readonly inside: ReadonlySet<number>;
  /** The tokens behind numbers. */
  readonly ends: ReadonlySet<number>;
};

function numbersIn(quantities: readonly Quantity[]): Numbers {
  const inside = new Set<number>();
  for (const { from, numberEnd } of quantities)
    for (let here = from + 1; here < numberEnd; here += 1) inside.add(here);
  return {
    starts: new Set(quantities.map(({ from }) => from)),
    inside,
    ends: new Set(quantities.map(({ numberEnd }) => numberEnd)),
  };
}

const ADDS = new Set(["and", "plus", "&"]);
const BEFORE_A_NUMBER = new Set([
  "in",
  "within",
  "about",
  "another",
  "some",
  "roughly",
  "around",
  "maybe",
  "~",
  "only",
]);

/** "… and 20k raw ones": a number of its own, in a clause of its own. */
const addsNumber = (tokens: readonly Token[], { starts }: Numbers, at: number): boolean =>
  ADDS.has(tokens[at]?.word ?? "") &&
  (starts.has(at + 1) || (BEFORE_A_NUMBER.has(tokens[at + 1]?.word ?? "") && starts.has(at + 2)));

/** Verbs by which a clause of its own is known. */
const VERBS =
  /^(?:is|are|was|were|has|have|had|we've|i've|change|changes|come|comes|arrive|arrives|need|needs|must|should|will|goes|gets|takes|costs|says|say|wants|expects)$/;
const LONGEST_SUBJECT = 4;
const LONGEST_BEFORE = 20;
const DETERMINERS = new Set(["the", "our", "my", "a", "an", "its", "their", "nobody", "everyone"]);

/** "… and the taxonomy changes monthly": whether "and" at a token joins two clauses that have a subject and a verb each. */
function joinsClauses(
  tokens: readonly Token[],
  { starts }: Numbers,
  from: number,
  at: number,
): boolean {
  // "a second and a half"
  if (tokens[at]?.word !== "and" || PARTS.has(tokens[at + 2]?.word ?? "")) return false;
  const begins = DETERMINERS.has(tokens[at + 1]?.word ?? "");
  let isWhole = false;
  for (let here = at - 1; here >= from && here >= at - LONGEST_BEFORE; here -= 1)
    isWhole ||= VERBS.test(tokens[here]?.word ?? "") || (begins && starts.has(here));
  if (!isWhole) return false;
  const first = begins ? at + 2 : at + 1;
  for (let here = first; here <= first + LONGEST_SUBJECT; here += 1) {
    if (tokens[here]?.kind !== "word") return false;
    if (VERBS.test(tokens[here]?.word ?? "")) return here > first || !begins;
  }
  return false;
}

/** "we need 500 and 300 more": what is added without a verb is as true as what it is added to. */
const addedTo = (before: Claim, added: Claim): Claim => ({
  supposed: before.supposed || added.supposed,
  unreal: before.unreal || added.unreal,
  past: before.past || added.past,
  former: before.former || added.former,
  wished: before.wished || added.wished,
  hoped: before.hoped || added.hoped,
  overrules: added.overrules,
});

/** "labelled: 2k / raw: 70k", where the slash stands behind a number. */
const isSpaced = (text: string, { word, start, end }: Token): boolean =>
  word === "/" && text[start - 1] === " " && text[end] === " ";

/** Words that ask for a number when they stand first: "who has 50k labels?". */
const ASKS_WHO = new Set(["who", "whose"]);

/** ", not us": the clause before it is about others. */
function deniesOurs(tokens: readonly Token[], clause: Clause | undefined): boolean {
  const [first, second] = [tokens[clause?.from ?? -1], tokens[(clause?.from ?? -1) + 1]];
  return first?.word === "not" && /^(?:us|ours|mine|me)$/.test(second?.word ?? "");
}

/** "20k, that's what we'd need": what points back says whether the clause before is so. */
const pointsBack = (tokens: readonly Token[], clause: Clause): boolean => {
  const [first, second] = [tokens[clause.from]?.word ?? "", tokens[clause.from + 1]?.word];
  return first === "that's" || (/^(?:that|which|this)$/.test(first) && second === "is");
};

/** Cuts a text into clauses and says of each whether what it says is so. */
export function splitClauses(
  text: string,
  tokens: readonly Token[],
  quantities: readonly Quantity[],
): Clauses {
  const clauses: Clause[] = [];
  const clauseOf: number[] = [];
  const numbers = numbersIn(quantities);
  let from = 0;
  let hasNumber = false;
  let sentence = 0;
  const questions = new Set<number>();
  const close = (to: number): void => {
    if (to <= from) return;
    const claim = judge(tokens, from, to);
    const before = clauses.at(-1);
    const added =
      before !== undefined && before.sentence === sentence && addsNumber(tokens, numbers, from)
        ? addedTo(before, claim)
        : claim;
    // "our goal: 5,000": what is said before a colon holds behind it.
    const isHeaded = before !== undefined && tokens[from - 1]?.word === ":";
    const headed = isHeaded ? addedTo(before, added) : added;
    clauses.push({ from, to, sentence, asked: false, ...headed });
    from = to;
    hasNumber = false;
  };
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    // "two weeks left until we go live": what comes then is another matter.
    const isUntil = /^(?:until|till)$/.test(token.word) && SUBJECTS.has(next?.word ?? "");
    // "a thousand or so", "none so far", "not yet labelled"
    const isAbout =
      (token.word === "so" && (tokens[at - 1]?.word === "or" || next?.word === "far")) ||
      (token.word === "yet" && tokens[at - 1]?.word === "not");
    const begins =
      isUntil ||
      (BEGINS_CLAUSE.has(token.word) && !isAbout) ||
      (token.word === "and" && SUBJECTS.has(next?.word ?? "")) ||
      joinsClauses(tokens, numbers, from, at) ||
      (token.word === "-" && text[token.start - 1] === " ") ||
      addsNumber(tokens, numbers, at);
    if (begins && !numbers.inside.has(at)) close(at);
    clauseOf.push(clauses.length);
    hasNumber ||= numbers.starts.has(at);
    if (numbers.inside.has(at)) return;
    if (stops(text, tokens, at, numbers.ends)) {
      // "tomorrow?? no": one question.
      if (at > 0 && at === from && ENDS_SENTENCE.has(tokens[at - 1]?.word ?? "")) sentence -= 1;
      if (token.word === "?") questions.add(sentence);
      close(at + 1);
      sentence += 1;
    } else if (ENDS_CLAUSE.has(token.word) || (hasNumber && isSpaced(text, token))) close(at + 1);
  });
  close(tokens.length);
  return {
    clauses: clauses.map((clause, index) => {
      const asked = questions.has(clause.sentence);
      const next = clauses[index + 1];
      const isTold = next?.sentence === clause.sentence && pointsBack(tokens, next);
      const unreal =
        clause.unreal ||
        (isTold && next.unreal) ||
        (asked && ASKS_WHO.has(tokens[clause.from]?.word ?? "")) ||
        deniesOurs(tokens, next);
      return { ...clause, asked, unreal, wished: clause.wished || (isTold && next.wished) };
    }),
    clauseOf,
  };
}
