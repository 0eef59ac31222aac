import type { LocalName } from '../../geodata/schema/place';
import type { PlanId } from '../../geodata/schema/ids';
import type { PlanWire } from '../../geodata/schema/plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { PlaceStore } from '../db/place-store';
import { draftStatements, selectGridCounts, selectPlan } from '../db/queries/plans';
import type { StoredPlan } from '../db/rows';
import type { CommitContext } from './commit-change';
import { planToWire } from './plan-wire';

/** Copies a plan (published or draft) into a new draft under its own id. */
export function createDraft(
  store: PlaceStore,
  input: { id: PlanId; from: string; name: LocalName },
  { author, at }: CommitContext,
): Promise<Result<PlanWire>> {
  return store.exclusive(async (client) => {
    const source = await selectPlan(client, input.from);
    if (!source) return fail('plan.not-found', { plan: input.from });
    const draft: StoredPlan = {
      id: input.id,
      schemeId: source.schemeId,
      name: input.name,
      status: 'draft',
      importedUnbalanced: source.importedUnbalanced,
      revision: 0,
      basedOn: source.id,
      createdAt: at,
      updatedAt: at,
    };
    await client.batch(draftStatements(draft, source.id, author), 'write');
    const counts = await selectGridCounts(client);
    return ok(planToWire(draft, counts.get(draft.id) ?? 0));
  });
}
