import { z } from 'zod';
import { pointFromGeoJson } from '../../geodata/geometry/from-geojson';
import { pointToGeoJson } from '../../geodata/geometry/to-geojson';
import { toLattice } from '../../geodata/schema/coordinates';
import type { StationFeature, StationFeatures } from '../../geodata/schema/coverage';
import { stationIdSchema } from '../../geodata/schema/ids';
import { localNameSchema } from '../../geodata/schema/place';
import type { Place } from '../../geodata/schema/place';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { stationKinds, stationPropertiesSchema, stationTiers } from '../../geodata/schema/station';
import type { Station, StationKind } from '../../geodata/schema/station';
import type { Client } from '../db/open-database';
import type { PlaceStore } from '../db/place-store';
import { bumpDatasetVersion, selectPlace } from '../db/queries/places';
import { insertStations, selectStations, selectTakenStationIds } from '../db/queries/stations';

/** Stations taken in one request. */
export const MOST_STATIONS = 5000;

/** What a sent station's properties may hold; only name and kind must be there. */
const sentProperties = stationPropertiesSchema.extend({
  id: stationIdSchema.optional(),
  name: z.union([
    z
      .string()
      .trim()
      .min(1)
      .max(120)
      .transform((zh) => ({ zh })),
    localNameSchema,
  ]),
  tier: z.enum(stationTiers).default('point'),
  services: stationPropertiesSchema.shape.services.default([]),
  floorAreaSquareMetres: stationPropertiesSchema.shape.floorAreaSquareMetres.default(null),
  seats: stationPropertiesSchema.shape.seats.default(null),
  staff: stationPropertiesSchema.shape.staff.default(null),
  openingHours: stationPropertiesSchema.shape.openingHours.default(null),
  address: stationPropertiesSchema.shape.address.default(null),
});

/** A station as GeoJSON. */
export function stationToFeature({ point, ...properties }: Station): StationFeature {
  const { coordinates } = pointToGeoJson(point);
  return {
    type: 'Feature',
    id: properties.id,
    geometry: { type: 'Point', coordinates: [coordinates[0]!, coordinates[1]!] },
    properties,
  };
}

/** The stations of a place, of one kind if asked. */
export async function listStations(client: Client, kind: StationKind | undefined): Promise<StationFeatures> {
  const stations = await selectStations(client, kind);
  return { type: 'FeatureCollection', features: stations.map(stationToFeature) };
}

/**
 * Adds the stations of a GeoJSON Feature or FeatureCollection: all of them, or none and the first problem found.
 * @param newId makes an id for a station sent without one
 */
export async function addStations(
  store: PlaceStore,
  body: unknown,
  newId: () => string,
): Promise<Result<StationFeatures>> {
  return store.exclusive(async (client): Promise<Result<StationFeatures>> => {
    const place = await selectPlace(client);
    if (!place) return fail('place.not-found', { place: store.placeId });
    const read = readStations(body, place, newId);
    if (!read.ok) return read;
    const ids = read.value.map(({ id }) => id);
    const repeated = ids.find((id, i) => ids.indexOf(id) !== i);
    const [taken] = await selectTakenStationIds(client, ids);
    const clash = repeated ?? taken;
    if (clash !== undefined) return fail('station.duplicate-id', { id: clash });
    await client.batch([...insertStations(read.value), bumpDatasetVersion], 'write');
    return ok({ type: 'FeatureCollection', features: read.value.map(stationToFeature) });
  });
}

function readStations(body: unknown, place: Place, newId: () => string): Result<Station[]> {
  const features = featuresOf(body);
  if (!features.ok) return features;
  if (features.value.length === 0) return fail('station.none-sent');
  if (features.value.length > MOST_STATIONS) {
    return fail('station.too-many', { limit: MOST_STATIONS, count: features.value.length });
  }
  const stations: Station[] = [];
  for (const [index, feature] of features.value.entries()) {
    const station = readStation(feature, index + 1, place, newId);
    if (!station.ok) return station;
    stations.push(station.value);
  }
  return ok(stations);
}

function featuresOf(body: unknown): Result<readonly unknown[]> {
  if (isRecord(body) && body['type'] === 'Feature') return ok([body]);
  if (isRecord(body) && body['type'] === 'FeatureCollection') {
    const { features } = body;
    return Array.isArray(features)
      ? ok(features)
      : fail('request.invalid', { field: 'body.features', reason: 'array expected' });
  }
  const type = isRecord(body) ? (body['type'] ?? body) : body;
  const actual = isRecord(body) && typeof type === 'string' ? type.slice(0, 40) : type === null ? 'null' : typeof type;
  return fail('geometry.unsupported', { expected: 'Feature / FeatureCollection', actual });
}

function readStation(feature: unknown, position: number, place: Place, newId: () => string): Result<Station> {
  if (!isRecord(feature) || feature['type'] !== 'Feature') {
    return fail('station.invalid', { position, field: 'type', reason: 'Feature' });
  }
  const [west, south, east, north] = place.bbox;
  const point = pointFromGeoJson(feature['geometry'], {
    box: [toLattice(west), toLattice(south), toLattice(east), toLattice(north)],
    placeName: place.name,
  });
  if (!point.ok) return { ok: false, problem: { ...point.problem, params: { ...point.problem.params, position } } };

  const sent = isRecord(feature['properties']) ? feature['properties'] : {};
  const kind = sent['kind'];
  if (!stationKinds.some((known) => known === kind)) {
    return fail('station.unknown-kind', {
      position,
      kind: typeof kind === 'string' ? kind.slice(0, 40) : kind === undefined ? '' : typeof kind,
      known: stationKinds.join(', '),
    });
  }
  const id = sent['id'] ?? feature['id'];
  const read = sentProperties.safeParse({ ...sent, ...(id === undefined ? {} : { id }) });
  if (!read.success) {
    const issue = read.error.issues[0]!;
    // Zod's words for a wrong type end in what was received, which says nothing where it was nothing.
    const reason = issue.code === 'invalid_type' ? issue.expected : issue.message;
    return fail('station.invalid', { position, field: issue.path.join('.'), reason });
  }
  const { id: given, name, ...properties } = read.data;
  return ok({ ...properties, name, id: given ?? stationIdSchema.parse(newId()), point: point.value });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
