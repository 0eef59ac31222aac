import type { Connections } from '../../geodata/coverage/connect-points';
import type { WalkDirection } from '../../geodata/coverage/travel-times';
import type { WalkNetwork } from '../../geodata/coverage/walk-network';

/** A network as a peer is given it, with a node of its own for every source. */
export interface PeerArcs {
  nodeCount: number;
  /** From, to, milliseconds, one after another; of parallel arcs the shortest. */
  arcs: Int32Array;
  /** Node of source `i`: its links lead from there, each taking `SOURCE_MILLISECONDS` more than it does. */
  sourceNode(i: number): number;
}

/** Added to the first arc of every walk, because a sparse matrix has no room for arcs that take no time. */
export const SOURCE_MILLISECONDS = 1;

/** The arcs as a search in `direction` follows them, from nodes that stand for the sources. */
export function peerArcs(network: WalkNetwork, sources: Connections, direction: WalkDirection): PeerArcs {
  const rows: [from: number, to: number, milliseconds: number][] = [];
  for (let n = 0; n < network.nodeCount; n++) {
    for (let arc = network.arcStart[n]!; arc < network.arcStart[n + 1]!; arc++) {
      const to = network.arcTarget[arc]!;
      rows.push(direction === 'from' ? [n, to, network.arcMilliseconds[arc]!] : [to, n, network.arcMilliseconds[arc]!]);
    }
  }
  const copies = direction === 'from' ? network.outboundCopy : network.inboundCopy;
  const walks = direction === 'from' ? sources.linkMillisecondsOut : sources.linkMillisecondsIn;
  for (let i = 0; i < sources.count; i++) {
    for (let link = sources.linkStart[i]!; link < sources.linkStart[i + 1]!; link++) {
      const node = sources.linkNode[link]!;
      for (const to of copies[node] === -1 ? [node] : [node, copies[node]!]) {
        rows.push([network.nodeCount + i, to, walks[link]! + SOURCE_MILLISECONDS]);
      }
    }
  }
  rows.sort((p, q) => p[0] - q[0] || p[1] - q[1] || p[2] - q[2]);
  const shortest = rows.filter((row, k) => k === 0 || row[0] !== rows[k - 1]![0] || row[1] !== rows[k - 1]![1]);
  return {
    nodeCount: network.nodeCount + sources.count,
    arcs: Int32Array.from(shortest.flat()),
    sourceNode: (i) => network.nodeCount + i,
  };
}
