import Flatbush from 'flatbush';
import type { LatticePoint, MultiPolygon, Ring } from '../schema/coordinates';
import { isOnSegment, orient, segmentsCross } from './orient';
import { VertexTable } from './vertex-table';

/** One place where rings break the rules, and which one. */
export interface Crossing {
  point: LatticePoint;
  kind: 'crossing' | 'touching' | 'overlapping';
}

/**
 * The first place where rings cross, run through a vertex without having it, run the same edge twice, or where one ring
 * visits a vertex twice; null where there is none. Different rings may share single vertices. Exact.
 */
export function findCrossing(polygons: MultiPolygon): Crossing | null {
  const ax: number[] = [];
  const ay: number[] = [];
  const bx: number[] = [];
  const by: number[] = [];
  for (const polygon of polygons) {
    for (const ring of polygon) {
      const repeated = firstRepeatedVertex(ring);
      if (repeated) return { point: repeated, kind: 'touching' };
      for (let i = 0; i < ring.length; i += 2) {
        const j = i + 2 === ring.length ? 0 : i + 2;
        ax.push(ring[i]!);
        ay.push(ring[i + 1]!);
        bx.push(ring[j]!);
        by.push(ring[j + 1]!);
      }
    }
  }
  if (ax.length === 0) return null;
  const index = new Flatbush(ax.length);
  for (let i = 0; i < ax.length; i++) {
    index.add(Math.min(ax[i]!, bx[i]!), Math.min(ay[i]!, by[i]!), Math.max(ax[i]!, bx[i]!), Math.max(ay[i]!, by[i]!));
  }
  index.finish();
  for (let i = 0; i < ax.length; i++) {
    const found = index.search(
      Math.min(ax[i]!, bx[i]!),
      Math.min(ay[i]!, by[i]!),
      Math.max(ax[i]!, bx[i]!),
      Math.max(ay[i]!, by[i]!),
    );
    for (const j of found) {
      if (j <= i) continue;
      const crossing = segmentsConflict(ax[i]!, ay[i]!, bx[i]!, by[i]!, ax[j]!, ay[j]!, bx[j]!, by[j]!);
      if (crossing) return crossing;
    }
  }
  return null;
}

function firstRepeatedVertex(ring: Ring): LatticePoint | null {
  const vertices = new VertexTable();
  for (let i = 0; i < ring.length; i += 2) {
    if (vertices.intern(ring[i]!, ring[i + 1]!) !== i / 2) return [ring[i]!, ring[i + 1]!];
  }
  return null;
}

/** Where two segments meet in anything but a shared end; null where they do not. Exact. */
export function segmentsConflict(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): Crossing | null {
  if (segmentsCross(ax, ay, bx, by, cx, cy, dx, dy)) {
    const atC = orient(ax, ay, bx, by, cx, cy);
    const share = atC / (atC - orient(ax, ay, bx, by, dx, dy));
    return { point: [Math.round(cx + (dx - cx) * share), Math.round(cy + (dy - cy) * share)], kind: 'crossing' };
  }
  const sameAC = ax === cx && ay === cy;
  const sameAD = ax === dx && ay === dy;
  const sameBC = bx === cx && by === cy;
  const sameBD = bx === dx && by === dy;
  if ((sameAC && sameBD) || (sameAD && sameBC)) return { point: [ax, ay], kind: 'overlapping' };
  if (!sameAC && !sameAD && isOnSegment(ax, ay, cx, cy, dx, dy)) return { point: [ax, ay], kind: 'touching' };
  if (!sameBC && !sameBD && isOnSegment(bx, by, cx, cy, dx, dy)) return { point: [bx, by], kind: 'touching' };
  if (!sameAC && !sameBC && isOnSegment(cx, cy, ax, ay, bx, by)) return { point: [cx, cy], kind: 'touching' };
  if (!sameAD && !sameBD && isOnSegment(dx, dy, ax, ay, bx, by)) return { point: [dx, dy], kind: 'touching' };
  return null;
}
