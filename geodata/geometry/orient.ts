const SAFE = Number.MAX_SAFE_INTEGER;

/**
 * Twice the signed area of triangle a, b, c: positive where c lies left of the line a→b, zero where the
 * three are collinear. The sign is exact for all lattice coordinates; the value is exact below 2^53.
 */
export function orient(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (bx - ax) * (cy - ay);
  const right = (by - ay) * (cx - ax);
  // Both products exact, and so is their difference, as long as all stay below 2^53.
  if (Math.abs(left) + Math.abs(right) <= SAFE) return left - right;
  return Number(BigInt(bx - ax) * BigInt(cy - ay) - BigInt(by - ay) * BigInt(cx - ax));
}

/** True where segments ab and cd cross in one point that is an end of neither. */
export function segmentsCross(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const c = orient(ax, ay, bx, by, cx, cy);
  const d = orient(ax, ay, bx, by, dx, dy);
  if (c === 0 || d === 0 || c > 0 === d > 0) return false;
  const a = orient(cx, cy, dx, dy, ax, ay);
  const b = orient(cx, cy, dx, dy, bx, by);
  return a !== 0 && b !== 0 && a > 0 !== b > 0;
}

/** True where p lies on the closed segment ab. */
export function isOnSegment(px: number, py: number, ax: number, ay: number, bx: number, by: number): boolean {
  return (
    px >= Math.min(ax, bx) &&
    px <= Math.max(ax, bx) &&
    py >= Math.min(ay, by) &&
    py <= Math.max(ay, by) &&
    orient(ax, ay, bx, by, px, py) === 0
  );
}
