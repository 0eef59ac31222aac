import type { Position } from 'geojson';

/**
 * The rings of a shapefile polygon as GeoJSON polygons. In a shapefile outer rings run clockwise, and each hole belongs to
 * the smallest outer ring around it. Where no ring runs clockwise the file was written the wrong way round: then rings
 * within an even number of others are outer ones. Null for a hole that no ring holds.
 */
export function groupRings(rings: readonly Position[][]): Position[][][] | null {
  const areas = rings.map(signedArea);
  let isOuter = areas.map((area) => area < 0);
  if (!isOuter.includes(true))
    isOuter = rings.map((ring, i) => rings.filter((other, j) => j !== i && holds(other, ring)).length % 2 === 0);
  const outers = rings.flatMap((ring, i) =>
    isOuter[i] ? [{ ring, size: Math.abs(areas[i]!), holes: [] as Position[][] }] : [],
  );
  for (const [i, hole] of rings.entries()) {
    if (isOuter[i]) continue;
    const around = outers.filter(({ ring }) => holds(ring, hole)).sort((a, b) => a.size - b.size)[0];
    if (!around) return null;
    around.holes.push(turned(hole, false));
  }
  return outers.map(({ ring, holes }) => [turned(ring, true), ...holes]);
}

/** GeoJSON has its outer rings run the other way, anticlockwise, and holes clockwise. */
function turned(ring: Position[], anticlockwise: boolean): Position[] {
  return signedArea(ring) > 0 === anticlockwise ? ring : ring.toReversed();
}

/** Twice the area, above zero for an anticlockwise ring; from its first point, so that far-off grids lose no digits. */
function signedArea(ring: readonly Position[]): number {
  const [ox, oy] = [ring[0]![0]!, ring[0]![1]!];
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!];
    sum += (a[0]! - ox) * (b[1]! - oy) - (b[0]! - ox) * (a[1]! - oy);
  }
  return sum;
}

/** True where most of a ring's vertices lie in another: single ones may touch its border. */
function holds(outer: readonly Position[], ring: readonly Position[]): boolean {
  let inside = 0;
  for (const [x, y] of ring) {
    let isIn = false;
    for (let i = 1; i < outer.length; i++) {
      const [[ax, ay], [bx, by]] = [outer[i - 1] as [number, number], outer[i] as [number, number]];
      if (ay > y! !== by > y! && x! < ((bx - ax) * (y! - ay)) / (by - ay) + ax) isIn = !isIn;
    }
    if (isIn) inside++;
  }
  return inside * 2 > ring.length;
}
