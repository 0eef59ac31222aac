import { distance, doubledArea, insideRing } from './frame';
import type { Metres } from './frame';

/**
 * The ring moved inwards, each border by its own distance (border i runs from point i to i + 1).
 * Null where nothing sensible is left: a border turned round, the ring crosses itself or leaves the old one.
 */
export function insetRing(ring: readonly Metres[], distances: readonly number[]): Metres[] | null {
  let borders = straighten(ring, distances);
  for (let pass = 0; pass < 6; pass++) {
    if (borders.length < 3) return null;
    const corners = borders.map((border, i) => corner(borders[(i + borders.length - 1) % borders.length]!, border));
    const turned = borders.findIndex((border, i) => {
      const from = corners[i]![corners[i]!.length - 1]!;
      const to = corners[(i + 1) % borders.length]![0]!;
      return (to[0] - from[0]) * border.dx + (to[1] - from[1]) * border.dy <= 0.5;
    });
    if (turned < 0) {
      const out = corners.flat();
      return isSimple(out) && doubledArea(out) > 0 && out.every((p) => insideRing(p, ring)) ? out : null;
    }
    borders = borders.filter((_, i) => i !== turned);
  }
  return null;
}

interface Border {
  at: Metres;
  /** Unit direction. */
  dx: number;
  dy: number;
  inset: number;
}

/** Borders as straight pieces: bends of less than about 3° between borders of one distance are left out. */
function straighten(ring: readonly Metres[], distances: readonly number[]): Border[] {
  const keep: number[] = [];
  const n = ring.length;
  for (let i = 0; i < n; i++) {
    const before = (i + n - 1) % n;
    const a = ring[keep.length > 0 ? keep[keep.length - 1]! : before]!;
    const p = ring[i]!;
    const b = ring[(i + 1) % n]!;
    const sine =
      ((p[0] - a[0]) * (b[1] - p[1]) - (p[1] - a[1]) * (b[0] - p[0])) / (distance(a, p) * distance(p, b) || 1);
    if (distances[before] !== distances[i] || Math.abs(sine) > 0.05) keep.push(i);
  }
  return keep.map((i, k) => {
    const a = ring[i]!;
    const b = ring[keep[(k + 1) % keep.length]!]!;
    const length = distance(a, b) || 1;
    const inset = distances[i]!;
    const dx = (b[0] - a[0]) / length;
    const dy = (b[1] - a[1]) / length;
    return { at: [a[0] - dy * inset, a[1] + dx * inset], dx, dy, inset };
  });
}

/** Where two moved borders meet; two points where they run on in nearly one line. */
function corner(p: Border, q: Border): Metres[] {
  const det = p.dx * q.dy - p.dy * q.dx;
  if (Math.abs(det) < 0.12) {
    if (Math.abs(p.inset - q.inset) < 0.01) return [q.at];
    const along = (q.at[0] - p.at[0]) * p.dx + (q.at[1] - p.at[1]) * p.dy;
    return [[p.at[0] + along * p.dx, p.at[1] + along * p.dy], q.at];
  }
  const t = ((q.at[0] - p.at[0]) * q.dy - (q.at[1] - p.at[1]) * q.dx) / det;
  return [[p.at[0] + t * p.dx, p.at[1] + t * p.dy]];
}

function isSimple(ring: readonly Metres[]): boolean {
  const n = ring.length;
  const turn = (p: Metres, q: Metres, r: Metres): boolean =>
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]) > 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      const [a, b, c, d] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[(j + 1) % n]!];
      if (turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b)) return false;
    }
  }
  return true;
}
