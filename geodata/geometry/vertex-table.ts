/**
 * Numbers lattice points 0, 1, 2 … so that equal points have equal numbers. Open addressing over typed arrays,
 * because string keys cost ten times as much and x and y together do not fit one double.
 */
export class VertexTable {
  /** Coordinates by vertex number. */
  readonly xs: number[] = [];
  readonly ys: number[] = [];
  private slots = new Int32Array(64).fill(-1);

  get size(): number {
    return this.xs.length;
  }

  /** The number of a point, given out on first sight. */
  intern(x: number, y: number): number {
    const slot = this.findSlot(x, y);
    const found = this.slots[slot]!;
    if (found !== -1) return found;
    const vertex = this.xs.length;
    this.xs.push(x);
    this.ys.push(y);
    this.slots[slot] = vertex;
    if (this.xs.length * 2 > this.slots.length) this.grow();
    return vertex;
  }

  /** The number of a point, -1 where it has none yet. */
  find(x: number, y: number): number {
    return this.slots[this.findSlot(x, y)]!;
  }

  private findSlot(x: number, y: number): number {
    const mask = this.slots.length - 1;
    let slot = hash(x, y) & mask;
    for (;;) {
      const vertex = this.slots[slot]!;
      if (vertex === -1 || (this.xs[vertex] === x && this.ys[vertex] === y)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    for (let vertex = 0; vertex < this.xs.length; vertex++) {
      this.slots[this.findSlot(this.xs[vertex]!, this.ys[vertex]!)] = vertex;
    }
  }
}

/** More vertices than a table ever holds; a pair of numbers below it fits one exact double. */
const PAIR_BASE = 2 ** 26;

/** A directed edge between two numbered points as one number, for sets and maps. */
export const edgeKey = (from: number, to: number): number => from * PAIR_BASE + to;

/** The two numbers of an `edgeKey`. */
export const edgeEnds = (key: number): readonly [from: number, to: number] => [
  Math.floor(key / PAIR_BASE),
  key % PAIR_BASE,
];

function hash(x: number, y: number): number {
  let h = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}
