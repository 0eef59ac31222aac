import { BETWEEN_BUILDINGS, connectedPieces, edgesByUnit } from './unit-graph';
import type { UnitGraph } from './unit-graph';

export interface JoinedUnits {
  graph: UnitGraph;
  /** Unit of the coarser graph for each unit of the finer. */
  joinedOf: Int32Array;
}

/**
 * Blocks: units of one compound (or of none) with nothing but buildings between them. They are what the streets leave, so
 * a good border rarely runs through one.
 */
export function findBlocks(graph: UnitGraph): Int32Array {
  return connectedPieces(
    graph,
    (edge, a, b) => graph.borderClass[edge] === BETWEEN_BUILDINGS && graph.compound[a] === graph.compound[b],
  ).pieceOf;
}

/**
 * The coarser graph of blocks: every block with at most `most` households becomes one unit; larger ones stay as they are.
 * `apart` (-1 or a number by unit) keeps units of different numbers from being joined.
 */
export function joinBlocks(graph: UnitGraph, most: number, apart: Int32Array | null = null): JoinedUnits {
  const { pieceOf, pieces } = connectedPieces(
    graph,
    (edge, a, b) =>
      graph.borderClass[edge] === BETWEEN_BUILDINGS &&
      graph.compound[a] === graph.compound[b] &&
      (apart === null || apart[a] === apart[b]),
  );
  const households = new Float64Array(pieces);
  for (let unit = 0; unit < graph.count; unit++) households[pieceOf[unit]!]! += graph.households[unit]!;
  const numberOf = new Int32Array(pieces).fill(-1);
  const joinedOf = new Int32Array(graph.count);
  let count = 0;
  for (let unit = 0; unit < graph.count; unit++) {
    const piece = pieceOf[unit]!;
    if (households[piece]! > most) joinedOf[unit] = count++;
    else {
      if (numberOf[piece] === -1) numberOf[piece] = count++;
      joinedOf[unit] = numberOf[piece]!;
    }
  }
  return { graph: joinedGraph(graph, joinedOf, count), joinedOf };
}

function joinedGraph(graph: UnitGraph, joinedOf: Int32Array, count: number): UnitGraph {
  const households = new Int32Array(count);
  const area = new Float64Array(count);
  const outerBorder = new Float64Array(count);
  const compound = new Int32Array(count);
  for (let unit = 0; unit < graph.count; unit++) {
    const joined = joinedOf[unit]!;
    households[joined]! += graph.households[unit]!;
    area[joined]! += graph.area[unit]!;
    outerBorder[joined]! += graph.outerBorder[unit]!;
    compound[joined] = graph.compound[unit]!;
  }
  const numbers = new Map<number, number>();
  const from: number[] = [];
  const to: number[] = [];
  const metres: number[] = [];
  const price: number[] = [];
  const longest: number[] = [];
  const borderClass: number[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const a = joinedOf[graph.edgeFrom[edge]!]!;
    const b = joinedOf[graph.edgeTo[edge]!]!;
    if (a === b) continue;
    const key = Math.min(a, b) * count + Math.max(a, b);
    let number = numbers.get(key);
    if (number === undefined) {
      number = from.length;
      numbers.set(key, number);
      from.push(a);
      to.push(b);
      metres.push(0);
      price.push(0);
      longest.push(-1);
      borderClass.push(0);
    }
    metres[number]! += graph.metres[edge]!;
    price[number]! += graph.price[edge]!;
    if (graph.metres[edge]! > longest[number]!) {
      longest[number] = graph.metres[edge]!;
      borderClass[number] = graph.borderClass[edge]!;
    }
  }
  const edgeFrom = Int32Array.from(from);
  const edgeTo = Int32Array.from(to);
  return {
    count,
    households,
    area,
    outerBorder,
    compound,
    compoundCount: graph.compoundCount,
    edgeCount: from.length,
    edgeFrom,
    edgeTo,
    metres: Float64Array.from(metres),
    price: Float64Array.from(price),
    borderClass: Uint8Array.from(borderClass),
    ...edgesByUnit(count, edgeFrom, edgeTo),
  };
}
