import { ok } from '../../schema/problems';
import type { Result } from '../../schema/problems';
import { buildPlan } from '../build-plans';
import type { ImportRun } from './import-run';

/** The draft plans of the spec, and the schemes they belong to. */
export async function addPlans(run: ImportRun): Promise<Result<true>> {
  const { plans, schemes } = run.dataset;
  for (const spec of run.spec.plans) {
    const file = run.layers('base-units')[0]?.file ?? '';
    const log = spec.from === 'base-units' ? run.log.layer(file, 'plans') : null;
    const built = buildPlan(spec, run.communities, run.imported, run.communityOf, log);
    if (!built.ok) return built;
    plans.push(built.value);
    if (schemes.some(({ id }) => id === spec.scheme.id)) continue;
    const { zh, en } = spec.scheme.name;
    schemes.push({ id: spec.scheme.id, name: en === undefined ? { zh } : { zh, en } });
  }
  return ok(true);
}
