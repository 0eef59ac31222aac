import { centroid } from './frame';
import type { Metres } from './frame';
import { dominantDirection, southFacing } from './direction';
import { clearIntervals, createLocalFrame, localBox } from './local-frame';
import type { Random } from './prng';
import type { Building } from './town-parts';

/** Courtyard houses of one storey (some two) in uneven rows; hall in the north, wings at the sides. */
export function placeHouses(yard: readonly Metres[], face: number, village: boolean, random: Random): Building[] {
  const frame = createLocalFrame(centroid(yard), southFacing(dominantDirection(yard)));
  const ring = yard.map((p) => frame.toLocal(p));
  const { v0, v1 } = localBox(ring);
  const buildings: Building[] = [];
  let v = v0 + random.between(1, 3);
  while (v < v1 - 8) {
    const depth = random.between(15, village ? 20 : 21);
    for (const [from, to] of clearIntervals(ring, v, Math.min(v + depth, v1))) {
      let u = from + random.between(1, 2.5);
      while (u < to - 9) {
        const width = Math.min(random.between(14, village ? 21 : 24), to - 1 - u);
        if (width >= 9 && v + depth <= v1 && !random.chance(village ? 0.1 : 0.06)) {
          buildings.push(house(frame.toMetres, u, v + random.between(0, 1), width, depth - 1, face, village, random));
        }
        u += width + random.between(1.2, village ? 8 : 4);
      }
    }
    v += depth + random.between(2.2, village ? 7 : 5);
  }
  return buildings;
}

function house(
  toMetres: (p: Metres) => Metres,
  u: number,
  v: number,
  w: number,
  d: number,
  face: number,
  village: boolean,
  random: Random,
): Building {
  const hall = random.between(5, 6.2);
  const wing = Math.min(4, w * 0.28);
  const shape = random.weighted(village ? [4, 3, 3] : [2.5, 3, 4.5]);
  const top = v + d;
  const local: Metres[] =
    shape === 0
      ? [
          [u, top - hall - 1.5],
          [u + w, top - hall - 1.5],
          [u + w, top],
          [u, top],
        ]
      : shape === 1
        ? random.chance(0.5)
          ? [
              [u, v],
              [u + wing, v],
              [u + wing, top - hall],
              [u + w, top - hall],
              [u + w, top],
              [u, top],
            ]
          : [
              [u, top - hall],
              [u + w - wing, top - hall],
              [u + w - wing, v],
              [u + w, v],
              [u + w, top],
              [u, top],
            ]
        : [
            [u, v],
            [u + wing, v],
            [u + wing, top - hall],
            [u + w - wing, top - hall],
            [u + w - wing, v],
            [u + w, v],
            [u + w, top],
            [u, top],
          ];
  return {
    use: 'house',
    ring: local.map(toMetres),
    anchor: toMetres([u + w / 2, top - hall / 2]),
    storeys: random.chance(0.25) ? 2 : 1,
    homes: village ? random.weighted([0, 4, 3, 1]) : random.weighted([0, 5, 4, 1]),
    compound: -1,
    face,
  };
}
