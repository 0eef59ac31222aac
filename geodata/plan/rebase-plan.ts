import type { GridId } from '../schema/ids';
import type { Grid } from '../schema/plan';
import { ok } from '../schema/problems';
import type { Result } from '../schema/problems';
import type { IndexedPlan } from './indexed-plan';
import type { PlannedChange } from './planned-change';
import { replaceGrids } from './replace-grids';
import { insertVertices } from '../geometry/insert-vertices';
import { renodeNeighbours } from './renode-neighbours';
import { isOnlyRenoded } from './reshaped-grids';
import { shareVertices } from './share-vertices';

export interface RebaseInput {
  /** Faces of the publication the draft was made from. */
  base: readonly Grid[];
  /** Faces of what was published last. */
  published: readonly Grid[];
  /** What the change is about, for the log. */
  subject: string;
}

/** What was published since a draft was made, and where the draft changed the same. */
export interface Divergence {
  /** Faces of the publication that are new or other than in the base. */
  put: Grid[];
  /** Faces of the base that are gone. */
  gone: Grid[];
  /** Faces of the base that both changed. */
  both: Grid[];
}

/** Compares a draft and a newer publication with what both came from; vertices gained on borders count for nothing. */
export function findDivergence(draft: IndexedPlan, { base, published }: Omit<RebaseInput, 'subject'>): Divergence {
  const theirs = new Map(published.map((grid) => [grid.id, grid]));
  const known = new Set(base.map((grid) => grid.id));
  const isChanged = (grid: Grid, now: Grid | undefined): boolean => !now || !isOnlyRenoded(grid, now);
  const changed = base.filter((grid) => isChanged(grid, theirs.get(grid.id)));
  const changedIds = new Set<GridId>(changed.map((grid) => grid.id));
  return {
    put: published.filter((grid) => !known.has(grid.id) || changedIds.has(grid.id)),
    gone: changed.filter((grid) => !theirs.has(grid.id)),
    both: changed.filter((grid) => isChanged(grid, draft.get(grid.id))),
  };
}

/**
 * The change that takes over into a draft what was published since it was made. Grids the draft left alone become those
 * published; where both changed the same grid somebody has to decide, so that is refused (`plan.rebase-conflict`), and so
 * are borders that no longer fit together.
 */
export function rebasePlan(draft: IndexedPlan, input: RebaseInput): Result<PlannedChange> {
  const { put, gone, both } = findDivergence(draft, input);
  const refused = (grids: readonly Grid[]): Result<never> => ({
    ok: false,
    problem: { code: 'plan.rebase-conflict', params: { grids: grids.map((grid) => faceName(draft, grid)) } },
  });
  if (both.length > 0) return refused(both);
  const note = { act: 'rebase', subject: input.subject.slice(0, 200) } as const;
  if (put.length === 0 && gone.length === 0) return ok({ note, put: [], delete: [], notices: [] });
  const ids = gone.map((grid) => grid.id);
  // Both may have put vertices on the same edge: each gets the other's first, so that their borders are the same again.
  const shared = shareVertices(input.base, [...draft.all()], input.published);
  const fitted = put.map((grid) => ({ ...grid, polygons: insertVertices(grid.polygons, shared.other) }));
  const renoded = renodeNeighbours(draft, shared.one, new Set());
  if (!renoded.ok) return refused([...gone, ...put]);
  const before = renoded.grids.map((grid) => draft.get(grid.id)!);
  // For as long as it takes to fit the faces in; the draft comes out as it went in.
  for (const grid of renoded.grids) draft.put(grid);
  const replaced = replaceGrids(draft, { act: 'redo', subject: input.subject, put: fitted, delete: ids });
  for (const grid of before) draft.put(grid);
  if (!replaced.ok) return refused([...gone, ...put]);
  const replacedIds = new Set([...replaced.value.put.map((grid) => grid.id), ...ids]);
  const also = renoded.grids.filter((grid) => !replacedIds.has(grid.id));
  return ok({ ...replaced.value, put: [...replaced.value.put, ...also], note });
}

/** A grid's name; of unassigned land that of its community. */
export function faceName(plan: IndexedPlan, grid: Grid): ReturnType<IndexedPlan['labelOf']> {
  return grid.kind === 'unassigned' ? plan.labelOf(grid.communityId) : grid.name || grid.id;
}
