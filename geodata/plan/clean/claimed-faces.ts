import type { Overlay } from './overlay-rings';
import type { SourceRing } from './source-rings';

/** Who wants each face of an overlay. */
export interface ClaimedFaces {
  /** Index of the community a face lies in, -1 where in none. */
  community: Int32Array;
  /** Grids whose polygons hold the face, by index. */
  claims: (readonly number[])[];
}

/**
 * Reads the counts of an overlay as claims. A polygon holds what its outer ring runs around, however often and which way
 * round, and none of its holes does: so both loops of a ring like an 8 are land, and a ring that runs over itself loses
 * none. The first rings of the overlay are the communities', `borders` says whose.
 */
export function claimFaces(
  { faces }: Overlay,
  borders: readonly { community: number }[],
  rings: readonly SourceRing[],
): ClaimedFaces {
  const community = new Int32Array(faces.length).fill(-1);
  const claims: (readonly number[])[] = faces.map(() => []);
  for (const [face, { windings }] of faces.entries()) {
    const sums = new Map<number, number>();
    const around: SourceRing[] = [];
    for (let i = 0; i < windings.length; i += 2) {
      const [ring, times] = [windings[i]!, windings[i + 1]!];
      const border = borders[ring];
      // A community is valid: its outer rings count one up and its holes one down.
      if (border) sums.set(border.community, (sums.get(border.community) ?? 0) + times);
      else around.push(rings[ring - borders.length]!);
    }
    for (const [number, sum] of sums) if (sum > 0) community[face] = number;
    const grids = new Set<number>();
    for (const { grid, polygon, isHole } of around) {
      if (!isHole && !around.some((other) => other.isHole && other.polygon === polygon)) grids.add(grid);
    }
    claims[face] = [...grids];
  }
  return { community, claims };
}
