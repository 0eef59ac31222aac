import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { BasemapColours } from './basemap-colours';
import { ofClass, ofKind, source, widths } from './basemap-expressions';

/** The four street classes and their width in pixels by zoom. */
const street = {
  arterial: [9, 0.8, 12, 2.2, 15, 7.5, 18, 30],
  collector: [11, 0.6, 13, 1.8, 15, 5, 18, 22],
  lane: [13, 0.5, 15, 2.4, 18, 13],
  path: [14.5, 0.5, 17, 1.3, 19, 3],
} as const;
const minzoom = { arterial: 8, collector: 10.5, lane: 12.5, path: 14.5 } as const;
/** What vehicles use. */
export type DrivenClass = 'arterial' | 'collector' | 'lane';
const casing = (stops: readonly number[], extra: number): number[] =>
  stops.map((value, i) => (i % 2 === 0 ? value : Number((value + extra).toFixed(2))));
const grounded: FilterSpecification = [
  'match',
  ['get', 'kind'],
  ['bridge', 'footbridge', 'underpass', 'crossing', 'steps', 'footway'],
  false,
  true,
];

/** Streets on the ground and below it, the widest last. */
export function streetLayers(c: BasemapColours): LayerSpecification[] {
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

/** Railways, and bridges over whatever is below them. */
export function railwayAndBridgeLayers(c: BasemapColours): LayerSpecification[] {
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
