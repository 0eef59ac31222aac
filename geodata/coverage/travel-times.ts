import type { Connections } from './connect-points';
import { alongEdge, edgeSeed } from './search/edge-seeds';
import type { EdgeSeed } from './search/edge-seeds';
import { clearLabels, createLabels, NEVER } from './search/labels';
import type { Labels } from './search/labels';
import { farCopies } from './search/linked-points';
import { networkGraph } from './search/network-graph';
import type { WalkDirection } from './search/network-graph';
import { readNodeTimes } from './search/node-times';
import type { NodeTimes } from './search/node-times';
import { noOffers } from './search/offers';
import { createPointReader, UNREACHED } from './search/read-points';
import type { PointReader, PointTimes, VisitPoint } from './search/read-points';
import { addSeed, clearSeeds, noSeeds, offerSeed } from './search/seeds';
import type { Seeds } from './search/seeds';
import { createSettler } from './search/settle';
import type { Settler } from './search/settle';
import type { ChainGraph } from './search/chain-graph';
import type { WalkNetwork } from './walk-network';

export type { WalkDirection } from './search/network-graph';
export { UNREACHED } from './search/read-points';
export type { PointTimes } from './search/read-points';

/** No walk that is asked for takes longer: about three days. Bounds above count as this. */
const LONGEST_BOUND = 2 ** 28;

/** One search over a network, of many sources at once, reusable; the arrays are overwritten by the next `run`. */
export interface WalkSearch {
  /**
   * Finds who walks to (or from) the chosen points of `sources` (all, if not chosen) in `boundMilliseconds`; a search
   * of walks `to` its sources follows arcs against their direction. Afterwards the answers below are those of this run.
   */
  run(sources: Connections, boundMilliseconds: number, chosen?: readonly number[], direction?: WalkDirection): void;
  /** Milliseconds between the nearest source and node `n`, `UNREACHED` beyond the bound. */
  nodeTime(n: number): number;
  /** Index of that source; of several equally near the lowest. -1 where not reached. */
  nodeSource(n: number): number;
  /** The arc walked between the node and `nodeParent`, which is nearer to the source; -1 for a node a source hangs on. */
  nodeArc(n: number): number;
  nodeParent(n: number): number;
  /** Least time at a node for someone whose trip ends (or begins) there, over its compound's copies, and the copy it is from. */
  arrival(n: number): { milliseconds: number; node: number };
  /** The same time alone, `Infinity` where not reached. */
  leastTime(n: number): number;
  /** Least time at the place `share` (0…1) of the way from end A to end B of edge `e`, over both ends and along it; else Infinity. */
  edgeTime(e: number, share: number): number;
  /** True if a source hangs on the edge, or either of its ends is reached. */
  reachesEdge(e: number): boolean;
  /** Where none does, the time along an edge follows from those at its ends. */
  hasSourceOn(e: number): boolean;
  /** Time and source of every point, over its links and along a shared edge. */
  pointTimes(points: Connections): PointTimes;
  /** The same of those points alone that are reached, in no order: costs what they are, not what there are. */
  reachedPoints(points: Connections, visit: VisitPoint): void;
}

/** What is kept for each direction people may walk in. */
interface Directed {
  direction: WalkDirection;
  graph: ChainGraph;
  settler: Settler;
  labels: Labels;
  seeds: Seeds;
  times: NodeTimes;
  /** Copies a trip may be in at its source, and at its other end. */
  nearCopies: Int32Array;
  farCopies: Int32Array;
  reader: PointReader;
}

/**
 * Searches the network between its junctions only (see `search/chain-graph`); times at nodes and on edges between them
 * follow from those of the junctions, exactly.
 */
