import type { GateState } from '../../geodata/coverage/live-network';
import type { Connector } from '../../geodata/coverage/connect-points';
import { groupBy } from '../../geodata/coverage/search/grouped';
import { isUndersized } from '../../geodata/coverage/floor-area';
import type { NewWay } from '../../geodata/coverage/add-ways';
import type { WalkNetwork } from '../../geodata/coverage/walk-network';
import { groundMetres } from '../../geodata/geometry/ground-metres';
import { isClosedOn } from '../../geodata/schema/closure';
import { toLattice } from '../../geodata/schema/coordinates';
import type { LatticePoint } from '../../geodata/schema/coordinates';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { ScenarioEdit } from '../../geodata/schema/scenario';
import type { Gate, Street } from '../../geodata/schema/settlement';
import type { Station, StationKind } from '../../geodata/schema/station';

/** What a list of edits comes to on a day, for one kind of station and one walker. */
export interface WhatIfState {
  /** Where each station of the kind stands, by number: those of the place by position, then new ones. */
  stations: Map<number, LatticePoint>;
  /** Stations of the kind smaller than their tier's standard. */
  undersized: number;
  /** Gates that do not stand as they are on record, by position. */
  gates: Map<number, GateState>;
  ways: NewWay[];
  /** Position in the list of edits of each way, from 1. */
  wayPositions: number[];
  closures: StreetClosure[];
  speedMetresPerSecond: number | null;
}

/** A street closed in whole or between two places, or the stretch between two crossings nearest to a place. */
export type StreetClosure =
  { street: number; stretch: readonly [LatticePoint, LatticePoint] | null } | { near: LatticePoint };

/** What edits may speak of. */
export interface EditedPlace {
  stations: readonly Station[];
  gates: readonly Gate[];
  streets: readonly Street[];
  /** Smallest floor areas by tier. */
  standards: Readonly<Record<string, number>>;
}

const lattice = ([lng, lat]: readonly [number, number]): LatticePoint => [toLattice(lng), toLattice(lat)];

/**
 * Reads a list of edits in order, the last word counting. Fails with `scenario.unknown-thing` and
 * `scenario.repeated-id`.
 */
export function readEdits(
  place: EditedPlace,
  edits: readonly ScenarioEdit[],
  kind: StationKind,
  walker: string,
  day: string,
): Result<WhatIfState> {
  const stations = new Map<string, { number: number; station: Station }>();
  place.stations.forEach((station, number) => stations.set(station.id, { number, station }));
  const streets = new Map<string, number>();
  if (edits.some(({ edit }) => edit === 'close-street')) place.streets.forEach(({ id }, s) => streets.set(id, s));
  const gateOf = new Map(place.gates.map(({ id }, g) => [id as string, g]));
  const state: WhatIfState = {
    stations: new Map(),
    undersized: 0,
    gates: new Map(),
    ways: [],
    wayPositions: [],
    closures: [],
    speedMetresPerSecond: null,
  };
  for (const [i, edit] of edits.entries()) {
    const position = i + 1;
    const unknown = (thing: string) => fail('scenario.unknown-thing', { position, thing });
    switch (edit.edit) {
      case 'add-station': {
        if (stations.has(edit.id)) return fail('scenario.repeated-id', { position, id: edit.id });
        const { id, name, kind: ofKind, tier, floorAreaSquareMetres } = edit;
        stations.set(id, {
          number: place.stations.length + i,
          station: {
            id: id as Station['id'],
            name: { zh: name },
            kind: ofKind,
            tier,
            services: [],
            floorAreaSquareMetres,
            seats: null,
            staff: null,
            openingHours: null,
            point: lattice(edit.coordinates),
            address: null,
          },
        });
        break;
      }
      case 'move-station':
      case 'resize-station': {
        const known = stations.get(edit.station);
        if (!known) return unknown(edit.station);
        const change =
          edit.edit === 'move-station'
            ? { point: lattice(edit.coordinates) }
            : { floorAreaSquareMetres: edit.floorAreaSquareMetres };
        stations.set(edit.station, { ...known, station: { ...known.station, ...change } });
        break;
      }
      case 'close-station':
        if (!stations.delete(edit.station)) return unknown(edit.station);
        break;
      case 'set-gate': {
        const gate = gateOf.get(edit.gate);
        if (gate === undefined) return unknown(edit.gate);
        state.gates.set(gate, edit.state);
        break;
      }
      case 'add-way':
        if (state.ways.some(({ id }) => id === edit.id)) return fail('scenario.repeated-id', { position, id: edit.id });
        state.ways.push({
          id: edit.id,
          kind: edit.kind === 'path' ? 'footway' : edit.kind,
          from: lattice(edit.from),
          to: lattice(edit.to),
        });
        state.wayPositions.push(position);
        break;
      case 'close-street': {
        const days = { from: edit.from ?? '0000-01-01', to: edit.to };
        const street = edit.street === null ? undefined : streets.get(edit.street);
        if (street === undefined && (edit.street !== null || edit.near === null))
          return unknown(edit.street ?? 'street');
        if (!isClosedOn(days, day)) break;
        const stretch = edit.stretch && ([lattice(edit.stretch[0]), lattice(edit.stretch[1])] as const);
        state.closures.push(street === undefined ? { near: lattice(edit.near!) } : { street, stretch });
        break;
      }
      case 'set-speed':
        if (edit.walker === walker) state.speedMetresPerSecond = edit.speedMetresPerSecond;
        break;
    }
  }
  for (const { number, station } of stations.values()) {
    if (station.kind !== kind) continue;
    state.stations.set(number, station.point);
    if (isUndersized(station, place.standards)) state.undersized++;
  }
  return ok(state);
}

