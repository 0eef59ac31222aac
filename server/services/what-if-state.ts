import type { GateState } from '../../geodata/coverage/live-network';
import { isUndersized } from '../../geodata/coverage/floor-area';
import type { NewWay } from '../../geodata/coverage/add-ways';
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
  /** Each station of the kind, by number: those of the place by position, then new ones. */
  stations: Map<number, Station>;
  /** Stations of the kind smaller than their tier's standard. */
  undersized: number;
  /** Numbers of the stations of the kind, there after or not, that an edit speaks of. */
  edited: Set<number>;
  /** Gates that do not stand as they are on record, by position. */
  gates: Map<number, GateState>;
  ways: NewWay[];
  /** Position in the list of edits of each way, from 1. */
  wayPositions: number[];
  closures: StreetClosure[];
  speedMetresPerSecond: number | null;
}

/** A street closed in whole or between two places, or the stretch between two crossings nearest to a place; by which edit. */
export type StreetClosure = { position: number } & (
  { street: number; stretch: readonly [LatticePoint, LatticePoint] | null } | { near: LatticePoint }
);

/** What edits may speak of. */
export interface EditedPlace {
  stations: readonly Station[];
  /** Whether a station counts at the hour; new ones do. */
  isCounted(station: Station): boolean;
  gates: readonly Gate[];
  streets: readonly Street[];
  /** Smallest floor areas by tier. */
  standards: Readonly<Record<string, number>>;
}

const lattice = ([lng, lat]: readonly [number, number]): LatticePoint => [toLattice(lng), toLattice(lat)];

/**
 * Reads a list of edits in order, the last word counting. Fails with `scenario.unknown-thing`, `scenario.repeated-id`,
 * `scenario.nothing-resized` and `scenario.days-reversed`.
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
    edited: new Set(),
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
        const { id, name, kind: ofKind, tier, floorAreaSquareMetres, seats, staff } = edit;
        stations.set(id, {
          number: place.stations.length + i,
          station: {
            id: id as Station['id'],
            name: { zh: name },
            kind: ofKind,
            tier,
            services: [],
            floorAreaSquareMetres,
            seats,
            staff,
            openingHours: null,
            point: lattice(edit.coordinates),
            address: null,
          },
        });
        if (ofKind === kind) state.edited.add(place.stations.length + i);
        break;
      }
      case 'move-station':
      case 'resize-station': {
        const known = stations.get(edit.station);
        if (!known) return unknown(edit.station);
        const change = edit.edit === 'move-station' ? { point: lattice(edit.coordinates) } : newSizes(edit);
        if (Object.keys(change).length === 0) return fail('scenario.nothing-resized', { position });
        stations.set(edit.station, { ...known, station: { ...known.station, ...change } });
        if (known.station.kind === kind) state.edited.add(known.number);
        break;
      }
      case 'close-station': {
        const known = stations.get(edit.station);
        if (!known) return unknown(edit.station);
        stations.delete(edit.station);
        if (known.station.kind === kind) state.edited.add(known.number);
        break;
      }
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
        if (days.to !== null && days.to < days.from) {
          return fail('scenario.days-reversed', { position, from: days.from, to: days.to });
        }
        const street = edit.street === null ? undefined : streets.get(edit.street);
        if (street === undefined && (edit.street !== null || edit.near === null))
          return unknown(edit.street ?? 'street');
        if (!isClosedOn(days, day)) break;
        const stretch = edit.stretch && ([lattice(edit.stretch[0]), lattice(edit.stretch[1])] as const);
        state.closures.push({
          position,
          ...(street === undefined ? { near: lattice(edit.near!) } : { street, stretch }),
        });
        break;
      }
      case 'set-speed':
        if (edit.walker === walker) state.speedMetresPerSecond = edit.speedMetresPerSecond;
        break;
    }
  }
  for (const { number, station } of stations.values()) {
    if (station.kind !== kind || (number < place.stations.length && !place.isCounted(station))) continue;
    state.stations.set(number, station);
    if (isUndersized(station, place.standards)) state.undersized++;
  }
  return ok(state);
}

/** The sizes an edit gives, without those it leaves as they are. */
const newSizes = ({
  floorAreaSquareMetres,
  seats,
  staff,
}: Extract<ScenarioEdit, { edit: 'resize-station' }>): Partial<Station> => ({
  ...(floorAreaSquareMetres === null ? {} : { floorAreaSquareMetres }),
  ...(seats === null ? {} : { seats }),
  ...(staff === null ? {} : { staff }),
});
