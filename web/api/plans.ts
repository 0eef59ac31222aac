import type { LocalName } from '../../geodata/schema/place';
import type {
  CommitAnswer,
  ConflictTheirs,
  GridCollection,
  GridScheme,
  PlanChangeWire,
  PlanCommit,
  PlanContent,
  PlanWire,
} from '../../geodata/schema/plan';
import type { Problem, Result } from '../../geodata/schema/problems';
import { answer, pathParams, placeApi } from './client';

const { plans } = placeApi;
const planApi = plans[':plan'];
const ofPlan = (placeId: string, planId: string) => ({
  param: pathParams({ place: placeId, plan: planId }),
  query: {},
});

export function fetchPlans(placeId: string): Promise<Result<{ schemes: GridScheme[]; plans: PlanWire[] }>> {
  return answer(plans.$get({ param: pathParams({ place: placeId }), query: {} }));
}

export function fetchPlan(placeId: string, planId: string): Promise<Result<PlanContent>> {
  return answer(planApi.$get(ofPlan(placeId, planId)));
}

/** The faces of a plan as GeoJSON, unassigned land among them. */
export function fetchGrids(placeId: string, planId: string): Promise<Result<GridCollection>> {
  return answer(planApi.grids.$get(ofPlan(placeId, planId)));
}

/** Makes a draft as a copy of a plan, in its scheme or another, or with all land unassigned. */
export function postDraft(
  placeId: string,
  json: { from?: string; scheme?: string; name: LocalName },
): Promise<Result<PlanWire>> {
  return answer(plans.$post({ param: pathParams({ place: placeId }), query: {}, json }));
}

/** Changes after a revision, oldest first, with their inverses. */
export function fetchChanges(
  placeId: string,
  planId: string,
  since: number,
): Promise<Result<{ revision: number; changes: PlanChangeWire[] }>> {
  return answer(planApi.changes.$get({ ...ofPlan(placeId, planId), query: { since, limit: 1000 } }));
}

export type CommitResult =
  { ok: true; value: CommitAnswer } | { ok: false; problem: Problem; theirs: ConflictTheirs | null };

/** Sends one act; a conflict brings along what the other editor left. */
export async function postCommit(placeId: string, planId: string, commit: PlanCommit): Promise<CommitResult> {
  const sent = await answer(planApi.commits.$post({ ...ofPlan(placeId, planId), json: commit }));
  if (sent.ok) return sent;
  const body = sent.body as { theirs?: ConflictTheirs } | null;
  return { ok: false, problem: sent.problem, theirs: body?.theirs ?? null };
}
