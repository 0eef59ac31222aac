import type { MultiPolygon } from '../schema/coordinates';
import { edgesOf } from '../geometry/cut-faces';
import type { BorderInsertion } from '../geometry/insert-vertices';
import { isWithinRounding } from '../geometry/node-segments';

type Edge = readonly [ax: number, ay: number, bx: number, by: number];

/** The directed edges of faces after shared edges have cancelled, by start point; null where one is run twice. */
export function boundaryEdges(faces: readonly MultiPolygon[]): Map<string, Edge> | null {
  const open = new Map<string, Edge>();
  for (const face of faces) {
    for (const edge of edgesOf(face)) {
      const [ax, ay, bx, by] = edge;
      if (open.delete(`${bx},${by},${ax},${ay}`)) continue;
      const key = `${ax},${ay},${bx},${by}`;
      if (open.has(key)) return null;
      open.set(key, edge);
    }
  }
  return open;
}

export interface VertexDifferences {
  /** What `after` has to gain to have the boundary of `before`. */
  missingAfter: BorderInsertion[];
  /** What `before` and its neighbours have to gain. */
  missingBefore: BorderInsertion[];
}

/**
 * Compares two sets of faces up to vertices that rounding put on a border (at most a unit square off the straight edge).
 * Null where the boundaries differ by more than that.
 */
export function compareLand(before: readonly MultiPolygon[], after: readonly MultiPolygon[]): VertexDifferences | null {
  const one = boundaryEdges(before);
  const other = boundaryEdges(after);
  if (!one || !other) return null;
  const onlyBefore = [...one].filter(([key]) => !other.has(key)).map(([, edge]) => edge);
  const onlyAfter = [...other].filter(([key]) => !one.has(key)).map(([, edge]) => edge);
  const missingAfter = explainByChains(onlyAfter, onlyBefore);
  const missingBefore = explainByChains(onlyBefore, onlyAfter);
  // Each edge on either side is an edge with inner points, or part of such a chain on the other side.
  if (missingAfter.used + missingBefore.insertions.length !== onlyBefore.length) return null;
  if (missingBefore.used + missingAfter.insertions.length !== onlyAfter.length) return null;
  return { missingAfter: missingAfter.insertions, missingBefore: missingBefore.insertions };
}

/** For each edge that a chain of `fine` edges runs along: the chain. */
function explainByChains(
  edges: readonly Edge[],
  fine: readonly Edge[],
): { insertions: BorderInsertion[]; used: number } {
  const next = new Map<string, Edge[]>();
  for (const edge of fine) {
    const key = `${edge[0]},${edge[1]}`;
    const list = next.get(key);
    if (list) list.push(edge);
    else next.set(key, [edge]);
  }
  const insertions: BorderInsertion[] = [];
  let used = 0;
  for (const [ax, ay, bx, by] of edges) {
    const points = [ax, ay];
    let x = ax;
    let y = ay;
    for (;;) {
      const step = next
        .get(`${x},${y}`)
        ?.find(([, , tx, ty]) => (tx === bx && ty === by) || isWithinRounding(ax, ay, bx, by, tx, ty));
      // A chain cannot be longer than all fine edges together.
      if (!step || points.length > fine.length * 2 + 2) break;
      x = step[2];
      y = step[3];
      points.push(x, y);
      if (x === bx && y === by) break;
    }
    if (points.length > 4 && x === bx && y === by) {
      insertions.push({ points });
      used += points.length / 2 - 1;
    }
  }
  return { insertions, used };
}
