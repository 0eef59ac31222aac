import { useI18n } from 'vue-i18n';
import type { LngLat, MultiPolygon } from '../../geodata/schema/coordinates';
import type { GridWorker } from '../../geodata/schema/grid-worker';
import type { AreaId, GridId } from '../../geodata/schema/ids';
import type { PlanOperation } from '../../geodata/schema/plan';
import { useGridNames } from '../locales/use-grid-names';
import { useLocalFormat } from '../locales/use-local-format';
import { useProblemText } from '../locales/use-problem-text';
import { usePlan } from '../state/plan';
import { usePlanEdits } from '../state/plan-edits';
import type { EditResult } from '../state/plan-edits';
import { usePlanTool } from '../state/plan-tool';
import { useProposal } from '../state/proposal';
import { useSelection } from '../state/selection';
import { useFrame } from '../state/frame';
import { useSession } from '../state/session';
import { useToasts } from '../state/toasts';

export interface PlanActs {
  split(gridId: GridId, line: readonly LngLat[]): Promise<boolean>;
  draw(communityId: AreaId, ring: readonly LngLat[]): Promise<boolean>;
  /** Moves, adds or takes out a vertex of a border. */
  bend(operation: PlanOperation): Promise<boolean>;
  /** Makes a drawn line the border of a grid. */
  reshape(gridId: GridId, line: readonly LngLat[]): Promise<boolean>;
  /** Gives land to a grid. */
  assign(gridId: GridId, land: MultiPolygon): Promise<boolean>;
  merge(gridIds: readonly GridId[]): Promise<boolean>;
  rename(gridId: GridId, name: string): Promise<boolean>;
  /** Says who works in a grid. */
  staff(gridId: GridId, workers: readonly GridWorker[]): Promise<boolean>;
  /** Takes a grid off its land, which is free to draw on again. */
  release(gridId: GridId): Promise<boolean>;
  /** Takes over the proposal on the map. */
  acceptProposal(): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  keepMine(): Promise<void>;
  retry(): Promise<void>;
  /** Of the open plan, unless told what to begin with and in which scheme. */
  createDraft(where?: { from: string | null; scheme: string }): Promise<void>;
  /** Why the open plan cannot be edited now, translated; null when it can. */
  lockedReason(): string | null;
}

/** Acts whose outcome begins with a grid that was not there before. */
const makesGrids: ReadonlySet<PlanOperation['name']> = new Set(['split', 'merge', 'draw']);

const newId = (): GridId => `g-${crypto.randomUUID()}` as GridId;
const newIds = (): GridId[] => Array.from({ length: 200 }, newId);

