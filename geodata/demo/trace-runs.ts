import type { StreetKind } from '../schema/settlement';
import { isStreetClass, keyBase } from './planar-map';
import type { PlanarMap } from './planar-map';
import type { Zone } from './town-parts';

/** A run of vertices that carries one name and one kind. */
export interface Run {
  line: number;
  kind: StreetKind;
  vertices: number[];
}

/** The map's street borders as runs, cut where a bridge or an underpass begins and where a line forks. */
export function traceRuns(map: PlanarMap, zoneOfFace: ReadonlyMap<number, Zone>): Run[] {
  const byLine = new Map<number, [number, number][]>();
  for (const [a, b, line] of map.edges()) {
    if (!isStreetClass(map.lines[line]!.class)) continue;
    if (!byLine.has(line)) byLine.set(line, []);
    byLine.get(line)!.push([a, b]);
  }
  const kindOf = (a: number, b: number): StreetKind => {
    const left = zoneOfFace.get(map.leftFace(a, b));
    const right = zoneOfFace.get(map.leftFace(b, a));
    if (left === 'river' && right === 'river') return 'bridge';
    return left === 'rail' && right === 'rail' ? 'underpass' : 'street';
  };
  const runs: Run[] = [];
  for (const line of [...byLine.keys()].sort((p, q) => p - q)) {
    const next = new Map<number, { to: number; kind: StreetKind }[]>();
    for (const [a, b] of byLine.get(line)!) {
      const kind = kindOf(a, b);
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        if (!next.has(from)) next.set(from, []);
        next.get(from)!.push({ to, kind });
      }
    }
    const ends = (v: number): boolean => next.get(v)!.length !== 2 || next.get(v)![0]!.kind !== next.get(v)![1]!.kind;
    const used = new Set<number>();
    const way = (from: number, to: number): number => from * keyBase + to;
    const follow = (start: number, first: { to: number; kind: StreetKind }): void => {
      const vertices = [start];
      let at = start;
      let step: { to: number; kind: StreetKind } | undefined = first;
      while (step && !used.has(way(at, step.to))) {
        used.add(way(at, step.to));
        used.add(way(step.to, at));
        vertices.push(step.to);
        const from: number = at;
        at = step.to;
        step = ends(at) ? undefined : next.get(at)!.find(({ to }) => to !== from);
      }
      if (vertices.length > 1) runs.push({ line, kind: first.kind, vertices });
    };
    for (const v of next.keys()) if (ends(v)) for (const step of next.get(v)!) follow(v, step);
    for (const v of next.keys()) for (const step of next.get(v)!) follow(v, step);
  }
  return runs;
}
