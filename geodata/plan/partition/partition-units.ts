import { anneal, partsAround, partsOutside, settleBand } from './anneal';
import type { AnnealPlan } from './anneal';
import { usableGroups } from './border-moves';
import { divideByTrees, unitsByPiece } from './divide-by-trees';
import { findBlocks, joinBlocks } from './join-units';
import { matchParts } from './match-parts';
import { countParts, outlookOf } from './part-counts';
import type { BandOutlook, LandPiece } from './part-counts';
import { PartState } from './part-state';
import type { CostTerms } from './part-state';
import { measurePartition } from './partition-measures';
import type { PartitionMeasures } from './partition-measures';
import { createRandomStream } from '../../numerics/random-stream';
import type { PartitionProgress } from './run-steps';
import { startFromCurrent } from './start-from-current';
import { subGraph } from './sub-graph';
import type { UnitGraph } from './unit-graph';

export interface PartitionOptions {
  /** Households a part should have, ends included. */
  band: readonly [least: number, most: number];
  /** How many parts, locked ones included; left out: as many as the households need. */
  parts?: number;
  /** Part of each unit now (any numbers, -1 for none); left out: nothing is divided yet. */
  current?: ArrayLike<number>;
  /** `scratch` (the default) forgets `current` but for locked parts; `current` starts from it and moves few households. */
  from?: 'scratch' | 'current';
  /** Numbers in `current` of parts that stay as they are. */
  lockedParts?: readonly number[];
  /** Units that stay in their part, 1 for each; only with `from: 'current'`. */
  lockedUnits?: ArrayLike<number>;
  /** How much roundness counts: a part of no roundness at all costs so many widths of a mean part of street border; default 2.5. */
  shapeWeight?: number;
  /** How much each piece of a compound too many counts, likewise; default 0.8. */
  compoundWeight?: number;
  /** What one household in another part costs, in metres of street border; default 7; only with `from: 'current'`. */
  movePrice?: number;
  seed: number;
  /** How long to try: 1 is the default; the time grows in proportion. Never by the clock. */
  effort?: number;
}

export interface Partition {
  /** Part of each unit, 0…partCount-1. */
  partOf: Int32Array;
  partCount: number;
  /** The number in `current` that each part continues, -1 for a new part. */
  continues: Int32Array;
  measures: PartitionMeasures;
  outlook: BandOutlook;
}

/** Work a unit gets at effort 1, blocks first, then unit by unit. */
const BLOCK_WORK = 200;
const UNIT_WORK = 70;
/** Small land gets more work a unit, up to that of so many units: it is done at once all the same. */
const FEWEST_UNITS = 800;
const MOST_TIMES = 8;
const SECOND_TRIES = 2;

/**
 * Divides units into parts that hang together, are round, follow streets, keep compounds whole and lie in the household
 * band: a first division by random trees, annealed over blocks, then over units; or, to re-balance, annealed from the
 * present division at a price for every household moved. The same input and seed give the same parts. A generator: yields
 * every few milliseconds, so that whoever runs it can show progress or stop.
 */
