import type { Calibration } from "../src/decision/calibration.ts";
import { marketOn } from "../src/decision/costs.ts";
import type { Evidence } from "../src/decision/facts.ts";
import { withImplied } from "../src/decision/scale.ts";
import { createModel, simulate } from "../src/decision/simulation.ts";
import { AS_OF } from "./cases.ts";
import type { PublishedCase } from "./cases.ts";
import { score } from "./measures.ts";

/** What things cost on the day on which the cases are decided. */
const MARKET = marketOn(AS_OF.slice(0, 10));

/** A published case with what is known of it. */
export type Known = { readonly one: PublishedCase; readonly evidence: Evidence };

/** Base of fine-tuning, base of both, and the logarithm of the sharpness. */
type Point = readonly [number, number, number];

/** How firmly each of the three is held near 0: a case is worth as much as a third of a unit. */
const HELD = 0.01;

/** The steps of the search, coarse to fine; finer ones than the last would fit the noise of 52 cases. */
const STEPS = [0.4, 0.2, 0.1];

const calibrationAt = ([tuning, both, logSharpness]: Point): Calibration => ({
  base: { "prompt-engineering": 0, "fine-tuning": tuning, both },
  sharpness: Math.exp(logSharpness),
});

/** The Brier score of the model at a point, with what holds it near the judgements as written. */
function loss(known: readonly Known[], point: Point): number {
  const model = createModel(calibrationAt(point));
  const answers = known.map(({ evidence }) => {
    const { best, probabilities } = simulate(withImplied(evidence), model, MARKET);
    return { recommendation: best, probabilities, retrieval: false };
  });
  const { brier } = score(
    known.map(({ one }) => one),
    answers,
  );
  return brier + HELD * point.reduce((sum, value) => sum + value ** 2, 0);
}

const moved = (point: Point, at: number, by: number): Point =>
  point.map((value, index) =>
    index === at ? Math.round((value + by) * 1000) / 1000 : value,
  ) as unknown as Point;

/**
 * Fits the three numbers of the calibration by descending one at a time, from the judgements as
 * written.
 */
export function calibrate(known: readonly Known[]): Calibration {
  let point: Point = [0, 0, 0];
  let least = loss(known, point);
  for (const step of STEPS)
    for (let improved = true; improved;) {
      improved = false;
      for (const at of point.keys())
        for (const by of [step, -step]) {
          const next = moved(point, at, by);
          const there = loss(known, next);
          if (there < least - 1e-9) {
            point = next;
            least = there;
            improved = true;
          }
        }
    }
  return calibrationAt(point);
}
