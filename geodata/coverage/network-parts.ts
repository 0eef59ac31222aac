import type { Gate } from '../schema/settlement';
import { CLOSED, TOO_STEEP } from './arc-list';
import { OUTSIDE } from './walls';
import type { Walls } from './walls';
import type { Walker } from './walker';

/** A connected part of the network that is shorter than this and lies outside compounds is an island. */
export const ISLAND_METRES = 300;

/** What parts are found in: the arcs by the node they leave, and the edges they run along. */
export interface PartedNetwork {
  readonly nodeCount: number;
  readonly arcStart: ArrayLike<number>;
  readonly arcTarget: ArrayLike<number>;
  /** -1 for arcs that lead through a gate, which may be passed one way only; edges are open both ways or closed both ways. */
  readonly arcEdge: ArrayLike<number>;
  readonly edgeCount: number;
  readonly edgeA: ArrayLike<number>;
  readonly edgeB: ArrayLike<number>;
  readonly edgeSide: ArrayLike<number>;
  readonly edgeRefusal: ArrayLike<number>;
  readonly inboundCopy: ArrayLike<number>;
  readonly outboundCopy: ArrayLike<number>;
  readonly gates: readonly Gate[];
  readonly gateInside: ArrayLike<number>;
  readonly walls: Walls;
  readonly walker: Walker;
}

/** Connected parts of a network, gates counting as connections whoever may use them. */
export interface NetworkParts {
  count: number;
  /** Parts that are shorter than `ISLAND_METRES` and than the longest part. */
  islands: number;
  partOf(node: number): number;
  isIsland(node: number): boolean;
}

/**
 * Finds the connected parts, as if no street were closed: a street that works cut off stays a street, and a door on it does
 * not move to another one because of them.
 * @param edgeMetres length of every edge
 * @param isClosed 1 for arcs through a gate that is shut although the network has them; null: none is
 */
export function measureParts(
  network: PartedNetwork,
  edgeMetres: ArrayLike<number>,
  isClosed: Uint8Array | null,
): NetworkParts {
  const { nodeCount, arcStart, arcTarget, arcEdge, edgeCount, edgeA, edgeB, edgeRefusal } = network;
  const parent = new Int32Array(nodeCount);
  for (let n = 0; n < nodeCount; n++) parent[n] = n;
  const find = (n: number): number => {
    while (parent[n] !== n) {
      parent[n] = parent[parent[n]!]!;
      n = parent[n]!;
    }
    return n;
  };
  const join = (p: number, q: number): void => {
    const a = find(p);
    const b = find(q);
    if (a < b) parent[b] = a;
    else if (b < a) parent[a] = b;
  };
  for (let n = 0; n < nodeCount; n++) {
    for (let arc = arcStart[n]!; arc < arcStart[n + 1]!; arc++) {
      if (isClosed && isClosed[arc] === 1 && arcEdge[arc] === -1) continue;
      // The arc back was looked at from its other end.
      if (arcTarget[arc]! < n && arcEdge[arc] !== -1) continue;
      join(n, arcTarget[arc]!);
    }
  }
  for (let e = 0; e < edgeCount; e++) {
    if (edgeRefusal[e] !== CLOSED) continue;
    const [a, b] = [edgeA[e]!, edgeB[e]!];
    join(a, b);
    for (const copy of [network.inboundCopy, network.outboundCopy]) if (copy[a]! >= 0) join(copy[a]!, copy[b]!);
  }
  const metres = new Float64Array(nodeCount);
  const hasEdge = new Uint8Array(nodeCount);
  for (let e = 0; e < edgeCount; e++) {
    if (edgeRefusal[e] === TOO_STEEP) continue;
    const root = find(edgeA[e]!);
    metres[root]! += edgeMetres[e]!;
    hasEdge[root] = 1;
  }
  let longest = 0;
  for (let n = 0; n < nodeCount; n++) longest = Math.max(longest, metres[n]!);
  const limit = Math.min(ISLAND_METRES, longest);
  let [count, islands] = [0, 0];
  for (let n = 0; n < nodeCount; n++) {
    if (hasEdge[n] === 0) continue;
    count++;
    if (metres[n]! < limit) islands++;
  }
  return { count, islands, partOf: find, isIsland: (node) => metres[find(node)]! < limit };
}

/** 1 for edges that doors may be connected to, 0 for those of parts that lead nowhere. */
export function usableEdges(network: PartedNetwork, parts: NetworkParts): Uint8Array {
  const { edgeCount, edgeA, edgeSide, edgeRefusal, gates, gateInside, walls, walker } = network;
  // Paths inside a compound that reach none of its open gates are drawn incompletely: doors go to the gates instead.
  // Not so for who cannot take stairs: there a path may truly end.
  const gated = new Set<number>();
  const openCompounds = new Set<string>();
  gates.forEach((gate, g) => {
    if (gateInside[g] === -1) return;
    gated.add(parts.partOf(gateInside[g]!));
    openCompounds.add(gate.compoundId);
  });
  const isOpenSide = walls.compounds.map(({ id }) => openCompounds.has(id));
  const usable = new Uint8Array(edgeCount);
  for (let e = 0; e < edgeCount; e++) {
    const side = edgeSide[e]!;
    const isUsable =
      edgeRefusal[e] === TOO_STEEP ||
      (side === OUTSIDE
        ? !parts.isIsland(edgeA[e]!)
        : walker.stairs === null || !isOpenSide[side] || gated.has(parts.partOf(edgeA[e]!)));
    usable[e] = isUsable ? 1 : 0;
  }
  return usable;
}
