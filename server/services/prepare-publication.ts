import { faceName, findDivergence } from '../../geodata/plan/rebase-plan';
import { lastPublished } from '../../geodata/plan/plan-standing';
import { numberGrids } from '../../geodata/plan/number-grids';
import type { PlanDifference } from '../../geodata/plan/compare-plans';
import type { IndexedPlan } from '../../geodata/plan/indexed-plan';
import type { AreaId, GridId } from '../../geodata/schema/ids';
import type { LocalName } from '../../geodata/schema/place';
import { fail, ok } from '../../geodata/schema/problems';
import type { Result } from '../../geodata/schema/problems';
import type { ComparisonTotals, PublicationPreview, VersionAct } from '../../geodata/schema/publication';
import { selectGrids, selectPlans } from '../db/queries/plans';
import { selectPublishedCodes } from '../db/queries/publications';
import type { StoredPlan } from '../db/rows';
import { selectBaseUnitColumns } from '../db/queries/base-unit-columns';
import { comparePlansOf, comparisonTotals } from './compare-plans';
import type { CompareSource } from './compare-plans';
import { indexPlan } from './open-plan';
import { pageFindings, readPlanFindings } from './read-plan';

/** What publishing a draft as it is at a revision comes to; nothing is written yet. */
export interface PreparedPublication {
  revision: number;
  /** What was published last in the scheme when this was made. */
  last: string | null;
  checks: PublicationPreview['checks'];
  grids: number;
  totals: ComparisonTotals | null;
  codes: PublicationPreview['codes'];
  /** Highest number given out, per community. */
  sequences: [AreaId, number][];
  /** How each grid came to be that is not as the publication before had it. */
  origins: [GridId, { act: VersionAct; parents: readonly GridId[] }][];
  /** Null where nothing was published since the draft was made. */
  outdated: { grids: (string | LocalName)[]; conflicts: (string | LocalName)[] } | null;
}

/**
 * Works out everything that publishing a draft takes: checks, codes, origins, and what it changes. For a worker: a city
 * takes seconds. Fails with `plan.not-found`, `plan.not-a-draft` or `plan.codes-exhausted`.
 */
export async function preparePublication(source: CompareSource, planId: string): Promise<Result<PreparedPublication>> {
  const { client } = source;
  const plans = await selectPlans(client);
  const stored = plans.find(({ id }) => id === planId);
  if (!stored) return fail('plan.not-found', { plan: planId });
  if (stored.status === 'published') return fail('plan.not-a-draft', { plan: stored.name });
  const last = lastPublished(plans, stored.schemeId) ?? null;
  const plan = await indexPlan(client, stored);
  const columns = () => source.cached('base-unit-columns', () => selectBaseUnitColumns(client));
  const findings = await source.cached(`plan:${planId}:${stored.revision}:checks`, () =>
    readPlanFindings(client, planId, columns),
  );
  const published = await selectPublishedCodes(client, stored.schemeId, plan.rules.sequenceDigits);
  const numbered = numberGrids({
    grids: plan.all(),
    communities: plan.communities,
    published: published.codes,
    highest: published.highest,
    sequenceDigits: plan.rules.sequenceDigits,
  });
  if (!numbered.ok) return numbered;
  const grids = [...plan.all()].filter((grid) => grid.kind !== 'unassigned');
  const compared = last && (await comparePlansOf(source, last, stored));
  return ok({
    revision: stored.revision,
    last: last?.id ?? null,
    checks: pageFindings(findings ?? [], { offset: 0, limit: 0 }).groups,
    grids: grids.length,
    totals: compared ? comparisonTotals(compared) : null,
    codes: grids.flatMap(({ id, name, code }) => {
      const after = numbered.value.codes.get(id)!;
      return after === code ? [] : [{ gridId: id, name, before: code, after }];
    }),
    sequences: [...numbered.value.highest],
    origins: originsOf(plan, compared?.difference ?? null),
    outdated: await findOutdated(source, plan, stored, last),
  });
}

/** How each grid came to be that the last publication has not as it is. */
function originsOf(plan: IndexedPlan, difference: PlanDifference | null): PreparedPublication['origins'] {
  if (!difference) return Array.from(plan.all(), ({ id }) => [id, { act: 'new', parents: [] }]);
  return difference.grids.flatMap(({ id, fate, from, after }): PreparedPublication['origins'] => {
    if (!after || fate === 'unchanged' || fate === 'retired') return [];
    return [[id, { act: fate, parents: from.filter((parent) => parent !== id) }]];
  });
}

/** What was published since the draft was made; null where nothing was. */
async function findOutdated(
  { client }: CompareSource,
  plan: IndexedPlan,
  stored: StoredPlan,
  last: StoredPlan | null,
): Promise<PreparedPublication['outdated']> {
  if (!last || stored.madeFrom === last.id) return null;
  const base = stored.madeFrom === null ? [] : await selectGrids(client, stored.madeFrom);
  const { put, gone, both } = findDivergence(plan, { base, published: await selectGrids(client, last.id) });
  if (put.length === 0 && gone.length === 0) return null;
  const named = (faces: typeof put): (string | LocalName)[] => faces.map((grid) => faceName(plan, grid));
  const isGrid = ({ kind }: (typeof put)[number]): boolean => kind !== 'unassigned';
  return {
    grids: named([...put, ...gone].filter(isGrid)),
    // Without a common beginning there is nothing to tell whose change is whose.
    conflicts: named(base.length > 0 ? both : put.filter(isGrid)),
  };
}
