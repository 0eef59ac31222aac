import { ENCLOSED, OFF_NETWORK } from '../../geodata/coverage/connect-points';
import type { Connections } from '../../geodata/coverage/connect-points';
import { mainStationKind } from '../../geodata/coverage/main-station-kind';
import { UNREACHED } from '../../geodata/coverage/travel-times';
import { LONGEST_WALK_MINUTES } from '../../geodata/schema/coverage';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { selectIncidentPoints } from '../db/queries/incidents';
import { coverageNetwork } from './coverage-network';
import type { CoverageNetwork, CoverageSource } from './coverage-network';

/** How the time of an incident stands: `WITHOUT_POINT`, too far from every path, or timed. */
export const [WITHOUT_POINT, OFF_PATHS, TIMED] = [0, 1, 2] as const;

/** Walks from incidents to the nearest station of the place's main kind, in the order of the incidents' keys. */
export interface IncidentWalks {
  datasetVersion: string;
  /** What else the times hang on: walker, closed streets, kind. */
  key: string;
  kind: string;
  walker: string;
  /** Day whose closed streets count, `YYYY-MM-DD`. */
  at: string;
  stations: number;
  /**
   * Walk of each incident; `UNREACHED` where no way of `LONGEST_WALK_MINUTES` leads to a station, or it has no time.
   * In shared memory, which threads hand on without a copy.
   */
  milliseconds: Int32Array;
  /** `WITHOUT_POINT`, `OFF_PATHS` or `TIMED`. */
  standing: Uint8Array;
}

/** Incidents connected to the network between two breaths. */
const portion = 500;

/**
 * How long people walk from each incident to a station, by the walker that coverage measures by where none is named and
 * the streets open today; measured once a dataset version and network. Fails with `coverage.no-streets` and
 * `incident.no-stations`.
 * @param breathe lets other questions be answered in between
 */
export async function walkIncidents(
  source: CoverageSource,
  breathe: () => Promise<void>,
): Promise<Result<IncidentWalks>> {
  const found = await coverageNetwork(source, {});
  if (!found.ok) return found;
  const on = found.value;
  const kind = mainStationKind(on.stations.map((station) => station.kind));
  if (!kind) return fail('incident.no-stations');
  const members = on.stations.flatMap((station, index) => (station.kind === kind ? [index] : []));
  const key = `${kind} ${on.key}`;
  const { milliseconds, standing } = await source.cached(`incident-walks ${key}`, async () =>
    timesOf(on, members, await selectIncidentPoints(source.client), breathe),
  );
  const { datasetVersion } = on.place;
  const walker = on.network.walker.group;
  return ok({ datasetVersion, key, kind, walker, at: on.at, stations: members.length, milliseconds, standing });
}

/** @param points lattice, null for an incident without one */
async function timesOf(
  on: CoverageNetwork,
  members: readonly number[],
  points: readonly (readonly [number, number] | null)[],
  breathe: () => Promise<void>,
): Promise<Pick<IncidentWalks, 'milliseconds' | 'standing'>> {
  // Reports at one address share its point, and its way to the network.
  const placeOf = new Int32Array(points.length).fill(-1);
  const places: (readonly [number, number])[] = [];
  const known = new Map<number, Map<number, number>>();
  points.forEach((point, i) => {
    if (!point) return;
    const column = known.get(point[0]) ?? new Map<number, number>();
    known.set(point[0], column);
    const place = column.get(point[1]) ?? places.push(point) - 1;
    column.set(point[1], place);
    placeOf[i] = place;
  });
  const portions: Connections[] = [];
  for (let first = 0; first < places.length; first += portion) {
    portions.push(on.connector.connect(places.slice(first, first + portion).flat()));
    await breathe();
  }
  const times = new Int32Array(places.length);
  const kinds = new Uint8Array(places.length);
  // From here on nothing is waited for: the search is everybody's.
  on.search.run(on.stationConnections, LONGEST_WALK_MINUTES * 60_000, members);
  portions.forEach((connections, k) => {
    times.set(on.search.pointTimes(connections).milliseconds, k * portion);
    kinds.set(connections.kind, k * portion);
  });
  const milliseconds = new Int32Array(new SharedArrayBuffer(points.length * 4)).fill(UNREACHED);
  const standing = new Uint8Array(new SharedArrayBuffer(points.length));
  for (let i = 0; i < points.length; i++) {
    const place = placeOf[i]!;
    if (place < 0) continue;
    standing[i] = kinds[place] === OFF_NETWORK ? OFF_PATHS : TIMED;
    // Who is walled in behind closed gates gets nowhere, as in coverage.
    if (kinds[place] !== ENCLOSED) milliseconds[i] = times[place]!;
  }
  return { milliseconds, standing };
}
