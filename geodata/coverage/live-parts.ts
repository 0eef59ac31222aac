import { TOO_STEEP } from './arc-list';
import { ISLAND_MILLIMETRES, isUsable, measureParts, toMillimetres } from './network-parts';
import type { EdgesStand, PartedNetwork } from './network-parts';
import { openLinks } from './open-links';
import { groupBy } from './search/grouped';

/**
 * The connected parts of a network, kept true while gates open and close; streets link their ends closed or
 * not (see `network-parts`). An opened arc makes two
 * parts one: the smaller takes the other's number. A closed one is walked around from both its ends at once, until they
 * meet or one end has nothing left, which is then a part of its own. So a change costs the ground about it.
 */
export interface LiveParts {
  /** To be told after `isClosed` of an arc has changed. */
  setArc(arc: number): void;
  /** To be told after `gateInside` of a gate has changed, with what it was. */
  setGate(gate: number, before: number): void;
  /** Edges that doors may be connected to otherwise than before: their `edgeUsable` is set anew. Ascending. */
  settle(): number[];
}

/** A connected part: its nodes, the length of its streets and the open gates that lead into it. */
interface Part {
  nodes: number;
  millimetres: number;
  gates: number;
}

/** A part that a change touched: one of its nodes, and how it stood before. */
interface Touched {
  node: number;
  isIsland: boolean;
  isGated: boolean;
}

/**
 * @param network as it stands now; its `gateInside` and `edgeUsable` change
 * @param isClosed 1 for arcs that are closed now
 */
