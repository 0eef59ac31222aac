import type { Feature } from 'geojson';
import type { GeoJSONSource } from 'maplibre-gl';
import { watch } from 'vue';
import { boundingBox, boxToDegrees, mergeBoxes } from '../../../geodata/geometry/bounding-box';
import { multiPolygonToGeoJson } from '../../../geodata/geometry/to-geojson';
import type { Grid } from '../../../geodata/schema/plan';
import { usePlanEdits } from '../../state/plan-edits';
import { useSession } from '../../state/session';
import { useView } from '../../state/view';
import { accentColour } from '../accent-colour';
import type { MapEngine } from '../map-engine';
import { useStyleLayers } from '../use-style-layers';

const theirs = 'plan-conflict-theirs';
const mine = 'plan-conflict-mine';
const theirColour = '#c2570c';

/** What the other editor made of the land, filled, and what ours would have been, dashed, until one is chosen. */
export function useConflictLayer(engine: MapEngine): void {
  const edits = usePlanEdits();
  const session = useSession();
  const view = useView();
  const { map } = engine;
  const features = (grids: readonly Pick<Grid, 'polygons'>[]): Feature[] =>
    grids.map(({ polygons }) => ({ type: 'Feature', geometry: multiPolygonToGeoJson(polygons), properties: {} }));
  const set = (id: string, grids: readonly Pick<Grid, 'polygons'>[]): void => {
    (map.getSource(id) as GeoJSONSource | undefined)?.setData({ type: 'FeatureCollection', features: features(grids) });
  };

  /** Moves the map only where the place of the conflict is out of sight. */
  function bringIntoSight(grids: readonly Pick<Grid, 'polygons'>[]): void {
    if (grids.length === 0) return;
    const box = boxToDegrees(mergeBoxes(grids.map(({ polygons }) => boundingBox(polygons))));
    const seen = map.getBounds();
    const isSeen = seen.contains([box[0], box[1]]) && seen.contains([box[2], box[3]]);
    if (!isSeen) view.showBounds(box, 16.5);
  }

  useStyleLayers(
    engine,
    () => ({
      sources: {
        [theirs]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
        [mine]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
      },
      layers: [
        {
          slot: 'slot-line',
          id: 'plan-conflict-theirs-fill',
          type: 'fill',
          source: theirs,
          paint: { 'fill-color': theirColour, 'fill-opacity': 0.18 },
        },
        {
          slot: 'slot-point',
          id: 'plan-conflict-theirs-line',
          type: 'line',
          source: theirs,
          paint: { 'line-color': theirColour, 'line-width': 3 },
        },
        {
          slot: 'slot-point',
          id: 'plan-conflict-mine-line',
          type: 'line',
          source: mine,
          paint: { 'line-color': accentColour(session.isDark), 'line-width': 2.5, 'line-dasharray': [2, 1.2] },
        },
      ],
    }),
    () => {
      watch(
        () => edits.conflict,
        (conflict) => {
          set(theirs, conflict?.theirs.grids ?? []);
          set(mine, conflict?.mine ?? []);
          if (conflict) bringIntoSight(conflict.mine);
        },
        { immediate: true },
      );
      watch(
        () => session.isDark,
        (isDark) => map.setPaintProperty('plan-conflict-mine-line', 'line-color', accentColour(isDark)),
      );
    },
  );
}
