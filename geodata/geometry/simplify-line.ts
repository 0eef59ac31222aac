/**
 * Douglas and Peucker's simplification: the vertices of `xy` (flat) that a line needs to stay within `tolerance` of
 * itself, the first and the last always. The same vertices are kept wherever the line is looked at from.
 */
export function simplifyLine(xy: ArrayLike<number>, tolerance: number): number[] {
  const count = xy.length / 2;
  const kept = new Uint8Array(count);
  kept[0] = 1;
  kept[count - 1] = 1;
  const limit = tolerance * tolerance;
  const open = [0, count - 1];
  while (open.length > 0) {
    const last = open.pop()!;
    const first = open.pop()!;
    let farthest = -1;
    let most = limit;
    for (let i = first + 1; i < last; i++) {
      const away = squaredDistance(xy, i, first, last);
      if (away > most) {
        most = away;
        farthest = i;
      }
    }
    if (farthest < 0) continue;
    kept[farthest] = 1;
    if (farthest - first > 1) open.push(first, farthest);
    if (last - farthest > 1) open.push(farthest, last);
  }
  const out: number[] = [];
  for (let i = 0; i < count; i++) if (kept[i] === 1) out.push(xy[2 * i]!, xy[2 * i + 1]!);
  return out;
}

/** Of vertex `i` from the segment between vertices `a` and `b`. */
function squaredDistance(xy: ArrayLike<number>, i: number, a: number, b: number): number {
  const [px, py] = [xy[2 * i]!, xy[2 * i + 1]!];
  let [x, y] = [xy[2 * a]!, xy[2 * a + 1]!];
  const dx = xy[2 * b]! - x;
  const dy = xy[2 * b + 1]! - y;
  if (dx !== 0 || dy !== 0) {
    const t = Math.min(1, Math.max(0, ((px - x) * dx + (py - y) * dy) / (dx * dx + dy * dy)));
    x += dx * t;
    y += dy * t;
  }
  return (px - x) * (px - x) + (py - y) * (py - y);
}
