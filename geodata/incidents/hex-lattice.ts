import { eastOf, latAt, lngAt, localPlane, northOf } from './local-plane';
import type { LocalPlane } from './local-plane';
import type { BBox, LngLat } from '../schema/coordinates';

/** Sizes one chooses from, metres; each place has one of its own. */
export const hexSizes = [100, 200, 300, 500, 1000, 2000] as const;

/**
 * The hexagons of a place: pointy-top, of equal area in metres, and never moved. Their origin is the middle of the
 * place's box in its equal-area plane; no view, filter or period has a say in it.
 */
export interface HexLattice {
  readonly plane: LocalPlane;
  /** Across the flats, which is also the distance of neighbouring centres. */
  readonly sizeMetres: number;
}

/** Axial coordinates of a hexagon: `q` to the east, `r` to the north (and half a size east). */
export interface Hexagon {
  readonly q: number;
  readonly r: number;
}

const ROOT_3 = Math.sqrt(3);

/** The lattice of a place's box (degrees) for hexagons of a size. */
export function hexLattice(bbox: BBox, sizeMetres: number): HexLattice {
  return { plane: localPlane((bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2), sizeMetres };
}

/** Area of one hexagon, km². */
export function hexAreaSquareKilometres(sizeMetres: number): number {
  return ((ROOT_3 / 2) * sizeMetres * sizeMetres) / 1e6;
}

/**
 * The hexagon whose centre is nearest to a place in metres, by rounding cube coordinates (Red Blob Games, "Hexagonal
 * grids"). A place on a border is as near to two; it is rounded the same way every time, so it has exactly one.
 */
export function hexagonAt(sizeMetres: number, east: number, north: number): Hexagon {
  const rf = north / (sizeMetres * (ROOT_3 / 2));
  const qf = east / sizeMetres - rf / 2;
  let q = Math.round(qf);
  let r = Math.round(rf);
  const s = Math.round(-qf - rf);
  const dq = Math.abs(q - qf);
  const dr = Math.abs(r - rf);
  const ds = Math.abs(s + qf + rf);
  if (dq > dr && dq > ds) q = -r - s;
  else if (dr > ds) r = -q - s;
  // `+ 0`: there is one zero.
  return { q: q + 0, r: r + 0 };
}

/** Centre of a hexagon, metres in the plane. */
export function hexCentreMetres(sizeMetres: number, { q, r }: Hexagon): [east: number, north: number] {
  return [sizeMetres * (q + r / 2), sizeMetres * (ROOT_3 / 2) * r];
}

/** Centre of a hexagon, degrees. */
export function hexCentre({ plane, sizeMetres }: HexLattice, hexagon: Hexagon): LngLat {
  const [east, north] = hexCentreMetres(sizeMetres, hexagon);
  return [lngAt(plane, east), latAt(plane, north)];
}

/** The closed ring of a hexagon, degrees, counter-clockwise. */
export function hexRing({ plane, sizeMetres }: HexLattice, hexagon: Hexagon): LngLat[] {
  const [east, north] = hexCentreMetres(sizeMetres, hexagon);
  const half = sizeMetres / 2;
  const radius = sizeMetres / ROOT_3;
  const corners = [
    [0, -radius],
    [half, -radius / 2],
    [half, radius / 2],
    [0, radius],
    [-half, radius / 2],
    [-half, -radius / 2],
    [0, -radius],
  ] as const;
  return corners.map(([x, y]) => [lngAt(plane, east + x), latAt(plane, north + y)]);
}

/** The hexagon that holds a place in degrees. */
export function hexagonAtDegrees({ plane, sizeMetres }: HexLattice, lng: number, lat: number): Hexagon {
  return hexagonAt(sizeMetres, eastOf(plane, lng), northOf(plane, lat));
}

/** Name of a hexagon in addresses: `200.12.-4` is the one at (12, -4) of the 200 m lattice. */
export const hexagonId = (sizeMetres: number, { q, r }: Hexagon): string => `${sizeMetres}.${q}.${r}`;

/** What `hexagonId` wrote; null for anything else. */
export function parseHexagonId(text: string): (Hexagon & { sizeMetres: number }) | null {
  const parts = /^([1-9]\d{0,4})\.(0|-?[1-9]\d{0,6})\.(0|-?[1-9]\d{0,6})$/.exec(text);
  return parts && { sizeMetres: Number(parts[1]), q: Number(parts[2]), r: Number(parts[3]) };
}
