import type { Compound } from '../schema/settlement';
import { locatePoint } from '../geometry/point-in-polygon';
import { indexBoxes, indexSegments, pushRing, ringBox } from './segment-index';

/** `side` of a place that lies inside no walled compound. */
export const OUTSIDE = -1;

/** The walls of a place: a wall is crossed at gates only, so every question here is answered in exact integers. */
export interface Walls {
  /** Walled compounds; their position here is the `side` of whatever lies inside them. */
  readonly compounds: readonly Compound[];
  /** Innermost walled compound that holds the point strictly inside, leaving out `except`; `OUTSIDE` if none. */
  sideAt(x: number, y: number, except?: number): number;
  /** Where a segment touches a wall strictly between its ends: parameters in 0…1, ascending. */
  contacts(ax: number, ay: number, bx: number, by: number): number[];
  /** True if the segment touches a wall between its ends or does not run inside `side` (coordinates may be fractional). */
  blocks(ax: number, ay: number, bx: number, by: number, side: number): boolean;
}

/** Indexes the boundaries of the walled compounds; the others stop nobody. */
export function buildWalls(all: readonly Compound[]): Walls {
  const compounds = all.filter((compound) => compound.walled && (compound.boundary[0]?.length ?? 0) >= 6);
  const segments: number[] = [];
  const boxes: number[] = [];
  for (const compound of compounds) {
    for (const ring of compound.boundary) pushRing(segments, ring);
    boxes.push(...ringBox(compound.boundary[0]!));
  }
  const contacts = indexSegments(segments);
  const compoundIndex = indexBoxes(compounds.length, (i) => boxes.slice(4 * i, 4 * i + 4));
  const extent = (i: number) => (boxes[4 * i + 2]! - boxes[4 * i]!) * (boxes[4 * i + 3]! - boxes[4 * i + 1]!);

  function sideAt(x: number, y: number, except = OUTSIDE): number {
    let best = OUTSIDE;
    for (const i of compoundIndex?.search(x, y, x, y) ?? []) {
      // Of compounds one inside another the innermost has the smallest box; ties go to the first.
      const closer = best === OUTSIDE || extent(i) < extent(best) || (extent(i) === extent(best) && i < best);
      if (i !== except && closer && locatePoint([x, y], [compounds[i]!.boundary]) === 'inside') best = i;
    }
    return best;
  }

  function blocks(ax: number, ay: number, bx: number, by: number, side: number): boolean {
    if (compounds.length === 0) return false;
    return contacts(ax, ay, bx, by).length > 0 || sideOfMiddle(ax, ay, bx, by) !== side;
  }

  function sideOfMiddle(ax: number, ay: number, bx: number, by: number): number {
    // A door may stand on its street: then the point itself decides, no half units.
    return sideAt((ax + bx) / 2, (ay + by) / 2);
  }

  return { compounds, sideAt, contacts, blocks };
}
