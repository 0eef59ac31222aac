import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { darkBasemap, lightBasemap } from './basemap-colours';
import type { BasemapColours } from './basemap-colours';
import { mapFonts } from './map-fonts';
import type { Slot } from './slots';

export interface BasemapOptions {
  /** Absolute URL of the TileJSON. */
  tileJson: string;
  dark: boolean;
  /** Names are zh first unless this is `en` and the feature has an English name. */
  language: 'zh' | 'en';
  /** True where the area layer names communities, so that the base map need not. */
  hasAreaNames: boolean;
}

const source = 'basemap';
const { regular, medium } = mapFonts;

const nameIn = (language: 'zh' | 'en'): ExpressionSpecification =>
  language === 'en'
    ? ['coalesce', ['get', 'name_en'], ['get', 'name']]
    : ['coalesce', ['get', 'name'], ['get', 'name_en']];

/** Line width that doubles about every zoom level, from pairs of zoom and pixels. */
const widths = (...stops: number[]): ExpressionSpecification =>
  ['interpolate', ['exponential', 1.5], ['zoom'], ...stops] as unknown as ExpressionSpecification;

const slot = (id: Slot): LayerSpecification => ({ id, type: 'background', layout: { visibility: 'none' } });
const ofClass = (...classes: string[]): FilterSpecification => ['match', ['get', 'class'], classes, true, false];
const ofKind = (...kinds: string[]): FilterSpecification => ['match', ['get', 'kind'], kinds, true, false];

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

/** The four street classes and their width in pixels by zoom. */
const street = {
  arterial: [9, 0.8, 12, 2.2, 15, 7.5, 18, 30],
  collector: [11, 0.6, 13, 1.8, 15, 5, 18, 22],
  lane: [13, 0.5, 15, 2.4, 18, 13],
  path: [14.5, 0.5, 17, 1.3, 19, 3],
} as const;
const minzoom = { arterial: 8, collector: 10.5, lane: 12.5, path: 14.5 } as const;
type DrivenClass = 'arterial' | 'collector' | 'lane';
const casing = (stops: readonly number[], extra: number): number[] =>
  stops.map((value, i) => (i % 2 === 0 ? value : Number((value + extra).toFixed(2))));
const grounded: FilterSpecification = [
  'match',
  ['get', 'kind'],
  ['bridge', 'footbridge', 'underpass', 'crossing', 'steps', 'footway'],
  false,
  true,
];

function streetLayers(c: BasemapColours): LayerSpecification[] {
  const driven: DrivenClass[] = ['lane', 'collector', 'arterial'];
  const base = { source, 'source-layer': 'street' } as const;
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  const fillColour = (kind: DrivenClass): string => (kind === 'arterial' ? c.arterial : c.street);
  const casingColour = (kind: DrivenClass): string => (kind === 'arterial' ? c.arterialCasing : c.streetCasing);
  const filterOf = (kind: DrivenClass, more: FilterSpecification): FilterSpecification =>
    ['all', ofClass(kind), more] as FilterSpecification;
  return [
    {
      id: 'street-underpass',
      type: 'line',
      ...base,
      minzoom: 12.5,
      filter: ofKind('underpass'),
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': c.path,
        'line-width': widths(13, 1, 15, 3.6, 18, 12),
        'line-dasharray': [1.2, 0.8],
        'line-opacity': 0.7,
      },
    },
    {
      id: 'street-path',
      type: 'line',
      ...base,
      minzoom: minzoom.path,
      filter: [
        'all',
        ['any', ofClass('path'), ofKind('footway')],
        ['!', ofKind('steps', 'footbridge', 'underpass', 'bridge')],
      ] as FilterSpecification,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': c.path, 'line-width': widths(...street.path), 'line-dasharray': [3, 1.6] },
    },
    {
      id: 'street-steps',
      type: 'line',
      ...base,
      minzoom: 15,
      filter: ofKind('steps'),
      paint: { 'line-color': c.path, 'line-width': widths(15, 1.4, 17, 3, 19, 7), 'line-dasharray': [0.35, 0.35] },
    },
    ...driven.map((kind): LayerSpecification => ({
      id: `street-${kind}-casing`,
      type: 'line',
      ...base,
      minzoom: Math.max(minzoom[kind], 12),
      filter: filterOf(kind, grounded),
      layout: { 'line-cap': 'butt', 'line-join': 'round' },
      paint: {
        'line-color': casingColour(kind),
        'line-width': widths(...casing(street[kind], kind === 'lane' ? 1 : 1.6)),
      },
    })),
    ...driven.map((kind): LayerSpecification => ({
      id: `street-${kind}`,
      type: 'line',
      ...base,
      minzoom: minzoom[kind],
      filter: filterOf(kind, grounded),
      layout: round,
      paint: {
        'line-color': kind === 'lane' ? fillColour(kind) : ['step', ['zoom'], casingColour(kind), 12, fillColour(kind)],
        'line-width': widths(...street[kind]),
      },
    })),
  ];
}

