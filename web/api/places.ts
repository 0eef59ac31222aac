import type { AreaCollection } from '../../geodata/schema/collections';
import type { PlaceWire } from '../../geodata/schema/place';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import type { Result } from '../../geodata/schema/problems';
import { answer, pathParams, placeApi, placesApi } from './client';

const ofPlace = (placeId: string) => ({ param: pathParams({ place: placeId }), query: {} });

/** Every place this server holds. */
export function fetchPlaces(): Promise<Result<{ places: PlaceWire[] }>> {
  return answer(placesApi.$get({ query: {} }));
}

export function fetchPlace(placeId: string): Promise<Result<PlaceWire>> {
  return answer(placeApi.$get(ofPlace(placeId)));
}

/** All areas of a place, every level, as GeoJSON. */
export function fetchAreas(placeId: string): Promise<Result<AreaCollection>> {
  return answer(placeApi.areas.$get(ofPlace(placeId)));
}

export function fetchBaseUnits(placeId: string): Promise<Result<BaseUnitColumns>> {
  return answer(placeApi['base-units'].$get(ofPlace(placeId)));
}

/** Where the base map's TileJSON is. */
export const basemapTileJsonPath = (placeId: string): string =>
  placeApi.tiles['basemap.json'].$path({ param: pathParams({ place: placeId }), query: {} });
