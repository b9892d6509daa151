import { ADVERBS, DAY, MONTH, MONTH_NAMES } from "../numbers/measures.ts";
import { bareAt } from "../numbers/number-words.ts";
import { periodAt } from "../numbers/units.ts";
import { clauseAt, isDenied, quoteOf } from "../text/passage.ts";
import type { Reading } from "../text/passage.ts";
import type { Hit } from "../text/phrases.ts";

/** How often something happens, told from token `from` up to token `to`: once in so many days. */
type Pace = { readonly from: number; readonly to: number; readonly days: number };

const YEAR = 12 * MONTH;
const MORE_ADVERBS: ReadonlyMap<string, number> = new Map([
  ...ADVERBS,
  ["biannually", YEAR / 2],
  ["semiannually", YEAR / 2],
  ["bimonthly", 2 * MONTH],
  ["overnight", DAY],
  ["seasonally", YEAR / 4],
]);
/** "twice a year", "several times a week". */
const TIMES: ReadonlyMap<string, number> = new Map([
  ["once", 1],
  ["twice", 2],
  ["thrice", 3],
  ["multiple", 4],
  ["many", 4],
]);
const BY = /^(?:a|an|per|every|each|in|\/)$/;

/** How often "3 times a year" or "twice every quarter" is, from the token behind the number. */
function timesAt(
  { text, tokens }: Reading,
  from: number,
  end: number,
  times: number,
): Pace | undefined {
  const here = tokens[end]?.word === "times" || tokens[end]?.word === "x" ? end + 1 : end;
  if (!BY.test(tokens[here]?.word ?? "")) return undefined;
  const at = tokens[here]?.word === "in" ? here + 2 : here + 1;
  const period = periodAt(text, tokens, at);
  return period === undefined
    ? undefined
    : { from, to: period.to, days: period.seconds / times / DAY };
}

const STAYS = /^(?:stay|stays|hold|holds|last|lasts|valid|same|stable|fixed|unchanged)$/;
const STAYS_REACH = 4;

/** "the prices hold for two weeks": they change as often. */
function stayAt({ tokens, quantityAt }: Reading, at: number): Pace | undefined {
  if (!tokens.slice(Math.max(0, at - STAYS_REACH), at).some(({ word }) => STAYS.test(word)))
    return undefined;
  const span = quantityAt.get(at + 1) ?? quantityAt.get(at + 2);
  return span?.unit.kind === "span"
    ? { from: at, to: span.to, days: (span.high * span.unit.seconds) / DAY }
    : undefined;
}

function paceAt(reading: Reading, at: number): Pace | undefined {
  const { text, tokens } = reading;
  const word = tokens[at]?.word ?? "";
  const next = tokens[at + 1]?.word ?? "";
  const adverb = MORE_ADVERBS.get(word);
  if (adverb !== undefined && !word.endsWith("'s"))
    return { from: at, to: at + 1, days: adverb / DAY };
  if (word === "every" || word === "each" || word === "per") {
    if (MONTH_NAMES.has(next)) return { from: at, to: at + 2, days: YEAR / DAY };
    const period = periodAt(text, tokens, at + 1);
    return period === undefined
      ? undefined
      : { from: at, to: period.to, days: period.seconds / DAY };
  }
  if (word === "for") return stayAt(reading, at);
  const times = TIMES.get(word);
  if (times !== undefined) return timesAt(reading, at, at + 1, times);
  const number =
    tokens[at]?.kind === "number" || next === "times" || word === "a"
      ? bareAt(text, tokens, at)
      : undefined;
  if (number === undefined || tokens[number.end]?.word !== "times") return undefined;
  return timesAt(reading, at, number.end, (number.low + number.high) / 2);
}

const MOST_PACES = 12;
/** More a month is work, no change of the rules. */
const MOST_CHANGES = 130;

