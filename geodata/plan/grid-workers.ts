import { workerKinds } from '../schema/grid-worker';
import type { GridWorker, WorkerKind, WorkerPosts } from '../schema/grid-worker';
import type { WorkerId } from '../schema/ids';

/** Posts are kept to the thousandth, so that sums of parts come out even. */
const round = (posts: number): number => Math.round(posts * 1000) / 1000;

/** Posts of each kind over the lists of several grids; a person whom grids share counts for the part in each. */
export function sumPosts(lists: Iterable<readonly GridWorker[]>): WorkerPosts {
  const sum = { 'full-time': 0, 'part-time': 0, mobile: 0 };
  for (const workers of lists) for (const worker of workers) sum[worker.kind] += worker.posts;
  return { 'full-time': round(sum['full-time']), 'part-time': round(sum['part-time']), mobile: round(sum.mobile) };
}

/** Posts of each kind in one grid, named or not. */
export const countPosts = (workers: readonly GridWorker[]): WorkerPosts => sumPosts([workers]);

/** Full-time posts: what the standard of a place counts. */
export const fullTimePosts = (workers: readonly GridWorker[]): number => countPosts(workers)['full-time'];

/** Posts of a kind whose holders nobody has entered; an empty list for none. */
export function unnamedWorkers(kind: WorkerKind, posts: number): GridWorker[] {
  return round(posts) > 0 ? [{ id: kind as string as WorkerId, name: '', kind, posts: round(posts) }] : [];
}

/** By kind; within a kind the named as they come, then the posts without a name. */
export function orderWorkers(workers: readonly GridWorker[]): GridWorker[] {
  const rank = ({ kind, name }: GridWorker): number => workerKinds.indexOf(kind) * 2 + (name === '' ? 1 : 0);
  return [...workers].sort((a, b) => rank(a) - rank(b));
}

/**
 * The workers of several grids as those of one: whoever is in more than one list is in it once. Parts of a person add up,
 * to a whole one at most; posts without a name add up. Where lists disagree about a person the first is right.
 */
export function joinWorkers(lists: readonly (readonly GridWorker[])[]): GridWorker[] {
  const joined = new Map<string, GridWorker>();
  for (const worker of lists.flat()) {
    const known = joined.get(worker.id);
    const posts = round((known?.posts ?? 0) + worker.posts);
    joined.set(worker.id, { ...(known ?? worker), posts: worker.name === '' ? posts : Math.min(1, posts) });
  }
  return orderWorkers([...joined.values()]);
}

/** True where two lists in order say the same. */
export function hasSameWorkers(one: readonly GridWorker[], other: readonly GridWorker[]): boolean {
  if (one === other) return true;
  return (
    one.length === other.length &&
    one.every((worker, i) => {
      const { id, name, kind, posts } = other[i]!;
      return worker.id === id && worker.name === name && worker.kind === kind && worker.posts === posts;
    })
  );
}

/** Who came to a grid and who left it. A person is the same by id, or by kind and name where a file made the ids anew. */
export interface WorkerDifference {
  came: GridWorker[];
  went: GridWorker[];
}

/** What differs between the workers of a grid before and after; a person whose name or kind was corrected came and went. */
export function compareWorkers(before: readonly GridWorker[], after: readonly GridWorker[]): WorkerDifference {
  if (hasSameWorkers(before, after)) return { came: [], went: [] };
  const left = before.filter(({ name }) => name !== '');
  const came: GridWorker[] = [];
  for (const worker of after) {
    if (worker.name === '') continue;
    const namesakes = left.filter(({ name, kind }) => name === worker.name && kind === worker.kind);
    const same = namesakes.find(({ id }) => id === worker.id) ?? namesakes[0];
    if (same) left.splice(left.indexOf(same), 1);
    else came.push(worker);
  }
  return { came, went: left };
}
