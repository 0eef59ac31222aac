import type { FigureRow, IncidentFigures } from '../../geodata/schema/incident-figures';
import type { CountedKind } from '../../geodata/schema/incident-assignment';
import type { IncidentPeriod, RateBasis } from '../../geodata/schema/incident-summary';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { countedOf } from './counted-grids';
import type { IncidentGrids } from './counted-grids';
import { figurePosts } from './figure-posts';
import type { FigurePosts } from './figure-posts';
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
  /** Full-time workers of each member; null where the plan names nobody. */
  posts: FigurePosts | null;
  /** By the grids of then, where people and posts are those of the period, and grids may be others in another one. */
  then: Pick<NonNullable<IncidentGrids['then']>, 'spans' | 'current' | 'landGap'> | null;
  /** By which grids members are counted; areas have the land of now and the workers of then. */
  counted: CountedKind;
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
    then: null,
    counted: 'now' as const,
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
  const posts = await figurePosts(source, set, grids, asked, period);
  if (!posts.ok) return posts;
  return ok({
    key: grids.then ? `${grids.key} ${grids.then.order}` : grids.key,
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
    then: grids.then,
    counted: posts.value?.days == null ? countedOf(grids) : 'then',
    assumedShare: grids.assumedShare,
  });
}
