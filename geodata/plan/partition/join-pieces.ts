import type { MultiPolygon } from '../../schema/coordinates';
import { edgesOf } from '../../geometry/cut-faces';
import { dissolveFaces } from '../../geometry/dissolve-faces';
import { doubledArea } from '../../geometry/ring-area';
import { VertexTable } from '../../geometry/vertex-table';

const PAIR = 2 ** 26;

type Edge = readonly [ax: number, ay: number, bx: number, by: number];

/**
 * Joins every piece that is not to be kept to the piece it shares the longest border with, the smallest first, so that in
 * the end each hangs together with one that is kept. Pieces share borders vertex by vertex. Land without any piece to
 * keep stays as it is, and so does a piece that `canJoin` none; that is asked for every edge two pieces share.
 */
export function joinPieces(
  pieces: readonly MultiPolygon[],
  isKept: (piece: number) => boolean,
  canJoin: (a: number, b: number, edge: Edge) => boolean = () => true,
): { polygons: MultiPolygon; pieces: number[] }[] {
  const root = pieces.map((_, piece) => piece);
  const find = (piece: number): number => {
    let at = piece;
    while (root[at] !== at) {
      root[at] = root[root[at]!]!;
      at = root[at]!;
    }
    return at;
  };
  const open = pieces.map((_, piece) => piece).filter((piece) => !isKept(piece));
  if (open.length > 0) {
    const shared = sharedLengths(pieces, canJoin);
    open.sort((a, b) => doubledArea(pieces[a]!) - doubledArea(pieces[b]!) || a - b);
    const members = new Map<number, number[]>();
    for (const piece of open) {
      const own = find(piece);
      // Joined already to one that stays.
      if (isKept(own)) continue;
      const lengths = new Map<number, number>();
      for (const member of members.get(own) ?? [own]) {
        for (const [other, length] of shared[member]!) {
          const there = find(other);
          if (there !== own) lengths.set(there, (lengths.get(there) ?? 0) + length);
        }
      }
      let best = -1;
      let longest = 0;
      for (const [there, length] of lengths) {
        if (length <= longest && !(length === longest && there < best)) continue;
        best = there;
        longest = length;
      }
      if (best === -1) continue;
      root[own] = best;
      members.set(best, [...(members.get(best) ?? [best]), ...(members.get(own) ?? [own])]);
    }
  }
  const groups = new Map<number, number[]>();
  pieces.forEach((_, piece) => {
    const own = find(piece);
    const group = groups.get(own);
    if (group) group.push(piece);
    else groups.set(own, [piece]);
  });
  return [...groups.values()].map((group) => ({
    polygons: group.length === 1 ? pieces[group[0]!]! : dissolveFaces(group.map((piece) => pieces[piece]!)),
    pieces: group,
  }));
}

/** Lengths of the borders each piece shares with others, lattice units. */
function sharedLengths(
  pieces: readonly MultiPolygon[],
  canJoin: (a: number, b: number, edge: Edge) => boolean,
): Map<number, number>[] {
  const vertices = new VertexTable();
  const leftOf = new Map<number, number>();
  const shared = pieces.map(() => new Map<number, number>());
  pieces.forEach((piece, index) => {
    for (const edge of edgesOf(piece)) {
      const [ax, ay, bx, by] = edge;
      const a = vertices.intern(ax, ay);
      const b = vertices.intern(bx, by);
      leftOf.set(a * PAIR + b, index);
      const other = leftOf.get(b * PAIR + a);
      if (other === undefined || other === index || !canJoin(index, other, edge)) continue;
      const length = Math.hypot(bx - ax, by - ay);
      shared[index]!.set(other, (shared[index]!.get(other) ?? 0) + length);
      shared[other]!.set(index, (shared[other]!.get(index) ?? 0) + length);
    }
  });
  return shared;
}