/** The edges that closures close; a stretch closes those from the one nearest to its one end to that nearest to the other. */
export function closedEdges(
  network: WalkNetwork,
  connector: () => Connector,
  closures: readonly StreetClosure[],
): Set<number> {
  const closed = new Set<number>();
  if (closures.length === 0) return closed;
  const edgesOf = groupBy(network.edgeStreet);
  const onStreet = (street: number): number[] => {
    const [from, to] = edgesOf.range(street);
    return [...edgesOf.items.subarray(from, to)];
  };
  for (const closure of closures) {
    if ('near' in closure) {
      const edge = connector().connect(closure.near).edge[0]!;
      if (edge !== -1)
        for (const one of betweenCrossings(network, onStreet(network.edgeStreet[edge]!), edge)) closed.add(one);
      continue;
    }
    const edges = onStreet(closure.street);
    const ends = closure.stretch?.map((point) => nearest(network, edges, point)) ?? [0, edges.length - 1];
    for (let k = Math.min(...ends); k <= Math.max(...ends); k++) if (edges[k] !== undefined) closed.add(edges[k]!);
  }
  return closed;
}

/** The edges of a street, in order, around one of them as far as the next crossings. */
function betweenCrossings({ edgeA, edgeB, nodeCount }: WalkNetwork, edges: readonly number[], edge: number): number[] {
  const ways = new Uint8Array(nodeCount);
  edgeA.forEach((a, e) => {
    ways[a] = Math.min(255, ways[a]! + 1);
    ways[edgeB[e]!] = Math.min(255, ways[edgeB[e]!]! + 1);
  });
  let first = edges.indexOf(edge);
  let last = first;
  while (first > 0 && edgeB[edges[first - 1]!] === edgeA[edges[first]!] && ways[edgeA[edges[first]!]!]! < 3) first--;
  while (
    edges[last + 1] !== undefined &&
    edgeA[edges[last + 1]!] === edgeB[edges[last]!] &&
    ways[edgeB[edges[last]!]!]! < 3
  )
    last++;
  return edges.slice(first, last + 1);
}

/** Position of the edge whose middle is nearest. */
function nearest({ nodeX, nodeY, edgeA, edgeB }: WalkNetwork, edges: readonly number[], [x, y]: LatticePoint): number {
  const away = edges.map((edge) => {
    const [a, b] = [edgeA[edge]!, edgeB[edge]!];
    return groundMetres((nodeX[a]! + nodeX[b]!) / 2, (nodeY[a]! + nodeY[b]!) / 2, x, y);
  });
  return away.indexOf(Math.min(...away));
}
