import type { GeoJSONSource } from 'maplibre-gl';
import { onScopeDispose, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useCoverageWords } from '../../locales/use-coverage-words';
import { useGridNames } from '../../locales/use-grid-names';
import { useLocalFormat } from '../../locales/use-local-format';
import { useCountedGroup } from '../../state/counted-group';
import { useCoverage } from '../../state/coverage';
import { useCoverageGrids } from '../../state/coverage-grids';
import { GRID_LEVEL, shareClass, useCoverageLevel } from '../../state/coverage-level';
import { usePlace } from '../../state/place';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { cssColour, shareColours } from '../../ui/coverage-colours';
import { noRateColour } from '../../ui/heat-ramp';
import type { MapEngine } from '../map-engine';
import { useStyleLayers } from '../use-style-layers';

const source = 'coverage-shares';
const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Areas or grids of the level that is ranked, in the colour of their covered share, where that is asked for. */
export function useCoverageShareLayer(engine: MapEngine): void {
  const coverage = useCoverage();
  const counted = useCountedGroup();
  const grids = useCoverageGrids();
  const level = useCoverageLevel();
  const place = usePlace();
  const selection = useSelection();
  const session = useSession();
  const format = useLocalFormat();
  const words = useCoverageWords();
  const { gridName } = useGridNames();
  const { t } = useI18n();
  const { map } = engine;
  const isGrids = (): boolean => level.key === GRID_LEVEL;

  function shapes(): GeoJSON.FeatureCollection {
    if (!level.showsShares) return nothing;
    if (isGrids()) return grids.faces ?? nothing;
    const at = place.current?.profile.levels.findIndex(({ key }) => key === level.key);
    const features = place.areas?.features.filter(({ properties }) => properties.level === at) ?? [];
    return { type: 'FeatureCollection', features };
  }

  function paint(): void {
    if (!map.getSource(source)) return;
    const colours = shareColours(session.isDark);
    for (const row of level.current?.rows ?? []) {
      const share = level.shareOf(row);
      const colour = share === null ? noRateColour(session.isDark) : cssColour(colours[shareClass(share)]!);
      map.setFeatureState({ source, id: row.id }, { colour });
    }
  }

  useStyleLayers(
    engine,
    () => ({
      sources: { [source]: { type: 'geojson', data: shapes(), promoteId: 'id' } },
      layers: [
        {
          slot: 'slot-fill',
          id: 'coverage-share-fill',
          type: 'fill',
          source,
          paint: {
            'fill-color': ['to-color', ['coalesce', ['feature-state', 'colour'], 'rgba(0, 0, 0, 0)']],
            'fill-opacity': ['case', ['boolean', ['feature-state', 'hover'], false], 0.75, 0.6],
          },
        },
      ],
    }),
    () => {
      paint();
      watch([() => level.key, () => level.showsShares, () => grids.faces, () => place.areas], () => {
        (map.getSource(source) as GeoJSONSource | undefined)?.setData(shapes());
        map.removeFeatureState({ source });
        paint();
      });
      watch([() => coverage.answer, () => counted.chosen, () => session.isDark], paint);
    },
  );

  onScopeDispose(
    engine.addHitTarget({
      id: source,
      priority: 20,
      layers: ['coverage-share-fill'],
      tooltip: ({ feature }) => {
        const row = level.rowsById.get(String(feature?.id ?? ''));
        if (!row) return null;
        const name = isGrids() ? gridName(row.name.zh) || row.id : format.name(row.name);
        return [
          name,
          t('coverage.total.bar', { minutes: coverage.minutes, share: words.share(row.counts) }),
          words.countedFraction(row.counts),
        ].filter(Boolean);
      },
      onClick: ({ feature }) => {
        if (feature?.id !== undefined) selection.select(isGrids() ? 'grid' : 'area', String(feature.id));
      },
    }),
  );
}
