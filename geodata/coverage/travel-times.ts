import type { Connections } from './connect-points';
import { alongEdge, edgeSeed } from './search/edge-seeds';
import type { EdgeSeed } from './search/edge-seeds';
import { clearLabels, createLabels, LABEL, NEVER, SOURCE, TIME } from './search/labels';
import type { Labels } from './search/labels';
import { farCopies, linkPoints, pointLinkMilliseconds } from './search/linked-points';
import type { LinkedPoints } from './search/linked-points';
import { networkGraph } from './search/network-graph';
import type { WalkDirection } from './search/network-graph';
import { readNodeTimes } from './search/node-times';
import type { NodeTimes } from './search/node-times';
import { noOffers } from './search/offers';
import { addSeed, clearSeeds, noSeeds, offerSeed } from './search/seeds';
import type { Seeds } from './search/seeds';
import { createSettler } from './search/settle';
import type { Settler } from './search/settle';
import type { ChainGraph } from './search/chain-graph';
import type { WalkNetwork } from './walk-network';

export type { WalkDirection } from './search/network-graph';

/** Time of a node or point that was not reached within the bound. */
export const UNREACHED = -1;

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
  /** Least time at the place `share` (0…1) of the way from end A to end B of edge `e`, over both ends and along it; else Infinity. */
  edgeTime(e: number, share: number): number;
  /** Time and source of every point, over its links and along a shared edge. */
  pointTimes(points: Connections): PointTimes;
}

export interface PointTimes {
  /** `UNREACHED` where the point has no links or lies beyond the bound. */
  readonly milliseconds: Int32Array;
  readonly source: Int32Array;
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
  linked: WeakMap<Connections, LinkedPoints>;
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
    return {
      direction,
      graph,
      settler: createSettler(graph),
      labels,
      seeds,
      times: readNodeTimes(graph, labels, seeds),
      nearCopies: direction === 'from' ? network.outboundCopy : network.inboundCopy,
      farCopies: farCopies(network, direction),
      linked: new WeakMap(),
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

  function pointTimes(points: Connections): PointTimes {
    const { graph, labels, linked: known, direction } = on;
    const { values } = labels;
    let linked = known.get(points);
    if (!linked) known.set(points, (linked = linkPoints(network, graph, points, direction)));
    const { start, entries } = linked;
    const milliseconds = new Int32Array(points.count);
    const source = new Int32Array(points.count);
    for (let i = 0; i < points.count; i++) {
      let best = NEVER;
      let from = -1;
      for (let k = start[i]!; k < start[i + 1]!; k++) {
        const at = entries[2 * k]! * LABEL;
        if (values[at + TIME] === NEVER) continue;
        const time = values[at + TIME]! + entries[2 * k + 1]!;
        if (time > best || (time === best && values[at + SOURCE]! >= from)) continue;
        best = time;
        from = values[at + SOURCE]!;
      }
      milliseconds[i] = best > bound ? UNREACHED : best;
      source[i] = best > bound ? -1 : from;
    }
    const offerPoint = (i: number, time: number, from: number): void => {
      const best = milliseconds[i]!;
      if (time > bound || (best !== UNREACHED && (time > best || (time === best && from >= source[i]!)))) return;
      milliseconds[i] = time;
      source[i] = from;
    };
    offerAlongChains(points, linked, offerPoint);
    offerAlongEdges(points, linked, offerPoint);
    return { milliseconds, source };
  }

  type OfferPoint = (i: number, milliseconds: number, source: number) => void;

  /** A source between two junctions need not be walked to by way of either. */
  function offerAlongChains(points: Connections, linked: LinkedPoints, offerPoint: OfferPoint): void {
    const { graph, seeds, farCopies: copies, direction } = on;
    const walks = pointLinkMilliseconds(points, direction);
    for (let seed = 0; seed < seeds.count; seed++) {
      const place = graph.place[seeds.node[seed]!]!;
      if (place >= 0) continue;
      const [first, end] = linked.byChain.range(graph.stepChain[-1 - place]!);
      for (let k = first; k < end; k++) {
        const i = linked.chainPoint[linked.byChain.items[k]!]!;
        for (let link = points.linkStart[i]!; link < points.linkStart[i + 1]!; link++) {
          const copy = copies[points.linkNode[link]!]!;
          for (let n = points.linkNode[link]!; n !== -1; n = n === copy ? -1 : copy) {
            const time = read(n);
            if (time !== NEVER) offerPoint(i, time + walks[link]!, on.times.source);
          }
        }
      }
    }
  }

  /** Nor one on the same stretch of street by way of a corner. */
  function offerAlongEdges(points: Connections, linked: LinkedPoints, offerPoint: OfferPoint): void {
    for (const [edge, seeds] of onEdge) {
      const [first, end] = linked.byEdge.range(edge);
      for (let k = first; k < end; k++) {
        const i = linked.byEdge.items[k]!;
        const forward = points.alongForwardMilliseconds[i]!;
        const backward = points.alongBackwardMilliseconds[i]!;
        for (const seed of seeds) {
          const along = alongEdge(on.direction, seed, forward, backward);
          offerPoint(i, seed.off + along + points.offMilliseconds[i]!, seed.source);
        }
      }
    }
  }

  return {
    run,
    nodeTime,
    nodeSource,
    nodeArc: (n) => on.times.before(n, bound).arc,
    nodeParent: (n) => on.times.before(n, bound).node,
    arrival,
    edgeTime,
    pointTimes,
  };
}
