import type { ChoiceCues } from "./cues/index.ts";
import type { Quantity } from "./numbers.ts";
import { clauseAt, isDenied, quoteOf } from "./passage.ts";
import type { Reading } from "./passage.ts";
import type { Hit } from "./phrases.ts";

/** What a phrase does for a choice; the last two say what a share of the text is. */
export type ChoiceRole =
  | { readonly role: "value"; readonly value: string }
  | { readonly role: "needed" }
  | { readonly role: "reached" };

/** A phrase that speaks for a value, with the table's meaning still wrapped around it. */
export type Voice = Hit<{ readonly role: ChoiceRole }>;
type ValueVoice = Hit<{ readonly role: ChoiceRole & { readonly role: "value" } }>;

const speaks = (voice: Voice): voice is ValueVoice => voice.means.role.role === "value";

const LOUD = 2;
const SOFT = 1;
/** What a value needs to be believed: one plain cue, or two soft ones. */
const BELIEVED = 2;

type Tally = {
  value: string;
  score: number;
  first: number;
  end: number;
  best: ValueVoice;
  heard: string[];
};

/** Leaves out what lies inside a longer phrase: the "real time" of "no real time". */
function outermost(voices: readonly ValueVoice[]): readonly ValueVoice[] {
  return voices.filter((voice, index) => {
    for (let other = index - 1; other >= 0; other -= 1) {
      const before = voices[other];
      if (before === undefined || voice.from - before.from > 12) break;
      if (before.to >= voice.to && before.to - before.from > voice.to - voice.from) return false;
    }
    for (let other = index + 1; other < voices.length; other += 1) {
      const after = voices[other];
      if (after === undefined || after.from > voice.from) break;
      if (after.to > voice.to) return false;
    }
    return true;
  });
}

const strength = (voice: Voice): number => (voice.weak ? SOFT : LOUD);

function tallied(reading: Reading, voices: readonly ValueVoice[]): readonly Tally[] {
  const tallies = new Map<string, Tally>();
  for (const voice of voices) {
    const { value } = voice.means.role;
    const tally = tallies.get(value);
    const score = strength(voice);
    const heard = quoteOf(reading, voice.from, voice.to).toLowerCase();
    if (tally === undefined) {
      tallies.set(value, {
        value,
        score,
        first: voice.from,
        end: voice.to,
        best: voice,
        heard: [heard],
      });
      continue;
    }
    // The same words, or the same word again, do not speak twice.
    if (voice.from < tally.end) tally.score += Math.max(0, score - strength(tally.best));
    else if (!tally.heard.includes(heard)) tally.score += score;
    if (tally.heard.length < 16) tally.heard.push(heard);
    tally.end = Math.max(tally.end, voice.to);
    if (score > strength(tally.best)) tally.best = voice;
  }
  return [...tallies.values()].toSorted((a, b) => b.score - a.score || a.first - b.first);
}

export type Chosen = { readonly value: string; readonly quote: string };

const REACH = 6;

/** How near, in tokens, a phrase of a role stands before a token of the same clause. */
function nearBefore(
  reading: Reading,
  voices: readonly Voice[],
  role: "needed" | "reached",
  token: number,
): number {
  const { from } = clauseAt(reading, token);
  let best = Number.POSITIVE_INFINITY;
  for (const voice of voices)
    if (voice.means.role.role === role && voice.from >= from && voice.to <= token)
      best = Math.min(best, token - voice.to);
  return best <= REACH ? best : Number.POSITIVE_INFINITY;
}

const MOST_SHARES = 8;

/** The 95 of "80% but we need 95": beside a share, and nothing that it could count. */
const isBareShare = (
  reading: Reading,
  voices: readonly Voice[],
  { unit, low, high, from, to }: Quantity,
): boolean =>
  unit.kind === "count" &&
  low === high &&
  low > 1 &&
  high <= 100 &&
  reading.tokens[to]?.kind !== "word" &&
  nearBefore(reading, voices, "needed", from) <= 1;

/** "at 82% but need 95%": the one share that is reached and the one that is needed. */
function gapOf(
  reading: Reading,
  voices: readonly Voice[],
): { readonly points: number; readonly quote: string } | undefined {
  if (!reading.quantities.some(({ unit }) => unit.kind === "share")) return undefined;
  const shares = reading.quantities
    .filter((quantity) => quantity.unit.kind === "share" || isBareShare(reading, voices, quantity))
    .slice(0, MOST_SHARES);
  if (shares.length < 2) return undefined;
  const needed = shares.filter(
    ({ from }) => nearBefore(reading, voices, "needed", from) < Number.POSITIVE_INFINITY,
  );
  const reached = shares.filter(
    (share) =>
      !needed.includes(share) &&
      (nearBefore(reading, voices, "reached", share.from) < Number.POSITIVE_INFINITY ||
        clauseAt(reading, share.from).from === share.from),
  );
  const [need] = needed;
  const [have] = reached;
  if (need === undefined || have === undefined || needed.length > 1 || reached.length > 1)
    return undefined;
  const from = Math.min(need.from, have.from);
  const to = Math.max(need.to, have.to);
  return { points: need.low - have.high, quote: quoteOf(reading, from, to) };
}

/**
 * The value that a text speaks for, or `undefined` when it speaks for none or for several alike.
 *
 * @param enough the score from which a value is believed; an answer to a question needs less
 */
export function chooseValue(
  reading: Reading,
  { torn, shortfall, questionsAreSoft }: Omit<ChoiceCues<string>, "says">,
  voices: readonly Voice[],
  enough: number = BELIEVED,
): Chosen | undefined {
  if (voices.length === 0) return undefined;
  const gap = shortfall === undefined ? undefined : gapOf(reading, voices);
  if (gap !== undefined && shortfall !== undefined)
    return { value: shortfall.value(gap.points), quote: gap.quote };
  const heard = outermost(voices.filter(speaks)).filter(({ from }) => {
    const { supposed, past, unreal, asked } = clauseAt(reading, from);
    return !supposed && !past && !(unreal && asked) && !isDenied(reading, from);
  });
  const soften = (voice: ValueVoice): ValueVoice =>
    questionsAreSoft === true && !voice.weak && clauseAt(reading, voice.from).asked
      ? { ...voice, weak: true }
      : voice;
  const all = tallied(reading, heard.map(soften));
  // Plain words drown soft ones; soft ones count only among themselves.
  const loud = all.filter(({ best }) => !best.weak);
  const tallies = loud.length > 0 ? loud : all;
  const total = tallies.reduce((sum, { score }) => sum + score, 0);
  const believed =
    torn === undefined || loud.length > 0
      ? tallies.filter(({ score }) => score >= enough)
      : total >= enough
        ? tallies
        : [];
  const [best, second] = believed;
  const of = (tally: Tally, value: string): Chosen => ({
    value,
    quote: quoteOf(reading, tally.best.from, tally.best.to),
  });
  if (best === undefined) return undefined;
  if (second === undefined) return of(best, best.value);
  if (torn !== undefined) {
    const value = torn(believed.map((tally) => tally.value));
    if (value === undefined) return undefined;
    return of(believed.find((tally) => tally.value === value) ?? best, value);
  }
  return best.score > second.score ? of(best, best.value) : undefined;
}
