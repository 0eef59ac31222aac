import { groundMetres } from '../geometry/ground-metres';
import type { LatticePoint } from '../schema/coordinates';
import { groupBy } from './search/grouped';
import type { Grouped } from './search/grouped';
import type { WalkNetwork } from './walk-network';

/** Edges of the streets of a network, for closing stretches of them. */
export interface StretchFinder {
  /** All edges of a street, in order; empty where none of it is walked. */
  ofStreet(street: number): number[];
  /** Those from the edge nearest to one place to the edge nearest to another, in order. */
  between(street: number, from: LatticePoint, to: LatticePoint): number[];
  /** Those around an edge as far as the next crossings, in order. */
  betweenCrossings(edge: number): number[];
}

export function createStretchFinder(network: WalkNetwork): StretchFinder {
  const { edgeA, edgeB, edgeStreet, nodeX, nodeY, nodeCount } = network;
  let edgesOf: Grouped | null = null;
  let ways: Uint8Array | null = null;

  function ofStreet(street: number): number[] {
    edgesOf ??= groupBy(edgeStreet);
    const [from, to] = edgesOf.range(street);
    return [...edgesOf.items.subarray(from, to)];
  }

  function between(street: number, from: LatticePoint, to: LatticePoint): number[] {
    const edges = ofStreet(street);
    const ends = [nearest(edges, from), nearest(edges, to)];
    return edges.slice(Math.min(...ends), Math.max(...ends) + 1);
  }

  /** Position of the edge whose middle is nearest. */
  function nearest(edges: readonly number[], [x, y]: LatticePoint): number {
    const away = edges.map((edge) => {
      const [a, b] = [edgeA[edge]!, edgeB[edge]!];
      return groundMetres((nodeX[a]! + nodeX[b]!) / 2, (nodeY[a]! + nodeY[b]!) / 2, x, y);
    });
    return away.indexOf(Math.min(...away));
  }

  function betweenCrossings(edge: number): number[] {
    ways ??= countWays();
    const edges = ofStreet(edgeStreet[edge]!);
    let first = edges.indexOf(edge);
    let last = first;
    while (first > 0 && edgeB[edges[first - 1]!] === edgeA[edges[first]!] && ways[edgeA[edges[first]!]!]! < 3) first--;
    while (
      edges[last + 1] !== undefined &&
      edgeA[edges[last + 1]!] === edgeB[edges[last]!] &&
      ways[edgeB[edges[last]!]!]! < 3
    )
      last++;
    return edges.slice(first, last + 1);
  }

  /** How many edges meet at each node, as far as 255. */
  function countWays(): Uint8Array {
    const count = new Uint8Array(nodeCount);
    edgeA.forEach((a, e) => {
      count[a] = Math.min(255, count[a]! + 1);
      count[edgeB[e]!] = Math.min(255, count[edgeB[e]!]! + 1);
    });
    return count;
  }

  return { ofStreet, between, betweenCrossings };
}
