import type { PartState } from './part-state';
import { TreeCuts } from './tree-cuts';

/**
 * The large move: two neighbouring parts are merged and divided anew along the best of all cuts of one random tree
 * (after ReCom: DeFord, Duchin & Solomon 2021).
 */
export class PairRecut {
  private readonly tree: TreeCuts;
  private readonly members: Int32Array;
  private readonly isMember: Int32Array;
  /** Units of the two parts last recut. */
  memberCount = 0;
  private stamp = 0;
  private readonly inside: Uint8Array;
  private readonly leaving: Int32Array;
  private readonly entering: Int32Array;
  private readonly homeFirst: Float64Array;
  private readonly homeSecond: Float64Array;
  /** Which sides a compound lies on: 1 and 2 before, 4 and 8 after. */
  private readonly sides: Uint8Array;

  constructor(
    private readonly state: PartState,
    private readonly random: () => number,
    private readonly locked: Uint8Array | null,
  ) {
    const { count, compoundCount } = state.graph;
    this.tree = new TreeCuts(state.graph, random);
    this.members = new Int32Array(count);
    this.isMember = new Int32Array(count);
    this.inside = new Uint8Array(count);
    this.leaving = new Int32Array(count);
    this.entering = new Int32Array(count);
    this.homeFirst = new Float64Array(count);
    this.homeSecond = new Float64Array(count);
    this.sides = new Uint8Array(compoundCount);
  }

  /**
   * Tries one new cut of the parts on both sides of an edge between parts; keeps it where the cost grows by at most
   * `allowance`.
   */
  tryEdge(edge: number, allowance: number): void {
    const { state, tree } = this;
    const { graph, part } = state;
    const a = graph.edgeFrom[edge]!;
    const b = graph.edgeTo[edge]!;
    const p = part[a]!;
    const q = part[b]!;
    const { count, price } = this.collect(a, b, p, q);
    this.memberCount = count;
    // Any root does; a random one makes trees differ more.
    const root = Math.floor(this.random() * count);
    const swap = this.members[root]!;
    this.members[root] = this.members[0]!;
    this.members[0] = swap;
    tree.grow(this.members, count);

    const { before, terms } = state;
    if (before) this.sumHomes(p, q);
    const allHouseholds = tree.households[0]!;
    const allArea = tree.area[0]!;
    const allOutside = tree.outside[0]!;
    let best = -1;
    let bestCost = Infinity;
    let isFirstInside = true;
    for (let place = 1; place < count; place++) {
      const cutMetres = tree.cutMetres[place]!;
      let cost =
        tree.cutPrice[place]! +
        state.partCost(tree.households[place]!, tree.area[place]!, tree.outside[place]! + cutMetres);
      if (cost >= bestCost) continue;
      cost += state.partCost(
        allHouseholds - tree.households[place]!,
        allArea - tree.area[place]!,
        allOutside - tree.outside[place]! + cutMetres,
      );
      let firstInside = true;
      if (before) {
        const stay = this.homeFirst[place]! + this.homeSecond[0]! - this.homeSecond[place]!;
        const other = this.homeSecond[place]! + this.homeFirst[0]! - this.homeFirst[place]!;
        firstInside = stay >= other;
        cost += terms.movePrice * (this.homeFirst[0]! + this.homeSecond[0]! - Math.max(stay, other));
      }
      if (cost < bestCost) {
        bestCost = cost;
        best = place;
        isFirstInside = firstInside;
      }
    }
    if (best === -1) return;

    let change =
      bestCost -
      price -
      state.partCost(state.households[p]!, state.area[p]!, state.perimeter[p]!) -
      state.partCost(state.households[q]!, state.area[q]!, state.perimeter[q]!);
    if (before) change -= terms.movePrice * this.movedBefore(p, q);
    // Pieces of compounds can only be told once the cut is chosen; they make it worse or better than it looked.
    if (change > allowance + 4 * terms.splitPrice) return;
    tree.markSubtree(best, this.inside);
    if (!before) isFirstInside = this.keepsMore(p);
    const inner = isFirstInside ? p : q;
    let leaving = 0;
    let entering = 0;
    for (let place = 0; place < count; place++) {
      const unit = tree.unit[place]!;
      const to = this.inside[place] === 1 ? inner : p + q - inner;
      const from = part[unit]!;
      const compound = graph.compound[unit]!;
      if (compound !== -1) this.sides[compound]! |= (from === p ? 1 : 2) | (to === p ? 4 : 8);
      if (from === to) continue;
      if (this.locked && this.locked[unit] === 1) change = Infinity;
      if (from === p) this.leaving[leaving++] = unit;
      else this.entering[entering++] = unit;
    }
    for (let place = 0; place < count; place++) {
      const compound = graph.compound[tree.unit[place]!]!;
      if (compound === -1) continue;
      const sides = this.sides[compound]!;
      if (sides === 0) continue;
      this.sides[compound] = 0;
      const grown = ((sides >> 2) & 1) + (sides >> 3) - (sides & 1) - ((sides >> 1) & 1);
      if (grown !== 0) change += state.piecesCost(compound, grown);
    }
    if (leaving + entering === 0 || change > allowance) return;
    state.move(this.leaving, leaving, p, q);
    state.move(this.entering, entering, q, p);
  }

