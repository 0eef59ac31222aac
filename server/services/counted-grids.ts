import type { Neighbours } from '../../geodata/incidents/hot-spots/neighbours';
import type { CountedKind, LandGap } from '../../geodata/schema/incident-assignment';
import type { IncidentPeriod, RateBasis } from '../../geodata/schema/incident-summary';
import type { Grid } from '../../geodata/schema/plan';
import type { StoredPlan } from '../db/rows';

/** Days of the place's calendar, the second no longer; null where open. */
export interface SpanDays {
  from: string | null;
  to: string | null;
}

/**
 * What incidents are counted by, and who is in it: grids of a plan, base units where the place has no grids, or the areas
 * of a level.
 */
export interface IncidentGrids {
  kind: 'grids' | 'base-units' | 'areas';
  /** The same for the same shapes and incidents: what is worked out from where incidents lie is kept under it. */
  key: string;
  /** Key of the level whose areas these are, else null. */
  level: string | null;
  /** Null where the place has none. */
  plan: StoredPlan | null;
  /** Without unassigned land. */
  grids: Pick<Grid, 'id' | 'communityId' | 'code' | 'name'>[];
  /** Per incident of the set the index of its grid, -1 in none. */
  gridOf: Int32Array;
  /** Per incident -1 where it is in no grid, whatever the period: by the grids of then, `gridOf` knows those of the period only. */
  heldBy: Int32Array;
  /** What rates are divided by: residents only where no household is counted anywhere. */
  basis: RateBasis;
  /**
   * Households per grid; null where no base unit in it has a count. By the grids of then: for the share of the period's days
   * that it was in force.
   */
  households: (number | null)[];
  residents: (number | null)[];
  /** Lattice middles of their boxes, `[x0, y0, x1, y1 …]`. */
  middles: Int32Array;
  /** Who touches whom. */
  neighbours: Neighbours;
  /**
   * Full-time posts per grid; null where these are not grids of one plan, or no worker of any kind is on record: unknown is
   * not none.
   */
  fullTimePosts: number[] | null;
  /** Share of base units whose counts are assumed. */
  assumedShare: number;
  /**
   * Per incident the share of the places it may really be at that its grid holds, where that is below `SURE_SHARE`; NaN where
   * it is not, and in no grid. By the grids of then like `heldBy` whatever the period. Measured at the first call.
   */
  unsureShares(): Float32Array;
  /** The grid nearest to an incident that lies in none, within so many metres; null where none is. */
  nearest(incident: number, within: number): { grid: number; metres: number } | null;
  /** Where incidents are counted by the grids of then; null by those of one plan. */
  then: {
    /** The days each grid was in force, within the period and beyond. */
    spans: SpanDays[];
    /** So many of `grids`, the first ones, are those of the plan in force when the period ends. */
    current: number;
    /**
     * Why a grid is not compared with itself in another period; null where it had the same land on every day from the first
     * of either period to the last.
     */
    landGap(grid: number, now: IncidentPeriod, other: IncidentPeriod): LandGap | null;
    /** Which plans were in force, in a word: `grids` come in the same order wherever it is the same. */
    order: string;
    /** UTC ms before which no plan of the scheme was in force; -Infinity where one always was. */
    since: number;
  } | null;
}

/** By which grids an answer was counted in fact: areas and base units know no then. */
export const countedOf = (grids: IncidentGrids | null): CountedKind => (grids?.then ? 'then' : 'now');
