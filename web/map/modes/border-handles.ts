import { vertexKind } from '../../../geodata/plan/move-vertex';
import type { VertexKind } from '../../../geodata/plan/move-vertex';
import type { IndexedPlan } from '../../../geodata/plan/indexed-plan';
import type { LatticePoint } from '../../../geodata/schema/coordinates';
import type { Grid } from '../../../geodata/schema/plan';

/** Something of a border that can be taken hold of: a vertex, or the middle of an edge, which becomes one. */
export type BorderHandle =
  | { kind: VertexKind; at: LatticePoint }
  | { kind: 'middle'; at: LatticePoint; edge: readonly [LatticePoint, LatticePoint] };

/** The handles of a grid's border, ring by ring in order. Edges on the border of the community have none. */
export function borderHandles(plan: IndexedPlan, grid: Grid): BorderHandle[] {
  const handles: BorderHandle[] = [];
  for (const ring of grid.polygons.flat()) {
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      const at: LatticePoint = [ring[i]!, ring[i + 1]!];
      const next: LatticePoint = [ring[j]!, ring[j + 1]!];
      handles.push({ kind: vertexKind(plan, at, grid.id), at });
      if (!isShared(plan, grid, at, next)) continue;
      const middle: LatticePoint = [Math.round((at[0] + next[0]) / 2), Math.round((at[1] + next[1]) / 2)];
      handles.push({ kind: 'middle', at: middle, edge: [at, next] });
    }
  }
  return handles;
}

/** True where a face of the same community has the edge from its other side. */
function isShared(plan: IndexedPlan, grid: Grid, a: LatticePoint, b: LatticePoint): boolean {
  return plan.near([...a, ...a]).some(
    (other) =>
      other.id !== grid.id &&
      other.communityId === grid.communityId &&
      other.polygons.flat().some((ring) => {
        for (let i = 0; i < ring.length; i += 2) {
          if (ring[i] !== b[0] || ring[i + 1] !== b[1]) continue;
          const j = (i + 2) % ring.length;
          return ring[j] === a[0] && ring[j + 1] === a[1];
        }
        return false;
      }),
  );
}
