import { assignPoints } from '../../geodata/geometry/assign-points';
import type { Area } from '../../geodata/schema/place';
import type { Grid } from '../../geodata/schema/plan';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { selectAreas } from '../db/queries/areas';
import { selectGrids } from '../db/queries/plans';
import type { StoredPlan } from '../db/rows';
import type { CoverageNetwork, CoverageSource } from './coverage-network';
import { findPlan } from './find-plan';

/** Which community and which grid each base unit lies in. */
export interface CoverageGroups {
  communities: Area[];
  communityOf: Int32Array;
  plan: StoredPlan | null;
  /** Without unassigned land. */
  grids: Grid[];
  gridOf: Int32Array;
}

/** By the plan asked for, else the default one; `plan.not-found` for one that is not there. */
export async function coverageGroups(
  source: CoverageSource,
  on: Pick<CoverageNetwork, 'place' | 'units'>,
  planId: string | undefined,
): Promise<Result<CoverageGroups>> {
  const asked = await findPlan(source.client, planId, source.now);
  if (!asked.ok) return asked;
  const plan = asked.value;
  const { communities, communityOf } = await source.cached('coverage-communities', async () => {
    const level = on.place.profile.levels.length - 1;
    const found = (await selectAreas(source.client)).filter((area) => area.level === level);
    const shapes = found.map(({ geometry }) => geometry);
    return { communities: found, communityOf: assignPoints(on.units.xy, shapes) };
  });
  if (!plan) return ok({ communities, communityOf, plan: null, grids: [], gridOf: new Int32Array(0) });
  // A draft changes between two imports, so its revision is part of the key.
  const { grids, gridOf } = await source.cached(`coverage-grids ${plan.id} ${plan.revision}`, async () => {
    const found = (await selectGrids(source.client, plan.id)).filter(({ kind }) => kind !== 'unassigned');
    const shapes = found.map(({ polygons }) => polygons);
    return { grids: found, gridOf: assignPoints(on.units.xy, shapes) };
  });
  return ok({ communities, communityOf, plan, grids, gridOf });
}
