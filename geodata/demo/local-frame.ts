import type { Metres } from './frame';

/** A pair of axes turned to a parcel: `u` along its rows, `v` up from them. */
export interface LocalFrame {
  toLocal(p: Metres): Metres;
  toMetres(p: Metres): Metres;
}

export function createLocalFrame(origin: Metres, [ex, ey]: Metres): LocalFrame {
  return {
    toLocal: ([x, y]) => {
      const dx = x - origin[0];
      const dy = y - origin[1];
      return [dx * ex + dy * ey, dy * ex - dx * ey];
    },
    toMetres: ([u, v]) => [origin[0] + u * ex - v * ey, origin[1] + u * ey + v * ex],
  };
}

export type Interval = readonly [from: number, to: number];

/** Where a band from v0 to v1 lies wholly inside a ring (local coordinates), as intervals of u. */
export function clearIntervals(ring: readonly Metres[], v0: number, v1: number): Interval[] {
  const levels = [v0, v1, (v0 + v1) / 2];
  for (const [, v] of ring) if (v > v0 && v < v1) levels.push(v - 0.01, v + 0.01);
  let out: Interval[] | null = null;
  for (const level of levels) {
    const here = crossings(ring, level);
    out = out === null ? here : out.flatMap(([a, b]) => overlaps(here, a, b));
  }
  return out ?? [];
}

/** Intervals without the piece from `a` to `b`. */
export function without(intervals: readonly Interval[], a: number, b: number): Interval[] {
  return intervals.flatMap(([from, to]): Interval[] => {
    if (b <= from || a >= to) return [[from, to]];
    const pieces: Interval[] = [];
    if (a > from) pieces.push([from, a]);
    if (b < to) pieces.push([b, to]);
    return pieces;
  });
}

function overlaps(intervals: readonly Interval[], a: number, b: number): Interval[] {
  return intervals.flatMap(([from, to]): Interval[] =>
    Math.max(a, from) < Math.min(b, to) ? [[Math.max(a, from), Math.min(b, to)]] : [],
  );
}

function crossings(ring: readonly Metres[], level: number): Interval[] {
  const hits: number[] = [];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [au, av] = ring[j]!;
    const [bu, bv] = ring[i]!;
    if (av > level !== bv > level) hits.push(au + ((bu - au) * (level - av)) / (bv - av));
  }
  hits.sort((p, q) => p - q);
  const out: Interval[] = [];
  for (let i = 0; i + 1 < hits.length; i += 2) out.push([hits[i]!, hits[i + 1]!]);
  return out;
}

/** Least and greatest u and v of a ring. */
export function localBox(ring: readonly Metres[]): { u0: number; u1: number; v0: number; v1: number } {
  let [u0, v0, u1, v1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [u, v] of ring) {
    u0 = Math.min(u0, u);
    u1 = Math.max(u1, u);
    v0 = Math.min(v0, v);
    v1 = Math.max(v1, v);
  }
  return { u0, u1, v0, v1 };
}