export function* partitionSteps(
  graph: UnitGraph,
  options: PartitionOptions,
): Generator<PartitionProgress, Partition, void> {
  const { band, seed } = options;
  const random = createRandomStream(seed);
  const current = options.current ? numberedFromZero(options.current, options.lockedParts ?? []) : null;
  const partOf = new Int32Array(graph.count).fill(-1);
  const free: number[] = [];
  const lockedCount = current?.lockedCount ?? 0;
  for (let unit = 0; unit < graph.count; unit++) {
    const now = current ? current.partOf[unit]! : -1;
    if (now !== -1 && now < lockedCount) partOf[unit] = now;
    else free.push(unit);
  }
  const units = Int32Array.from(free);
  const open = lockedCount === 0 ? graph : subGraph(graph, units);
  const pieces = unitsByPiece(open);
  const lands = pieces.map((members) => landPiece(open, members, band[1]));
  const wanted = options.parts === undefined ? null : Math.max(0, options.parts - lockedCount);
  const isFresh = options.from !== 'current' || current === null;
  let division: { part: Int32Array; partCount: number };
  let counts: readonly number[];
  if (isFresh) {
    counts = countParts(lands, band, wanted);
    division = yield* divideAnew(open, pieces, counts, options, random);
    // Where all could lie in the band and some do not, another start may do it. Small land is where that happens.
    const { possibleInBand } = outlookOf(lands, counts, band);
    for (let again = 0; again < SECOND_TRIES && inBandOf(open, division, band) < possibleInBand; again++) {
      const other = yield* divideAnew(open, pieces, counts, options, random);
      if (inBandOf(open, other, band) > inBandOf(open, division, band)) division = other;
    }
  } else {
    const now = Int32Array.from(units, (unit) => Math.max(-1, current.partOf[unit]! - lockedCount));
    const start = startFromCurrent(open, pieces, lands, now, current.partCount - lockedCount, band, wanted, random);
    counts = start.counts;
    const locked = options.lockedUnits ? Uint8Array.from(units, (unit) => options.lockedUnits![unit]!) : null;
    division = yield* rebalance(open, start, options, locked, random);
  }
  units.forEach((unit, i) => (partOf[unit] = lockedCount + division.part[i]!));
  const partCount = lockedCount + division.partCount;
  const before = current?.partOf ?? null;
  const matched = before ? matchParts(graph.households, before, partOf, partCount) : new Int32Array(partCount).fill(-1);
  // Moved is who is in another part than the one their former part lives on in.
  const asBefore = before && partOf.map((part) => (matched[part] === -1 ? current!.partCount + part : matched[part]!));
  const measures = measurePartition(graph, partOf, partCount, band);
  return {
    partOf,
    partCount,
    continues: matched.map((number) => (number === -1 ? -1 : current!.numbers[number]!)),
    measures: { ...measures, householdsMoved: before ? countMoved(graph, before, asBefore!) : 0 },
    outlook: outlookOf(lands, counts, band),
  };
}

function* divideAnew(
  graph: UnitGraph,
  pieces: readonly Int32Array[],
  counts: readonly number[],
  options: PartitionOptions,
  random: () => number,
): Generator<PartitionProgress, { part: Int32Array; partCount: number }> {
  const { band, effort = 1 } = options;
  const wanted = counts.reduce((sum, count) => sum + count, 0);
  yield { done: 0, inBand: 0, parts: wanted };
  const joined = joinBlocks(graph, band[1]);
  const isCoarser = joined.graph.count < graph.count * 0.6;
  const isEnough = unitsByPiece(joined.graph).every((members, i) => members.length >= 2 * counts[i]!);
  const blocks = isCoarser && isEnough ? joined.graph : graph;
  const pause = { done: 0, inBand: 0, parts: wanted };
  yield pause;
  const terms = costTerms(graph, wanted, options);
  const scale = scaleOf(graph, wanted);
  yield pause;
  const part = new Int32Array(blocks.count);
  let partCount = 0;
  for (const [i, members] of (blocks === graph ? pieces : unitsByPiece(blocks)).entries()) {
    const steps = divideByTrees(blocks, members, counts[i]!, terms, random, part, partCount);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        partCount += step.value;
        break;
      }
      yield pause;
    }
  }
  const bandPrices = (soft: number, hard: number) => [soft * scale.street, hard * scale.street] as const;
  const work = effort * Math.max(graph.count, Math.min(FEWEST_UNITS, MOST_TIMES * graph.count));
  let state = new PartState(blocks, part, partCount, terms, null);
  yield* annealing(state, random, [0.05, blocks === graph ? 0.95 : 0.7], {
    work: work * (blocks === graph ? BLOCK_WORK + UNIT_WORK : BLOCK_WORK),
    hot: scale.width,
    cold: (blocks === graph ? 0.005 : 0.03) * scale.width,
    bandPrices: blocks === graph ? bandPrices(8, 100) : bandPrices(8, 33),
    recutShare: 0.3,
    groupShare: 0.2,
    groups: [usableGroups(blocks.compound, blocks.households, band[1])],
    locked: null,
  });
  if (blocks !== graph) {
    state = new PartState(
      graph,
      joined.joinedOf.map((block) => part[block]!),
      partCount,
      terms,
      null,
    );
    yield* annealing(state, random, [0.7, 0.95], {
      ...unitPlan(graph, scale, options),
      work: work * UNIT_WORK,
      hot: 0.12 * scale.width,
      bandPrices: bandPrices(16, 100),
    });
  }
  yield* settling(state, random, unitPlan(graph, scale, options));
  return { part: state.part, partCount };
}

