import { fromLattice } from '../../schema/coordinates';
import type { CoverageRepair, DirtyGrid } from './coverage-repair';
import { areaSquareMetres } from '../../geometry/area-square-metres';
import { doubledRingArea } from '../../geometry/ring-area';

/** One ring of the layer, open, without repeated neighbours. */
export interface SourceRing {
  grid: number;
  /** Counts the polygons of all grids. */
  polygon: number;
  isHole: boolean;
  points: readonly number[];
}

/** The rings of a layer as the overlay takes them, and what had to be put right for that. */
export function sourceRings(grids: readonly DirtyGrid[], repairs: CoverageRepair[]): SourceRing[] {
  const rings: SourceRing[] = [];
  let polygon = 0;
  for (const [grid, { polygons }] of grids.entries()) {
    for (const written of polygons) {
      for (const [at, ring] of written.entries()) {
        const { points, repeated } = withoutRepeated(ring);
        const list = (kind: CoverageRepair['kind'], count: number, squareMetres: number): void =>
          void repairs.push({ kind, grid, to: null, count, squareMetres, where: placeOf(ring) });
        if (repeated > 0) list('repeated-vertices', repeated, 0);
        const area = points.length < 6 ? 0 : doubledRingArea(points);
        if (points.length < 6) {
          list('ring-dropped', 1, 0);
          // A hole of no area takes nothing away; without its outer ring a polygon is nothing.
          if (at === 0) break;
          continue;
        }
        if (area !== 0 && area > 0 !== (at === 0)) list('winding-turned', 1, 0);
        rings.push({ grid, polygon, isHole: at > 0, points });
      }
      polygon++;
    }
  }
  return rings;
}

function withoutRepeated(ring: readonly number[]): { points: number[]; repeated: number } {
  const points: number[] = [];
  let repeated = 0;
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const isSame = points.length > 0 && points.at(-2) === ring[i] && points.at(-1) === ring[i + 1];
    if (isSame) repeated++;
    else points.push(ring[i]!, ring[i + 1]!);
  }
  // The closing point that formats repeat is no mistake.
  if (points.length > 2 && points[0] === points.at(-2) && points[1] === points.at(-1)) points.length -= 2;
  return { points, repeated };
}

function placeOf(ring: readonly number[]): CoverageRepair['where'] {
  return { type: 'Point', coordinates: [fromLattice(ring[0] ?? 0), fromLattice(ring[1] ?? 0)] };
}

/** Square metres within a ring, whichever way it runs. */
export function ringSquareMetres(points: readonly number[]): number {
  return points.length < 6 ? 0 : Math.abs(areaSquareMetres([[points]]));
}
