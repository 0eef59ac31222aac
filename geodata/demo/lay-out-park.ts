import { drawLand } from './draw-land';
import { centroid, doubledArea, latticeX, latticeY } from './frame';
import type { Metres } from './frame';
import type { PlanarMap } from './planar-map';
import type { Random } from './prng';
import { findStreetAccess } from './street-access';
import type { TownParts } from './town-parts';

/** Paths from the middle of a park to the streets round it, and a lake in the widest corner between them. */
export function layOutPark(
  map: PlanarMap,
  parts: TownParts,
  face: number,
  yard: readonly Metres[],
  random: Random,
): void {
  const [cx, cy] = centroid(yard);
  const turn = random.between(-0.3, 0.3);
  const middle = parts.nextNode++;
  parts.parkMiddles.set(face, [latticeX(cx), latticeY(cy)]);
  for (const [x, y] of [
    [1, turn],
    [-turn, 1],
    [-1, -turn],
    [turn, -1],
  ] as const) {
    const length = Math.sqrt(x * x + y * y);
    const access = findStreetAccess(map, face, [cx, cy], [x / length, y / length], 400);
    if (!access) continue;
    const node = map.splitEdgeOrVertex(access.a, access.b, access.at);
    // A bend, because park paths do not run like streets.
    const end = map.point(node);
    const bend: Metres = [(cx + end[0]) / 2 + (end[1] - cy) * 0.09, (cy + end[1]) / 2 - (end[0] - cx) * 0.09];
    parts.paths.push({
      kind: 'footway',
      points: [[cx, cy], bend, end],
      nodes: [middle, parts.nextNode++, node],
      compound: -1,
      name: null,
    });
  }
  if (doubledArea(yard) < 34_000) return;
  const corner = yard.reduce((best, p) => (p[0] - cx + (p[1] - cy) > best[0] - cx + (best[1] - cy) ? p : best));
  const shift: Metres = [(corner[0] - cx) * 0.42, (corner[1] - cy) * 0.42];
  drawLand(
    parts,
    'lake',
    pondRing(yard, 0.27, random).map(([x, y]): Metres => [x + shift[0], y + shift[1]]),
    null,
  );
}

/** A pond's shape: the yard drawn towards its middle, unevenly, with its corners rounded. */
export function pondRing(yard: readonly Metres[], share: number, random: Random): Metres[] {
  const [cx, cy] = centroid(yard);
  let ring = yard.map(([x, y]): Metres => {
    const s = share * random.between(0.75, 1.25);
    return [cx + (x - cx) * s, cy + (y - cy) * s];
  });
  for (let pass = 0; pass < 3; pass++) {
    ring = ring.flatMap((p, i): Metres[] => {
      const q = ring[(i + 1) % ring.length]!;
      return [
        [p[0] * 0.75 + q[0] * 0.25, p[1] * 0.75 + q[1] * 0.25],
        [p[0] * 0.25 + q[0] * 0.75, p[1] * 0.25 + q[1] * 0.75],
      ];
    });
  }
  return ring;
}
