import { onScopeDispose, watch } from 'vue';
import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl';
import { useLocalFormat } from '../../locales/use-local-format';
import { useRepeatWords } from '../../locales/use-repeat-words';
import { useI18n } from 'vue-i18n';
import { useRepeats } from '../../state/repeats';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { repeatColours } from '../../ui/repeat-colours';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';
import { mapFonts } from '../map-fonts';
import { setSourceData, useStyleLayers } from '../use-style-layers';

const pins = 'repeat-places';
const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Wide enough for its number, and a little wider for more reports. */
const radius: ExpressionSpecification = ['interpolate', ['linear'], ['get', 'most'], 2, 9, 10, 12, 100, 18];

/**
 * Repeated places as pins with the most reports they had within the days asked for. Where they crowd, the pin of the
 * place repeated most lies on top and keeps its number.
 */
export function useRepeatLayer(engine: MapEngine): void {
  const { t } = useI18n();
  const repeats = useRepeats();
  const session = useSession();
  const selection = useSelection();
  const words = useRepeatWords();
  const format = useLocalFormat();
  const { map } = engine;
  const isSelected = (): FilterSpecification => ['==', ['get', 'at'], selection.selectedId('repeat') ?? ''];
  const circle = () => {
    const { open, ended, edge } = repeatColours(session.isDark);
    return {
      'circle-color': ['case', ['get', 'open'], open, ended] as never,
      'circle-stroke-color': edge,
    };
  };

  function show(): void {
    const places = repeats.isShown ? (repeats.answer?.places ?? []) : [];
    setSourceData(engine, pins, {
      type: 'FeatureCollection',
      features: places.flatMap(({ at, lng, lat, most, open }) =>
        lng === null || lat === null
          ? []
          : [
              {
                type: 'Feature' as const,
                geometry: { type: 'Point' as const, coordinates: [lng, lat] },
                properties: { at, most, open: open > 0 },
              },
            ],
      ),
    });
  }

  useStyleLayers(
    engine,
    () => ({
      sources: { [pins]: { type: 'geojson', data: nothing } },
      layers: [
        {
          slot: 'slot-point',
          id: 'repeat-chosen',
          type: 'circle',
          source: pins,
          filter: isSelected(),
          paint: {
            'circle-radius': ['+', 6, radius],
            'circle-color': accentColour(session.isDark),
            'circle-opacity': 0.3,
            'circle-stroke-color': accentColour(session.isDark),
            'circle-stroke-width': 2,
          },
        },
        {
          slot: 'slot-point',
          id: 'repeat-pin',
          type: 'circle',
          source: pins,
          layout: { 'circle-sort-key': ['get', 'most'] },
          paint: { 'circle-radius': radius, 'circle-stroke-width': 1.5, ...circle() },
        },
        {
          slot: 'slot-label',
          id: 'repeat-number',
          type: 'symbol',
          source: pins,
          layout: {
            'text-field': ['to-string', ['get', 'most']],
            'text-font': mapFonts.medium,
            'text-size': 11,
            'text-padding': 0,
            'symbol-sort-key': ['-', ['get', 'most']],
          },
          paint: { 'text-color': '#ffffff' },
        },
      ],
    }),
    () => {
      show();
      watch([() => repeats.answer, () => repeats.isShown], show);
      watch(
        () => selection.selectedId('repeat'),
        () => map.setFilter('repeat-chosen', isSelected()),
      );
      watch(
        () => session.isDark,
        () => {
          for (const [name, value] of Object.entries(circle()))
            map.setPaintProperty('repeat-pin', name as never, value as never);
          for (const name of ['circle-color', 'circle-stroke-color'] as const) {
            map.setPaintProperty('repeat-chosen', name, accentColour(session.isDark));
          }
        },
      );
    },
  );

  const leave = engine.addHitTarget({
    id: pins,
    priority: 45,
    layers: ['repeat-pin'],
    tolerancePixels: 2,
    tooltip: (hit) => {
      const place = repeats.placeOf(String(hit.feature?.properties['at'] ?? ''));
      if (!place) return null;
      return [
        words.placeName(place),
        t('repeats.place.tip', {
          days: format.number(repeats.answer?.days),
          most: format.number(place.most),
          count: format.number(place.count),
          open: format.number(place.open),
        }),
        words.types(place),
      ];
    },
    onClick: (hit) => selection.select('repeat', String(hit.feature?.properties['at'])),
  });
  onScopeDispose(leave);
}
