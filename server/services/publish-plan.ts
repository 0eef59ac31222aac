import { addDays } from '../../geodata/incidents/local-days';
import { lastPublished } from '../../geodata/plan/plan-standing';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { LocalName } from '../../geodata/schema/place';
import type { PlanWire } from '../../geodata/schema/plan';
import type { Publication, PublicationPreview, PublishInput } from '../../geodata/schema/publication';
import type { PlaceStore } from '../db/place-store';
import { selectGridCounts, selectPlan, selectPlans } from '../db/queries/plans';
import { publicationStatements } from '../db/queries/publications';
import type { StoredPlan } from '../db/rows';
import type { CommitContext } from './commit-change';
import { forgetPlan } from './open-plan';
import { dated, today } from './plan-days';
import { planToday, planToWire } from './plan-wire';
import type { PreparedPublication } from './prepare-publication';

/** The earliest day a plan of a scheme can come into force: history that has begun is never written again. */
export function earliestDay(plans: readonly StoredPlan[], schemeId: string, day: string): string {
  const last = lastPublished(plans, schemeId)?.effectiveFrom ?? null;
  return last !== null && last >= day ? addDays(last, 1) : day;
}

/** What publishing would do, for whoever is about to. */
export async function previewPublication(
  store: PlaceStore,
  planId: string,
  prepared: PreparedPublication,
  now: number,
  plain: (names: readonly (string | LocalName)[]) => string[],
): Promise<Result<PublicationPreview>> {
  const day = await today(store.client, now);
  const stored = await selectPlans(store.client);
  const plans = dated(stored, day);
  const plan = plans.find(({ id }) => id === planId);
  if (!plan) return fail('plan.not-found', { plan: planId });
  const counts = await selectGridCounts(store.client);
  const wire = (one: (typeof plans)[number]): PlanWire => planToWire(one, counts.get(one.id) ?? 0);
  const against = plans.find(({ id }) => id === prepared.last);
  return ok({
    plan: wire(plan),
    earliest: earliestDay(stored, plan.schemeId, day),
    against: against ? wire(against) : null,
    checks: prepared.checks,
    totals: prepared.totals,
    codes: prepared.codes,
    outdated: prepared.outdated && {
      grids: plain(prepared.outdated.grids),
      conflicts: plain(prepared.outdated.conflicts),
    },
  });
}

/**
 * Publishes a draft. `prepare` works out elsewhere what that takes, while others go on editing; where the draft or the
 * publication before it has changed meanwhile, it works it out again and they wait. A publication never changes or ends
 * one whose day has come: what was in force on a day that is over stays what it was.
 *
 * A draft made from an older publication is refused (`plan.publish-outdated`) even where both changed different grids,
 * because it still has the others' old shapes and would silently put them back; `rebaseDraft` takes theirs over. Whoever
 * means to undo what was published names it in `replaces`.
 */
export async function publishPlan(
  store: PlaceStore,
  planId: string,
  input: PublishInput,
  prepare: () => Promise<Result<PreparedPublication>>,
  { author, at }: CommitContext,
): Promise<Result<Publication>> {
  const first = await prepare();
  if (!first.ok) return first;
  return store.exclusive(async (client) => {
    const stored = await selectPlan(client, planId);
    if (!stored) return fail('plan.not-found', { plan: planId });
    if (stored.status === 'published') return fail('plan.not-a-draft', { plan: stored.name });
    const plans = await selectPlans(client);
    const last = lastPublished(plans, stored.schemeId) ?? null;
    const isFresh = first.value.revision === stored.revision && first.value.last === (last?.id ?? null);
    const prepared = isFresh ? first : await prepare();
    if (!prepared.ok) return prepared;
    const refusal = refuse(
      stored,
      last,
      prepared.value,
      input,
      earliestDay(plans, stored.schemeId, await today(client, at)),
    );
    if (refusal) return refusal;
    const { codes, sequences, origins, checks, totals } = prepared.value;
    const statements = publicationStatements({
      plan: stored,
      revision: stored.revision + 1,
      effectiveFrom: input.effectiveFrom,
      at,
      author,
      codes: new Map(codes.map(({ gridId, after }) => [gridId, after])),
      sequences: new Map(sequences),
      origins: new Map(origins),
    });
    await client.batch(statements, 'write');
    forgetPlan(store, planId);
    const warnings = checks.filter(({ severity }) => severity !== 'error');
    return ok({ plan: await planToday(client, planId, at), codes, warnings, totals });
  });
}

function refuse(
  stored: StoredPlan,
  last: StoredPlan | null,
  prepared: PreparedPublication,
  input: PublishInput,
  earliest: string,
): Result<never> | null {
  if (input.revision !== undefined && input.revision !== stored.revision) {
    return fail('plan.revision-moved', { given: input.revision, revision: stored.revision });
  }
  if (input.effectiveFrom < earliest) return fail('plan.publish-too-early', { date: input.effectiveFrom, earliest });
  if (prepared.grids === 0) return fail('plan.publish-empty');
  const errors = prepared.checks.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    return fail('plan.publish-blocked', {
      count: errors.reduce((sum, { count }) => sum + count, 0),
      kinds: errors.map(({ code, count }) => ({
        zh: `${kindOf(code).zh} ${count}`,
        en: `${kindOf(code).en} ${count}`,
      })),
    });
  }
  if (prepared.outdated && last && input.replaces !== last.id) {
    const { grids } = prepared.outdated;
    return fail('plan.publish-outdated', { plan: last.name, count: grids.length, grids: shortList(grids) });
  }
  return null;
}

/** Kinds of findings that block, in a word. */
const kinds: Readonly<Record<string, { zh: string; en: string }>> = {
  'check.overlap': { zh: '重叠', en: 'overlaps' },
  'check.crack': { zh: '边界缝隙', en: 'gaps along borders' },
  'check.ring': { zh: '边界自相交', en: 'crossing outlines' },
  'check.apart': { zh: '飞地', en: 'exclaves' },
  'check.outside': { zh: '越出社区', en: 'outside the community' },
};
const kindOf = (code: string): { zh: string; en: string } => kinds[code] ?? { zh: code, en: code };

/** As many names as one reads, and a sign that there are more. */
const NAMES_SHOWN = 20;
function shortList(names: readonly (string | LocalName)[]): (string | LocalName)[] {
  return names.length > NAMES_SHOWN ? [...names.slice(0, NAMES_SHOWN), '…'] : [...names];
}
