import type { Parcel } from './assign-land-use';
import { distance } from './frame';
import { partitionFaces } from './partition-faces';
import type { LandGraph } from './partition-faces';
import type { LineClass, PlanarMap } from './planar-map';
import type { Random } from './prng';
import type { TownParts } from './town-parts';

/** Which subdistrict, community and grid every face of the map is in. */
export interface Division {
  subdistrict: number[];
  community: number[];
  grid: number[];
  /** Community of each grid and subdistrict of each community. */
  communityOfGrid: number[];
  subdistrictOfCommunity: number[];
}

/** What a metre of border costs that does not follow a main street, river or railway. */
const borderCost: Record<LineClass, number> = {
  arterial: 0.2,
  fence: 0.2,
  collector: 0.38,
  lane: 0.65,
  path: 0.7,
  wall: 1.1,
  edge: 0,
};

/** Shares the county out: parcels to quarters to subdistricts and communities, and each community's parcels to grids. */
export function divideCounty(
  map: PlanarMap,
  parcels: readonly Parcel[],
  parts: TownParts,
  counts: { subdistricts: number; communities: number; grids: number },
  emptyLand: number,
  random: Random,
): Division {
  const homes: number[] = new Array(map.faces.length).fill(0);
  for (const building of parts.buildings) homes[building.face]! += building.homes;
  const quarterOf = joinStrips(map, parcels);
  const quarters = Math.max(...quarterOf) + 1;

  const load: number[] = new Array(quarters).fill(0);
  for (const parcel of parcels)
    load[quarterOf[parcel.face]!]! += homes[parcel.face]! + map.area(parcel.face) * emptyLand;
  const quarterGraph: LandGraph = { weights: load, borders: bordersBetween(map, quarterOf) };
  const subdistrictOfQuarter = partitionFaces(quarterGraph, counts.subdistricts, random, 240);
  const communityOfQuarter: number[] = new Array(quarters).fill(-1);
  const subdistrictOfCommunity: number[] = [];
  const subdistrictLoads = sumBy(load, subdistrictOfQuarter, counts.subdistricts);
  const communitiesOf = apportion(subdistrictLoads, counts.communities, 1);
  for (const [s, { members, graph }] of splitGraph(quarterGraph, subdistrictOfQuarter, counts.subdistricts).entries()) {
    const labels = partitionFaces(graph, communitiesOf[s]!, random, 240);
    members.forEach((quarter, i) => {
      communityOfQuarter[quarter] = subdistrictOfCommunity.length + labels[i]!;
    });
    for (let k = 0; k < communitiesOf[s]!; k++) subdistrictOfCommunity.push(s);
  }

  const community = quarterOf.map((quarter) => communityOfQuarter[quarter]!);
  const subdistrict = community.map((c) => subdistrictOfCommunity[c]!);
  const faceGraph: LandGraph = {
    weights: homes,
    borders: bordersBetween(
      map,
      quarterOf.map((_, face) => face),
    ),
  };
  const gridsOf = apportion(sumBy(homes, community, counts.communities), counts.grids, 1);
  const grid: number[] = new Array(map.faces.length).fill(-1);
  const communityOfGrid: number[] = [];
  for (const [c, { members, graph }] of splitGraph(faceGraph, community, counts.communities).entries()) {
    const labels = partitionEvenly(graph, gridsOf[c]!, random);
    members.forEach((face, i) => {
      grid[face] = communityOfGrid.length + labels[i]!;
    });
    for (let k = 0; k < gridsOf[c]!; k++) communityOfGrid.push(c);
  }
  return { subdistrict, community, grid, communityOfGrid, subdistrictOfCommunity };
}

/** Shares a community out to grids; where that leaves one nearly without homes, tries again and keeps the best. */
function partitionEvenly(graph: LandGraph, grids: number, random: Random): number[] {
  const mean = graph.weights.reduce((sum, weight) => sum + weight, 0) / grids;
  let best: number[] = [];
  let most = -1;
  for (let attempt = 0; attempt < 6; attempt++) {
    const labels = partitionFaces(graph, grids, random, 110);
    const least = Math.min(...sumBy(graph.weights, labels, grids));
    if (least > most) [best, most] = [labels, least];
    if (most > mean * 0.25) break;
  }
  if (most <= 0) throw new Error('a grid without homes');
  return best;
}

