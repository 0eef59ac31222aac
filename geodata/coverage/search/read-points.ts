import type { Connections } from '../connect-points';
import type { WalkNetwork } from '../walk-network';
import type { ChainGraph } from './chain-graph';
import { alongEdge } from './edge-seeds';
import type { EdgeSeed } from './edge-seeds';
import { LABEL, NEVER, SOURCE, TIME } from './labels';
import type { Labels } from './labels';
import { farCopies, linkPoints, pointLinkMilliseconds } from './linked-points';
import type { LinkedPoints } from './linked-points';
import type { WalkDirection } from './network-graph';
import type { NodeTimes } from './node-times';
import type { Seeds } from './seeds';

/** Time of a node or point that was not reached within the bound. */
export const UNREACHED = -1;

export interface PointTimes {
  /** `UNREACHED` where the point has no links or lies beyond the bound. */
  readonly milliseconds: Int32Array;
  readonly source: Int32Array;
}

/** Share of the junctions above which a search has reached most of what there is. */
const MOST_OF_ALL = 0.4;

/** Is told a point, its milliseconds and its source. */
export type VisitPoint = (point: number, milliseconds: number, source: number) => void;

/** A search whose last run is read. */
export interface ReadSearch {
  direction: WalkDirection;
  graph: ChainGraph;
  labels: Labels;
  seeds: Seeds;
  times: NodeTimes;
  /** Sources by the edge they hang on. */
  onEdge: ReadonlyMap<number, readonly EdgeSeed[]>;
}

/** Reads times of points off a finished search. */
export interface PointReader {
  pointTimes(points: Connections, bound: number): PointTimes;
  reachedPoints(points: Connections, bound: number, visit: VisitPoint): void;
}

/** Points are linked to the graph once and remembered as long as they are there. */
export function createPointReader(network: WalkNetwork, on: ReadSearch): PointReader {
  const { direction, graph, labels, seeds, times, onEdge } = on;
  const copies = farCopies(network, direction);
  const known = new WeakMap<Connections, LinkedPoints>();
  // Of the points reached last: their times, sources and, for those reached, the turn in which that was.
  let reachedTime = new Int32Array(0);
  let reachedSource = new Int32Array(0);
  let reachedTurn = new Int32Array(0);
  let turn = 0;

  function linkedTo(points: Connections): LinkedPoints {
    let linked = known.get(points);
    if (!linked) known.set(points, (linked = linkPoints(network, graph, points, direction)));
    return linked;
  }

  function pointTimes(points: Connections, bound: number): PointTimes {
    const linked = linkedTo(points);
    const { start, entries } = linked;
    const { values } = labels;
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
    offerAlongChains(points, linked, bound, offerPoint);
    offerAlongEdges(points, linked, offerPoint);
    return { milliseconds, source };
  }

  function reachedPoints(points: Connections, bound: number, visit: VisitPoint): void {
    const linked = linkedTo(points);
    const { from, byJunction } = linked;
    const { values, touched, touchedCount } = labels;
    if (touchedCount > graph.junctionCount * MOST_OF_ALL) {
      // Where most is reached, points one after another are read faster than by the junctions that reach them.
      const { milliseconds, source } = pointTimes(points, bound);
      for (let i = 0; i < points.count; i++) if (milliseconds[i] !== UNREACHED) visit(i, milliseconds[i]!, source[i]!);
      return;
    }
    if (reachedTime.length < points.count) {
      reachedTime = new Int32Array(points.count);
      reachedSource = new Int32Array(points.count);
      reachedTurn = new Int32Array(points.count);
    }
    turn++;
    const reached: number[] = [];
    const offerPoint = (i: number, time: number, source: number): void => {
      if (time > bound) return;
      if (reachedTurn[i] !== turn) {
        reachedTurn[i] = turn;
        reached.push(i);
      } else if (time > reachedTime[i]! || (time === reachedTime[i]! && source >= reachedSource[i]!)) return;
      reachedTime[i] = time;
      reachedSource[i] = source;
    };
    // As `offerPoint`, written out: this is where the time of reading goes.
    for (let t = 0; t < touchedCount; t++) {
      const junction = touched[t]!;
      const timeHere = values[junction * LABEL + TIME]!;
      const source = values[junction * LABEL + SOURCE]!;
      for (let k = from[junction]!, end = from[junction + 1]!; k < end; k++) {
        const i = byJunction[2 * k]!;
        const time = timeHere + byJunction[2 * k + 1]!;
        if (time > bound) continue;
        if (reachedTurn[i] !== turn) {
          reachedTurn[i] = turn;
          reached.push(i);
        } else if (time > reachedTime[i]! || (time === reachedTime[i]! && source >= reachedSource[i]!)) continue;
        reachedTime[i] = time;
        reachedSource[i] = source;
      }
    }
    offerAlongChains(points, linked, bound, offerPoint);
    offerAlongEdges(points, linked, offerPoint);
    for (const i of reached) visit(i, reachedTime[i]!, reachedSource[i]!);
  }

  /** A source between two junctions need not be walked to by way of either. */
  function offerAlongChains(points: Connections, linked: LinkedPoints, bound: number, offerPoint: VisitPoint): void {
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
            const time = times.read(n, bound);
            if (time !== NEVER) offerPoint(i, time + walks[link]!, times.source);
          }
        }
      }
    }
  }

  /** Nor one on the same stretch of street by way of a corner. */
  function offerAlongEdges(points: Connections, linked: LinkedPoints, offerPoint: VisitPoint): void {
    for (const [edge, here] of onEdge) {
      const [first, end] = linked.byEdge.range(edge);
      for (let k = first; k < end; k++) {
        const i = linked.byEdge.items[k]!;
        const forward = points.alongForwardMilliseconds[i]!;
        const backward = points.alongBackwardMilliseconds[i]!;
        for (const seed of here) {
          const along = alongEdge(direction, seed, forward, backward);
          offerPoint(i, seed.off + along + points.offMilliseconds[i]!, seed.source);
        }
      }
    }
  }

  return { pointTimes, reachedPoints };
}
