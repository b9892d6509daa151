import type { Market } from "../money/costs.ts";
import { ALTERNATIVE_IDS } from "./alternatives.ts";
import type { Alternative, ByAlternative } from "./alternatives.ts";
import { CALIBRATION } from "./calibration.ts";
import type { Calibration } from "./calibration.ts";
import { changesCosts, volumeJudgement, volumeUtility } from "./costs.ts";
import { CRITERIA, CRITERION_IDS } from "./criteria.ts";
import type { Criterion, CriterionId, Judgement } from "./criteria.ts";
import { DRAWS, MODEL_ERROR, drawLevels, drawWeights, parentOf, priorOf } from "./draws.ts";
import type { LevelDraws } from "./draws.ts";
import { FACT_IDS, byFact } from "./facts.ts";
import type { Evidence, FactId } from "./facts.ts";
import { closedGates } from "./gates.ts";
import type { Gate } from "./gates.ts";
import { LEVELS, nearestLevel, positionOf } from "./scale.ts";
import type { Position } from "./scale.ts";

/**
 * Only differences between alternatives decide, so everything is kept as leads over the first
 * alternative: one number for each of its rivals instead of three utilities.
 */
const RIVALS = 2;
const [FIRST, SECOND, THIRD] = ALTERNATIVE_IDS;

/** How sure we are of the weights: with some twenty criteria, 80 lets a typical one vary by a half. */
const CONCENTRATION = 80;

/** Where the known facts lie. */
export type Positions = Readonly<Partial<Record<FactId, Position>>>;

/** For every draw, how far each rival is ahead of the first alternative. */
type Leads = readonly [Float64Array, Float64Array];

/** One criterion as numbers: the leads for every combination of levels, unweighted. */
type Table = {
  readonly reads: readonly [FactId] | readonly [FactId, FactId];
  readonly columns: number;
  readonly leads: Float64Array;
};

/** How well each alternative does for a combination of levels. */
type UtilityAt = (first: string, second?: string) => Judgement["utility"];

function tableOf(reads: Criterion["reads"], utilityAt: UtilityAt): Table {
  const [first, second] = reads as readonly [FactId, FactId?];
  const columns = second === undefined ? [undefined] : LEVELS[second];
  const leads = LEVELS[first].flatMap((row) =>
    columns.flatMap((column) => {
      const utility = utilityAt(row, column);
      return [utility[SECOND] - utility[FIRST], utility[THIRD] - utility[FIRST]];
    }),
  );
  return { reads, columns: columns.length, leads: Float64Array.from(leads) };
}

const TABLES: readonly Table[] = CRITERION_IDS.map((id) => {
  const { reads, judge } = CRITERIA[id];
  return tableOf(reads, (first, second) => judge(first, second).utility);
});

/** The criterion that is judged by what the routes cost, not by a table alone. */
const VOLUME = CRITERION_IDS.indexOf("volume");

/** The tables of volumes, by what they were made from. */
const volumeTables = new WeakMap<object, Table>();

/** What the volume says for a team by its costs; undefined where only its own table says something. */
function volumeTable(evidence: Evidence, market: Market | undefined): Table | undefined {
  const utilityAt = market && volumeUtility(evidence, market);
  if (utilityAt === undefined) return undefined;
  const known = volumeTables.get(utilityAt);
  const table = known ?? tableOf(CRITERIA.volume.reads, (requests) => utilityAt(Number(requests)));
  if (known === undefined) volumeTables.set(utilityAt, table);
  return table;
}

const reads = (table: Table, fact: FactId): boolean =>
  (table.reads as readonly FactId[]).includes(fact);

/** The criteria that read a fact, as indices. */
const READERS = byFact((fact) =>
  TABLES.flatMap((table, index) => (reads(table, fact) ? [index] : [])),
);

/** The facts whose prior depends on this one. */
const CHILDREN = byFact((fact) => FACT_IDS.filter((child) => parentOf(child) === fact));

