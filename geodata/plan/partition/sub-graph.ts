import { edgesByUnit } from './unit-graph';
import type { UnitGraph } from './unit-graph';

/**
 * Some units of a graph as a graph of their own: borders to all others become outer border. `units` ascending; unit i of
 * the answer is `units[i]`.
 */
export function subGraph(graph: UnitGraph, units: Int32Array): UnitGraph {
  const numberOf = new Int32Array(graph.count).fill(-1);
  units.forEach((unit, i) => (numberOf[unit] = i));
  const pick = <T extends Int32Array | Float64Array>(column: T): T => {
    const picked = column.slice(0, units.length) as T;
    units.forEach((unit, i) => (picked[i] = column[unit]!));
    return picked;
  };
  const outerBorder = pick(graph.outerBorder);
  const edges: number[] = [];
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const a = numberOf[graph.edgeFrom[edge]!]!;
    const b = numberOf[graph.edgeTo[edge]!]!;
    if (a !== -1 && b !== -1) edges.push(edge);
    else if (a !== -1) outerBorder[a]! += graph.metres[edge]!;
    else if (b !== -1) outerBorder[b]! += graph.metres[edge]!;
  }
  const edgeFrom = Int32Array.from(edges, (edge) => numberOf[graph.edgeFrom[edge]!]!);
  const edgeTo = Int32Array.from(edges, (edge) => numberOf[graph.edgeTo[edge]!]!);
  return {
    count: units.length,
    households: pick(graph.households),
    area: pick(graph.area),
    outerBorder,
    compound: pick(graph.compound),
    compoundCount: graph.compoundCount,
    edgeCount: edges.length,
    edgeFrom,
    edgeTo,
    metres: Float64Array.from(edges, (edge) => graph.metres[edge]!),
    price: Float64Array.from(edges, (edge) => graph.price[edge]!),
    borderClass: Uint8Array.from(edges, (edge) => graph.borderClass[edge]!),
    ...edgesByUnit(units.length, edgeFrom, edgeTo),
  };
}
