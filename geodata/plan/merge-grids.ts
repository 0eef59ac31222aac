import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import { dissolveFaces } from '../geometry/dissolve-faces';
import { edgesOf } from '../geometry/cut-faces';
import { VertexTable, edgeKey } from '../geometry/vertex-table';
import { nextGridCode } from './next-grid-code';
import type { IndexedPlan } from './indexed-plan';
import { joinWorkers } from './grid-workers';
import { nameOfMerged } from './name-parts';
import type { PlannedChange } from './planned-change';

export interface MergeGridsInput {
  gridIds: readonly GridId[];
  newId: GridId;
}

/**
 * Merges grids of one community that hang together by shared borders; unassigned land may be among them and is taken in.
 * No vertex moves, so neighbours stay as they are. The grids are retired; whoever worked in
 * one of them works in the new one, once.
 */
export function mergeGrids(plan: IndexedPlan, input: MergeGridsInput): Result<PlannedChange> {
  const ids = [...new Set(input.gridIds)];
  if (ids.length < 2) return fail('plan.merge-too-few');
  const parts: Grid[] = [];
  for (const id of ids) {
    const grid = plan.get(id);
    if (!grid) return fail('grid.not-found', { grid: id });
    parts.push(grid);
  }
  const grids = parts.filter((grid) => grid.kind !== 'unassigned');
  const [first] = grids;
  if (!first) return fail('plan.merge-only-unassigned');
  const stranger = parts.find((grid) => grid.communityId !== first.communityId);
  if (stranger) {
    return fail('plan.merge-communities', {
      one: plan.labelOf(first.communityId),
      other: plan.labelOf(stranger.communityId),
    });
  }
  const otherKind = grids.find((grid) => grid.kind !== first.kind);
  if (otherKind) return fail('plan.merge-kinds', { one: first.name, other: otherKind.name });
  const apart = firstApart(parts);
  if (apart) return fail('plan.merge-apart', { one: first.name, other: apart.name });
  if (plan.has(input.newId)) return fail('plan.id-taken');

  const code = nextGridCode(plan, first.communityId);
  if (!code.ok) return code;
  const merged: Grid = {
    id: input.newId,
    communityId: first.communityId,
    kind: first.kind,
    code: code.value,
    name: nameOfMerged(
      grids.map((grid) => grid.name),
      plan.namesIn(first.communityId),
    ),
    workers: joinWorkers(grids.map((grid) => grid.workers)),
    polygons: dissolveFaces(parts.map((grid) => grid.polygons)),
    parents: grids.map((grid) => grid.id),
    revision: 0,
  };
  const subject = grids.map((grid) => grid.name).join('、');
  return ok({ note: { act: 'merge', subject: subject.slice(0, 200) }, put: [merged], delete: ids, notices: [] });
}

/** The first of the parts that cannot be reached from the first over shared borders. */
function firstApart(parts: readonly Grid[]): Grid | undefined {
  const vertices = new VertexTable();
  const borders = new Map<number, number>();
  const edges = parts.map(({ polygons }, index) => {
    const keys: (readonly [from: number, to: number])[] = [];
    for (const [ax, ay, bx, by] of edgesOf(polygons)) {
      const [from, to] = [vertices.intern(ax, ay), vertices.intern(bx, by)];
      borders.set(edgeKey(from, to), index);
      keys.push([from, to]);
    }
    return keys;
  });
  const reached = new Set([0]);
  const queue = [0];
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    for (const [from, to] of edges[index]!) {
      const neighbour = borders.get(edgeKey(to, from));
      if (neighbour === undefined || reached.has(neighbour)) continue;
      reached.add(neighbour);
      queue.push(neighbour);
    }
  }
  return parts.find((_, index) => !reached.has(index));
}
