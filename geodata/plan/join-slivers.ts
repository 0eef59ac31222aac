import type { MultiPolygon } from '../schema/coordinates';
import { areaSquareMetres } from '../geometry/area-square-metres';
import { dissolveFaces } from '../geometry/dissolve-faces';
import { sharedLengths } from './shared-lengths';

/**
 * Parts of a cut that are smaller than the limit go to the part they share the longest border with: a line drawn along a
 * border leaves such slivers where the hand wavered. Answers the parts and how many were joined.
 */
export function joinSlivers(
  parts: readonly MultiPolygon[],
  smallestSquareMetres: number,
): { parts: MultiPolygon[]; joined: number } {
  const kept = parts.map((polygons) => ({ polygons, squareMetres: areaSquareMetres(polygons) }));
  let joined = 0;
  while (kept.length > 1) {
    kept.sort((a, b) => b.squareMetres - a.squareMetres);
    const sliver = kept[kept.length - 1]!;
    if (sliver.squareMetres >= smallestSquareMetres) break;
    const lengths = sharedLengths(
      sliver.polygons,
      kept.slice(0, -1).map((part) => part.polygons),
    );
    const longest = Math.max(...lengths);
    // Parts of one grid hang together over their borders; a lone exclave stays with the largest part.
    const target = kept[longest > 0 ? lengths.indexOf(longest) : 0]!;
    target.polygons = dissolveFaces([target.polygons, sliver.polygons]);
    target.squareMetres += sliver.squareMetres;
    kept.pop();
    joined++;
  }
  return { parts: kept.map((part) => part.polygons), joined };
}
