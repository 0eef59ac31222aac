/*
 * The generator thinks in metres east and north of the town's middle and stores lattice integers.
 * Only + - * / and sqrt are used on metres: IEEE 754 fixes their last bit, so every machine takes
 * the same branch (Math.sin, cos, exp, pow and hypot are not fixed and are not used).
 */

/** `[x, y]` metres east and north of the town's middle. */
export type Metres = readonly [x: number, y: number];

/** 116.29° E, 39.43° N. */
export const originX = 1162900000;
export const originY = 394300000;
/** Lattice units a metre at that latitude (WGS84: 86,101.9 m and 111,023.7 m a degree). */
const unitsPerMetreX = 116.1415;
const unitsPerMetreY = 90.0709;

/** Metres to the nearest lattice x. */
export const latticeX = (x: number): number => originX + Math.round(x * unitsPerMetreX);
/** Metres to the nearest lattice y. */
export const latticeY = (y: number): number => originY + Math.round(y * unitsPerMetreY);
/** Lattice x to metres. */
export const metresX = (x: number): number => (x - originX) / unitsPerMetreX;
/** Lattice y to metres. */
export const metresY = (y: number): number => (y - originY) / unitsPerMetreY;

/** Points in metres as a flat lattice line or ring; points that fall together after rounding are kept once. */
export function toLatticeLine(points: readonly Metres[]): number[] {
  const out: number[] = [];
  for (const [x, y] of points) {
    const lx = latticeX(x);
    const ly = latticeY(y);
    const n = out.length;
    if (n >= 2 && out[n - 2] === lx && out[n - 1] === ly) continue;
    out.push(lx, ly);
  }
  return out;
}

/** A closed ring: as `toLatticeLine`, counter-clockwise, without the first point repeated. */
export function toLatticeRing(points: readonly Metres[]): number[] {
  const out = toLatticeLine(doubledArea(points) < 0 ? [...points].reverse() : points);
  if (out.length >= 4 && out[0] === out[out.length - 2] && out[1] === out[out.length - 1]) out.length -= 2;
  return out;
}

/** Twice the signed area of a ring in square metres; positive counter-clockwise. */
export function doubledArea(points: readonly Metres[]): number {
  let sum = 0;
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    sum += points[j]![0] * points[i]![1] - points[i]![0] * points[j]![1];
  }
  return sum;
}

/** Straight distance in metres. */
export function distance(a: Metres, b: Metres): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  return Math.sqrt(dx * dx + dy * dy);
}

/** Middle of the ring's area in metres. */
export function centroid(points: readonly Metres[]): Metres {
  const [ox, oy] = points[0]!;
  let area = 0;
  let sx = 0;
  let sy = 0;
  for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
    const ax = points[j]![0] - ox;
    const ay = points[j]![1] - oy;
    const bx = points[i]![0] - ox;
    const by = points[i]![1] - oy;
    const cross = ax * by - bx * ay;
    area += cross;
    sx += (ax + bx) * cross;
    sy += (ay + by) * cross;
  }
  return area === 0 ? [ox, oy] : [ox + sx / (3 * area), oy + sy / (3 * area)];
}

/** True where the point is inside the ring (even-odd; border points fall either way). */
export function insideRing([x, y]: Metres, ring: readonly Metres[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[j]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
