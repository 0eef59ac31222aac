import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { isOnlyRenoded } from './reshaped-grids';

/** Stands for no face where an index is asked for. */
export const NOWHERE = -1;

/** The faces of two plans paired by id, as columns: a city has thousands, and each is asked for often. */
export interface PairedPlans {
  indexBefore: ReadonlyMap<GridId, number>;
  indexAfter: ReadonlyMap<GridId, number>;
  /** Index of the face of the same id in the other plan; -1 where there is none. */
  twinOfBefore: Int32Array;
  twinOfAfter: Int32Array;
  /** 1 where the face is a grid, 0 where it is unassigned land. */
  isGridBefore: Uint8Array;
  isGridAfter: Uint8Array;
  /** For each face of the earlier plan: 1 where the later one has it with the same kind and the same vertices. */
  isUntouched: Uint8Array;
}

/** Pairs the faces of two plans. */
export function pairPlans(before: readonly Grid[], after: readonly Grid[]): PairedPlans {
  const indexBefore = new Map<GridId, number>();
  const indexAfter = new Map<GridId, number>();
  before.forEach((grid, i) => indexBefore.set(grid.id, i));
  after.forEach((grid, i) => indexAfter.set(grid.id, i));
  const twinOfAfter = new Int32Array(after.length).fill(NOWHERE);
  const isUntouched = new Uint8Array(before.length);
  const twinOfBefore = Int32Array.from(before, (grid, b) => {
    const a = indexAfter.get(grid.id);
    if (a === undefined) return NOWHERE;
    twinOfAfter[a] = b;
    if (grid.kind === after[a]!.kind && hasSameRings(grid, after[a]!)) isUntouched[b] = 1;
    return a;
  });
  const flags = (grids: readonly Grid[]): Uint8Array => Uint8Array.from(grids, ({ kind }) => +(kind !== 'unassigned'));
  return {
    indexBefore,
    indexAfter,
    twinOfBefore,
    twinOfAfter,
    isGridBefore: flags(before),
    isGridAfter: flags(after),
    isUntouched,
  };
}

/** True where two states of a grid cover the same land: a vertex gained on a border changes nothing. */
export function hasSameShape(was: Grid, is: Grid): boolean {
  return hasSameRings(was, is) || isOnlyRenoded(was, { ...was, polygons: is.polygons });
}

/** Number by number; much cheaper than looking units up again. */
function hasSameRings(a: Grid, b: Grid): boolean {
  if (a.polygons === b.polygons) return true;
  if (a.polygons.length !== b.polygons.length) return false;
  return a.polygons.every((polygon, p) => {
    const other = b.polygons[p]!;
    if (polygon.length !== other.length) return false;
    return polygon.every((ring, r) => {
      const twin = other[r]!;
      if (ring.length !== twin.length) return false;
      for (let i = 0; i < ring.length; i++) if (ring[i] !== twin[i]) return false;
      return true;
    });
  });
}
