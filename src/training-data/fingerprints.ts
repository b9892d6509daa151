/**
 * Numbers that stand for texts, so that no text need be kept.
 */

const MULTIPLIER_1 = 2_654_435_761;
const MULTIPLIER_2 = 1_597_334_677;
const MIX_1 = 2_246_822_507;
const MIX_2 = 3_266_489_909;

/** No character: stands between two texts, so that "ab", "c" differ from "a", "bc". */
const BETWEEN = 0x1_00_01;

/**
 * A fingerprint of some texts in order: two lanes of 32 bits, after cyrb53 (bryc, public domain). Two
 * that differ share one with a probability of about 10^-16.
 *
 * @returns a whole number below 2^53
 */
export function fingerprint(texts: readonly string[]): number {
  let one = 0xde_ad_be_ef;
  let two = 0x41_c6_ce_57;
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      one = Math.imul(one ^ code, MULTIPLIER_1);
      two = Math.imul(two ^ code, MULTIPLIER_2);
    }
    one = Math.imul(one ^ BETWEEN, MULTIPLIER_1);
    two = Math.imul(two ^ BETWEEN, MULTIPLIER_2);
  }
  one = Math.imul(one ^ (one >>> 16), MIX_1) ^ Math.imul(two ^ (two >>> 13), MIX_2);
  two = Math.imul(two ^ (two >>> 16), MIX_1) ^ Math.imul(one ^ (one >>> 13), MIX_2);
  return 2 ** 32 * (two & 0x1f_ff_ff) + (one >>> 0);
}

const NOT_ASCII = /[^\0-\x7F]/;
const UNEVEN = /\s\s|[^\S ]/;

/** The same text where case and white space do not count. */
export function folded(text: string): string {
  const lower = (NOT_ASCII.test(text) ? text.normalize("NFKC") : text).toLowerCase();
  return (UNEVEN.test(lower) ? lower.replaceAll(/\s+/g, " ") : lower).trim();
}
