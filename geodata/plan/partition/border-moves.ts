import { PairRecut } from './recut-pair';
import type { PartState } from './part-state';

export interface MoveChoice {
  /** Share of the tries that recut two parts. */
  recutShare: number;
  /** Share of the other tries that take all of a group that lies in the part. */
  groupShare: number;
  /** Group of each unit, by kind of group; -1 for none. All units of a group are in one compound or in none. */
  groups: readonly Int32Array[];
  /** Units that stay where they are, 1 for each; null for none. */
  locked: Uint8Array | null;
}

/** Draws of an exponential distribution by a table, so that no engine's `Math.log` decides what comes out. */
const EXPONENTIALS = 4096;
const exponential = Float64Array.from({ length: EXPONENTIALS }, (_, i) => {
  const value = -Math.log((i + 0.5) / EXPONENTIALS);
  return Math.round(value * 1e9) / 1e9;
});

/**
 * The moves of the annealing, by Metropolis' rule: one unit, or a block or compound as far as it lies in one part, changes
 * sides across an edge between parts, or the two parts are recut.
 */
export class BorderMoves {
  private readonly recut: PairRecut;
  private readonly units: Int32Array;

  constructor(
    private readonly state: PartState,
    private readonly random: () => number,
    private readonly choice: MoveChoice,
  ) {
    this.recut = new PairRecut(state, random, choice.locked);
    this.units = new Int32Array(state.graph.count);
  }

  /** Tries one move at an edge between parts; `temperature` in metres of border at price 1. Answers the work it took. */
  tryEdge(edge: number, temperature: number): number {
    const { state, random, choice, units } = this;
    const { graph, part } = state;
    const allowance = temperature * exponential[Math.floor(random() * EXPONENTIALS)]!;
    if (random() < choice.recutShare) {
      this.recut.tryEdge(edge, allowance);
      return 1 + this.recut.memberCount / 2;
    }
    const isForward = random() < 0.5;
    const unit = isForward ? graph.edgeFrom[edge]! : graph.edgeTo[edge]!;
    const from = part[unit]!;
    const to = part[isForward ? graph.edgeTo[edge]! : graph.edgeFrom[edge]!]!;
    let count = 1;
    units[0] = unit;
    if (choice.groups.length > 0 && random() < choice.groupShare) {
      count = this.collectGroup(choice.groups[Math.floor(random() * choice.groups.length)]!);
    }
    if (choice.locked) {
      for (let i = 0; i < count; i++) if (choice.locked[units[i]!] === 1) return 1;
    }
    if (state.moveCost(units, count, from, to) > allowance || !state.staysWhole(units, count, from)) return count;
    state.move(units, count, from, to);
    return count;
  }

  /** All units of the first one's group that hang together with it in its part, put into `units`; answers how many. */
  private collectGroup(groupOf: Int32Array): number {
    const { units } = this;
    const { graph, part } = this.state;
    const { start, neighbour } = graph;
    const group = groupOf[units[0]!]!;
    if (group === -1) return 1;
    const from = part[units[0]!]!;
    let count = 1;
    for (let head = 0; head < count; head++) {
      const unit = units[head]!;
      for (let i = start[unit]!; i < start[unit + 1]!; i++) {
        const other = neighbour[i]!;
        if (groupOf[other] !== group || part[other] !== from) continue;
        let isNew = true;
        // Groups are small: `usableGroups` sees to that.
        for (let k = 0; k < count; k++) if (units[k] === other) isNew = false;
        if (isNew) units[count++] = other;
      }
    }
    return count;
  }
}

/** Groups larger than a part may ever pass on, or of very many units, are no groups: -1. */
export function usableGroups(groupOf: Int32Array, households: Int32Array, most: number): Int32Array {
  const size = new Map<number, number>();
  const total = new Map<number, number>();
  groupOf.forEach((group, unit) => {
    size.set(group, (size.get(group) ?? 0) + 1);
    total.set(group, (total.get(group) ?? 0) + households[unit]!);
  });
  const usable = (group: number): boolean => {
    const units = size.get(group)!;
    return units > 1 && units <= LARGEST_GROUP && total.get(group)! <= 4 * most;
  };
  return groupOf.map((group) => (group !== -1 && usable(group) ? group : -1));
}

const LARGEST_GROUP = 150;