function railwayAndBridgeLayers(c: BasemapColours): LayerSpecification[] {
  const base = { source, 'source-layer': 'street' } as const;
  return [
    {
      id: 'railway',
      type: 'line',
      source,
      'source-layer': 'railway',
      paint: { 'line-color': c.railway, 'line-width': widths(9, 0.8, 14, 2.2, 18, 5) },
    },
    {
      id: 'railway-dash',
      type: 'line',
      source,
      'source-layer': 'railway',
      minzoom: 12.5,
      paint: {
        'line-color': c.railwayDash,
        'line-width': widths(12.5, 0.8, 14, 1.2, 18, 3.2),
        'line-dasharray': [5, 5],
      },
    },
    {
      id: 'bridge-casing',
      type: 'line',
      ...base,
      minzoom: 12,
      filter: ofKind('bridge'),
      paint: {
        'line-color': c.bridgeCasing,
        'line-width': bridgeWidth(2.2),
      },
    },
    {
      id: 'bridge',
      type: 'line',
      ...base,
      minzoom: 10.5,
      filter: ofKind('bridge'),
      layout: { 'line-cap': 'round' },
      paint: {
        'line-color': ['match', ['get', 'class'], 'arterial', c.arterial, c.street],
        'line-width': bridgeWidth(0),
      },
    },
    {
      id: 'footbridge',
      type: 'line',
      ...base,
      minzoom: 14.5,
      filter: ofKind('footbridge'),
      paint: { 'line-color': c.bridgeCasing, 'line-width': widths(14.5, 1.4, 17, 4, 19, 8), 'line-gap-width': 0 },
    },
  ];
}

/** Width of a bridge by the class of the street it carries. */
function bridgeWidth(extra: number): ExpressionSpecification {
  const at = (arterial: number, collector: number, lane: number, path: number): ExpressionSpecification => [
    'match',
    ['get', 'class'],
    'arterial',
    arterial + extra,
    'collector',
    collector + extra,
    'lane',
    lane + extra,
    path + extra,
  ];
  return [
    'interpolate',
    ['exponential', 1.5],
    ['zoom'],
    10,
    at(1.2, 0.6, 0.4, 0.3),
    12,
    at(2.2, 1.2, 0.5, 0.4),
    15,
    at(7.5, 5, 2.4, 1),
    18,
    at(30, 22, 13, 4),
  ];
}

const neighbourhoods = ['neighbourhood', 'quarter', 'suburb'];

