/** A sixth of a cell. */
const TOLERANCE2 = 1 / 36;

let keep = new Uint8Array(1024);
const spans: number[] = [];

/**
 * Drops points of a ring (the first `count` of flat ones, in cells) that lie within a sixth of a cell of the line between their kept neighbours (Douglas
 * and Peucker 1973).
 */
export function simplifyRing(ring: Float64Array, count: number): number[] {
  if (count < 8) return Array.from(ring.subarray(0, 2 * count));
  if (keep.length <= count) keep = new Uint8Array(2 * count);
  const kept = keep;
  kept.fill(0, 0, count + 1);
  const half = count >> 1;
  kept[0] = kept[half] = 1;
  spans.push(0, half, half, count);
  while (spans.length > 0) {
    const to = spans.pop()!;
    const from = spans.pop()!;
    const ax = ring[2 * from]!;
    const ay = ring[2 * from + 1]!;
    const end = to === count ? 0 : to;
    const ux = ring[2 * end]! - ax;
    const uy = ring[2 * end + 1]! - ay;
    const length2 = ux * ux + uy * uy;
    const perLength2 = length2 === 0 ? 0 : 1 / length2;
    let worst = TOLERANCE2;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const px = ring[2 * i]! - ax;
      const py = ring[2 * i + 1]! - ay;
      const t = Math.min(1, Math.max(0, (px * ux + py * uy) * perLength2));
      const dx = px - t * ux;
      const dy = py - t * uy;
      const away2 = dx * dx + dy * dy;
      if (away2 > worst) {
        worst = away2;
        at = i;
      }
    }
    if (at === -1) continue;
    kept[at] = 1;
    spans.push(from, at, at, to);
  }
  const left: number[] = [];
  for (let i = 0; i < count; i++) if (kept[i]) left.push(ring[2 * i]!, ring[2 * i + 1]!);
  return left;
}
