/** Work that nobody waits for, but that somebody may want to see ended. */
export type UnderWay = {
  /** The work must not reject. */
  readonly add: (work: Promise<void>) => void;
  /** How much is under way. */
  readonly count: () => number;
  /** Resolves when nothing is under way, work that other work began included. */
  readonly settled: () => Promise<void>;
};

export function createUnderWay(): UnderWay {
  const all = new Set<Promise<void>>();
  return {
    add: (work) => {
      const tracked = work.finally(() => all.delete(tracked));
      all.add(tracked);
    },
    count: () => all.size,
    settled: async () => {
      while (all.size > 0) await Promise.all(all);
    },
  };
}