function* rebalance(
  graph: UnitGraph,
  start: { part: Int32Array; partCount: number; before: Int32Array },
  options: PartitionOptions,
  locked: Uint8Array | null,
  random: () => number,
): Generator<PartitionProgress, { part: Int32Array; partCount: number }> {
  const { effort = 1 } = options;
  const { partCount } = start;
  const scale = scaleOf(graph, partCount);
  const terms = {
    ...costTerms(graph, partCount, options),
    movePrice: (options.movePrice ?? usualMovePrice) * scale.street,
  };
  const state = new PartState(graph, start.part, partCount, terms, start.before);
  const outside = partsOutside(state);
  if (outside.length === 0) return { part: state.part, partCount };
  const plan = { ...unitPlan(graph, scale, options), locked };
  const region = partsAround(state, outside, REBALANCE_BORDERS);
  const still = state.part.map((p, unit) => (region[p] === 0 || locked?.[unit] === 1 ? 1 : 0));
  const moving = still.reduce((count, each) => count + 1 - each, 0);
  yield* annealing(state, random, [0, 0.9], {
    ...plan,
    locked: Uint8Array.from(still),
    recutShare: 0.1,
    work: effort * moving * REBALANCE_WORK,
    hot: 0.2 * scale.width,
    bandPrices: [33 * scale.street, 100 * scale.street],
  });
  yield* settling(state, random, plan);
  return { part: state.part, partCount };
}

/** Nearly all that re-balancing has to find lies near the parts outside the band. */
const REBALANCE_WORK = 250;
/** Parts farther than this many borders from any part outside the band stay as they are, if that can be. */
const REBALANCE_BORDERS = 3;
/** Dearer than all else but the band: a household that moves gets another worker. Metres of street border. */
export const usualMovePrice = 7;

function unitPlan(graph: UnitGraph, scale: Scale, { band }: PartitionOptions): Omit<AnnealPlan, 'work' | 'bandPrices'> {
  return {
    hot: 0.2 * scale.width,
    cold: 0.005 * scale.width,
    recutShare: 0.03,
    groupShare: 0.6,
    groups: [findBlocks(graph), graph.compound].map((groups) => usableGroups(groups, graph.households, band[1])),
    locked: null,
  };
}

function* annealing(
  state: PartState,
  random: () => number,
  [from, to]: readonly [number, number],
  plan: AnnealPlan,
): Generator<PartitionProgress, void> {
  for (const done of anneal(state, random, plan)) yield progressOf(state, from + (to - from) * done);
}

function* settling(
  state: PartState,
  random: () => number,
  plan: Parameters<typeof settleBand>[2],
): Generator<PartitionProgress, void> {
  const steps = settleBand(state, random, plan);
  while (!steps.next().done) yield progressOf(state, 0.95);
  yield progressOf(state, 1);
}

function progressOf({ households, partCount, terms }: PartState, done: number): PartitionProgress {
  let inBand = 0;
  for (let p = 0; p < partCount; p++) if (households[p]! >= terms.least && households[p]! <= terms.most) inBand++;
  return { done, inBand, parts: partCount };
}

