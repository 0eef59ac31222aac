import type { GridIncidents, IncidentChange } from '../../../geodata/schema/incident-summary';

/** An area with its change. */
export type ChangedGrid = GridIncidents & { change: IncidentChange };

/**
 * The areas that have changed most surely: what chance explains worst first, where that is the same the larger difference,
 * then by id, so that the same data is always printed the same. Areas with too few cases to be judged are no changes.
 */
export function surestChanges(grids: readonly GridIncidents[], n: number): ChangedGrid[] {
  const differenceOf = ({ count, change }: ChangedGrid): number => Math.abs(count - change.before);
  return grids
    .filter((grid): grid is ChangedGrid => grid.change !== null && grid.change.adjustedChance !== null)
    .sort(
      (a, b) =>
        a.change.adjustedChance! - b.change.adjustedChance! ||
        differenceOf(b) - differenceOf(a) ||
        (a.gridId < b.gridId ? -1 : 1),
    )
    .slice(0, n);
}
