import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { isOnlyRenoded } from './reshaped-grids';

/** What became of a grid from one plan to another. */
export const gridFates = ['unchanged', 'reshaped', 'split', 'merged', 'new', 'retired'] as const;
export type GridFate = (typeof gridFates)[number];

/** Parents of grids that are in neither plan any more: what lies between two plans, by id. */
export type Ancestry = ReadonlyMap<GridId, readonly GridId[]>;

export interface Lineage {
  /** Grids of the earlier plan that one of the later plan came from; itself where it kept its id. */
  from: ReadonlyMap<GridId, readonly GridId[]>;
  /** Grids of the later plan that came from one of the earlier plan. */
  to: ReadonlyMap<GridId, readonly GridId[]>;
  /** What became of a grid; of one in both plans `unchanged` or `reshaped`. */
  fateOf(id: GridId): GridFate;
}

/**
 * Who came from whom between two plans without unassigned land: grids keep their id until a split or a merge gives them a
 * new one, which names its parents. Where the parents were themselves made and unmade in between, `ancestry` leads on.
 * @param guess the parents of a grid that names none which lead to the earlier plan
 * @param isUntouched grids of both plans that are known to have the same rings, number by number
 */
export function traceLineage(
  before: readonly Grid[],
  after: readonly Grid[],
  ancestry: Ancestry,
  guess: (id: GridId) => readonly GridId[] = () => [],
  isUntouched: (id: GridId) => boolean = () => false,
): Lineage {
  const earlier = new Map(before.map((grid) => [grid.id, grid]));
  const later = new Map(after.map((grid) => [grid.id, grid]));
  const from = new Map<GridId, readonly GridId[]>();
  const to = new Map<GridId, GridId[]>();
  for (const grid of after) {
    const known = earlier.has(grid.id) ? [grid.id] : firstKnown(grid.parents, earlier, ancestry);
    const parents = known.length > 0 ? known : guess(grid.id);
    from.set(grid.id, parents);
    for (const parent of parents) {
      const children = to.get(parent);
      if (children) children.push(grid.id);
      else to.set(parent, [grid.id]);
    }
  }
  const fateOfNew = (id: GridId): GridFate => {
    const parents = from.get(id) ?? [];
    const [only] = parents;
    if (only === undefined) return 'new';
    if (parents.length > 1) return 'merged';
    return (to.get(only)?.length ?? 0) > 1 ? 'split' : 'reshaped';
  };
  const fateOfGone = (id: GridId): GridFate => {
    const children = to.get(id) ?? [];
    const [only] = children;
    if (only === undefined) return 'retired';
    return children.length > 1 ? 'split' : fateOfNew(only);
  };
  return {
    from,
    to,
    fateOf(id) {
      const [was, is] = [earlier.get(id), later.get(id)];
      if (was && is) return isUntouched(id) || hasSameShape(was, is) ? 'unchanged' : 'reshaped';
      return is ? fateOfNew(id) : fateOfGone(id);
    },
  };
}

/** True where two states of a grid cover the same land: a vertex gained on a border changes nothing. */
export function hasSameShape(was: Grid, is: Grid): boolean {
  return was.polygons === is.polygons || isOnlyRenoded(was, { ...was, polygons: is.polygons });
}

/** The nearest ancestors that the earlier plan has, in the order of the parents; each once. */
function firstKnown(parents: readonly GridId[], earlier: ReadonlyMap<GridId, unknown>, ancestry: Ancestry): GridId[] {
  const found = new Set<GridId>();
  const seen = new Set<GridId>();
  const queue = [...parents];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (earlier.has(id)) found.add(id);
    else queue.unshift(...(ancestry.get(id) ?? []));
  }
  return [...found];
}
