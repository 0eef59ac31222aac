import type { PartState } from './part-state';

/** Moves that a chain is made of, at most; the longer it is, the more households change hands. */
const LONGEST_CHAIN = 4;
/** Sets of units that are tried across one border. */
const SETS_A_BORDER = 6;
/** Sets that are tried for one part in all, for each length of the chain. */
const TRIES = 1501;

/** Units that went from one part to another. */
interface Transfer {
  units: Int32Array;
  from: number;
  to: number;
}

/**
 * Brings a part into the band that no single move brings there: it passes units on to a part beside it (or takes some from
 * there), which passes on others, until one is reached that has room. Short chains first, so that few households move.
 * What is large, such as towers of 200 households where a grid may have 500, fits only so.
 */
export class EjectionChains {
  private readonly inSet: Int32Array;
  private readonly set: Int32Array;
  private readonly fringe: Int32Array;
  private stamp = 0;
  private triesLeft = 0;
  private readonly done: Transfer[] = [];

  /** @param locked units that stay where they are, 1 for each; null for none */
  constructor(
    private readonly state: PartState,
    private readonly random: () => number,
    private readonly locked: Uint8Array | null,
  ) {
    const { count } = state.graph;
    this.inSet = new Int32Array(count);
    this.set = new Int32Array(count);
    this.fringe = new Int32Array(count);
  }

  /**
   * Tries to bring `part` into the band and to leave no other part out of it that was in. Answers the parts that gave or
   * took units; none where no chain was found.
   */
  settle(part: number): number[] {
    for (let length = 1; length <= LONGEST_CHAIN; length++) {
      this.triesLeft = TRIES;
      this.done.length = 0;
      if (this.extend(part, length)) return this.done.flatMap(({ from, to }) => [from, to]);
    }
    return [];
  }

  private extend(part: number, length: number): boolean {
    const { state } = this;
    const { least, most } = state.terms;
    const isOver = state.households[part]! > most;
    for (const beside of this.partsBeside(part)) {
      if (this.done.some(({ from, to }) => from === beside || to === beside)) continue;
      const isIn = isWithin(state, beside);
      const [from, to] = isOver ? [part, beside] : [beside, part];
      const low = isOver ? state.households[part]! - most : least - state.households[part]!;
      const high = isOver ? state.households[part]! - least : most - state.households[part]!;
      for (let set = 0; set < SETS_A_BORDER; set++) {
        if (this.triesLeft-- <= 0) return false;
        const units = this.drawSet(from, to, low, high);
        if (!units) continue;
        state.moveCost(units, units.length, from, to);
        if (!state.staysWhole(units, units.length, from)) continue;
        state.move(units, units.length, from, to);
        this.done.push({ units, from, to });
        // A neighbour that was out before may stay so.
        if (isWithin(state, beside) || !isIn) {
          if (isWithin(state, part)) return true;
        } else if (length > 1 && this.extend(beside, length - 1)) return true;
        this.done.pop();
        state.move(units, units.length, to, from);
      }
    }
    return false;
  }

  /** Parts beside a part: with room first, nearest to the other end of the band. */
  private partsBeside(part: number): number[] {
    const { state } = this;
    const { graph } = state;
    const found = new Set<number>();
    for (let i = 0; i < state.cutCount; i++) {
      const a = state.part[graph.edgeFrom[state.cutEdges[i]!]!]!;
      const b = state.part[graph.edgeTo[state.cutEdges[i]!]!]!;
      if (a === part) found.add(b);
      else if (b === part) found.add(a);
    }
    const sign = state.households[part]! > state.terms.most ? 1 : -1;
    return [...found].sort((a, b) => sign * (state.households[a]! - state.households[b]!) || a - b);
  }

  /** Units of `from` that hang together and touch `to`, with `low` to `high` households; null where the draw failed. */
  private drawSet(from: number, to: number, low: number, high: number): Int32Array | null {
    const { state, random, inSet, set, fringe, locked } = this;
    const { graph, part } = state;
    const { start, neighbour, households } = graph;
    const mayMove = (unit: number): boolean => part[unit] === from && locked?.[unit] !== 1 && households[unit]! <= high;
    let fringeCount = 0;
    const stamp = ++this.stamp;
    const fringeStamp = ++this.stamp;
    const offer = (unit: number): void => {
      if (inSet[unit] === stamp || inSet[unit] === fringeStamp) return;
      inSet[unit] = fringeStamp;
      fringe[fringeCount++] = unit;
    };
    for (let i = 0; i < state.cutCount; i++) {
      const edge = state.cutEdges[i]!;
      const a = graph.edgeFrom[edge]!;
      const b = graph.edgeTo[edge]!;
      if (part[b] === to && mayMove(a)) offer(a);
      else if (part[a] === to && mayMove(b)) offer(b);
    }
    let count = 0;
    let total = 0;
    while (fringeCount > 0 && total < low) {
      const at = Math.floor(random() * fringeCount);
      const unit = fringe[at]!;
      fringe[at] = fringe[--fringeCount]!;
      if (total + households[unit]! > high) continue;
      // The first one leaves only its own neighbours to choose from: a set hangs together.
      if (count === 0) {
        for (let i = 0; i < fringeCount; i++) inSet[fringe[i]!] = 0;
        fringeCount = 0;
      }
      inSet[unit] = stamp;
      set[count++] = unit;
      total += households[unit]!;
      for (let i = start[unit]!; i < start[unit + 1]!; i++) if (mayMove(neighbour[i]!)) offer(neighbour[i]!);
    }
    return total >= low && count > 0 ? set.slice(0, count) : null;
  }
}

function isWithin({ households, terms }: PartState, part: number): boolean {
  return households[part]! >= terms.least && households[part]! <= terms.most;
}
