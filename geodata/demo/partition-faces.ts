import type { Random } from './prng';

/** Pieces of land and which of them share a border. */
export interface LandGraph {
  /** What is to be shared out evenly. */
  weights: readonly number[];
  borders: readonly { a: number; b: number; cost: number }[];
}

/**
 * Shares pieces out to `parts` connected parts of about equal weight whose borders cost little:
 * recursive bisection by the best cut of random spanning trees that join expensive borders first.
 * Answers the part of each piece, 0…parts-1; every part has at least one piece.
 */
export function partitionFaces(graph: LandGraph, parts: number, random: Random, trials: number): number[] {
  const out: number[] = new Array(graph.weights.length).fill(0);
  let next = 0;
  const divide = (pieces: readonly number[], count: number): void => {
    if (count === 1) {
      for (const piece of pieces) out[piece] = next;
      next++;
      return;
    }
    const first = Math.floor(count / 2);
    const [left, right] = bisect(graph, pieces, first, count, random, trials);
    divide(left, first);
    divide(right, count - first);
  };
  divide(
    graph.weights.map((_, i) => i),
    parts,
  );
  return out;
}

function bisect(
  graph: LandGraph,
  pieces: readonly number[],
  first: number,
  count: number,
  random: Random,
  trials: number,
): [number[], number[]] {
  const index = new Map(pieces.map((piece, i) => [piece, i]));
  const borders = graph.borders.flatMap(({ a, b, cost }) => {
    const i = index.get(a);
    const j = index.get(b);
    return i === undefined || j === undefined ? [] : [{ a: i, b: j, cost }];
  });
  const weights = pieces.map((piece) => graph.weights[piece]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const unit = total / count || 1;
  let best: boolean[] | null = null;
  let bestScore = Infinity;
  for (let trial = 0; trial < trials; trial++) {
    const { order, parent } = randomTree(pieces.length, borders, random);
    const sums = [...weights];
    const sizes: number[] = new Array(pieces.length).fill(1);
    for (let k = order.length - 1; k > 0; k--) {
      sums[parent[order[k]!]!]! += sums[order[k]!]!;
      sizes[parent[order[k]!]!]! += sizes[order[k]!]!;
    }
    for (const wanted of new Set([first, count - first])) {
      // The subtree nearest to the wanted weight that leaves enough pieces on both sides.
      let root = -1;
      let off = Infinity;
      for (let k = 1; k < order.length; k++) {
        const piece = order[k]!;
        const others = pieces.length - sizes[piece]!;
        if (sizes[piece]! < wanted || others < count - wanted) continue;
        const away = Math.abs(sums[piece]! / unit - wanted);
        if (away < off) {
          off = away;
          root = piece;
        }
      }
      if (root < 0) continue;
      const inside: boolean[] = new Array(pieces.length).fill(false);
      inside[root] = true;
      for (const piece of order)
        if (piece !== root && parent[piece]! >= 0 && inside[parent[piece]!]) inside[piece] = true;
      let cost = 0;
      for (const border of borders) if (inside[border.a] !== inside[border.b]) cost += border.cost;
      const score = cost + 2600 * off * off;
      if (score < bestScore) {
        bestScore = score;
        // The side with `first` parts comes first.
        best = wanted === first ? inside : inside.map((side) => !side);
      }
    }
  }
  if (!best) throw new Error(`${pieces.length} pieces cannot be shared out to ${count} parts`);
  const side = best;
  return [pieces.filter((_, i) => side[i]), pieces.filter((_, i) => !side[i])];
}

/** A spanning tree in order from its root; the dearest borders are likely to be in it. */
function randomTree(
  size: number,
  borders: readonly { a: number; b: number; cost: number }[],
  random: Random,
): { order: number[]; parent: number[] } {
  const keyed = borders.map((border, i) => ({
    ...border,
    i,
    key: random.unit() * (random.unit() + 0.25) - border.cost * 0.0011,
  }));
  keyed.sort((p, q) => p.key - q.key || p.i - q.i);
  const group = Array.from({ length: size }, (_, i) => i);
  const find = (i: number): number => {
    while (group[i] !== i) {
      group[i] = group[group[i]!]!;
      i = group[i]!;
    }
    return i;
  };
  const next: number[][] = Array.from({ length: size }, () => []);
  for (const { a, b } of keyed) {
    const p = find(a);
    const q = find(b);
    if (p === q) continue;
    group[p] = q;
    next[a]!.push(b);
    next[b]!.push(a);
  }
  const parent: number[] = new Array(size).fill(-2);
  const order = [0];
  parent[0] = -1;
  for (let k = 0; k < order.length; k++) {
    for (const other of next[order[k]!]!) {
      if (parent[other] !== -2) continue;
      parent[other] = order[k]!;
      order.push(other);
    }
  }
  return { order, parent };
}