/** The criteria that come out differently once a fact is known, through its children too. */
const TOUCHED = byFact((fact) => [
  ...new Set([fact, ...CHILDREN[fact]].flatMap((touched) => READERS[touched])),
]);

/** Whether a fact only shapes the priors of others that are all known, so that it adds nothing. */
export const isSpare = (fact: FactId, evidence: Evidence): boolean =>
  READERS[fact].length === 0 &&
  CHILDREN[fact].length > 0 &&
  CHILDREN[fact].every((child) => evidence[child] !== undefined);

/** Whether knowing a fact can move the simulation at all. */
export const bears = (fact: FactId): boolean => TOUCHED[fact].length > 0;

export type Model = {
  /** The weight of every criterion, in table order. */
  readonly weights: readonly number[];
  /** The leads that hold before any criterion. */
  readonly base: readonly [number, number];
  /** One weight for every criterion and draw. */
  readonly drawn: readonly Float64Array[];
  /** What all criteria and the base contribute while nothing is known. */
  readonly total: Leads;
  /** Contributions of criteria with unknown facts, made when first needed. */
  readonly kept: Map<string, Leads>;
  /** What an unknown volume contributes, by its table; no other fact shapes its prior. */
  readonly keptVolumes: WeakMap<Table, Leads>;
};

const room = (): Leads => [new Float64Array(DRAWS), new Float64Array(DRAWS)];

/** The model that a calibration gives; building it takes some milliseconds. */
export function createModel({ base, sharpness }: Calibration): Model {
  const weights = CRITERION_IDS.map((id) => CRITERIA[id].weight * sharpness);
  const drawn = drawWeights(weights, CONCENTRATION);
  const leads: readonly [number, number] = [base[SECOND] - base[FIRST], base[THIRD] - base[FIRST]];
  const kept = new Map<string, Leads>();
  const total = room();
  for (const rival of [0, 1] as const) total[rival].fill(leads[rival]);
  for (const index of TABLES.keys()) give(total, contributionOf({ drawn, kept }, index, {}));
  return { weights, base: leads, drawn, total, kept, keptVolumes: new WeakMap() };
}

/** What comes of a simulation. */
export type Outcome = {
  /** Rank acceptability: the share of draws in which an alternative is best. Sums to 1. */
  readonly probabilities: ByAlternative<number>;
  readonly best: Alternative;
};

/** A model, where the facts that are known lie, and what the volume says by the costs of the case. */
type Known = {
  readonly model: Model;
  readonly positions: Positions;
  readonly volume: Table | undefined;
};

const tableAt = (index: number, volume: Table | undefined): Table =>
  index === VOLUME && volume !== undefined ? volume : TABLES[index]!;

/**
 * What the 1,024 draws say about one state of knowledge. Facts that are known stand; unknown ones
 * vary over their priors, weights over their imprecision, and utilities by the model's error.
 */
export type Simulation = Outcome &
  Known & {
    readonly evidence: Evidence;
    /** What things cost; absent where costs are judged by the table alone. */
    readonly market: Market | undefined;
    readonly gates: readonly Gate[];
    /** Draw by draw, the leads without the model's error. */
    readonly leads: Leads;
    /** Draw by draw, the index of the best alternative. */
    readonly winners: Uint8Array;
  };

/** How a criterion judges in a simulation: the volume by what the routes cost, the others by their table. */
export const judgeOf = (
  { evidence, market }: Pick<Simulation, "evidence" | "market">,
  id: CriterionId,
): Criterion["judge"] =>
  (id === "volume" && market !== undefined ? volumeJudgement(evidence, market) : undefined) ??
  CRITERIA[id].judge;

/** The level a known parent has, for the prior of its child. */
const parentLevel = (fact: FactId, positions: Positions): string | undefined => {
  const parent = parentOf(fact);
  const position = parent === undefined ? undefined : positions[parent];
  return parent === undefined || position === undefined
    ? undefined
    : LEVELS[parent][nearestLevel(position)];
};

