import type { GeoJSONSourceSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { HeatView } from '../state/heat';
import { choroplethOpacity } from '../ui/heat-ramp';
import { besideNames } from './layers/beside-names';
import { doubtfulFill, doubtfulHatch } from './layers/grid-paint';
import { outlineLayer } from './layers/outline-layer';
import { mapFonts } from './map-fonts';
import type { Slot } from './slots';
import type { SlottedLayer } from './use-style-layers';

/** Sources of the twin: what incidents are counted by, and the counts. */
export const twinFaces = 'pair-faces';
export const twinCounts = 'pair-counts';
/** The layer of the twin that answers to the pointer. */
export const twinFill = 'pair-fill';
export const twinSelected = 'pair-selected';
/** The picture that hatches what may be chance; of a style's images none come with it. */
export const twinHatch = 'pair-hatch';
/** Where the density goes in. */
export const twinHeatSlot: Slot = 'slot-heat';

export interface TwinLook {
  view: HeatView;
  ink: string;
  halo: string;
  accent: string;
}

/** Counts of grids are written from here on; hexagons have room from where the first map says. */
const labelZoom = 12.5;

const isOfMain = (source: string): boolean => /^(incident-|sketch|pin|found|measure)/.test(source);
const nothing: GeoJSONSourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };

/** The style of the first map with its incidents taken out, and layers put in for those of the other period or place. */
export function heatTwinStyle(style: StyleSpecification, look: TwinLook): StyleSpecification {
  const counted = style.layers.find(({ id }) => id === 'incident-hexagon-count');
  const ours = twinLayers(look, look.view === 'hexagons' ? (counted?.minzoom ?? labelZoom) : labelZoom);
  return {
    ...style,
    sources: {
      ...Object.fromEntries(Object.entries(style.sources).filter(([id]) => !isOfMain(id))),
      [twinFaces]: nothing,
      [twinCounts]: nothing,
    },
    layers: style.layers.flatMap((layer): LayerSpecification[] => {
      if ('source' in layer && isOfMain(layer.source)) return [];
      const before = ours.filter(({ slot }) => slot === layer.id).map(({ slot: _slot, ...rest }) => rest);
      return [...(before as LayerSpecification[]), layer];
    }),
  };
}

function twinLayers({ view, ink, halo, accent }: TwinLook, minzoom: number): SlottedLayer[] {
  const isRate = view === 'rate';
  const isDoubtful = ['boolean', ['get', 'doubtful'], false] as const;
  const isSure = ['boolean', ['get', 'sure'], false];
  const fill = view === 'hexagons' ? choroplethOpacity : isRate ? doubtfulFill([...isDoubtful]) : 0;
  const line = (id: string, color: string, widths: readonly number[], opacity: unknown): SlottedLayer =>
    ({
      slot: 'slot-line',
      id,
      type: 'line',
      source: twinFaces,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': color,
        'line-width': ['interpolate', ['linear'], ['zoom'], ...widths],
        'line-opacity': opacity,
      },
    }) as SlottedLayer;
  return [
    {
      slot: 'slot-fill',
      id: twinFill,
      type: 'fill',
      source: twinFaces,
      paint: { 'fill-color': ['to-color', ['get', 'colour']], 'fill-opacity': fill, 'fill-antialias': isRate },
    },
    ...(isRate
      ? [
          {
            slot: 'slot-fill' as const,
            id: 'pair-doubtful',
            type: 'fill' as const,
            source: twinFaces,
            paint: { 'fill-pattern': twinHatch, 'fill-opacity': doubtfulHatch([...isDoubtful]) },
          },
        ]
      : []),
    // Hexagons have borders of their own; two lattices at once are read as neither.
    ...(view === 'hexagons' ? [] : [line('pair-line', ink, [11, 0.4, 14, 0.9], 0.28)]),
    ...(isRate
      ? [
          line('pair-sure-edge', halo, [11, 2.4, 14, 5], ['case', isSure, 0.9, 0]),
          line('pair-sure', ink, [11, 1, 14, 2.2], ['case', isSure, 0.95, 0]),
        ]
      : []),
    outlineLayer(twinSelected, twinFaces, accent, ['==', ['get', 'id'], '']),
    {
      slot: 'slot-point',
      id: 'pair-count',
      type: 'symbol',
      source: twinCounts,
      minzoom,
      layout: {
        'text-field': ['to-string', ['get', 'count']],
        'text-font': mapFonts.medium,
        ...besideNames,
        'symbol-sort-key': ['-', ['get', 'count']],
        'text-size': ['interpolate', ['linear'], ['zoom'], 12.5, 10, 16, 14],
      },
      paint: { 'text-color': ink, 'text-halo-color': halo, 'text-halo-width': 1.4 },
    },
  ];
}
