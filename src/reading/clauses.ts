import type { Token } from "./tokens.ts";

/** A stretch of tokens that says one thing, `to` exclusive. */
export type Clause = {
  readonly from: number;
  readonly to: number;
  readonly sentence: number;
  /** It belongs to a question. */
  readonly asked: boolean;
  /** "if we had": it is only supposed. */
  readonly supposed: boolean;
  /** "we would need", "is that enough": its numbers are not so. */
  readonly unreal: boolean;
  /** "last year", "used to": it is no longer so. */
  readonly past: boolean;
  /** "we need", "the goal is", "can label": it is not so yet. */
  readonly wished: boolean;
  /** "but only", "now", "actually": it overrules what came before. */
  readonly overrules: boolean;
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
]);

const UNREAL = new Set([
  "would",
  "we'd",
  "i'd",
  "they'd",
  "you'd",
  "it'd",
  "could've",
  "would've",
  "hypothetically",
  "competitor",
  "competitors",
  "enough",
  "sufficient",
  "suffice",
  "unless",
  "wouldn't",
  "wish",
  "recommend",
  "recommended",
  "typically",
]);
/** "we'd like 2 million a month" is a plan, not a supposition. */
const PLANS =
  /^(?:like|love|rather|prefer|want|get|handle|process|serve|receive|see|be|run|expect)$/;
const SUPPOSED = new Set(["suppose", "supposing", "imagine", "assuming", "hypothetically"]);
const PERSONS = new Set(["we", "i", "they", "you", "there", "someone", "somebody", "our"]);
/** "predict if", "not sure if" ask whether; they suppose nothing. */
const BEFORE_WHETHER =
  /^(?:sure|know|see|wonder|wondering|decide|predict|check|tell|detect|flag|determine|ask|asking|judge|identify|even|as|verify)$/;
const PAST_LAST = new Set([
  "year",
  "month",
  "quarter",
  "week",
  "summer",
  "spring",
  "autumn",
  "fall",
  "winter",
]);
const PAST = new Set([
  "previously",
  "formerly",
  "ago",
  "yesterday",
  "originally",
  "initially",
  "historically",
  "2019",
  "2020",
  "2021",
  "2022",
  "2023",
  "2024",
  "2025",
]);
const WISHED = new Set([
  "need",
  "needs",
  "needed",
  "want",
  "wants",
  "goal",
  "target",
  "aim",
  "aiming",
  "hope",
  "hoping",
  "plan",
  "planning",
  "require",
  "requires",
  "required",
  "should",
  "will",
  "going",
  "ideally",
  "must",
  "until",
  "annotators",
  "could",
  "missing",
  "lacking",
  "expect",
  "future",
  "soon",
  "we'll",
  "i'll",
  "they'll",
]);
/** "can label 100" promises; "can only collect" states a limit. */
const PROMISES = new Set(["can", "able", "might", "may"]);
const PROMISED =
  /^(?:label|annotat|collect|gather|generat|synthes|creat|produc|get|writ|review|tag|buy|grade)/;
const OVERRULES = new Set([
  "but",
  "only",
  "now",
  "actually",
  "currently",
  "today",
  "meanwhile",
  "rather",
  "instead",
  "correction",
  "sorry",
  "just",
  "however",
  "nowadays",
]);
const LONGEST_SIGN = 4;

function isPast(tokens: readonly Token[], from: number, to: number): boolean {
  for (let here = from; here < to; here += 1) {
    const word = tokens[here]?.word ?? "";
    if (PAST.has(word)) return true;
    if ((word === "last" || word === "past") && PAST_LAST.has(tokens[here + 1]?.word ?? ""))
      return true;
    if (word === "used" && tokens[here + 1]?.word === "to")
      return !/^(?:be)$/.test(tokens[here - 1]?.word ?? "");
    if (word === "back" && tokens[here + 1]?.word === "then") return true;
  }
  return false;
}

function isSupposed(tokens: readonly Token[], from: number, to: number): boolean {
  for (let here = from; here < to; here += 1) {
    const word = tokens[here]?.word ?? "";
    if (SUPPOSED.has(word)) return true;
    if (word !== "if" || !PERSONS.has(tokens[here + 1]?.word ?? "")) continue;
    if (!BEFORE_WHETHER.test(tokens[here - 1]?.word ?? "")) return true;
  }
  return false;
}

function isUnreal(tokens: readonly Token[], from: number, to: number): boolean {
  for (let here = from; here < to; here += 1) {
    const word = tokens[here]?.word ?? "";
    const next = tokens[here + 1]?.word ?? "";
    if (UNREAL.has(word) && !PLANS.test(next)) return true;
    if (word === "how" && /^(?:many|much)$/.test(next)) return true;
  }
  return false;
}

function isPromise(tokens: readonly Token[], from: number, to: number): boolean {
  for (let here = from; here < to; here += 1)
    if (PROMISES.has(tokens[here]?.word ?? "") && tokens[here + 1]?.word !== "only")
      for (let next = here + 1; next <= here + LONGEST_SIGN && next < to; next += 1)
        if (PROMISED.test(tokens[next]?.word ?? "")) return true;
  return false;
}

const anyIn = (
  words: ReadonlySet<string>,
  tokens: readonly Token[],
  from: number,
  to: number,
): boolean => {
  for (let here = from; here < to; here += 1) if (words.has(tokens[here]?.word ?? "")) return true;
  return false;
};

/** A full stop ends a sentence only when no small letter follows: not in "e.g. tickets". */
const stops = (text: string, token: Token, next: Token | undefined): boolean => {
  if (!ENDS_SENTENCE.has(token.word)) return false;
  if (token.word !== "." || next === undefined) return true;
  const character = text[next.start] ?? "";
  return next.start > token.end && character === character.toUpperCase();
};

export type Clauses = {
  readonly clauses: readonly Clause[];
  /** The index of the clause of every token. */
  readonly clauseOf: readonly number[];
};

/** Cuts a text into clauses and says of each whether what it says is so. */
export function splitClauses(text: string, tokens: readonly Token[]): Clauses {
  const clauses: Clause[] = [];
  const clauseOf: number[] = [];
  let from = 0;
  let sentence = 0;
  const questions = new Set<number>();
  const close = (to: number): void => {
    if (to <= from) return;
    const supposed = isSupposed(tokens, from, to);
    const unreal = supposed || isUnreal(tokens, from, to);
    clauses.push({
      from,
      to,
      sentence,
      asked: false,
      supposed,
      unreal,
      past: isPast(tokens, from, to),
      wished:
        anyIn(WISHED, tokens, from, to) ||
        isPromise(tokens, from, to) ||
        (anyIn(UNREAL, tokens, from, to) && !unreal),
      overrules: anyIn(OVERRULES, tokens, from, Math.min(to, from + LONGEST_SIGN)),
    });
    from = to;
  };
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    const begins =
      BEGINS_CLAUSE.has(token.word) ||
      (token.word === "and" && SUBJECTS.has(next?.word ?? "")) ||
      (token.word === "-" && text[token.start - 1] === " ");
    if (begins) close(at);
    clauseOf.push(clauses.length);
    if (stops(text, token, next)) {
      if (token.word === "?") questions.add(sentence);
      close(at + 1);
      sentence += 1;
    } else if (ENDS_CLAUSE.has(token.word)) close(at + 1);
  });
  close(tokens.length);
  return {
    clauses: clauses.map((clause) =>
      questions.has(clause.sentence) ? { ...clause, asked: true } : clause,
    ),
    clauseOf,
  };
}
