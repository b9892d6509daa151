/** Chance that can be had again: the same seed gives the same choices. */
export type Chance = {
  /** From 0 up to, but not including, 1. */
  readonly next: () => number;
  readonly share: (probability: number) => boolean;
  readonly between: (low: number, high: number) => number;
  readonly of: <T>(all: readonly T[]) => T;
};

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for choosing faults. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    share: (probability) => next() < probability,
    between: (low, high) => low + next() * (high - low),
    of: (all) => {
      const one = all[Math.floor(next() * all.length)];
      if (one === undefined) throw new Error("nothing to choose from");
      return one;
    },
  };
}
