import type { Token } from "./tokens.ts";
import { isOthers } from "./whose.ts";

/** What the words of a clause say about whether it is so. */
export type Claim = {
  /** "if we had": it is only supposed. */
  readonly supposed: boolean;
  /** "we would need", "is that enough", "a competitor has": its numbers are not so, or not ours. */
  readonly unreal: boolean;
  /** "last year", "used to": it is no longer so. */
  readonly past: boolean;
  /** "was", "wanted": it holds until something newer is told. */
  readonly former: boolean;
  /** "we need", "the goal is", "can label": it is not so yet. */
  readonly wished: boolean;
  /** "one day we hope to": not so, and perhaps never. */
  readonly hoped: boolean;
  /** "but only", "now", "actually": it overrules what came before. */
  readonly overrules: boolean;
};

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
  "quoted",
  "industry",
  "rumour",
  "rumor",
  "rumours",
  "rumors",
  "offered",
  "assume",
  "theoretically",
  "supposedly",
  "allegedly",
  "reportedly",
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
  /^(?:like|love|rather|prefer|want|pay|spend|get|handle|process|serve|receive|see|run|expect|need|do|send|make|push|average)$/;
/** "5 s would be fine" states a wish. */
const FINE = /^(?:fine|ok|okay|great|good|acceptable|perfect|nice|plenty|tolerable)$/;
/** "I'd say 500" is an opinion of what is so. */
const OPINIONS = /^(?:guess|say|estimate|reckon|think|put|call|bet|assume|guesstimate|imagine)$/;
/** What one dreams of is not so, though a date one hopes for is a plan. */
const HOPED = new Set([
  "hope",
  "hopes",
  "hoping",
  "hoped",
  "dream",
  "dreams",
  "dreaming",
  "someday",
  "eventually",
  "aspire",
  "ambition",
]);
/** What was, is claimed, or is so at times: it holds until something better is told. */
const FORMER = new Set([
  "was",
  "were",
  "had",
  "wanted",
  "asked",
  "thought",
  "said",
  "planned",
  "budgeted",
  "estimated",
  "promised",
  "expected",
  "started",
  "began",
  "aimed",
  "told",
  "assumed",
  "hoped",
  "claims",
  "claimed",
  "reckons",
  "believes",
  "swears",
  "guessed",
  "thinks",
  "guesses",
  "peak",
  "peaks",
  "peaked",
  "burst",
  "bursts",
  "spike",
  "spikes",
]);
const SUPPOSED = new Set([
  "pretend",
  "suppose",
  "supposing",
  "imagine",
  "assuming",
  "hypothetically",
]);
/** "should volume exceed": what a condition without "if" is about. */
const CONDITIONS = /^(?:it|we|they|volume|traffic|demand|load|the|our|this|that|usage)$/;
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
  "ideally",
  "must",
  "missing",
  "intend",
  "intends",
  "intending",
  "aims",
  "promise",
  "promises",
  "promised",
  "asks",
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
  "fact",
  "reality",
  "really",
  "truth",
]);
const KEPT_FROM = new Set(["from", "of", "since"]);
const LONGEST_SIGN = 4;

/** "these days", "going to": whether two words stand together. */
function pairIn(
  first: string,
  second: RegExp,
  tokens: readonly Token[],
  from: number,
  to: number,
): boolean {
  for (let here = from; here + 1 < to; here += 1)
    if (tokens[here]?.word === first && second.test(tokens[here + 1]?.word ?? "")) return true;
  return false;
}

function isPast(tokens: readonly Token[], from: number, to: number): boolean {
  for (let here = from; here < to; here += 1) {
    const word = tokens[here]?.word ?? "";
    // "2k complaints from last year" are still there.
    if (KEPT_FROM.has(tokens[here - 1]?.word ?? "")) continue;
    if (PAST.has(word)) return true;
    if ((word === "last" || word === "past") && PAST_LAST.has(tokens[here + 1]?.word ?? ""))
      return true;
    if (word === "used" && tokens[here + 1]?.word === "to")
      return !/^(?:be)$/.test(tokens[here - 1]?.word ?? "");
    if (word === "back" && tokens[here + 1]?.word === "then") return true;
    if (
      word === "before" &&
      /^(?:covid|corona|lockdown|that|:)$/.test(tokens[here + 1]?.word ?? "")
    )
      return true;
  }
  return false;
}

const mayBe = (tokens: readonly Token[], from: number, to: number): boolean => {
  for (let here = from; here < to; here += 1)
    if (/^(?:could|would|couldn't|wouldn't)$/.test(tokens[here]?.word ?? "")) return true;
  return false;
};

function isSupposed(tokens: readonly Token[], from: number, to: number): boolean {
  for (let here = from; here < to; here += 1) {
    const word = tokens[here]?.word ?? "";
    if (SUPPOSED.has(word)) return true;
    if (word === "in" && tokens[here + 1]?.word === "case") return true;
    if (word === "what" && tokens[here + 1]?.word === "if") return true;
    // "if the budget were 5k"
    if (word === "if" && pairIn("were", /./, tokens, here, to)) return true;
    if (word === "say" && here === from && PERSONS.has(tokens[here + 1]?.word ?? "")) return true;
    if (word === "should" && here === from && CONDITIONS.test(tokens[here + 1]?.word ?? ""))
      return true;
    // "if the rules changed every week we could not"
    if (
      word === "if" &&
      !BEFORE_WHETHER.test(tokens[here - 1]?.word ?? "") &&
      mayBe(tokens, here, to)
    )
      return true;
    // "if only we had"
    const who = tokens[here + 1]?.word === "only" ? here + 2 : here + 1;
    if (word !== "if" || !PERSONS.has(tokens[who]?.word ?? "")) continue;
    if (!BEFORE_WHETHER.test(tokens[here - 1]?.word ?? "")) return true;
  }
  return false;
}

