import KDBush from 'kdbush';
import { metresPerUnit } from '../geometry/ground-metres';
import type { LatticePoint } from '../schema/coordinates';
import { OFF_NETWORK_METRES, OTHER_STREET_METRES } from './connect-points';
import type { Connections } from './connect-points';
import type { GateState, LiveNetwork, NetworkChange } from './live-network';
import { LONGEST_WAY_ROUND_MILLISECONDS } from './other-streets';
import type { ChainGraph } from './search/chain-graph';
import { alongEdge, edgeSeed } from './search/edge-seeds';
import type { EdgeSeed } from './search/edge-seeds';
import { groupBy } from './search/grouped';
import { NEVER } from './search/labels';
import { createLiveSearch } from './search/live-search';
import type { SeedAt } from './search/live-search';
import { networkGraph } from './search/network-graph';
import { UNREACHED } from './travel-times';

/** A door whose time or station changed, and what both were before. */
export interface DoorChange {
  door: number;
  millisecondsBefore: number;
  stationBefore: number;
}

/**
 * Times from doors to their nearest station that stay true while stations come, move and go and gates and streets open
 * and close. Only what a change touches is looked at.
 */
export interface LiveCoverage {
  readonly live: LiveNetwork;
  /** Milliseconds to the nearest station, `UNREACHED` beyond the bound; and its number, -1 for none. */
  readonly milliseconds: Int32Array;
  readonly station: Int32Array;
  /** How each door is connected now: see `unitConnections`. */
  readonly kind: Uint8Array;
  /** Puts a station at a point, wherever it was before; null takes it away. Of stations equally near the lowest number counts. */
  setStation(station: number, point: LatticePoint | null): void;
  setGates(states: ReadonlyMap<number, GateState>): void;
  closeEdges(edges: readonly number[], isClosed: boolean): void;
  /** Nodes that a door hangs on now, and the edge of its own street, -1 for none. */
  linkNodes(door: number): readonly number[];
  homeOf(door: number): number;
  /** Works off what was changed since the last update; doors in ascending order. */
  update(): DoorChange[];
}

/** A station and how it is connected now: see `Connections`. */
interface Placed {
  point: LatticePoint;
  side: number;
  edge: number;
  home: number;
  besides: boolean;
}

/** Walks downhill are at most this much faster than on the level (Tobler's function at its steepest gain). */
const FASTEST_SHARE = 1.25;

// A metre more, for a degree of longitude is not as wide at one end of a box as at the other.
const NEAR_METRES = OFF_NETWORK_METRES + OTHER_STREET_METRES + 1;

/**
 * @param doorXY lattice points of the doors
 * @param start the change that brought the live network to how it stands
 * @param bound longest walk that is asked for, milliseconds
 */
