import { areaSquareMetres } from '../../geodata/geometry/area-square-metres';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import { checkPlan } from '../../geodata/plan/check-plan';
import type { PlanFinding } from '../../geodata/plan/check-plan';
import { UnitTally } from '../../geodata/plan/count-units';
import type { Client } from '../db/open-database';
import { selectAreas } from '../db/queries/areas';
import { selectBaseUnitColumns } from '../db/queries/base-unit-columns';
import { selectGrids, selectPlan } from '../db/queries/plans';
import { indexPlan, selectPlanCommunities } from './open-plan';
import { planToWire } from './plan-wire';

/** A plan with all its faces as JSON text (`PlanContent`); for a worker. Null where there is no such plan. */
export async function readPlanContent(client: Client, planId: string): Promise<string | null> {
  const stored = await selectPlan(client, planId);
  if (!stored) return null;
  const grids = await selectGrids(client, planId);
  const gridCount = grids.filter((grid) => grid.kind !== 'unassigned').length;
  const communities = await selectPlanCommunities(client, stored);
  return JSON.stringify({ plan: planToWire(stored, gridCount), communities, grids });
}

/** The faces of a plan as a GeoJSON FeatureCollection in JSON text; for a worker. Null where there is no such plan. */
export async function readPlanGeoJson(client: Client, planId: string): Promise<string | null> {
  if (!(await selectPlan(client, planId))) return null;
  const grids = await selectGrids(client, planId);
  return JSON.stringify({
    type: 'FeatureCollection',
    features: grids.map(({ polygons, ...properties }) => ({
      type: 'Feature',
      id: properties.id,
      geometry: multiPolygonToGeoJson(polygons),
      properties: { ...properties, areaSquareMetres: Math.round(areaSquareMetres(polygons)) },
    })),
  });
}

/** Every breach of the rules, worst first; for a worker. Null where there is no such plan. */
export async function readPlanFindings(client: Client, planId: string): Promise<PlanFinding[] | null> {
  const stored = await selectPlan(client, planId);
  if (!stored) return null;
  const plan = await indexPlan(client, stored);
  const areas = await selectAreas(client);
  const columns = await selectBaseUnitColumns(client);
  return checkPlan(plan, {
    communities: new Map(areas.filter((area) => plan.communities.has(area.id)).map((area) => [area.id, area.geometry])),
    tally: columns.ids.length > 0 ? new UnitTally(columns, plan.all()) : null,
  });
}