/**
 * The quarter of every face, numbered without gaps. Pieces of the river and the railway go with the
 * quarter they touch longest, so that borders run along one side of them.
 */
function joinStrips(map: PlanarMap, parcels: readonly Parcel[]): number[] {
  const quarterOf: number[] = new Array<number>(map.faces.length).fill(-1);
  const strips: number[] = [];
  for (const { face, zone, quarter } of parcels) {
    if (zone === 'river' || zone === 'rail') strips.push(face);
    else quarterOf[face] = quarter;
  }
  while (strips.some((face) => quarterOf[face] === -1)) {
    const found = strips.map((face) => (quarterOf[face] === -1 ? longestNeighbour(map, face, quarterOf) : -1));
    strips.forEach((face, i) => {
      if (found[i]! >= 0) quarterOf[face] = found[i]!;
    });
    if (found.every((quarter) => quarter < 0)) throw new Error('a strip touches no quarter');
  }
  const dense = new Map([...new Set(quarterOf)].sort((p, q) => p - q).map((quarter, i) => [quarter, i]));
  return quarterOf.map((quarter) => dense.get(quarter)!);
}

function longestNeighbour(map: PlanarMap, face: number, quarterOf: readonly number[]): number {
  const metres = new Map<number, number>();
  const ring = map.faces[face]!;
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    const other = map.leftFace(b, a);
    const quarter = other < 0 ? -1 : quarterOf[other]!;
    if (quarter >= 0) metres.set(quarter, (metres.get(quarter) ?? 0) + distance(map.point(a), map.point(b)));
  });
  return [...metres].reduce((best, next) => (next[1] > best[1] ? next : best), [-1, 0])[0];
}

/** Borders between groups of faces with what it costs to follow them. */
function bordersBetween(map: PlanarMap, groupOf: readonly number[]): LandGraph['borders'] {
  const costs = new Map<number, number>();
  const size = Math.max(...groupOf) + 1;
  for (const [a, b, line] of map.edges()) {
    const left = map.leftFace(a, b);
    const right = map.leftFace(b, a);
    if (left < 0 || right < 0) continue;
    const p = groupOf[left]!;
    const q = groupOf[right]!;
    if (p === q) continue;
    const key = Math.min(p, q) * size + Math.max(p, q);
    costs.set(key, (costs.get(key) ?? 0) + distance(map.point(a), map.point(b)) * borderCost[map.lines[line]!.class]);
  }
  return [...costs].map(([key, cost]) => ({ a: Math.floor(key / size), b: key % size, cost }));
}

/** The part of a graph inside each group: its pieces in order, and the borders between two of them. */
function splitGraph(
  graph: LandGraph,
  groupOf: readonly number[],
  groups: number,
): { members: number[]; graph: LandGraph }[] {
  const members: number[][] = Array.from({ length: groups }, () => []);
  const indexIn = groupOf.map((group, piece) => members[group]!.push(piece) - 1);
  const borders: { a: number; b: number; cost: number }[][] = members.map(() => []);
  for (const { a, b, cost } of graph.borders) {
    if (groupOf[a] === groupOf[b]) borders[groupOf[a]!]!.push({ a: indexIn[a]!, b: indexIn[b]!, cost });
  }
  return members.map((own, group) => ({
    members: own,
    graph: { weights: own.map((piece) => graph.weights[piece]!), borders: borders[group]! },
  }));
}

function sumBy(values: readonly number[], groupOf: readonly number[], groups: number): number[] {
  const sums: number[] = new Array(groups).fill(0);
  values.forEach((value, i) => {
    sums[groupOf[i]!]! += value;
  });
  return sums;
}

/** Whole shares of `total` in proportion to the weights (largest remainder), each at least `least`. */
export function apportion(weights: readonly number[], total: number, least: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0) || 1;
  const exact = weights.map((weight) => (weight / sum) * total);
  const out = exact.map((share) => Math.max(least, Math.floor(share)));
  let left = total - out.reduce((a, b) => a + b, 0);
  const order = exact.map((share, i) => ({ i, rest: share - out[i]! })).sort((p, q) => q.rest - p.rest || p.i - q.i);
  for (let k = 0; left > 0; k = (k + 1) % order.length, left--) out[order[k]!.i]!++;
  // Where the least share took too much, the largest give back.
  for (; left < 0; left++) out[out.indexOf(Math.max(...out))]!--;
  return out;
}
