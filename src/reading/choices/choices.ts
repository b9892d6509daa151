import type { ChoiceCues } from "../cues/index.ts";
import { clauseAt, isDenied, quoteOf } from "../text/passage.ts";
import type { Reading } from "../text/passage.ts";
import type { Hit } from "../text/phrases.ts";
import { findPace } from "./paces.ts";
import { shortOf } from "./shortfall.ts";
import type { ChoiceRole, Chosen, Voice } from "./voices.ts";

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

const mentions = (voice: Voice): boolean => voice.means.role.role === "mentioned";

/** Leaves out what lies inside a longer phrase: the "real time" of "no real time". */
function outermost(voices: readonly Voice[]): readonly Voice[] {
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
    // Of equals that overlap, the longer makes the better quote.
    const isLonger =
      voice.from < tally.best.to && voice.to - voice.from > tally.best.to - tally.best.from;
    if (score > strength(tally.best) || (score === strength(tally.best) && isLonger))
      tally.best = voice;
  }
  return [...tallies.values()].toSorted((a, b) => b.score - a.score || a.first - b.first);
}

/**
 * The values that a text speaks for: none, one, or several alike that cannot all be so.
 *
 * @param enough the score from which a value is believed; an answer to a question needs less
 */
export function chooseValues(
  reading: Reading,
  { torn, shortfall, questionsAreSoft, softAfter, pace }: Omit<ChoiceCues<string>, "says">,
  voices: readonly Voice[],
  enough: number = BELIEVED,
): readonly Chosen[] {
  if (voices.length === 0) return [];
  const short = shortfall === undefined ? undefined : shortOf(reading, voices, shortfall.value);
  if (short !== undefined) return [short];
  const paced =
    pace === undefined
      ? undefined
      : findPace(
          reading,
          voices.filter(({ means }) => means.role.role === "changing"),
        );
  if (paced !== undefined && pace !== undefined)
    return [{ value: pace.value(paced.days), quote: paced.quote }];
  const outer = outermost(voices.filter((voice) => speaks(voice) || mentions(voice)));
  const heard = outer.filter(speaks).filter(({ from }) => {
    const { supposed, past, unreal, asked } = clauseAt(reading, from);
    return !supposed && !past && !(unreal && asked) && !isDenied(reading, from);
  });
  const isSoft = (voice: ValueVoice): boolean => {
    const { asked, sentence } = clauseAt(reading, voice.from);
    return (
      (questionsAreSoft === true && asked) || (softAfter !== undefined && sentence >= softAfter)
    );
  };
  const soften = (voice: ValueVoice): ValueVoice =>
    !voice.weak && isSoft(voice) ? { ...voice, weak: true } : voice;
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
  if (best === undefined) return [];
  if (second === undefined) return [of(best, best.value)];
  if (torn !== undefined) {
    const value = torn(believed.map((tally) => tally.value));
    return value === undefined
      ? []
      : [of(believed.find((tally) => tally.value === value) ?? best, value)];
  }
  return best.score > second.score
    ? [of(best, best.value)]
    : believed
        .filter(({ score }) => score === best.score)
        .toSorted((one, another) => one.first - another.first)
        .map((tally) => of(tally, tally.value));
}
