import Delaunator from 'delaunator';

/** Below so many metres a chain is not cut any finer: it is thinner than any position is known. */
const FINEST_METRES = 0.5;

/**
 * Groups points that lie within `radiusMetres` of one another, directly or through others (single linkage). A chain wider
 * than `widestMetres` is cut by linking it at half the radius, and again, so that a street full of reports does not become
 * one place.
 *
 * Linking needs the edges of a Delaunay triangulation only, because the minimum spanning tree is among them (Toussaint
 * 1980): n log n whatever the points, where comparing pairs is n² in a pile.
 * @param xy metres, `[x0, y0, x1, y1 …]`
 * @returns for each point the number of its group, 0, 1 … in the order of their first points
 */
export function linkPoints(xy: Float64Array, radiusMetres: number, widestMetres: number): Int32Array {
  const count = xy.length / 2;
  const { spotOf, spots } = uniqueSpots(xy);
  const edges = nearEdges(spots, radiusMetres);
  const groupOf = new Int32Array(spots.length / 2).fill(-1);
  let groups = 0;
  let open = Uint32Array.from(groupOf.keys());
  for (let radius = radiusMetres; open.length > 0; radius /= 2) {
    const parent = Int32Array.from(groupOf.keys());
    for (const { a, b, metres } of edges) {
      if (metres <= radius && groupOf[a] === -1 && groupOf[b] === -1) parent[rootOf(parent, a)] = rootOf(parent, b);
    }
    const isLast = radius / 2 < FINEST_METRES;
    const wide = new Set<number>();
    if (!isLast) for (const [root, width] of widths(spots, open, parent)) if (width > widestMetres) wide.add(root);
    const numbers = new Map<number, number>();
    const left: number[] = [];
    for (const spot of open) {
      const root = rootOf(parent, spot);
      if (wide.has(root)) left.push(spot);
      else {
        let number = numbers.get(root);
        if (number === undefined) numbers.set(root, (number = groups++));
        groupOf[spot] = number;
      }
    }
    open = Uint32Array.from(left);
  }
  const order = new Map<number, number>();
  const found = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const group = groupOf[spotOf[i]!]!;
    let number = order.get(group);
    if (number === undefined) order.set(group, (number = order.size));
    found[i] = number;
  }
  return found;
}

/** Each place once: a triangulation passes over repeated points. */
function uniqueSpots(xy: Float64Array): { spotOf: Int32Array; spots: Float64Array } {
  const byX = new Map<number, Map<number, number>>();
  const spotOf = new Int32Array(xy.length / 2);
  const spots: number[] = [];
  for (let i = 0; i < spotOf.length; i++) {
    const x = xy[2 * i]!;
    const y = xy[2 * i + 1]!;
    let column = byX.get(x);
    if (!column) byX.set(x, (column = new Map()));
    let spot = column.get(y);
    if (spot === undefined) {
      spot = spots.length / 2;
      spots.push(x, y);
      column.set(y, spot);
    }
    spotOf[i] = spot;
  }
  return { spotOf, spots: Float64Array.from(spots) };
}

interface Edge {
  a: number;
  b: number;
  metres: number;
}

function nearEdges(spots: Float64Array, radius: number): Edge[] {
  const { triangles, halfedges, hull } = new Delaunator(spots);
  const edges: Edge[] = [];
  const take = (a: number, b: number): void => {
    const metres = Math.hypot(spots[2 * a]! - spots[2 * b]!, spots[2 * a + 1]! - spots[2 * b + 1]!);
    if (metres <= radius) edges.push({ a, b, metres });
  };
  for (let e = 0; e < triangles.length; e++) {
    if (e > halfedges[e]!) take(triangles[e]!, triangles[e % 3 === 2 ? e - 2 : e + 1]!);
  }
  // Points on one line have no triangle; the hull is then all of them along it.
  if (triangles.length === 0) for (let i = 1; i < hull.length; i++) take(hull[i - 1]!, hull[i]!);
  return edges;
}

/** Diagonal of the box around each linked group. */
function widths(spots: Float64Array, open: Uint32Array, parent: Int32Array): Map<number, number> {
  const boxes = new Map<number, [number, number, number, number]>();
  for (const spot of open) {
    const x = spots[2 * spot]!;
    const y = spots[2 * spot + 1]!;
    const root = rootOf(parent, spot);
    const box = boxes.get(root);
    if (!box) boxes.set(root, [x, y, x, y]);
    else {
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }
  return new Map(Array.from(boxes, ([root, [x0, y0, x1, y1]]) => [root, Math.hypot(x1 - x0, y1 - y0)]));
}

function rootOf(parent: Int32Array, i: number): number {
  let root = i;
  while (parent[root] !== root) root = parent[root]!;
  for (let at = i; parent[at] !== root;) {
    const next = parent[at]!;
    parent[at] = root;
    at = next;
  }
  return root;
}
