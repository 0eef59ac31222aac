import { compareWithCircle } from '../../geodata/coverage/circle-comparison';
import type { UnitTally } from '../../geodata/coverage/circle-comparison';
import { OFF_NETWORK } from '../../geodata/coverage/connect-points';
import { CELL_METRES, MAX_CELLS, outlineAgreement, serviceBands } from '../../geodata/coverage/service-area';
import { stampDoors } from '../../geodata/coverage/stamp-doors';
import { buildTimeField } from '../../geodata/coverage/time-field';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import type { ServiceAreas } from '../../geodata/schema/coverage';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { StationKind } from '../../geodata/schema/station';
import { selectBasemap } from '../db/queries/settlement';
import { coverageNetwork, membersOf } from './coverage-network';
import type { CoverageNetwork, CoverageSource, WalkQuery } from './coverage-network';

export interface ServiceAreaQuery extends WalkQuery {
  /** All stations of a kind, or the stations named. */
  of: { kind: StationKind } | { stations: readonly string[] };
  /** The profile's cutoffs, if none are given. */
  minutes?: readonly number[] | undefined;
}

/** Outlines of who walks to a station in time, the longest time first, each with its agreement with the households. */
export async function drawServiceAreas(source: CoverageSource, query: ServiceAreaQuery): Promise<Result<ServiceAreas>> {
  const found = await coverageNetwork(source, query);
  if (!found.ok) return found;
  const on = found.value;
  const members = stationsOf(on, query.of);
  if (!members.ok) return members;
  const cutoffs = [...new Set(query.minutes ?? on.place.profile.coverage.cutoffMinutes)];
  return ok(draw(on, members.value, cutoffs, await waterOf(source)));
}

/** Positions of the stations asked for; `station.not-found` names the first that is not there. */
function stationsOf(on: CoverageNetwork, of: ServiceAreaQuery['of']): Result<number[]> {
  const { stations } = on;
  if ('kind' in of) return ok(membersOf(on, of.kind));
  const indexOf = new Map(stations.map(({ id }, i) => [id as string, i]));
  const missing = of.stations.find((id) => !indexOf.has(id));
  if (missing !== undefined) return fail('station.not-found', { station: missing });
  return ok([...new Set(of.stations.map((id) => indexOf.get(id)!))]);
}

/** Rivers and lakes of the place: drawn areas leave them out. */
function waterOf(source: CoverageSource): Promise<MultiPolygon> {
  return source.cached('coverage-water', async () =>
    (await selectBasemap(source.client)).flatMap(({ layer, geometry }) =>
      layer === 'water' && geometry.type === 'polygon' ? geometry.polygons : [],
    ),
  );
}

function draw(
  on: CoverageNetwork,
  members: readonly number[],
  cutoffs: readonly number[],
  water: MultiPolygon,
): ServiceAreas {
  const { units, unitConnections, network, stations } = on;
  const { kind } = unitConnections;
  on.search.run(on.stationConnections, Math.max(...cutoffs) * 60_000, members);
  const { milliseconds } = on.search.pointTimes(unitConnections);
  const field = buildTimeField(network, on.connector, on.search, CELL_METRES, MAX_CELLS, water);
  if (field) stampDoors(field, units.xy, milliseconds, units.households, (unit) => kind[unit] !== OFF_NETWORK);
  const stationXY = members.flatMap((station) => stations[station]!.point);
  return {
    type: 'FeatureCollection',
    features: serviceBands(field, cutoffs).map((band) => {
      const circle = compareWithCircle(
        units.xy,
        milliseconds,
        kind,
        units.households,
        stationXY,
        band.minutes * 60_000,
        network.walker.speedMetresPerSecond,
      );
      return {
        type: 'Feature',
        id: band.minutes,
        geometry: multiPolygonToGeoJson(band.polygons) as ServiceAreas['features'][number]['geometry'],
        properties: {
          minutes: band.minutes,
          agreement: outlineAgreement(band, units.xy, milliseconds, kind, units.households),
          covered: addTallies(circle.both, circle.onlyWalk),
          circle,
        },
      };
    }),
  };
}

function addTallies(a: UnitTally, b: UnitTally): UnitTally {
  const isUnknown = a.households === null && b.households === null;
  return { units: a.units + b.units, households: isUnknown ? null : (a.households ?? 0) + (b.households ?? 0) };
}
