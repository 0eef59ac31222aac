import type { CostTerms } from './part-state';
import { TreeCuts } from './tree-cuts';
import { connectedPieces } from './unit-graph';
import type { UnitGraph } from './unit-graph';

/** Random trees tried for each cut. */
const TREES = 6;

/**
 * A first division by recursive bisection: the units are cut in two by the best cut of some random trees, each side again,
 * until every side is one part. Yields after every tree. `partOf` gets parts numbered from `firstPart`; answers how many were
 * made: `partCount`, or fewer where there are not that many units. The units must hang together.
 */
export function* divideByTrees(
  graph: UnitGraph,
  members: Int32Array,
  partCount: number,
  terms: CostTerms,
  random: () => number,
  partOf: Int32Array,
  firstPart: number,
): Generator<void, number> {
  const tree = new TreeCuts(graph, random);
  const inside = new Uint8Array(graph.count);
  let made = 0;
  const open: { units: Int32Array; parts: number }[] = [{ units: members, parts: Math.min(partCount, members.length) }];
  for (let task = open.pop(); task; task = open.pop()) {
    const { units, parts } = task;
    if (parts <= 1) {
      for (const unit of units) partOf[unit] = firstPart + made;
      made++;
      continue;
    }
    let bestCost = Infinity;
    let bestParts = 1;
    let side: Int32Array | null = null;
    let rest: Int32Array | null = null;
    for (let round = 0; round < TREES; round++) {
      const root = Math.floor(random() * units.length);
      const swap = units[root]!;
      units[root] = units[0]!;
      units[0] = swap;
      tree.grow(units, units.length);
      const cut = bestCut(tree, parts, terms);
      yield;
      if (cut.cost >= bestCost) continue;
      bestCost = cut.cost;
      bestParts = cut.parts;
      tree.markSubtree(cut.place, inside);
      side = new Int32Array(tree.size[cut.place]!);
      rest = new Int32Array(units.length - side.length);
      let a = 0;
      let b = 0;
      for (let place = 0; place < units.length; place++) {
        if (inside[place] === 1) side[a++] = tree.unit[place]!;
        else rest[b++] = tree.unit[place]!;
      }
    }
    if (!side || !rest) throw new Error('A tree of two units or more has a cut');
    open.push({ units: side, parts: bestParts }, { units: rest, parts: parts - bestParts });
  }
  return made;
}

/** The best place to cut a tree into two sides that can be divided on, and how many of the parts its subtree takes. */
function bestCut(tree: TreeCuts, parts: number, terms: CostTerms): { place: number; parts: number; cost: number } {
  const total = tree.households[0]!;
  const mean = total / parts;
  let best = { place: 1, parts: 1, cost: Infinity };
  for (let place = 1; place < tree.count; place++) {
    const households = tree.households[place]!;
    const share = mean > 0 ? Math.round(households / mean) : Math.round((tree.area[place]! / tree.area[0]!) * parts);
    const low = Math.max(1, parts - (tree.count - tree.size[place]!));
    const high = Math.min(parts - 1, tree.size[place]!);
    if (low > high) continue;
    const taken = Math.min(high, Math.max(low, share));
    const left = parts - taken;
    const other = total - households;
    let outOfBand = 0;
    outOfBand += Math.max(0, taken * terms.least - households, households - taken * terms.most);
    outOfBand += Math.max(0, left * terms.least - other, other - left * terms.most);
    const metres = tree.cutMetres[place]!;
    const inner = (12.6 * tree.area[place]!) / (tree.outside[place]! + metres) ** 2;
    const outer =
      (12.6 * (tree.area[0]! - tree.area[place]!)) / (tree.outside[0]! - tree.outside[place]! + metres) ** 2;
    // A long cut is worth more where it divides more; sides of one size leave more room for what follows.
    const even = Math.min(taken, left) / parts;
    const cost =
      (tree.cutPrice[place]! / Math.sqrt(taken * left)) * Math.sqrt(parts) +
      terms.bandPrice * (outOfBand + 0.25 * Math.abs(households - taken * mean)) +
      terms.shapePrice * (2 - inner - outer) +
      terms.shapePrice * (even < 0.25 ? 2 : 0);
    if (cost < best.cost) best = { place, parts: taken, cost };
  }
  return best;
}

/** Units listed by the piece of land they are in. */
export function unitsByPiece(graph: UnitGraph): Int32Array[] {
  const { pieceOf, pieces } = connectedPieces(graph);
  const sizes = new Int32Array(pieces);
  for (const piece of pieceOf) sizes[piece]! += 1;
  const lists = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(pieces);
  pieceOf.forEach((piece, unit) => {
    lists[piece]![filled[piece]!] = unit;
    filled[piece]! += 1;
  });
  return lists;
}
