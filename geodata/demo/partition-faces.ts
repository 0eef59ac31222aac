import type { Random } from './prng';

/** Pieces of land and which of them share a border. */
export interface LandGraph {
  /** What is to be shared out evenly. */
  weights: readonly number[];
  borders: readonly { a: number; b: number; cost: number }[];
}

/** Price of a part being off by all its weight, in metres of border. */
const imbalancePrice = 2600;

/**
 * Shares pieces out to `parts` connected parts of about equal weight whose borders cost little:
 * recursive bisection by the best cut of random spanning trees that join expensive borders first.
 * Answers the part of each piece, 0…parts-1; every part has at least one piece.
 */
export function partitionFaces(graph: LandGraph, parts: number, random: Random, trials: number): number[] {
  const out: number[] = new Array<number>(graph.weights.length).fill(0);
  let next = 0;
  const divide = (pieces: readonly number[], count: number): void => {
    if (count === 1) {
      for (const piece of pieces) out[piece] = next;
      next++;
      return;
    }
    const first = Math.floor(count / 2);
    const inFirst = bisect(graph, pieces, first, count, random, trials);
    divide(
      pieces.filter((_, i) => inFirst[i] === 1),
      first,
    );
    divide(
      pieces.filter((_, i) => inFirst[i] === 0),
      count - first,
    );
  };
  divide(
    graph.weights.map((_, i) => i),
    parts,
  );
  return out;
}

/** Large pieces of land are cut with fewer trials: cities are many times a county, and the later cuts are the ones seen. */
const manyPieces = 80_000;
const leastTrials = 40;

/** One mark a piece: 1 in the side that will hold `first` of the `count` parts. */
function bisect(
  graph: LandGraph,
  pieces: readonly number[],
  first: number,
  count: number,
  random: Random,
  trials: number,
): Uint8Array {
  const { from, to, cost } = bordersAmong(graph, pieces);
  const size = pieces.length;
  const weights = Float64Array.from(pieces, (piece) => graph.weights[piece]!);
  const unit = weights.reduce((sum, weight) => sum + weight, 0) / count || 1;
  const forest = createTreeMaker(size, from, to, cost, random);
  const sums = new Float64Array(size);
  const sizes = new Int32Array(size);
  const inside = new Uint8Array(size);
  let best: Uint8Array | null = null;
  let bestScore = Infinity;
  for (let trial = 0; trial < Math.min(trials, Math.max(leastTrials, manyPieces / size)); trial++) {
    const { order, parent } = forest();
    sums.set(weights);
    sizes.fill(1);
    for (let k = size - 1; k > 0; k--) {
      const piece = order[k]!;
      sums[parent[piece]!]! += sums[piece]!;
      sizes[parent[piece]!]! += sizes[piece]!;
    }
    for (const wanted of first * 2 === count ? [first] : [first, count - first]) {
      // The subtree nearest to the wanted weight that leaves enough pieces on both sides.
      let root = -1;
      let off = Infinity;
      for (let k = 1; k < size; k++) {
        const piece = order[k]!;
        if (sizes[piece]! < wanted || size - sizes[piece]! < count - wanted) continue;
        const away = Math.abs(sums[piece]! / unit - wanted);
        if (away < off) {
          off = away;
          root = piece;
        }
      }
      if (root < 0 || imbalancePrice * off * off >= bestScore) continue;
      inside.fill(0);
      inside[root] = 1;
      for (let k = 1; k < size; k++) if (inside[parent[order[k]!]!] === 1) inside[order[k]!] = 1;
      let score = imbalancePrice * off * off;
      for (let e = 0; e < from.length; e++) if (inside[from[e]!] !== inside[to[e]!]) score += cost[e]!;
      if (score < bestScore) {
        bestScore = score;
        best = wanted === first ? inside.slice() : inside.map((side) => 1 - side);
      }
    }
  }
  if (!best) throw new Error(`${size} pieces cannot be shared out to ${count} parts`);
  return best;
}

function bordersAmong(
  graph: LandGraph,
  pieces: readonly number[],
): { from: Int32Array; to: Int32Array; cost: Float64Array } {
  const index = new Map(pieces.map((piece, i) => [piece, i]));
  const kept = graph.borders.filter(({ a, b }) => index.has(a) && index.has(b));
  return {
    from: Int32Array.from(kept, ({ a }) => index.get(a)!),
    to: Int32Array.from(kept, ({ b }) => index.get(b)!),
    cost: Float64Array.from(kept, (border) => border.cost),
  };
}

/** Makes one random spanning tree a call, in order from its root; the dearest borders are likely to be in it. */
function createTreeMaker(
  size: number,
  from: Int32Array,
  to: Int32Array,
  cost: Float64Array,
  random: Random,
): () => { order: Int32Array; parent: Int32Array } {
  const edges = from.length;
  const keys = new Float64Array(edges);
  const ranked = new Int32Array(edges);
  const group = new Int32Array(size);
  const order = new Int32Array(size);
  const parent = new Int32Array(size);
  // Tree edges as linked lists: head of a piece, next of each half.
  const head = new Int32Array(size);
  const next = new Int32Array(2 * size);
  const target = new Int32Array(2 * size);
  const find = (start: number): number => {
    let i = start;
    while (group[i] !== i) {
      group[i] = group[group[i]!]!;
      i = group[i]!;
    }
    return i;
  };
  return () => {
    for (let e = 0; e < edges; e++) {
      keys[e] = random.unit() * (random.unit() + 0.25) - cost[e]! * 0.0011;
      ranked[e] = e;
    }
    ranked.sort((p, q) => keys[p]! - keys[q]! || p - q);
    for (let i = 0; i < size; i++) group[i] = i;
    head.fill(-1);
    let halves = 0;
    for (let k = 0; k < edges; k++) {
      const e = ranked[k]!;
      const p = find(from[e]!);
      const q = find(to[e]!);
      if (p === q) continue;
      group[p] = q;
      for (const [a, b] of [[from[e]!, to[e]!] as const, [to[e]!, from[e]!] as const]) {
        target[halves] = b;
        next[halves] = head[a]!;
        head[a] = halves++;
      }
    }
    parent.fill(-2);
    parent[0] = -1;
    order[0] = 0;
    let filled = 1;
    for (let k = 0; k < filled; k++) {
      const piece = order[k]!;
      for (let half = head[piece]!; half >= 0; half = next[half]!) {
        const other = target[half]!;
        if (parent[other] !== -2) continue;
        parent[other] = piece;
        order[filled++] = other;
      }
    }
    return { order, parent };
  };
}
