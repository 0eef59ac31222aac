import type { MultiPolygon, Polygon, Ring } from '../schema/coordinates';

const SAFE = Number.MAX_SAFE_INTEGER;

/**
 * Twice the signed area of a ring in square lattice units: positive counter-clockwise.
 * Exact (an integer) wherever it is below 2^53, which holds for any ring inside 6.7° × 6.7°;
 * beyond that the nearest double.
 */
export function doubledRingArea(ring: Ring): number {
  const length = ring.length;
  const originX = ring[0]!;
  const originY = ring[1]!;
  let sum = 0;
  let previousX = 0;
  let previousY = 0;
  for (let i = 2; i < length; i += 2) {
    const x = ring[i]! - originX;
    const y = ring[i + 1]! - originY;
    const forward = previousX * y;
    const backward = x * previousY;
    sum += forward - backward;
    // Every intermediate value below 2^53 means that no step was rounded.
    if (Math.abs(forward) + Math.abs(backward) > SAFE || Math.abs(sum) > SAFE) return doubledWithBigInt(ring);
    previousX = x;
    previousY = y;
  }
  return sum;
}

function doubledWithBigInt(ring: Ring): number {
  let sum = 0n;
  for (let i = 0; i < ring.length; i += 2) {
    const j = i + 2 === ring.length ? 0 : i + 2;
    sum += BigInt(ring[i]!) * BigInt(ring[j + 1]!) - BigInt(ring[j]!) * BigInt(ring[i + 1]!);
  }
  return Number(sum);
}

/** Twice the area of a polygon, holes taken off, in square lattice units. Exact like `doubledRingArea`. */
export function doubledPolygonArea(polygon: Polygon): number {
  let sum = 0;
  for (const ring of polygon) sum += doubledRingArea(ring);
  return sum;
}

/** Twice the area of polygons, holes taken off, in square lattice units. Exact like `doubledRingArea`. */
export function doubledArea(polygons: MultiPolygon): number {
  let sum = 0;
  for (const polygon of polygons) sum += doubledPolygonArea(polygon);
  return sum;
}