export function createSearch(network: WalkNetwork): WalkSearch {
  const { edgeA, edgeB, edgeMillisecondsForward, edgeMillisecondsBackward } = network;
  const offers = noOffers();
  const onEdge = new Map<number, EdgeSeed[]>();
  let on = prepared('to');
  const directed: Partial<Record<WalkDirection, Directed>> = { to: on };
  let bound = 0;

  function prepared(direction: WalkDirection): Directed {
    const graph = networkGraph(network, direction);
    const labels = createLabels(graph.junctionCount);
    const seeds = noSeeds(graph);
    const times = readNodeTimes(graph, labels, seeds);
    return {
      direction,
      graph,
      settler: createSettler(graph),
      labels,
      seeds,
      times,
      nearCopies: direction === 'from' ? network.outboundCopy : network.inboundCopy,
      farCopies: farCopies(network, direction),
      reader: createPointReader(network, { direction, graph, labels, seeds, times, onEdge }),
    };
  }

  function run(
    sources: Connections,
    boundMilliseconds: number,
    chosen?: readonly number[],
    direction: WalkDirection = 'to',
  ): void {
    on = directed[direction] ??= prepared(direction);
    const { graph, labels, seeds, nearCopies } = on;
    const walks = direction === 'from' ? sources.linkMillisecondsOut : sources.linkMillisecondsIn;
    bound = Math.min(boundMilliseconds, LONGEST_BOUND);
    clearLabels(labels);
    clearSeeds(graph, seeds);
    onEdge.clear();
    offers.count = 0;
    const count = chosen ? chosen.length : sources.count;
    for (let k = 0; k < count; k++) {
      const i = chosen ? chosen[k]! : k;
      for (let link = sources.linkStart[i]!; link < sources.linkStart[i + 1]!; link++) {
        const node = sources.linkNode[link]!;
        offerSeed(graph, seeds, addSeed(graph, seeds, node, walks[link]!, i), offers);
        const copy = nearCopies[node]!;
        if (copy !== -1) offerSeed(graph, seeds, addSeed(graph, seeds, copy, walks[link]!, i), offers);
      }
      const edge = sources.edge[i]!;
      if (edge === -1) continue;
      const here = onEdge.get(edge);
      if (here) here.push(edgeSeed(sources, i));
      else onEdge.set(edge, [edgeSeed(sources, i)]);
    }
    on.settler.settle(labels, offers, bound);
  }

  const read = (n: number): number => on.times.read(n, bound);

  function nodeTime(n: number): number {
    const time = read(n);
    return time === NEVER ? UNREACHED : time;
  }

  function nodeSource(n: number): number {
    return read(n) === NEVER ? -1 : on.times.source;
  }

  function arrival(n: number): { milliseconds: number; node: number } {
    const copy = on.farCopies[n]!;
    const here = nodeTime(n);
    if (copy === -1) return { milliseconds: here, node: n };
    const there = nodeTime(copy);
    const byCopy =
      there !== UNREACHED &&
      (here === UNREACHED || there < here || (there === here && nodeSource(copy) < nodeSource(n)));
    return byCopy ? { milliseconds: there, node: copy } : { milliseconds: here, node: n };
  }

  function leastAt(n: number): number {
    const copy = on.farCopies[n]!;
    const least = copy === -1 ? read(n) : Math.min(read(n), read(copy));
    return least === NEVER ? Infinity : least;
  }

  function edgeTime(e: number, share: number): number {
    const forward = share * edgeMillisecondsForward[e]!;
    const backward = share * edgeMillisecondsBackward[e]!;
    const away = on.direction === 'from';
    const byA = leastAt(edgeA[e]!) + (away ? forward : backward);
    const byB =
      leastAt(edgeB[e]!) + (away ? edgeMillisecondsBackward[e]! - backward : edgeMillisecondsForward[e]! - forward);
    let least = Math.min(byA, byB);
    for (const seed of onEdge.get(e) ?? []) {
      least = Math.min(least, seed.off + alongEdge(on.direction, seed, forward, backward));
    }
    return least;
  }

  return {
    run,
    nodeTime,
    nodeSource,
    nodeArc: (n) => on.times.before(n, bound).arc,
    nodeParent: (n) => on.times.before(n, bound).node,
    arrival,
    leastTime: leastAt,
    edgeTime,
    reachesEdge: (e) => onEdge.has(e) || leastAt(edgeA[e]!) < Infinity || leastAt(edgeB[e]!) < Infinity,
    hasSourceOn: (e) => onEdge.has(e),
    pointTimes: (points) => on.reader.pointTimes(points, bound),
    reachedPoints: (points, visit) => on.reader.reachedPoints(points, bound, visit),
  };
}
