import { onScopeDispose, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { LayerPreview } from '../../../geodata/schema/plan-layer';
import { useGridNames } from '../../locales/use-grid-names';
import { useLocalFormat } from '../../locales/use-local-format';
import { breathe } from '../../state/breathe';
import { inSlices } from '../../state/in-slices';
import type { LayerFeature } from '../../state/layer-features';
import { usePlan } from '../../state/plan';
import { usePlanExchange } from '../../state/plan-exchange';
import { useSession } from '../../state/session';
import { bandColour } from '../../ui/band-ramp';
import { repairColour } from '../../ui/repair-colour';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';
import { mapFonts } from '../map-fonts';
import { addSourceData, setSourceData, useStyleLayers } from '../use-style-layers';
import { addHatchImage } from './hatch-image';
import { labelPoint } from './label-point';

const faces = 'layer-preview-grids';
const labels = 'layer-preview-labels';
const repairs = 'layer-preview-repairs';
const hatch = 'layer-preview-hatch';
/** As many as a busy renderer takes in less than 50 ms. */
const facesPerTask = 200;

/** The grids of an imported layer before anybody took it over, by size as the plan's are, and all that was repaired. */
export function useLayerPreviewLayer(engine: MapEngine): void {
  const exchange = usePlanExchange();
  const plan = usePlan();
  const session = useSession();
  const format = useLocalFormat();
  const { gridName, shortGridName } = useGridNames();
  const { t } = useI18n();
  const { map } = engine;
  const ink = (): string => (session.isDark ? '#f4f6fa' : '#171d28');
  const halo = (): string => (session.isDark ? 'rgba(16, 19, 23, 0.95)' : 'rgba(255, 255, 255, 0.96)');
  const empty = { type: 'FeatureCollection' as const, features: [] };
  let showing = 0;

  function face({ geometry, properties }: LayerFeature, id: number): GeoJSON.Feature {
    const band = plan.rules?.householdBand;
    const isFree = properties.kind === 'unassigned';
    const colour = isFree || !band ? 'rgba(0, 0, 0, 0)' : bandColour(properties.households, band, session.isDark);
    return { type: 'Feature', id, geometry, properties: { ...properties, colour } };
  }

  function label({ geometry, properties }: LayerFeature, id: number): GeoJSON.Feature[] {
    if (properties.kind === 'unassigned') return [];
    const [lng, lat] = labelPoint(geometry);
    const { households } = properties;
    const text = [
      shortGridName(properties.name),
      households === null ? '' : t('plan.map.households', { n: format.number(households) }),
    ];
    const point = { type: 'Point' as const, coordinates: [lng, lat] };
    return [{ type: 'Feature', id, geometry: point, properties: { text: text.filter(Boolean).join('\n') } }];
  }

  /** Sends the grids a few hundred a task, so that a whole city does not keep the page from answering. */
  async function showGrids(all: readonly LayerFeature[]): Promise<void> {
    const mine = ++showing;
    setSourceData(engine, faces, empty);
    setSourceData(engine, labels, empty);
    for (let from = 0; from < all.length; from += facesPerTask) {
      const some = all.slice(from, from + facesPerTask);
      await inSlices(some, ({ geometry }) => labelPoint(geometry));
      if (mine !== showing || !map.getStyle()) return;
      addSourceData(
        engine,
        faces,
        some.map((one, i) => face(one, from + i)),
      );
      addSourceData(
        engine,
        labels,
        some.flatMap((one, i) => label(one, from + i)),
      );
      await breathe();
    }
  }

  function showRepairs(shown: LayerPreview | null): void {
    const features = (shown?.report?.repairs ?? []).map(({ where, kind }): GeoJSON.Feature => ({
      type: 'Feature',
      geometry: where as GeoJSON.Geometry,
      properties: { kind },
    }));
    setSourceData(engine, repairs, { type: 'FeatureCollection', features });
  }

  useStyleLayers(
    engine,
    () => {
      addHatchImage(map, hatch, session.isDark);
      return {
        sources: Object.fromEntries([faces, labels, repairs].map((id) => [id, { type: 'geojson', data: empty }])),
        layers: [
          {
            slot: 'slot-fill',
            id: 'layer-preview-fill',
            type: 'fill',
            source: faces,
            paint: { 'fill-color': ['to-color', ['get', 'colour']], 'fill-opacity': 0.5 },
          },
          {
            slot: 'slot-fill',
            id: 'layer-preview-free',
            type: 'fill',
            source: faces,
            filter: ['==', ['get', 'kind'], 'unassigned'],
            paint: { 'fill-pattern': hatch, 'fill-opacity': 0.6 },
          },
          {
            slot: 'slot-line',
            id: 'layer-preview-line',
            type: 'line',
            source: faces,
            layout: { 'line-join': 'round' },
            paint: {
              'line-color': accentColour(session.isDark),
              'line-width': ['interpolate', ['linear'], ['zoom'], 11, 1, 14, 2, 17, 3],
            },
          },
          {
            slot: 'slot-point',
            id: 'layer-preview-repair-fill',
            type: 'fill',
            source: repairs,
            filter: ['!=', ['geometry-type'], 'Point'],
            paint: { 'fill-color': repairColour(session.isDark), 'fill-opacity': 0.55 },
          },
          {
            slot: 'slot-point',
            id: 'layer-preview-repair-line',
            type: 'line',
            source: repairs,
            filter: ['!=', ['geometry-type'], 'Point'],
            // A sliver of centimetres has to be seen from where the whole place is.
            paint: { 'line-color': repairColour(session.isDark), 'line-width': 2.5 },
          },
          {
            slot: 'slot-point',
            id: 'layer-preview-repair-point',
            type: 'circle',
            source: repairs,
            filter: ['==', ['geometry-type'], 'Point'],
            paint: {
              'circle-radius': 4,
              'circle-color': repairColour(session.isDark),
              'circle-stroke-color': '#ffffff',
              'circle-stroke-width': 1,
            },
          },
          {
            slot: 'slot-label',
            id: 'layer-preview-label',
            type: 'symbol',
            source: labels,
            minzoom: 13,
            layout: {
              'text-field': ['get', 'text'],
              'text-font': mapFonts.medium,
              'text-size': ['interpolate', ['linear'], ['zoom'], 13, 10, 16, 13],
              'text-line-height': 1.25,
              'text-padding': 4,
            },
            paint: { 'text-color': ink(), 'text-halo-color': halo(), 'text-halo-width': 1.5 },
          },
        ],
      };
    },
    () => {
      watch(
        [() => exchange.drawn, () => session.language, () => session.isDark],
        ([drawn]) => {
          void showGrids(exchange.drawnGrids);
          showRepairs(drawn);
        },
        { immediate: true },
      );
      watch(
        () => session.isDark,
        (isDark) => {
          addHatchImage(map, hatch, isDark);
          map.setPaintProperty('layer-preview-line', 'line-color', accentColour(isDark));
          map.setPaintProperty('layer-preview-repair-fill', 'fill-color', repairColour(isDark));
          map.setPaintProperty('layer-preview-repair-line', 'line-color', repairColour(isDark));
          map.setPaintProperty('layer-preview-repair-point', 'circle-color', repairColour(isDark));
          map.setPaintProperty('layer-preview-label', 'text-color', ink());
          map.setPaintProperty('layer-preview-label', 'text-halo-color', halo());
        },
      );
    },
  );

  onScopeDispose(
    engine.addHitTarget({
      id: faces,
      priority: 25,
      layers: ['layer-preview-fill'],
      tooltip: ({ feature }) => {
        if (!feature) return null;
        const { name, kind, households } = feature.properties as LayerFeature['properties'];
        const people = t('plan.map.households', { n: format.number(households ?? null) });
        return [kind === 'unassigned' ? t('plan.unassigned') : gridName(name), people];
      },
      // Nothing can be selected of what is not there yet.
      onClick: () => undefined,
    }),
  );
}
