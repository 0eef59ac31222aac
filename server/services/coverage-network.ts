import { buildBarriers } from '../../geodata/coverage/barriers';
import { metresToNearest } from '../../geodata/coverage/circle-comparison';
import { createConnector } from '../../geodata/coverage/connect-points';
import type { Connections, Connector } from '../../geodata/coverage/connect-points';
import { gatesAt } from '../../geodata/coverage/gates-at';
import { standsAt } from '../../geodata/coverage/stations-at';
import { measureStreetReach } from '../../geodata/coverage/street-reach';
import type { StreetReach } from '../../geodata/coverage/street-reach';
import { createSearch } from '../../geodata/coverage/travel-times';
import type { WalkSearch } from '../../geodata/coverage/travel-times';
import { walkerOf } from '../../geodata/coverage/walker';
import type { Walker } from '../../geodata/coverage/walker';
import { buildWalkNetwork } from '../../geodata/coverage/walk-network';
import type { WalkNetwork } from '../../geodata/coverage/walk-network';
import { heightAt } from '../../geodata/geometry/height-at';
import { localDate } from '../../geodata/incidents/local-days';
import { isClosedOn } from '../../geodata/schema/closure';
import type { Closure } from '../../geodata/schema/closure';
import { LONGEST_WALK_MINUTES } from '../../geodata/schema/coverage';
import { dayOf, minuteOfWeek } from '../../geodata/schema/moment';
import type { Place, Profile } from '../../geodata/schema/place';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { BaseUnitColumns, Gate } from '../../geodata/schema/settlement';
import type { Station, StationKind } from '../../geodata/schema/station';
import type { Client } from '../db/open-database';
import { selectBaseUnitColumns } from '../db/queries/base-unit-columns';
import { selectClosures } from '../db/queries/closures';
import { selectElevation } from '../db/queries/elevation';
import { countWalkableStreets } from '../db/queries/network';
import { selectPlace } from '../db/queries/places';
import { selectBasemap, selectCompounds, selectGates, selectStreets } from '../db/queries/settlement';
import { selectStations } from '../db/queries/stations';

/** Where a use case of coverage reads from; a worker fills it for one place. */
export interface CoverageSource {
  client: Client;
  /** Keeps what `build` made until the place's data changes. */
  cached<T>(key: string, build: () => Promise<T>): Promise<T>;
  /** UTC ms: says which plan is in force. */
  now: number;
}

/** The network of a place for one walker with everything that hangs on it. */
export interface CoverageNetwork {
  place: Place & { datasetVersion: string };
  /** What the network is of: a day, with a time where one was asked for (`schema/moment`). */
  at: string;
  /** What tells this network from the place's others: walker and closures. Part of the key of what is made from it. */
  key: string;
  network: WalkNetwork;
  connector: Connector;
  /** One search at a time: `run` and the reading of its answers must not be parted by an await. */
  search: WalkSearch;
  units: BaseUnitColumns;
  unitConnections: Connections;
  stations: Station[];
  /** Whether a station counts: all do, unless only those open at the hour were asked for. */
  isCounted(station: Station): boolean;
  /** Flat lattice points of the stations. */
  stationXY: number[];
  stationConnections: Connections;
}

/** Times from every base unit to its nearest station of a kind. */
export interface KindTimes {
  /** Indices into `stations` of the network. */
  members: number[];
  milliseconds: Int32Array;
  /** Index into `stations` of the nearest one, -1 for none. */
  station: Int32Array;
  /** Metres from every base unit to its nearest station in a straight line. */
  straightMetres: Float64Array;
  /** Metres of street from which a station is walked to in 1, 2, 3 … minutes, up to `LONGEST_WALK_MINUTES`. */
  streets: StreetReach;
}

/** The walker groups of a place; the first one is meant where none is named. */
export function walkerGroups(profile: Profile): string[] {
  return Object.keys(profile.coverage.walkSpeedMetresPerSecond);
}

/** Who walks, and when. */
export interface WalkQuery {
  /** The profile's first group without it. */
  walker?: string | undefined;
  /** Day that closures are in force on, with or without a time of day (`schema/moment`); today without it. */
  at?: string | undefined;
  /** True: stations known to be open at the time of day alone count. */
  openOnly?: boolean | undefined;
}

/** A network to ask "what if it were open" of, with the stations that are walked to. */
export type BarredNetwork = Pick<CoverageNetwork, 'network' | 'connector' | 'stations' | 'stationXY'>;

/** What a network is built of: the place, the walker and the closures in force on the day. */
interface WalkGrounds {
  place: CoverageNetwork['place'];
  walker: Walker;
  at: string;
  closures: Closure[];
  /** As they stand at the hour, where one was asked for. */
  gates: Gate[];
  key: string;
}

/**
 * The network for a walker group on a day, built once a dataset version and set of closures. Fails with
 * `coverage.no-streets` where no street was imported (nothing stands in for them), `coverage.unknown-walker` and
 * `coverage.bad-speed`.
 */
export async function coverageNetwork(source: CoverageSource, query: WalkQuery): Promise<Result<CoverageNetwork>> {
  const found = await walkGrounds(source, query);
  if (!found.ok) return found;
  const { place, at, key } = found.value;
  const built = await source.cached(`coverage-network ${key}`, async () => {
    const units = await source.cached('base-unit-columns', () => selectBaseUnitColumns(source.client));
    const walked = await searchedNetwork(source, found.value);
    return { place, key, units, unitConnections: walked.connector.connect(units.xy), ...walked };
  });
  if (!query.openOnly) return ok({ ...built, at, isCounted: () => true });
  const minute = minuteOfWeek(at);
  if (minute === null) return fail('coverage.no-hour', { at });
  // The network is the same at every hour; what is measured on it is not.
  return ok({
    ...built,
    at,
    key: `${key} open ${minute}`,
    isCounted: (station) => standsAt(station, at) === 'open',
  });
}

