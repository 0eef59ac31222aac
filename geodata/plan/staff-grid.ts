import type { GridWorker } from '../schema/grid-worker';
import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { orderWorkers } from './grid-workers';
import type { IndexedPlan } from './indexed-plan';
import type { PlannedChange } from './planned-change';

/**
 * Says who works in a grid. A person whom other grids share is one person: a name or kind corrected here is corrected there.
 */
export function staffGrid(
  plan: IndexedPlan,
  input: { gridId: GridId; workers: readonly GridWorker[] },
): Result<PlannedChange> {
  const grid = plan.get(input.gridId);
  if (!grid || grid.kind === 'unassigned') return fail('grid.not-found', { grid: input.gridId });
  const put = [withWorkers(grid, input.workers)];
  const people = new Map(input.workers.flatMap((worker) => (worker.name === '' ? [] : [[worker.id, worker]])));
  for (const other of plan.all()) {
    if (other.id === grid.id) continue;
    const isOutdated = (worker: GridWorker): boolean => {
      const now = people.get(worker.id);
      return now !== undefined && (now.name !== worker.name || now.kind !== worker.kind);
    };
    if (!other.workers.some(isOutdated)) continue;
    const corrected = other.workers.map((worker) => {
      const now = people.get(worker.id);
      return now ? { ...worker, name: now.name, kind: now.kind } : worker;
    });
    put.push(withWorkers(other, corrected));
  }
  return ok({ note: { act: 'staff', subject: grid.name }, put, delete: [], notices: [] });
}

const withWorkers = (grid: Grid, workers: readonly GridWorker[]): Grid => ({
  ...grid,
  workers: orderWorkers(workers),
  revision: grid.revision + 1,
});
