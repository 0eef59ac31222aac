import type { UnitGraph } from './unit-graph';

/** What a division costs, all in metres of border at price 1. */
export interface CostTerms {
  least: number;
  most: number;
  /** Per household a part is outside the band; annealing raises it. */
  bandPrice: number;
  /** For a part outside the band by however little. */
  outPrice: number;
  /** For a part of no roundness at all (Polsby-Popper 0); a circle costs nothing. */
  shapePrice: number;
  /** For each piece of a compound beyond the number it needs. */
  splitPrice: number;
  /** Per household that is not in the part it was in before; land counts too, see `moveWeight`. */
  movePrice: number;
}

const FOUR_PI = 4 * Math.PI;

/**
 * A division of units into parts and its sums, kept right move by move: households, area and perimeter of each part, the
 * edges between parts, the pieces of each compound. Every question about a move is answered before it is made.
 */
export class PartState {
  /**
   * What moving a unit counts as, in households: those it has, and for its land half of those that live on as much land on
   * average, so that empty land does not change hands for nothing.
   */
  readonly moveWeight: Float64Array;
  readonly households: Float64Array;
  readonly area: Float64Array;
  readonly perimeter: Float64Array;
  readonly size: Int32Array;
  /** Edges between parts, in no order: `cutEdges[0…cutCount-1]`. */
  readonly cutEdges: Int32Array;
  cutCount = 0;
  private readonly cutPlace: Int32Array;
  /** Parts of each compound with how many of its units are there; a compound has at most as many parts as units. */
  private readonly compoundStart: Int32Array;
  private readonly compoundParts: Int32Array;
  private readonly compoundUnits: Int32Array;
  private readonly compoundLength: Int32Array;
  /** Pieces a compound may lie in without costing anything: one unless it is larger than a part may be. */
  private readonly allowedPieces: Int32Array;
  private readonly mark: Int32Array;
  private stamp = 0;
  private readonly queue: Int32Array;

  constructor(
    readonly graph: UnitGraph,
    /** Part of each unit, 0…partCount-1. Changed in place. */
    readonly part: Int32Array,
    readonly partCount: number,
    readonly terms: CostTerms,
    /** Part of each unit beforehand (-1 for none), null where there was none. */
    readonly before: Int32Array | null,
  ) {
    const { count, edgeCount, compoundCount } = graph;
    const landWeight = (0.5 * sum(graph.households)) / Math.max(1, sum(graph.area));
    this.moveWeight = graph.area.map((squareMetres, unit) => graph.households[unit]! + landWeight * squareMetres);
    this.households = new Float64Array(partCount);
    this.area = new Float64Array(partCount);
    this.perimeter = new Float64Array(partCount);
    this.size = new Int32Array(partCount);
    this.cutEdges = new Int32Array(edgeCount);
    this.cutPlace = new Int32Array(edgeCount).fill(-1);
    this.mark = new Int32Array(count);
    this.queue = new Int32Array(count * 2);
    const units = new Int32Array(compoundCount);
    const total = new Float64Array(compoundCount);
    for (let unit = 0; unit < count; unit++) {
      const compound = graph.compound[unit]!;
      if (compound === -1) continue;
      units[compound]! += 1;
      total[compound]! += graph.households[unit]!;
    }
    this.compoundStart = new Int32Array(compoundCount + 1);
    for (let c = 0; c < compoundCount; c++) this.compoundStart[c + 1] = this.compoundStart[c]! + units[c]!;
    this.compoundParts = new Int32Array(this.compoundStart[compoundCount]!);
    this.compoundUnits = new Int32Array(this.compoundStart[compoundCount]!);
    this.compoundLength = new Int32Array(compoundCount);
    this.allowedPieces = Int32Array.from(total, (all) => Math.max(1, Math.ceil(all / terms.most)));
    this.recount();
  }

