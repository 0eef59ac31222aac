import { applyChange } from '../../geodata/plan/apply-change';
import { sequenceOfCode } from '../../geodata/plan/grid-code';
import type { IndexedPlan } from '../../geodata/plan/indexed-plan';
import { invertChange } from '../../geodata/plan/invert-change';
import type { PlannedChange } from '../../geodata/plan/planned-change';
import { isOnlyRenoded, reshapedGrids } from '../../geodata/plan/reshaped-grids';
import { runOperation } from '../../geodata/plan/run-operation';
import { boundingBox, mergeBoxes } from '../../geodata/geometry/bounding-box';
import type { AreaId, GridId } from '../../geodata/schema/ids';
import type { ConflictTheirs, Grid, GridChange, PlanCommit } from '../../geodata/schema/plan';
import { fail, ok } from '../../geodata/schema/problems';
import type { Problem, Result } from '../../geodata/schema/problems';
import type { Client, InStatement } from '../db/open-database';
import type { PlaceStore } from '../db/place-store';
import { commitStatements, selectChanges } from '../db/queries/plans';
import type { CommitWrite } from '../db/queries/plans';
import { forgetPlan, openPlan } from './open-plan';
import type { OpenPlan } from './open-plan';
import { gridToWire } from './plan-wire';

/** Who commits and when. */
export interface CommitContext {
  author: string;
  /** UTC milliseconds. */
  at: number;
}

export interface Committed {
  revision: number;
  change: GridChange;
  notices: readonly Problem[];
}

export type CommitResult = Result<Committed> | { ok: false; problem: Problem; theirs: ConflictTheirs };

/**
 * Runs an act on the plan as the database has it and writes it down, in one transaction. The browser's shapes count for
 * nothing but undo and redo, which must tile the same land.
 */
export function commitChange(
  store: PlaceStore,
  planId: string,
  commit: PlanCommit,
  context: CommitContext,
): Promise<CommitResult> {
  return store.exclusive(async (client) => {
    const open = await openDraft(store, planId);
    if (!open.ok) return open;
    const { plan } = open.value;
    const planned = runOperation(plan, commit.operation);
    const newer = newerThanBase(plan, commit, planned.ok ? planned.value : null);
    const wrong = wrongBase(plan, commit);
    if (wrong) return wrong;
    if (newer.length > 0) return conflict(client, open.value, newer, commit);
    if (!planned.ok) return planned;
    return writeChange(store, client, open.value, planned.value, context);
  });
}

/** The plan, if it may be changed. */
export async function openDraft(store: PlaceStore, planId: string): Promise<Result<OpenPlan>> {
  const open = await openPlan(store, planId);
  if (open.ok && open.value.stored.status !== 'draft') {
    return fail('plan.not-a-draft', { plan: open.value.stored.name });
  }
  return open;
}

/**
 * Writes a change that fits the plan as it is; call inside the write queue.
 * @param also statements of the same transaction
 */
export async function writeChange(
  store: PlaceStore,
  client: Client,
  open: OpenPlan,
  planned: PlannedChange,
  context: CommitContext,
  also: readonly InStatement[] = [],
): Promise<Result<Committed>> {
  const { plan, stored } = open;
  const write = commitOf(open, planned, context);
  const { change, revision } = write;
  try {
    await client.batch([...commitStatements(write), ...also], 'write');
  } catch (error) {
    forgetPlan(store, stored.id);
    throw error;
  }
  applyChange(plan, change);
  stored.revision = revision;
  stored.updatedAt = context.at;
  return ok({ revision, change, notices: planned.notices });
}

/** A change as it is written down: numbered, with the one that takes it back and the codes it gives out. */
export function commitOf(
  { plan, stored }: OpenPlan,
  planned: PlannedChange,
  { author, at }: CommitContext,
): CommitWrite {
  const revision = stored.revision + 1;
  const change = stampRevision(plan, planned, revision);
  const inverse = invertChange(plan, change);
  const sequences = sequencesOf(change.put, plan.rules.sequenceDigits);
  return { plan: stored, revision, at, author, change, inverse, sequences };
}

