/** The parts of a line (flat coordinates) within `low … high` on both axes; a line that leaves and comes back is several. */
export function clipLine(xy: readonly number[], low: number, high: number): number[][] {
  return cutLine(xy, 0, low, high).flatMap((part) => cutLine(part, 1, low, high));
}

/** A closed ring (first vertex repeated at the end) within the square, closed again; empty where nothing of it is left. */
export function clipRing(xy: readonly number[], low: number, high: number): number[] {
  let ring = xy;
  for (const axis of [0, 1] as const) {
    ring = cutRing(ring, axis, low, true);
    ring = cutRing(ring, axis, high, false);
  }
  return ring.length < 8 ? [] : [...ring];
}

/** Keeps what lies on one side of a line along an axis (Sutherland and Hodgman). */
function cutRing(xy: readonly number[], axis: 0 | 1, limit: number, keepsAbove: boolean): number[] {
  const out: number[] = [];
  const isIn = (value: number): boolean => (keepsAbove ? value >= limit : value <= limit);
  for (let i = 0; i + 3 < xy.length; i += 2) {
    const a = xy[i + axis]!;
    const b = xy[i + 2 + axis]!;
    if (isIn(a)) out.push(xy[i]!, xy[i + 1]!);
    if (isIn(a) !== isIn(b)) pushCrossing(out, xy, i, axis, limit);
  }
  if (out.length > 0) out.push(out[0]!, out[1]!);
  return out;
}

function cutLine(xy: readonly number[], axis: 0 | 1, low: number, high: number): number[][] {
  const parts: number[][] = [];
  let part: number[] = [];
  const end = (): void => {
    if (part.length >= 4) parts.push(part);
    part = [];
  };
  for (let i = 0; i + 3 < xy.length; i += 2) {
    const a = xy[i + axis]!;
    const b = xy[i + 2 + axis]!;
    if ((a < low && b < low) || (a > high && b > high)) continue;
    if (part.length === 0) {
      if (a < low) pushCrossing(part, xy, i, axis, low);
      else if (a > high) pushCrossing(part, xy, i, axis, high);
      else part.push(xy[i]!, xy[i + 1]!);
    }
    if (b < low) pushCrossing(part, xy, i, axis, low);
    else if (b > high) pushCrossing(part, xy, i, axis, high);
    else part.push(xy[i + 2]!, xy[i + 3]!);
    if (b < low || b > high) end();
  }
  end();
  return parts;
}

/** Adds the point at which the segment that begins at `i` crosses `limit` on an axis. */
function pushCrossing(out: number[], xy: readonly number[], i: number, axis: 0 | 1, limit: number): void {
  const t = (limit - xy[i + axis]!) / (xy[i + 2 + axis]! - xy[i + axis]!);
  const other = xy[i + 1 - axis]! + (xy[i + 3 - axis]! - xy[i + 1 - axis]!) * t;
  if (axis === 0) out.push(limit, other);
  else out.push(other, limit);
}
