import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { BasemapLayer } from '../../geodata/schema/settlement';
import { basemapLayers } from '../../geodata/schema/settlement';
import { MAX_ZOOM } from '../../geodata/schema/tile-zooms';
import type { Client } from '../db/open-database';
import { tileSources } from './basemap-features';
import { TILE_EXTENT, TileBand } from './tile-band';
import type { DrawnFeature, TileFeature } from './tile-band';

const pack = promisify(gzip);

/** Tiles kept encoded. */
const keptTiles = 1024;
/** Building names are read at the closest zooms only and would double the tiles before. */
const buildingNameMinZoom = 16;

/** Pause before the next table is read ahead, so that tiles asked for meanwhile come first. */
const readAheadMilliseconds = 400;

export interface BasemapTiles {
  /** The gzipped vector tile, or null where nothing is drawn. */
  draw(z: number, x: number, y: number): Promise<Uint8Array | null>;
}

/** The base map of one dataset version: indexes its sources as zooms need them and keeps the tiles it has drawn. */
export function createBasemapTiles(client: Client): BasemapTiles {
  const sources = tileSources.map(({ minZoom, read }) => ({
    minZoom,
    read,
    bands: null as Promise<TileBand[]> | null,
  }));
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

  const bandsFor = async (z: number): Promise<TileBand[]> => {
    const found: TileBand[] = [];
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

function indexBands(features: readonly TileFeature[]): TileBand[] {
  const groups = new Map<string, TileFeature[]>();
  for (const feature of features) {
    const key = `${feature.layer}/${feature.minZoom}`;
    const group = groups.get(key);
    if (group) group.push(feature);
    else groups.set(key, [feature]);
  }
  return [...groups.values()].map((group) => new TileBand(group[0]!.layer, group[0]!.minZoom, group));
}

function encode(bands: readonly TileBand[], z: number, x: number, y: number): Uint8Array | null {
  const layers = new Map<BasemapLayer, DrawnFeature[]>();
  for (const band of bands) {
    const found = band.draw(z, x, y, z === MAX_ZOOM);
    if (found.length === 0) continue;
    const features = band.layer === 'building' && z < buildingNameMinZoom ? found.map(withoutName) : found;
    layers.set(band.layer, [...(layers.get(band.layer) ?? []), ...features]);
  }
  if (layers.size === 0) return null;
  const ordered = basemapLayers.flatMap((layer) => {
    const features = layers.get(layer);
    return features ? [[layer, { features }] as const] : [];
  });
  // The encoder reads a tile's features and nothing else of it.
  const tiles = Object.fromEntries(ordered) as unknown as Parameters<typeof fromGeojsonVt>[0];
  return fromGeojsonVt(tiles, { version: 2, extent: TILE_EXTENT });
}

function withoutName({ tags: { name: _name, ...tags }, ...feature }: DrawnFeature): DrawnFeature {
  return { ...feature, tags };
}
