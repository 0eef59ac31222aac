import { unnamedWorkers } from '../../geodata/plan/grid-workers';
import type { AreaId, GridId } from '../../geodata/schema/ids';
import type { Grid } from '../../geodata/schema/plan';
import { seededRandom } from './bench-case';

/** Side of a block in lattice units. */
export const BLOCK_UNITS = 30_000;

export interface BlockGridsInput {
  columns: number;
  rows: number;
  /** Vertices of a side between its corners. */
  bends: number;
  communityOf(column: number, row: number): AreaId;
  /** South-west corner in lattice units; 0, 0 unless given. */
  origin?: readonly [x: number, y: number];
}

/** Blocks in rows from the south-west, one grid each, whose borders wander; shared vertex by vertex. */
export function blockGrids({ columns, rows, bends, communityOf, origin = [0, 0] }: BlockGridsInput): Grid[] {
  const random = seededRandom(7);
  // Less than half the distance between vertices, so that rings stay simple however many bends they have.
  const wander = (): number => Math.round((random() - 0.5) * Math.min(0.1, 0.8 / (bends + 1)) * BLOCK_UNITS);
  const corner = lattice(columns + 1, rows + 1, () => [wander(), wander()]);
  const along = (from: readonly number[], to: readonly number[]): number[] => {
    const points: number[] = [];
    for (let i = 0; i < bends; i++) {
      const share = (i + 1) / (bends + 1);
      points.push(
        Math.round(from[0]! + (to[0]! - from[0]!) * share) + wander(),
        Math.round(from[1]! + (to[1]! - from[1]!) * share) + wander(),
      );
    }
    return points;
  };
  const at = (c: number, r: number): number[] => {
    const [dx = 0, dy = 0] = corner[r * (columns + 1) + c]!;
    return [origin[0] + c * BLOCK_UNITS + dx, origin[1] + r * BLOCK_UNITS + dy];
  };
  const south = lattice(columns, rows + 1, (c, r) => along(at(c, r), at(c + 1, r)));
  const west = lattice(columns + 1, rows, (c, r) => along(at(c, r), at(c, r + 1)));
  return lattice(columns, rows, (c, r): Grid => {
    const ring = [
      ...at(c, r),
      ...south[r * columns + c]!,
      ...at(c + 1, r),
      ...west[r * (columns + 1) + c + 1]!,
      ...at(c + 1, r + 1),
      ...backwards(south[(r + 1) * columns + c]!),
      ...at(c, r + 1),
      ...backwards(west[r * (columns + 1) + c]!),
    ];
    const number = r * columns + c;
    return {
      id: `g${number}` as GridId,
      communityId: communityOf(c, r),
      kind: 'general',
      code: null,
      name: `第${number + 1}网格`,
      workers: unnamedWorkers('full-time', 1),
      polygons: [[ring]],
      parents: [],
      revision: 0,
    };
  });
}

function lattice<T>(columns: number, rows: number, make: (c: number, r: number) => T): T[] {
  return Array.from({ length: columns * rows }, (_, i) => make(i % columns, Math.floor(i / columns)));
}

function backwards(points: readonly number[]): number[] {
  const turned: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) turned.push(points[i]!, points[i + 1]!);
  return turned;
}
