import type { UnitGraph } from './unit-graph';

/** Up to this many units, looking for the best next edge among all of them is faster than keeping a heap. */
const SCAN_LIMIT = 160;

/**
 * A random spanning tree over some units of a graph that hang together, and the sums of every subtree: cutting the tree
 * at unit `v` (any but the first) leaves the subtree of `v` on one side, so one tree scores as many cuts as it has edges.
 * Maximum spanning tree (Prim) over keys that are random but larger where cutting is dear, so that compounds and blocks
 * come to lie in one subtree.
 */
export class TreeCuts {
  count = 0;
  /** Units in the order they joined the tree; all else here is indexed by that place. */
  readonly unit: Int32Array;
  readonly parent: Int32Array;
  /** Sums over subtrees. */
  readonly households: Float64Array;
  readonly area: Float64Array;
  readonly size: Int32Array;
  /** Border to units that are not in the tree and to nobody, metres. */
  readonly outside: Float64Array;
  /** Border between a subtree and the rest of the tree: metres and price. */
  readonly cutMetres: Float64Array;
  readonly cutPrice: Float64Array;
  private readonly depth: Int32Array;
  private readonly placeOf: Int32Array;
  private readonly isMember: Int32Array;
  private stamp = 0;
  /** While growing: best way to each unit that is not yet in the tree. */
  private readonly key: Float64Array;
  private readonly from: Int32Array;
  private readonly fringe: Int32Array;
  private readonly heapKey: Float64Array;
  private readonly heapUnit: Int32Array;
  private heapSize = 0;
  private readonly dearness: Float64Array;

  constructor(
    private readonly graph: UnitGraph,
    private readonly random: () => number,
    sameCompoundFactor = 2,
  ) {
    const { count, edgeCount } = graph;
    this.unit = new Int32Array(count);
    this.parent = new Int32Array(count);
    this.households = new Float64Array(count);
    this.area = new Float64Array(count);
    this.size = new Int32Array(count);
    this.outside = new Float64Array(count);
    this.cutMetres = new Float64Array(count);
    this.cutPrice = new Float64Array(count);
    this.depth = new Int32Array(count);
    this.placeOf = new Int32Array(count);
    this.isMember = new Int32Array(count);
    this.key = new Float64Array(count);
    this.from = new Int32Array(count);
    this.fringe = new Int32Array(count);
    this.heapKey = new Float64Array(2 * edgeCount + 1);
    this.heapUnit = new Int32Array(2 * edgeCount + 1);
    this.dearness = new Float64Array(edgeCount);
    for (let edge = 0; edge < edgeCount; edge++) {
      const a = graph.compound[graph.edgeFrom[edge]!]!;
      const factor = a !== -1 && a === graph.compound[graph.edgeTo[edge]!]! ? sameCompoundFactor : 1;
      this.dearness[edge] = (factor * graph.price[edge]!) / Math.max(graph.metres[edge]!, 1e-9);
    }
  }

  /** Grows a tree over `members`, the first of them its root, and sums it up. */
  grow(members: Int32Array, memberCount: number): void {
    const stamp = ++this.stamp;
    for (let i = 0; i < memberCount; i++) this.isMember[members[i]!] = stamp;
    this.count = 0;
    if (memberCount <= SCAN_LIMIT) this.growByScan(members[0]!, stamp);
    else this.growByHeap(members[0]!, stamp);
    this.sum(stamp);
  }

  private growByScan(root: number, stamp: number): void {
    const { graph, random, key, from, fringe, placeOf, isMember, dearness } = this;
    const { start, neighbour, edgeOf } = graph;
    // isMember: stamp while unseen, -stamp while in the fringe, 0 - place kept in placeOf once in the tree.
    let fringeCount = 0;
    let unit = root;
    from[root] = -1;
    for (;;) {
      const place = this.join(unit, from[unit]!);
      isMember[unit] = -stamp;
      for (let i = start[unit]!; i < start[unit + 1]!; i++) {
        const other = neighbour[i]!;
        const state = isMember[other]!;
        if (state === stamp) {
          isMember[other] = -stamp;
          placeOf[other] = -1;
          fringe[fringeCount++] = other;
          key[other] = dearness[edgeOf[i]!]! * (0.15 + random());
          from[other] = place;
        } else if (state === -stamp && placeOf[other] === -1) {
          const value = dearness[edgeOf[i]!]! * (0.15 + random());
          if (value > key[other]!) {
            key[other] = value;
            from[other] = place;
          }
        }
      }
      if (fringeCount === 0) return;
      let best = 0;
      let bestKey = key[fringe[0]!]!;
      for (let i = 1; i < fringeCount; i++) {
        const value = key[fringe[i]!]!;
        if (value > bestKey) {
          bestKey = value;
          best = i;
        }
      }
      unit = fringe[best]!;
      fringe[best] = fringe[--fringeCount]!;
    }
  }