export function createLiveCoverage(
  live: LiveNetwork,
  start: NetworkChange,
  doorXY: ArrayLike<number>,
  bound: number,
): LiveCoverage {
  const { network, connector } = live;
  const base = networkGraph(live.base, 'to');
  const search = createLiveSearch(base, network.arcTarget.length, bound);
  const doorCount = doorXY.length / 2;
  const doors = connector.connect(doorXY);
  const doorSide = Int16Array.from({ length: doorCount }, (_, i) =>
    network.walls.sideAt(doorXY[2 * i]!, doorXY[2 * i + 1]!),
  );
  const doorsOfSide = groupBy(Int32Array.from(doorSide, (side) => (side < 0 ? -1 : side)));
  const index = new KDBush(doorCount, 64, Int32Array);
  for (let i = 0; i < doorCount; i++) index.add(doorXY[2 * i]!, doorXY[2 * i + 1]!);
  index.finish();

  // Which connections a door has now: those of the start, or of when it was last connected anew.
  const held: Connections[] = [doors];
  const heldAt = new Int32Array(doorCount);
  const rowOf = Int32Array.from({ length: doorCount }, (_, i) => i);
  const byPlace = placesOf(doors, base, network.outboundCopy);
  const later = new Map<number, number[]>();
  const streetOf = (home: number): number => (home === -1 ? -1 : network.edgeStreet[home]!);
  const doorsOfStreet = groupBy(Int32Array.from(doors.home, streetOf));
  const laterOfStreet = new Map<number, number[]>();
  /** Doors that may leave by streets beside their own: that depends on what is closed around them. */
  const besides = new Set<number>();
  doors.besides.forEach((is, door) => is === 1 && besides.add(door));
  const aroundMetres = (LONGEST_WAY_ROUND_MILLISECONDS / 1000) * network.walker.speedMetresPerSecond * FASTEST_SHARE;

  const milliseconds = new Int32Array(doorCount).fill(UNREACHED);
  const station = new Int32Array(doorCount).fill(-1);
  const kind = doors.kind.slice();
  const stations = new Map<number, Placed>();
  const onEdge = new Map<number, EdgeSeed[]>();
  const waiting = new Set<number>();

  function setStation(number: number, point: LatticePoint | null): void {
    const before = stations.get(number);
    if (before && before.edge !== -1) {
      onEdge.set(
        before.edge,
        onEdge.get(before.edge)!.filter((seed) => seed.source !== number),
      );
      lookAtEdge(before.edge);
    }
    if (!point) {
      stations.delete(number);
      search.setSource(number, []);
      return;
    }
    const connection = connector.connect(point);
    const seeds: SeedAt[] = [];
    connection.linkNode.forEach((node, link) => {
      const walk = connection.linkMillisecondsIn[link]!;
      seeds.push({ node, milliseconds: walk });
      const copy = network.inboundCopy[node]!;
      if (copy !== -1) seeds.push({ node: copy, milliseconds: walk });
    });
    search.setSource(number, seeds);
    const edge = connection.edge[0]!;
    stations.set(number, {
      point,
      side: network.walls.sideAt(...point),
      edge,
      home: connection.home[0]!,
      besides: connection.besides[0] === 1,
    });
    if (edge === -1) return;
    onEdge.set(edge, [...(onEdge.get(edge) ?? []), { ...edgeSeed(connection, 0), source: number }]);
    lookAtEdge(edge);
  }

  function lookAtEdge(edge: number): void {
    doorsOfHome(edge, waiting);
  }

  function setGates(states: ReadonlyMap<number, GateState>): void {
    const change = live.setGates(states);
    const sideOf = new Map(network.walls.compounds.map(({ id }, side) => [id, side]));
    const sides = new Set([...states.keys()].flatMap((gate) => sideOf.get(network.gates[gate]!.compoundId) ?? []));
    const again = new Set<number>();
    for (const side of sides) {
      const [first, end] = doorsOfSide.range(side);
      for (let k = first; k < end; k++) {
        const door = doorsOfSide.items[k]!;
        if (homeOf(door) === -1) again.add(door);
      }
    }
    apply(change, again, (placed) => placed.home === -1 && sides.has(placed.side));
  }

  function closeEdges(edges: readonly number[], isClosed: boolean): void {
    const change = live.closeEdges(edges, isClosed);
    const streets = new Set(edges.map(streetOf));
    const again = new Set<number>();
    for (const street of streets) doorsOnStreet(street, again);
    const isAround = around(edges, aroundMetres + OFF_NETWORK_METRES + OTHER_STREET_METRES);
    for (const door of besides) if (isAround(doorXY[2 * door]!, doorXY[2 * door + 1]!)) again.add(door);
    apply(change, again, ({ home, besides: is, point }) => streets.has(streetOf(home)) || (is && isAround(...point)));
  }

  /** Hands changed arcs to the search and connects anew whoever may hang elsewhere now. */
  function apply(change: NetworkChange, again: Set<number>, isAgain: (placed: Placed) => boolean): void {
    search.setArcs(change.arcs);
    for (const edge of change.lost) doorsOfHome(edge, again);
    doorsNear(change.gained, again);
    connectAgain([...again]);
    const lost = new Set(change.lost);
    const isNear = around(change.gained, NEAR_METRES);
    for (const [number, placed] of stations) {
      if (isAgain(placed) || lost.has(placed.home) || isNear(...placed.point)) setStation(number, placed.point);
    }
  }

  const homeOf = (door: number): number => held[heldAt[door]!]!.home[rowOf[door]!]!;

  function linkNodes(door: number): readonly number[] {
    const { linkNode, linkStart } = held[heldAt[door]!]!;
    const row = rowOf[door]!;
    return [...linkNode.subarray(linkStart[row], linkStart[row + 1])];
  }

  function doorsOfHome(edge: number, into: Set<number>): void {
    const onStreet = new Set<number>();
    doorsOnStreet(streetOf(edge), onStreet);
    for (const door of onStreet) if (homeOf(door) === edge) into.add(door);
  }

  function doorsOnStreet(street: number, into: Set<number>): void {
    const add = (door: number) => void (streetOf(homeOf(door)) === street && into.add(door));
    const [first, end] = doorsOfStreet.range(street);
    for (let k = first; k < end; k++) add(doorsOfStreet.items[k]!);
    laterOfStreet.get(street)?.forEach(add);
  }

  /** Doors that might hang on one of these edges instead of on what they do. */
  function doorsNear(edges: readonly number[], into: Set<number>): void {
    for (const edge of edges) for (const door of index.range(...boxAround(edge, NEAR_METRES))) into.add(door);
  }

  function boxAround(edge: number, metres: number): [number, number, number, number] {
    const [a, b] = [network.edgeA[edge]!, network.edgeB[edge]!];
    const [ax, ay, bx, by] = [network.nodeX[a]!, network.nodeY[a]!, network.nodeX[b]!, network.nodeY[b]!];
    const { east, north } = metresPerUnit((ay + by) / 2);
    const [dx, dy] = [metres / east, metres / north];
    return [Math.min(ax, bx) - dx, Math.min(ay, by) - dy, Math.max(ax, bx) + dx, Math.max(ay, by) + dy];
  }

  /** Whether places lie within so many metres of any of these edges, or a little farther. */
  function around(edges: readonly number[], metres: number): (x: number, y: number) => boolean {
    const boxes = edges.map((edge) => boxAround(edge, metres));
    return (x, y) => boxes.some(([minX, minY, maxX, maxY]) => x >= minX && x <= maxX && y >= minY && y <= maxY);
  }

  function connectAgain(again: readonly number[]): void {
    if (again.length === 0) return;
    const connections = connector.connect(again.flatMap((door) => [doorXY[2 * door]!, doorXY[2 * door + 1]!]));
    const number = held.push(connections) - 1;
    again.forEach((door, row) => {
      heldAt[door] = number;
      rowOf[door] = row;
      kind[door] = connections.kind[row]!;
      waiting.add(door);
      const home = connections.home[row]!;
      if (home !== -1) append(laterOfStreet, streetOf(home), door);
      if (connections.besides[row] === 1) besides.add(door);
      else besides.delete(door);
      for (let link = connections.linkStart[row]!; link < connections.linkStart[row + 1]!; link++) {
        const node = connections.linkNode[link]!;
        append(later, placeKey(base, node), door);
        const copy = network.outboundCopy[node]!;
        if (copy !== -1) append(later, placeKey(base, copy), door);
      }
    });
  }

  function update(): DoorChange[] {
    const { junctions, chains } = search.update();
    const { graph } = search;
    const seen = new Set<number>();
    const look = (key: number): void => {
      if (seen.has(key)) return;
      seen.add(key);
      const [first, end] = byPlace.range(key);
      for (let k = first; k < end; k++) waiting.add(byPlace.door(k));
      for (const door of later.get(key) ?? []) waiting.add(door);
    };
    for (const junction of new Set(junctions)) {
      if (junction < base.junctionCount) look(base.chainCount + junction);
      for (let link = graph.rowStart[junction]!; link < graph.rowEnd[junction]!; link++) {
        const chain = graph.origin[graph.chain[link]!]!;
        if (chain !== -1) look(chain);
      }
    }
    for (const chain of chains) if (chain !== -1) look(chain);
    const changes: DoorChange[] = [];
    for (const door of waiting) {
      const [millisecondsBefore, stationBefore] = [milliseconds[door]!, station[door]!];
      measure(door);
      if (milliseconds[door] !== millisecondsBefore || station[door] !== stationBefore) {
        changes.push({ door, millisecondsBefore, stationBefore });
      }
    }
    waiting.clear();
    return changes.sort((p, q) => p.door - q.door);
  }

  function measure(door: number): void {
    const connections = held[heldAt[door]!]!;
    const row = rowOf[door]!;
    let best = NEVER;
    let from = -1;
    const offer = (time: number, source: number): void => {
      if (time > bound || time > best || (time === best && source >= from)) return;
      best = time;
      from = source;
    };
    for (let link = connections.linkStart[row]!; link < connections.linkStart[row + 1]!; link++) {
      const node = connections.linkNode[link]!;
      const walk = connections.linkMillisecondsOut[link]!;
      const copy = network.outboundCopy[node]!;
      for (let n = node; n !== -1; n = n === copy ? -1 : copy) {
        const time = search.read(n);
        if (time !== NEVER) offer(time + walk, search.source());
      }
    }
    const forward = connections.alongForwardMilliseconds[row]!;
    const backward = connections.alongBackwardMilliseconds[row]!;
    for (const seed of onEdge.get(connections.edge[row]!) ?? []) {
      offer(seed.off + alongEdge('to', seed, forward, backward) + connections.offMilliseconds[row]!, seed.source);
    }
    milliseconds[door] = best === NEVER ? UNREACHED : best;
    station[door] = from;
  }

  search.setArcs(start.arcs);
  return { live, milliseconds, station, kind, setStation, setGates, closeEdges, linkNodes, homeOf, update };
}

/** Where a node lies in the unedited graph, as one number: its chain, or its junction after all chains. */
function placeKey(graph: ChainGraph, node: number): number {
  const place = graph.place[node]!;
  return place >= 0 ? graph.chainCount + place : graph.stepChain[-1 - place]!;
}

/** Doors by the places their links lead to. */
function placesOf(doors: Connections, graph: ChainGraph, copies: Int32Array) {
  const keys: number[] = [];
  const doorOf: number[] = [];
  for (let i = 0; i < doors.count; i++) {
    for (let link = doors.linkStart[i]!; link < doors.linkStart[i + 1]!; link++) {
      const node = doors.linkNode[link]!;
      keys.push(placeKey(graph, node));
      doorOf.push(i);
      if (copies[node] === -1) continue;
      keys.push(placeKey(graph, copies[node]!));
      doorOf.push(i);
    }
  }
  const { items, range } = groupBy(keys);
  return { range, door: (k: number) => doorOf[items[k]!]! };
}

function append(lists: Map<number, number[]>, key: number, door: number): void {
  const list = lists.get(key);
  if (list) list.push(door);
  else lists.set(key, [door]);
}
