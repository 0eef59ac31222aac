import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl';
import { GROUND } from '../../state/layer-groups';
import { darkBasemap, lightBasemap } from '../basemap-colours';
import type { BasemapColours } from '../basemap-colours';
import { mapFonts } from '../map-fonts';
import type { SlottedLayer } from '../use-style-layers';

/*
 * A quiet look for vector tiles in the two ways of naming that people have files in: Protomaps (`earth`, `roads`, `kind`)
 * and OpenMapTiles (`landcover`, `transportation`, `class`). A layer the file does not have is left out.
 */

const source = GROUND;
/** What a feature is: `kind` in Protomaps (`pmap:kind` in its older files), `class` in OpenMapTiles. */
const kind: ExpressionSpecification = ['coalesce', ['get', 'kind'], ['get', 'pmap:kind'], ['get', 'class'], ''];
const isKind = (...kinds: string[]): FilterSpecification => ['match', kind, kinds, true, false];

const name: Record<'zh' | 'en', ExpressionSpecification> = {
  zh: ['coalesce', ['get', 'name:zh-Hans'], ['get', 'name:zh'], ['get', 'name']],
  en: ['coalesce', ['get', 'name:en'], ['get', 'name_en'], ['get', 'name:latin'], ['get', 'name']],
};

const widths = (...stops: number[]): ExpressionSpecification =>
  ['interpolate', ['exponential', 1.5], ['zoom'], ...stops] as unknown as ExpressionSpecification;

/** Widest first; widths in pixels by zoom. */
const roads = [
  {
    id: 'major',
    kinds: ['highway', 'motorway', 'trunk', 'major_road', 'primary'],
    stops: [8, 0.7, 12, 2, 15, 7, 18, 28],
  },
  { id: 'medium', kinds: ['medium_road', 'secondary', 'tertiary'], stops: [10.5, 0.6, 13, 1.8, 15, 5, 18, 20] },
  { id: 'minor', kinds: ['minor_road', 'minor', 'service', 'street'], stops: [13, 0.5, 15, 2.4, 18, 12] },
] as const;
const green = [
  'park',
  'grass',
  'wood',
  'forest',
  'nature_reserve',
  'garden',
  'recreation_ground',
  'cemetery',
  'golf_course',
];
const farmland = ['farmland', 'farmyard', 'orchard', 'vineyard', 'meadow'];
const builtUp = ['residential', 'commercial', 'industrial', 'retail', 'urban_area'];

/** Layers for the layers a file has, under the data; names above. */
export function groundVectorLayers(
  fileLayers: readonly string[],
  { dark, language }: { dark: boolean; language: 'zh' | 'en' },
): SlottedLayer[] {
  const colours = dark ? darkBasemap : lightBasemap;
  const layers: SlottedLayer[] = [
    {
      id: 'ground-base',
      type: 'background',
      slot: 'slot-ground',
      paint: { 'background-color': fileLayers.includes('earth') ? colours.water : colours.land },
    },
    ...land(colours),
    ...lines(colours),
    ...texts(colours, name[language]),
  ];
  return layers.filter((layer) => !('source-layer' in layer) || fileLayers.includes(layer['source-layer'] ?? ''));
}

function land(c: BasemapColours): SlottedLayer[] {
  const areas = (id: string, paint: string | ExpressionSpecification): SlottedLayer => ({
    id: `ground-${id}`,
    type: 'fill',
    source,
    'source-layer': id,
    filter: ['==', ['geometry-type'], 'Polygon'],
    slot: 'slot-ground',
    paint: { 'fill-color': paint, 'fill-antialias': false },
  });
  const use: ExpressionSpecification = [
    'match',
    kind,
    green,
    c.green,
    farmland,
    c.farmland,
    builtUp,
    c.builtUp,
    'rgba(0, 0, 0, 0)',
  ];
  return [
    areas('earth', c.land),
    areas('landcover', use),
    areas('landuse', use),
    areas('park', c.green),
    areas('water', c.water),
    {
      id: 'ground-waterway',
      type: 'line',
      source,
      'source-layer': 'waterway',
      slot: 'slot-ground',
      paint: { 'line-color': c.waterLine, 'line-width': widths(10, 0.6, 14, 1.8, 17, 5) },
    },
    ...['building', 'buildings'].map((id): SlottedLayer => ({
      id: `ground-${id}`,
      type: 'fill',
      source,
      'source-layer': id,
      minzoom: 14,
      slot: 'slot-ground',
      paint: { 'fill-color': c.building, 'fill-outline-color': c.buildingLine },
    })),
  ];
}

function lines(c: BasemapColours): SlottedLayer[] {
  return ['roads', 'transportation'].flatMap((file): SlottedLayer[] => {
    const base = { type: 'line', source, 'source-layer': file, slot: 'slot-ground' } as const;
    const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
    return [
      {
        ...base,
        id: `ground-${file}-path`,
        minzoom: 14.5,
        filter: isKind('path', 'track', 'pedestrian'),
        paint: { 'line-color': c.path, 'line-width': widths(14.5, 0.5, 17, 1.3), 'line-dasharray': [3, 1.6] },
      },
      {
        ...base,
        id: `ground-${file}-rail`,
        filter: isKind('rail', 'transit'),
        paint: { 'line-color': c.railway, 'line-width': widths(9, 0.6, 14, 1.6, 18, 4) },
      },
      ...roads.toReversed().map(({ id, kinds, stops }): SlottedLayer => ({
        ...base,
        id: `ground-${file}-${id}-casing`,
        minzoom: Math.max(stops[0], 12),
        filter: isKind(...kinds),
        layout: round,
        paint: {
          'line-color': id === 'major' ? c.arterialCasing : c.streetCasing,
          'line-width': widths(...stops.map((value, i) => (i % 2 === 0 ? value : value + 1.4))),
        },
      })),
      ...roads.toReversed().map(({ id, kinds, stops }): SlottedLayer => ({
        ...base,
        id: `ground-${file}-${id}`,
        minzoom: stops[0],
        filter: isKind(...kinds),
        layout: round,
        paint: { 'line-color': id === 'major' ? c.arterial : c.street, 'line-width': widths(...stops) },
      })),
    ];
  });
}

function texts(c: BasemapColours, text: ExpressionSpecification): SlottedLayer[] {
  const halo = { 'text-halo-color': c.halo, 'text-halo-width': 1.4, 'text-halo-blur': 0.4 };
  const label = (file: string, size: number, colour: string, isLine: boolean, minzoom: number): SlottedLayer => ({
    id: `ground-label-${file}`,
    type: 'symbol',
    source,
    'source-layer': file,
    minzoom,
    slot: 'slot-annotation',
    ...(isLine ? {} : { filter: ['==', ['geometry-type'], 'Point'] as FilterSpecification }),
    layout: {
      'text-field': text,
      'text-font': isLine ? mapFonts.regular : mapFonts.medium,
      'text-size': size,
      'text-max-width': 8,
      'text-padding': 8,
      ...(isLine ? { 'symbol-placement': 'line', 'symbol-spacing': 420 } : {}),
    },
    paint: { 'text-color': colour, ...halo },
  });
  return [
    label('roads', 11.5, c.label, true, 13.5),
    label('transportation_name', 11.5, c.label, true, 13.5),
    label('water_name', 12, c.labelWater, false, 9),
    label('place', 12.5, c.labelStrong, false, 0),
    label('places', 12.5, c.labelStrong, false, 0),
  ];
}
