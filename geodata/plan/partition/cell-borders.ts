import type { Line, MultiPolygon } from '../../schema/coordinates';
import { edgesOf } from '../../geometry/cut-faces';
import { groundMetres } from '../../geometry/ground-metres';
import { VertexTable } from '../../geometry/vertex-table';
import type { BorderClass } from './unit-graph';

/** Vertex numbers stay far below this, so a pair of them fits one exact double. */
const PAIR = 2 ** 26;

/** Border between two cells along which one class of street runs. */
export interface CellBorder {
  a: number;
  b: number;
  metres: number;
  /** Null where no line runs along it. */
  borderClass: BorderClass | null;
}

/** What runs along the edges of an arrangement. */
export class EdgeClasses {
  private readonly vertices = new VertexTable();
  private readonly classOf = new Map<number, BorderClass>();

  /** Says what runs along a noded line; where several do, the largest street counts. */
  setAlong(line: Line, borderClass: BorderClass): void {
    for (let i = 2; i < line.length; i += 2) {
      const a = this.vertices.intern(line[i - 2]!, line[i - 1]!);
      const b = this.vertices.intern(line[i]!, line[i + 1]!);
      const key = a < b ? a * PAIR + b : b * PAIR + a;
      const known = this.classOf.get(key);
      if (known === undefined || borderClass < known) this.classOf.set(key, borderClass);
    }
  }

  /** The class of an edge, null where no line runs along it. */
  at(ax: number, ay: number, bx: number, by: number): BorderClass | null {
    const a = this.vertices.find(ax, ay);
    const b = a === -1 ? -1 : this.vertices.find(bx, by);
    if (b === -1) return null;
    return this.classOf.get(a < b ? a * PAIR + b : b * PAIR + a) ?? null;
  }
}

/** Borders between cells that share them vertex by vertex, and what of each cell's border no other shares; metres. */
export function measureBorders(
  cells: readonly MultiPolygon[],
  classes: EdgeClasses,
): { borders: CellBorder[]; outer: Float64Array } {
  const vertices = new VertexTable();
  const leftOf = new Map<number, number>();
  const outer = new Float64Array(cells.length);
  const borders = new Map<string, CellBorder>();
  cells.forEach((cell, index) => {
    for (const [ax, ay, bx, by] of edgesOf(cell)) {
      const a = vertices.intern(ax, ay);
      const b = vertices.intern(bx, by);
      const metres = groundMetres(ax, ay, bx, by);
      const twin = b * PAIR + a;
      const other = leftOf.get(twin);
      if (other === undefined) {
        leftOf.set(a * PAIR + b, index);
        outer[index]! += metres;
        continue;
      }
      // Met before from the other side, where it was taken for outer border.
      leftOf.delete(twin);
      outer[other]! -= metres;
      const borderClass = classes.at(ax, ay, bx, by);
      const key = `${other},${index},${borderClass}`;
      const border = borders.get(key);
      if (border) border.metres += metres;
      else borders.set(key, { a: other, b: index, metres, borderClass });
    }
  });
  // Sums that should be nothing are not quite.
  for (let cell = 0; cell < cells.length; cell++) if (Math.abs(outer[cell]!) < 1e-6) outer[cell] = 0;
  const rank = ({ borderClass }: CellBorder): number => borderClass ?? -1;
  const sorted = [...borders.values()].sort((p, q) => p.a - q.a || p.b - q.b || rank(p) - rank(q));
  return { borders: sorted, outer };
}
