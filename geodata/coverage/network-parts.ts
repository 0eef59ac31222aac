import type { Gate } from '../schema/settlement';
import { CLOSED, TOO_STEEP } from './arc-list';
import { OUTSIDE } from './walls';
import type { Walls } from './walls';
import type { Walker } from './walker';

/** A connected part of the network that is shorter than this and lies outside compounds is an island. */
export const ISLAND_METRES = 300;

/** Lengths are added up in whole millimetres, so that a sum is the same in whatever order it came about. */
export const ISLAND_MILLIMETRES = ISLAND_METRES * 1000;
export const toMillimetres = (metres: number): number => Math.round(metres * 1000);

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

/** Connected parts of a network, gates counting as connections whoever may use them and copies as the place they are of. */
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
  const { nodeCount, arcStart, arcTarget, arcEdge, inboundCopy, outboundCopy, edgeCount, edgeA, edgeB, edgeRefusal } =
    network;
  const parent = new Int32Array(nodeCount);
  for (let n = 0; n < nodeCount; n++) parent[n] = n;
  const find = (n: number): number => {
    while (parent[n] !== n) {
      parent[n] = parent[parent[n]!]!;
      n = parent[n]!;
    }
    return n;
  };
  const join = (n: number, m: number): void => {
    const a = find(n);
    const b = find(m);
    if (a < b) parent[b] = a;
    else if (b < a) parent[a] = b;
  };
  for (let n = 0; n < nodeCount; n++) {
    if (inboundCopy[n] !== -1) join(n, inboundCopy[n]!);
    if (outboundCopy[n] !== -1) join(n, outboundCopy[n]!);
    for (let arc = arcStart[n]!; arc < arcStart[n + 1]!; arc++) {
      if (isClosed && isClosed[arc] === 1 && arcEdge[arc] === -1) continue;
      // The arc back was looked at from its other end.
      if (arcTarget[arc]! < n && arcEdge[arc] !== -1) continue;
      join(n, arcTarget[arc]!);
    }
  }
  for (let e = 0; e < edgeCount; e++) {
    if (edgeRefusal[e] !== CLOSED) continue;
    // Its copies are joined to its ends already.
    join(edgeA[e]!, edgeB[e]!);
  }
  const length = new Float64Array(nodeCount);
  const hasEdge = new Uint8Array(nodeCount);
  for (let e = 0; e < edgeCount; e++) {
    if (edgeRefusal[e] === TOO_STEEP) continue;
    const root = find(edgeA[e]!);
    length[root]! += toMillimetres(edgeMetres[e]!);
    hasEdge[root] = 1;
  }
  let longest = 0;
  for (let n = 0; n < nodeCount; n++) longest = Math.max(longest, length[n]!);
  const limit = Math.min(ISLAND_MILLIMETRES, longest);
  let [count, islands] = [0, 0];
  for (let n = 0; n < nodeCount; n++) {
    if (hasEdge[n] === 0) continue;
    count++;
    if (length[n]! < limit) islands++;
  }
  return { count, islands, partOf: find, isIsland: (node) => length[find(node)]! < limit };
}

/** 1 for edges that doors may be connected to, 0 for those of parts that lead nowhere. */
export function usableEdges(network: PartedNetwork, parts: NetworkParts): Uint8Array {
  const { edgeCount, gates, gateInside, walls } = network;
  const gated = new Set<number>();
  const openCompounds = new Set<string>();
  gates.forEach((gate, g) => {
    if (gateInside[g] === -1) return;
    gated.add(parts.partOf(gateInside[g]!));
    openCompounds.add(gate.compoundId);
  });
  const isOpenSide = walls.compounds.map(({ id }) => openCompounds.has(id));
  const stand: EdgesStand = {
    isIsland: (node) => parts.isIsland(node),
    isGated: (node) => gated.has(parts.partOf(node)),
    isOpenSide: (side) => isOpenSide[side]!,
  };
  const usable = new Uint8Array(edgeCount);
  for (let e = 0; e < edgeCount; e++) usable[e] = isUsable(network, e, stand) ? 1 : 0;
  return usable;
}

/** How the parts of a network stand: of a node's part, and of a compound. */
export interface EdgesStand {
  isIsland(node: number): boolean;
  /** True if an open gate leads into the node's part. */
  isGated(node: number): boolean;
  /** True if a compound has an open gate. */
  isOpenSide(side: number): boolean;
}

/**
 * True for an edge that doors may be connected to. Paths inside a compound that reach none of its open gates are drawn
 * incompletely: doors go to the gates instead. Not so for who cannot take stairs: there a path may truly end.
 */
export function isUsable(
  { edgeA, edgeSide, edgeRefusal, walker }: PartedNetwork,
  edge: number,
  { isIsland, isGated, isOpenSide }: EdgesStand,
): boolean {
  if (edgeRefusal[edge] === TOO_STEEP) return true;
  const side = edgeSide[edge]!;
  if (side === OUTSIDE) return !isIsland(edgeA[edge]!);
  return walker.stairs === null || !isOpenSide(side) || isGated(edgeA[edge]!);
}
