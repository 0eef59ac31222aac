import Flatbush from 'flatbush';
import { isWithinRounding } from '../../geometry/node-segments';
import { metresPerUnit } from '../../geometry/ground-metres';
import { VertexTable } from '../../geometry/vertex-table';
import type { SourceRing } from './source-rings';

/** How sure a vertex or an edge is of its place: one of the layer alone, one that grids share exactly, a community's. */
type Rank = 0 | 1 | 2;

export interface SnappedRings {
  rings: SourceRing[];
  /** The community rings with the vertices grids have on them, within one lattice unit of where they were. */
  borders: number[][];
  /** For each ring, how many of its vertices moved or were taken over from a neighbour. */
  moved: Int32Array;
}

/**
 * Brings together what belongs together: vertices of different grids up to `metres` apart become one, and a vertex that
 * close to another grid's edge becomes a vertex of that edge. The less sure gives way: a vertex of the layer to one that
 * grids share exactly, that to a community's border. Vertices a grid shares exactly are never brought together with its
 * own, so a layer that fits comes back as it was.
 */
export function snapRings(
  rings: readonly SourceRing[],
  borders: readonly (readonly number[])[],
  metres: number,
): SnappedRings {
  const snapper = new Snapper(rings, borders, metres);
  snapper.mergeVertices();
  return snapper.meetEdges();
}

class Snapper {
  readonly #vertices = new VertexTable();
  readonly #users = new Users();
  readonly #rank: Rank[] = [];
  readonly #ringVertices: number[][];
  readonly #borderVertices: number[][];
  readonly #scale: { east: number; north: number };
  /** Where each vertex went; itself where it stayed. */
  #target: Int32Array = new Int32Array(0);
  /** Coordinates by vertex, after vertices have been led onto edges. */
  #xs: number[] = [];
  #ys: number[] = [];

  constructor(
    private readonly rings: readonly SourceRing[],
    borders: readonly (readonly number[])[],
    private readonly metres: number,
  ) {
    this.#scale = metresPerUnit(borders[0]?.[1] ?? rings[0]?.points[1] ?? 0);
    this.#borderVertices = borders.map((ring) => this.#intern(ring, -1));
    this.#ringVertices = rings.map((ring) => this.#intern(ring.points, ring.grid));
  }

  #intern(points: readonly number[], grid: number): number[] {
    const numbers: number[] = [];
    for (let i = 0; i < points.length; i += 2) {
      const vertex = this.#vertices.intern(points[i]!, points[i + 1]!);
      if (grid >= 0) this.#users.add(vertex, grid);
      if (grid < 0) this.#rank[vertex] = 2;
      else if (this.#rank[vertex] !== 2) this.#rank[vertex] = this.#users.areSeveral(vertex) ? 1 : 0;
      numbers.push(vertex);
    }
    return numbers;
  }

