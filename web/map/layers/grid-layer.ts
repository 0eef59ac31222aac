import type { ExpressionSpecification, GeoJSONSource } from 'maplibre-gl';
import { onScopeDispose, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { GridId } from '../../../geodata/schema/ids';
import type { Grid } from '../../../geodata/schema/plan';
import { useGridNames } from '../../locales/use-grid-names';
import { useLocalFormat } from '../../locales/use-local-format';
import { breathe } from '../../state/breathe';
import { inSlices } from '../../state/in-slices';
import { usePlan } from '../../state/plan';
import { usePlanComparison } from '../../state/plan-comparison';
import { usePlanExchange } from '../../state/plan-exchange';
import { usePlanTool } from '../../state/plan-tool';
import { useProposal } from '../../state/proposal';
import { useSelection } from '../../state/selection';
import { useSession } from '../../state/session';
import { bandColour } from '../../ui/band-ramp';
import { fateColour } from '../../ui/fate-colours';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';
import { mapFonts } from '../map-fonts';
import { useStyleLayers } from '../use-style-layers';
import { gridFeature, gridLabelFeature, labelPosition } from './grid-features';
import { addHatchImage } from './hatch-image';
import { outlineLayer } from './outline-layer';

const faces = 'plan-grids';
const labels = 'plan-labels';
const hatch = 'plan-hatch';
/** What a busy renderer makes in less than 50 ms; a county takes two tasks. */
const facesPerTask = 200;
const isUnassigned: ExpressionSpecification = ['==', ['get', 'kind'], 'unassigned'];

/** The faces of the open plan: coloured by households against the band, free land hatched, names at the middle. */
export function useGridLayer(engine: MapEngine): void {
  const plan = usePlan();
  const comparison = usePlanComparison();
  const exchange = usePlanExchange();
  const tool = usePlanTool();
  const proposal = useProposal();
  const session = useSession();
  const selection = useSelection();
  const format = useLocalFormat();
  const { gridName, shortGridName, communityName } = useGridNames();
  const { t } = useI18n();
  const { map } = engine;

  const ink = (): string => (session.isDark ? '#dfe5ee' : '#2b3442');
  const halo = (): string => (session.isDark ? 'rgba(16, 19, 23, 0.9)' : 'rgba(255, 255, 255, 0.92)');
  const accent = (): string => accentColour(session.isDark);
  const source = (id: string): GeoJSONSource | undefined => map.getSource(id) as GeoJSONSource | undefined;

  function colourOf(grid: Grid): string {
    // A layer that is looked at has the colours; the plan's own borders stay to compare with.
    const isReplaced = exchange.drawn !== null && exchange.replaces(grid.communityId);
    if (grid.kind === 'unassigned' || !plan.rules || isReplaced) return 'rgba(0, 0, 0, 0)';
    const row = comparison.view === 'difference' ? comparison.rowOf(grid.id) : undefined;
    if (row) return fateColour(row.fate, session.isDark);
    return bandColour(plan.tally?.countOf(grid.id).households ?? null, plan.rules.householdBand, session.isDark);
  }

  function paint(grids: Iterable<Grid>): void {
    if (!map.getSource(faces)) return;
    for (const grid of grids) map.setFeatureState({ source: faces, id: grid.id }, { colour: colourOf(grid) });
  }

  /** A maker of labels that asks for their words once: translating one takes longer than all else about it. */
  function labelMaker(): (grid: Grid) => ReturnType<typeof gridLabelFeature> {
    const gap = '\uffff';
    const [before = '', after = ''] = t('plan.map.households', { n: gap }).split(gap);
    const { tally } = plan;
    return (grid) => {
      const households = tally?.countOf(grid.id).households ?? null;
      const text = households === null ? '' : before + format.number(households) + after;
      return gridLabelFeature(grid, shortGridName(grid.name), text);
    };
  }

  const isNamed = (grid: Grid): boolean => grid.kind !== 'unassigned';
  let showing = 0;

  /** Sends all faces, a few hundred a task: and keeps the page fluid meanwhile. */
  async function showAll(): Promise<void> {
    const mine = ++showing;
    const shown = plan.indexed;
    const all = (): GridId[] => (shown ? [...shown.all()].map(({ id }) => id) : []);
    let ids = all();
    for (let from = 0; from === 0 || from < ids.length; from += facesPerTask) {
      if (from > 0) await breathe();
      const next = ids.slice(from, from + facesPerTask).flatMap((id) => shown?.get(id) ?? []);
      await inSlices(next.filter(isNamed), ({ polygons }) => labelPosition(polygons));
      if (mine !== showing || !map.getStyle()) return;
      if (from === 0) ids = all();
      // As they are now: an edit may have come between two tasks.
      const some = ids.slice(from, from + facesPerTask).flatMap((id) => shown?.get(id) ?? []);
      const features = some.map(gridFeature);
      const names = some.filter(isNamed).map(labelMaker());
      if (from === 0) {
        source(faces)?.setData({ type: 'FeatureCollection', features });
        source(labels)?.setData({ type: 'FeatureCollection', features: names });
      } else {
        source(faces)?.updateData({ add: features });
        source(labels)?.updateData({ add: names });
      }
      paint(some);
    }
  }

  function showChange(put: readonly Grid[], gone: readonly string[]): void {
    const remove = [...gone];
    source(faces)?.updateData({ remove, add: put.map(gridFeature) });
    source(labels)?.updateData({ remove, add: put.filter(isNamed).map(labelMaker()) });
    paint(put);
  }

  function select(): void {
    const id = selection.selectedId('grid') ?? '';
    map.setFilter('plan-grid-selected', ['==', ['get', 'id'], id]);
  }

  function pick(): void {
    const ids = proposal.isOpen ? [...proposal.locked] : [...tool.picked];
    map.setFilter('plan-grid-picked', ['in', ['get', 'id'], ['literal', ids]]);
    map.setFilter('plan-grid-picked-line', ['in', ['get', 'id'], ['literal', ids]]);
  }

  useStyleLayers(
    engine,
    () => {
      addHatchImage(map, hatch, session.isDark);
      return {
        sources: {
          [faces]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, promoteId: 'id' },
          [labels]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, promoteId: 'id' },
        },
        layers: [
          {
            slot: 'slot-fill',
            id: 'plan-grid-fill',
            type: 'fill',
            source: faces,
            paint: {
              'fill-color': ['to-color', ['coalesce', ['feature-state', 'colour'], 'rgba(0, 0, 0, 0)']],
              'fill-opacity': ['case', ['boolean', ['feature-state', 'hover'], false], 0.62, 0.46],
            },
          },
          {
            slot: 'slot-fill',
            id: 'plan-grid-free',
            type: 'fill',
            source: faces,
            filter: isUnassigned,
            paint: { 'fill-pattern': hatch, 'fill-opacity': 0.5 },
          },
          {
            slot: 'slot-fill',
            id: 'plan-grid-picked',
            type: 'fill',
            source: faces,
            filter: ['==', ['get', 'id'], ''],
            paint: { 'fill-color': accent(), 'fill-opacity': 0.34 },
          },
          {
            slot: 'slot-line',
            id: 'plan-grid-line',
            type: 'line',
            source: faces,
            layout: { 'line-join': 'round' },
            paint: {
              'line-color': ink(),
              'line-opacity': ['case', ['boolean', ['feature-state', 'hover'], false], 0.9, 0.42],
              'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.5, 14, 1, 17, 1.6],
            },
          },
          outlineLayer('plan-grid-picked-line', faces, accent(), ['==', ['get', 'id'], '']),
          outlineLayer('plan-grid-selected', faces, accent(), [
            '==',
            ['get', 'id'],
            selection.selectedId('grid') ?? '',
          ]),
          {
            slot: 'slot-label',
            id: 'plan-label',
            type: 'symbol',
            source: labels,
            minzoom: 13,
            layout: {
              'text-field': [
                'step',
                ['zoom'],
                ['get', 'name'],
                14.2,
                ['concat', ['get', 'name'], '\n', ['get', 'households']],
              ],
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
      void showAll();
      pick();
      watch(
        () => plan.lastEvent,
        (event) => {
          if (event.kind === 'all') void showAll();
          else showChange(event.put, event.delete);
        },
        // Each change has to arrive, also when several come at once.
        { flush: 'sync' },
      );
      watch(() => session.language, showAll);
      watch([() => comparison.comparison, () => comparison.view, () => exchange.drawn], () => paint(plan.grids));
      watch(
        () => session.isDark,
        () => {
          addHatchImage(map, hatch, session.isDark);
          for (const layer of ['plan-grid-selected', 'plan-grid-picked-line'])
            map.setPaintProperty(layer, 'line-color', accent());
          map.setPaintProperty('plan-grid-picked', 'fill-color', accent());
          map.setPaintProperty('plan-grid-line', 'line-color', ink());
          map.setPaintProperty('plan-label', 'text-color', ink());
          map.setPaintProperty('plan-label', 'text-halo-color', halo());
          paint(plan.grids);
        },
      );
      watch(() => selection.selectedId('grid'), select);
      watch([() => tool.picked, () => proposal.locked, () => proposal.isOpen], pick);
      // Names give way to the numbers of the parts a tool would make, and to those of a layer that is looked at.
      watch(
        () => (exchange.drawn ? null : tool.preview?.ok ? tool.preview.grids : []),
        (ids) => map.setFilter('plan-label', ids ? ['!', ['in', ['get', 'id'], ['literal', [...ids]]]] : false),
      );
      watch(
        () => exchange.drawn !== null,
        (isDrawn) => map.setLayoutProperty('plan-grid-free', 'visibility', isDrawn ? 'none' : 'visible'),
      );
    },
  );

  onScopeDispose(
    engine.addHitTarget({
      id: faces,
      priority: 20,
      layers: ['plan-grid-fill', 'plan-grid-free'],
      tooltip: ({ feature }) => {
        const grid = plan.gridOf(String(feature?.id ?? ''));
        if (!grid) return null;
        const count = plan.countOf(grid.id);
        const people = t('plan.map.people', {
          households: format.number(count?.households ?? null),
          residents: format.number(count?.residents ?? null),
        });
        if (grid.kind === 'unassigned') return [t('plan.unassigned'), communityName(grid.communityId), people];
        const row = comparison.rowOf(grid.id);
        if (!row) return [gridName(grid.name), people];
        const { before, after } = row;
        const numbers = {
          before: format.number(before?.households ?? null),
          after: format.number(after?.households ?? null),
        };
        return [gridName(grid.name), t(`publish.fate.${row.fate}`), t('publish.comparison.tip', numbers)];
      },
      onClick: ({ feature, shiftKey }) => {
        const grid = plan.gridOf(String(feature?.id ?? ''));
        if (!grid) return 'pass';
        if (proposal.isOpen) {
          if (grid.kind === 'general' && grid.communityId === proposal.communityId) proposal.toggleLock(grid.id);
          return;
        }
        if (tool.current === 'merge' || (shiftKey && plan.isDraft)) {
          const first = selection.selectedId('grid');
          if (tool.current !== 'merge') {
            tool.choose('merge');
            if (first && first !== grid.id && plan.gridOf(first)) tool.togglePick(plan.gridOf(first)!.id);
          }
          tool.togglePick(grid.id);
          return;
        }
        if (grid.kind === 'unassigned') return 'pass';
        selection.select('grid', grid.id);
      },
    }),
  );
}
