import { assignPoints, createFaceFinder } from '../../geodata/geometry/assign-points';
import type { Area } from '../../geodata/schema/place';
import type { Grid } from '../../geodata/schema/plan';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { selectAreas } from '../db/queries/areas';
import { selectGrids } from '../db/queries/plans';
import type { StoredPlan } from '../db/rows';
import type { CoverageNetwork, CoverageSource } from './coverage-network';
import { findPlan } from './find-plan';

/** The areas of one level, and which of them each base unit lies in (-1: none). */
export interface LevelAreas {
  /** Position in the profile's levels. */
  level: number;
  areas: Area[];
  areaOf: Int32Array;
}

/** Which area of each level and which grid each base unit lies in. */
export interface CoverageGroups {
  /** Areas above the communities, outermost first; levels without areas are left out. */
  outer: LevelAreas[];
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
  const areas = await source.cached('coverage-areas', async () =>
    groupByLevel(await selectAreas(source.client), on.units.xy, on.place.profile.levels.length - 1),
  );
  if (!plan) return ok({ ...areas, plan: null, grids: [], gridOf: new Int32Array(0) });
  // A draft changes between two imports, so its revision is part of the key.
  const { grids, gridOf } = await source.cached(`coverage-grids ${plan.id} ${plan.revision}`, async () => {
    const found = (await selectGrids(source.client, plan.id)).filter(({ kind }) => kind !== 'unassigned');
    const shapes = found.map(({ polygons }) => polygons);
    return { grids: found, gridOf: assignPoints(on.units.xy, shapes) };
  });
  return ok({ ...areas, plan, grids, gridOf });
}

/** A unit lies in the areas above its community; outside of every community, in what holds its anchor. */
function groupByLevel(
  all: readonly Area[],
  xy: readonly number[],
  innermost: number,
): Pick<CoverageGroups, 'outer' | 'communities' | 'communityOf'> {
  const byId = new Map(all.map((area) => [area.id, area]));
  const communities = all.filter(({ level }) => level === innermost);
  const communityOf = assignPoints(
    xy,
    communities.map(({ geometry }) => geometry),
  );
  const outer: LevelAreas[] = [];
  for (let level = 0; level < innermost; level++) {
    const areas = all.filter((area) => area.level === level);
    if (areas.length === 0) continue;
    const indexOf = new Map(areas.map(({ id }, i) => [id, i]));
    const above = communities.map((community) => {
      let area: Area | undefined = community;
      while (area && area.level > level) area = area.parentId ? byId.get(area.parentId) : undefined;
      return (area && indexOf.get(area.id)) ?? -1;
    });
    const geometries = areas.map(({ geometry }) => geometry);
    const find = createFaceFinder(geometries);
    const areaOf = Int32Array.from(communityOf, (community, i) => {
      const parent = community >= 0 ? above[community]! : -1;
      return parent >= 0 ? parent : find(xy[2 * i]!, xy[2 * i + 1]!);
    });
    outer.push({ level, areas, areaOf });
  }
  return { outer, communities, communityOf };
}
