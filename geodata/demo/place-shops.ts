import { distance, insideRing } from './frame';
import type { Metres } from './frame';
import type { Random } from './prng';
import type { Building } from './town-parts';

/** Depth of the strip shops stand in, from the compound wall towards the street. */
export const shopStripMetres = 13;

/**
 * Rows of shops outside the walls that face the given streets. `fronts` are wall borders (from, to;
 * the street on the right); shops keep clear of `paths` (gate to street).
 */
export function placeShops(
  fronts: readonly (readonly [Metres, Metres])[],
  paths: readonly (readonly [Metres, Metres])[],
  face: number,
  faceRing: readonly Metres[],
  random: Random,
): Building[] {
  const out: Building[] = [];
  for (const [p, q] of fronts) {
    const length = distance(p, q);
    if (length < 30) continue;
    const ex = (q[0] - p[0]) / length;
    const ey = (q[1] - p[1]) / length;
    const at = (along: number, off: number): Metres => [p[0] + ex * along + ey * off, p[1] + ey * along - ex * off];
    const storeys = random.int(1, 3);
    let u = random.between(5, 12);
    while (u < length - 16) {
      const width = Math.min(random.between(16, 62), length - 5 - u);
      const middle = u + width / 2;
      const gate = paths.some(([from, to]) =>
        [0, 0.25, 0.5, 0.75, 1].some((t) => {
          const x = from[0] + t * (to[0] - from[0]) - p[0];
          const y = from[1] + t * (to[1] - from[1]) - p[1];
          const off = x * ey - y * ex;
          return off > -4 && off < shopStripMetres + 3 && Math.abs(x * ex + y * ey - middle) < width / 2 + 5;
        }),
      );
      const depth = random.between(9, 11);
      const ring = [at(u, 1 + depth), at(u + width, 1 + depth), at(u + width, 1), at(u, 1)];
      if (!gate && random.chance(0.82) && ring.every((corner) => insideRing(corner, faceRing))) {
        out.push({ use: 'shop', ring, anchor: at(middle, 1 + depth / 2), storeys, homes: 0, compound: -1, face });
        u += width + (random.chance(0.2) ? random.between(6, 11) : 1.5);
      } else {
        u += gate ? 6 : width;
      }
    }
  }
  return out;
}
