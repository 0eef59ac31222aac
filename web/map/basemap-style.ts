import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { darkBasemap, lightBasemap } from './basemap-colours';
import type { BasemapColours } from './basemap-colours';
import { source, widths } from './basemap-expressions';
import { labelLayers } from './basemap-labels';
import type { LabelOptions } from './basemap-labels';
import { railwayAndBridgeLayers, streetLayers } from './basemap-streets';
import type { Slot } from './slots';

export interface BasemapOptions extends LabelOptions {
  /** Absolute URL of the TileJSON. */
  tileJson: string;
  dark: boolean;
}

const slot = (id: Slot): LayerSpecification => ({ id, type: 'background', layout: { visibility: 'none' } });
function landLayers(c: BasemapColours): LayerSpecification[] {
  return [
    { id: 'background', type: 'background', paint: { 'background-color': c.land } },
    {
      id: 'land',
      type: 'fill',
      source,
      'source-layer': 'land',
      paint: {
        'fill-color': [
          'match',
          ['get', 'class'],
          'farmland',
          c.farmland,
          ['residential', 'urban', 'commercial', 'industrial'],
          c.builtUp,
          c.land,
        ],
        'fill-antialias': false,
      },
    },
    { id: 'green', type: 'fill', source, 'source-layer': 'green', paint: { 'fill-color': c.green } },
    slot('slot-ground'),
    // Under water, so that rivers stay rivers on a coloured plan.
    slot('slot-fill'),
    {
      id: 'waterway',
      type: 'line',
      source,
      'source-layer': 'waterway',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': c.waterLine, 'line-width': widths(10, 0.8, 14, 2.4, 17, 7) },
    },
    {
      id: 'water',
      type: 'fill',
      source,
      'source-layer': 'water',
      paint: { 'fill-color': c.water, 'fill-outline-color': c.waterLine },
    },
  ];
}

function buildingLayers(c: BasemapColours): LayerSpecification[] {
  return [
    {
      id: 'building',
      type: 'fill',
      source,
      'source-layer': 'building',
      minzoom: 14.5,
      paint: {
        'fill-color': c.building,
        'fill-outline-color': c.buildingLine,
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 14.5, 0, 15.2, 1],
      },
    },
    {
      id: 'wall',
      type: 'line',
      source,
      'source-layer': 'wall',
      minzoom: 14.5,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': c.wall, 'line-width': widths(14.5, 0.5, 17, 1.4, 19, 2.5) },
    },
  ];
}

/**
 * The base map: quiet, so that it never competes with what is drawn on it. The two themes have the same
 * layers in the same order and differ only in paint, so a theme can be exchanged in place.
 */
export function basemapStyle(options: BasemapOptions): StyleSpecification {
  const colours = options.dark ? darkBasemap : lightBasemap;
  return {
    version: 8,
    sources: { [source]: { type: 'vector', url: options.tileJson } },
    layers: [
      ...landLayers(colours),
      ...buildingLayers(colours),
      ...streetLayers(colours),
      ...railwayAndBridgeLayers(colours),
      slot('slot-heat'),
      slot('slot-line'),
      slot('slot-annotation'),
      ...labelLayers(colours, options),
      slot('slot-point'),
      slot('slot-label'),
    ],
  };
}
