import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { BasemapColours } from './basemap-colours';
import { ofClass, source } from './basemap-expressions';
import type { DrivenClass } from './basemap-streets';
import { mapFonts } from './map-fonts';

export interface LabelOptions {
  /** Names are zh first unless this is `en` and the feature has an English name. */
  language: 'zh' | 'en';
  /** True where the area layer names communities, so that the base map need not. */
  hasAreaNames: boolean;
}

const { regular, medium } = mapFonts;

const nameIn = (language: 'zh' | 'en'): ExpressionSpecification =>
  language === 'en'
    ? ['coalesce', ['get', 'name_en'], ['get', 'name']]
    : ['coalesce', ['get', 'name'], ['get', 'name_en']];

const neighbourhoods = ['neighbourhood', 'quarter', 'suburb'];

/** Gates and all names, those of less before those of more. */
export function labelLayers(c: BasemapColours, { language, hasAreaNames }: LabelOptions): LayerSpecification[] {
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
