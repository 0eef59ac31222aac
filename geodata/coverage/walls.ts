import Flatbush from 'flatbush';
import type { Compound } from '../schema/settlement';
import { locatePoint } from '../geometry/point-in-polygon';

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
    for (const ring of compound.boundary) {
      for (let i = 0; i < ring.length; i += 2) {
        const j = (i + 2) % ring.length;
        segments.push(ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!);
      }
    }
    boxes.push(...ringBox(compound.boundary[0]!));
  }
  const segmentIndex = indexBoxes(segments.length / 4, (i) => [
    Math.min(segments[4 * i]!, segments[4 * i + 2]!),
    Math.min(segments[4 * i + 1]!, segments[4 * i + 3]!),
    Math.max(segments[4 * i]!, segments[4 * i + 2]!),
    Math.max(segments[4 * i + 1]!, segments[4 * i + 3]!),
  ]);
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

  function contacts(ax: number, ay: number, bx: number, by: number): number[] {
    const found: number[] = [];
    const near = segmentIndex?.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)) ?? [];
    for (const i of near) {
      pushContact(
        found,
        ax,
        ay,
        bx,
        by,
        segments[4 * i]!,
        segments[4 * i + 1]!,
        segments[4 * i + 2]!,
        segments[4 * i + 3]!,
      );
    }
    return found.sort((p, q) => p - q);
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

/** `[minX, minY, maxX, maxY]` of a ring. */
function ringBox(ring: readonly number[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < ring.length; i += 2) {
    box[0] = Math.min(box[0], ring[i]!);
    box[1] = Math.min(box[1], ring[i + 1]!);
    box[2] = Math.max(box[2], ring[i]!);
    box[3] = Math.max(box[3], ring[i + 1]!);
  }
  return box;
}

function indexBoxes(count: number, boxOf: (i: number) => readonly number[]): Flatbush | null {
  if (count === 0) return null; // Flatbush refuses to be empty.
  const index = new Flatbush(count);
  for (let i = 0; i < count; i++) {
    const [minX, minY, maxX, maxY] = boxOf(i);
    index.add(minX!, minY!, maxX!, maxY!);
  }
  index.finish();
  return index;
}

/** Twice the signed area of a, b, c; exact for lattice integers, as the differences within a county stay small. */
function turn(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/** Adds the parameters strictly inside a→b at which it meets the wall c→d: a crossing, a corner, or both ends of an overlap. */
function pushContact(
  found: number[],
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): void {
  const c = turn(ax, ay, bx, by, cx, cy);
  const d = turn(ax, ay, bx, by, dx, dy);
  if ((c > 0 && d > 0) || (c < 0 && d < 0)) return;
  if (c === 0 && d === 0) {
    const length2 = (bx - ax) ** 2 + (by - ay) ** 2;
    if (length2 === 0) return;
    const along = (x: number, y: number) => ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2;
    const from = Math.min(along(cx, cy), along(dx, dy));
    const to = Math.max(along(cx, cy), along(dx, dy));
    if (from > 0 && from < 1) found.push(from);
    if (to > 0 && to < 1) found.push(to);
    // Walking along a wall from end to end touches it everywhere.
    if (from <= 0 && to >= 1) found.push(0.5);
    return;
  }
  const a = turn(cx, cy, dx, dy, ax, ay);
  const b = turn(cx, cy, dx, dy, bx, by);
  if ((a > 0 && b > 0) || (a < 0 && b < 0) || a === b) return;
  const t = a / (a - b);
  if (a !== 0 && b !== 0) found.push(t);
}
