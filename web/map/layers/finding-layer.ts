import { multiPolygonToGeoJson } from '../../../geodata/geometry/to-geojson';
import { usePlan } from '../../state/plan';
import { usePlanChecks } from '../../state/plan-checks';
import type { MapEngine } from '../map-engine';
import { useRuleFocus } from './rule-focus';

/** Looks at the grids of the one kind of finding that is shown. */
export function useFindingLayer(engine: MapEngine): void {
  const plan = usePlan();
  const checks = usePlanChecks();
  useRuleFocus(engine, 'plan-finding', 'slot-line', () => {
    const shown = checks.shownFaces;
    if (!shown) return [];
    return plan.grids.map(({ id, polygons }) => ({
      type: 'Feature',
      geometry: multiPolygonToGeoJson(polygons),
      properties: { isBroken: shown.has(id) },
    }));
  });
}
