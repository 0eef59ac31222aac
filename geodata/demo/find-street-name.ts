import type { LocalName } from '../schema/place';
import type { Street } from '../schema/settlement';
import { distance } from './frame';
import type { Metres } from './frame';
import type { PlanarMap } from './planar-map';

/** The named street a face's point looks at: the nearest of its bordering streets that has a name. */
export function createStreetFinder(
  map: PlanarMap,
  streets: readonly Street[],
): (face: number, at: Metres) => LocalName | null {
  const nameOfEdge = new Map<string, LocalName>();
  for (const street of streets) {
    if (!street.name || street.compoundId) continue;
    for (let i = 1; i < street.nodes.length; i++) {
      nameOfEdge.set(edgeKey(street.nodes[i - 1]!, street.nodes[i]!), street.name);
    }
  }
  return (face, at) => {
    const ring = map.faces[face]!;
    let best: LocalName | null = null;
    let nearest = Infinity;
    ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length]!;
      const name = nameOfEdge.get(edgeKey(a, b));
      if (!name) return;
      const [p, q] = [map.point(a), map.point(b)];
      const length = distance(p, q) || 1;
      const t = Math.max(
        0,
        Math.min(1, ((at[0] - p[0]) * (q[0] - p[0]) + (at[1] - p[1]) * (q[1] - p[1])) / (length * length)),
      );
      const away = distance(at, [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
      if (away < nearest) {
        nearest = away;
        best = name;
      }
    });
    return best;
  };
}

const edgeKey = (a: number, b: number): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
