import type { Block, Purpose, Reply } from "../../chat/reply.ts";
import { ALTERNATIVES, ALTERNATIVE_IDS } from "../../decision/alternatives.ts";
import type { Alternative, ByAlternative } from "../../decision/alternatives.ts";
import type { Assessment, Confidence } from "../../decision/assess.ts";

export const reply = (purpose: Purpose, ...blocks: Block[]): Reply => ({
  purpose,
  visibleTo: "thread",
  blocks,
});

/** A word to whoever did something, which nobody else needs to see. */
export const toSender = (...blocks: Block[]): Reply => ({
  ...reply("notice", ...blocks),
  visibleTo: "sender",
});

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

const byProbability = (probabilities: ByAlternative<number>): readonly Alternative[] =>
  ALTERNATIVE_IDS.toSorted((one, another) => probabilities[another] - probabilities[one]);

export const sayProbabilities = (probabilities: ByAlternative<number>): string =>
  byProbability(probabilities)
    .map((id) => `${ALTERNATIVES[id].name} ${percent(probabilities[id])}`)
    .join(", ");

const VERDICT: Readonly<Record<Confidence, (name: string) => string>> = {
  lean: (name) => `Leaning towards ${name}`,
  likely: (name) => `Probably ${name}`,
  clear: (name) => `Clearly ${name}`,
};

/** The verdict in a few words: "Probably fine-tuning". */
export const sayVerdict = ({ recommendation, confidence }: Assessment): string =>
  VERDICT[confidence](ALTERNATIVES[recommendation].name);

export const quoted = (words: string): string =>
  `“${words.length > 60 ? `${words.slice(0, 57)}…` : words}”`;

/** What somebody asked, for a message that everybody sees. */
export const quotedAtLength = (words: string): string =>
  `“${words.length > 600 ? `${words.slice(0, 599)}…` : words}”`;

/** The verdict with its probability. */
export const verdict = (assessment: Assessment): string =>
  `${sayVerdict(assessment)} (${percent(assessment.probabilities[assessment.recommendation])})`;
