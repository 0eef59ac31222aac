import Flatbush from 'flatbush';
import type { CrsFit } from '../schema/import-inspection';
import type { CrsName } from '../schema/incident';
import { toWgs84 } from './coordinate-system';

type Position = readonly [number, number];

/** Points the fit is measured with, spread over all of them. */
const fitPoints = 400;
/** A point this close to a street counts as lying on it, metres. */
const nearMetres = 25;
const metresPerDegree = 111_320;
const systems: readonly CrsName[] = ['WGS84', 'GCJ02', 'BD09'];

/** Streets as they are measured against: flat segments `[ax, ay, bx, by …]` in degrees and an index over them. */
export interface StreetSegments {
  flat: Float64Array;
  index: Flatbush;
}

/** Indexes lines of degrees; null where there are none. */
export function indexStreets(lines: readonly (readonly Position[])[]): StreetSegments | null {
  const flat = Float64Array.from(
    lines.flatMap((line) => line.slice(1).flatMap(([x, y], i) => [line[i]![0], line[i]![1], x, y])),
  );
  if (flat.length === 0) return null;
  const index = new Flatbush(flat.length / 4);
  for (let i = 0; i < flat.length; i += 4) {
    const [ax, ay, bx, by] = flat.subarray(i, i + 4);
    index.add(Math.min(ax!, bx!), Math.min(ay!, by!), Math.max(ax!, bx!), Math.max(ay!, by!));
  }
  index.finish();
  return { flat, index };
}

/**
 * How well points written in an unknown system lie among the streets when they are taken for each: what is reported or
 * built lies beside streets, so the true system has the smallest distance. It is evidence for a person, no decision.
 * Best first; without streets in the order of `systems` and without figures.
 */
export function fitSystems(written: readonly Position[], streets: StreetSegments | null): CrsFit[] {
  const stride = Math.max(1, Math.ceil(written.length / fitPoints));
  const samples = written.filter((_, i) => i % stride === 0);
  const fits = systems.map((crs): CrsFit => {
    const points = samples.flatMap(([x, y]) => toWgs84(x, y, crs) ?? []);
    const positions = Array.from({ length: points.length / 2 }, (_, i): [number, number] => [
      points[2 * i]!,
      points[2 * i + 1]!,
    ]);
    if (!streets || positions.length === 0) return { crs, points: positions, medianMetres: null, nearShare: null };
    const metres = positions.map((point) => metresToStreet(point, streets)).sort((a, b) => a - b);
    const near = metres.filter((distance) => distance <= nearMetres).length;
    return { crs, points: positions, medianMetres: metres[metres.length >> 1]!, nearShare: near / metres.length };
  });
  return streets ? fits.sort((a, b) => (a.medianMetres ?? Infinity) - (b.medianMetres ?? Infinity)) : fits;
}

/** Metres to the nearest of the eight segments whose boxes are nearest; in a town that is the nearest of all. */
function metresToStreet([x, y]: Position, { flat, index }: StreetSegments): number {
  const scaleX = metresPerDegree * Math.cos((y * Math.PI) / 180);
  let best = Infinity;
  for (const at of index.neighbors(x, y, 8)) {
    const [ax, ay, bx, by] = flat.subarray(4 * at, 4 * at + 4) as unknown as [number, number, number, number];
    const [px, py] = [(x - ax) * scaleX, (y - ay) * metresPerDegree];
    const [dx, dy] = [(bx - ax) * scaleX, (by - ay) * metresPerDegree];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
    best = Math.min(best, Math.hypot(px - along * dx, py - along * dy));
  }
  return best;
}
