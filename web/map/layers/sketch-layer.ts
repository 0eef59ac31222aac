import type { Feature } from 'geojson';
import type { GeoJSONSource } from 'maplibre-gl';
import { watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { multiPolygonToGeoJson } from '../../../geodata/geometry/to-geojson';
import type { LngLat } from '../../../geodata/schema/coordinates';
import { useGridNames } from '../../locales/use-grid-names';
import { useLocalFormat } from '../../locales/use-local-format';
import { usePlan } from '../../state/plan';
import { usePlanTool } from '../../state/plan-tool';
import { useSession } from '../../state/session';
import { bandColour } from '../../ui/band-ramp';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';
import { mapFonts } from '../map-fonts';
import { useStyleLayers } from '../use-style-layers';
import { labelPosition } from './grid-features';

const lines = 'plan-sketch';
const parts = 'plan-parts';

export interface SketchLayer {
  /** Draws the line or outline under way with what a click would add; `closed` joins its ends. */
  show(points: readonly LngLat[], next: readonly LngLat[], options: { closed: boolean; snapped: boolean }): void;
}

/** What is being drawn, and the parts it would make with what lives in them. */
export function useSketchLayer(engine: MapEngine): SketchLayer {
  const plan = usePlan();
  const tool = usePlanTool();
  const session = useSession();
  const format = useLocalFormat();
  const { shortGridName } = useGridNames();
  const { t } = useI18n();
  const { map } = engine;
  const accent = (): string => accentColour(session.isDark);
  const ink = (): string => (session.isDark ? '#f4f6fa' : '#171d28');
  const halo = (): string => (session.isDark ? 'rgba(16, 19, 23, 0.95)' : 'rgba(255, 255, 255, 0.96)');
  const set = (id: string, features: Feature[]): void => {
    (map.getSource(id) as GeoJSONSource | undefined)?.setData({ type: 'FeatureCollection', features });
  };

  function showParts(): void {
    const { preview } = tool;
    const band = plan.rules?.householdBand;
    if (!preview?.ok || !band) {
      set(parts, []);
      return;
    }
    set(
      parts,
      preview.parts.flatMap(({ polygons, count, name }, i): Feature[] => [
        {
          type: 'Feature',
          geometry: multiPolygonToGeoJson(polygons),
          properties: { colour: bandColour(count?.households ?? null, band, session.isDark) },
        },
        {
          type: 'Feature',
          geometry: { type: 'Point', coordinates: labelPosition(polygons) },
          properties: {
            // Its name, or the number the tool's bar gives it: two parts may well have one colour.
            text: [
              name ? shortGridName(name) : preview.parts.length > 1 ? String(i + 1) : '',
              count && count.households !== null
                ? t('plan.map.part', {
                    households: format.number(count.households),
                    residents: format.number(count.residents),
                  })
                : '',
            ]
              .filter(Boolean)
              .join('\n'),
          },
        },
      ]),
    );
  }

  useStyleLayers(
    engine,
    () => ({
      sources: {
        [lines]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
        [parts]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
      },
      layers: [
        {
          slot: 'slot-line',
          id: 'plan-part-fill',
          type: 'fill',
          source: parts,
          filter: ['!=', ['geometry-type'], 'Point'],
          paint: { 'fill-color': ['get', 'colour'], 'fill-opacity': 0.62 },
        },
        {
          slot: 'slot-line',
          id: 'plan-part-line',
          type: 'line',
          source: parts,
          filter: ['!=', ['geometry-type'], 'Point'],
          layout: { 'line-join': 'round' },
          paint: { 'line-color': accent(), 'line-width': 2 },
        },
        {
          slot: 'slot-point',
          id: 'plan-sketch-line',
          type: 'line',
          source: lines,
          filter: ['==', ['geometry-type'], 'LineString'],
          layout: { 'line-join': 'round', 'line-cap': 'round' },
          paint: { 'line-color': accent(), 'line-width': 2.5, 'line-dasharray': [1.5, 1.5] },
        },
        {
          slot: 'slot-point',
          id: 'plan-sketch-point',
          type: 'circle',
          source: lines,
          filter: ['==', ['geometry-type'], 'Point'],
          paint: {
            'circle-radius': ['case', ['get', 'snapped'], 6, 4],
            'circle-color': ['case', ['get', 'snapped'], 'rgba(0, 0, 0, 0)', '#ffffff'],
            'circle-stroke-color': accent(),
            'circle-stroke-width': 2,
          },
        },
        {
          slot: 'slot-label',
          id: 'plan-part-label',
          type: 'symbol',
          source: parts,
          filter: ['==', ['geometry-type'], 'Point'],
          layout: {
            'text-field': ['get', 'text'],
            'text-font': mapFonts.bold,
            'text-size': 14,
            'text-line-height': 1.3,
            'text-allow-overlap': true,
            'text-ignore-placement': true,
          },
          paint: { 'text-color': ink(), 'text-halo-color': halo(), 'text-halo-width': 2 },
        },
      ],
    }),
    () => {
      watch(() => tool.preview, showParts);
      watch([() => session.isDark, () => session.language], () => {
        for (const layer of ['plan-part-line', 'plan-sketch-line']) map.setPaintProperty(layer, 'line-color', accent());
        map.setPaintProperty('plan-sketch-point', 'circle-stroke-color', accent());
        map.setPaintProperty('plan-part-label', 'text-color', ink());
        map.setPaintProperty('plan-part-label', 'text-halo-color', halo());
        showParts();
      });
    },
  );

  return {
    show(points, next, { closed, snapped }) {
      const path = [...points, ...next].map(([lng, lat]) => [lng, lat]);
      const pointer = next.at(-1);
      const features: Feature[] = points.map(([lng, lat]) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [lng, lat] },
        properties: { snapped: false },
      }));
      if (path.length > 1) {
        const coordinates = closed && path.length > 2 ? [...path, path[0]!] : path;
        features.push({ type: 'Feature', geometry: { type: 'LineString', coordinates }, properties: {} });
      }
      if (pointer && snapped) {
        const geometry = { type: 'Point' as const, coordinates: [pointer[0], pointer[1]] };
        features.push({ type: 'Feature', geometry, properties: { snapped: true } });
      }
      set(lines, features);
    },
  };
}
