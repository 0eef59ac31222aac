import type { ExpressionSpecification, GeoJSONSource } from 'maplibre-gl';
import { onScopeDispose, watch } from 'vue';
import type { AreaCollection } from '../../../geodata/schema/collections';
import { inSlices } from '../../state/in-slices';
import { usePlace } from '../../state/place';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';
import { mapFonts } from '../map-fonts';
import { useStyleLayers } from '../use-style-layers';
import { areaLabels } from './area-labels';
import { labelPoint } from './label-point';
import { outlineLayer } from './outline-layer';

const borders = 'area-borders';
const names = 'area-names';

/**
 * Borders and names of the areas, in every mode: the level that holds grids thin, those above it stronger.
 * The selected area is drawn on top.
 */
export function useAreaLayer(engine: MapEngine): void {
  const place = usePlace();
  const session = useSession();
  const selection = useSelection();
  const { map } = engine;

  const ink = (): string => (session.isDark ? '#aeb8c7' : '#414c61');
  const halo = (): string => (session.isDark ? 'rgba(16, 19, 23, 0.9)' : 'rgba(255, 255, 255, 0.92)');
  const accent = (): string => accentColour(session.isDark);
  const isSelected = (): ExpressionSpecification => ['==', ['get', 'id'], selection.selectedId('area') ?? ''];
  const areas = (): AreaCollection => place.areas ?? { type: 'FeatureCollection', features: [] };
  const leaf = place.gridAreaLevel;
  /** A place of one area needs no name on it: that is the name of the place. */
  const isNamed = (): ExpressionSpecification =>
    ['literal', areas().features.length > 1] as unknown as ExpressionSpecification;

  onScopeDispose(
    engine.addHitTarget({
      id: 'area-name',
      // Below areas and grids: a name answers only where no such thing is drawn under it.
      priority: 15,
      layers: ['area-name', 'area-name-above'],
      onClick: ({ feature }) => {
        const id: unknown = feature?.properties['id'];
        if (typeof id === 'string') selection.select('area', id);
      },
    }),
  );

  useStyleLayers(
    engine,
    () => ({
      sources: {
        [borders]: { type: 'geojson', data: areas(), promoteId: 'id' },
        [names]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
      },
      layers: [
        {
          slot: 'slot-line',
          id: 'area-border',
          type: 'line',
          source: borders,
          layout: { 'line-join': 'round' },
          paint: {
            'line-color': ink(),
            'line-opacity': ['match', ['get', 'level'], leaf, 0.45, 0.65],
            'line-width': [
              'interpolate',
              ['linear'],
              ['zoom'],
              10,
              ['match', ['get', 'level'], leaf, 0.4, 1],
              13,
              ['match', ['get', 'level'], leaf, 1, 1.8],
              15,
              ['match', ['get', 'level'], leaf, 2, 3],
            ],
          },
        },
        outlineLayer('area-selected', borders, accent(), isSelected()),
        {
          slot: 'slot-label',
          id: 'area-name',
          type: 'symbol',
          source: names,
          minzoom: 10,
          maxzoom: 16,
          filter: ['all', isNamed(), ['==', ['get', 'level'], leaf], ['>=', ['zoom'], ['get', 'minZoom']]],
          layout: {
            'text-field': ['get', 'name'],
            'text-font': mapFonts.medium,
            'text-size': ['interpolate', ['linear'], ['zoom'], 11, 11, 15, 13.5],
            'text-max-width': 8,
            'text-padding': 2,
            'symbol-sort-key': ['get', 'minZoom'],
          },
          paint: { 'text-color': ink(), 'text-halo-color': halo(), 'text-halo-width': 1.6 },
        },
        {
          slot: 'slot-label',
          id: 'area-name-above',
          type: 'symbol',
          source: names,
          maxzoom: 14,
          filter: [
            'all',
            isNamed(),
            ['==', ['get', 'level'], leaf - 1],
            ['>=', ['zoom'], ['-', ['get', 'minZoom'], 1]],
          ],
          layout: {
            'text-field': ['get', 'name'],
            'text-font': mapFonts.bold,
            'text-size': ['interpolate', ['linear'], ['zoom'], 10, 12, 13, 16],
            'text-letter-spacing': 0.15,
            'text-max-width': 8,
            'text-padding': 10,
          },
          paint: { 'text-color': ink(), 'text-opacity': 0.85, 'text-halo-color': halo(), 'text-halo-width': 2 },
        },
      ],
    }),
    () => {
      let naming = 0;
      const setNames = async (): Promise<void> => {
        const mine = ++naming;
        await inSlices(areas().features, ({ geometry }) => labelPoint(geometry));
        if (mine !== naming || !map.getStyle()) return;
        (map.getSource(names) as GeoJSONSource | undefined)?.setData(areaLabels(areas(), session.shortLanguage));
      };
      void setNames();
      watch(
        () => place.areas,
        () => (map.getSource(borders) as GeoJSONSource | undefined)?.setData(areas()),
      );
      watch([() => place.areas, () => session.shortLanguage], setNames);
      watch(
        () => selection.selectedId('area'),
        () => map.setFilter('area-selected', isSelected()),
      );
      watch(
        () => session.isDark,
        () => {
          map.setPaintProperty('area-border', 'line-color', ink());
          map.setPaintProperty('area-selected', 'line-color', accent());
          for (const layer of ['area-name', 'area-name-above']) {
            map.setPaintProperty(layer, 'text-color', ink());
            map.setPaintProperty(layer, 'text-halo-color', halo());
          }
        },
      );
    },
  );
}
