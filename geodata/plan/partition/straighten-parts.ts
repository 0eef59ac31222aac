import type { MultiPolygon } from '../../schema/coordinates';
import { edgesOf } from '../../geometry/cut-faces';
import { orient } from '../../geometry/orient';
import { VertexTable } from '../../geometry/vertex-table';

const PAIR = 2 ** 26;

/**
 * Faces without the vertices that only the cells they were made of needed: where two borders run straight on, as far as
 * rounding lets any border run straight. Vertices of `fixed` stay, and so does every vertex where three borders meet; a
 * border that two faces share loses the same vertices in both.
 */
export function straightenParts(parts: readonly MultiPolygon[], fixed: readonly MultiPolygon[]): MultiPolygon[] {
  const vertices = new VertexTable();
  for (const face of fixed) for (const [ax, ay] of edgesOf(face)) vertices.intern(ax, ay);
  const fixedCount = vertices.size;
  const beside: number[][] = [];
  const seen = new Set<number>();
  for (const part of parts) {
    for (const [ax, ay, bx, by] of edgesOf(part)) {
      const a = vertices.intern(ax, ay);
      const b = vertices.intern(bx, by);
      const key = a < b ? a * PAIR + b : b * PAIR + a;
      if (seen.has(key)) continue;
      seen.add(key);
      (beside[a] ??= []).push(b);
      (beside[b] ??= []).push(a);
    }
  }
  const isLoose = (vertex: number): boolean => vertex >= fixedCount && beside[vertex]!.length === 2;
  const dropped = new Uint8Array(vertices.size);
  const visited = new Uint8Array(vertices.size);
  // Chains of loose vertices between two that stay; a closed border without any such has nothing to be straight against.
  for (let vertex = fixedCount; vertex < vertices.size; vertex++) {
    if (!isLoose(vertex) || visited[vertex] === 1) continue;
    const chain = chainAround(vertex, beside, isLoose, visited);
    if (chain) dropStraight(chain, vertices, dropped);
  }
  return parts.map((part) =>
    part.map((polygon) =>
      polygon.map((ring) => {
        const kept: number[] = [];
        for (let i = 0; i < ring.length; i += 2) {
          if (dropped[vertices.find(ring[i]!, ring[i + 1]!)] !== 1) kept.push(ring[i]!, ring[i + 1]!);
        }
        return kept.length === ring.length ? ring : kept;
      }),
    ),
  );
}

/** The chain through a loose vertex, from one vertex that stays to the next; null where it closes on itself. */
function chainAround(
  vertex: number,
  beside: readonly number[][],
  isLoose: (vertex: number) => boolean,
  visited: Uint8Array,
): number[] | null {
  const walk = (first: number): number[] => {
    const found: number[] = [];
    let previous = vertex;
    let at = first;
    for (;;) {
      found.push(at);
      if (!isLoose(at) || at === vertex) return found;
      visited[at] = 1;
      const [a, b] = beside[at]! as [number, number];
      const next = a === previous ? b : a;
      previous = at;
      at = next;
    }
  };
  visited[vertex] = 1;
  const [one, other] = beside[vertex]! as [number, number];
  const forward = walk(one);
  if (forward[forward.length - 1] === vertex) return null;
  return [...walk(other).reverse(), vertex, ...forward];
}

/** From each vertex kept, the farthest next one that all between lie in line with. */
function dropStraight(chain: readonly number[], { xs, ys }: VertexTable, dropped: Uint8Array): void {
  let from = 0;
  while (from < chain.length - 1) {
    let to = from + 1;
    while (to + 1 < chain.length && isStraight(chain, from, to + 1, xs, ys)) to++;
    for (let i = from + 1; i < to; i++) dropped[chain[i]!] = 1;
    from = to;
  }
}

function isStraight(
  chain: readonly number[],
  from: number,
  to: number,
  xs: readonly number[],
  ys: readonly number[],
): boolean {
  const [a, b] = [chain[from]!, chain[to]!];
  if (a === b) return false;
  for (let i = from + 1; i < to; i++) {
    if (!isInLine(xs[a]!, ys[a]!, xs[b]!, ys[b]!, xs[chain[i]!]!, ys[chain[i]!]!)) return false;
  }
  return true;
}

/** Both ends of a piece of a straight border and the points between may each be rounded by up to a unit's diagonal. */
const OFF_LINE = 1.5;

function isInLine(ax: number, ay: number, bx: number, by: number, x: number, y: number): boolean {
  const dx = bx - ax;
  const dy = by - ay;
  const along = (x - ax) * dx + (y - ay) * dy;
  const length = Math.hypot(dx, dy);
  return along > 0 && along < length * length && Math.abs(orient(ax, ay, bx, by, x, y)) <= OFF_LINE * length;
}
