import { ADVERBS, MONTH, PERIODS } from "../numbers/measures.ts";
import type { Quantity } from "../numbers/numbers.ts";
import type { Reading } from "../text/passage.ts";

const CORRECTS = /^(?:sorry|mean|meant|really|actually|rather|wait|correction)$/;
/** Words that may stand between a number and its new period. */
const BETWEEN = /^(?:,|-|–|—|no|not|i|it's|it|is|that's|but|well|oops|a|an|per|each|every)$/;
const COUNTED_BY = /^(?:a|an|per|each|every)$/;
const REACH = 9;

/** Seconds of the period at a token, told as one: "weekly", "a day". */
function secondsAt({ tokens }: Reading, at: number): number | undefined {
  const word = tokens[at]?.word ?? "";
  const before = tokens[at - 1]?.word ?? "";
  return COUNTED_BY.test(before) ? PERIODS.get(word) : ADVERBS.get(word);
}

/**
 * By what a number a month is multiplied when only its period is corrected: "100k a month, I meant
 * a week"; 1 when it is not.
 */
export function correctedPeriod(reading: Reading, { to, unit, times }: Quantity): number {
  if (unit.kind !== "rate" && unit.kind !== "spend") return 1;
  let isCorrected = false;
  for (let here = to; here < to + REACH; here += 1) {
    const word = reading.tokens[here]?.word ?? "";
    if (CORRECTS.test(word)) isCorrected = true;
    else if (!BETWEEN.test(word)) {
      const seconds = secondsAt(reading, here);
      // "not monthly"
      if (seconds !== undefined && reading.tokens[here - 1]?.word === "not") continue;
      return isCorrected && seconds !== undefined ? MONTH / seconds / times : 1;
    }
  }
  return 1;
}
