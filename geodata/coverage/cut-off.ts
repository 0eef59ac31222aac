import { TOO_STEEP } from './arc-list';
import type { Connections } from './connect-points';
import type { WalkNetwork } from './walk-network';
import { OUTSIDE } from './walls';

/** A network with what is closed on it, and the nodes that each point may leave by then. */
export interface WalkState {
  network: WalkNetwork;
  isEdgeClosed(edge: number): boolean;
  isGateClosed(gate: number): boolean;
  nodesOf(point: number): readonly number[];
  /** Edge of the point's own street, -1 for none. */
  homeOf(point: number): number;
}

/** Points that nobody walks from to the main streets, all in one compound or all in none. */
export interface CutOff {
  /** Walled compound (`walls.compounds`) they lie in; `OUTSIDE` for those in none. */
  side: number;
  /** Ascending. */
  points: number[];
  /** The closed edges and gates that lie between them and the streets, ascending. */
  edges: number[];
  gates: number[];
}

/** Who leaves, and by which gates nobody does, as things stood when it was measured. */
export interface Leaving {
  /** 1 for points from which the main streets are walked to. */
  isOut: Uint8Array;
  shutGates: ReadonlySet<number>;
}

export function measureLeaving(state: WalkState, pointCount: number): Leaving {
  const { isMain } = joinWalked(state);
  return {
    isOut: Uint8Array.from({ length: pointCount }, (_, i) => (state.nodesOf(i).some(isMain) ? 1 : 0)),
    shutGates: new Set([...state.network.gates.keys()].filter((gate) => state.isGateClosed(gate))),
  };
}

/**
 * Which points are cut off from the main streets by what is closed after and were not before, by compound. Gates count as
 * ways whoever they are for: those inside come home and leave by them.
 * @param sideOf compound of each point, `OUTSIDE` for none
 */
export function findCutOff(before: Leaving, after: WalkState, sideOf: ArrayLike<number>): CutOff[] {
  const is = joinWalked(after);
  const bySide = new Map<number, { points: number[]; roots: Set<number>; edges: Set<number> }>();
  for (let i = 0; i < sideOf.length; i++) {
    const nodes = after.nodesOf(i);
    if (before.isOut[i] === 0 || nodes.some(is.isMain)) continue;
    const side = sideOf[i]!;
    const found = bySide.get(side) ?? { points: [], roots: new Set(), edges: new Set() };
    bySide.set(side, found);
    found.points.push(i);
    for (const node of nodes) found.roots.add(is.rootOf(node));
    const home = after.homeOf(i);
    if (home !== -1 && after.isEdgeClosed(home)) found.edges.add(home);
  }
  if (bySide.size === 0) return [];
  const { network } = after;
  for (let e = 0; e < network.edgeCount; e++) {
    if (!after.isEdgeClosed(e)) continue;
    const [a, b] = [is.rootOf(network.edgeA[e]!), is.rootOf(network.edgeB[e]!)];
    if (a !== b) for (const { roots, edges } of bySide.values()) if (roots.has(a) || roots.has(b)) edges.add(e);
  }
  return [...bySide]
    .sort(([p], [q]) => p - q)
    .map(([side, { points, edges }]) => ({
      side,
      points,
      edges: [...edges].sort((p, q) => p - q),
      gates: side === OUTSIDE ? [] : gatesShut(network, network.walls.compounds[side]!.id, before, after),
    }));
}

/** Nodes a point may leave by: the ends of its street where that is open, else its links. */
export function nodesToLeaveBy(
  { edgeA, edgeB }: WalkNetwork,
  points: Connections,
  isEdgeClosed: (edge: number) => boolean,
): (point: number) => readonly number[] {
  return (i) => {
    const home = points.home[i]!;
    if (home !== -1 && !isEdgeClosed(home)) return [edgeA[home]!, edgeB[home]!];
    return [...points.linkNode.subarray(points.linkStart[i], points.linkStart[i + 1])];
  };
}

/** Gates of a compound that are shut after and were not before. */
function gatesShut(network: WalkNetwork, compound: string, before: Leaving, after: WalkState): number[] {
  return network.gates.flatMap(({ compoundId }, gate) =>
    compoundId === compound && after.isGateClosed(gate) && !before.shutGates.has(gate) ? [gate] : [],
  );
}

/** Joins nodes that people walk between; the main part is the one with most metres of street. */
function joinWalked({ network, isEdgeClosed, isGateClosed }: WalkState) {
  const { nodeCount, edgeCount, edgeA, edgeB, edgeMetres, edgeRefusal, inboundCopy, outboundCopy } = network;
  const parent = new Int32Array(nodeCount);
  for (let n = 0; n < nodeCount; n++) parent[n] = n;
  const rootOf = (n: number): number => {
    while (parent[n] !== n) {
      parent[n] = parent[parent[n]!]!;
      n = parent[n]!;
    }
    return n;
  };
  const join = (p: number, q: number): void => {
    const [a, b] = [rootOf(p), rootOf(q)];
    if (a < b) parent[b] = a;
    else if (b < a) parent[a] = b;
  };
  for (let n = 0; n < nodeCount; n++) {
    for (const copy of [inboundCopy[n]!, outboundCopy[n]!]) if (copy !== -1) join(n, copy);
    for (let arc = network.arcStart[n]!; arc < network.arcStart[n + 1]!; arc++) {
      const gate = network.arcGate[arc]!;
      if (gate !== -1 && !isGateClosed(gate)) join(n, network.arcTarget[arc]!);
    }
  }
  for (let e = 0; e < edgeCount; e++) {
    if (edgeRefusal[e] !== TOO_STEEP && !isEdgeClosed(e)) join(edgeA[e]!, edgeB[e]!);
  }
  const metres = new Float64Array(nodeCount);
  let main = -1;
  for (let e = 0; e < edgeCount; e++) {
    const root = rootOf(edgeA[e]!);
    metres[root]! += edgeMetres[e]!;
    if (main === -1 || metres[root]! > metres[main]!) main = root;
  }
  return { rootOf, isMain: (node: number) => rootOf(node) === main };
}
