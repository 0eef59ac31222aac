import { basemapLayers } from '../../geodata/schema/settlement';
import { MAX_ZOOM, MIN_ZOOM } from '../../geodata/schema/tile-zooms';
import type { TileJson } from '../../geodata/schema/tile-json';
import type { PlaceStore } from '../db/place-store';
import { selectPlace } from '../db/queries/places';

/**
 * TileJSON of a place's base map; null where its data has gone meanwhile.
 * `tileAddress` holds `{z}/{x}/{y}` and a version, so that tiles can be kept for good.
 */
export async function describeTiles(store: PlaceStore, tileAddress: string): Promise<TileJson | null> {
  const place = await selectPlace(store.client);
  if (!place) return null;
  const [west, south, east, north] = place.bbox;
  return {
    tilejson: '3.0.0',
    name: place.name.zh,
    version: '1.0.0',
    scheme: 'xyz',
    tiles: [tileAddress],
    minzoom: MIN_ZOOM,
    maxzoom: MAX_ZOOM,
    bounds: [west, south, east, north],
    center: [(west + east) / 2, (south + north) / 2, 13],
    attribution: place.sources.map(({ name }) => name).join(' · '),
    vector_layers: basemapLayers.map((id) => ({ id, minzoom: MIN_ZOOM, maxzoom: MAX_ZOOM, fields: layerFields(id) })),
  };
}

function layerFields(layer: (typeof basemapLayers)[number]): Record<string, string> {
  const fields: Record<string, string> = { class: 'String', name: 'String', name_en: 'String' };
  return layer === 'street' ? { ...fields, kind: 'String', walkable: 'Boolean' } : fields;
}
