import Flatbush from 'flatbush';
import { orient, segmentsCross } from './orient';
import { VertexTable } from './vertex-table';

/** Segments by parallel arrays of end coordinates. */
export interface Segments {
  ax: number[];
  ay: number[];
  bx: number[];
  by: number[];
}

/**
 * Snap rounding (Hobby 1999; Goodrich, Guibas, Hershberger & Tanenbaum 1997): every crossing is rounded once to the
 * lattice, and a segment that runs through the unit square around a vertex is led through that vertex, so that
 * afterwards segments meet in shared vertices only.
 *
 * The first `fixedCount` segments are borders that already meet in shared vertices: they move only where a new
 * vertex lies in their way, so borders nobody touched keep their bytes. Pass 0 to node everything.
 *
 * Answers, for each segment, the flat points it now runs through, both ends included.
 */
export function nodeSegments(segments: Segments, fixedCount = 0): number[][] {
  const { ax, ay, bx, by } = segments;
  const count = ax.length;
  if (count === 0) return [];
  const vertices = new VertexTable();
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  const index = new Flatbush(count);
  for (let i = 0; i < count; i++) {
    from[i] = vertices.intern(ax[i]!, ay[i]!);
    to[i] = vertices.intern(bx[i]!, by[i]!);
    index.add(Math.min(ax[i]!, bx[i]!), Math.min(ay[i]!, by[i]!), Math.max(ax[i]!, bx[i]!), Math.max(ay[i]!, by[i]!));
  }
  index.finish();

  const attached: (Set<number> | undefined)[] = new Array(count);
  const active: number[] = [];
  const isActive = new Set<number>();
  const activate = (vertex: number): void => {
    if (isActive.has(vertex)) return;
    isActive.add(vertex);
    active.push(vertex);
  };
  const attach = (segment: number, vertex: number): void => {
    if (vertex === from[segment] || vertex === to[segment]) return;
    const list = attached[segment];
    if (list) {
      list.add(vertex);
      return;
    }
    attached[segment] = new Set([vertex]);
    // A border that moves must also respect the vertices it did not have to respect while it stood still.
    if (segment < fixedCount) attachNearVertices(segment);
  };
  const attachNearVertices = (segment: number): void => {
    for (const other of searchBox(segment)) {
      for (const vertex of [from[other]!, to[other]!]) {
        if (runsThrough(segment, vertex)) {
          attach(segment, vertex);
          activate(vertex);
        }
      }
    }
  };
  const searchBox = (i: number): number[] =>
    index.search(
      Math.min(ax[i]!, bx[i]!),
      Math.min(ay[i]!, by[i]!),
      Math.max(ax[i]!, bx[i]!),
      Math.max(ay[i]!, by[i]!),
    );
  const runsThrough = (i: number, vertex: number): boolean =>
    vertex !== from[i] &&
    vertex !== to[i] &&
    meetsPixel(ax[i]!, ay[i]!, bx[i]!, by[i]!, vertices.xs[vertex]!, vertices.ys[vertex]!);

  for (let i = fixedCount; i < count; i++) {
    for (const j of searchBox(i)) {
      if (j === i || (j >= fixedCount && j < i)) continue;
      if (!segmentsCross(ax[i]!, ay[i]!, bx[i]!, by[i]!, ax[j]!, ay[j]!, bx[j]!, by[j]!)) continue;
      const [x, y] = roundedCrossing(segments, i, j);
      const vertex = vertices.intern(x, y);
      attach(i, vertex);
      attach(j, vertex);
      activate(vertex);
    }
    attachNearVertices(i);
    activate(from[i]!);
    activate(to[i]!);
  }
  for (let vertex = active.pop(); vertex !== undefined; vertex = active.pop()) {
    const x = vertices.xs[vertex]!;
    const y = vertices.ys[vertex]!;
    for (const segment of index.search(x, y, x, y)) if (runsThrough(segment, vertex)) attach(segment, vertex);
  }

  const answer: number[][] = new Array(count);
  for (let i = 0; i < count; i++) {
    const points = [ax[i]!, ay[i]!];
    const list = attached[i];
    if (list) {
      const dx = bx[i]! - ax[i]!;
      const dy = by[i]! - ay[i]!;
      const along = [...list].map((vertex) => {
        const x = vertices.xs[vertex]!;
        const y = vertices.ys[vertex]!;
        return { x, y, at: (x - ax[i]!) * dx + (y - ay[i]!) * dy };
      });
      along.sort((p, q) => p.at - q.at || p.x - q.x || p.y - q.y);
      for (const { x, y } of along) points.push(x, y);
    }
    points.push(bx[i]!, by[i]!);
    answer[i] = points;
  }
  return answer;
}

/** True where the segment runs through the open unit square around the lattice point. Exact. */
function meetsPixel(ax: number, ay: number, bx: number, by: number, x: number, y: number): boolean {
  if (x < Math.min(ax, bx) || x > Math.max(ax, bx) || y < Math.min(ay, by) || y > Math.max(ay, by)) return false;
  // The corners of the square are half a unit off its centre: they lie on both sides of the line just then.
  return 2 * Math.abs(orient(ax, ay, bx, by, x, y)) < Math.abs(bx - ax) + Math.abs(by - ay);
}

/** True where rounding a point of the segment to the lattice could have given this point: the closed square. Exact. */
export function isWithinRounding(ax: number, ay: number, bx: number, by: number, x: number, y: number): boolean {
  if (x < Math.min(ax, bx) || x > Math.max(ax, bx) || y < Math.min(ay, by) || y > Math.max(ay, by)) return false;
  return 2 * Math.abs(orient(ax, ay, bx, by, x, y)) <= Math.abs(bx - ax) + Math.abs(by - ay);
}

function roundedCrossing({ ax, ay, bx, by }: Segments, i: number, j: number): [number, number] {
  const fromA = orient(ax[j]!, ay[j]!, bx[j]!, by[j]!, ax[i]!, ay[i]!);
  const fromB = orient(ax[j]!, ay[j]!, bx[j]!, by[j]!, bx[i]!, by[i]!);
  const share = fromA / (fromA - fromB);
  return [Math.round(ax[i]! + (bx[i]! - ax[i]!) * share) + 0, Math.round(ay[i]! + (by[i]! - ay[i]!) * share) + 0];
}
