import type { WalkNetwork } from '../walk-network';
import { turned } from './chain-graph';
import type { ChainGraph } from './chain-graph';
import { contractChains } from './contract-chains';

/** Which way people walk: `to` the sources, as from households to stations, or `from` them. */
export type WalkDirection = 'to' | 'from';

const graphs = new WeakMap<WalkNetwork, Record<WalkDirection, ChainGraph>>();

/**
 * The network without its bends, seen in the direction a search walks: contracted once a network. Both ends of every
 * gate stay junctions, so that a gate is a link of its own.
 */
export function networkGraph(network: WalkNetwork, direction: WalkDirection): ChainGraph {
  let graph = graphs.get(network);
  if (!graph) {
    const from = contractChains(network, gateNodes(network));
    graphs.set(network, (graph = { from, to: turned(from) }));
  }
  return graph[direction];
}

function gateNodes({ nodeCount, arcStart, arcTarget, arcGate }: WalkNetwork): Uint8Array {
  const isGate = new Uint8Array(nodeCount);
  for (let n = 0; n < nodeCount; n++) {
    for (let arc = arcStart[n]!; arc < arcStart[n + 1]!; arc++) {
      if (arcGate[arc] !== -1) isGate[n] = isGate[arcTarget[arc]!] = 1;
    }
  }
  return isGate;
}
