import { divideByTrees } from './divide-by-trees';
import { countParts } from './part-counts';
import type { LandPiece } from './part-counts';
import { connectedPieces } from './unit-graph';
import type { UnitGraph } from './unit-graph';

export interface CurrentStart {
  /** Parts that hang together, numbered from 0. */
  part: Int32Array;
  partCount: number;
  /** Where each unit was, in the same numbers: -1 where its part is gone or it had none. */
  before: Int32Array;
  /** Parts by piece of land. */
  counts: number[];
}

/**
 * A start for re-balancing: of each present part the piece with the most households; what else there is joins a part
 * beside it; parts are merged and divided until there are as many as the band allows (or as many as wanted).
 */
export function startFromCurrent(
  graph: UnitGraph,
  pieces: readonly Int32Array[],
  lands: readonly LandPiece[],
  current: Int32Array,
  currentCount: number,
  band: readonly [number, number],
  wanted: number | null,
  random: () => number,
): CurrentStart {
  const part = mainPieces(graph, current, currentCount);
  let next = currentCount;
  const present = pieces.map((members) => {
    const parts = new Set<number>();
    for (const unit of members) if (part[unit] !== -1) parts.add(part[unit]!);
    // Land with nobody's grid on it starts as one.
    if (parts.size === 0) {
      part[members[0]!] = next;
      parts.add(next++);
    }
    return parts.size;
  });
  spread(graph, part);
  const counts =
    wanted === null ? lands.map((land, i) => allowedCount(land, present[i]!, band)) : countParts(lands, band, wanted);
  pieces.forEach((members, i) => {
    for (let count = present[i]!; count < counts[i]!; count++) {
      if (!divideLargest(graph, members, part, next, band, random)) break;
      next++;
    }
    for (let count = present[i]!; count > counts[i]!; count--) mergeSmallest(graph, members, part);
  });
  const numberOf = new Map<number, number>();
  for (const p of part) if (!numberOf.has(p)) numberOf.set(p, numberOf.size);
  return {
    part: part.map((p) => numberOf.get(p)!),
    partCount: numberOf.size,
    before: current.map((p) => (p === -1 ? -1 : (numberOf.get(p) ?? -1))),
    counts: pieces.map((members) => new Set(Array.from(members, (unit) => part[unit]!)).size),
  };
}

/** The number of parts nearest to the present one that lets all lie in the band; the present one where none does. */
function allowedCount(land: LandPiece, present: number, [least, most]: readonly [number, number]): number {
  const rest = land.households - land.tooLargeHouseholds;
  const low = Math.ceil(rest / most) + land.tooLarge;
  const high = least > 0 ? Math.floor(rest / least) + land.tooLarge : Infinity;
  return low > high ? present : Math.max(1, Math.min(high, land.units, Math.max(low, present)));
}

/** Of each part the piece with the most households (then the most units); the rest is nobody's: -1. */
function mainPieces(graph: UnitGraph, current: Int32Array, currentCount: number): Int32Array {
  const { pieceOf, pieces } = connectedPieces(graph, (_, a, b) => current[a] === current[b]);
  const weight = new Float64Array(pieces);
  pieceOf.forEach((piece, unit) => (weight[piece]! += graph.households[unit]! * graph.count + 1));
  const main = new Int32Array(currentCount).fill(-1);
  pieceOf.forEach((piece, unit) => {
    const p = current[unit]!;
    if (p !== -1 && (main[p] === -1 || weight[piece]! > weight[main[p]!]!)) main[p] = piece;
  });
  return current.map((p, unit) => (p !== -1 && main[p] === pieceOf[unit] ? p : -1));
}

/** Gives every unit without a part to a part beside it, by the dearest border first, ring by ring. */
function spread(graph: UnitGraph, part: Int32Array): void {
  let open = Array.from(part.keys()).filter((unit) => part[unit] === -1);
  while (open.length > 0) {
    const given = open.map((unit) => dearestNeighbour(graph, part, unit));
    open.forEach((unit, i) => (part[unit] = given[i]!));
    const left = open.filter((unit) => part[unit] === -1);
    if (left.length === open.length) return;
    open = left;
  }
}

function dearestNeighbour(graph: UnitGraph, part: Int32Array, unit: number): number {
  let best = -1;
  let bestPrice = -1;
  for (let i = graph.start[unit]!; i < graph.start[unit + 1]!; i++) {
    const there = part[graph.neighbour[i]!]!;
    const price = graph.price[graph.edgeOf[i]!]!;
    if (there === -1 || price <= bestPrice) continue;
    best = there;
    bestPrice = price;
  }
  return best;
}

function divideLargest(
  graph: UnitGraph,
  members: Int32Array,
  part: Int32Array,
  next: number,
  [least, most]: readonly [number, number],
  random: () => number,
): boolean {
  const households = new Map<number, { households: number; units: number }>();
  for (const unit of members) {
    const sum = households.get(part[unit]!) ?? { households: 0, units: 0 };
    sum.households += graph.households[unit]!;
    sum.units++;
    households.set(part[unit]!, sum);
  }
  const divisible = [...households].filter(([, { units }]) => units > 1);
  divisible.sort((a, b) => b[1].households - a[1].households || a[0] - b[0]);
  const largest = divisible[0]?.[0];
  if (largest === undefined) return false;
  const units = members.filter((unit) => part[unit] === largest);
  const made = new Int32Array(graph.count);
  const terms = { least, most, bandPrice: 20, outPrice: 0, shapePrice: 500, splitPrice: 0, movePrice: 0 };
  const steps = divideByTrees(graph, units, 2, terms, random, made, 0);
  for (let step = steps.next(); !step.done; step = steps.next());
  for (const unit of units) if (made[unit] === 1) part[unit] = next;
  return true;
}

function mergeSmallest(graph: UnitGraph, members: Int32Array, part: Int32Array): void {
  const households = new Map<number, number>();
  for (const unit of members) households.set(part[unit]!, (households.get(part[unit]!) ?? 0) + graph.households[unit]!);
  const [smallest] = [...households].sort((a, b) => a[1] - b[1] || a[0] - b[0])[0]!;
  const beside = new Set<number>();
  for (const unit of members) {
    if (part[unit] !== smallest) continue;
    for (let i = graph.start[unit]!; i < graph.start[unit + 1]!; i++) beside.add(part[graph.neighbour[i]!]!);
  }
  beside.delete(smallest);
  const [into] = [...beside].sort((a, b) => households.get(a)! - households.get(b)! || a - b);
  if (into === undefined) return;
  for (const unit of members) if (part[unit] === smallest) part[unit] = into;
}