/** A network of one day to walk on once, which is not kept: what is measured on it is. */
export type DayNetwork = Pick<
  CoverageNetwork,
  'network' | 'connector' | 'search' | 'stations' | 'stationXY' | 'stationConnections'
>;

/** Fails as `coverageNetwork`. */
export async function networkOfDay(source: CoverageSource, query: WalkQuery): Promise<Result<DayNetwork>> {
  const found = await walkGrounds(source, query);
  return found.ok ? ok(await searchedNetwork(source, found.value)) : found;
}

async function searchedNetwork(source: CoverageSource, grounds: WalkGrounds): Promise<DayNetwork> {
  const built = await buildNetwork(source, grounds, false);
  return {
    ...built,
    search: createSearch(built.network),
    stationConnections: built.connector.connect(built.stationXY),
  };
}

/** As `coverageNetwork`, with arcs through what is shut, each marked with what bars it. */
export async function barredNetwork(source: CoverageSource, query: WalkQuery): Promise<Result<BarredNetwork>> {
  const found = await walkGrounds(source, query);
  if (!found.ok) return found;
  const key = `coverage-network-barred ${found.value.key}`;
  return ok(await source.cached(key, () => buildNetwork(source, found.value, true)));
}

async function walkGrounds(source: CoverageSource, query: WalkQuery): Promise<Result<WalkGrounds>> {
  const place = await source.cached('place', async () => {
    const found = await selectPlace(source.client);
    if (!found) throw new Error('the place is not loaded');
    return found;
  });
  const walker = walkerOf(place.profile, query.walker ?? walkerGroups(place.profile)[0] ?? 'adult');
  if (!walker.ok) return walker;
  const streetCount = await source.cached('walkable-streets', () => countWalkableStreets(source.client));
  if (streetCount === 0) return fail('coverage.no-streets', { layer: 'streets' });
  const at = query.at ?? localDate(source.now, place.profile.timeZone);
  const all = await source.cached('closures', () => selectClosures(source.client));
  const closures = all.filter((closure) => isClosedOn(closure, dayOf(at)));
  const recorded = await source.cached('gates', () => selectGates(source.client));
  const gates = gatesAt(recorded, at);
  const shut = gates.flatMap(({ shutByHours }, g) => (shutByHours ? [g] : []));
  const key = [walker.value.group, ...closures.map(({ id }) => id), ...shut].join(' ');
  return ok({ place, walker: walker.value, at, closures, gates, key });
}

async function buildNetwork(
  source: CoverageSource,
  { walker, closures, gates }: WalkGrounds,
  withBars: boolean,
): Promise<BarredNetwork> {
  const { client } = source;
  const stations = await source.cached('stations', () => selectStations(client));
  const heights = await source.cached('elevation', () => selectElevation(client));
  const network = buildWalkNetwork(await selectStreets(client), await selectCompounds(client), gates, walker, {
    heightAt: heights && ((x, y) => heightAt(heights, x, y)),
    closures,
    withBars,
  });
  const connector = createConnector(network, await barriersOf(source));
  return { network, connector, stations, stationXY: stations.flatMap(({ point }) => [point[0], point[1]]) };
}

/** Water and rails of the place, indexed once for all walkers. */
export const barriersOf = (source: CoverageSource) =>
  source.cached('coverage-barriers', async () => buildBarriers(await selectBasemap(source.client)));

const EVERY_MINUTE = Array.from({ length: LONGEST_WALK_MINUTES }, (_, i) => (i + 1) * 60_000);

/** Positions of the stations of a kind that count. */
export const membersOf = (on: CoverageNetwork, kind: StationKind): number[] =>
  on.stations.flatMap((station, index) => (station.kind === kind && on.isCounted(station) ? [index] : []));

/** Times to the nearest station of a kind, measured once a dataset version and walker for whatever is asked of them. */
export function kindTimes(source: CoverageSource, on: CoverageNetwork, kind: StationKind): Promise<KindTimes> {
  return source.cached(`coverage-times ${kind} ${on.key}`, async () => {
    const members = membersOf(on, kind);
    on.search.run(on.stationConnections, LONGEST_WALK_MINUTES * 60_000, members);
    const { milliseconds, source: station } = on.search.pointTimes(on.unitConnections);
    const streets = measureStreetReach(on.network, on.search, EVERY_MINUTE);
    const points = members.flatMap((member) => on.stations[member]!.point);
    const farthest = LONGEST_WALK_MINUTES * 60 * on.network.walker.speedMetresPerSecond;
    return { members, milliseconds, station, streets, straightMetres: metresToNearest(on.units.xy, points, farthest) };
  });
}

/** Metres of street from which a station of a kind is walked to within any time. */
export async function streetsWithin(
  source: CoverageSource,
  on: CoverageNetwork,
  kind: StationKind,
  minutes: number,
): Promise<{ withinMetres: number; totalMetres: number }> {
  const { members, streets } = await kindTimes(source, on, kind);
  if (Number.isInteger(minutes)) {
    return { withinMetres: streets.withinMetres[minutes - 1]!, totalMetres: streets.totalMetres };
  }
  on.search.run(on.stationConnections, minutes * 60_000, members);
  const { withinMetres, totalMetres } = measureStreetReach(on.network, on.search, [minutes * 60_000]);
  return { withinMetres: withinMetres[0]!, totalMetres };
}