/** The draws of an unknown fact, ordered by the level it has in them. */
export const drawsOf = (fact: FactId, positions: Positions): LevelDraws =>
  drawLevels(fact, parentLevel(fact, positions));

/** How likely each level of a fact is: where it lies when known, its prior otherwise. */
const likelihood = (fact: FactId, positions: Positions): Position =>
  positions[fact] ?? priorOf(fact, parentLevel(fact, positions));

// The loops below run thousands of times for one reply; they index typed arrays within their
// bounds, which is why they may assert that a value is there.

function addColumn(sum: Float64Array, column: Float64Array): void {
  for (let draw = 0; draw < sum.length; draw += 1) sum[draw]! += column[draw]!;
}

function takeColumn(sum: Float64Array, column: Float64Array): void {
  for (let draw = 0; draw < sum.length; draw += 1) sum[draw]! -= column[draw]!;
}

function addWeighted(
  [second, third]: Leads,
  weights: Float64Array,
  lead2: number,
  lead3: number,
): void {
  for (let draw = 0; draw < weights.length; draw += 1) {
    const weight = weights[draw]!;
    second[draw]! += weight * lead2;
    third[draw]! += weight * lead3;
  }
}

/** Takes a contribution away and adds another, in one pass: the sum is written once. */
function replaceWeighted(
  [second, third]: Leads,
  [gone2, gone3]: Leads,
  weights: Float64Array,
  [lead2, lead3]: Float64Array,
): void {
  for (let draw = 0; draw < weights.length; draw += 1) {
    const weight = weights[draw]!;
    second[draw] = second[draw]! - gone2[draw]! + weight * lead2!;
    third[draw] = third[draw]! - gone3[draw]! + weight * lead3!;
  }
}

function addDrawn(
  [second, third]: Leads,
  weights: Float64Array,
  levels: Uint8Array,
  leads: Float64Array,
): void {
  for (let draw = 0; draw < weights.length; draw += 1) {
    const weight = weights[draw]!;
    const row = 2 * levels[draw]!;
    second[draw]! += weight * leads[row]!;
    third[draw]! += weight * leads[row + 1]!;
  }
}

/** Mixes rows of a table by a position; a row is `width` numbers. */
function mixRows(leads: Float64Array, width: number, position: Position): Float64Array {
  const mixed = new Float64Array(width);
  for (let row = 0; row < position.length; row += 1) {
    const weight = position[row]!;
    if (weight !== 0)
      for (let at = 0; at < width; at += 1) mixed[at]! += weight * leads[row * width + at]!;
  }
  return mixed;
}

/** Mixes the second fact of a two-fact table, leaving one row for each level of the first. */
function mixColumns({ leads, columns, reads: [first] }: Table, position: Position): Float64Array {
  const rows = LEVELS[first].length;
  const mixed = new Float64Array(rows * RIVALS);
  const width = columns * RIVALS;
  for (let row = 0; row < rows; row += 1)
    mixed.set(
      mixRows(leads.subarray(row * width, (row + 1) * width), RIVALS, position),
      row * RIVALS,
    );
  return mixed;
}

/** The leads of a criterion whose facts are all known, the same in every draw but for the weight. */
function knownLeads(table: Table, positions: Positions): Float64Array | undefined {
  const [first, second] = table.reads as readonly [FactId, FactId?];
  const one = positions[first];
  if (one === undefined) return undefined;
  if (second === undefined) return mixRows(table.leads, RIVALS, one);
  const another = positions[second];
  return another === undefined ? undefined : mixRows(mixColumns(table, another), RIVALS, one);
}

