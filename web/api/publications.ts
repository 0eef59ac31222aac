import type { GridScheme, PlanWire } from '../../geodata/schema/plan';
import type {
  GridLineage,
  MovedPage,
  PlanComparison,
  Publication,
  PublicationPreview,
  PublishInput,
} from '../../geodata/schema/publication';
import type { RedrawComparison } from '../../geodata/schema/redraw';
import type { LocalName } from '../../geodata/schema/place';
import type { Result } from '../../geodata/schema/problems';
import { ok } from '../../geodata/schema/problems';
import { answer, pathParams, placeApi } from './client';

const planApi = placeApi.plans[':plan'];
const { schemes } = placeApi;
const ofPlan = (placeId: string, planId: string) => ({
  param: pathParams({ place: placeId, plan: planId }),
  query: {},
});

/** What publishing a draft would do now. */
export function fetchPreview(placeId: string, planId: string): Promise<Result<PublicationPreview>> {
  return answer(planApi.publication.$get(ofPlan(placeId, planId)));
}

export function postPublish(placeId: string, planId: string, json: PublishInput): Promise<Result<Publication>> {
  return answer(planApi.publish.$post({ ...ofPlan(placeId, planId), json }));
}

/** Takes a publication back that has not begun. */
export function postWithdraw(placeId: string, planId: string): Promise<Result<PlanWire>> {
  return answer(planApi.withdraw.$post(ofPlan(placeId, planId)));
}

/** Takes over into a draft what was published since it was made. */
export async function postRebase(placeId: string, planId: string): Promise<Result<null>> {
  const sent = await answer(planApi.rebase.$post(ofPlan(placeId, planId)));
  return sent.ok ? ok(null) : sent;
}

export function fetchComparison(placeId: string, before: string, after: string): Promise<Result<PlanComparison>> {
  const param = pathParams({ place: placeId, plan: before, other: after });
  return answer(planApi.compare[':other'].$get({ param, query: {} }));
}

/** What redrawing does to incidents, from the earlier plan to the later one. */
export function fetchRedraw(
  placeId: string,
  before: string,
  after: string,
  signal: AbortSignal,
): Promise<Result<RedrawComparison>> {
  const param = pathParams({ place: placeId, plan: before, other: after });
  return answer(planApi.compare[':other'].incidents.$get({ param, query: {} }, { init: { signal } }));
}

/** Every base unit that moves, or those that come to or leave one grid, page after page. */
export async function fetchMoved(
  placeId: string,
  before: string,
  after: string,
  grid?: string,
): Promise<Result<MovedPage['units']>> {
  const param = pathParams({ place: placeId, plan: before, other: after });
  const units: MovedPage['units'] = [];
  for (let cursor: string | undefined; ;) {
    const query = { limit: '1000', ...(grid ? { grid } : {}), ...(cursor ? { cursor } : {}) };
    const page: Result<MovedPage> = await answer(planApi.compare[':other'].moved.$get({ param, query }));
    if (!page.ok) return page;
    units.push(...page.value.units);
    if (page.value.nextCursor === null) return ok(units);
    cursor = page.value.nextCursor;
  }
}

export function fetchLineage(placeId: string, schemeId: string, gridId: string): Promise<Result<GridLineage>> {
  const param = pathParams({ place: placeId, scheme: schemeId, grid: gridId });
  return answer(schemes[':scheme'].grids[':grid'].lineage.$get({ param, query: {} }));
}

/** Adds a grid scheme. */
export function postScheme(placeId: string, name: LocalName): Promise<Result<GridScheme>> {
  return answer(schemes.$post({ param: pathParams({ place: placeId }), query: {}, json: { name } }));
}
