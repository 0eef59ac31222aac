import type { LocalName } from '../schema/place';
import type { StreetKind } from '../schema/settlement';
import { distance } from './frame';
import type { Metres } from './frame';
import { isStreetClass } from './planar-map';
import type { PlanarMap } from './planar-map';
import type { TownPlan } from './town-plan';
import type { TownParts } from './town-parts';
import { traceRuns } from './trace-runs';
import type { Run } from './trace-runs';
import type { Zone } from './town-parts';

/** Metres of stairs at each end of a footbridge. */
const stairMetres = 9;

/**
 * Ways for walkers only: footbridges over the railway and the river, footbridges with stairs over
 * arterials, and a promenade by the water with steps up to the riverside roads.
 */
export function addCrossings(
  map: PlanarMap,
  plan: TownPlan,
  zoneOfFace: ReadonlyMap<number, Zone>,
  parts: TownParts,
): void {
  const { footbridges, names } = plan;
  const riverZh = names.river.zh;
  const riverEn = names.river.en.replace(/ River$/, '');
  overArterials(map, parts, footbridges.arterials);
  const runs = traceRuns(map, zoneOfFace);
  const roadwayEnds = runs.filter(({ kind }) => kind !== 'street').flatMap(({ vertices }) => [map.point(vertices[0]!)]);
  const ends = deadEnds(map, zoneOfFace);
  bridge(map, parts, ends, ends, 75, 300, footbridges.railway, roadwayEnds, true, {
    zh: '铁路人行天桥',
    en: 'Railway footbridge',
  });
  const north = bankJunctions(map, runs, names.riverside.north);
  const south = bankJunctions(map, runs, names.riverside.south);
  bridge(map, parts, north, south, 172, 420, footbridges.river, roadwayEnds, false, {
    zh: `${riverZh}人行桥`,
    en: `${riverEn} footbridge`,
  });
  for (const run of runs) {
    const name = map.lines[run.line]!.name?.zh;
    if (run.kind !== 'street' || (name !== names.riverside.north && name !== names.riverside.south)) continue;
    promenade(map, plan, parts, run, name === names.riverside.north ? -1 : 1);
  }
}

/** Streets that end at the railway fence. */
function deadEnds(map: PlanarMap, zoneOfFace: ReadonlyMap<number, Zone>): number[] {
  const streets = new Map<number, number>();
  const fences = new Set<number>();
  for (const [a, b, line] of map.edges()) {
    const lineClass = map.lines[line]!.class;
    const rail = [map.leftFace(a, b), map.leftFace(b, a)].some((face) => zoneOfFace.get(face) === 'rail');
    for (const v of [a, b]) {
      if (isStreetClass(lineClass)) streets.set(v, (streets.get(v) ?? 0) + 1);
      else if (rail) fences.add(v);
    }
  }
  return [...fences].filter((v) => streets.get(v) === 1).sort((p, q) => p - q);
}

/** Junctions of a riverside road, where a street from the town comes down to it. */
function bankJunctions(map: PlanarMap, runs: readonly Run[], road: string): number[] {
  const out = new Set<number>();
  for (const run of runs) {
    if (map.lines[run.line]!.name?.zh !== road || run.kind !== 'street') continue;
    for (const v of run.vertices) if (map.degree(v) > 2) out.add(v);
  }
  return [...out];
}

