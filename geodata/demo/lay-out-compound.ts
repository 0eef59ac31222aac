import type { CompoundId, GateId } from '../schema/ids';
import type { Compound, Gate } from '../schema/settlement';
import type { LocalName } from '../schema/place';
import { centroid, distance, doubledArea, latticeX, latticeY, toLatticeRing } from './frame';
import type { Metres } from './frame';
import { dominantDirection, southFacing } from './direction';
import { clearIntervals, createLocalFrame, localBox } from './local-frame';
import type { LocalFrame } from './local-frame';
import type { PlanarMap } from './planar-map';
import type { Random } from './prng';
import { findStreetAccess } from './street-access';
import type { StreetAccess } from './street-access';
import type { TownParts } from './town-parts';

/** A walled parcel with its own axes and a spine path from south to north. */
export interface CompoundYard {
  /** Index into the town's compounds. */
  compound: number;
  face: number;
  frame: LocalFrame;
  /** Wall in local coordinates. */
  wall: Metres[];
  /** u of the spine path. */
  spine: number;
}

/** A row path between two rows of houses: level and ends in local coordinates. */
export interface RowPath {
  v: number;
  u0: number;
  u1: number;
}

/** Registers the compound of a yard (metres, counter-clockwise); null where the yard is too small. */
export function openCompound(
  parts: TownParts,
  face: number,
  yard: readonly Metres[],
  kind: Compound['kind'],
  name: LocalName,
  walled: boolean,
  random: Random,
): CompoundYard | null {
  if (doubledArea(yard) / 2 < 2_200) return null;
  const frame = createLocalFrame(centroid(yard), southFacing(dominantDirection(yard)));
  const wall = yard.map((p) => frame.toLocal(p));
  const { u0, u1, v0, v1 } = localBox(wall);
  const middle = (u0 + u1) / 2 + (u1 - u0) * random.between(-0.08, 0.08);
  const reach = clearIntervals(wall, v0 + (v1 - v0) * 0.3, v0 + (v1 - v0) * 0.7);
  if (reach.length === 0) return null;
  const [from, to] = reach.reduce((best, next) => (next[1] - next[0] > best[1] - best[0] ? next : best));
  const spine = middle > from + 10 && middle < to - 10 ? middle : (from + to) / 2;
  const compound = parts.compounds.length;
  parts.compounds.push({
    id: `c${compound + 1}` as CompoundId,
    name,
    kind,
    boundary: [toLatticeRing(yard)],
    walled,
    face,
  });
  return { compound, face, frame, wall, spine };
}

interface GateSite {
  wallAt: Metres;
  /** Out of the compound. */
  outward: Metres;
  /** Where the inner path arrives: the spine's end or a row path and its side. */
  row: number;
  end: 'south' | 'north' | 'west' | 'east';
}

/** Farthest a street's middle may be from a gate, in metres. */
const gateReach = 60;

const gateNames: Record<GateSite['end'], LocalName> = {
  south: { zh: '南门', en: 'South gate' },
  north: { zh: '北门', en: 'North gate' },
  west: { zh: '西门', en: 'West gate' },
  east: { zh: '东门', en: 'East gate' },
};

/**
 * Lays the inner paths (spine and rows) and opens gates where they can reach a street.
 * False, and nothing laid, where no path reaches a street.
 */
export function layPathsAndGates(
  map: PlanarMap,
  parts: TownParts,
  yard: CompoundYard,
  rows: readonly RowPath[],
  random: Random,
): boolean {
  const { frame, spine } = yard;
  const crossing = rows.filter((row) => row.u0 < spine && row.u1 > spine).sort((p, q) => p.v - q.v);
  if (crossing.length === 0) crossing.push({ v: 0, u0: spine - 4, u1: spine + 4 });
  const sites = findSites(map, yard, crossing, random);
  if (sites.length === 0) return false;

  const gateAt = new Map<string, number>();
  const used: Metres[] = [];
  for (const [order, site] of sites.entries()) {
    if (order > 0 && !random.chance(order === 1 ? 0.65 : 0.22)) continue;
    if (used.some((p) => distance(p, site.wallAt) < 30)) continue;
    // Asked again, because the gate before may have put a vertex into the same border.
    const access = findStreetAccess(map, yard.face, site.wallAt, site.outward, gateReach);
    if (!access) continue;
    gateAt.set(`${site.row} ${site.end}`, openGate(map, parts, yard, site, access, used.length === 0, random));
    used.push(site.wallAt);
  }
  if (used.length === 0) return false;
  const nodeOf = (): number => parts.nextNode++;
  const spineStops: { p: Metres; node: number }[] = [];
  const gatePoint = (row: number, end: GateSite['end']): { p: Metres; node: number } | null => {
    const gate = gateAt.get(`${row} ${end}`);
    if (gate === undefined) return null;
    const site = sites.find((s) => s.row === row && s.end === end)!;
    return { p: site.wallAt, node: parts.gates[gate]!.node };
  };
  const lay = (stops: { p: Metres; node: number }[]): void => {
    if (stops.length < 2) return;
    parts.paths.push({
      kind: 'footway',
      points: stops.map(({ p }) => p),
      nodes: stops.map(({ node }) => node),
      compound: yard.compound,
      name: null,
    });
  };
  const south = gatePoint(-1, 'south');
  if (south) spineStops.push(south);
  crossing.forEach((row, i) => {
    const centre = { p: frame.toMetres([spine, row.v]), node: nodeOf() };
    spineStops.push(centre);
    const west = gatePoint(i, 'west') ?? { p: frame.toMetres([row.u0, row.v]), node: nodeOf() };
    const east = gatePoint(i, 'east') ?? { p: frame.toMetres([row.u1, row.v]), node: nodeOf() };
    lay([west, centre, east]);
  });
  const north = gatePoint(-1, 'north');
  if (north) spineStops.push(north);
  lay(spineStops);
  return true;
}

