import type { Line, MultiPolygon, Polygon } from '../schema/coordinates';
import { insertVertices } from './insert-vertices';
import type { BorderInsertion } from './insert-vertices';
import { locatePoint } from './point-in-polygon';
import { nodeSegments } from './node-segments';
import type { Segments } from './node-segments';
import { doubledArea } from './ring-area';
import { traceFaces } from './trace-faces';
import { VertexTable, edgeKey } from './vertex-table';

export interface CutPiece {
  polygon: Polygon;
  /** Index of the face this piece is part of. */
  face: number;
  /** True where a cut runs along the piece: false for parts of a face that no cut reached. */
  cut: boolean;
}

export interface FaceCut {
  pieces: CutPiece[];
  /** Vertices the cuts put on borders; every other face along those borders needs them too. */
  insertions: BorderInsertion[];
  /** The cuts with a vertex wherever they met anything, in the order given; flat points. */
  lines: Line[];
}

/**
 * Cuts faces (which share their borders vertex by vertex) along lines. Dead ends cut nothing.
 * The pieces of a face cover it exactly, once it has the inserted vertices. Null where rounding to the lattice
 * would fold a border onto itself, which takes borders about a centimetre apart.
 */
export function cutFaces(faces: readonly MultiPolygon[], lines: readonly Line[]): FaceCut | null {
  const segments: Segments = { ax: [], ay: [], bx: [], by: [] };
  addBorders(segments, faces);
  const borderCount = segments.ax.length;
  const segmentCounts = lines.map((line) => addLine(segments, line));

  const noded = nodeSegments(segments, borderCount);
  const insertions: BorderInsertion[] = [];
  for (const points of noded.slice(0, borderCount)) if (points.length > 4) insertions.push({ points });
  const nodedFaces = faces.map((face) => insertVertices(face, insertions));
  const sides = new FaceSides(nodedFaces);
  if (sides.hasFold) return null;

  const pieces: CutPiece[] = [];
  for (const polygon of traceFaces(noded)) {
    const face = sides.faceAround(polygon);
    if (face !== -1) pieces.push({ polygon, face, cut: sides.hasInnerEdge(polygon) });
  }
  const areas = new Array<number>(faces.length).fill(0);
  for (const piece of pieces) areas[piece.face]! += doubledArea([piece.polygon]);
  if (nodedFaces.some((face, i) => doubledArea(face) !== areas[i])) return null;

  let at = borderCount;
  const nodedLines = segmentCounts.map((count) => {
    const points: number[] = [];
    for (const part of noded.slice(at, at + count)) {
      for (let i = points.length === 0 ? 0 : 2; i < part.length; i++) points.push(part[i]!);
    }
    at += count;
    return points;
  });
  return { pieces, insertions, lines: nodedLines };
}

/** Tells in which of several faces a piece of their arrangement lies. */
export class FaceSides {
  private readonly vertices = new VertexTable();
  /** By the numbers of an edge's ends. */
  private readonly leftOf = new Map<number, number>();
  /** The faces on a lattice twice as fine, where the middle of an edge has whole coordinates; made when first needed. */
  private doubled: MultiPolygon[] | null = null;
  /** True where a face runs along one of its own edges twice: a part of it thinner than a unit has collapsed. */
  readonly hasFold: boolean;

  constructor(private readonly faces: readonly MultiPolygon[]) {
    let folded = false;
    faces.forEach((face, index) => {
      for (const [ax, ay, bx, by] of edgesOf(face)) {
        const a = this.vertices.intern(ax, ay);
        const b = this.vertices.intern(bx, by);
        const key = edgeKey(a, b);
        folded ||= this.leftOf.has(key) || this.leftOf.get(edgeKey(b, a)) === index;
        this.leftOf.set(key, index);
      }
    });
    this.hasFold = folded;
  }

  /** Index of the face the piece lies in, -1 where in none. Pieces never straddle a border. */
  faceAround(polygon: Polygon): number {
    for (const [ax, ay, bx, by] of edgesOf([polygon])) {
      const face = this.faceLeftOf(ax, ay, bx, by);
      if (face !== undefined) return face;
      // A border seen from outside, with no face on this side of it.
      if (this.faceLeftOf(bx, by, ax, ay) !== undefined) return -1;
    }
    // No border along it: then the middle of an edge decides.
    const [ring] = polygon;
    const x = ring![0]! + ring![2]!;
    const y = ring![1]! + ring![3]!;
    this.doubled ??= this.faces.map(doubleCoordinates);
    return this.doubled.findIndex((face) => locatePoint([x, y], face) === 'inside');
  }

  /** True where an edge of the piece is no border of any face. */
  hasInnerEdge(polygon: Polygon): boolean {
    for (const [ax, ay, bx, by] of edgesOf([polygon])) {
      if (this.faceLeftOf(ax, ay, bx, by) === undefined && this.faceLeftOf(bx, by, ax, ay) === undefined) return true;
    }
    return false;
  }

  private faceLeftOf(ax: number, ay: number, bx: number, by: number): number | undefined {
    const a = this.vertices.find(ax, ay);
    const b = this.vertices.find(bx, by);
    return a === -1 || b === -1 ? undefined : this.leftOf.get(edgeKey(a, b));
  }
}

/** The directed edges of polygons, as `[ax, ay, bx, by]`. */
export function* edgesOf(polygons: MultiPolygon): Generator<readonly [number, number, number, number]> {
  for (const polygon of polygons) {
    for (const ring of polygon) {
      for (let i = 0; i < ring.length; i += 2) {
        const j = i + 2 === ring.length ? 0 : i + 2;
        yield [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
      }
    }
  }
}

function addBorders(segments: Segments, faces: readonly MultiPolygon[]): void {
  const vertices = new VertexTable();
  const seen = new Set<number>();
  for (const face of faces) {
    for (const [ax, ay, bx, by] of edgesOf(face)) {
      const a = vertices.intern(ax, ay);
      const b = vertices.intern(bx, by);
      const key = a < b ? edgeKey(a, b) : edgeKey(b, a);
      if (a === b || seen.has(key)) continue;
      seen.add(key);
      push(segments, ax, ay, bx, by);
    }
  }
}

function addLine(segments: Segments, line: Line): number {
  let count = 0;
  for (let i = 2; i < line.length; i += 2) {
    if (line[i] === line[i - 2] && line[i + 1] === line[i - 1]) continue;
    push(segments, line[i - 2]!, line[i - 1]!, line[i]!, line[i + 1]!);
    count++;
  }
  return count;
}

function push(segments: Segments, ax: number, ay: number, bx: number, by: number): void {
  segments.ax.push(ax);
  segments.ay.push(ay);
  segments.bx.push(bx);
  segments.by.push(by);
}

function doubleCoordinates(polygons: MultiPolygon): MultiPolygon {
  return polygons.map((polygon) => polygon.map((ring) => ring.map((coordinate) => coordinate * 2)));
}
