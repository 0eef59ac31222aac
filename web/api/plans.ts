import type { LocalName } from '../../geodata/schema/place';
import type {
  CommitAnswer,
  ConflictTheirs,
  GridScheme,
  PlanChangeWire,
  PlanCommit,
  PlanContent,
  PlanWire,
} from '../../geodata/schema/plan';
import type { Problem, Result } from '../../geodata/schema/problems';
import { apiHeaders, fetchJson } from './client';

const plansPath = (placeId: string, rest = ''): string => `/api/places/${encodeURIComponent(placeId)}/plans${rest}`;
const planPath = (placeId: string, planId: string, rest = ''): string =>
  plansPath(placeId, `/${encodeURIComponent(planId)}${rest}`);

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

export function fetchPlans(placeId: string): Promise<Result<{ schemes: GridScheme[]; plans: PlanWire[] }>> {
  return fetchJson(plansPath(placeId));
}

export function fetchPlan(placeId: string, planId: string): Promise<Result<PlanContent>> {
  return fetchJson(planPath(placeId, planId));
}

/** Makes a draft as a copy of a plan. */
export function postDraft(placeId: string, from: string, name: LocalName): Promise<Result<PlanWire>> {
  return fetchJson(plansPath(placeId), post({ from, name }));
}

/** Changes after a revision, oldest first, with their inverses. */
export function fetchChanges(
  placeId: string,
  planId: string,
  since: number,
): Promise<Result<{ revision: number; changes: PlanChangeWire[] }>> {
  return fetchJson(planPath(placeId, planId, `/changes?since=${since}&limit=1000`));
}

export type CommitResult =
  { ok: true; value: CommitAnswer } | { ok: false; problem: Problem; theirs: ConflictTheirs | null };

/** Sends one act; a conflict brings along what the other editor left. */
export async function postCommit(placeId: string, planId: string, commit: PlanCommit): Promise<CommitResult> {
  const init = post(commit);
  try {
    const response = await fetch(planPath(placeId, planId, '/commits'), {
      ...init,
      headers: { ...apiHeaders(), 'Content-Type': 'application/json' },
    });
    const body = (await response.json()) as CommitAnswer & Problem & { theirs?: ConflictTheirs };
    if (response.ok) return { ok: true, value: body };
    const { code, params, where } = body;
    return { ok: false, problem: { code, params, ...(where ? { where } : {}) }, theirs: body.theirs ?? null };
  } catch {
    return { ok: false, problem: { code: 'client.unreachable', params: {} }, theirs: null };
  }
}
