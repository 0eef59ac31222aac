import { fromLattice, toLattice } from '../schema/coordinates';
import type { LatticeBox, LatticePoint, MultiPolygon, Polygon } from '../schema/coordinates';
import type { LocalName } from '../schema/place';
import { fail, ok } from '../schema/problems';
import type { Problem, ProblemPlace, Result } from '../schema/problems';
import { findCrossing } from './find-crossing';
import { locatePoint } from './point-in-polygon';
import { doubledRingArea } from './ring-area';

/** Where coordinates have to lie, and how that place is called in a refusal. */
export interface GeoJsonLimits {
  box: LatticeBox;
  placeName: LocalName;
}

export interface ReadPolygons {
  polygons: MultiPolygon;
  /** What was put right on the way in: duplicate points, winding, rings left open. */
  repairs: Problem[];
}

/**
 * Reads a GeoJSON Polygon or MultiPolygon (or a Feature of one) in degrees. Closes open rings, drops repeated points and
 * turns rings the right way round, and says so; refuses what has no single meaning: malformed or swapped
 * coordinates, coordinates outside the limits, fewer than three points, rings that cross, holes outside.
 */
export function polygonsFromGeoJson(input: unknown, limits?: GeoJsonLimits): Result<ReadPolygons> {
  const geometry = isRecord(input) && input.type === 'Feature' ? input.geometry : input;
  if (!isRecord(geometry)) return unsupported('Polygon / MultiPolygon', geometry);
  const { type, coordinates } = geometry;
  if (type !== 'Polygon' && type !== 'MultiPolygon') return unsupported('Polygon / MultiPolygon', type);
  const raw: unknown = type === 'Polygon' ? [coordinates] : coordinates;
  if (!Array.isArray(raw) || raw.length === 0) return fail('geometry.malformed', { path: 'coordinates' });

  const repairs: Problem[] = [];
  const polygons: Polygon[] = [];
  for (const [p, rings] of raw.entries()) {
    if (!Array.isArray(rings) || rings.length === 0) return fail('geometry.malformed', { path: `coordinates[${p}]` });
    const polygon: number[][] = [];
    for (const [r, positions] of (rings as unknown[]).entries()) {
      const ring = readRing(positions, `coordinates[${p}][${r}]`, r === 0, limits, repairs);
      if (!ring.ok) return ring;
      polygon.push(ring.value);
    }
    const [outer, ...holes] = polygon;
    for (const hole of holes) {
      if (outer && !liesWithin(hole, outer)) return fail('geometry.hole-outside', {}, pointPlace(hole[0]!, hole[1]!));
    }
    polygons.push(polygon);
  }
  const crossing = findCrossing(polygons);
  if (crossing) return selfCrossing(crossing.point);
  return ok({ polygons, repairs });
}

/** Reads a GeoJSON Point (or a Feature of one) in degrees. */
export function pointFromGeoJson(input: unknown, limits?: GeoJsonLimits): Result<LatticePoint> {
  const geometry = isRecord(input) && input.type === 'Feature' ? input.geometry : input;
  if (!isRecord(geometry) || geometry.type !== 'Point') {
    return unsupported('Point', isRecord(geometry) ? geometry.type : geometry);
  }
  return readPosition(geometry.coordinates, 'coordinates', limits);
}

function readRing(
  positions: unknown,
  path: string,
  outer: boolean,
  limits: GeoJsonLimits | undefined,
  repairs: Problem[],
): Result<number[]> {
  if (!Array.isArray(positions)) return fail('geometry.malformed', { path });
  const ring: number[] = [];
  let repeated = 0;
  for (const [i, position] of positions.entries()) {
    const point = readPosition(position, `${path}[${i}]`, limits);
    if (!point.ok) return point;
    const [x, y] = point.value;
    if (ring.length > 0 && ring[ring.length - 2] === x && ring[ring.length - 1] === y) repeated++;
    else ring.push(x, y);
  }
  const place = ring.length >= 2 ? pointPlace(ring[0]!, ring[1]!) : undefined;
  if (ring.length > 2 && ring[0] === ring[ring.length - 2] && ring[1] === ring[ring.length - 1]) ring.length -= 2;
  else repairs.push({ code: 'geometry.ring-closed', params: { path } });
  if (repeated > 0) repairs.push({ code: 'geometry.points-repeated', params: { path, count: repeated } });
  if (ring.length < 6) return fail('geometry.too-few-points', { path, count: ring.length / 2 }, place);
  const area = doubledRingArea(ring);
  if (area === 0) {
    // The halves of a symmetric bow tie cancel out: then the crossing is what is wrong.
    const crossing = findCrossing([[ring]]);
    if (crossing?.kind === 'crossing') return selfCrossing(crossing.point);
    return fail('geometry.no-area', { path }, place);
  }
  if (area > 0 === outer) return ok(ring);
  repairs.push({ code: 'geometry.winding-turned', params: { path } });
  const turned: number[] = [];
  for (let i = ring.length - 2; i >= 0; i -= 2) turned.push(ring[i]!, ring[i + 1]!);
  return ok(turned);
}

function readPosition(position: unknown, path: string, limits: GeoJsonLimits | undefined): Result<LatticePoint> {
  if (!Array.isArray(position) || position.length < 2) return fail('geometry.malformed', { path });
  const [lng, lat] = position as unknown[];
  if (typeof lng !== 'number' || typeof lat !== 'number' || !Number.isFinite(lng) || !Number.isFinite(lat)) {
    return fail('geometry.malformed', { path });
  }
  const coordinate = `${lng}, ${lat}`;
  const possible = Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
  if (possible && (!limits || boxHas(limits.box, toLattice(lng), toLattice(lat)))) {
    return ok([toLattice(lng), toLattice(lat)]);
  }
  const swapped = limits
    ? boxHas(limits.box, toLattice(lat), toLattice(lng))
    : Math.abs(lat) <= 180 && Math.abs(lng) <= 90;
  if (swapped) return fail('coordinate.swapped', { coordinate });
  if (!possible) return fail('geometry.malformed', { path });
  const place: ProblemPlace = { type: 'Point', coordinates: [lng, lat] };
  return fail('coordinate.outside-place', { coordinate, place: limits?.placeName ?? '' }, place);
}

/** True where no vertex of the hole is outside; that its edges do not cross is judged for all rings at once. */
function liesWithin(hole: readonly number[], outer: readonly number[]): boolean {
  for (let i = 0; i < hole.length; i += 2) {
    if (locatePoint([hole[i]!, hole[i + 1]!], [[outer]]) === 'outside') return false;
  }
  return true;
}

function unsupported(expected: string, actual: unknown): Result<never> {
  return fail('geometry.unsupported', {
    expected,
    actual: typeof actual === 'string' ? actual.slice(0, 40) : (actual ?? null) === null ? 'null' : typeof actual,
  });
}

function boxHas(box: LatticeBox, x: number, y: number): boolean {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

function selfCrossing([x, y]: LatticePoint): Result<never> {
  return fail('geometry.self-crossing', { lng: fromLattice(x), lat: fromLattice(y) }, pointPlace(x, y));
}

function pointPlace(x: number, y: number): ProblemPlace {
  return { type: 'Point', coordinates: [fromLattice(x), fromLattice(y)] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
