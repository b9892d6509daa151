/**
 * What of a text is compared to find texts that are nearly the same: one-permutation hashing (Li, Owen
 * and Zhang 2012) of runs of about five characters. Every run falls into one of 64 bins, and a bin
 * keeps the run with the smallest hash; the share of bins in which two texts agree estimates the share
 * of runs that they have in common (their Jaccard similarity), with a standard error below 0.065.
 */
export const BINS = 64;

/** A bin into which nothing fell. */
export const EMPTY = 0xff_ff;

const BIN_BITS = 26;
const WITHIN_BIN = 2 ** BIN_BITS - 1;
const RUN = 5;

/**
 * Makes the signature of some texts taken together.
 *
 * @returns 64 numbers below 2^16, or `EMPTY`
 */
export function signatureOf(texts: readonly string[]): Uint16Array {
  const smallest = new Int32Array(BINS).fill(-1);
  for (const text of texts) {
    let run = 0;
    for (let at = 0; at < text.length; at += 1) {
      // Six bits a step: what is more than five characters back has left the 32 bits.
      run = (run << 6) ^ text.charCodeAt(at);
      if (at < RUN - 1) continue;
      let hash = Math.imul(run ^ (run >>> 15), 0x2c_1b_3c_6d);
      hash = Math.imul(hash ^ (hash >>> 12), 0x29_7a_2d_39);
      hash ^= hash >>> 15;
      const bin = hash >>> BIN_BITS;
      const value = hash & WITHIN_BIN;
      const least = smallest[bin] ?? -1;
      if (least < 0 || value < least) smallest[bin] = value;
    }
  }
  // The low bits of the smallest are as good as random, which the high ones are not.
  return Uint16Array.from(smallest, (value) => (value < 0 ? EMPTY : value % EMPTY));
}
