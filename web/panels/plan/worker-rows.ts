import { nameSeparator } from '../../../geodata/formats/worker-names';
import { orderWorkers, unnamedWorkers } from '../../../geodata/plan/grid-workers';
import { MOST_WORKERS, WORKER_NAME_LENGTH, workerKinds, workerNamePattern } from '../../../geodata/schema/grid-worker';
import type { GridWorker, WorkerKind } from '../../../geodata/schema/grid-worker';
import type { WorkerId } from '../../../geodata/schema/ids';
import type { Grid } from '../../../geodata/schema/plan';

/** One person while the workers of a grid are edited. */
export interface WorkerRow {
  id: WorkerId;
  name: string;
  kind: WorkerKind;
  posts: number;
}

/** What is edited: people one by one, and how many posts of each kind nobody is named for. */
export interface EditedWorkers {
  people: WorkerRow[];
  unnamed: Record<WorkerKind, number>;
}

/** The workers of a grid, to be edited. */
export function editWorkers(workers: readonly GridWorker[]): EditedWorkers {
  const unnamed: EditedWorkers['unnamed'] = { 'full-time': 0, 'part-time': 0, mobile: 0 };
  for (const { name, kind, posts } of workers) if (name === '') unnamed[kind] += posts;
  return { people: workers.filter(({ name }) => name !== '').map((worker) => ({ ...worker })), unnamed };
}

/** Names of a pasted list; one name where it is none. */
export const splitNames = (text: string): string[] =>
  text
    .split(nameSeparator)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** The first thing that stands in the way of keeping what was edited; null where nothing does. Rows without a name are none. */
export function whyNot({
  people,
  unnamed,
}: EditedWorkers): { code: 'badName' | 'badPosts' | 'tooMany'; name: string } | null {
  const bad = people
    .map(({ name }) => name.trim())
    .find((name) => name !== '' && (!workerNamePattern.test(name) || name.length > WORKER_NAME_LENGTH));
  if (bad !== undefined) return { code: 'badName', name: bad.slice(0, WORKER_NAME_LENGTH) };
  if (Object.values(unnamed).some((posts) => !(posts >= 0 && posts <= 1000))) return { code: 'badPosts', name: '' };
  return people.length + workerKinds.length > MOST_WORKERS ? { code: 'tooMany', name: '' } : null;
}

/** People who fill a part of a post in other grids of the same community: they can be shared with this one. */
export function sharedElsewhere(grid: Grid, grids: readonly Grid[]): { worker: GridWorker; grid: Grid }[] {
  return grids
    .filter((other) => other.id !== grid.id && other.communityId === grid.communityId)
    .flatMap((other) =>
      other.workers.flatMap((worker) => (worker.posts < 1 && worker.name ? [{ worker, grid: other }] : [])),
    );
}

/**
 * What was edited as the workers of the grid. Somebody new who fills a part of a post and has the name and kind of a person
 * shared elsewhere is that person.
 */
export function keepWorkers({ people, unnamed }: EditedWorkers, shared: readonly GridWorker[]): GridWorker[] {
  const kept = people.flatMap(({ id, name, kind, posts }): GridWorker[] => {
    const trimmed = name.trim();
    if (trimmed === '') return [];
    const same = posts < 1 ? shared.find((other) => other.name === trimmed && other.kind === kind) : undefined;
    return [{ id: same?.id ?? id, name: trimmed, kind, posts }];
  });
  const once = [...new Map(kept.map((worker) => [worker.id, worker])).values()];
  return orderWorkers([...once, ...workerKinds.flatMap((kind) => unnamedWorkers(kind, unnamed[kind]))]);
}
