import { findNearPairs } from "./near.ts";
import type { Texts } from "./near.ts";
import type { Found } from "./problems.ts";
import { MOST_COMPARED, forEachGroup } from "./rows.ts";
import type { Sifted } from "./sift.ts";
import { BINS } from "./signatures.ts";
import { createTally } from "./tally.ts";
import { hasTrait } from "./traits.ts";

/** The rows of some files as texts to compare, those of the first file first. */
function textsOf(sifted: readonly Sifted[]): Texts & { readonly line: Uint32Array } {
  const chosen = sifted.flatMap(({ file: { rows }, distinct }) =>
    [...distinct].flatMap((at) => (at < MOST_COMPARED ? [{ rows, at }] : [])),
  );
  const signatures = new Uint16Array(chosen.length * BINS);
  for (const [place, { rows, at }] of chosen.entries())
    signatures.set(rows.signatures.subarray(at * BINS, (at + 1) * BINS), place * BINS);
  return {
    count: chosen.length,
    content: Float64Array.from(chosen, ({ rows, at }) => rows.exact[at] ?? 0),
    answer: Float64Array.from(chosen, ({ rows, at }) => rows.answer[at] ?? 0),
    isShort: Uint8Array.from(chosen, ({ rows, at }) =>
      hasTrait(rows.traits[at] ?? 0, "label-like") ? 1 : 0,
    ),
    line: Uint32Array.from(chosen, ({ rows, at }) => rows.line[at] ?? 0),
    signatures,
  };
}

/** Joins what belongs together; gives the representative of each. */
function createUnion(count: number) {
  const parent = Uint32Array.from({ length: count }, (_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root] ?? 0] ?? 0;
      root = parent[root] ?? 0;
    }
    return root;
  };
  return {
    rootOf,
    // The earlier one represents both, so that a copy is always a later one.
    join: (one: number, another: number): void => {
      const [low, high] = [rootOf(one), rootOf(another)].toSorted((a, b) => a - b);
      if (low !== undefined && high !== undefined) parent[high] = low;
    },
  };
}

/** Examples that are nearly the same as an earlier one. */
export function nearCopies(sifted: Sifted): {
  readonly found: readonly Found[];
  readonly compared: number;
} {
  const texts = textsOf([sifted]);
  const { rootOf, join } = createUnion(texts.count);
  findNearPairs(texts, join);
  const { rows } = sifted.file;
  const places = sifted.distinct.filter((at) => at < MOST_COMPARED);
  const placeOf = new Map<number, number>();
  for (const [place, at] of places.entries()) placeOf.set(at, place);
  // What differs in case or white space only is too short to tell by its runs, perhaps.
  forEachGroup(rows.input, places, (group) => {
    const first = new Map<number, number>();
    for (const at of group) {
      const answer = rows.answer[at] ?? 0;
      const place = placeOf.get(at) ?? 0;
      const before = first.get(answer);
      if (before === undefined) first.set(answer, place);
      else join(before, place);
    }
  });
  const tally = createTally();
  for (let place = 0; place < texts.count; place += 1)
    if (rootOf(place) !== place) tally.add("near-duplicate", texts.line[place] ?? 0);
  return { found: tally.found(), compared: texts.count };
}

/** Examples of the test file that the training file gives away. */
export function leaks(training: Sifted, test: Sifted): readonly Found[] {
  const known = new Set<number>();
  for (const at of training.ours) known.add(training.file.rows.input[at] ?? 0);
  const tally = createTally();
  const exact = new Set<number>();
  const { rows } = test.file;
  for (const at of test.ours) {
    if (!known.has(rows.input[at] ?? 0)) continue;
    tally.add("leaked-exactly", rows.line[at] ?? 0);
    exact.add(rows.line[at] ?? 0);
  }
  const texts = textsOf([training, test]);
  const border = training.distinct.filter((at) => at < MOST_COMPARED).length;
  const near = new Set<number>();
  findNearPairs(texts, (one, another) => {
    if (one < border === another < border) return;
    near.add(texts.line[Math.max(one, another)] ?? 0);
  });
  for (const line of [...near].toSorted((one, another) => one - another))
    if (!exact.has(line)) tally.add("leaked-nearly", line);
  return tally.found();
}
