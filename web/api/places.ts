import type {
  AreaCollection,
  CompoundCollection,
  ImportReportWire,
  StreetFeature,
} from '../../geodata/schema/collections';
import type { GuideLines } from '../../geodata/schema/guide-line';
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

export function fetchCompounds(placeId: string): Promise<Result<CompoundCollection>> {
  return answer(placeApi.compounds.$get(ofPlace(placeId)));
}

/** The lines borders may follow in an area. */
export function fetchGuideLines(placeId: string, area: string): Promise<Result<GuideLines>> {
  return answer(
    placeApi.areas[':area']['guide-lines'].$get({ param: pathParams({ place: placeId, area }), query: {} }),
  );
}

/** How the last import of a place went. */
export function fetchImportReport(placeId: string): Promise<Result<ImportReportWire>> {
  return answer(placeApi['import-report'].$get(ofPlace(placeId)));
}

/** A street with all its pieces. */
export function fetchStreet(placeId: string, street: string): Promise<Result<StreetFeature>> {
  return answer(placeApi.streets[':street'].$get({ param: pathParams({ place: placeId, street }), query: {} }));
}

/** Where the base map's TileJSON is. */
export const basemapTileJsonPath = (placeId: string): string =>
  placeApi.tiles['basemap.json'].$path({ param: pathParams({ place: placeId }), query: {} });
