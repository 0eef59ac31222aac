import { fullTimePosts } from '../../geodata/plan/grid-workers';
import { isInForce } from '../../geodata/plan/published-spans';
import { addDays, daysBetween } from '../../geodata/incidents/local-days';
import type { CountedKind } from '../../geodata/schema/incident-assignment';
import type { IncidentPeriod } from '../../geodata/schema/incident-summary';
import type { Area } from '../../geodata/schema/place';
import type { Grid } from '../../geodata/schema/plan';
import { ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import { selectAreas } from '../db/queries/areas';
import { selectGrids, selectPlans } from '../db/queries/plans';
import type { IncidentGrids } from './counted-grids';
import { findPlan } from './find-plan';
import type { IncidentSet, IncidentSource } from './incident-set';
import { daysShared, gridTimeline } from './incident-timeline';

/** Full-time workers of what incidents are put together by. */
export interface FigurePosts {
  /** Posts of each member; by the grids of then person-days, posts times the days they were in force; null where unknown. */
  of: readonly (number | null)[];
  /** By the grids of then: days of the period. Null by one plan, whose posts are those of every day. */
  days: number | null;
  /** Days of the period nobody knows the workers of: the plan in force names none, or none was in force. Oldest first. */
  unrecorded: IncidentPeriod[];
}

export interface PostsAsked {
  plan?: string | undefined;
  counted?: CountedKind | undefined;
}

/**
 * Full-time posts of each grid, or of all grids whose community lies in the area: of one plan, or of the plan of each day.
 * Null where the place has no plan, or none that names a full-time worker and nothing else to say.
 */
export async function figurePosts(
  source: IncidentSource,
  set: IncidentSet,
  counted: IncidentGrids,
  { plan: planId, counted: kind }: PostsAsked,
  period: IncidentPeriod | null,
): Promise<Result<FigurePosts | null>> {
  if (counted.kind === 'base-units') return ok(null);
  const found = await findPlan(source.client, planId, source.now);
  if (!found.ok || !found.value) return found.ok ? ok(null) : found;
  const plan = found.value;
  if (counted.then || (kind === 'then' && counted.kind === 'areas')) {
    return ok(await postsOfThen(source, set, counted, plan.schemeId, period));
  }
  const key = `figure-posts ${counted.kind} ${counted.level} ${plan.id} ${plan.revision}`;
  const of = await source.cached(key, async () => {
    const grids = (await selectGrids(source.client, plan.id)).filter(({ kind: face }) => face !== 'unassigned');
    const memberOf = await memberFinder(source, counted);
    const posts = counted.grids.map(() => 0);
    for (const grid of grids) {
      const at = memberOf(grid);
      if (at !== undefined) posts[at]! += fullTimePosts(grid.workers);
    }
    return posts;
  });
  return ok(of.some((posts) => posts > 0) ? { of, days: null, unrecorded: [] } : null);
}

async function postsOfThen(
  source: IncidentSource,
  set: IncidentSet,
  counted: IncidentGrids,
  schemeId: string,
  period: IncidentPeriod | null,
): Promise<FigurePosts | null> {
  const dates = set.days?.dates;
  const whole = period ?? (dates ? { from: dates[0]!, to: dates.at(-1)! } : null);
  if (!whole) return null;
  const { plans } = await gridTimeline(source, set, await selectPlans(source.client), schemeId);
  const memberOf = await memberFinder(source, counted);
  const of = counted.grids.map((): number | null => 0);
  const unrecorded: IncidentPeriod[] = [];
  const begin = plans[0]?.from ?? null;
  if (plans.length === 0) unrecorded.push(whole);
  else if (begin !== null && begin > whole.from) {
    const eve = addDays(begin, -1);
    unrecorded.push({ from: whole.from, to: eve < whole.to ? eve : whole.to });
  }
  for (const plan of plans) {
    if (!isInForce(plan, whole.from, whole.to)) continue;
    const days = daysShared(plan, whole);
    const isRecorded = plan.faces.some(({ workers }) => workers.length > 0);
    if (!isRecorded) {
      const until = plan.to === null ? whole.to : addDays(plan.to, -1);
      unrecorded.push({
        from: plan.from !== null && plan.from > whole.from ? plan.from : whole.from,
        to: until < whole.to ? until : whole.to,
      });
    }
    for (const face of plan.faces) {
      const at = memberOf(face);
      if (at === undefined) continue;
      const here = of[at]!;
      of[at] = here === null || !isRecorded ? null : here + fullTimePosts(face.workers) * days;
    }
  }
  // Of areas no day may be unknown, whether or not a grid lay in them on it.
  const known = counted.kind === 'areas' && unrecorded.length > 0 ? of.map(() => null) : of;
  return { of: known, days: daysBetween(whole.from, whole.to), unrecorded };
}

/** Which member a grid counts for: itself, or the area counted by that its community is, or lies in. */
async function memberFinder(
  source: IncidentSource,
  counted: IncidentGrids,
): Promise<(grid: Pick<Grid, 'id' | 'communityId'>) => number | undefined> {
  const index = new Map(counted.grids.map(({ id }, i) => [id as string, i]));
  if (counted.kind !== 'areas') return ({ id }) => index.get(id);
  const areas = await selectAreas(source.client);
  const parentOf = new Map(areas.map(({ id, parentId }) => [id, parentId]));
  return ({ communityId }) => {
    let id: Area['id'] | null = communityId;
    while (id !== null && !index.has(id)) id = parentOf.get(id) ?? null;
    return id === null ? undefined : index.get(id);
  };
}
