import { latticeX, latticeY } from './frame';
import type { Metres } from './frame';
import { PlanarMap } from './planar-map';
import type { BorderLine } from './planar-map';

/** A line as drawn, in metres; it may cross others and run past where it should end. */
export interface DrawnLine extends BorderLine {
  points: readonly Metres[];
}

interface Segment {
  ax: number;
  ay: number;
  bx: number;
  by: number;
  line: number;
  /** Points on the segment: distance from its start (0…1) and lattice place. */
  stops: { t: number; x: number; y: number }[];
}

/**
 * Cuts drawn lines where they cross, drops loose ends and traces the faces between them.
 * Crossings are rounded to the lattice once and put into both lines.
 */
export function arrangeLines(drawn: readonly DrawnLine[]): PlanarMap {
  const map = new PlanarMap();
  const segments: Segment[] = [];
  for (const { class: lineClass, name, points } of drawn) {
    const line = map.addLine({ class: lineClass, name });
    for (let i = 1; i < points.length; i++) {
      const ax = latticeX(points[i - 1]![0]);
      const ay = latticeY(points[i - 1]![1]);
      const bx = latticeX(points[i]![0]);
      const by = latticeY(points[i]![1]);
      if (ax === bx && ay === by) continue;
      segments.push({
        ax,
        ay,
        bx,
        by,
        line,
        stops: [
          { t: 0, x: ax, y: ay },
          { t: 1, x: bx, y: by },
        ],
      });
    }
  }
  for (let i = 0; i < segments.length; i++)
    for (let j = i + 1; j < segments.length; j++) cross(segments[i]!, segments[j]!);

  const edges = new Map<string, [number, number, number]>();
  for (const { stops, line } of segments) {
    stops.sort((p, q) => p.t - q.t);
    for (let k = 1; k < stops.length; k++) {
      const a = map.vertex(stops[k - 1]!.x, stops[k - 1]!.y);
      const b = map.vertex(stops[k]!.x, stops[k]!.y);
      const key = a < b ? `${a} ${b}` : `${b} ${a}`;
      if (a !== b && !edges.has(key)) edges.set(key, [a, b, line]);
    }
  }
  dropLooseEnds(edges);
  for (const [a, b, line] of edges.values()) map.addEdge(a, b, line);
  traceFaces(map, [...edges.values()]);
  return map;
}

function cross(s: Segment, r: Segment): void {
  if (Math.max(s.ax, s.bx) < Math.min(r.ax, r.bx) || Math.max(r.ax, r.bx) < Math.min(s.ax, s.bx)) return;
  if (Math.max(s.ay, s.by) < Math.min(r.ay, r.by) || Math.max(r.ay, r.by) < Math.min(s.ay, s.by)) return;
  const dx = s.bx - s.ax;
  const dy = s.by - s.ay;
  const ex = r.bx - r.ax;
  const ey = r.by - r.ay;
  const det = dx * ey - dy * ex;
  if (det === 0) return;
  const t = ((r.ax - s.ax) * ey - (r.ay - s.ay) * ex) / det;
  const u = ((r.ax - s.ax) * dy - (r.ay - s.ay) * dx) / det;
  if (t < 0 || t > 1 || u < 0 || u > 1) return;
  // An end of one line on the other is that end, not a new point beside it.
  const ends = [r.ax, r.ay, r.bx, r.by, s.ax, s.ay, s.bx, s.by];
  const near = u * u < 1e-12 ? 0 : u > 1 - 1e-6 ? 2 : t < 1e-6 ? 4 : t > 1 - 1e-6 ? 6 : -1;
  const x = near < 0 ? s.ax + Math.round(t * dx) : ends[near]!;
  const y = near < 0 ? s.ay + Math.round(t * dy) : ends[near + 1]!;
  s.stops.push({ t, x, y });
  r.stops.push({ t: u, x, y });
}

function dropLooseEnds(edges: Map<string, [number, number, number]>): void {
  for (;;) {
    const degree = new Map<number, number>();
    for (const [a, b] of edges.values()) {
      degree.set(a, (degree.get(a) ?? 0) + 1);
      degree.set(b, (degree.get(b) ?? 0) + 1);
    }
    let dropped = false;
    for (const [key, [a, b]] of edges) {
      if (degree.get(a) === 1 || degree.get(b) === 1) {
        edges.delete(key);
        dropped = true;
      }
    }
    if (!dropped) return;
  }
}

function traceFaces(map: PlanarMap, edges: [number, number, number][]): void {
  const around = new Map<number, number[]>();
  for (const [a, b] of edges) {
    if (!around.has(a)) around.set(a, []);
    if (!around.has(b)) around.set(b, []);
    around.get(a)!.push(b);
    around.get(b)!.push(a);
  }
  for (const [v, list] of around) list.sort((p, q) => compareDirection(map, v, p, q));
  const used = new Set<string>();
  for (const [a, b] of edges.flatMap(
    ([p, q]) =>
      [
        [p, q],
        [q, p],
      ] as const,
  )) {
    if (used.has(`${a} ${b}`)) continue;
    const ring: number[] = [];
    let from = a;
    let to = b;
    while (!used.has(`${from} ${to}`)) {
      used.add(`${from} ${to}`);
      ring.push(from);
      const list = around.get(to)!;
      // The next edge clockwise from the one we came by keeps the face on the left.
      const next = list[(list.indexOf(from) + list.length - 1) % list.length]!;
      from = to;
      to = next;
    }
    let doubled = 0;
    const [ox, oy] = [map.xs[ring[0]!]!, map.ys[ring[0]!]!];
    for (let i = 0; i < ring.length; i++) {
      const p = ring[i]!;
      const q = ring[(i + 1) % ring.length]!;
      doubled += (map.xs[p]! - ox) * (map.ys[q]! - oy) - (map.xs[q]! - ox) * (map.ys[p]! - oy);
    }
    if (doubled > 0) map.addFace(ring);
  }
}

/** Orders two neighbours of a vertex counter-clockwise from east, in exact integers. */
function compareDirection(map: PlanarMap, v: number, p: number, q: number): number {
  const px = map.xs[p]! - map.xs[v]!;
  const py = map.ys[p]! - map.ys[v]!;
  const qx = map.xs[q]! - map.xs[v]!;
  const qy = map.ys[q]! - map.ys[v]!;
  const ph = py > 0 || (py === 0 && px > 0) ? 0 : 1;
  const qh = qy > 0 || (qy === 0 && qx > 0) ? 0 : 1;
  return ph - qh || Math.sign(qx * py - qy * px);
}
