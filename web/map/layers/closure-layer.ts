import type { Feature } from 'geojson';
import { onScopeDispose, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useLocalFormat } from '../../locales/use-local-format';
import { useClosureDraft } from '../../state/closure-draft';
import { useClosures } from '../../state/closures';
import { useSession } from '../../state/session';
import { coverageColours } from '../../ui/coverage-colours';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';
import { setSourceData, useStyleLayers } from '../use-style-layers';
import { addHatchImage } from './hatch-image';

const source = 'closure';
const hatch = 'closure-hatch';
/** Layers that answer to the pointer. */
const pointed = ['closure-line', 'closure-area'];

/**
 * Closures of the place: streets dashed in ink on a pale band, land hatched; those not in force on the day are thin and pale. Red is kept
 * for what is late or broken. What is being chosen for a closure is drawn in the accent.
 */
export function useClosureLayer(engine: MapEngine): void {
  const closures = useClosures();
  const draft = useClosureDraft();
  const session = useSession();
  const format = useLocalFormat();
  const { t } = useI18n();
  const { map } = engine;
  const colours = () => coverageColours(session.isDark);

  function features(): Feature[] {
    const changing = draft.changing?.id ?? null;
    const kept = closures.all
      .filter(({ id }) => id !== changing)
      .flatMap(({ id, inForce, lines, area }): Feature[] => {
        const properties = { what: 'closure', id, inForce };
        return [
          ...(lines.length > 0
            ? [
                {
                  type: 'Feature' as const,
                  properties,
                  geometry: { type: 'MultiLineString' as const, coordinates: lines },
                },
              ]
            : []),
          ...(area ? [{ type: 'Feature' as const, properties, geometry: area as Feature['geometry'] }] : []),
        ];
      });
    const { form } = draft;
    const chosen = [
      ...(form?.stretches.flatMap(({ line }) => (line ? [line.map((at) => [...at])] : [])) ?? []),
      ...(form && draft.changing ? draft.changing.lines.slice(0, form.streets.length).map((line) => [...line]) : []),
    ];
    const drawn: Feature[] =
      chosen.length > 0
        ? [
            {
              type: 'Feature',
              properties: { what: 'chosen', inForce: true },
              geometry: { type: 'MultiLineString', coordinates: chosen },
            },
          ]
        : [];
    return [...kept, ...drawn];
  }

  const is = (what: string, more: unknown[] = []) => ['all', ['==', ['get', 'what'], what], ...more] as never;
  const isLand = ['==', ['geometry-type'], 'Polygon'];
  const isLine = ['!=', ['geometry-type'], 'Polygon'];
  const strong = (yes: number, no: number) => ['case', ['get', 'inForce'], yes, no] as never;
  const paints = (): Record<string, Record<string, unknown>> => ({
    'closure-band': { 'line-color': colours().surface },
    'closure-line': { 'line-color': colours().ink },
    'closure-edge': { 'line-color': colours().ink },
    'closure-chosen': { 'line-color': accentColour(session.isDark) },
  });

  useStyleLayers(
    engine,
    () => {
      addHatchImage(map, hatch, session.isDark);
      const paint = paints();
      const line = (id: string, filter: never, more: object, dash: readonly number[] | null = null) => ({
        slot: 'slot-line' as const,
        id,
        type: 'line' as const,
        source,
        filter,
        layout: { 'line-join': 'round' as const, 'line-cap': 'butt' as const },
        paint: { ...paint[id], ...more, ...(dash ? { 'line-dasharray': [...dash] } : {}) },
      });
      return {
        sources: { [source]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
        layers: [
          {
            slot: 'slot-fill',
            id: 'closure-area',
            type: 'fill',
            source,
            filter: is('closure', [isLand]),
            paint: { 'fill-pattern': hatch, 'fill-opacity': strong(1, 0.35) },
          },
          line(
            'closure-edge',
            is('closure', [isLand]),
            { 'line-width': 1.5, 'line-opacity': strong(0.9, 0.35) },
            [3, 2],
          ),
          line('closure-band', is('closure', [isLine]), {
            'line-width': strong(8, 5),
            'line-opacity': strong(0.95, 0.5),
          }),
          line(
            'closure-line',
            is('closure', [isLine]),
            { 'line-width': strong(5, 2), 'line-opacity': strong(0.9, 0.4) },
            [0.7, 0.5],
          ),
          line('closure-chosen', is('chosen'), { 'line-width': 6, 'line-opacity': 0.9 }),
        ],
      };
    },
    () => {
      const show = () => setSourceData(engine, source, { type: 'FeatureCollection', features: features() });
      show();
      watch([() => closures.all, () => draft.form, () => draft.changing], show);
      watch(
        () => session.isDark,
        () => {
          addHatchImage(map, hatch, session.isDark);
          for (const [id, paint] of Object.entries(paints())) {
            for (const [key, value] of Object.entries(paint))
              map.setPaintProperty(id, key as 'line-color', value as never);
          }
        },
      );
    },
  );

  const unregister = engine.hits.add({
    id: 'closures',
    priority: 32,
    layers: pointed,
    tolerancePixels: 6,
    tooltip({ feature }) {
      const closure = closures.all.find(({ id }) => id === feature?.properties['id']);
      if (!closure) return null;
      const { name, reason, document, from, to, inForce } = closure;
      return [
        format.name(name),
        to === null ? t('walking.closures.since', { from }) : t('walking.closures.days', { from, to }),
        ...(reason ? [format.name(reason)] : []),
        ...(document ? [t('walking.closures.document', { document })] : []),
        ...(inForce ? [] : [t('dates.closure.notInForce', { at: closures.at })]),
      ];
    },
  });
  onScopeDispose(unregister);
}
