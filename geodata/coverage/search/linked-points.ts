import type { Connections } from '../connect-points';
import type { WalkNetwork } from '../walk-network';
import type { ChainGraph } from './chain-graph';
import { groupBy } from './grouped';
import type { Grouped } from './grouped';
import type { WalkDirection } from './network-graph';

/** Points seen from the junctions: time of a point = the least of its junctions' times plus what lies between. */
export interface LinkedPoints {
  /** Entries of point i are `start[i]` up to `start[i + 1]`; a junction stands once. */
  start: Int32Array;
  /** Junction and milliseconds, side by side. */
  entries: Int32Array;
  /** Points by the chains they hang on between junctions: entry k of `byChain` is of point `chainPoint[k]`. */
  byChain: Grouped;
  chainPoint: Int32Array;
  byEdge: Grouped;
  /** The entries from the other side: those at junction j are `from[j]` up to `from[j + 1]`, point and milliseconds side by side. */
  from: Int32Array;
  byJunction: Int32Array;
}

/** The copies of a node that a trip may be in at the end which is not a source's, node itself first. */
export function farCopies(network: WalkNetwork, direction: WalkDirection): Int32Array {
  return direction === 'from' ? network.inboundCopy : network.outboundCopy;
}

/** Milliseconds of each link in the direction that is walked at the end of the points, not of the sources. */
export function pointLinkMilliseconds(points: Connections, direction: WalkDirection): Int32Array {
  return direction === 'from' ? points.linkMillisecondsIn : points.linkMillisecondsOut;
}

/** Links points to junctions of `graph`, which is the network's seen in `direction`. */
export function linkPoints(
  network: WalkNetwork,
  graph: ChainGraph,
  points: Connections,
  direction: WalkDirection,
): LinkedPoints {
  const copies = farCopies(network, direction);
  const walks = pointLinkMilliseconds(points, direction);
  const start = new Int32Array(points.count + 1);
  // A link gives at most two entries, and as many for a copy of its node.
  const entries = new Int32Array(points.linkNode.length * 8);
  const chains: number[] = [];
  const chainPoint: number[] = [];
  let used = 0;
  for (let i = 0; i < points.count; i++) {
    const first = used;
    const add = (junction: number, milliseconds: number): void => {
      for (let k = first; k < used; k++) {
        if (entries[2 * k] !== junction) continue;
        entries[2 * k + 1] = Math.min(entries[2 * k + 1]!, milliseconds);
        return;
      }
      entries[2 * used] = junction;
      entries[2 * used + 1] = milliseconds;
      used++;
    };
    for (let link = points.linkStart[i]!; link < points.linkStart[i + 1]!; link++) {
      const copy = copies[points.linkNode[link]!]!;
      for (let n = points.linkNode[link]!; n !== -1; n = n === copy ? -1 : copy) {
        const place = graph.place[n]!;
        if (place >= 0) {
          add(place, walks[link]!);
          continue;
        }
        const step = -1 - place;
        const chain = graph.stepChain[step]!;
        add(graph.head[chain]!, walks[link]! + graph.stepOut[step]! - graph.headOut[chain]!);
        add(graph.tail[chain]!, walks[link]! + graph.stepBack[graph.lastStep[chain]!]! - graph.stepBack[step]!);
        chains.push(chain);
        chainPoint.push(i);
      }
    }
    start[i + 1] = used;
  }
  return {
    start,
    entries: entries.slice(0, 2 * used),
    byChain: groupBy(chains),
    chainPoint: Int32Array.from(chainPoint),
    byEdge: groupBy(points.edge),
    ...entriesByJunction(graph.junctionCount, start, entries),
  };
}

function entriesByJunction(
  junctionCount: number,
  start: Int32Array,
  entries: Int32Array,
): Pick<LinkedPoints, 'from' | 'byJunction'> {
  const used = start[start.length - 1]!;
  const from = new Int32Array(junctionCount + 1);
  for (let k = 0; k < used; k++) from[entries[2 * k]! + 1]!++;
  for (let j = 0; j < junctionCount; j++) from[j + 1]! += from[j]!;
  const next = from.slice();
  const byJunction = new Int32Array(2 * used);
  for (let i = 0; i + 1 < start.length; i++) {
    for (let k = start[i]!; k < start[i + 1]!; k++) {
      const at = next[entries[2 * k]!]!++;
      byJunction[2 * at] = i;
      byJunction[2 * at + 1] = entries[2 * k + 1]!;
    }
  }
  return { from, byJunction };
}
