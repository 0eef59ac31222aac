import { CLOSED as EDGE_CLOSED, WALKED } from './arc-list';
import type { Barriers } from './barriers';
import { createConnector } from './connect-points';
import type { Connector } from './connect-points';
import { measureParts, usableEdges } from './network-parts';
import { CLOSED } from './search/chain-graph';
import { groupBy } from './search/grouped';
import type { WalkNetwork } from './walk-network';

/** How a gate stands: `recorded` is open for those it is on record for, `all` for everybody. */
export type GateState = 'closed' | 'recorded' | 'all';

/** What a change of gates and streets changed. */
export interface NetworkChange {
  arcs: { arc: number; milliseconds: number }[];
  /** Edges that doors may be connected to now and could not before, and the other way round. */
  gained: number[];
  lost: number[];
}

/** A network whose gates and streets open and close. */
export interface LiveNetwork {
  /** As it was built, with every gate open and nothing closed. */
  readonly base: WalkNetwork;
  /** As it stands now: its `edgeUsable`, `edgeRefusal` and `gateInside` change, the rest does not. */
  readonly network: WalkNetwork;
  readonly connector: Connector;
  setGates(states: ReadonlyMap<number, GateState>): NetworkChange;
  /** Closes edges, or opens what this closed. */
  closeEdges(edges: readonly number[], isClosed: boolean): NetworkChange;
  /** A network of its own that stays as this one stands now: without the arcs of what is closed. */
  freeze(): WalkNetwork;
}

/**
 * A live network over one that was built with bars, of gates that are all open: so that it has the arcs of everything
 * that may ever be opened. It starts with every gate as `states` say, `recorded` where they do not.
 */
export function createLiveNetwork(
  base: WalkNetwork,
  states: ReadonlyMap<number, GateState>,
  barriers?: Barriers,
): LiveNetwork & { start: NetworkChange } {
  const network: WalkNetwork = {
    ...base,
    edgeUsable: base.edgeUsable.slice(),
    edgeRefusal: base.edgeRefusal.slice(),
    gateInside: base.gateInside.slice(),
  };
  // Made while every gate is open, for it asks for the nodes inside once.
  const connector = createConnector(network, barriers);
  const arcsOfGate = groupBy(base.arcGate);
  const arcsOfEdge = groupBy(base.arcEdge);
  const isClosed = new Uint8Array(base.arcTarget.length);

  function setArc(arc: number, close: boolean, arcs: NetworkChange['arcs']): void {
    if ((isClosed[arc] === 1) === close) return;
    isClosed[arc] = close ? 1 : 0;
    arcs.push({ arc, milliseconds: close ? CLOSED : base.arcMilliseconds[arc]! });
  }

  function setGates(wanted: ReadonlyMap<number, GateState>): NetworkChange {
    const arcs: NetworkChange['arcs'] = [];
    for (const [gate, state] of wanted) {
      const [first, end] = arcsOfGate.range(gate);
      for (let k = first; k < end; k++) {
        const arc = arcsOfGate.items[k]!;
        // What is barred about an open gate is that it is for residents.
        setArc(arc, state === 'closed' || (state === 'recorded' && base.arcBar[arc] !== -1), arcs);
      }
      network.gateInside[gate] = state === 'closed' ? -1 : base.gateInside[gate]!;
    }
    return withUsable(arcs);
  }

  /** Which edges doors may hang on does not change by it: see `network-parts`. */
  function closeEdges(edges: readonly number[], close: boolean): NetworkChange {
    const arcs: NetworkChange['arcs'] = [];
    for (const edge of edges) {
      if (base.edgeRefusal[edge] !== WALKED) continue;
      network.edgeRefusal[edge] = close ? EDGE_CLOSED : WALKED;
      const [first, end] = arcsOfEdge.range(edge);
      for (let k = first; k < end; k++) setArc(arcsOfEdge.items[k]!, close, arcs);
    }
    return { arcs, gained: [], lost: [] };
  }

  /** Opening or closing a gate may join an island to the streets or make one. */
  function withUsable(arcs: NetworkChange['arcs']): NetworkChange {
    const usable = usableEdges(network, measureParts(network, base.edgeMetres, isClosed));
    const change: NetworkChange = { arcs, gained: [], lost: [] };
    for (let e = 0; e < usable.length; e++) {
      if (usable[e] === network.edgeUsable[e]) continue;
      (usable[e] === 1 ? change.gained : change.lost).push(e);
      network.edgeUsable[e] = usable[e]!;
    }
    return change;
  }

  const all = new Map<number, GateState>(base.gates.map((_, gate) => [gate, states.get(gate) ?? 'recorded']));
  const start = setGates(all);
  function freeze(): WalkNetwork {
    const kept: number[] = [];
    const arcStart = new Uint32Array(base.nodeCount + 1);
    for (let n = 0; n < base.nodeCount; n++) {
      for (let arc = base.arcStart[n]!; arc < base.arcStart[n + 1]!; arc++) if (isClosed[arc] === 0) kept.push(arc);
      arcStart[n + 1] = kept.length;
    }
    const rows = (column: Int32Array) => Int32Array.from(kept, (arc) => column[arc]!);
    return {
      ...network,
      arcStart,
      arcTarget: rows(base.arcTarget),
      arcMilliseconds: rows(base.arcMilliseconds),
      arcGate: rows(base.arcGate),
      arcEdge: rows(base.arcEdge),
      arcBar: rows(base.arcBar),
      edgeUsable: network.edgeUsable.slice(),
      edgeRefusal: network.edgeRefusal.slice(),
      gateInside: network.gateInside.slice(),
    };
  }

  return { base, network, connector, setGates, closeEdges, freeze, start };
}