/** What a criterion contributes in every draw when some of its facts are unknown. */
function drawnContribution(table: Table, weights: Float64Array, positions: Positions): Leads {
  const [first, second] = table.reads as readonly [FactId, FactId?];
  const contribution = room();
  const add = (levels: Uint8Array, leads: Float64Array): void =>
    addDrawn(contribution, weights, levels, leads);
  const one = positions[first];
  const another = second === undefined ? undefined : positions[second];
  if (second === undefined) add(drawsOf(first, positions).levels, table.leads);
  else if (another !== undefined) add(drawsOf(first, positions).levels, mixColumns(table, another));
  else if (one !== undefined)
    add(drawsOf(second, positions).levels, mixRows(table.leads, table.columns * RIVALS, one));
  else {
    const columns = drawsOf(second, positions).levels;
    const cells = drawsOf(first, positions).levels.map(
      (row, draw) => row * table.columns + columns[draw]!,
    );
    add(cells, table.leads);
  }
  return contribution;
}

/**
 * The same, made once for each combination of known levels and kept. Only facts with named values
 * are read in pairs or have children, so such combinations are few.
 */
function contributionOf(
  model: Pick<Model, "drawn" | "kept">,
  index: number,
  positions: Positions,
): Leads {
  const table = TABLES[index]!;
  let key = String(index);
  for (const fact of table.reads) {
    const position = positions[fact];
    key +=
      position === undefined
        ? `|?${parentLevel(fact, positions) ?? ""}`
        : `|${nearestLevel(position)}`;
  }
  let contribution = model.kept.get(key);
  if (contribution === undefined) {
    contribution = drawnContribution(table, model.drawn[index]!, positions);
    model.kept.set(key, contribution);
  }
  return contribution;
}

/** What a criterion contributes when some of its facts are unknown. */
function contributed({ model, positions, volume }: Known, index: number): Leads {
  if (index !== VOLUME || volume === undefined) return contributionOf(model, index, positions);
  const known = model.keptVolumes.get(volume);
  const contribution = known ?? drawnContribution(volume, model.drawn[index]!, positions);
  if (known === undefined) model.keptVolumes.set(volume, contribution);
  return contribution;
}

/** Adds what one criterion contributes, or with sign −1 takes it away. */
function put(sum: Leads, known: Known, index: number, sign: 1 | -1): void {
  const { model, positions, volume } = known;
  const leads = knownLeads(tableAt(index, volume), positions);
  if (leads !== undefined)
    addWeighted(sum, model.drawn[index]!, sign * leads[0]!, sign * leads[1]!);
  else if (sign === 1) give(sum, contributed(known, index));
  else take(sum, contributed(known, index));
}

function give(sum: Leads, come: Leads): void {
  addColumn(sum[0], come[0]);
  addColumn(sum[1], come[1]);
}

function take(sum: Leads, gone: Leads): void {
  takeColumn(sum[0], gone[0]);
  takeColumn(sum[1], gone[1]);
}

/** The error of each rival against the first alternative. */
const ERROR: Leads = [0, 1].map((rival) =>
  MODEL_ERROR[0]!.map((error, draw) => MODEL_ERROR[rival + 1]![draw]! - error),
) as unknown as Leads;

type Shut = readonly [number, number, number];

/** Minus infinity for an alternative that is ruled out. Something is always left to recommend. */
function shutBy(gates: readonly Gate[]): Shut {
  const shut = ALTERNATIVE_IDS.map((id) =>
    gates.some(({ rulesOut }) => rulesOut.includes(id)) ? Number.NEGATIVE_INFINITY : 0,
  );
  return (shut.includes(0) ? shut : [0, 0, 0]) as unknown as Shut;
}

function winnersOf([second, third]: Leads, [shut0, shut1, shut2]: Shut): Uint8Array {
  const winners = new Uint8Array(DRAWS);
  const [error1, error2] = ERROR;
  for (let draw = 0; draw < winners.length; draw += 1) {
    const one = second[draw]! + error1[draw]! + shut1;
    const two = third[draw]! + error2[draw]! + shut2;
    winners[draw] = two > Math.max(shut0, one) ? 2 : one > shut0 ? 1 : 0;
  }
  return winners;
}

const asShares = (ones: number, twos: number): ByAlternative<number> => ({
  [FIRST]: (DRAWS - ones - twos) / DRAWS,
  [SECOND]: ones / DRAWS,
  [THIRD]: twos / DRAWS,
});

