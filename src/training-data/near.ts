import { BINS, EMPTY } from "./signatures.ts";

/** Some texts to compare, with what is known of each at the same place in every column. */
export type Texts = {
  readonly count: number;
  /** Stands for the content; orders texts so that the result does not depend on the order of lines. */
  readonly content: Float64Array;
  /** Stands for the answer. */
  readonly answer: Float64Array;
  /** 1 where the answer is so short that it has to be equal. */
  readonly isShort: Uint8Array;
  /** 64 numbers each. */
  readonly signatures: Uint16Array;
};

/** How alike two texts are that count as nearly the same: eight in ten of their runs are shared. */
const NEARLY_THE_SAME = 0.8;

const BANDS = 16;
const ROWS = BINS / BANDS;

/** Fewer bins than these say too little about a text. */
const FEWEST_BINS = 8;

/** A bin in which more than half of all texts agree holds a common instruction, not their content. */
const COMMON = 0.5;
/** Among fewer texts than these nothing is called common. */
const FEWEST_FOR_COMMON = 20;

/** Takes out of all signatures what most texts share, such as an instruction before each input. */
function withoutCommon({ count, signatures }: Texts): Uint16Array {
  const own = signatures.slice(0, count * BINS);
  if (count < FEWEST_FOR_COMMON) return own;
  const seen = new Uint32Array(2 ** 16);
  for (let bin = 0; bin < BINS; bin += 1) {
    seen.fill(0);
    for (let at = bin; at < own.length; at += BINS)
      seen[own[at] ?? 0] = (seen[own[at] ?? 0] ?? 0) + 1;
    for (let at = bin; at < own.length; at += BINS)
      if ((seen[own[at] ?? 0] ?? 0) > count * COMMON) own[at] = EMPTY;
  }
  return own;
}

function filledBins(own: Uint16Array, text: number): number {
  let filled = 0;
  for (let bin = text * BINS; bin < (text + 1) * BINS; bin += 1)
    if (own[bin] !== EMPTY) filled += 1;
  return filled;
}

function areAlike(own: Uint16Array, one: number, another: number): boolean {
  let same = 0;
  let filled = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const mine = own[one * BINS + bin];
    const other = own[another * BINS + bin];
    if (mine === EMPTY && other === EMPTY) continue;
    filled += 1;
    if (mine === other) same += 1;
  }
  return same >= filled * NEARLY_THE_SAME;
}

/** An empty bin borrows from the next that is not (Shrivastava and Li 2014). */
function filledUp(own: Uint16Array, text: number, into: Uint32Array): void {
  const start = text * BINS;
  for (let bin = 0; bin < BINS; bin += 1) {
    let step = 0;
    while (step < BINS && own[start + ((bin + step) % BINS)] === EMPTY) step += 1;
    into[bin] = ((own[start + ((bin + step) % BINS)] ?? 0) << 6) | (step % BINS);
  }
}

/** Room for the place of a text beside 32 bits of a band in one double. */
const PLACES = 2 ** 21;

/**
 * Finds pairs of texts that are nearly the same: locality-sensitive hashing by bands of four bins, then
 * a look at all bins. Texts that share a band are compared with their neighbour and with the first of
 * them, so that the time does not grow with the square of their number; a pair is missed in one band,
 * hardly in all 16.
 *
 * @param found is called with both places of each pair, perhaps more than once
 */
export function findNearPairs(texts: Texts, found: (one: number, another: number) => void): void {
  const { count, content, answer, isShort } = texts;
  const own = withoutCommon(texts);
  const telling = new Uint32Array(count);
  let many = 0;
  for (let text = 0; text < count; text += 1)
    if (filledBins(own, text) >= FEWEST_BINS) telling[many++] = text;
  const order = telling
    .subarray(0, many)
    .toSorted((one, another) => (content[one] ?? 0) - (content[another] ?? 0));
  const bands = new Uint32Array(many * BANDS);
  const bins = new Uint32Array(BINS);
  for (let place = 0; place < many; place += 1) {
    filledUp(own, order[place] ?? 0, bins);
    for (let band = 0; band < BANDS; band += 1) {
      let hash = 0;
      for (let row = 0; row < ROWS; row += 1)
        hash = Math.imul(hash ^ (bins[band * ROWS + row] ?? 0), 0x9e_37_79_b1) ^ (hash >>> 15);
      bands[band * many + place] = hash;
    }
  }
  const compare = (one: number, another: number): void => {
    if (one === another) return;
    const mayDiffer = isShort[one] === 0 && isShort[another] === 0;
    if ((mayDiffer || answer[one] === answer[another]) && areAlike(own, one, another))
      found(one, another);
  };
  const keys = new Float64Array(many);
  for (let band = 0; band < BANDS; band += 1) {
    for (let place = 0; place < many; place += 1)
      keys[place] = (bands[band * many + place] ?? 0) * PLACES + place;
    keys.sort();
    let first = 0;
    for (let at = 1; at < many; at += 1) {
      const key = keys[at] ?? 0;
      if (Math.floor(key / PLACES) !== Math.floor((keys[first] ?? 0) / PLACES)) {
        first = at;
        continue;
      }
      const text = order[key % PLACES] ?? 0;
      compare(order[(keys[at - 1] ?? 0) % PLACES] ?? 0, text);
      if (first < at - 1) compare(order[(keys[first] ?? 0) % PLACES] ?? 0, text);
    }
  }
}