export function createLiveParts(
  network: PartedNetwork & { edgeUsable: Uint8Array },
  edgeMetres: ArrayLike<number>,
  isClosed: Uint8Array,
): LiveParts {
  const { nodeCount, edgeCount, edgeA, edgeSide, edgeRefusal, gates, gateInside, walls } = network;
  const links = openLinks(network, isClosed);
  const edgesFrom = rowsBy(edgeA, nodeCount);
  const edgesOfSide = groupBy(edgeSide);
  const sideOf = new Map(walls.compounds.map(({ id }, side) => [id, side]));
  const openGates = new Int32Array(walls.compounds.length);
  const gatesInto = new Map<number, number>();
  const partOf = new Int32Array(nodeCount);
  let parts: Part[] = [];
  let free: number[] = [];
  /** Parts at least as long as an island is short. */
  let longParts = 0;
  let limit = 0;

  const touched = new Map<number, Touched>();
  const moved: number[] = [];
  const edges = new Set<number>();
  // A change that has gone as far as the network is large is looked at from nothing.
  let isWhole = false;
  let walkedSince = 0;

  const stand: EdgesStand = {
    isIsland: (node) => parts[partOf[node]!]!.millimetres < limit,
    isGated: (node) => parts[partOf[node]!]!.gates > 0,
    isOpenSide: (side) => openGates[side]! > 0,
  };

  function measure(): void {
    const { partOf: rootOf } = measureParts(network, edgeMetres, isClosed);
    const number = new Int32Array(nodeCount).fill(-1);
    parts = [];
    free = [];
    for (let n = 0; n < nodeCount; n++) {
      const root = rootOf(n);
      if (number[root] === -1) number[root] = parts.push({ nodes: 0, millimetres: 0, gates: 0 }) - 1;
      partOf[n] = number[root]!;
      parts[partOf[n]!]!.nodes++;
    }
    for (let e = 0; e < edgeCount; e++) {
      if (edgeRefusal[e] !== TOO_STEEP) parts[partOf[edgeA[e]!]!]!.millimetres += toMillimetres(edgeMetres[e]!);
    }
    gatesInto.clear();
    openGates.fill(0);
    for (let gate = 0; gate < gates.length; gate++) if (gateInside[gate] !== -1) countGate(gate, gateInside[gate]!, 1);
    longParts = parts.filter(({ millimetres }) => millimetres >= ISLAND_MILLIMETRES).length;
    limit = limitNow();
  }

  function countGate(gate: number, node: number, by: 1 | -1): void {
    gatesInto.set(node, (gatesInto.get(node) ?? 0) + by);
    parts[partOf[node]!]!.gates += by;
    const side = sideOf.get(gates[gate]!.compoundId);
    if (side !== undefined) openGates[side]! += by;
  }

  /** Where no part is longer than an island, only those shorter than the longest are islands. */
  function limitNow(): number {
    return longParts > 0 ? ISLAND_MILLIMETRES : parts.reduce((most, part) => Math.max(most, part.millimetres), 0);
  }

  function touch(node: number): Part {
    const number = partOf[node]!;
    const part = parts[number]!;
    const known = touched.get(number);
    if (known) known.node = node;
    else touched.set(number, { node, isIsland: part.millimetres < limit, isGated: part.gates > 0 });
    return part;
  }

  function lengthen(part: Part, millimetres: number): void {
    if (part.millimetres >= ISLAND_MILLIMETRES) longParts--;
    part.millimetres += millimetres;
    if (part.millimetres >= ISLAND_MILLIMETRES) longParts++;
  }

  function setArc(arc: number): void {
    const ends = links.endsOf(arc);
    if (!ends || isWhole) return;
    const [a, b] = ends;
    if (isClosed[arc] === 1) {
      if (partOf[a] !== partOf[b]) return;
      const nodes = note(links.apart(a, b));
      if (nodes) splitOff(nodes, nodes[0] === a ? b : a);
    } else if (partOf[a] !== partOf[b]) {
      const [small, large] = parts[partOf[a]!]!.nodes <= parts[partOf[b]!]!.nodes ? [a, b] : [b, a];
      join(small, large);
    }
  }

  function note<T>(found: T): T {
    walkedSince += links.walked();
    if (walkedSince > nodeCount + edgeCount) isWhole = true;
    return found;
  }

  function splitOff(nodes: number[], remaining: number): void {
    const rest = touch(remaining);
    const number = free.pop() ?? parts.length;
    const part: Part = { nodes: 0, millimetres: 0, gates: 0 };
    parts[number] = part;
    let millimetres = 0;
    for (const node of nodes) {
      partOf[node] = number;
      part.gates += gatesInto.get(node) ?? 0;
      for (let k = edgesFrom.start[node]!; k < edgesFrom.start[node + 1]!; k++) {
        const edge = edgesFrom.items[k]!;
        if (edgeRefusal[edge] !== TOO_STEEP) millimetres += toMillimetres(edgeMetres[edge]!);
      }
      moved.push(node);
    }
    part.nodes = nodes.length;
    rest.nodes -= nodes.length;
    rest.gates -= part.gates;
    lengthen(part, millimetres);
    lengthen(rest, -millimetres);
  }

  function join(small: number, large: number): void {
    const [from, into] = [partOf[small]!, partOf[large]!];
    touch(small);
    const part = touch(large);
    const gone = parts[from]!;
    for (const node of note(links.reached(small, (to) => partOf[to] === from))) {
      partOf[node] = into;
      moved.push(node);
    }
    const { nodes, millimetres, gates: gatesIn } = gone;
    lengthen(gone, -millimetres);
    lengthen(part, millimetres);
    part.nodes += nodes;
    part.gates += gatesIn;
    gone.nodes = gone.gates = 0;
    free.push(from);
  }

  function setGate(gate: number, before: number): void {
    const now = gateInside[gate]!;
    if (isWhole || now === before) return;
    const node = now === -1 ? before : now;
    touch(node);
    const side = sideOf.get(gates[gate]!.compoundId);
    const wasOpen = side !== undefined && openGates[side]! > 0;
    countGate(gate, node, now === -1 ? -1 : 1);
    if (side === undefined || wasOpen === openGates[side]! > 0) return;
    const [first, end] = edgesOfSide.range(side);
    for (let k = first; k < end; k++) edges.add(edgesOfSide.items[k]!);
  }

  function settle(): number[] {
    const limitBefore = limit;
    if (isWhole) measure();
    else limit = limitNow();
    const changed: number[] = [];
    if (isWhole || limit !== limitBefore) {
      for (let e = 0; e < edgeCount; e++) lookAt(e, changed);
    } else {
      for (const [number, { node, isIsland, isGated }] of touched) {
        const part = parts[number]!;
        if (partOf[node] !== number || (isIsland === part.millimetres < limit && isGated === part.gates > 0)) continue;
        for (const other of links.reached(node)) moved.push(other);
      }
      for (const node of moved) {
        for (let k = edgesFrom.start[node]!; k < edgesFrom.start[node + 1]!; k++) edges.add(edgesFrom.items[k]!);
      }
      for (const e of edges) lookAt(e, changed);
      changed.sort((p, q) => p - q);
    }
    touched.clear();
    moved.length = 0;
    edges.clear();
    isWhole = false;
    walkedSince = 0;
    return changed;
  }

  function lookAt(edge: number, changed: number[]): void {
    const usable = isUsable(network, edge, stand) ? 1 : 0;
    if (usable === network.edgeUsable[edge]) return;
    network.edgeUsable[edge] = usable;
    changed.push(edge);
  }

  measure();
  isWhole = true;
  return { setArc, setGate, settle };
}

/** The indices of `keys`, which are 0 up to `count`, in rows by key. */
function rowsBy(keys: ArrayLike<number>, count: number): { start: Int32Array; items: Int32Array } {
  const start = new Int32Array(count + 1);
  for (let i = 0; i < keys.length; i++) start[keys[i]! + 1]!++;
  for (let key = 0; key < count; key++) start[key + 1]! += start[key]!;
  const next = start.slice();
  const items = new Int32Array(keys.length);
  for (let i = 0; i < keys.length; i++) items[next[keys[i]!]!++] = i;
  return { start, items };
}
