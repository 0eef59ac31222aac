import { hasPoint } from '../../geodata/incidents/incident-columns';
import { NEAR_GRID_METRES, outsideReasons } from '../../geodata/schema/incident-assignment';
import type { OutsideGrid, OutsideReason } from '../../geodata/schema/incident-assignment';
import type { IncidentGrids } from './counted-grids';
import type { IncidentSet, IncidentSource } from './incident-set';

/** Position of a reason in `outsideReasons` and one; 0 for what is in a grid or has no point. */
export type ReasonColumn = Uint8Array;

/** Why each incident with a point is in no grid. Nothing is counted for a grid that lies near: it is only named. */
export function outsideColumn(source: IncidentSource, set: IncidentSet, grids: IncidentGrids): Promise<ReasonColumn> {
  return source.cached(`incident-outside ${grids.key}`, () => {
    const reasons = new Uint8Array(set.columns.count);
    for (let i = 0; i < reasons.length; i++) {
      if (grids.heldBy[i]! < 0 && hasPoint(set.columns, i))
        reasons[i] = 1 + outsideReasons.indexOf(reasonOf(set, grids, i));
    }
    return Promise.resolve(reasons);
  });
}

function reasonOf(set: IncidentSet, grids: IncidentGrids, i: number): OutsideReason {
  if (grids.then && set.columns.reportedAt[i]! < grids.then.since) return 'before-plan';
  return grids.nearest(i, NEAR_GRID_METRES) ? 'near' : 'far';
}

/** How many of some incidents are in no grid, by reason; Σ = `outsideGrids` of the summary. */
export async function countOutside(
  source: IncidentSource,
  set: IncidentSet,
  grids: IncidentGrids | null,
  rows: ArrayLike<number>,
): Promise<Record<OutsideReason, number>> {
  const reasons = grids && (await outsideColumn(source, set, grids));
  // By position in the column: a million rows are counted on the way of every answer.
  const counts = new Uint32Array(1 + outsideReasons.length);
  const far = 1 + outsideReasons.indexOf('far');
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]!;
    counts[reasons ? reasons[i]! : hasPoint(set.columns, i) ? far : 0]!++;
  }
  const countOf = (reason: OutsideReason): number => counts[1 + outsideReasons.indexOf(reason)]!;
  return { near: countOf('near'), far: countOf('far'), 'before-plan': countOf('before-plan') };
}

/** What is said of one incident in no grid; null for one in a grid or without a point. */
export function describeOutside(set: IncidentSet, grids: IncidentGrids | null, i: number): OutsideGrid | null {
  if (!hasPoint(set.columns, i) || (grids && grids.heldBy[i]! >= 0)) return null;
  if (!grids) return { reason: 'far', nearest: null };
  const reason = reasonOf(set, grids, i);
  const found = reason === 'near' ? grids.nearest(i, NEAR_GRID_METRES) : null;
  const grid = found && grids.grids[found.grid];
  return { reason, nearest: grid ? { gridId: grid.id, name: grid.name, metres: found.metres } : null };
}
