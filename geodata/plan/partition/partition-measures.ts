import { BETWEEN_BUILDINGS, connectedPieces } from './unit-graph';
import type { UnitGraph } from './unit-graph';

/** How good a division of units into parts is. */
export interface PartitionMeasures {
  parts: number;
  /** Parts whose households lie in the band, ends included. */
  inBand: number;
  /** Pieces beyond the first of each part: 0 where every part hangs together. */
  apart: number;
  /** Mean Polsby-Popper of the parts, 4π·area / perimeter²: 1 for a circle. */
  meanPolsbyPopper: number;
  /** Share of the border between parts that follows a street, lanes inside compounds among them; 1 without borders. */
  onStreets: number;
  /** Kilometres of border between parts, each metre at the price of what runs there. */
  weightedCutKilometres: number;
  /** Compounds that would fit a part (not above the most) and lie in several. */
  compoundsSplit: number;
  /** Households that are in another part than before; 0 where there is no before. */
  householdsMoved: number;
  /** Households by part. */
  households: Int32Array;
}

/** Measures parts numbered 0…partCount-1; `before` is the part of each unit beforehand, -1 for none. */
export function measurePartition(
  graph: UnitGraph,
  partOf: ArrayLike<number>,
  partCount: number,
  band: readonly [least: number, most: number],
  before: ArrayLike<number> | null = null,
): PartitionMeasures {
  const [least, most] = band;
  const households = new Int32Array(partCount);
  const area = new Float64Array(partCount);
  const perimeter = new Float64Array(partCount);
  let householdsMoved = 0;
  for (let unit = 0; unit < graph.count; unit++) {
    const part = partOf[unit]!;
    households[part]! += graph.households[unit]!;
    area[part]! += graph.area[unit]!;
    perimeter[part]! += graph.outerBorder[unit]!;
    if (before && before[unit]! >= 0 && before[unit] !== part) householdsMoved += graph.households[unit]!;
  }
  let cut = 0;
  let border = 0;
  let streets = 0;
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const a = partOf[graph.edgeFrom[edge]!]!;
    const b = partOf[graph.edgeTo[edge]!]!;
    if (a === b) continue;
    const metres = graph.metres[edge]!;
    cut += graph.price[edge]!;
    border += metres;
    if (graph.borderClass[edge] !== BETWEEN_BUILDINGS) streets += metres;
    perimeter[a]! += metres;
    perimeter[b]! += metres;
  }
  let inBand = 0;
  let polsbyPopper = 0;
  for (let part = 0; part < partCount; part++) {
    if (households[part]! >= least && households[part]! <= most) inBand++;
    if (perimeter[part]! > 0) polsbyPopper += (4 * Math.PI * area[part]!) / perimeter[part]! ** 2;
  }
  const { pieces } = connectedPieces(graph, (_, unit, neighbour) => partOf[unit] === partOf[neighbour]);
  return {
    parts: partCount,
    inBand,
    apart: pieces - new Set(Array.from({ length: graph.count }, (_, unit) => partOf[unit]!)).size,
    meanPolsbyPopper: partCount === 0 ? 0 : polsbyPopper / partCount,
    onStreets: border === 0 ? 1 : streets / border,
    weightedCutKilometres: cut / 1000,
    compoundsSplit: countSplitCompounds(graph, partOf, most),
    householdsMoved,
    households,
  };
}

function countSplitCompounds(graph: UnitGraph, partOf: ArrayLike<number>, most: number): number {
  const total = new Float64Array(graph.compoundCount);
  const first = new Int32Array(graph.compoundCount).fill(-1);
  const isSplit = new Uint8Array(graph.compoundCount);
  for (let unit = 0; unit < graph.count; unit++) {
    const compound = graph.compound[unit]!;
    if (compound === -1) continue;
    total[compound]! += graph.households[unit]!;
    if (first[compound] === -1) first[compound] = partOf[unit]!;
    else if (first[compound] !== partOf[unit]) isSplit[compound] = 1;
  }
  let split = 0;
  for (let compound = 0; compound < graph.compoundCount; compound++) {
    if (isSplit[compound] === 1 && total[compound]! <= most) split++;
  }
  return split;
}