function countWinners(winners: Uint8Array): ByAlternative<number> {
  let ones = 0;
  let twos = 0;
  for (let draw = 0; draw < winners.length; draw += 1) {
    const winner = winners[draw]!;
    ones += winner & 1;
    twos += winner >> 1;
  }
  return asShares(ones, twos);
}

/** One criterion's contribution replaced by another: what goes, and what comes instead. */
type Swap = {
  readonly gone: Leads;
  readonly weights: Float64Array;
  readonly second: number;
  readonly third: number;
};

const NOTHING = room();
const NO_SWAP: Swap = { gone: NOTHING, weights: NOTHING[0], second: 0, third: 0 };

/** What `countWinners(winnersOf(…))` would give after a swap, in one pass and writing nothing. */
function sharesOf(
  [second, third]: Leads,
  { gone: [gone2, gone3], weights, second: come2, third: come3 }: Swap,
  [shut0, shut1, shut2]: Shut,
): ByAlternative<number> {
  const [error1, error2] = ERROR;
  let ones = 0;
  let twos = 0;
  for (let draw = 0; draw < second.length; draw += 1) {
    const weight = weights[draw]!;
    const one = second[draw]! - gone2[draw]! + weight * come2 + error1[draw]! + shut1;
    const two = third[draw]! - gone3[draw]! + weight * come3 + error2[draw]! + shut2;
    if (two > Math.max(shut0, one)) twos += 1;
    else if (one > shut0) ones += 1;
  }
  return asShares(ones, twos);
}

/** Two that are closer than this are a tie, and the one that is easier to undo is recommended. */
const TIE = 0.02;

function bestOf(probabilities: ByAlternative<number>): Alternative {
  const most = Math.max(probabilities[FIRST], probabilities[SECOND], probabilities[THIRD]);
  return ALTERNATIVE_IDS.find((id) => probabilities[id] > most - TIE) ?? FIRST;
}

/** The model as calibrated. */
export const MODEL: Model = createModel(CALIBRATION);

function righted(known: Known, touched: ReadonlySet<number>): Leads {
  const { total } = known.model;
  const leads: Leads = [total[0].slice(), total[1].slice()];
  for (const index of touched) {
    const gone = contributionOf(known.model, index, {});
    const come = knownLeads(tableAt(index, known.volume), known.positions);
    if (come === undefined) {
      take(leads, gone);
      give(leads, contributed(known, index));
    } else replaceWeighted(leads, gone, known.model.drawn[index]!, come);
  }
  return leads;
}

function summed(known: Known): Leads {
  const leads = room();
  leads[0].fill(known.model.base[0]);
  leads[1].fill(known.model.base[1]);
  for (const index of TABLES.keys()) put(leads, known, index, 1);
  return leads;
}

/**
 * Runs the draws for one state of knowledge.
 *
 * @param evidence what is known, checked, with implied facts filled in
 * @param market what things cost, for a volume that is judged by it; without one the table judges
 */
export function simulate(evidence: Evidence, model: Model = MODEL, market?: Market): Simulation {
  const positions: Partial<Record<FactId, Position>> = {};
  const volume = volumeTable(evidence, market);
  const touched = new Set<number>(volume === undefined ? [] : [VOLUME]);
  for (const fact of FACT_IDS) {
    const value = evidence[fact];
    if (value === undefined) continue;
    positions[fact] = positionOf(fact, value);
    for (const index of TOUCHED[fact]) touched.add(index);
  }
  // Whichever takes fewer steps: putting right the sum of all, or adding up each.
  const known: Known = { model, positions, volume };
  const leads = touched.size < TABLES.length / 2 ? righted(known, touched) : summed(known);
  const gates = closedGates(evidence);
  const winners = winnersOf(leads, shutBy(gates));
  const probabilities = countWinners(winners);
  return {
    ...known,
    evidence,
    market,
    gates,
    leads,
    winners,
    probabilities,
    best: bestOf(probabilities),
  };
}

