import { watch } from 'vue';
import { multiPolygonToGeoJson } from '../../../geodata/geometry/to-geojson';
import { fromLattice } from '../../../geodata/schema/coordinates';
import { usePlace } from '../../state/place';
import { usePlanComparison } from '../../state/plan-comparison';
import { useSession } from '../../state/session';
import { fateColour, movedColour } from '../../ui/fate-colours';
import type { MapEngine } from '../map-engine';
import { setSourceData, useStyleLayers } from '../use-style-layers';

const former = 'compare-former';
const moved = 'compare-moved';

/** What the colours of the grids cannot show while two plans are compared: former borders, land given up, and who moves. */
export function useComparisonLayer(engine: MapEngine): void {
  const comparison = usePlanComparison();
  const place = usePlace();
  const session = useSession();

  function formerFeatures(): GeoJSON.Feature[] {
    const rows = comparison.comparison?.grids ?? [];
    return rows.flatMap(({ id, fate }): GeoJSON.Feature[] => {
      const grid = fate === 'unchanged' ? undefined : comparison.earlierById.get(id);
      if (!grid) return [];
      return [{ type: 'Feature', geometry: multiPolygonToGeoJson(grid.polygons), properties: { fate } }];
    });
  }

  function movedFeatures(): GeoJSON.Feature[] {
    const units = comparison.comparison?.moved.unit ?? [];
    const xy = place.baseUnits?.xy;
    if (!xy) return [];
    return units.map((unit) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [fromLattice(xy[unit * 2]!), fromLattice(xy[unit * 2 + 1]!)] },
      properties: {},
    }));
  }

  function show(): void {
    const isShown = comparison.comparison !== null && comparison.view === 'difference';
    setSourceData(engine, former, { type: 'FeatureCollection', features: isShown ? formerFeatures() : [] });
    setSourceData(engine, moved, { type: 'FeatureCollection', features: isShown ? movedFeatures() : [] });
  }

  const empty = { type: 'geojson' as const, data: { type: 'FeatureCollection' as const, features: [] } };
  useStyleLayers(
    engine,
    () => ({
      sources: { [former]: empty, [moved]: empty },
      layers: [
        {
          slot: 'slot-fill',
          id: 'compare-retired-fill',
          type: 'fill',
          source: former,
          filter: ['==', ['get', 'fate'], 'retired'],
          paint: { 'fill-color': fateColour('retired', session.isDark), 'fill-opacity': 0.4 },
        },
        {
          slot: 'slot-line',
          id: 'compare-former-line',
          type: 'line',
          source: former,
          paint: {
            'line-color': fateColour('retired', session.isDark),
            'line-width': ['interpolate', ['linear'], ['zoom'], 11, 1, 16, 2.5],
            'line-dasharray': [2, 1.5],
          },
        },
        {
          slot: 'slot-line',
          id: 'compare-moved-dot',
          type: 'circle',
          source: moved,
          paint: {
            'circle-color': movedColour,
            'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 1.5, 14, 3, 17, 6],
            'circle-stroke-color': '#ffffff',
            'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 13, 0, 15, 1],
          },
        },
      ],
    }),
    () => {
      show();
      watch([() => comparison.comparison, () => comparison.view, () => place.baseUnits], show);
      watch(
        () => session.isDark,
        (isDark) => {
          engine.map.setPaintProperty('compare-former-line', 'line-color', fateColour('retired', isDark));
          engine.map.setPaintProperty('compare-retired-fill', 'fill-color', fateColour('retired', isDark));
        },
      );
    },
  );
}