/** "one day", "in theory", "rated for": what two words make unreal. */
const UNREAL_PAIRS = new Set([
  "one day",
  "in theory",
  "rated for",
  "rated at",
  "capable of",
  "designed for",
  "in principle",
  "quote of",
  "quote for",
  "according to",
  "acc to",
  "supports up",
  "docs say",
  "documentation says",
  "people say",
  "they say",
  "they claim",
  "they claimed",
  "they showed",
  "they quoted",
  "heard that",
  "read that",
  "experts say",
  "rule of",
  "word is",
  "people start",
  "most companies",
  "most teams",
  "best practice",
  "price tag",
  "pricing page",
  "list price",
  "starts at",
  "starting at",
  "quote from",
  "let's say",
  "e g",
  "for example",
  "for instance",
]);

/** "we'd like", "500 would be fine": whether what follows "would" is a plan. */
function isPlanned(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? "";
  const next = tokens[at + 1]?.word ?? "";
  return PLANS.test(word) || (word === "be" && (FINE.test(next) || next.endsWith("ing")));
}

/** Whether a word is of several, as far as its ending tells. */
const isPlural = (word: string): boolean => word === "people" || /[^s]s$/.test(word);

function isUnreal(tokens: readonly Token[], from: number, to: number): boolean {
  // "if it tripled we'd be at 900": no plan.
  let isIf = false;
  for (let here = from; here < to; here += 1) {
    const word = tokens[here]?.word ?? "";
    const next = tokens[here + 1]?.word ?? "";
    isIf ||= word === "if";
    if (word === "until" && PERSONS.has(next)) return true;
    const after = next === "." ? (tokens[here + 2]?.word ?? "") : next;
    // "I'd say" is an opinion, "you'd think" is none.
    const isOpinion = OPINIONS.test(next) && word !== "you'd" && word !== "they'd";
    if (UNREAL.has(word) && (isIf || !isPlanned(tokens, here + 1)) && !isOpinion) return true;
    if (word === "how" && /^(?:many|much)$/.test(next)) return true;
    // "how do teams with 2 million do it?"
    if (word === "how" && /^(?:do|does|did)$/.test(next) && isPlural(tokens[here + 2]?.word ?? ""))
      return true;
    if (UNREAL_PAIRS.has(`${word} ${after}`)) return true;
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

const PERHAPS = new Set(["could", "might", "may", "possibly", "potentially"]);
const BECOMES =
  /^(?:be|reach|hit|see|become|grow|climb|go|have|double|get|end|do|handle|take|process|serve|manage|cope|support)$/;
const SHALL = new Set(["will", "we'll", "it'll", "they'll", "gonna"]);
const GROWS = /^(?:reach|hit|grow|climb|double|scale)$/;

/** "that could be 50k a day", "we'll reach a million": what may become of it. */
function isDreamt(tokens: readonly Token[], from: number, to: number): boolean {
  for (let here = from; here < to; here += 1) {
    const word = tokens[here]?.word ?? "";
    const skips = /^(?:maybe|perhaps|well|easily|even|probably|soon)$/.test(
      tokens[here + 1]?.word ?? "",
    );
    const next = tokens[skips ? here + 2 : here + 1]?.word ?? "";
    // "it may take up to 30 seconds" allows it.
    const isAllowed = next === "take" && tokens[here + 2]?.word === "up";
    if (PERHAPS.has(word) && BECOMES.test(next) && !isAllowed) return true;
    if (SHALL.has(word) && GROWS.test(next)) return true;
    if (word === "some" && next === "day") return true;
    if (word === "by" && /^20(?:2[7-9]|[3-9]\d)$/.test(next)) return true;
  }
  return false;
}

/** "we'd like 300": a wish, though no supposition. */
function isPlan(tokens: readonly Token[], from: number, to: number): boolean {
  for (let here = from; here < to; here += 1)
    if (UNREAL.has(tokens[here]?.word ?? "") && isPlanned(tokens, here + 1)) return true;
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

/** Whether what the tokens of a clause say is so. */
export function judge(tokens: readonly Token[], from: number, to: number): Claim {
  const supposed = isSupposed(tokens, from, to);
  const unreal = supposed || isUnreal(tokens, from, to) || isOthers(tokens, from, to);
  return {
    supposed,
    unreal,
    past: isPast(tokens, from, to),
    former: anyIn(FORMER, tokens, from, to),
    wished:
      anyIn(WISHED, tokens, from, to) ||
      // "tickets we could train on" are there.
      pairIn("could", /^(?!(?:train|use|learn|feed|offer|give)$)/, tokens, from, to) ||
      pairIn("going", /^to$/, tokens, from, to) ||
      isPromise(tokens, from, to) ||
      (!unreal && isPlan(tokens, from, to)),
    hoped: anyIn(HOPED, tokens, from, to) || isDreamt(tokens, from, to),
    overrules:
      anyIn(OVERRULES, tokens, from, Math.min(to, from + LONGEST_SIGN)) ||
      pairIn("these", /^days$/, tokens, from, Math.min(to, from + LONGEST_SIGN)),
  };
}
