import type { MultiPolygon } from '../schema/coordinates';
import type { BorderInsertion } from '../geometry/insert-vertices';
import { isWithinRounding } from '../geometry/node-segments';
import { VertexTable, edgeEnds, edgeKey } from '../geometry/vertex-table';

type Edge = readonly [ax: number, ay: number, bx: number, by: number];

/** The directed edges of faces after shared edges have cancelled, by the numbers of their ends; null where one is run twice. */
function openEdges(faces: readonly MultiPolygon[], vertices: VertexTable): Set<number> | null {
  const open = new Set<number>();
  for (const face of faces) {
    for (const polygon of face) {
      for (const ring of polygon) {
        const first = vertices.intern(ring[0]!, ring[1]!);
        let from = first;
        for (let i = 2; i <= ring.length; i += 2) {
          const to = i === ring.length ? first : vertices.intern(ring[i]!, ring[i + 1]!);
          if (!open.delete(edgeKey(to, from))) {
            const key = edgeKey(from, to);
            if (open.has(key)) return null;
            open.add(key);
          }
          from = to;
        }
      }
    }
  }
  return open;
}

function edgeOf(key: number, { xs, ys }: VertexTable): Edge {
  const [from, to] = edgeEnds(key);
  return [xs[from]!, ys[from]!, xs[to]!, ys[to]!];
}

export interface VertexDifferences {
  /** What `after` has to gain to have the boundary of `before`. */
  missingAfter: BorderInsertion[];
  /** What `before` and its neighbours have to gain. */
  missingBefore: BorderInsertion[];
}

/**
 * Compares two sets of faces up to vertices that rounding put on a border (at most a unit square off the straight edge).
 * Null where the boundaries differ by more than that, or where faces of one set overlap along an edge: it is run twice.
 */
export function compareLand(before: readonly MultiPolygon[], after: readonly MultiPolygon[]): VertexDifferences | null {
  const vertices = new VertexTable();
  const one = openEdges(before, vertices);
  const other = one && openEdges(after, vertices);
  if (!one || !other) return null;
  const onlyIn = (edges: ReadonlySet<number>, others: ReadonlySet<number>): Edge[] => {
    const only: Edge[] = [];
    for (const key of edges) if (!others.has(key)) only.push(edgeOf(key, vertices));
    return only;
  };
  const onlyBefore = onlyIn(one, other);
  const onlyAfter = onlyIn(other, one);
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
  for (const edge of edges) {
    const points = chainAlong(edge, next);
    if (!points || points.length <= 4) continue;
    insertions.push({ points });
    used += points.length / 2 - 1;
  }
  return { insertions, used };
}

/**
 * The points of a chain of edges from one end of an edge to the other, each within rounding of it and farther on than
 * the one before; null where there is none. Two borders may meet in a vertex, so every way on is tried.
 */
function chainAlong([ax, ay, bx, by]: Edge, next: ReadonlyMap<string, readonly Edge[]>): number[] | null {
  const walk = (x: number, y: number, points: number[]): number[] | null => {
    if (x === bx && y === by) return points;
    for (const [, , tx, ty] of next.get(`${x},${y}`) ?? []) {
      const isOn = (tx === bx && ty === by) || isWithinRounding(ax, ay, bx, by, tx, ty);
      if (!isOn || (tx - x) * (bx - ax) + (ty - y) * (by - ay) <= 0) continue;
      const found = walk(tx, ty, [...points, tx, ty]);
      if (found) return found;
    }
    return null;
  };
  return walk(ax, ay, [ax, ay]);
}