  /** Unsure vertices go to the nearest surer one nearby, else to the first of their like. */
  mergeVertices(): void {
    const { xs, ys, size } = this.#vertices;
    this.#target = Int32Array.from({ length: size }, (_, i) => i);
    // Cells of a raster twice as wide as the distance, so that few are looked into; in each a chain of the vertices that
    // stayed.
    const cells = new VertexTable();
    const first: number[] = [];
    const next = new Int32Array(size).fill(-1);
    const { east, north } = this.#scale;
    const column = (x: number, off: number): number => Math.floor((x * east + off) / (2 * this.metres));
    const row = (y: number, off: number): number => Math.floor((y * north + off) / (2 * this.metres));
    const settle = (vertex: number): void => {
      const cell = cells.intern(column(xs[vertex]!, 0), row(ys[vertex]!, 0));
      next[vertex] = first[cell] ?? -1;
      first[cell] = vertex;
    };
    const nearest = (vertex: number): number => {
      const [x, y] = [xs[vertex]!, ys[vertex]!];
      const [lastColumn, lastRow] = [column(x, this.metres), row(y, this.metres)];
      let best = -1;
      let bestRank = -1;
      let bestDistance = this.metres;
      for (let c = column(x, -this.metres); c <= lastColumn; c++)
        for (let r = row(y, -this.metres); r <= lastRow; r++) {
          const cell = cells.find(c, r);
          for (let other = cell === -1 ? -1 : first[cell]!; other !== -1; other = next[other]!) {
            const rank = this.#rank[other]!;
            if (rank < bestRank || (rank === 1 && this.#rank[vertex] === 1)) continue;
            const distance = Math.sqrt(((xs[other]! - x) * east) ** 2 + ((ys[other]! - y) * north) ** 2);
            if (distance > this.metres || (rank === bestRank && distance >= bestDistance)) continue;
            if (this.#users.haveCommon(vertex, this.#users, other)) continue;
            best = other;
            bestRank = rank;
            bestDistance = distance;
          }
        }
      return best;
    };
    // The sure ones first; of the same rank in the order of the file.
    for (const rank of [2, 1, 0])
      for (let vertex = 0; vertex < size; vertex++) {
        if (this.#rank[vertex] !== rank) continue;
        const found = rank === 2 ? -1 : nearest(vertex);
        if (found === -1) settle(vertex);
        else {
          this.#target[vertex] = found;
          for (const grid of this.#users.of(vertex)) this.#users.add(found, grid);
        }
      }
    for (const [at, numbers] of this.#ringVertices.entries())
      this.#ringVertices[at] = numbers.map((vertex) => this.#target[vertex]!);
    this.#xs = [...xs];
    this.#ys = [...ys];
  }

  /** Vertices close to an edge become vertices of it; answers the rings. */
  meetEdges(): SnappedRings {
    const edges = this.#collectEdges();
    const near = this.#pairs(edges);
    this.#leadOntoEdges(edges, near);
    const inserted = this.#insertions(edges, near);
    const moved = new Int32Array(this.rings.length);
    const renode = (numbers: readonly number[]): { points: number[]; gained: number } => {
      const points: number[] = [];
      let gained = 0;
      const put = (vertex: number): void => {
        const [x, y] = [this.#xs[vertex]!, this.#ys[vertex]!];
        if (points.length === 0 || points.at(-2) !== x || points.at(-1) !== y) points.push(x, y);
      };
      for (const [i, a] of numbers.entries()) {
        put(a);
        const b = numbers[i + 1 === numbers.length ? 0 : i + 1]!;
        const edge = edges.find(a, b);
        const chain = edge === -1 ? undefined : inserted[edge];
        if (!chain) continue;
        // What lies on the edge already moves nothing.
        for (const vertex of chain) if (!this.#isOn(edges, edge, vertex)) gained++;
        for (const vertex of edges.from[edge] === a ? chain : chain.toReversed()) put(vertex);
      }
      while (points.length > 2 && points[0] === points.at(-2) && points[1] === points.at(-1)) points.length -= 2;
      return { points, gained };
    };
    const rings = this.rings.map((ring, at): SourceRing => {
      const numbers = this.#ringVertices[at]!;
      const { points, gained } = renode(numbers);
      moved[at] = gained;
      for (const [i, vertex] of numbers.entries())
        if (this.#xs[vertex] !== ring.points[2 * i] || this.#ys[vertex] !== ring.points[2 * i + 1]) moved[at]! += 1;
      return { ...ring, points };
    });
    return { rings, borders: this.#borderVertices.map((numbers) => renode(numbers).points), moved };
  }

  #collectEdges(): EdgeSet {
    const edges = new EdgeSet();
    for (const numbers of this.#borderVertices) edges.addRing(numbers, -1);
    for (const [at, numbers] of this.#ringVertices.entries()) edges.addRing(numbers, this.rings[at]!.grid);
    return edges;
  }

  /** For each edge the vertices near it that are no ends of it and of another grid. */
  #pairs(edges: EdgeSet): (number[] | undefined)[] {
    const pairs: (number[] | undefined)[] = new Array(edges.count);
    if (edges.count === 0) return pairs;
    const index = new Flatbush(edges.count);
    const [xs, ys] = [this.#xs, this.#ys];
    for (let edge = 0; edge < edges.count; edge++) {
      const [a, b] = [edges.from[edge]!, edges.to[edge]!];
      index.add(Math.min(xs[a]!, xs[b]!), Math.min(ys[a]!, ys[b]!), Math.max(xs[a]!, xs[b]!), Math.max(ys[a]!, ys[b]!));
    }
    index.finish();
    const padX = this.metres / this.#scale.east;
    const padY = this.metres / this.#scale.north;
    const isUsed = new Uint8Array(this.#vertices.size);
    for (const numbers of [...this.#borderVertices, ...this.#ringVertices])
      for (const vertex of numbers) isUsed[vertex] = 1;
    for (let vertex = 0; vertex < isUsed.length; vertex++) {
      if (isUsed[vertex] === 0) continue;
      const [x, y] = [xs[vertex]!, ys[vertex]!];
      for (const edge of index.search(x - padX, y - padY, x + padX, y + padY)) {
        if (edges.from[edge] === vertex || edges.to[edge] === vertex) continue;
        const isOwn = this.#users.haveCommon(vertex, edges.users, edge);
        // A border of a community and its own vertices fit already.
        if (isOwn || (this.#rank[vertex] === 2 && edges.rank(edge) === 2)) continue;
        const at = this.#foot(edges, edge, vertex);
        if (at === null || at.metres > this.metres) continue;
        (pairs[edge] ??= []).push(vertex);
      }
    }
    return pairs;
  }

  /** The foot of a vertex on an edge; null where it is beyond its ends. */
  #foot(edges: EdgeSet, edge: number, vertex: number): { share: number; metres: number } | null {
    const { east, north } = this.#scale;
    const [a, b] = [edges.from[edge]!, edges.to[edge]!];
    const [dx, dy] = [(this.#xs[b]! - this.#xs[a]!) * east, (this.#ys[b]! - this.#ys[a]!) * north];
    const [px, py] = [(this.#xs[vertex]! - this.#xs[a]!) * east, (this.#ys[vertex]! - this.#ys[a]!) * north];
    const squared = dx * dx + dy * dy;
    if (squared === 0) return null;
    const share = (px * dx + py * dy) / squared;
    if (share <= 0 || share >= 1) return null;
    return { share, metres: Math.abs(px * dy - py * dx) / Math.sqrt(squared) };
  }

  /** A vertex near an edge that is surer than itself moves onto it, the nearest where there are several. */
  #leadOntoEdges(edges: EdgeSet, pairs: readonly (number[] | undefined)[]): void {
    const best = new Map<number, { x: number; y: number; metres: number; rank: number }>();
    pairs.forEach((vertices, edge) => {
      const rank = edges.rank(edge);
      for (const vertex of vertices ?? []) {
        if (rank <= this.#rank[vertex]! || this.#isOn(edges, edge, vertex)) continue;
        const foot = this.#foot(edges, edge, vertex)!;
        const known = best.get(vertex);
        if (known && (known.rank > rank || (known.rank === rank && known.metres <= foot.metres))) continue;
        const [a, b] = [edges.from[edge]!, edges.to[edge]!];
        best.set(vertex, {
          x: Math.round(this.#xs[a]! + (this.#xs[b]! - this.#xs[a]!) * foot.share) + 0,
          y: Math.round(this.#ys[a]! + (this.#ys[b]! - this.#ys[a]!) * foot.share) + 0,
          metres: foot.metres,
          rank,
        });
      }
    });
    for (const [vertex, { x, y }] of best) {
      this.#xs[vertex] = x;
      this.#ys[vertex] = y;
    }
  }

  #isOn(edges: EdgeSet, edge: number, vertex: number): boolean {
    const [a, b] = [edges.from[edge]!, edges.to[edge]!];
    const [xs, ys] = [this.#xs, this.#ys];
    return isWithinRounding(xs[a]!, ys[a]!, xs[b]!, ys[b]!, xs[vertex]!, ys[vertex]!);
  }

  /** For each edge the vertices it is led through, in order. An edge bends to what is at least as sure as itself. */
  #insertions(edges: EdgeSet, pairs: readonly (number[] | undefined)[]): (number[] | undefined)[] {
    return Array.from(pairs, (vertices, edge) => {
      const rank = edges.rank(edge);
      const kept = (vertices ?? []).flatMap((vertex) => {
        const foot = this.#foot(edges, edge, vertex);
        if (!foot || foot.metres > this.metres) return [];
        const bends = rank === 0 || this.#rank[vertex]! > rank;
        return bends || this.#isOn(edges, edge, vertex) ? [{ vertex, share: foot.share }] : [];
      });
      if (kept.length === 0) return undefined;
      return kept.sort((p, q) => p.share - q.share || p.vertex - q.vertex).map(({ vertex }) => vertex);
    });
  }
}

/** The grids that have each of a number of things, most of which one grid has. */
class Users {
  /** -1 or nothing where nobody has it. */
  readonly #first: number[] = [];
  readonly #more = new Map<number, number[]>();

  add(thing: number, grid: number): void {
    const first = this.#first[thing];
    if (first === undefined || first === -1) this.#first[thing] = grid;
    else if (first !== grid) {
      const more = this.#more.get(thing);
      if (!more) this.#more.set(thing, [grid]);
      else if (!more.includes(grid)) more.push(grid);
    }
  }

  areSeveral(thing: number): boolean {
    return this.#more.has(thing);
  }

  of(thing: number): number[] {
    const first = this.#first[thing] ?? -1;
    return [...(first === -1 ? [] : [first]), ...(this.#more.get(thing) ?? [])];
  }

  has(thing: number, grid: number): boolean {
    return this.#first[thing] === grid || (this.#more.get(thing)?.includes(grid) ?? false);
  }

  haveCommon(thing: number, others: Users, other: number): boolean {
    const first = this.#first[thing] ?? -1;
    if (first !== -1 && others.has(other, first)) return true;
    return this.#more.get(thing)?.some((grid) => others.has(other, grid)) ?? false;
  }
}

/** Edges without direction, each once, with the grids that have it. */
class EdgeSet {
  /** Numbers pairs of vertices as it numbers points: the lower and the higher one. */
  readonly #pairs = new VertexTable();
  readonly users = new Users();
  readonly #isBorder: boolean[] = [];

  get count(): number {
    return this.#pairs.size;
  }

  /** The lower end of each edge. */
  get from(): readonly number[] {
    return this.#pairs.xs;
  }

  /** The higher end of each edge. */
  get to(): readonly number[] {
    return this.#pairs.ys;
  }

  addRing(numbers: readonly number[], grid: number): void {
    let a = numbers.at(-1)!;
    for (const b of numbers) {
      if (a !== b) {
        const edge = this.#pairs.intern(Math.min(a, b), Math.max(a, b));
        if (grid < 0) this.#isBorder[edge] = true;
        else this.users.add(edge, grid);
      }
      a = b;
    }
  }

  find(a: number, b: number): number {
    return this.#pairs.find(Math.min(a, b), Math.max(a, b));
  }

  rank(edge: number): Rank {
    return this.#isBorder[edge] ? 2 : this.users.areSeveral(edge) ? 1 : 0;
  }
}