/** The acts of a planner: run, say what came of it, select what was made. Tools, buttons and shortcuts all come here. */
export function usePlanActs(): PlanActs {
  const { t } = useI18n();
  const plan = usePlan();
  const edits = usePlanEdits();
  const tool = usePlanTool();
  const proposal = useProposal();
  const selection = useSelection();
  const session = useSession();
  const frame = useFrame();
  const toasts = useToasts();
  const format = useLocalFormat();
  const { problemText } = useProblemText();
  const { gridName } = useGridNames();

  function report(result: EditResult | null, done: string | null): boolean {
    if (!result) return false;
    if (!result.ok) {
      const { code } = result.problem;
      // The conflict and the lost connection have places of their own in the interface.
      if (code !== 'plan.conflict' && code !== 'client.unreachable' && code !== 'client.cancelled') {
        toasts.show({ text: problemText(result.problem), tone: 'problem' });
      }
      return false;
    }
    for (const notice of result.notices) toasts.show({ text: problemText(notice), tone: 'plain' });
    if (done) toasts.show({ text: done, tone: 'good', action: { text: t('plan.undo'), run: () => void acts.undo() } });
    return true;
  }

  async function run(
    operation: PlanOperation,
    say: (result: EditResult & { ok: true }) => string | null,
  ): Promise<boolean> {
    const result = await edits.run(operation);
    if (!report(result, result.ok ? say(result) : null) || !result.ok) return false;
    // New grids come first: the largest part of a split, the merged grid, the drawn one.
    const [made] = result.change.put;
    if (made && made.kind !== 'unassigned' && makesGrids.has(operation.name)) selection.select('grid', made.id);
    return true;
  }

  /** Where what was selected is gone, the grid that came back in its place. */
  function selectRestored(result: EditResult): void {
    const selected = selection.selectedId('grid');
    if (!result.ok || !selected || plan.gridOf(selected)) return;
    const back = result.change.put.find((grid) => grid.kind !== 'unassigned');
    if (back) selection.select('grid', back.id);
    else selection.clear();
  }

  const acts: PlanActs = {
    split: (gridId, line) => {
      const name = gridName(plan.gridOf(gridId)?.name ?? '');
      return run({ name: 'split', gridId, line: line.map(([lng, lat]) => [lng, lat]), newIds: newIds() }, (result) =>
        t('plan.done.split', { name, n: result.change.put.filter((grid) => grid.parents.includes(gridId)).length }),
      );
    },
    draw: (communityId, ring) =>
      run(
        { name: 'draw', communityId, ring: ring.map(([lng, lat]) => [lng, lat]), newIds: newIds(), gridName: '' },
        (result) => t('plan.done.draw', { name: gridName(result.change.note.subject) }),
      ),
    bend: (operation) => run(operation, () => null),
    reshape: (gridId, line) =>
      run({ name: 'reshape', gridId, line: line.map(([lng, lat]) => [lng, lat]) }, ({ change }) =>
        t('plan.done.reshape', { names: gridName(change.note.subject) }),
      ),
    assign: (gridId, land) => {
      const name = gridName(plan.gridOf(gridId)?.name ?? '');
      const rings = land.map((polygon) => polygon.map((ring) => [...ring]));
      // A painter goes on at once, and the tool's bar stands where messages do.
      const isPainting = tool.current === 'paint';
      return run({ name: 'assign', gridId, land: rings }, () => (isPainting ? null : t('plan.done.assign', { name })));
    },
    merge: async (gridIds) => {
      const done = await run({ name: 'merge', gridIds: [...gridIds], newId: newId() }, (result) =>
        t('plan.done.merge', { name: gridName(result.change.put[0]?.name ?? '') }),
      );
      if (done) tool.reset();
      return done;
    },
    rename: (gridId, name) => run({ name: 'rename', gridId, gridName: name }, () => null),
    staff: (gridId, workers) => run({ name: 'staff', gridId, workers: [...workers] }, () => null),
    release: async (gridId) => {
      const name = gridName(plan.gridOf(gridId)?.name ?? '');
      const done = await run({ name: 'release', gridId, newId: newId() }, () => t('plan.done.release', { name }));
      if (done) selection.clear();
      return done;
    },
    async acceptProposal() {
      const operation = proposal.operation(newId);
      if (!operation || operation.name !== 'redraw') return;
      const { act } = operation;
      tool.choose('select');
      await run(operation, ({ change }) =>
        t(`plan.done.${act}`, { name: gridName(change.note.subject), n: change.put.length }),
      );
    },
    async undo() {
      const subject = edits.undoNote;
      const result = await edits.undo();
      if (!result) return;
      for (const toast of toasts.list) if (toast.tone === 'good') toasts.dismiss(toast.id);
      if (report(result, null) && subject) {
        selectRestored(result);
        const act = t(`plan.act.${subject.act}`, { subject: gridName(subject.subject) });
        toasts.show({ text: t('plan.done.undo', { act }), tone: 'plain' });
      }
    },
    async redo() {
      const result = await edits.redo();
      if (report(result, null) && result) selectRestored(result);
    },
    async keepMine() {
      report(await edits.keepMine(), t('plan.done.mine'));
    },
    async retry() {
      report((await edits.unsaved?.retry()) ?? null, null);
    },
    async createDraft(where) {
      if (!(await frame.askAuthorOnce(session.authorName))) return;
      const now = Date.now();
      // Month, day and minute where the place is, as "saved" says it.
      const when = `${format.date(now).slice(5, 10)} ${format.time(now)}`;
      const who = session.authorName.trim();
      const name = {
        zh: `调整草稿 ${when}${who ? `（${who}）` : ''}`,
        en: `Draft ${when}${who ? ` (${who})` : ''}`,
      };
      const problem = await plan.createDraft(name, where);
      if (problem) toasts.show({ text: problemText(problem), tone: 'problem' });
      else toasts.show({ text: t('plan.done.draft'), tone: 'good' });
    },
    lockedReason() {
      if (!plan.plan) return t('plan.locked.none');
      if (!plan.isDraft) return t('plan.locked.published');
      if (edits.unsaved) return t('plan.locked.unsaved');
      if (edits.conflict) return t('plan.locked.conflict');
      return null;
    },
  };
  return acts;
}
