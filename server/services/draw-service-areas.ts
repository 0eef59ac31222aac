import { CELL_METRES, MAX_CELLS, outlineAgreement, serviceBands } from '../../geodata/coverage/service-area';
import { buildTimeField } from '../../geodata/coverage/time-field';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import type { ServiceAreas } from '../../geodata/schema/coverage';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { MultiPolygon } from '../../geodata/schema/coordinates';
import type { StationKind } from '../../geodata/schema/station';
import { selectBasemap } from '../db/queries/settlement';
import { coverageNetwork } from './coverage-network';
import type { CoverageNetwork, CoverageSource, WalkQuery } from './coverage-network';

export interface ServiceAreaQuery extends WalkQuery {
  /** All stations of a kind, or one station. */
  of: { kind: StationKind } | { station: string };
  /** The profile's cutoffs, if none are given. */
  minutes?: readonly number[] | undefined;
}

/** Outlines of who walks to a station in time, the longest time first, each with its agreement with the households. */
export async function drawServiceAreas(source: CoverageSource, query: ServiceAreaQuery): Promise<Result<ServiceAreas>> {
  const found = await coverageNetwork(source, query);
  if (!found.ok) return found;
  const on = found.value;
  const { of } = query;
  const members = on.stations.flatMap((station, i) =>
    ('kind' in of ? station.kind === of.kind : station.id === of.station) ? [i] : [],
  );
  if ('station' in of && members.length === 0) return fail('station.not-found', { station: of.station });
  const cutoffs = [...new Set(query.minutes ?? on.place.profile.coverage.cutoffMinutes)];
  const key = `service-areas ${JSON.stringify([of, cutoffs, on.key])}`;
  return ok(await source.cached(key, async () => draw(on, members, cutoffs, await waterOf(source))));
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
  on.search.run(on.stationConnections, Math.max(...cutoffs) * 60_000, members);
  const { milliseconds } = on.search.pointTimes(on.unitConnections);
  const field = buildTimeField(on.network, on.connector, on.search, CELL_METRES, MAX_CELLS, water);
  return {
    type: 'FeatureCollection',
    features: serviceBands(field, cutoffs).map((band) => ({
      type: 'Feature',
      id: band.minutes,
      geometry: multiPolygonToGeoJson(band.polygons) as ServiceAreas['features'][number]['geometry'],
      properties: {
        minutes: band.minutes,
        agreement: outlineAgreement(band, on.units.xy, milliseconds, on.units.households),
      },
    })),
  };
}
