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
import { discImage, discPixelRatio } from './disc-image';
import { setSourceData, useStyleLayers } from '../use-style-layers';

const pins = 'repeat-places';
const disc = 'repeat-disc';
const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Radius of a pin: wide enough for its number, and a little wider for more reports. Pixels. */
const radius: ExpressionSpecification = ['interpolate', ['linear'], ['get', 'most'], 2, 9, 10, 12, 100, 18];
/** A place whose number has no room. */
const dotRadius = 4;
/** Radius of the disc that pins are made of, pixels of its image at size 1. */
const discRadius = 20;

/**
 * Repeated places as pins with the most reports they had within the days asked for. Pin and number are one sign: where they
 * crowd, the places repeated most keep theirs and the others are dots without one, never empty pins.
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
  /** Colours of pins and of dots, by whether something there is open. */
  const colours = () => {
    const { open, ended, edge } = repeatColours(session.isDark);
    return { fill: ['case', ['get', 'open'], open, ended] as never, edge };
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
          id: 'repeat-dot',
          type: 'circle',
          source: pins,
          layout: { 'circle-sort-key': ['get', 'most'] },
          paint: {
            'circle-radius': dotRadius,
            'circle-color': colours().fill,
            'circle-stroke-color': colours().edge,
            'circle-stroke-width': 1,
          },
        },
        {
          slot: 'slot-label',
          id: 'repeat-pin',
          type: 'symbol',
          source: pins,
          layout: {
            'icon-image': disc,
            'icon-size': ['/', radius, discRadius],
            'icon-padding': 0,
            'text-field': ['to-string', ['get', 'most']],
            'text-font': mapFonts.medium,
            'text-size': 11,
            'text-padding': 0,
            'symbol-sort-key': ['-', ['get', 'most']],
          },
          paint: {
            'icon-color': colours().fill,
            'icon-halo-color': colours().edge,
            'icon-halo-width': 1.5,
            'text-color': '#ffffff',
          },
        },
      ],
    }),
    () => {
      if (!map.hasImage(disc)) map.addImage(disc, discImage(discRadius), { sdf: true, pixelRatio: discPixelRatio });
      show();
      watch([() => repeats.answer, () => repeats.isShown], show);
      watch(
        () => selection.selectedId('repeat'),
        () => map.setFilter('repeat-chosen', isSelected()),
      );
      watch(
        () => session.isDark,
        () => {
          const { fill, edge } = colours();
          map.setPaintProperty('repeat-dot', 'circle-color', fill);
          map.setPaintProperty('repeat-dot', 'circle-stroke-color', edge);
          map.setPaintProperty('repeat-pin', 'icon-color', fill);
          map.setPaintProperty('repeat-pin', 'icon-halo-color', edge);
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
    layers: ['repeat-pin', 'repeat-dot'],
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
