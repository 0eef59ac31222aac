import { lastPublished } from '../../geodata/plan/plan-standing';
import type { PlannedChange } from '../../geodata/plan/planned-change';
import { rebasePlan } from '../../geodata/plan/rebase-plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { Client } from '../db/open-database';
import type { PlaceStore } from '../db/place-store';
import { selectGrids, selectPlans } from '../db/queries/plans';
import { madeFromStatement } from '../db/queries/publications';
import type { StoredPlan } from '../db/rows';
import { openDraft, writeChange } from './commit-change';
import type { CommitContext, Committed } from './commit-change';
import { indexPlan } from './open-plan';

/** The change that takes over what was published since a draft was made, worked out at a revision of the draft. */
export interface PreparedRebase {
  revision: number;
  /** The publication that is taken over. */
  last: string;
  change: Result<PlannedChange>;
}

/** Works out a rebase; for a worker. Fails with `plan.not-found` or `plan.not-a-draft`; null where nothing is newer. */
export async function prepareRebase(client: Client, planId: string): Promise<Result<PreparedRebase | null>> {
  const plans = await selectPlans(client);
  const stored = plans.find(({ id }) => id === planId);
  if (!stored) return fail('plan.not-found', { plan: planId });
  if (stored.status !== 'draft') return fail('plan.not-a-draft', { plan: stored.name });
  const last = lastPublished(plans, stored.schemeId);
  if (!last || last.id === stored.madeFrom) return ok(null);
  const draft = await indexPlan(client, stored);
  const change = rebasePlan(draft, {
    base: stored.madeFrom === null ? [] : await selectGrids(client, stored.madeFrom),
    published: await selectGrids(client, last.id),
    subject: last.name.zh,
  });
  return ok({ revision: stored.revision, last: last.id, change });
}

/**
 * Takes over into a draft what was published since it was made, grid by grid (`rebasePlan`); nothing changes where nothing
 * was. Fails with `plan.rebase-conflict` where both changed the same grid.
 */
export async function rebaseDraft(
  store: PlaceStore,
  planId: string,
  prepare: () => Promise<Result<PreparedRebase | null>>,
  context: CommitContext,
): Promise<Result<Committed>> {
  return store.exclusive(async (client) => {
    const open = await openDraft(store, planId);
    if (!open.ok) return open;
    const prepared = await prepare();
    if (!prepared.ok) return prepared;
    if (!prepared.value) {
      const note = { act: 'rebase', subject: '' } as const;
      return ok({ revision: open.value.stored.revision, change: { note, put: [], delete: [] }, notices: [] });
    }
    const { last, change } = prepared.value;
    if (!change.ok) return change;
    const also = [madeFromStatement(open.value.stored.id, last as StoredPlan['id'])];
    return writeChange(store, client, open.value, change.value, context, also);
  });
}
