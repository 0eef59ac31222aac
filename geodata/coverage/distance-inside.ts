import type { LatticePoint, Polygon } from '../schema/coordinates';
import { groundMetres } from '../geometry/ground-metres';
import { orient } from '../geometry/orient';
import { locatePoint } from '../geometry/point-in-polygon';

// A gate drawn this far off its wall still stands in it.
const GATE_TOLERANCE_METRES = 2;

/**
 * Metres from a gate to any point inside its compound by the shortest way that stays inside the wall: straight
 * where nothing is between, else bent around the wall's corners. The returned function answers null for a point
 * that cannot be reached inside. (Shortest paths in a polygon bend at its corners only, so Dijkstra over the
 * corners that see each other is exact; Lozano-Pérez and Wesley 1979.)
 */
export function distanceInside(boundary: Polygon, gate: LatticePoint): (x: number, y: number) => number | null {
  const corners = boundary.flatMap((ring) =>
    Array.from({ length: ring.length / 2 }, (_, i): LatticePoint => [ring[2 * i]!, ring[2 * i + 1]!]),
  );
  let fromGate: Float64Array | null = null;

  const sees = (p: LatticePoint, q: LatticePoint): boolean => {
    for (const ring of boundary) {
      for (let i = 0; i < ring.length; i += 2) {
        const j = (i + 2) % ring.length;
        const [cx, cy, dx, dy] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
        const c = orient(p[0], p[1], q[0], q[1], cx, cy);
        const d = orient(p[0], p[1], q[0], q[1], dx, dy);
        if (c === 0 || d === 0 || c > 0 === d > 0) continue;
        const a = orient(cx, cy, dx, dy, p[0], p[1]);
        const b = orient(cx, cy, dx, dy, q[0], q[1]);
        if (a === 0 || b === 0 || a > 0 === b > 0) continue;
        const t = a / (a - b);
        const at: LatticePoint = [p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])];
        if (groundMetres(at[0], at[1], gate[0], gate[1]) > GATE_TOLERANCE_METRES) return false;
      }
    }
    // Nothing crossed: the middle tells a way inside from one around the outside or over a corner.
    const middle: LatticePoint = [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
    return (
      locatePoint(middle, [boundary]) !== 'outside' || groundMetres(p[0], p[1], q[0], q[1]) <= 2 * GATE_TOLERANCE_METRES
    );
  };

  const cornerDistances = (): Float64Array => {
    const distance = new Float64Array(corners.length).fill(Infinity);
    const done = new Uint8Array(corners.length);
    corners.forEach((corner, i) => {
      if (sees(gate, corner)) distance[i] = groundMetres(gate[0], gate[1], corner[0], corner[1]);
    });
    for (;;) {
      let next = -1;
      for (let i = 0; i < corners.length; i++) {
        if (!done[i] && distance[i]! < Infinity && (next < 0 || distance[i]! < distance[next]!)) next = i;
      }
      if (next < 0) return distance;
      done[next] = 1;
      const [x, y] = corners[next]!;
      corners.forEach((corner, i) => {
        if (done[i]) return;
        const through = distance[next]! + groundMetres(x, y, corner[0], corner[1]);
        if (through < distance[i]! && sees(corners[next]!, corner)) distance[i] = through;
      });
    }
  };

  return (x, y) => {
    const point: LatticePoint = [x, y];
    if (sees(point, gate)) return groundMetres(x, y, gate[0], gate[1]);
    fromGate ??= cornerDistances();
    let best = Infinity;
    corners.forEach((corner, i) => {
      const through = fromGate![i]! + groundMetres(x, y, corner[0], corner[1]);
      if (through < best && sees(point, corner)) best = through;
    });
    return best < Infinity ? best : null;
  };
}
