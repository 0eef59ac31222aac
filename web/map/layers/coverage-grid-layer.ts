import { watch } from 'vue';
import type { FilterSpecification, GeoJSONSource } from 'maplibre-gl';
import { useCoverageGrids } from '../../state/coverage-grids';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { coverageColours } from '../../ui/coverage-colours';
import type { MapEngine } from '../map-engine';
import { useStyleLayers } from '../use-style-layers';
import { outlineLayer } from './outline-layer';

const source = 'coverage-grids';
const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Faint borders of the grids from close by, and the border of the selected one. */
export function useCoverageGridLayer(engine: MapEngine): void {
  const grids = useCoverageGrids();
  const selection = useSelection();
  const session = useSession();
  const { map } = engine;
  const isSelected = (): FilterSpecification => ['==', ['get', 'id'], selection.selectedId('grid') ?? ''];

  useStyleLayers(
    engine,
    () => ({
      sources: { [source]: { type: 'geojson', data: grids.faces ?? nothing, promoteId: 'id' } },
      layers: [
        {
          slot: 'slot-heat',
          id: 'coverage-grid-line',
          type: 'line',
          source,
          minzoom: 13.5,
          paint: { 'line-color': coverageColours(session.isDark).ink, 'line-opacity': 0.22, 'line-width': 0.8 },
        },
        outlineLayer('coverage-grid-selected', source, coverageColours(session.isDark).path, isSelected()),
      ],
    }),
    () => {
      watch(
        () => grids.faces,
        (faces) => (map.getSource(source) as GeoJSONSource | undefined)?.setData(faces ?? nothing),
      );
      watch(
        () => selection.selectedId('grid'),
        () => map.setFilter('coverage-grid-selected', isSelected()),
      );
      watch(
        () => session.isDark,
        () => {
          map.setPaintProperty('coverage-grid-line', 'line-color', coverageColours(session.isDark).ink);
          map.setPaintProperty('coverage-grid-selected', 'line-color', coverageColours(session.isDark).path);
        },
      );
    },
  );
}
