import { reachFrom } from '../../geodata/coverage/reach';
import type { ReachedTarget } from '../../geodata/coverage/reach';
import { UNREACHED } from '../../geodata/coverage/travel-times';
import { measureStreetReach } from '../../geodata/coverage/street-reach';
import { heightAt } from '../../geodata/geometry/height-at';
import { fromLattice, toLattice } from '../../geodata/schema/coordinates';
import type { LatticePoint } from '../../geodata/schema/coordinates';
import { LONGEST_WALK_MINUTES, unitConnections } from '../../geodata/schema/coverage';
import type { ReachAnswer, ReachedStation } from '../../geodata/schema/coverage';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { stationKinds } from '../../geodata/schema/station';
import { selectElevation } from '../db/queries/elevation';
import { selectCompounds } from '../db/queries/settlement';
import { coverageNetwork } from './coverage-network';
import type { CoverageNetwork, CoverageSource, WalkQuery } from './coverage-network';
import { reachLimits } from './reach-limits';

export interface ReachQuery extends WalkQuery {
  /** Where the walk starts: a clicked place in degrees, a base unit's door or a station's. */
  from: { lng: number; lat: number } | { unit: string } | { station: string };
  minutes: number;
}

/** Stations listed for each kind. */
const LISTED = 3;

/** The stations of every kind nearest to a place on foot, with minutes, way and gates. */
export async function findReach(source: CoverageSource, query: ReachQuery): Promise<Result<ReachAnswer>> {
  const found = await coverageNetwork(source, query);
  if (!found.ok) return found;
  const on = found.value;
  const origin = originOf(on, query.from);
  if (!origin.ok) return origin;
  const compoundNames = await source.cached(
    'compound-names',
    async () => new Map((await selectCompounds(source.client)).map(({ id, name }) => [id, name])),
  );
  const connection = on.connector.connect(origin.value);
  const all = reachFrom(
    on.network,
    on.search,
    origin.value,
    connection,
    on.stationXY,
    on.stationConnections,
    LONGEST_WALK_MINUTES * 60_000,
  );
  const reached = all.filter(({ target }) => on.isCounted(on.stations[target]!));
  // The search still holds the walks from here: how far they go is asked before anybody else runs one.
  const cutoffs = [...on.place.profile.coverage.cutoffMinutes].sort((a, b) => a - b);
  const streets = measureStreetReach(
    on.network,
    on.search,
    cutoffs.map((minutes) => minutes * 60_000),
  );
  const toStation = (way: ReachedTarget): ReachedStation => {
    const station = on.stations[way.target]!;
    return {
      id: station.id,
      kind: station.kind,
      tier: station.tier,
      name: station.name,
      coordinates: degrees(station.point),
      milliseconds: way.milliseconds,
      lengthMetres: Math.round(way.lengthMetres),
      gates: way.gates.map(({ id, name, compoundId }) => ({ id, name, compoundName: compoundNames.get(compoundId)! })),
      path: Array.from({ length: way.line.length / 2 }, (_, i) => degrees([way.line[2 * i]!, way.line[2 * i + 1]!])),
    };
  };
  const present = stationKinds.filter((kind) => on.stations.some((station) => station.kind === kind));
  const nearest = present.map(
    (kind) => reached.find((way) => on.stations[way.target]!.kind === kind)?.milliseconds ?? UNREACHED,
  );
  const limits = await reachLimits(source, query, on, origin.value, present, nearest, compoundNames);
  if (!limits.ok) return limits;
  const closure = on.network.closures[connection.closure[0]!];
  const offMetres = connection.offMetres[0]!;
  return ok({
    datasetVersion: on.place.datasetVersion,
    coordinates: degrees(origin.value),
    walker: on.network.walker.group,
    at: on.at,
    minutes: query.minutes,
    connection: unitConnections[connection.kind[0]!]!,
    offNetworkMetres: offMetres === Infinity ? null : Math.round(offMetres),
    closure: closure ? { id: closure.id, name: closure.name } : null,
    assumed: connection.assumed[0] === 1,
    compound: on.network.walls.compounds[on.network.walls.sideAt(...origin.value)]?.name ?? null,
    heightMetres: await heightOf(source, origin.value),
    streets: cutoffs.map((minutes, i) => ({ minutes, metres: Math.round(streets.withinMetres[i]!) })),
    kinds: present.map((kind, i) => {
      const ways = reached.filter((way) => on.stations[way.target]!.kind === kind);
      return {
        kind,
        within: ways.filter((way) => way.milliseconds <= query.minutes * 60_000).length,
        stations: ways.slice(0, LISTED).map(toStation),
        limits: limits.value[i]!,
      };
    }),
  });
}

/** To the decimetre, as heights are kept. */
async function heightOf(source: CoverageSource, [x, y]: LatticePoint): Promise<number | null> {
  const grid = await source.cached('elevation', () => selectElevation(source.client));
  const metres = grid && heightAt(grid, x, y);
  return metres === null ? null : Math.round(metres * 10) / 10;
}

const degrees = ([x, y]: LatticePoint): [number, number] => [fromLattice(x), fromLattice(y)];

function originOf(on: CoverageNetwork, from: ReachQuery['from']): Result<LatticePoint> {
  if ('unit' in from) {
    const i = on.units.ids.findIndex((id) => id === from.unit);
    if (i === -1) return fail('base-unit.not-found', { unit: from.unit });
    return ok([on.units.xy[2 * i]!, on.units.xy[2 * i + 1]!]);
  }
  if ('station' in from) {
    const station = on.stations.find(({ id }) => id === from.station);
    return station ? ok(station.point) : fail('station.not-found', { station: from.station });
  }
  const [west, south, east, north] = on.place.bbox;
  const { lng, lat } = from;
  if (lng >= west && lng <= east && lat >= south && lat <= north) return ok([toLattice(lng), toLattice(lat)]);
  const coordinate = `${lng}, ${lat}`;
  if (lat >= west && lat <= east && lng >= south && lng <= north) return fail('coordinate.swapped', { coordinate });
  const where = { type: 'Point' as const, coordinates: [lng, lat] as [number, number] };
  return fail('coordinate.outside-place', { coordinate, place: on.place.name.zh }, where);
}
