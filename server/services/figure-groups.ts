import { fullTimePosts } from '../../geodata/plan/grid-workers';
import type { FigureRow, IncidentFigures } from '../../geodata/schema/incident-figures';
import type { CountedKind } from '../../geodata/schema/incident-assignment';
import type { IncidentPeriod, RateBasis } from '../../geodata/schema/incident-summary';
import type { Area } from '../../geodata/schema/place';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { selectAreas } from '../db/queries/areas';
import { selectGrids } from '../db/queries/plans';
import { findPlan } from './find-plan';
import type { IncidentGrids } from './counted-grids';
import { incidentGrids } from './incident-grids';
import type { IncidentSet, IncidentSource } from './incident-set';
import { tooFewOf } from './summarise-incidents';

/** What incidents are put together by, and whom their number is divided by. */
export interface FigureGroups {
  /** The same for the same groups of the same data. */
  key: string;
  kind: IncidentFigures['areas'];
  level: string | null;
  plan: IncidentFigures['plan'];
  members: Pick<FigureRow, 'id' | 'name' | 'code' | 'communityId'>[];
  /** Per incident of the set the index of its member, -1 in none. */
  memberOf: Int32Array;
  basis: RateBasis;
  /** Households or residents of each member; null where none are counted. */
  people: readonly (number | null)[];
  /** Below so many there is no rate. */
  tooFew: number;
  /** Full-time posts of each member; null where the plan names nobody. */
  posts: readonly number[] | null;
  /** True by the grids of then: of those nobody knows who worked in them. */
  isThen: boolean;
  assumedShare: number;
}

export interface FigureGrouping {
  plan?: string | undefined;
  level?: string | undefined;
  by?: 'area' | 'owner' | undefined;
  /** `then`: by the grids in force on the day of each report. */
  counted?: CountedKind | undefined;
}

/** Grids of a plan, base units, areas of a level, or the agencies responsible. Fails as `incidentGrids` does. */
export async function figureGroups(
  source: IncidentSource,
  set: IncidentSet,
  { by, ...asked }: FigureGrouping,
  period: IncidentPeriod | null,
): Promise<Result<FigureGroups>> {
  const basis = 'households' as const;
  const unpeopled = {
    basis,
    tooFew: tooFewOf(basis, set),
    posts: null,
    isThen: false,
    assumedShare: 0,
    plan: null,
    level: null,
  };
  if (by === 'owner') {
    const { owners, owner } = set.columns;
    const members = owners.map((name) => ({ id: name, name, code: null, communityId: null }));
    return ok({
      ...unpeopled,
      key: 'owners',
      kind: 'owners',
      members,
      memberOf: owner,
      people: members.map(() => null),
    });
  }
  const found = await incidentGrids(source, set, asked, period);
  if (!found.ok) return found;
  const grids = found.value;
  // A place without grids and units still has figures of the whole.
  if (!grids) {
    const memberOf = new Int32Array(set.columns.count).fill(-1);
    return ok({ ...unpeopled, key: 'nothing', kind: 'grids', members: [], memberOf, people: [] });
  }
  const posts = await postsOf(source, grids, asked.plan);
  if (!posts.ok) return posts;
  return ok({
    key: grids.key,
    kind: grids.kind,
    level: grids.level,
    plan: grids.plan && { id: grids.plan.id, revision: grids.plan.revision },
    members: grids.grids.map(({ id, name, code, communityId }) => ({
      id,
      name,
      code,
      communityId: communityId || null,
    })),
    memberOf: grids.gridOf,
    basis: grids.basis,
    people: grids[grids.basis],
    tooFew: tooFewOf(grids.basis, set),
    posts: posts.value,
    isThen: grids.then !== null,
    assumedShare: grids.assumedShare,
  });
}

/** Full-time posts of each grid, or of all grids whose community lies in the area. */
async function postsOf(
  source: IncidentSource,
  counted: IncidentGrids,
  planId: string | undefined,
): Promise<Result<readonly number[] | null>> {
  if (counted.kind === 'base-units' || counted.then) return ok(null);
  const asked = await findPlan(source.client, planId, source.now);
  if (!asked.ok) return asked;
  const plan = asked.value;
  if (!plan) return ok(null);
  const key = `figure-posts ${counted.kind} ${counted.level} ${plan.id} ${plan.revision}`;
  return ok(
    await source.cached(key, async () => {
      const grids = (await selectGrids(source.client, plan.id)).filter(({ kind }) => kind !== 'unassigned');
      const areas = counted.kind === 'areas' ? await selectAreas(source.client) : [];
      const byId = new Map(areas.map((area) => [area.id, area]));
      const index = new Map(counted.grids.map(({ id }, i) => [id as string, i]));
      const posts = counted.grids.map(() => 0);
      for (const { id, communityId, workers } of grids) {
        const at = counted.kind === 'areas' ? indexAbove(communityId, byId, index) : index.get(id);
        if (at !== undefined) posts[at]! += fullTimePosts(workers);
      }
      return posts.some((here) => here > 0) ? posts : null;
    }),
  );
}

/** Index of the area counted by that a community is, or lies in. */
function indexAbove(
  community: Area['id'],
  byId: ReadonlyMap<Area['id'], Area>,
  index: ReadonlyMap<string, number>,
): number | undefined {
  let id: Area['id'] | null = community;
  while (id !== null && !index.has(id)) id = byId.get(id)?.parentId ?? null;
  return id === null ? undefined : index.get(id);
}
