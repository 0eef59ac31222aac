import type { Grid } from '../../geodata/schema/plan';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { assignPoints } from '../../geodata/geometry/assign-points';
import type { StoredPlan } from '../db/rows';
import { selectGrids } from '../db/queries/plans';
import { selectBaseUnitColumns } from '../db/queries/base-unit-columns';
import { findPlan } from './find-plan';
import type { IncidentSet, IncidentSource } from './incident-set';

/** The grids of a plan and who is in them. */
export interface IncidentGrids {
  plan: StoredPlan;
  /** Without unassigned land. */
  grids: Pick<Grid, 'id' | 'communityId' | 'code' | 'name'>[];
  /** Per incident of the set the index of its grid, -1 in none. */
  gridOf: Int32Array;
  /** Households per grid; null where no base unit in it has a count. */
  households: (number | null)[];
  /** Share of base units whose counts are assumed. */
  assumedShare: number;
}

/**
 * The grids to count by: of the plan asked for, else of the default one.
 * Null where the place has no plan and none was asked for; `plan.not-found` for one that is not there.
 */
export async function incidentGrids(
  source: IncidentSource,
  set: IncidentSet,
  planId: string | undefined,
): Promise<Result<IncidentGrids | null>> {
  const asked = await findPlan(source.client, planId);
  if (!asked.ok) return asked;
  const plan = asked.value;
  if (!plan) return ok(null);
  // A draft changes between two imports, so its revision is part of the key.
  const key = `incident-grids ${plan.id} ${plan.revision}`;
  return ok(await source.cached(key, () => assignToGrids(source, set, plan)));
}

async function assignToGrids(source: IncidentSource, set: IncidentSet, plan: StoredPlan): Promise<IncidentGrids> {
  const faces = (await selectGrids(source.client, plan.id)).filter(({ kind }) => kind !== 'unassigned');
  const shapes = faces.map(({ polygons }) => polygons);
  const units = await selectBaseUnitColumns(source.client);
  const households: (number | null)[] = faces.map(() => null);
  assignPoints(units.xy, shapes).forEach((grid, unit) => {
    const here = units.households[unit]!;
    if (grid >= 0 && here >= 0) households[grid] = (households[grid] ?? 0) + here;
  });
  return {
    plan,
    grids: faces.map(({ id, communityId, code, name }) => ({ id, communityId, code, name })),
    // An incident without a point stands at an impossible one, far from every grid.
    gridOf: assignPoints(set.columns.xy, shapes),
    households,
    assumedShare: units.assumed.length > 0 ? sum(units.assumed) / units.assumed.length : 0,
  };
}

const sum = (flags: readonly number[]): number => flags.reduce((total, flag) => total + flag, 0);