/** Grids that are new or reshaped get the plan's revision; those that only gained a vertex keep theirs. */
function stampRevision(plan: IndexedPlan, { note, put, delete: gone }: GridChange, revision: number): GridChange {
  return {
    note,
    delete: gone,
    put: put.map((grid) => {
      const before = plan.get(grid.id);
      return before && isOnlyRenoded(before, grid) ? { ...grid, revision: before.revision } : { ...grid, revision };
    }),
  };
}

function sequencesOf(grids: readonly Grid[], digits: number): Map<AreaId, number> {
  const highest = new Map<AreaId, number>();
  for (const { code, communityId } of grids) {
    if (code === null) continue;
    highest.set(communityId, Math.max(highest.get(communityId) ?? 0, sequenceOfCode(code, digits)));
  }
  return highest;
}

/**
 * Grids the edit would reshape that are newer than what it was made on, or gone. Neighbours that only gain a vertex are not
 * among them, and neither is unassigned land: the act has just been run on what they are now.
 */
function newerThanBase(plan: IndexedPlan, { operation, base }: PlanCommit, planned: PlannedChange | null): GridId[] {
  const ids = new Set<GridId>([...(planned ? reshapedGrids(plan, planned) : []), ...namedGrids(operation)]);
  return [...ids].filter((id) => {
    const now = plan.get(id);
    if (now?.kind === 'unassigned') return false;
    // A grid nobody ever had is not a conflict: the operation refuses it by name.
    if (!now) return Object.hasOwn(base, id);
    return base[id] !== now.revision;
  });
}

/** The grids an act is asked for by name. */
function namedGrids(operation: PlanCommit['operation']): readonly GridId[] {
  switch (operation.name) {
    case 'merge':
      return operation.gridIds;
    case 'replace':
    case 'redraw':
      return operation.delete;
    case 'draw':
    case 'move-vertex':
    case 'insert-vertex':
      return [];
    default:
      return [operation.gridId];
  }
}

/** A base that no edit can have been made on: that is the caller's mistake and nobody's change. */
function wrongBase(plan: IndexedPlan, { operation, base }: PlanCommit): Result<never> | null {
  for (const id of namedGrids(operation)) {
    const now = plan.get(id);
    if (!now || now.kind === 'unassigned') continue;
    const { name: grid, revision } = now;
    const given = base[id];
    if (given === undefined) return fail('plan.base-missing', { grid, revision });
    if (given > revision) return fail('plan.base-ahead', { grid, given, revision });
  }
  return null;
}

async function conflict(
  client: Client,
  { plan, stored }: OpenPlan,
  ids: readonly GridId[],
  commit: PlanCommit,
): Promise<CommitResult> {
  const oldest = Math.min(...Object.values(commit.base), stored.revision);
  const changes = await selectChanges(client, stored.id, oldest, 1000);
  const last = changes.findLast(
    (change) => change.delete.some((id) => ids.includes(id)) || change.put.some((grid) => ids.includes(grid.id)),
  );
  const lost = last?.inverse.put.filter((grid) => ids.includes(grid.id)) ?? [];
  const names = ids.map((id) => lost.find((grid) => grid.id === id)?.name ?? plan.get(id)?.name ?? id);
  const theirs = [...ids.flatMap((id) => plan.get(id) ?? []), ...(last?.put ?? []).filter((grid) => plan.has(grid.id))];
  const box = mergeBoxes(theirs.map((grid) => boundingBox(grid.polygons)));
  const grids = theirs.length > 0 ? plan.near(box) : [];
  return {
    ok: false,
    problem: {
      code: 'plan.conflict',
      params: { grids: [...new Set(names)], author: last?.author || '—' },
    },
    theirs: {
      author: last?.author ?? '',
      at: last ? new Date(last.at).toISOString() : null,
      note: last?.note ?? null,
      revision: stored.revision,
      grids: grids.map(gridToWire),
    },
  };
}