interface Scale {
  /** Price of a metre of border where it is cheap: what a street costs in a town, whatever the classes are elsewhere. */
  street: number;
  /** Price of street border as long as a mean part is wide. Temperatures and prices are told in it. */
  width: number;
}

/** Share of all border that counts as street: about what streets make up of the borders of a town's cells. */
const STREET_SHARE = 0.2;
/** What the weights were tuned at: at this price of streets, one metre of width is one metre of border at price 1. */
const TUNED_STREET_PRICE = 0.6;

function scaleOf(graph: UnitGraph, partCount: number): Scale {
  let all = 0;
  const metresAt = new Map<number, number>();
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const metres = graph.metres[edge]!;
    const rate = Math.round((graph.price[edge]! / Math.max(metres, 1e-9)) * 1000) / 1000;
    metresAt.set(rate, (metresAt.get(rate) ?? 0) + metres);
    all += metres;
  }
  let street = TUNED_STREET_PRICE;
  let passed = 0;
  for (const [rate, metres] of [...metresAt].sort(([a], [b]) => a - b)) {
    street = rate;
    passed += metres;
    if (passed >= all * STREET_SHARE) break;
  }
  const area = graph.area.reduce((sum, each) => sum + each, 0);
  const side = Math.sqrt(area / Math.max(1, partCount)) || 1;
  return { street: street || TUNED_STREET_PRICE, width: (side * (street || TUNED_STREET_PRICE)) / TUNED_STREET_PRICE };
}

function costTerms(graph: UnitGraph, partCount: number, options: PartitionOptions): CostTerms {
  const scale = scaleOf(graph, partCount);
  return {
    least: options.band[0],
    most: options.band[1],
    bandPrice: 33 * scale.street,
    outPrice: 0.5 * scale.width,
    shapePrice: (options.shapeWeight ?? 2.5) * scale.width,
    splitPrice: (options.compoundWeight ?? 0.8) * scale.width,
    movePrice: 0,
  };
}

function landPiece(graph: UnitGraph, members: Int32Array, most: number): LandPiece {
  const land = { households: 0, units: members.length, tooLarge: 0, tooLargeHouseholds: 0 };
  for (const unit of members) {
    const households = graph.households[unit]!;
    land.households += households;
    if (households <= most) continue;
    land.tooLarge++;
    land.tooLargeHouseholds += households;
  }
  return land;
}

/** The present parts numbered from 0, locked ones first; `numbers` leads back. */
function numberedFromZero(
  current: ArrayLike<number>,
  lockedParts: readonly number[],
): { partOf: Int32Array; partCount: number; lockedCount: number; numbers: number[] } {
  const present = new Set(Array.from(current).filter((part) => part >= 0));
  const numbers = lockedParts.filter((part) => present.has(part));
  const numberOf = new Map(numbers.map((part, i) => [part, i]));
  const lockedCount = numberOf.size;
  const partOf = Int32Array.from(current, (part) => {
    if (part < 0) return -1;
    const known = numberOf.get(part);
    if (known !== undefined) return known;
    numberOf.set(part, numbers.length);
    numbers.push(part);
    return numbers.length - 1;
  });
  return { partOf, partCount: numbers.length, lockedCount, numbers };
}

function inBandOf(
  graph: UnitGraph,
  { part, partCount }: { part: Int32Array; partCount: number },
  [least, most]: readonly [number, number],
): number {
  const households = new Int32Array(partCount);
  part.forEach((p, unit) => (households[p]! += graph.households[unit]!));
  return households.reduce((count, each) => count + (each >= least && each <= most ? 1 : 0), 0);
}

function countMoved(graph: UnitGraph, before: Int32Array, after: Int32Array): number {
  let moved = 0;
  before.forEach((part, unit) => {
    if (part !== -1 && part !== after[unit]) moved += graph.households[unit]!;
  });
  return moved;
}
