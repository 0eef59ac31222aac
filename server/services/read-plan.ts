import { areaSquareMetres } from '../../geodata/geometry/area-square-metres';
import { multiPolygonToGeoJson } from '../../geodata/geometry/to-geojson';
import { checkPlan } from '../../geodata/plan/check-plan';
import type { PlanFinding } from '../../geodata/plan/check-plan';
import type { BaseUnitColumns } from '../../geodata/schema/settlement';
import { UnitTally } from '../../geodata/plan/count-units';
import type { Client } from '../db/open-database';
import { selectAreas } from '../db/queries/areas';
import { selectGrids, selectPlan } from '../db/queries/plans';
import type { PlanPeriod } from '../../geodata/plan/plan-standing';
import { indexPlan, selectPlanCommunities } from './open-plan';
import { planToWire } from './plan-wire';

/** A plan with all its faces as JSON text (`PlanContent`); for a worker. Null where there is no such plan. */
export async function readPlanContent(client: Client, planId: string, period: PlanPeriod): Promise<string | null> {
  const stored = await selectPlan(client, planId);
  if (!stored) return null;
  const grids = await selectGrids(client, planId);
  const gridCount = grids.filter((grid) => grid.kind !== 'unassigned').length;
  const communities = await selectPlanCommunities(client, stored);
  return JSON.stringify({ plan: planToWire({ ...stored, ...period }, gridCount), communities, grids });
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

/**
 * Every breach of the rules, worst first; for a worker. Null where there is no such plan.
 * @param readColumns the base units of the place, which the worker may have in memory
 */
export async function readPlanFindings(
  client: Client,
  planId: string,
  readColumns: () => Promise<BaseUnitColumns>,
): Promise<PlanFinding[] | null> {
  const stored = await selectPlan(client, planId);
  if (!stored) return null;
  const plan = await indexPlan(client, stored);
  const areas = await selectAreas(client);
  const columns = await readColumns();
  return checkPlan(plan, {
    communities: new Map(areas.filter((area) => plan.communities.has(area.id)).map((area) => [area.id, area.geometry])),
    tally: columns.ids.length > 0 ? new UnitTally(columns, plan.all()) : null,
  });
}

/** Which part of the plan, and of checks which page. */
export type ReadPlanPart =
  | { part: 'content' | 'grids' }
  | {
      part: 'checks';
      language: 'zh' | 'en';
      code?: string | undefined;
      offset: number;
      limit: number;
      /** Cursor of the page after this one; in the answer only where there is one. */
      nextCursor: string;
    };

export interface FindingsQuery {
  /** Only findings of this kind. */
  code?: string | undefined;
  offset: number;
  limit: number;
}

export interface FindingsPage {
  /** How many there are of each kind, worst first; of all kinds, whatever was asked for. */
  groups: { code: PlanFinding['code']; severity: PlanFinding['severity']; count: number }[];
  /** How many there are of what was asked for. */
  total: number;
  findings: PlanFinding[];
}

/** Some of the findings, and how many there are of each kind: a city has thousands. */
export function pageFindings(all: readonly PlanFinding[], { code, offset, limit }: FindingsQuery): FindingsPage {
  const groups = new Map<string, FindingsPage['groups'][number]>();
  for (const { code: kind, severity } of all) {
    const group = groups.get(kind);
    if (group) group.count++;
    else groups.set(kind, { code: kind, severity, count: 1 });
  }
  const wanted = code === undefined ? all : all.filter((finding) => finding.code === code);
  return { groups: [...groups.values()], total: wanted.length, findings: wanted.slice(offset, offset + limit) };
}
