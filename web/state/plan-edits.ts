import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { invertChange } from '../../geodata/plan/invert-change';
import { reshapedGrids } from '../../geodata/plan/reshaped-grids';
import { runOperation } from '../../geodata/plan/run-operation';
import type { GridId } from '../../geodata/schema/ids';
import type {
  ChangeNote,
  ConflictTheirs,
  Grid,
  GridChange,
  PlanChangeWire,
  PlanOperation,
} from '../../geodata/schema/plan';
import type { Problem } from '../../geodata/schema/problems';
import { fetchChanges, postCommit } from '../api/plans';
import { usePlace } from './place';
import { usePlan } from './plan';

/** Steps that can be taken back; the design asks for at least a hundred. */
const stepsKept = 200;

/** An edit somebody else got in the way of. */
export interface Conflict {
  operation: PlanOperation;
  problem: Problem;
  theirs: ConflictTheirs;
  /** The faces our act would have made. */
  mine: readonly Grid[];
  /** Their changes since ours was made, newest last, for taking them back. */
  changes: PlanChangeWire[];
}

export type SavingState = 'idle' | 'saving' | 'saved' | 'failed';
export type EditResult =
  { ok: true; change: GridChange; notices: readonly Problem[] } | { ok: false; problem: Problem };

interface Step {
  note: ChangeNote;
  inverse: Pick<GridChange, 'put' | 'delete'>;
}

