import { circle } from '@turf/turf';
import { watch } from 'vue';
import type { GeoJSONSource } from 'maplibre-gl';
import { useCoverage } from '../../state/coverage';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { coverageColours } from '../../ui/coverage-colours';
import type { MapEngine } from '../map-engine';
import { useStyleLayers } from '../use-style-layers';

const source = 'coverage-circles';

/** The straight-line circle around every station, dashed: what walking is compared with. */
export function useCoverageCircleLayer(engine: MapEngine): void {
  const coverage = useCoverage();
  const selection = useSelection();
  const session = useSession();
  const { map } = engine;

  function circles(): GeoJSON.FeatureCollection {
    const radius = coverage.answer?.circle.radiusMetres;
    if (!coverage.showsCircle || !radius) return { type: 'FeatureCollection', features: [] };
    const alone = coverage.stationsById.get(selection.selectedId('station') ?? '');
    const around = alone ? [alone] : coverage.members;
    return {
      type: 'FeatureCollection',
      features: around.map(({ geometry }) => circle([...geometry.coordinates], radius, { steps: 96, units: 'meters' })),
    };
  }

  useStyleLayers(
    engine,
    () => ({
      sources: { [source]: { type: 'geojson', data: circles() } },
      layers: [
        {
          slot: 'slot-line',
          id: 'coverage-circle',
          type: 'line',
          source,
          paint: {
            'line-color': coverageColours(session.isDark).circle,
            'line-width': 1.6,
            'line-dasharray': [3, 2.2],
          },
        },
      ],
    }),
    () => {
      watch(
        [
          () => coverage.showsCircle,
          () => coverage.answer,
          () => coverage.members,
          () => selection.selectedId('station'),
        ],
        () => (map.getSource(source) as GeoJSONSource | undefined)?.setData(circles()),
      );
      watch(
        () => session.isDark,
        () => map.setPaintProperty('coverage-circle', 'line-color', coverageColours(session.isDark).circle),
      );
    },
  );
}
