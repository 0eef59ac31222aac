import polylabel from 'polylabel';
import type { ExpressionSpecification, GeoJSONSource } from 'maplibre-gl';
import { onScopeDispose, watch } from 'vue';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { AreaCollection } from '../../state/place';
import { usePlace } from '../../state/place';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import type { MapEngine } from '../map-engine';
import { mapFonts } from '../map-fonts';
import { useStyleLayers } from '../use-style-layers';

const borders = 'area-borders';
const names = 'area-names';

/** The polygon of a geometry that shows most: by the outer ring's box, which is enough to put a label. */
function largestPolygon(geometry: Polygon | MultiPolygon): Position[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  const extent = (rings: Position[][]): number => {
    const xs = (rings[0] ?? []).map((p) => p[0] ?? 0);
    const ys = (rings[0] ?? []).map((p) => p[1] ?? 0);
    return (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
  };
  return geometry.coordinates.reduce((best, rings) => (extent(rings) > extent(best) ? rings : best));
}

/** Where a label stands best inside an area. */
export function labelPoint(geometry: Polygon | MultiPolygon): [number, number] {
  const [lng = 0, lat = 0] = polylabel(largestPolygon(geometry) as [number, number][][], 1e-5);
  return [lng, lat];
}

function labelFeatures(areas: AreaCollection, language: 'zh' | 'en'): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: areas.features.map((area) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: labelPoint(area.geometry) },
      properties: {
        id: area.properties.id,
        level: area.properties.level,
        name: (language === 'en' && area.properties.name.en) || area.properties.name.zh,
      },
    })),
  };
}

/**
 * Borders and names of the areas, in every mode: the level that holds grids thin, those above it stronger.
 * The selected area is drawn on top.
 */
export function useAreaLayer(engine: MapEngine): void {
  const place = usePlace();
  const session = useSession();
  const selection = useSelection();
  const { map } = engine;

  const ink = (): string => (session.isDark ? '#c3cbd8' : '#3f4a5e');
  const halo = (): string => (session.isDark ? 'rgba(16, 19, 23, 0.9)' : 'rgba(255, 255, 255, 0.92)');
  const accent = (): string => (session.isDark ? '#92a8ff' : '#3353c4');
  const isSelected = (): ExpressionSpecification => ['==', ['get', 'id'], selection.selectedId('area') ?? ''];
  const areas = (): AreaCollection => place.areas ?? { type: 'FeatureCollection', features: [] };
  const leaf = place.gridAreaLevel;

  onScopeDispose(
    engine.addHitTarget({
      id: 'area-name',
      priority: 35,
      layers: ['area-name'],
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
        [names]: { type: 'geojson', data: labelFeatures(areas(), session.shortLanguage) },
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
            'line-opacity': ['match', ['get', 'level'], leaf, 0.55, 0.8],
            'line-width': [
              'interpolate',
              ['linear'],
              ['zoom'],
              10,
              ['match', ['get', 'level'], leaf, 0.6, 1.6],
              14,
              ['match', ['get', 'level'], leaf, 1.6, 2.6],
              17,
              ['match', ['get', 'level'], leaf, 2, 3],
            ],
          },
        },
        {
          slot: 'slot-line',
          id: 'area-selected',
          type: 'line',
          source: borders,
          filter: isSelected(),
          layout: { 'line-join': 'round' },
          paint: { 'line-color': accent(), 'line-width': 3 },
        },
        {
          slot: 'slot-label',
          id: 'area-name',
          type: 'symbol',
          source: names,
          minzoom: 11,
          maxzoom: 15.5,
          filter: ['==', ['get', 'level'], leaf],
          layout: {
            'text-field': ['get', 'name'],
            'text-font': mapFonts.medium,
            'text-size': ['interpolate', ['linear'], ['zoom'], 11, 10.5, 14, 13],
            'text-max-width': 8,
            'text-padding': 6,
          },
          paint: { 'text-color': ink(), 'text-halo-color': halo(), 'text-halo-width': 1.6 },
        },
      ],
    }),
    () => {
      const setAreas = (): void => {
        (map.getSource(borders) as GeoJSONSource | undefined)?.setData(areas());
        (map.getSource(names) as GeoJSONSource | undefined)?.setData(labelFeatures(areas(), session.shortLanguage));
      };
      watch(() => [place.areas, session.shortLanguage], setAreas);
      watch(
        () => selection.selectedId('area'),
        () => map.setFilter('area-selected', isSelected()),
      );
      watch(
        () => session.isDark,
        () => {
          map.setPaintProperty('area-border', 'line-color', ink());
          map.setPaintProperty('area-selected', 'line-color', accent());
          map.setPaintProperty('area-name', 'text-color', ink());
          map.setPaintProperty('area-name', 'text-halo-color', halo());
        },
      );
    },
  );
}
