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
]);

const ABBREVIATIONS = new Set(
  "approx incl excl etc resp max min acc avg est rs vs ca no nr st inc ltd eg ie appr".split(" "),
);
const SHORTEST_LAST_WORD = 3;

/** A full stop that ends no sentence stands in "e.g. tickets", "max. 300" and "3.5". */
function stops(text: string, tokens: readonly Token[], at: number): boolean {
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
  // "labelled: 0. raw: 7k"
  if (tokens[at - 1]?.kind === "number") return true;
  return character === character.toUpperCase() || before.length >= SHORTEST_LAST_WORD;
}

export type Clauses = {
  readonly clauses: readonly Clause[];
  /** The index of the clause of every token. */
  readonly clauseOf: readonly number[];
};

/** Where numbers begin, and which tokens lie inside one. */
type Numbers = { readonly starts: ReadonlySet<number>; readonly inside: ReadonlySet<number> };

function numbersIn(quantities: readonly Quantity[]): Numbers {
  const inside = new Set<number>();
  for (const { from, numberEnd } of quantities)
    for (let here = from + 1; here < numberEnd; here += 1) inside.add(here);
  return { starts: new Set(quantities.map(({ from }) => from)), inside };
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
    // "a thousand or so", "none so far"
    const isAbout = token.word === "so" && (tokens[at - 1]?.word === "or" || next?.word === "far");
    const begins =
      isUntil ||
      (BEGINS_CLAUSE.has(token.word) && !isAbout) ||
      (token.word === "and" && SUBJECTS.has(next?.word ?? "")) ||
      (token.word === "-" && text[token.start - 1] === " ") ||
      addsNumber(tokens, numbers, at);
    if (begins && !numbers.inside.has(at)) close(at);
    clauseOf.push(clauses.length);
    hasNumber ||= numbers.starts.has(at);
    if (numbers.inside.has(at)) return;
    if (stops(text, tokens, at)) {
      if (token.word === "?") questions.add(sentence);
      close(at + 1);
      sentence += 1;
    } else if (ENDS_CLAUSE.has(token.word) || (hasNumber && isSpaced(text, token))) close(at + 1);
  });
  close(tokens.length);
  return {
    clauses: clauses.map((clause, index) => {
      const asked = questions.has(clause.sentence);
      const unreal =
        clause.unreal ||
        (asked && ASKS_WHO.has(tokens[clause.from]?.word ?? "")) ||
        deniesOurs(tokens, clauses[index + 1]);
      return { ...clause, asked, unreal };
    }),
    clauseOf,
  };
}