/** Every place where an inner path could leave the compound, the best first. */
function findSites(map: PlanarMap, yard: CompoundYard, rows: readonly RowPath[], random: Random): GateSite[] {
  const { frame, wall, spine, face } = yard;
  const sites: { site: GateSite; rank: number }[] = [];
  const consider = (from: Metres, step: Metres, row: number, end: GateSite['end']): void => {
    const wallAt = hitWall(wall, from, step);
    if (!wallAt) return;
    const at = frame.toMetres(wallAt);
    const zero = frame.toMetres([0, 0]);
    const ahead = frame.toMetres(step);
    const outward: Metres = [ahead[0] - zero[0], ahead[1] - zero[1]];
    const access = findStreetAccess(map, face, at, outward, gateReach);
    if (!access) return;
    const rank = { arterial: 2, collector: 3, lane: 1.5, path: 0.5, fence: 0, wall: 0, edge: 0 }[access.class];
    sites.push({ site: { wallAt: at, outward, row, end }, rank: rank + (end === 'south' ? 1.2 : 0) + random.unit() });
  };
  consider([spine, rows[0]!.v], [0, -1], -1, 'south');
  consider([spine, rows[rows.length - 1]!.v], [0, 1], -1, 'north');
  rows.forEach((row, i) => {
    consider([row.u0, row.v], [-1, 0], i, 'west');
    consider([row.u1, row.v], [1, 0], i, 'east');
  });
  return sites.sort((p, q) => q.rank - p.rank).map(({ site }) => site);
}

/** First point of the wall in a direction; null near a corner, where no gate stands. */
function hitWall(wall: readonly Metres[], from: Metres, step: Metres): Metres | null {
  let best: Metres | null = null;
  let nearest = Infinity;
  let corner = false;
  for (let i = 0, j = wall.length - 1; i < wall.length; j = i++) {
    const p = wall[j]!;
    const q = wall[i]!;
    const dx = q[0] - p[0];
    const dy = q[1] - p[1];
    const det = step[0] * dy - step[1] * dx;
    if (Math.abs(det) < 1e-9) continue;
    const t = ((p[0] - from[0]) * dy - (p[1] - from[1]) * dx) / det;
    const s = ((p[0] - from[0]) * step[1] - (p[1] - from[1]) * step[0]) / det;
    if (t <= 0 || s < 0 || s > 1 || t >= nearest) continue;
    nearest = t;
    best = [from[0] + step[0] * t, from[1] + step[1] * t];
    corner = distance(best, p) < 4 || distance(best, q) < 4;
  }
  return corner ? null : best;
}

function openGate(
  map: PlanarMap,
  parts: TownParts,
  yard: CompoundYard,
  site: GateSite,
  access: StreetAccess,
  main: boolean,
  random: Random,
): number {
  const compound = parts.compounds[yard.compound]!;
  const streetNode = map.splitEdgeOrVertex(access.a, access.b, access.at);
  const gateNode = parts.nextNode++;
  const x = latticeX(site.wallAt[0]);
  const y = latticeY(site.wallAt[1]);
  compound.boundary = [withPoint(compound.boundary[0]!, x, y)];
  parts.paths.push({
    kind: 'footway',
    points: [map.point(streetNode), site.wallAt],
    nodes: [streetNode, gateNode],
    compound: -1,
    name: null,
  });
  const gate: Gate = {
    id: `g${parts.gates.length + 1}` as GateId,
    compoundId: compound.id,
    name: gateNames[site.end],
    point: [x, y],
    node: gateNode,
    access: gateAccess(compound.kind, main, random),
    open: main || random.chance(0.88),
  };
  return parts.gates.push(gate) - 1;
}

function gateAccess(kind: Compound['kind'], main: boolean, random: Random): Gate['access'] {
  if (kind === 'institution') return main ? 'visitors' : 'residents';
  if (main) return kind === 'new' ? 'visitors' : 'all';
  if (kind === 'new') return random.chance(0.75) ? 'residents' : 'visitors';
  return random.chance(0.45) ? 'residents' : 'all';
}

/** A ring with a point put into the border it lies on (within a rounding of it). */
function withPoint(ring: readonly number[], x: number, y: number): number[] {
  const n = ring.length / 2;
  let best = 0;
  let bestOff = Infinity;
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    const [ax, ay, bx, by] = [ring[2 * i]!, ring[2 * i + 1]!, ring[2 * j]!, ring[2 * j + 1]!];
    if ((ax === x && ay === y) || (bx === x && by === y)) return [...ring];
    const dx = bx - ax;
    const dy = by - ay;
    const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    const off = (x - ax - t * dx) * (x - ax - t * dx) + (y - ay - t * dy) * (y - ay - t * dy);
    if (off < bestOff) {
      bestOff = off;
      best = i;
    }
  }
  return [...ring.slice(0, 2 * best + 2), x, y, ...ring.slice(2 * best + 2)];
}
