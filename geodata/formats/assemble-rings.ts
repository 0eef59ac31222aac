import type { MultiPolygon, Polygon } from '../schema/coordinates';
import { containsPoint } from '../geometry/point-in-polygon';
import { doubledRingArea } from '../geometry/ring-area';
import type { OsmExtract, OsmRelation } from './osm-extract';

/** Why a relation gave no polygon. */
export type RingFailure = 'open' | 'missing-member' | 'empty';

/**
 * The polygon of a multipolygon relation: its member ways joined end to end into rings, outer ones
 * counter-clockwise, each hole put into the outer ring that holds it. A ring that does not close, or a member
 * that the file lacks, is a failure: nothing is closed by guessing.
 */
export function assembleRings(relation: OsmRelation, osm: OsmExtract): MultiPolygon | RingFailure {
  const outer: number[][] = [];
  const inner: number[][] = [];
  for (const member of relation.members) {
    if (member.type !== 'way') continue;
    const way = osm.wayById.get(member.ref);
    if (!way || way.refs.some((ref) => !osm.nodeIndex.has(ref))) return 'missing-member';
    (member.role === 'inner' ? inner : outer).push([...way.refs]);
  }
  const outerRings = joinEnds(outer);
  const innerRings = joinEnds(inner);
  if (!outerRings || !innerRings) return 'open';
  const polygons: number[][][] = [];
  for (const refs of outerRings) {
    const ring = toRing(refs, osm, 1);
    if (ring) polygons.push([ring]);
  }
  if (polygons.length === 0) return 'empty';
  // Smallest outer ring first, so that a hole goes to the island it lies on and not to the land around it.
  polygons.sort((a, b) => doubledRingArea(a[0]!) - doubledRingArea(b[0]!));
  for (const refs of innerRings) {
    const hole = toRing(refs, osm, -1);
    if (!hole) continue;
    const home = polygons.find((polygon) => ringLiesIn(hole, [polygon[0]!]));
    home?.push(hole);
  }
  return polygons;
}

/** A closed way as a counter-clockwise ring; null where it is open, incomplete or without area. */
export function closedWayRing(refs: readonly number[], osm: OsmExtract): number[] | null {
  if (refs.length < 4 || refs[0] !== refs[refs.length - 1]) return null;
  if (refs.some((ref) => !osm.nodeIndex.has(ref))) return null;
  return toRing(refs, osm, 1);
}

/** True where some vertex of `ring` lies inside `polygon`, or all of them are shared with it. */
function ringLiesIn(ring: readonly number[], polygon: Polygon): boolean {
  for (let i = 0; i < ring.length; i += 2) if (containsPoint([ring[i]!, ring[i + 1]!], [polygon])) return true;
  return false;
}

/** Open ends joined where they share a node; null where one is left over. Rings come back closed. */
function joinEnds(lines: number[][]): number[][] | null {
  const rings: number[][] = [];
  const open = lines.filter((line) => line.length > 1);
  while (open.length > 0) {
    const ring = open.pop()!;
    while (ring[0] !== ring[ring.length - 1]) {
      const end = ring[ring.length - 1];
      const next = open.findIndex((line) => line[0] === end || line[line.length - 1] === end);
      if (next < 0) return null;
      const line = open.splice(next, 1)[0]!;
      if (line[0] !== end) line.reverse();
      for (let i = 1; i < line.length; i++) ring.push(line[i]!);
    }
    rings.push(ring);
  }
  return rings;
}

function toRing(refs: readonly number[], osm: OsmExtract, turn: 1 | -1): number[] | null {
  const points: [number, number][] = [];
  for (const ref of refs.slice(0, -1)) {
    const at = osm.nodeIndex.get(ref)!;
    const last = points[points.length - 1];
    const point: [number, number] = [osm.xs[at]!, osm.ys[at]!];
    if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
  }
  if (points.length < 3) return null;
  const area = doubledRingArea(points.flat());
  if (area === 0) return null;
  if (Math.sign(area) !== turn) points.reverse();
  return points.flat();
}
