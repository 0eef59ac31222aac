import { distance, insideRing } from './frame';
import type { Metres } from './frame';

/**
 * A smooth polyline through the control points (uniform Catmull-Rom), about one vertex every
 * `step` metres, fewer where it runs straight. `closed` joins the end to the start.
 */
export function smoothCurve(control: readonly Metres[], step: number, closed = false): Metres[] {
  const n = control.length;
  const at = (i: number): Metres => (closed ? control[(i + n) % n]! : control[Math.min(n - 1, Math.max(0, i))]!);
  const out: Metres[] = [];
  const last = closed ? n : n - 1;
  for (let i = 0; i < last; i++) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const pieces = Math.max(1, Math.round(distance(p1, p2) / step));
    for (let k = 0; k < pieces; k++) {
      const t = k / pieces;
      out.push([blend(p0[0], p1[0], p2[0], p3[0], t), blend(p0[1], p1[1], p2[1], p3[1], t)]);
    }
  }
  if (!closed) out.push(control[n - 1]!);
  return thin(out, 0.4, closed);
}

function blend(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** Leaves out points that lie within `tolerance` metres of the line through their kept neighbours. */
function thin(points: readonly Metres[], tolerance: number, closed: boolean): Metres[] {
  const out: Metres[] = [points[0]!];
  for (let i = 1; i < points.length - 1; i++) {
    const a = out[out.length - 1]!;
    const p = points[i]!;
    const b = points[i + 1]!;
    const length = distance(a, b);
    const off = Math.abs((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])) / (length || 1);
    if (off > tolerance || distance(a, b) > 260) out.push(p);
  }
  out.push(points[points.length - 1]!);
  if (closed) out.push(points[0]!);
  return out;
}

/** The line moved `metres` to its left (negative: right); meant for gentle bends. */
export function offsetLine(line: readonly Metres[], metres: number): Metres[] {
  return line.map((p, i) => {
    const a = line[Math.max(0, i - 1)]!;
    const b = line[Math.min(line.length - 1, i + 1)]!;
    const length = distance(a, b) || 1;
    return [p[0] - ((b[1] - a[1]) / length) * metres, p[1] + ((b[0] - a[0]) / length) * metres];
  });
}

/** The longest part of a line inside a ring, ending where it crosses the ring. */
export function clipLine(line: readonly Metres[], ring: readonly Metres[]): Metres[] {
  const out: Metres[] = [];
  for (let i = 0; i < line.length; i++) {
    const inside = insideRing(line[i]!, ring);
    if (i > 0 && inside !== insideRing(line[i - 1]!, ring)) out.push(borderPoint(line[i - 1]!, line[i]!, ring));
    if (inside) out.push(line[i]!);
  }
  return out;
}

/** The parts of a line inside a ring, each running `past` metres beyond it, so that it surely meets the ring. */
export function piecesInside(line: readonly Metres[], ring: readonly Metres[], past: number): Metres[][] {
  const out: Metres[][] = [];
  let piece: Metres[] = [];
  const beyond = (from: Metres, to: Metres): Metres => {
    const border = borderPoint(from, to, ring);
    const length = distance(from, to) || 1;
    const sign = insideRing(to, ring) ? -past : past;
    return [border[0] + ((to[0] - from[0]) / length) * sign, border[1] + ((to[1] - from[1]) / length) * sign];
  };
  line.forEach((p, i) => {
    const inside = insideRing(p, ring);
    const wasInside = i > 0 && insideRing(line[i - 1]!, ring);
    if (inside && i > 0 && !wasInside) piece.push(beyond(line[i - 1]!, p));
    if (inside) piece.push(p);
    if (!inside && wasInside) {
      piece.push(beyond(line[i - 1]!, p));
      out.push(piece);
      piece = [];
    }
  });
  if (piece.length > 1) out.push(piece);
  return out;
}

/** Where the way from one point to the next changes side, by halving. */
function borderPoint(from: Metres, to: Metres, ring: readonly Metres[]): Metres {
  const side = insideRing(from, ring);
  let [a, b] = [from, to];
  for (let step = 0; step < 24; step++) {
    const middle: Metres = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    if (insideRing(middle, ring) === side) a = middle;
    else b = middle;
  }
  return a;
}
