import type { FindingId } from "../knowledge/findings.ts";
import { ALTERNATIVE_IDS, byAlternative } from "./alternatives.ts";
import type { Alternative, ByAlternative } from "./alternatives.ts";
import { CRITERIA, CRITERION_IDS } from "./criteria.ts";
import type { Judgement } from "./criteria.ts";
import { priorOf } from "./draws.ts";
import { FACTS } from "./facts.ts";
import type { Evidence, FactId, Range } from "./facts.ts";
import { sayAmount, sentence } from "./phrasing.ts";
import { LEVELS, nearestLevel } from "./scale.ts";
import type { Position } from "./scale.ts";
import { judgeOf } from "./simulation.ts";
import type { Simulation } from "./simulation.ts";

/** One argument, as strong as the model takes it. */
export type Reason = {
  readonly fact: FactId;
  readonly text: string;
  /** The alternative that it speaks for most. */
  readonly favours: Alternative;
  /** How far it moves each alternative ahead of the others' mean, in utility; negative: against it. */
  readonly effect: ByAlternative<number>;
  readonly findings: readonly FindingId[];
};

const levelOf = (fact: FactId, position: Position): string =>
  LEVELS[fact][nearestLevel(position)] ?? "";

const filledIn = (because: string, fact: FactId, evidence: Evidence): string => {
  const entry = FACTS[fact];
  return entry.kind === "amount"
    ? sentence(because.replace("{value}", sayAmount(entry.unit, evidence[fact] as number | Range)))
    : because;
};

/** A weighted mean of judgements, alternative by alternative. */
function mean(
  weights: Position,
  judgementAt: (level: number) => readonly number[],
): readonly number[] {
  const sums = ALTERNATIVE_IDS.map(() => 0);
  for (const [level, weight] of weights.entries())
    if (weight > 0)
      for (const [at, utility] of judgementAt(level).entries()) sums[at]! += weight * utility;
  return sums;
}

const utilitiesOf = ({ utility }: Judgement): readonly number[] =>
  ALTERNATIVE_IDS.map((id) => utility[id]);

/**
 * Why the recommendation is what it is: for every criterion whose facts are known, how far the
 * value moves each alternative from where the prior left it, w (s(x) − E s). For an additive model
 * with independent priors these are the Shapley values (DECISION 2.2). Strongest first.
 */
export function reasonsFor(simulation: Simulation): readonly Reason[] {
  const { positions, model, evidence } = simulation;
  const reasons: Reason[] = [];
  for (const [index, id] of CRITERION_IDS.entries()) {
    const { reads } = CRITERIA[id];
    const judge = judgeOf(simulation, id);
    const [first, second] = reads as readonly [FactId, FactId?];
    const position = positions[first];
    const other = second === undefined ? undefined : positions[second];
    if (position === undefined || (second !== undefined && other === undefined)) continue;
    const otherLevel =
      second === undefined || other === undefined ? undefined : levelOf(second, other);
    const at = (level: number) => utilitiesOf(judge(LEVELS[first][level] ?? "", otherLevel));
    const is = mean(position, at);
    const was = mean(priorOf(first), at);
    const { because, findings } = judge(levelOf(first, position), otherLevel);
    if (because === "") continue;
    const moved = is.map(
      (utility, alternative) => (model.weights[index] ?? 0) * (utility - (was[alternative] ?? 0)),
    );
    const sum = moved.reduce((total, value) => total + value, 0);
    const effect = byAlternative((alternative) => {
      const own = moved[ALTERNATIVE_IDS.indexOf(alternative)] ?? 0;
      return own - (sum - own) / (moved.length - 1);
    });
    const favours = ALTERNATIVE_IDS.reduce((best, next) =>
      effect[next] > effect[best] ? next : best,
    );
    if (effect[favours] > 0)
      reasons.push({
        fact: first,
        text: filledIn(because, first, evidence),
        favours,
        effect,
        findings,
      });
  }
  return reasons.toSorted(
    (one, another) => another.effect[another.favours] - one.effect[one.favours],
  );
}
