import type { AreaId, GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { fail, ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import type { PlanCommunity } from './indexed-plan';
import { westToEast } from './split-grid';

export interface NumberingInput {
  /** Faces of the plan to publish; unassigned land gets no code. */
  grids: Iterable<Grid>;
  communities: ReadonlyMap<AreaId, PlanCommunity>;
  /** Codes of the scheme's grids that went into force before, retired ones too: these keep theirs for good. */
  published: ReadonlyMap<GridId, string>;
  /** Highest number ever given to a published grid of the scheme, per community. */
  highest: ReadonlyMap<AreaId, number>;
  /** Digits of the number at the end of a code. */
  sequenceDigits: number;
}

export interface Numbering {
  /** The code of every grid. */
  codes: Map<GridId, string>;
  /** Highest number given out, per community where a new one was. */
  highest: Map<AreaId, number>;
}

/**
 * The codes grids are published under. A grid that went into force before keeps its code; the others of a community get
 * the numbers after the highest ever published there, west to east, then north to south. So the first publication
 * numbers everything in that order, and no number is ever given out twice.
 * Fails with `plan.codes-exhausted` or `area.not-found`.
 */
export function numberGrids(input: NumberingInput): Result<Numbering> {
  const codes = new Map<GridId, string>();
  const highest = new Map<AreaId, number>();
  const unnumbered = new Map<AreaId, Grid[]>();
  for (const grid of input.grids) {
    if (grid.kind === 'unassigned') continue;
    const kept = input.published.get(grid.id);
    if (kept !== undefined) codes.set(grid.id, kept);
    else {
      const others = unnumbered.get(grid.communityId);
      if (others) others.push(grid);
      else unnumbered.set(grid.communityId, [grid]);
    }
  }
  for (const [communityId, grids] of unnumbered) {
    const community = input.communities.get(communityId);
    if (!community) return fail('area.not-found', { area: communityId });
    const before = input.highest.get(communityId) ?? 0;
    const last = before + grids.length;
    if (String(last).length > input.sequenceDigits) {
      const most = '9'.repeat(input.sequenceDigits);
      return fail('plan.codes-exhausted', { community: community.label ?? community.name, most });
    }
    // By id first, so that two grids with one middle are numbered alike on every machine.
    grids.sort((a, b) => (a.id < b.id ? -1 : 1));
    westToEast(grids.map(({ polygons }) => polygons)).forEach((index, rank) => {
      const number = String(before + 1 + rank).padStart(input.sequenceDigits, '0');
      codes.set(grids[index]!.id, community.codePrefix + number);
    });
    highest.set(communityId, last);
  }
  return ok({ codes, highest });
}
