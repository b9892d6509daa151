import type { FormatId } from "../knowledge/training-formats.ts";
import { FORMAT_IDS } from "./check-file.ts";
import type { CheckedFile } from "./check-file.ts";
import type { Found, ProblemKind } from "./problems.ts";
import { forEachGroup } from "./rows.ts";
import type { Rows } from "./rows.ts";
import { createTally } from "./tally.ts";
import { hasTrait } from "./traits.ts";

/** One file with what follows from all its lines together. */
export type Sifted = {
  readonly file: CheckedFile;
  readonly format: FormatId;
  /** The rows of the shape that most have. */
  readonly ours: Uint32Array;
  /** Those of them that are no copy of an earlier one. */
  readonly distinct: Uint32Array;
  readonly usable: Uint32Array;
  readonly found: readonly Found[];
  readonly dropped: ReadonlyMap<ProblemKind, number>;
  readonly contradictoryInputs: number;
};

/** The shape that most rows have; of two equally common the first in the list. */
function commonest({ count, format }: Rows): number {
  const counts = FORMAT_IDS.map(() => 0);
  for (let at = 0; at < count; at += 1)
    counts[format[at] ?? 0] = (counts[format[at] ?? 0] ?? 0) + 1;
  return counts.indexOf(Math.max(...counts));
}

/** The same input with different answers: which rows, and how. */
function answersByInput(rows: Rows, ours: Uint32Array) {
  const contradicting = new Set<number>();
  const several = new Set<number>();
  let inputs = 0;
  forEachGroup(rows.input, ours, (group) => {
    const differ = group.some((at) => rows.answer[at] !== rows.answer[group[0] ?? 0]);
    if (!differ) return;
    const allBrief = group.every((at) => hasTrait(rows.traits[at] ?? 0, "brief"));
    if (allBrief) inputs += 1;
    for (const at of group) (allBrief ? contradicting : several).add(at);
  });
  return { contradicting, several, inputs };
}

function copiesIn(rows: Rows, ours: Uint32Array): ReadonlySet<number> {
  const copies = new Set<number>();
  forEachGroup(rows.exact, ours, (group) => {
    for (const at of group.subarray(1)) copies.add(at);
  });
  return copies;
}

/**
 * Tells usable examples from the others.
 *
 * @returns undefined when not one is well-formed
 */
export function sift(file: CheckedFile): Sifted | undefined {
  const { rows } = file;
  if (rows.count === 0) return undefined;
  const main = commonest(rows);
  const all = Uint32Array.from({ length: rows.count }, (_, at) => at);
  const ours = all.filter((at) => rows.format[at] === main);
  const format = FORMAT_IDS[main] ?? "chat";
  const copies = copiesIn(rows, ours);
  const { contradicting, several, inputs } =
    format === "text"
      ? { contradicting: new Set<number>(), several: new Set<number>(), inputs: 0 }
      : answersByInput(rows, ours);
  const tally = createTally();
  const dropped = new Map(file.dropped);
  const usable: number[] = [];
  for (const at of all) {
    const line = rows.line[at] ?? 0;
    const reasons: readonly (readonly [ProblemKind, boolean])[] = [
      ["other-shape", rows.format[at] !== main],
      ["contradiction", contradicting.has(at)],
      ["exact-duplicate", copies.has(at)],
    ];
    const [reason] = reasons.flatMap(([kind, isSo]) => (isSo ? [kind] : []));
    for (const [kind, isSo] of reasons) if (isSo) tally.add(kind, line);
    if (several.has(at) && !copies.has(at)) tally.add("several-answers", line);
    if (reason === undefined) usable.push(at);
    else dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
  }
  return {
    file,
    format,
    ours,
    distinct: ours.filter((at) => !copies.has(at)),
    usable: Uint32Array.from(usable),
    found: [...file.found, ...tally.found()],
    dropped,
    contradictoryInputs: inputs,
  };
}
