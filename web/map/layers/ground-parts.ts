import type { RasterLayerSpecification, RasterSourceSpecification } from 'maplibre-gl';
import type { BasemapWire, RasterTiles } from '../../../geodata/schema/basemap';
import { GROUND } from '../../state/layer-groups';
import type { SlottedLayer, StyleLayers } from '../use-style-layers';
import { groundVectorLayers } from './ground-vector-layers';

/** Source of names over the ground; that of the ground has the name of its group. */
const names = `${GROUND}-names`;

export interface GroundOptions {
  dark: boolean;
  language: 'zh' | 'en';
  /** The worker of the map knows no relative addresses. */
  origin: string;
}

/** Pictures cannot be told to be dark; they are toned down, so that data and panels stay readable beside them. */
const rasterPaint = (dark: boolean): RasterLayerSpecification['paint'] =>
  dark ? { 'raster-brightness-max': 0.7, 'raster-saturation': -0.25 } : {};

const rasterSource = (tiles: RasterTiles): RasterSourceSpecification => ({ type: 'raster', ...tiles });

/** Sources and layers of a base map, under the data, and its names above. */
export function groundParts(basemap: BasemapWire, options: GroundOptions): StyleLayers {
  const raster: SlottedLayer = {
    id: 'ground-tiles',
    type: 'raster',
    source: GROUND,
    slot: 'slot-ground',
    paint: rasterPaint(options.dark),
  };
  if (basemap.kind === 'tiles') {
    const above: SlottedLayer = { ...raster, id: names, source: names, slot: 'slot-annotation', paint: {} };
    return {
      sources: {
        [GROUND]: rasterSource(basemap.ground),
        ...(basemap.names ? { [names]: rasterSource(basemap.names) } : {}),
      },
      layers: basemap.names ? [raster, above] : [raster],
    };
  }
  const { content, tileSize, vectorLayers } = basemap;
  const url = `pmtiles://${options.origin}${basemap.address}`;
  if (content === 'raster') return { sources: { [GROUND]: { type: 'raster', url, tileSize } }, layers: [raster] };
  return {
    sources: { [GROUND]: { type: 'vector', url, ...(content === 'mlt' ? { encoding: 'mlt' } : {}) } },
    layers: groundVectorLayers(vectorLayers, options),
  };
}
