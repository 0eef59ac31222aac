import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { GeoJSONVT } from '@maplibre/geojson-vt';
import type { GeoJSONVTFeature, GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { BasemapLayer } from '../../geodata/schema/settlement';
import { basemapLayers } from '../../geodata/schema/settlement';
import { MAX_ZOOM } from '../../geodata/schema/tile-zooms';
import type { Client } from '../db/open-database';
import { tileSources } from './basemap-features';
import type { TileFeature } from './basemap-features';

const pack = promisify(gzip);

/** Units across a tile. */
const extent = 4096;
/** Tiles kept encoded. */
const keptTiles = 1024;
/** Building names are read at the closest zooms only and would double the tiles before. */
const buildingNameMinZoom = 16;

/** Pause before the next table is read ahead, so that tiles asked for meanwhile come first. */
const readAheadMilliseconds = 400;

/** Features of one layer that appear at the same zoom, indexed together. */
interface Band {
  layer: BasemapLayer;
  minZoom: number;
  index: GeoJSONVT;
}

export interface BasemapTiles {
  /** The gzipped vector tile, or null where nothing is drawn. */
  draw(z: number, x: number, y: number): Promise<Uint8Array | null>;
}

/** The base map of one dataset version: indexes its sources as zooms need them and keeps the tiles it has drawn. */
export function createBasemapTiles(client: Client): BasemapTiles {
  const sources = tileSources.map(({ minZoom, read }) => ({ minZoom, read, bands: null as Promise<Band[]> | null }));
  const drawn = new Map<string, Uint8Array | null>();

  /** Reads what closer zooms will need while nobody waits for it, one table at a time. */
  const readAhead = (): void => {
    const next = sources.find(({ bands }) => bands === null);
    if (!next) return;
    const timer = setTimeout(() => {
      next.bands ??= next.read(client).then(indexBands);
      next.bands.then(readAhead, () => {
        // The database was closed meanwhile; whoever needs it will be told.
        next.bands = null;
      });
    }, readAheadMilliseconds);
    timer.unref();
  };

  const bandsFor = async (z: number): Promise<Band[]> => {
    const found: Band[] = [];
    for (const source of sources) {
      if (source.minZoom > z) continue;
      source.bands ??= source.read(client).then(indexBands);
      found.push(...(await source.bands).filter((band) => band.minZoom <= z));
    }
    return found;
  };

  return {
    async draw(z, x, y) {
      const key = `${z}/${x}/${y}`;
      const kept = drawn.get(key);
      if (kept !== undefined) return kept;
      const bytes = encode(await bandsFor(z), z, x, y);
      if (drawn.size === 0) readAhead();
      const tile = bytes && (await pack(bytes, { level: 6 }));
      drawn.set(key, tile);
      if (drawn.size > keptTiles) {
        const [oldest] = drawn.keys();
        if (oldest !== undefined) drawn.delete(oldest);
      }
      return tile;
    },
  };
}

function indexBands(features: readonly TileFeature[]): Band[] {
  const groups = new Map<string, TileFeature[]>();
  for (const feature of features) {
    const key = `${feature.layer}/${feature.minZoom}`;
    const group = groups.get(key);
    if (group) group.push(feature);
    else groups.set(key, [feature]);
  }
  return [...groups.values()].flatMap((group) => {
    const first = group[0];
    if (!first) return [];
    const index = new GeoJSONVT(
      { type: 'FeatureCollection', features: group.map(({ feature }) => feature) },
      // Nothing is cut ahead of the first request: a county has few tiles far out and they are cut when asked for.
      { maxZoom: MAX_ZOOM, indexMaxZoom: 0, tolerance: 4, extent, buffer: first.layer === 'street' ? 96 : 64 },
    );
    return [{ layer: first.layer, minZoom: first.minZoom, index }];
  });
}

function encode(bands: readonly Band[], z: number, x: number, y: number): Uint8Array | null {
  const layers = new Map<BasemapLayer, GeoJSONVTFeature[]>();
  for (const { layer, index } of bands) {
    const found: GeoJSONVTFeature[] = index.getTile(z, x, y)?.features ?? [];
    if (found.length === 0) continue;
    const features = layer === 'building' && z < buildingNameMinZoom ? found.map(withoutName) : found;
    layers.set(layer, [...(layers.get(layer) ?? []), ...features]);
  }
  if (layers.size === 0) return null;
  const ordered = basemapLayers.flatMap((layer) => {
    const features = layers.get(layer);
    // The encoder reads a tile's features and nothing else of it.
    return features ? [[layer, { features } as GeoJSONVTTile] as const] : [];
  });
  return fromGeojsonVt(Object.fromEntries(ordered), { version: 2, extent });
}

function withoutName(feature: GeoJSONVTFeature): GeoJSONVTFeature {
  const { name: _name, ...tags } = feature.tags ?? {};
  return { ...feature, tags };
}
