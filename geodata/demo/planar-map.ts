import { doubledArea, latticeX, latticeY, metresX, metresY } from './frame';
import type { Metres } from './frame';

/** `edge` is the county outline, `fence` the railway's, `wall` a border between two parcels; the others are streets. */
export type LineClass = 'arterial' | 'collector' | 'lane' | 'path' | 'fence' | 'wall' | 'edge';

/** A line that borders faces: a street of one name, a fence, a wall. */
export interface BorderLine {
  class: LineClass;
  /** Name in Chinese and English where the line is drawn by hand and already has one. */
  name: { zh: string; en: string } | null;
}

export const isStreetClass = (lineClass: LineClass): boolean =>
  lineClass === 'arterial' || lineClass === 'collector' || lineClass === 'lane' || lineClass === 'path';

/** Above every vertex number: two of them make one number as `a * keyBase + b`. */
export const keyBase = 4194304;

/**
 * Land cut into faces that share their vertices: a vertex put on a border is put into both faces,
 * so faces always tile the county exactly. Vertices are lattice integers; faces run counter-clockwise.
 */
export class PlanarMap {
  readonly xs: number[] = [];
  readonly ys: number[] = [];
  readonly faces: number[][] = [];
  readonly lines: BorderLine[] = [];
  private readonly vertexOf = new Map<number, number>();
  private readonly faceOf = new Map<number, number>();
  private readonly lineOf = new Map<number, number>();
  private readonly degrees: number[] = [];

  /** The vertex at a lattice point, made where there is none. */
  vertex(x: number, y: number): number {
    const key = (x % keyBase) * keyBase + (y % keyBase);
    const known = this.vertexOf.get(key);
    if (known !== undefined) return known;
    this.vertexOf.set(key, this.xs.length);
    this.degrees.push(0);
    this.ys.push(y);
    return this.xs.push(x) - 1;
  }

  /** The vertex at a point in metres. */
  vertexAt([x, y]: Metres): number {
    return this.vertex(latticeX(x), latticeY(y));
  }

  point(vertex: number): Metres {
    return [metresX(this.xs[vertex]!), metresY(this.ys[vertex]!)];
  }

  addLine(line: BorderLine): number {
    return this.lines.push(line) - 1;
  }

  /** Joins two vertices; an edge that already carries a line keeps it. */
  addEdge(a: number, b: number, line: number): void {
    const key = undirected(a, b);
    if (this.lineOf.has(key)) return;
    this.lineOf.set(key, line);
    this.degrees[a]!++;
    this.degrees[b]!++;
  }

  addFace(ring: number[]): number {
    const face = this.faces.push(ring) - 1;
    this.claim(face);
    return face;
  }

  /** Number of edges at a vertex; 2 is a bend, 3 and more a junction. */
  degree(vertex: number): number {
    return this.degrees[vertex]!;
  }

  /** Line of an edge, -1 where the two are not joined. */
  edgeLine(a: number, b: number): number {
    return this.lineOf.get(undirected(a, b)) ?? -1;
  }

  edgeClass(a: number, b: number): LineClass {
    return this.lines[this.edgeLine(a, b)]!.class;
  }

  /** The face on the left of the edge from a to b, -1 outside the county. */
  leftFace(a: number, b: number): number {
    return this.faceOf.get(a * keyBase + b) ?? -1;
  }

  ring(face: number): Metres[] {
    return this.faces[face]!.map((vertex) => this.point(vertex));
  }

  /** Face as a flat lattice ring. */
  latticeRing(face: number): number[] {
    return this.faces[face]!.flatMap((vertex) => [this.xs[vertex]!, this.ys[vertex]!]);
  }

  /** Square metres. */
  area(face: number): number {
    return doubledArea(this.ring(face)) / 2;
  }

  /** All edges as `[a, b, line]`, in the order they were made. */
  edges(): [number, number, number][] {
    return [...this.lineOf].map(([key, line]) => [Math.floor(key / keyBase), key % keyBase, line]);
  }

  /** Puts a vertex at a point of the edge a–b into both faces; returns the vertex. */
  splitEdge(a: number, b: number, at: Metres): number {
    const v = this.vertexAt(at);
    if (v === a || v === b) return v;
    const line = this.edgeLine(a, b);
    if (line < 0) throw new Error(`no edge from ${a} to ${b}`);
    this.lineOf.delete(undirected(a, b));
    this.degrees[a]!--;
    this.degrees[b]!--;
    this.addEdge(a, v, line);
    this.addEdge(v, b, line);
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const face = this.leftFace(from, to);
      if (face < 0) continue;
      const ring = this.faces[face]!;
      ring.splice(ring.findIndex((vertex, i) => vertex === from && ring[(i + 1) % ring.length] === to) + 1, 0, v);
      this.faceOf.delete(from * keyBase + to);
      this.faceOf.set(from * keyBase + v, face);
      this.faceOf.set(v * keyBase + to, face);
    }
    return v;
  }

  /** As `splitEdge`; the vertex itself where both are the same. */
  splitEdgeOrVertex(a: number, b: number, at: Metres): number {
    return a === b ? a : this.splitEdge(a, b, at);
  }

  /** Cuts a face along `from` – interior points – `to`; the right part keeps the id, the left part is returned. */
  splitFace(face: number, from: number, to: number, interior: readonly Metres[], line: number): number {
    const ring = this.faces[face]!;
    const i = ring.indexOf(from);
    const j = ring.indexOf(to);
    const chain = [from, ...interior.map((p) => this.vertexAt(p)), to];
    for (let k = 1; k < chain.length; k++) this.addEdge(chain[k - 1]!, chain[k]!, line);
    const walk = (start: number, end: number): number[] => {
      const out: number[] = [];
      for (let k = start; k !== end; k = (k + 1) % ring.length) out.push(ring[k]!);
      return out;
    };
    const inner = chain.slice(1, -1);
    // Left of the cut: back from `to` round to `from`, then along the cut.
    const left = [...walk(j, i), from, ...inner];
    const right = [...walk(i, j), to, ...[...inner].reverse()];
    this.faces[face] = right;
    this.claim(face);
    return this.addFace(left);
  }

  private claim(face: number): void {
    const ring = this.faces[face]!;
    for (let i = 0; i < ring.length; i++) this.faceOf.set(ring[i]! * keyBase + ring[(i + 1) % ring.length]!, face);
  }
}

function undirected(a: number, b: number): number {
  return a < b ? a * keyBase + b : b * keyBase + a;
}