  /** The units of two neighbouring parts, and the price of the border between them. */
  private collect(a: number, b: number, p: number, q: number): { count: number; price: number } {
    const { graph, part } = this.state;
    const { start, neighbour, edgeOf } = graph;
    const { members, isMember } = this;
    const stamp = ++this.stamp;
    let count = 0;
    let price = 0;
    members[count++] = a;
    members[count++] = b;
    isMember[a] = stamp;
    isMember[b] = stamp;
    for (let head = 0; head < count; head++) {
      const unit = members[head]!;
      const isFirst = part[unit] === p;
      for (let i = start[unit]!; i < start[unit + 1]!; i++) {
        const other = neighbour[i]!;
        const there = part[other]!;
        if (there !== p && there !== q) continue;
        if (isFirst && there === q) price += graph.price[edgeOf[i]!]!;
        if (isMember[other] === stamp) continue;
        isMember[other] = stamp;
        members[count++] = other;
      }
    }
    return { count, price };
  }

  /** Weight of each subtree's units that were in either part beforehand. */
  private sumHomes(p: number, q: number): void {
    const { tree, homeFirst, homeSecond } = this;
    const { moveWeight, before } = this.state;
    for (let place = 0; place < tree.count; place++) {
      const unit = tree.unit[place]!;
      const home = before![unit]!;
      homeFirst[place] = home === p ? moveWeight[unit]! : 0;
      homeSecond[place] = home === q ? moveWeight[unit]! : 0;
    }
    for (let place = tree.count - 1; place > 0; place--) {
      homeFirst[tree.parent[place]!]! += homeFirst[place]!;
      homeSecond[tree.parent[place]!]! += homeSecond[place]!;
    }
  }

  /** Weight of the units of the two parts that are in the other one of the two now. */
  private movedBefore(p: number, q: number): number {
    const { tree } = this;
    const { moveWeight, before, part } = this.state;
    let moved = 0;
    for (let place = 0; place < tree.count; place++) {
      const unit = tree.unit[place]!;
      const home = before![unit]!;
      if ((home === p || home === q) && home !== part[unit]) moved += moveWeight[unit]!;
    }
    return moved;
  }

  /** True where fewer units change hands when the subtree becomes part `p`. */
  private keepsMore(p: number): boolean {
    const { tree, inside } = this;
    const { part } = this.state;
    let same = 0;
    for (let place = 0; place < tree.count; place++) {
      if ((part[tree.unit[place]!] === p) === (inside[place] === 1)) same++;
    }
    return same * 2 >= tree.count;
  }
}