/** Joins the nearest pairs of ends on the two sides, away from bridges for all traffic and from one another. */
function bridge(
  map: PlanarMap,
  parts: TownParts,
  sideA: readonly number[],
  sideB: readonly number[],
  longest: number,
  apart: number,
  most: number,
  roadways: readonly Metres[],
  stairs: boolean,
  name: LocalName,
): void {
  const pairs = sideA.flatMap((a) =>
    sideB.flatMap((b) => {
      const metres = distance(map.point(a), map.point(b));
      return (sideA === sideB ? a < b : a !== b) && metres > 38 && metres < longest ? [{ a, b, metres }] : [];
    }),
  );
  pairs.sort((p, q) => p.metres - q.metres || p.a - q.a || p.b - q.b);
  const built: Metres[] = [];
  for (const { a, b } of pairs) {
    if (built.length >= most) return;
    const [p, q] = [map.point(a), map.point(b)];
    const middle: Metres = [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
    if (roadways.some((at) => distance(at, middle) < 210) || built.some((at) => distance(at, middle) < apart)) continue;
    built.push(middle);
    footbridge(parts, [p, q], a, b, stairs, name);
  }
}

/** A deck between two nodes, with stairs at both ends where it has to climb. */
function footbridge(
  parts: TownParts,
  deck: readonly Metres[],
  a: number,
  b: number,
  stairs: boolean,
  name: LocalName,
): void {
  const walk = (kind: StreetKind, points: Metres[], nodes: number[], rises?: 'forward' | 'backward'): void => {
    parts.paths.push({ kind, points, nodes, compound: -1, name, ...(rises ? { rises } : {}) });
  };
  const inner = deck.slice(1, -1);
  const innerNodes = inner.map(() => parts.nextNode++);
  const [p, q] = [deck[0]!, deck[deck.length - 1]!];
  if (!stairs) {
    walk('footbridge', [...deck], [a, ...innerNodes, b]);
    return;
  }
  const top = towards(p, deck[1]!, stairMetres);
  const bottom = towards(q, deck[deck.length - 2]!, stairMetres);
  const [topNode, bottomNode] = [parts.nextNode++, parts.nextNode++];
  walk('steps', [p, top], [a, topNode], 'forward');
  walk('footbridge', [top, ...inner, bottom], [topNode, ...innerNodes, bottomNode]);
  walk('steps', [bottom, q], [bottomNode, b], 'backward');
}

function towards(from: Metres, to: Metres, metres: number): Metres {
  const t = metres / (distance(from, to) || 1);
  return [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
}

/** Footbridges over arterials where lanes meet them from both sides, for those who will not wait at the lights. */
function overArterials(map: PlanarMap, parts: TownParts, most: number): void {
  const around = new Map<number, { to: number; arterial: boolean; lane: boolean }[]>();
  for (const [a, b, line] of map.edges()) {
    const lineClass = map.lines[line]!.class;
    for (const [from, to] of [[a, b] as const, [b, a] as const]) {
      if (!around.has(from)) around.set(from, []);
      around
        .get(from)!
        .push({ to, arterial: lineClass === 'arterial', lane: lineClass === 'lane' || lineClass === 'collector' });
    }
  }
  const built: Metres[] = [];
  for (const v of [...around.keys()].sort((p, q) => p - q)) {
    const arms = around.get(v)!;
    const lanes = arms.filter(({ lane }) => lane);
    if (
      built.length >= most ||
      arms.length !== 4 ||
      lanes.length !== 2 ||
      arms.filter(({ arterial }) => arterial).length !== 2
    )
      continue;
    const at = map.point(v);
    if (built.some((p) => distance(p, at) < 900) || lanes.some(({ to }) => distance(map.point(to), at) < 34)) continue;
    built.push(at);
    const [one, other] = lanes.map(({ to }) => map.splitEdge(v, to, towards(at, map.point(to), 27)));
    const [p, q] = [map.point(one!), map.point(other!)];
    const length = distance(p, q);
    const off: Metres = [((q[1] - p[1]) / length) * 9, (-(q[0] - p[0]) / length) * 9];
    const deck: Metres[] = [p, [p[0] + off[0], p[1] + off[1]], [q[0] + off[0], q[1] + off[1]], q];
    footbridge(parts, deck, one!, other!, true, { zh: '人行天桥', en: 'Footbridge' });
  }
}

/** A path by the water below a riverside road, in the town only, with steps to the road's junctions. */
function promenade(map: PlanarMap, plan: TownPlan, parts: TownParts, run: Run, side: 1 | -1): void {
  const points = run.vertices.map((v) => map.point(v));
  const inTown = points.map((p) => plan.hasPromenade(p));
  let walk: Metres[] = [];
  let nodes: number[] = [];
  let lastSteps: Metres | null = null;
  const finish = (): void => {
    if (walk.length > 1)
      parts.paths.push({
        kind: 'footway',
        points: walk,
        nodes,
        compound: -1,
        name: { zh: `${plan.names.river.zh}步道`, en: `${plan.names.river.en.replace(/ River$/, '')} riverside path` },
      });
    walk = [];
    nodes = [];
    lastSteps = null;
  };
  points.forEach((p, i) => {
    const a = points[Math.max(0, i - 1)]!;
    const b = points[Math.min(points.length - 1, i + 1)]!;
    const length = distance(a, b) || 1;
    // The river lies to the right of the north road and to the left of the south road, as both run with it.
    const east = b[0] >= a[0] ? 1 : -1;
    const shore: Metres = [
      p[0] - ((b[1] - a[1]) / length) * 15 * side * east,
      p[1] + ((b[0] - a[0]) / length) * 15 * side * east,
    ];
    if (!inTown[i] || length < 1) {
      finish();
      return;
    }
    if (walk.length > 0 && distance(walk[walk.length - 1]!, shore) < 6) return;
    walk.push(shore);
    nodes.push(parts.nextNode++);
    const steps = lastSteps === null || (distance(lastSteps, p) > 190 && map.degree(run.vertices[i]!) > 2);
    if (!steps) return;
    lastSteps = p;
    parts.paths.push({
      kind: 'steps',
      points: [p, shore],
      nodes: [run.vertices[i]!, nodes[nodes.length - 1]!],
      compound: -1,
      name: null,
      // From the road down to the water.
      rises: 'backward',
    });
  });
  finish();
}
