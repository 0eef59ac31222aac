import type { Street } from '../schema/settlement';
import type { LocalName } from '../schema/place';
import type { Block } from './cut-blocks';
import { distance, toLatticeLine } from './frame';
import type { Metres } from './frame';
import { keepMainNetwork } from './keep-main-network';
import type { NameGiver } from './names';
import type { LineClass, PlanarMap } from './planar-map';
import type { TownParts } from './town-parts';
import { traceRuns } from './trace-runs';
import type { Run } from './trace-runs';
import type { Zone } from './town-parts';

/**
 * The walking network: the map's street borders as streets (bridges over the river strip and
 * underpasses below the railway strip apart), then the paths of the compounds. Nodes below
 * 1,000,000 are vertices of the map.
 */
export function makeStreets(map: PlanarMap, blocks: readonly Block[], parts: TownParts, names: NameGiver): Street[] {
  const zoneOfFace = new Map<number, Zone>(blocks.map((block) => [block.face, block.zone]));
  const streets: Street[] = [];
  const runs = traceRuns(map, zoneOfFace);
  const nameOf = nameLines(map, runs, zoneOfFace, names);
  for (const run of runs) {
    const points = run.vertices.map((vertex) => map.point(vertex));
    const lineClass = map.lines[run.line]!.class;
    streets.push({
      id: `s${streets.length + 1}`,
      name: nameOf.get(run.line) ?? null,
      class: lineClass as Street['class'],
      kind: run.kind,
      line: toLatticeLine(points),
      nodes: run.vertices,
      walkable: true,
      compoundId: null,
    });
  }
  for (const path of parts.paths) {
    streets.push({
      id: `s${streets.length + 1}`,
      name: path.name,
      class: 'path',
      kind: path.kind,
      line: path.points.flatMap((p) => toLatticeLine([p])),
      nodes: path.nodes,
      walkable: true,
      compoundId: path.compound < 0 ? null : parts.compounds[path.compound]!.id,
      ...(path.rises ? { walk: { rises: path.rises } } : {}),
    });
  }
  return keepMainNetwork(streets);
}

/** Names for lines without one; a street that goes on straight across a junction keeps its name. */
function nameLines(
  map: PlanarMap,
  runs: readonly Run[],
  zoneOfFace: ReadonlyMap<number, Zone>,
  names: NameGiver,
): Map<number, LocalName> {
  const out = new Map<number, LocalName>();
  const endsAt = new Map<number, { line: number; heading: Metres }[]>();
  for (const run of runs) {
    const n = run.vertices.length;
    for (const [end, before] of [
      [run.vertices[0]!, run.vertices[1]!],
      [run.vertices[n - 1]!, run.vertices[n - 2]!],
    ] as const) {
      const [p, q] = [map.point(before), map.point(end)];
      const length = distance(p, q) || 1;
      if (!endsAt.has(end)) endsAt.set(end, []);
      endsAt.get(end)!.push({ line: run.line, heading: [(q[0] - p[0]) / length, (q[1] - p[1]) / length] });
    }
  }
  const group = map.lines.map((_, i) => i);
  const find = (i: number): number => (group[i] === i ? i : (group[i] = find(group[i]!)));
  for (const list of endsAt.values()) {
    for (const p of list) {
      for (const q of list) {
        const sameClass = map.lines[p.line]!.class === map.lines[q.line]!.class;
        if (p.line >= q.line || !sameClass || map.lines[p.line]!.name || map.lines[q.line]!.name) continue;
        if (p.heading[0] * q.heading[0] + p.heading[1] * q.heading[1] < -0.94) group[find(q.line)] = find(p.line);
      }
    }
  }
  const lengths = new Map<number, { metres: number; east: number; old: boolean; rural: boolean }>();
  for (const run of runs) {
    const root = find(run.line);
    const sum = lengths.get(root) ?? { metres: 0, east: 0, old: false, rural: false };
    for (let i = 1; i < run.vertices.length; i++) {
      const [p, q] = [map.point(run.vertices[i - 1]!), map.point(run.vertices[i]!)];
      sum.metres += distance(p, q);
      sum.east += Math.abs(q[0] - p[0]) - Math.abs(q[1] - p[1]);
    }
    const zone = zoneOfFace.get(map.leftFace(run.vertices[0]!, run.vertices[1]!));
    sum.old ||= zone === 'old';
    sum.rural ||= zone === 'rural';
    lengths.set(root, sum);
  }
  const given = new Map<number, LocalName | null>();
  for (const run of runs) {
    const own = map.lines[run.line]!;
    if (own.name) {
      out.set(run.line, own.name);
      continue;
    }
    const root = find(run.line);
    if (!given.has(root)) given.set(root, nameFor(own.class, lengths.get(root)!, names));
    const name = given.get(root);
    if (name) out.set(run.line, name);
  }
  return out;
}

function nameFor(
  lineClass: LineClass,
  { metres, east, old, rural }: { metres: number; east: number; old: boolean; rural: boolean },
  names: NameGiver,
): LocalName | null {
  if (lineClass === 'path' || (lineClass === 'lane' && (rural || metres < 110))) return null;
  if (lineClass === 'collector') return names.street(east > 0 ? '路' : '街');
  return names.street(old ? '胡同' : '巷');
}