/** "three new forms a month": a rate of changes is a pace. */
const ratesOf = ({ quantities }: Reading): readonly Pace[] =>
  quantities
    .slice(0, MOST_PACES)
    .flatMap(({ from, to, low, high, unit }) =>
      unit.kind === "rate" && low > 0 && low <= MOST_CHANGES
        ? [{ from, to, days: MONTH / DAY / ((low + high) / 2) }]
        : [],
    );

function pacesIn(reading: Reading): readonly Pace[] {
  const paces: Pace[] = [];
  for (let at = 0; at < reading.tokens.length && paces.length < MOST_PACES; at += 1) {
    const pace = paceAt(reading, at);
    if (pace === undefined) continue;
    paces.push(pace);
    at = pace.to - 1;
  }
  return paces;
}

const PACE_REACH = 10;
const MOST_CHANGING = 60;

type Found = { readonly days: number; readonly quote: string };

const quoted = (reading: Reading, hit: Hit<unknown>, { from, to, days }: Pace): Found => ({
  days,
  quote: quoteOf(reading, Math.min(from, hit.from), Math.max(to, hit.to)),
});

const TRUTH = /^(?:reality|practice|actually|really|fact|truth)$/;

/** "on paper they change weekly, in reality monthly", "I said monthly, it's weekly". */
function isTruthAfter(reading: Reading, hit: Hit<unknown>, { from }: Pace): boolean {
  const [said, here] = [clauseAt(reading, hit.from), clauseAt(reading, from)];
  if (here.from < said.to || here.sentence !== said.sentence || here.unreal || here.past)
    return false;
  return (
    said.former || reading.tokens.slice(here.from, here.to).some(({ word }) => TRUTH.test(word))
  );
}

/** How often a text says that something changes; `changing` are the words that say that it does. */
export function findPace(reading: Reading, changing: readonly Hit<unknown>[]): Found | undefined {
  if (changing.length === 0) return undefined;
  const paces = pacesIn(reading);
  const all = [...paces, ...ratesOf(reading)];
  const { clauseOf } = reading;
  const own = changing
    .slice(0, MOST_CHANGING)
    .filter(({ from }) => {
      const { supposed, past, unreal } = clauseAt(reading, from);
      return !supposed && !past && !unreal && !isDenied(reading, from);
    })
    .flatMap((hit) =>
      all
        .filter(({ from }) => clauseOf[from] === clauseOf[hit.from])
        .map((pace) => {
          const distance = pace.from >= hit.to ? pace.from - hit.to : hit.from - pace.to;
          return { hit, pace, distance: Math.abs(distance) };
        }),
    )
    .filter(({ distance }) => distance <= PACE_REACH)
    .toSorted((a, b) => a.distance - b.distance);
  const [nearest] = own;
  if (nearest !== undefined) {
    const truth = paces.find((pace) => isTruthAfter(reading, nearest.hit, pace));
    return quoted(reading, nearest.hit, truth ?? nearest.pace);
  }
  // "it used to change monthly, now it's weekly": the verb of the clause before goes on.
  for (const pace of paces)
    for (const hit of changing.slice(0, MOST_CHANGING)) {
      const before = clauseAt(reading, hit.from);
      const here = clauseAt(reading, pace.from);
      const goesOn = (clauseOf[pace.from] ?? 0) - (clauseOf[hit.from] ?? 0) === 1;
      const isGone = before.past || before.former || before.wished || isDenied(reading, hit.from);
      if (goesOn && isGone && here.sentence === before.sentence && !here.unreal && !here.past)
        return { days: pace.days, quote: quoteOf(reading, pace.from, pace.to) };
    }
  return undefined;
}

/** How often something happens, when a text names one pace and nothing that changes. */
export function onlyPace(reading: Reading): Found | undefined {
  const [pace, another] = pacesIn(reading);
  return pace === undefined || another !== undefined
    ? undefined
    : { days: pace.days, quote: quoteOf(reading, pace.from, pace.to) };
}
