import type { GridIncidents } from '../schema/incident-summary';

/** Which grids have surely more incidents than their people would have, and by which test. */
export interface StandingOut {
  /**
   * `alone`: each by itself; `around`: none by itself, but together with its neighbours; `none`: neither way. Both tests are
   * corrected for the number of grids (`judgeRates`); only one of them speaks, so that no grid is claimed twice.
   */
  by: 'alone' | 'around' | 'none';
  /** Most incidents above what is expected first. */
  grids: GridIncidents[];
  /** Incidents of these grids themselves, and what is expected of them. */
  count: number;
  expected: number;
  /** Grids that have a rate, and how many of those have too few incidents to be judged in either way. */
  rated: number;
  tooFew: number;
}

/** Puts the verdicts of all grids into one. */
export function summariseFindings(byGrid: readonly GridIncidents[]): StandingOut {
  const rated = byGrid.filter(({ alone, around }) => alone && around);
  const tooFew = rated.filter(({ alone, around }) => alone!.finding === 'too-few' && around!.finding === 'too-few');
  const by = (['alone', 'around'] as const).find((test) => rated.some((grid) => grid[test]!.finding === 'high'));
  const grids = by ? rated.filter((grid) => grid[by]!.finding === 'high') : [];
  const excess = ({ count, expected }: GridIncidents): number => count - (expected ?? 0);
  grids.sort((x, y) => excess(y) - excess(x));
  return {
    by: by ?? 'none',
    grids,
    count: grids.reduce((sum, { count }) => sum + count, 0),
    expected: grids.reduce((sum, { expected }) => sum + (expected ?? 0), 0),
    rated: rated.length,
    tooFew: tooFew.length,
  };
}