  /** All sums anew: floating point sums drift a little over many moves. */
  recount(): void {
    const { graph, part } = this;
    this.households.fill(0);
    this.area.fill(0);
    this.perimeter.fill(0);
    this.size.fill(0);
    this.compoundLength.fill(0);
    this.cutCount = 0;
    this.cutPlace.fill(-1);
    for (let unit = 0; unit < graph.count; unit++) {
      const p = part[unit]!;
      this.households[p]! += graph.households[unit]!;
      this.area[p]! += graph.area[unit]!;
      this.perimeter[p]! += graph.outerBorder[unit]!;
      this.size[p]! += 1;
      if (graph.compound[unit] !== -1) this.countCompound(graph.compound[unit]!, p, 1);
    }
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      const a = part[graph.edgeFrom[edge]!]!;
      const b = part[graph.edgeTo[edge]!]!;
      if (a === b) continue;
      this.perimeter[a]! += graph.metres[edge]!;
      this.perimeter[b]! += graph.metres[edge]!;
      this.addCut(edge);
    }
  }

  /** True where the edge lies between two parts. */
  isCut(edge: number): boolean {
    return this.cutPlace[edge] !== -1;
  }

  /** Cost of a part by itself: shape and band. */
  partCost(households: number, area: number, perimeter: number): number {
    const { least, most, bandPrice, outPrice, shapePrice } = this.terms;
    let cost = shapePrice;
    if (perimeter > 0) cost -= (shapePrice * FOUR_PI * area) / (perimeter * perimeter);
    if (households < least) cost += outPrice + bandPrice * (least - households);
    else if (households > most) cost += outPrice + bandPrice * (households - most);
    return cost;
  }

  /** Cost of everything, added up anew. */
  totalCost(): number {
    let cost = 0;
    for (let p = 0; p < this.partCount; p++) {
      cost += this.partCost(this.households[p]!, this.area[p]!, this.perimeter[p]!);
    }
    for (let i = 0; i < this.cutCount; i++) cost += this.graph.price[this.cutEdges[i]!]!;
    for (let c = 0; c < this.graph.compoundCount; c++) {
      cost += this.terms.splitPrice * Math.max(0, this.compoundLength[c]! - this.allowedPieces[c]!);
    }
    if (this.before) {
      for (let unit = 0; unit < this.graph.count; unit++) {
        if (this.before[unit]! >= 0 && this.before[unit] !== this.part[unit]) {
          cost += this.terms.movePrice * this.moveWeight[unit]!;
        }
      }
    }
    return cost;
  }

  /**
   * What the cost grows by when `count` units of part `from`, which lie in one compound or none, go to part `to`. Says
   * nothing about whether parts stay whole.
   */
  moveCost(units: Int32Array, count: number, from: number, to: number): number {
    const { graph, part, mark } = this;
    const { start, neighbour, edgeOf, metres, price } = graph;
    const stamp = ++this.stamp;
    for (let i = 0; i < count; i++) mark[units[i]!] = stamp;
    let cost = 0;
    let fromPerimeter = this.perimeter[from]!;
    let toPerimeter = this.perimeter[to]!;
    let households = 0;
    let area = 0;
    for (let i = 0; i < count; i++) {
      const unit = units[i]!;
      households += graph.households[unit]!;
      area += graph.area[unit]!;
      const outer = graph.outerBorder[unit]!;
      fromPerimeter -= outer;
      toPerimeter += outer;
      for (let j = start[unit]!; j < start[unit + 1]!; j++) {
        const other = neighbour[j]!;
        if (mark[other] === stamp) continue;
        const edge = edgeOf[j]!;
        const length = metres[edge]!;
        const there = part[other]!;
        if (there === from) {
          cost += price[edge]!;
          fromPerimeter += length;
          toPerimeter += length;
        } else if (there === to) {
          cost -= price[edge]!;
          fromPerimeter -= length;
          toPerimeter -= length;
        } else {
          fromPerimeter -= length;
          toPerimeter += length;
        }
      }
      if (this.before) {
        const home = this.before[unit]!;
        if (home === from) cost += this.terms.movePrice * this.moveWeight[unit]!;
        else if (home === to) cost -= this.terms.movePrice * this.moveWeight[unit]!;
      }
    }
    const fromHouseholds = this.households[from]!;
    const toHouseholds = this.households[to]!;
    const fromArea = this.area[from]!;
    const toArea = this.area[to]!;
    cost +=
      this.partCost(fromHouseholds - households, fromArea - area, fromPerimeter) +
      this.partCost(toHouseholds + households, toArea + area, toPerimeter) -
      this.partCost(fromHouseholds, fromArea, this.perimeter[from]!) -
      this.partCost(toHouseholds, toArea, this.perimeter[to]!);
    const compound = graph.compound[units[0]!]!;
    return compound === -1 ? cost : cost + this.compoundCost(compound, count, from, to);
  }

  /** True where part `from` still hangs together (and has something left) without the units marked by the last `moveCost`. */
  staysWhole(units: Int32Array, count: number, from: number): boolean {
    const { graph, part, mark, queue } = this;
    const { start, neighbour } = graph;
    if (this.size[from]! <= count) return false;
    const taken = this.stamp;
    const seen = ++this.stamp;
    // Neighbours of what leaves: when the walk from the first has met them all, nothing has come apart.
    let wanted = 0;
    for (let i = 0; i < count; i++) {
      for (let j = start[units[i]!]!; j < start[units[i]! + 1]!; j++) {
        const other = neighbour[j]!;
        if (part[other] !== from || mark[other] === taken || mark[other] === seen) continue;
        mark[other] = seen;
        queue[wanted++] = other;
      }
    }
    if (wanted <= 1) return true;
    const reached = ++this.stamp;
    let met = 1;
    const first = queue[0]!;
    mark[first] = reached;
    let tail = wanted;
    queue[tail++] = first;
    for (let head = wanted; head < tail; head++) {
      const unit = queue[head]!;
      for (let j = start[unit]!; j < start[unit + 1]!; j++) {
        const other = neighbour[j]!;
        if (part[other] !== from) continue;
        const was = mark[other]!;
        if (was === taken || was === reached) continue;
        if (was === seen && ++met === wanted) return true;
        mark[other] = reached;
        queue[tail++] = other;
      }
    }
    return false;
  }

  /** Moves units of part `from` to part `to`. */
  move(units: Int32Array, count: number, from: number, to: number): void {
    const { graph, part } = this;
    const { start, neighbour, edgeOf, metres } = graph;
    for (let i = 0; i < count; i++) {
      const unit = units[i]!;
      part[unit] = to;
      this.households[from]! -= graph.households[unit]!;
      this.households[to]! += graph.households[unit]!;
      this.area[from]! -= graph.area[unit]!;
      this.area[to]! += graph.area[unit]!;
      this.perimeter[from]! -= graph.outerBorder[unit]!;
      this.perimeter[to]! += graph.outerBorder[unit]!;
      for (let j = start[unit]!; j < start[unit + 1]!; j++) {
        const there = part[neighbour[j]!]!;
        const edge = edgeOf[j]!;
        const length = metres[edge]!;
        if (there === from) {
          this.perimeter[from]! += length;
          this.perimeter[to]! += length;
          this.addCut(edge);
        } else if (there === to) {
          this.perimeter[from]! -= length;
          this.perimeter[to]! -= length;
          this.removeCut(edge);
        } else {
          this.perimeter[from]! -= length;
          this.perimeter[to]! += length;
        }
      }
      const compound = graph.compound[unit]!;
      if (compound !== -1) {
        this.countCompound(compound, from, -1);
        this.countCompound(compound, to, 1);
      }
    }
    this.size[from]! -= count;
    this.size[to]! += count;
  }

  /** What the pieces of a compound cost more when `count` of its units go from one part to another. */
  private compoundCost(compound: number, count: number, from: number, to: number): number {
    const begin = this.compoundStart[compound]!;
    const length = this.compoundLength[compound]!;
    let after = length + 1;
    for (let i = begin; i < begin + length; i++) {
      if (this.compoundParts[i] === to) after--;
      else if (this.compoundParts[i] === from && this.compoundUnits[i] === count) after--;
    }
    const allowed = this.allowedPieces[compound]!;
    return this.terms.splitPrice * (Math.max(0, after - allowed) - Math.max(0, length - allowed));
  }

  /** What `pieces` pieces of a compound cost more than those it is in. */
  piecesCost(compound: number, change: number): number {
    const length = this.compoundLength[compound]!;
    const allowed = this.allowedPieces[compound]!;
    return this.terms.splitPrice * (Math.max(0, length + change - allowed) - Math.max(0, length - allowed));
  }

  private countCompound(compound: number, p: number, change: number): void {
    const begin = this.compoundStart[compound]!;
    const end = begin + this.compoundLength[compound]!;
    for (let i = begin; i < end; i++) {
      if (this.compoundParts[i] !== p) continue;
      this.compoundUnits[i]! += change;
      if (this.compoundUnits[i] === 0) {
        this.compoundParts[i] = this.compoundParts[end - 1]!;
        this.compoundUnits[i] = this.compoundUnits[end - 1]!;
        this.compoundLength[compound]! -= 1;
      }
      return;
    }
    this.compoundParts[end] = p;
    this.compoundUnits[end] = change;
    this.compoundLength[compound]! += 1;
  }

  private addCut(edge: number): void {
    this.cutPlace[edge] = this.cutCount;
    this.cutEdges[this.cutCount++] = edge;
  }

  private removeCut(edge: number): void {
    const place = this.cutPlace[edge]!;
    const last = this.cutEdges[--this.cutCount]!;
    this.cutEdges[place] = last;
    this.cutPlace[last] = place;
    this.cutPlace[edge] = -1;
  }
}

function sum(column: Int32Array | Float64Array): number {
  let total = 0;
  for (const value of column) total += value;
  return total;
}