/** Acts on the open draft: run at once here, then on the server, whose word counts; undo and redo by name. */
export const usePlanEdits = defineStore('plan-edits', () => {
  const place = usePlace();
  const plan = usePlan();
  const undoSteps = shallowRef<Step[]>([]);
  const redoSteps = shallowRef<Step[]>([]);
  const saving = ref<SavingState>('idle');
  const savedAt = ref<string | null>(null);
  const conflict = shallowRef<Conflict | null>(null);
  /** A commit that did not get through: kept until it does or is given up. */
  const unsaved = shallowRef<{ retry: () => Promise<EditResult>; giveUp: () => void } | null>(null);

  const undoNote = computed(() => undoSteps.value.at(-1)?.note ?? null);
  const redoNote = computed(() => redoSteps.value.at(-1)?.note ?? null);

  /** Layers brought into the draft and not taken back, as far as its history is known. */
  const layersTaken = computed(() => undoSteps.value.filter(({ note }) => note.act === 'import').length);

  /** Reads the draft's history, so that undo survives a reload. */
  async function loadHistory(): Promise<void> {
    undoSteps.value = [];
    redoSteps.value = [];
    savedAt.value = null;
    saving.value = 'idle';
    conflict.value = null;
    unsaved.value = null;
    const placeId = place.current?.id;
    const open = plan.plan;
    if (!placeId || !open || open.status !== 'draft' || open.revision === 0) return;
    const history = await fetchChanges(placeId, open.id, Math.max(0, open.revision - stepsKept));
    if (!history.ok || plan.plan?.id !== open.id || plan.plan.revision !== open.revision) return;
    history.value.changes.forEach(remember);
    savedAt.value = history.value.changes.at(-1)?.at ?? null;
    if (savedAt.value) saving.value = 'saved';
  }

  /** Puts a committed change on the stacks as its act says. */
  function remember({ note, inverse }: { note: ChangeNote; inverse: Step['inverse'] }): void {
    // What concerns the plan as a whole is not a step to take back.
    if (['draft', 'publish', 'withdraw', 'rebase'].includes(note.act)) return;
    if (note.act === 'undo') {
      const taken = undoSteps.value.at(-1);
      undoSteps.value = undoSteps.value.slice(0, -1);
      redoSteps.value = [...redoSteps.value, { note: taken?.note ?? note, inverse }];
      return;
    }
    const redone = note.act === 'redo' ? redoSteps.value.at(-1) : undefined;
    redoSteps.value = redone ? redoSteps.value.slice(0, -1) : [];
    undoSteps.value = [...undoSteps.value, { note: redone?.note ?? note, inverse }].slice(-stepsKept);
  }

  /** Acts take turns: each starts from what the one before it left on the server, however fast they are asked for. */
  let turn: Promise<unknown> = Promise.resolve();
  const waiting = ref(0);
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    waiting.value++;
    const done = turn.then(act).finally(() => waiting.value--);
    turn = done.catch(() => undefined);
    return done;
  }

  const run = (operation: PlanOperation): Promise<EditResult> => inTurn(() => runNow(operation));

  /** Runs an act: shows it at once, saves it, and comes back where the server says otherwise. */
  async function runNow(operation: PlanOperation): Promise<EditResult> {
    // What the act before left open comes first; the planner is being asked about it.
    if (unsaved.value || conflict.value) return { ok: false, problem: { code: 'client.cancelled', params: {} } };
    const { indexed } = plan;
    const planned = indexed && runOperation(indexed, operation);
    if (!indexed || !planned) return { ok: false, problem: { code: 'plan.not-found', params: { plan: '' } } };
    if (!planned.ok) return planned;
    const change = planned.value;
    const inverse = invertChange(indexed, change);
    const base: Record<string, number> = {};
    const reshaped = reshapedGrids(indexed, change);
    for (const id of reshaped) base[id] = indexed.get(id)!.revision;
    const mine = change.put.filter(({ id }) => !indexed.has(id) || reshaped.includes(id));
    plan.apply(change);
    return commit({ operation, base, inverse, notices: change.notices, mine });
  }

  interface Commit {
    operation: PlanOperation;
    base: Record<string, number>;
    inverse: GridChange;
    notices: readonly Problem[];
    mine: readonly Grid[];
  }

  async function commit(asked: Commit): Promise<EditResult> {
    const { operation, base, inverse, notices, mine } = asked;
    const placeId = place.current?.id ?? '';
    const open = plan.plan;
    if (!open) return { ok: false, problem: { code: 'plan.not-found', params: { plan: '' } } };
    saving.value = 'saving';
    const answer = await postCommit(placeId, open.id, { operation, base });
    if (plan.plan?.id !== open.id) return { ok: false, problem: { code: 'client.cancelled', params: {} } };
    if (!answer.ok) {
      if (answer.problem.code === 'client.unreachable') {
        saving.value = 'failed';
        unsaved.value = {
          retry: () => commit(asked),
          giveUp: () => {
            plan.apply(inverse);
            unsaved.value = null;
            saving.value = savedAt.value ? 'saved' : 'idle';
          },
        };
        return { ok: false, problem: answer.problem };
      }
      plan.apply(inverse);
      const changes = await catchUp();
      saving.value = savedAt.value ? 'saved' : 'idle';
      if (answer.theirs) conflict.value = { operation, problem: answer.problem, theirs: answer.theirs, mine, changes };
      return { ok: false, problem: answer.problem };
    }
    unsaved.value = null;
    const { revision, at, note, put, delete: gone } = answer.value;
    if (revision === (plan.plan?.revision ?? 0) + 1) {
      plan.apply({ put, delete: gone });
      setRevision(revision);
      remember({ note, inverse });
    } else {
      // Others saved meanwhile: back to what both had, then everything in the server's order.
      plan.apply(inverse);
      await catchUp();
    }
    savedAt.value = at;
    saving.value = 'saved';
    return { ok: true, change: answer.value, notices };
  }

  /** Takes over what was committed since; answers those changes. */
  async function catchUp(): Promise<PlanChangeWire[]> {
    const placeId = place.current?.id ?? '';
    const open = plan.plan;
    if (!open) return [];
    const since = await fetchChanges(placeId, open.id, open.revision);
    if (!since.ok || plan.plan?.id !== open.id) return [];
    for (const change of since.value.changes) {
      plan.apply(change);
      remember(change);
    }
    setRevision(since.value.changes.at(-1)?.revision ?? open.revision);
    return since.value.changes;
  }

  function setRevision(revision: number): void {
    if (!plan.plan) return;
    const gridCount = plan.grids.filter((grid) => grid.kind !== 'unassigned').length;
    plan.plan = { ...plan.plan, revision, gridCount };
  }

  function putBack(act: 'undo' | 'redo', { note, inverse: { put, delete: gone } }: Step): Promise<EditResult> {
    return runNow({
      name: 'replace',
      act,
      subject: note.subject,
      put: put.map((grid) => ({
        ...grid,
        workers: [...grid.workers],
        parents: [...grid.parents],
        polygons: grid.polygons.map((polygon) => polygon.map((ring) => [...ring])),
      })),
      delete: [...gone],
    });
  }

  /** Takes the latest step back, or does it again; null where there is none when its turn comes. */
  const step = (act: 'undo' | 'redo'): Promise<EditResult | null> =>
    inTurn(async () => {
      const last = (act === 'undo' ? undoSteps : redoSteps).value.at(-1);
      return last ? putBack(act, last) : null;
    });
  const undo = (): Promise<EditResult | null> => step('undo');
  const redo = (): Promise<EditResult | null> => step('redo');

  /** The name of a grid that was split or merged away in this draft, as far as its history is known. */
  function nameOfRetired(id: GridId): string | null {
    const now = plan.gridOf(id);
    if (now) return now.name;
    for (const { inverse } of undoSteps.value) {
      const before = inverse.put.find((grid) => grid.id === id);
      if (before) return before.name;
    }
    return null;
  }

  /** Keeps what the other editor made; ours is dropped. */
  function keepTheirs(): void {
    conflict.value = null;
  }

  /** Takes the others' changes back (they stay in the history and can be redone), then runs ours. */
  const keepMine = (): Promise<EditResult | null> => inTurn(keepMineNow);
  async function keepMineNow(): Promise<EditResult | null> {
    const open = conflict.value;
    if (!open) return null;
    conflict.value = null;
    for (const { note, inverse } of [...open.changes].reverse()) {
      // Taking an undo back is a redo.
      const taken = await putBack(note.act === 'undo' ? 'redo' : 'undo', { note, inverse });
      if (!taken.ok) return taken;
    }
    return runNow(open.operation);
  }

  watch(
    () => plan.plan?.id,
    () => void loadHistory(),
    { immediate: true },
  );

  return {
    saving,
    savedAt,
    conflict,
    unsaved,
    waiting,
    undoNote,
    redoNote,
    layersTaken,
    run,
    undo,
    redo,
    keepTheirs,
    keepMine,
    catchUp,
    nameOfRetired,
  };
});