  private growByHeap(root: number, stamp: number): void {
    const { graph, random, from, placeOf, isMember, dearness, key } = this;
    const { start, neighbour, edgeOf } = graph;
    this.heapSize = 0;
    let unit = root;
    from[root] = -1;
    for (;;) {
      const place = this.join(unit, from[unit]!);
      isMember[unit] = -stamp;
      for (let i = start[unit]!; i < start[unit + 1]!; i++) {
        const other = neighbour[i]!;
        const state = isMember[other]!;
        if (state === stamp) {
          isMember[other] = -stamp;
          placeOf[other] = -1;
          key[other] = -1;
        } else if (state !== -stamp || placeOf[other] !== -1) continue;
        const value = dearness[edgeOf[i]!]! * (0.15 + random());
        if (value <= key[other]!) continue;
        key[other] = value;
        from[other] = place;
        this.push(value, other);
      }
      do {
        if (this.heapSize === 0) return;
        unit = this.pop();
      } while (placeOf[unit] !== -1);
    }
  }

  private join(unit: number, parent: number): number {
    const place = this.count++;
    this.unit[place] = unit;
    this.placeOf[unit] = place;
    this.parent[place] = parent;
    this.depth[place] = parent === -1 ? 0 : this.depth[parent]! + 1;
    return place;
  }

  private sum(stamp: number): void {
    const { graph, count, unit, parent, depth, placeOf, isMember } = this;
    const { households, area, size, outside, cutMetres, cutPrice } = this;
    const { start, neighbour, edgeOf, metres, price } = graph;
    for (let place = 0; place < count; place++) {
      const u = unit[place]!;
      households[place] = graph.households[u]!;
      area[place] = graph.area[u]!;
      size[place] = 1;
      outside[place] = graph.outerBorder[u]!;
      cutMetres[place] = 0;
      cutPrice[place] = 0;
    }
    for (let place = 0; place < count; place++) {
      const u = unit[place]!;
      for (let i = start[u]!; i < start[u + 1]!; i++) {
        const other = neighbour[i]!;
        const edge = edgeOf[i]!;
        const length = metres[edge]!;
        if (isMember[other] !== -stamp) {
          outside[place]! += length;
          continue;
        }
        const otherPlace = placeOf[other]!;
        if (otherPlace > place) continue;
        let a = place;
        let b = otherPlace;
        while (a !== b) {
          if (depth[a]! >= depth[b]!) a = parent[a]!;
          else b = parent[b]!;
        }
        const edgePrice = price[edge]!;
        cutMetres[place]! += length;
        cutMetres[otherPlace]! += length;
        cutMetres[a]! -= 2 * length;
        cutPrice[place]! += edgePrice;
        cutPrice[otherPlace]! += edgePrice;
        cutPrice[a]! -= 2 * edgePrice;
      }
    }
    for (let place = count - 1; place > 0; place--) {
      const up = parent[place]!;
      households[up]! += households[place]!;
      area[up]! += area[place]!;
      size[up]! += size[place]!;
      outside[up]! += outside[place]!;
      cutMetres[up]! += cutMetres[place]!;
      cutPrice[up]! += cutPrice[place]!;
    }
  }

  /** Marks the subtree of a place: `inside[place]` is 1 within, 0 elsewhere. */
  markSubtree(top: number, inside: Uint8Array): void {
    // Parents come before their children, so one pass is enough.
    for (let place = 0; place < this.count; place++) {
      const up = this.parent[place]!;
      inside[place] = place === top || (up !== -1 && inside[up] === 1) ? 1 : 0;
    }
  }

  private push(value: number, unit: number): void {
    const { heapKey, heapUnit } = this;
    let at = this.heapSize++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (heapKey[up]! >= value) break;
      heapKey[at] = heapKey[up]!;
      heapUnit[at] = heapUnit[up]!;
      at = up;
    }
    heapKey[at] = value;
    heapUnit[at] = unit;
  }

  private pop(): number {
    const { heapKey, heapUnit } = this;
    const top = heapUnit[0]!;
    const size = --this.heapSize;
    const value = heapKey[size]!;
    const unit = heapUnit[size]!;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= size) break;
      if (down + 1 < size && heapKey[down + 1]! > heapKey[down]!) down++;
      if (heapKey[down]! <= value) break;
      heapKey[at] = heapKey[down]!;
      heapUnit[at] = heapUnit[down]!;
      at = down;
    }
    heapKey[at] = value;
    heapUnit[at] = unit;
    return top;
  }
}
