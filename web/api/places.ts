import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { AreaWire, PlaceWire } from '../../geodata/schema/place';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import type { Result } from '../../geodata/schema/problems';
import { fetchJson } from './client';

const placePath = (placeId: string, rest = ''): string => `/api/places/${encodeURIComponent(placeId)}${rest}`;

/** Every place this server holds. */
export async function fetchPlaces(): Promise<Result<PlaceWire[]>> {
  const result = await fetchJson<{ places: PlaceWire[] }>('/api/places');
  return result.ok ? { ok: true, value: result.value.places } : result;
}

export function fetchPlace(placeId: string): Promise<Result<PlaceWire>> {
  return fetchJson(placePath(placeId));
}

/** All areas of a place, every level, as GeoJSON. */
export function fetchAreas(placeId: string): Promise<Result<FeatureCollection<Polygon | MultiPolygon, AreaWire>>> {
  return fetchJson(placePath(placeId, '/areas'));
}

export function fetchBaseUnits(placeId: string): Promise<Result<BaseUnitColumns>> {
  return fetchJson(placePath(placeId, '/base-units'));
}

/** Where the base map's TileJSON is. */
export const basemapTileJsonPath = (placeId: string): string => placePath(placeId, '/tiles/basemap.json');
