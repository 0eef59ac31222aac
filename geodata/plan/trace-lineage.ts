import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';

/** What became of a grid from one plan to another. */
export const gridFates = ['unchanged', 'reshaped', 'split', 'merged', 'new', 'retired'] as const;
export type GridFate = (typeof gridFates)[number];

/** Parents of grids that are in neither plan any more: what lies between two plans, by id. */
export type Ancestry = ReadonlyMap<GridId, readonly GridId[]>;

export interface LineageInput {
  /** Grids of the later plan whose id the earlier one has not. */
  made: readonly Grid[];
  isEarlier(id: GridId): boolean;
  isLater(id: GridId): boolean;
  ancestry: Ancestry;
  /** The parents of a grid that names none which lead to the earlier plan. */
  guess(id: GridId): readonly GridId[];
}

export interface Lineage {
  /** Grids of the earlier plan that a grid with a new id came from. */
  parentsOf(id: GridId): readonly GridId[];
  /** Grids with a new id that came from one of the earlier plan. */
  childrenOf(id: GridId): readonly GridId[];
  /** How a grid with a new id came to be. */
  fateOfMade(id: GridId): GridFate;
  /** What became of a grid whose id the later plan has not. */
  fateOfGone(id: GridId): GridFate;
}

const none: readonly GridId[] = [];

/**
 * Who came from whom between two plans: grids keep their id until a split or a merge gives them a new one, which names its
 * parents. Where the parents were themselves made and unmade in between, `ancestry` leads on.
 */
export function traceLineage({ made, isEarlier, isLater, ancestry, guess }: LineageInput): Lineage {
  const parents = new Map<GridId, readonly GridId[]>();
  const children = new Map<GridId, GridId[]>();
  for (const grid of made) {
    const known = firstKnown(grid.parents, isEarlier, ancestry);
    const found = known.length > 0 ? known : guess(grid.id);
    parents.set(grid.id, found);
    for (const parent of found) {
      const others = children.get(parent);
      if (others) others.push(grid.id);
      else children.set(parent, [grid.id]);
    }
  }
  const parentsOf = (id: GridId): readonly GridId[] => parents.get(id) ?? none;
  const childrenOf = (id: GridId): readonly GridId[] => children.get(id) ?? none;
  /** Parts a grid fell into: itself too, where it is still there. */
  const countParts = (id: GridId): number => childrenOf(id).length + (isLater(id) ? 1 : 0);
  const fateOfMade = (id: GridId): GridFate => {
    const [only, another] = parentsOf(id);
    if (only === undefined) return 'new';
    if (another !== undefined) return 'merged';
    return countParts(only) > 1 ? 'split' : 'reshaped';
  };
  const fateOfGone = (id: GridId): GridFate => {
    const [only, another] = childrenOf(id);
    if (only === undefined) return 'retired';
    return another !== undefined ? 'split' : fateOfMade(only);
  };
  return { parentsOf, childrenOf, fateOfMade, fateOfGone };
}

/** The nearest ancestors that the earlier plan has, in the order of the parents; each once. */
function firstKnown(parents: readonly GridId[], isEarlier: (id: GridId) => boolean, ancestry: Ancestry): GridId[] {
  const found = new Set<GridId>();
  const seen = new Set<GridId>();
  const queue = [...parents];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (isEarlier(id)) found.add(id);
    else queue.unshift(...(ancestry.get(id) ?? []));
  }
  return [...found];
}