function labelLayers(c: BasemapColours, { language, hasAreaNames }: BasemapOptions): LayerSpecification[] {
  const name = nameIn(language);
  const halo = { 'text-halo-color': c.halo, 'text-halo-width': 1.4, 'text-halo-blur': 0.4 };
  const streetLabel = (kind: DrivenClass, from: number, size: number): LayerSpecification => ({
    id: `label-street-${kind}`,
    type: 'symbol',
    source,
    'source-layer': 'street',
    minzoom: from,
    filter: ofClass(kind),
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 420,
      'text-field': name,
      'text-font': regular,
      'text-size': ['interpolate', ['linear'], ['zoom'], from, size - 1, 18, size + 2],
      'text-letter-spacing': 0.06,
      'text-max-angle': 32,
      'text-padding': 12,
    },
    paint: { 'text-color': kind === 'arterial' ? c.label : c.labelFaint, ...halo },
  });
  return [
    {
      id: 'gate',
      type: 'circle',
      source,
      'source-layer': 'gate',
      minzoom: 15.6,
      paint: {
        'circle-color': c.gate,
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 15.6, 1.6, 18, 3.6],
        'circle-stroke-color': c.gateLine,
        'circle-stroke-width': 1.2,
      },
    },
    {
      id: 'label-gate',
      type: 'symbol',
      source,
      'source-layer': 'gate',
      minzoom: 17,
      layout: {
        'text-field': name,
        'text-font': regular,
        'text-size': 11,
        'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
        'text-radial-offset': 0.6,
      },
      paint: { 'text-color': c.labelFaint, ...halo },
    },
    {
      id: 'label-building',
      type: 'symbol',
      source,
      'source-layer': 'building',
      minzoom: 17,
      layout: { 'text-field': name, 'text-font': regular, 'text-size': 11, 'text-padding': 4 },
      paint: { 'text-color': c.labelFaint, ...halo },
    },
    streetLabel('lane', 15.5, 11),
    streetLabel('collector', 13.5, 11.5),
    streetLabel('arterial', 12, 12),
    {
      id: 'label-waterway',
      type: 'symbol',
      source,
      'source-layer': 'waterway',
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 500,
        'text-field': name,
        'text-font': regular,
        'text-size': 12,
        'text-letter-spacing': 0.2,
      },
      paint: { 'text-color': c.labelWater, ...halo },
    },
    {
      id: 'label-water',
      type: 'symbol',
      source,
      'source-layer': 'water',
      minzoom: 11,
      layout: {
        'text-field': name,
        'text-font': regular,
        'text-size': 12,
        'text-letter-spacing': 0.1,
        'text-max-width': 7,
      },
      paint: { 'text-color': c.labelWater, ...halo },
    },
    {
      id: 'label-green',
      type: 'symbol',
      source,
      'source-layer': 'green',
      minzoom: 14,
      layout: { 'text-field': name, 'text-font': regular, 'text-size': 11.5, 'text-max-width': 7 },
      paint: { 'text-color': c.labelGreen, ...halo },
    },
    {
      id: 'label-compound',
      type: 'symbol',
      source,
      'source-layer': 'place-label',
      minzoom: 15,
      filter: ofClass('compound'),
      layout: { 'text-field': name, 'text-font': regular, 'text-size': 12, 'text-max-width': 7, 'text-padding': 6 },
      paint: { 'text-color': c.label, ...halo },
    },
    {
      id: 'label-neighbourhood',
      type: 'symbol',
      source,
      'source-layer': 'place-label',
      // Where areas bring their own names, those of neighbourhoods would say the same again.
      minzoom: hasAreaNames ? 16 : 12,
      filter: ofClass(...neighbourhoods),
      layout: {
        'text-field': name,
        'text-font': medium,
        'text-size': 12,
        'text-letter-spacing': 0.06,
        'text-max-width': 8,
        'text-padding': 8,
      },
      paint: { 'text-color': c.label, ...halo },
    },
    {
      id: 'label-village',
      type: 'symbol',
      source,
      'source-layer': 'place-label',
      minzoom: 11.5,
      filter: ofClass('village', 'hamlet', 'locality', 'station'),
      layout: { 'text-field': name, 'text-font': regular, 'text-size': 11.5, 'text-max-width': 8, 'text-padding': 8 },
      paint: { 'text-color': c.labelFaint, ...halo },
    },
    {
      id: 'label-place',
      type: 'symbol',
      source,
      'source-layer': 'place-label',
      minzoom: 8,
      // The bar above the map names the place already; further in, its areas bring their own names.
      maxzoom: hasAreaNames ? 10.5 : 13,
      filter: [
        '!',
        ofClass('compound', 'village', 'hamlet', 'locality', 'station', ...neighbourhoods),
      ] as FilterSpecification,
      layout: {
        'text-field': name,
        'text-font': medium,
        'text-size': 15,
        'text-letter-spacing': 0.08,
        'text-max-width': 8,
        'text-padding': 8,
      },
      paint: { 'text-color': c.labelStrong, ...halo, 'text-halo-width': 1.8 },
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