/** How a criterion changes when its facts, all known then, lie elsewhere. */
function swapOf(
  simulation: Simulation,
  index: number,
  { positions, volume }: Known,
): Swap | undefined {
  const weights = simulation.model.drawn[index]!;
  const is = knownLeads(tableAt(index, volume), positions);
  if (is === undefined) return undefined;
  const was = knownLeads(tableAt(index, simulation.volume), simulation.positions);
  return was === undefined
    ? {
        gone: contributed(simulation, index),
        weights,
        second: is[0]!,
        third: is[1]!,
      }
    : { gone: NOTHING, weights, second: is[0]! - was[0]!, third: is[1]! - was[1]! };
}

/** Room for one supposition at a time; filled anew by each and read by none afterwards. */
const SUPPOSED = room();

/**
 * The same draws, were some facts different: what `simulate` would give, in a fraction of the time,
 * since only the criteria that read those facts are added up again.
 */
export function simulateIf(simulation: Simulation, changes: Evidence): Outcome {
  const { model, market } = simulation;
  const positions: Partial<Record<FactId, Position>> = { ...simulation.positions };
  const areCostsChanged = market !== undefined && changesCosts(changes);
  const volume = areCostsChanged
    ? volumeTable({ ...simulation.evidence, ...changes }, market)
    : simulation.volume;
  const supposed: Known = { model, positions, volume };
  const touched = new Set<number>(areCostsChanged ? [VOLUME] : []);
  for (const fact of Object.keys(changes) as FactId[]) {
    positions[fact] = positionOf(fact, changes[fact]!);
    for (const index of TOUCHED[fact]) touched.add(index);
  }
  let { leads } = simulation;
  let swap = NO_SWAP;
  for (const index of touched) {
    const next = swapOf(simulation, index, supposed);
    if (next !== undefined && swap === NO_SWAP) {
      swap = next;
      continue;
    }
    if (leads !== SUPPOSED) {
      leads = SUPPOSED;
      leads[0].set(simulation.leads[0]);
      leads[1].set(simulation.leads[1]);
    }
    put(leads, simulation, index, -1);
    put(leads, supposed, index, 1);
  }
  const gates = closedGates({ ...simulation.evidence, ...changes });
  const probabilities = sharesOf(leads, swap, shutBy(gates));
  return { probabilities, best: bestOf(probabilities) };
}

/** The leads a criterion gives at each level of one of its facts, the other one as likely as it is. */
function leadsByLevel(table: Table, fact: FactId, positions: Positions): Float64Array {
  const [first, second] = table.reads as readonly [FactId, FactId?];
  if (second === undefined) return table.leads;
  return fact === first
    ? mixColumns(table, likelihood(second, positions))
    : mixRows(table.leads, table.columns * RIVALS, likelihood(first, positions));
}

/** The expected leads over the first alternative, weights at their centre. */
export function expectedLeads({
  positions,
  volume,
  model: { weights, base },
}: Known): readonly [number, number] {
  let [second, third] = base;
  for (const index of TABLES.keys()) {
    const table = tableAt(index, volume);
    const [first] = table.reads;
    const lead = mixRows(
      leadsByLevel(table, first, positions),
      RIVALS,
      likelihood(first, positions),
    );
    second += weights[index]! * lead[0]!;
    third += weights[index]! * lead[1]!;
  }
  return [second, third];
}

/** How far the expected leads would move, were a fact at each of its levels: two numbers a level. */
export function shiftsOf({ positions, model, volume }: Simulation, fact: FactId): Float64Array {
  const shifts = new Float64Array(LEVELS[fact].length * RIVALS);
  const now = likelihood(fact, positions);
  for (const index of READERS[fact]) {
    const byLevel = leadsByLevel(tableAt(index, volume), fact, positions);
    const lead = mixRows(byLevel, RIVALS, now);
    const weight = model.weights[index]!;
    for (let at = 0; at < shifts.length; at += 1)
      shifts[at]! += weight * (byLevel[at]! - lead[at % RIVALS]!);
  }
  return shifts;
}
