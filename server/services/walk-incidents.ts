import { ENCLOSED, OFF_NETWORK } from '../../geodata/coverage/connect-points';
import type { Connections } from '../../geodata/coverage/connect-points';
import { mainStationKind } from '../../geodata/coverage/main-station-kind';
import { UNREACHED } from '../../geodata/coverage/travel-times';
import { LONGEST_WALK_MINUTES } from '../../geodata/schema/coverage';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { Closure } from '../../geodata/schema/closure';
import type { StationKind } from '../../geodata/schema/station';
import { selectClosures } from '../db/queries/closures';
import { selectIncidentSpots } from '../db/queries/incidents';
import { closureClasses } from './closure-classes';
import { coverageNetwork, networkOfDay } from './coverage-network';
import type { CoverageNetwork, CoverageSource, DayNetwork } from './coverage-network';

/** How the time of an incident stands: `WITHOUT_POINT`, too far from every path, or timed. */
export const [WITHOUT_POINT, OFF_PATHS, TIMED] = [0, 1, 2] as const;

/** No street was closed on the day of the report; some were, and are not walked; or those of today stand in for them. */
export const [OPEN_DAY, CLOSED_DAY, AS_TODAY] = [0, 1, 2] as const;

/** Walks from incidents to the nearest station of the place's main kind, in the order of the incidents' keys. */
export interface IncidentWalks {
  datasetVersion: string;
  /** What else the times hang on: walker, closed streets, kind. */
  key: string;
  kind: string;
  walker: string;
  /** Today, `YYYY-MM-DD`. */
  at: string;
  stations: number;
  /**
   * Walk of each incident; `UNREACHED` where no way of `LONGEST_WALK_MINUTES` leads to a station, or it has no time.
   * In shared memory, which threads hand on without a copy.
   */
  milliseconds: Int32Array;
  /** `WITHOUT_POINT`, `OFF_PATHS` or `TIMED`. */
  standing: Uint8Array;
  /** Which streets were walked: `OPEN_DAY`, `CLOSED_DAY` or `AS_TODAY`. */
  streetsOf: Uint8Array;
}

/** Incidents connected to the network between two breaths. */
const portion = 500;

/** So many different sets of closed streets are walked on for themselves; a network takes seconds to build. */
const MOST_CLASSES = 12;

/**
 * How long people walk from each incident to a station, by the walker that coverage measures by where none is named and
 * the streets open on the day of its report. Days with the same closures are one class and share a network; of more than
 * `MOST_CLASSES` the ones with the fewest incidents are walked as today. Measured once a dataset version, set of closures and
 * day. Fails with `coverage.no-streets` and `incident.no-stations`.
 * @param breathe lets other questions be answered in between
 */
export async function walkIncidents(
  source: CoverageSource,
  breathe: () => Promise<void>,
): Promise<Result<IncidentWalks>> {
  const found = await coverageNetwork(source, {});
  if (!found.ok) return found;
  const today = found.value;
  const kind = mainStationKind(today.stations.map((station) => station.kind));
  if (!kind) return fail('incident.no-stations');
  const closures = await source.cached('closures', () => selectClosures(source.client));
  const days = closures.map(({ id, from, to }) => `${id}:${from}:${to ?? ''}`);
  const key = [kind, today.key, ...days].join(' ');
  const walked = await source.cached(`incident-walks ${key}`, () => walkByDay(source, today, kind, closures, breathe));
  if (!walked.ok) return walked;
  const { datasetVersion } = today.place;
  const walker = today.network.walker.group;
  const stations = today.stations.filter((station) => station.kind === kind).length;
  return ok({ datasetVersion, key, kind, walker, at: today.at, stations, ...walked.value });
}

async function walkByDay(
  source: CoverageSource,
  today: CoverageNetwork,
  kind: StationKind,
  closures: readonly Closure[],
  breathe: () => Promise<void>,
): Promise<Result<Pick<IncidentWalks, 'milliseconds' | 'standing' | 'streetsOf'>>> {
  const spots = await selectIncidentSpots(source.client);
  const milliseconds = new Int32Array(new SharedArrayBuffer(spots.length * 4)).fill(UNREACHED);
  const standing = new Uint8Array(new SharedArrayBuffer(spots.length));
  const streetsOf = new Uint8Array(new SharedArrayBuffer(spots.length));
  const reported = spots.map(({ reportedAt }) => reportedAt);
  const classes = closureClasses(reported, closures, today.place.profile.timeZone, today.at);
  const own = [...classes].sort((a, b) => b.members.length - a.members.length).slice(0, MOST_CLASSES);
  for (const { day, closed, isToday, members } of classes) {
    const walksToday = isToday || !own.some((one) => one.day === day);
    const on = walksToday ? ok(today) : await networkOfDay(source, { at: day });
    if (!on.ok) return on;
    const streets = walksToday && !isToday ? AS_TODAY : closed > 0 ? CLOSED_DAY : OPEN_DAY;
    const ofKind = on.value.stations.flatMap((station, index) => (station.kind === kind ? [index] : []));
    const points = members.map((i) => spots[i]!.point);
    const times = await timesOf(on.value, ofKind, points, breathe);
    members.forEach((i, k) => {
      milliseconds[i] = times.milliseconds[k]!;
      standing[i] = times.standing[k]!;
      streetsOf[i] = streets;
    });
  }
  return ok({ milliseconds, standing, streetsOf });
}

/** @param points lattice, null for an incident without one */
async function timesOf(
  on: DayNetwork,
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
  const milliseconds = new Int32Array(points.length).fill(UNREACHED);
  const standing = new Uint8Array(points.length);
  for (let i = 0; i < points.length; i++) {
    const place = placeOf[i]!;
    if (place < 0) continue;
    standing[i] = kinds[place] === OFF_NETWORK ? OFF_PATHS : TIMED;
    // Who is walled in behind closed gates gets nowhere, as in coverage.
    if (kinds[place] !== ENCLOSED) milliseconds[i] = times[place]!;
  }
  return { milliseconds, standing };
}
