import { assignPoints } from '../geometry/assign-points';
import type { Grid } from '../schema/plan';
import type { CountColumns } from './count-units';
import { NOWHERE } from './pair-plans';
import type { PairedPlans } from './pair-plans';

/** The index of the face each base unit lies in, -1 for none: what `comparePlans` takes as `located`. */
export function locateUnits({ xy }: Pick<CountColumns, 'xy'>, faces: readonly Grid[]): Int32Array {
  return assignPoints(
    xy,
    faces.map((face) => face.polygons),
  );
}

/**
 * The same for the faces of the later plan. Most are those of the earlier one, and what lay in such a face still does.
 * @param located of the earlier plan
 */
export function locateAnew(
  { xy }: CountColumns,
  after: readonly Grid[],
  located: Int32Array,
  { twinOfBefore, twinOfAfter, isUntouched }: PairedPlans,
): Int32Array {
  const changed: number[] = [];
  for (let a = 0; a < after.length; a++) {
    const twin = twinOfAfter[a]!;
    if (twin === NOWHERE || !isUntouched[twin]) changed.push(a);
  }
  const found = new Int32Array(located.length);
  const open: number[] = [];
  const openXy: number[] = [];
  for (let unit = 0; unit < found.length; unit++) {
    const face = located[unit]!;
    if (face !== NOWHERE && isUntouched[face]) {
      found[unit] = twinOfBefore[face]!;
      continue;
    }
    open.push(unit);
    openXy.push(xy[unit * 2]!, xy[unit * 2 + 1]!);
  }
  const homes = assignPoints(
    openXy,
    changed.map((i) => after[i]!.polygons),
  );
  open.forEach((unit, i) => (found[unit] = changed[homes[i]!] ?? NOWHERE));
  return found;
}

/** The same without faces that are no grids. */
export function onlyGrids(located: Int32Array, isGrid: Uint8Array): Int32Array {
  const found = new Int32Array(located.length);
  for (let unit = 0; unit < found.length; unit++) {
    const face = located[unit]!;
    found[unit] = face !== NOWHERE && isGrid[face] ? face : NOWHERE;
  }
  return found;
}
