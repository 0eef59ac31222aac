import {
  BoxSelect,
  Combine,
  FilePlus2,
  LassoSelect,
  LayoutGrid,
  MousePointer2,
  Paintbrush,
  PencilLine,
  Redo2,
  Route,
  Scissors,
  Spline,
  CopyPlus,
  GitCompareArrows,
  Send,
  Undo2,
} from '@lucide/vue';
import { useI18n } from 'vue-i18n';
import type { AreaId } from '../../geodata/schema/ids';
import { usePlanEdits } from '../state/plan-edits';
import { usePlanTool } from '../state/plan-tool';
import type { PlanTool } from '../state/plan-tool';
import { usePlan } from '../state/plan';
import { useProposal } from '../state/proposal';
import { useSelection } from '../state/selection';
import { useDraftDialog } from '../state/draft-dialog';
import { usePlanActs } from './plan-acts';
import { usePlanLife } from './plan-life';
import { provideCommands } from './registry';

/** The commands of the plan mode, for as long as the caller lives. */
export function usePlanCommands(): void {
  const { t } = useI18n();
  const plan = usePlan();
  const edits = usePlanEdits();
  const tool = usePlanTool();
  const acts = usePlanActs();
  const selection = useSelection();
  const proposal = useProposal();
  const life = usePlanLife();
  const draftDialog = useDraftDialog();
  const base = { mode: 'plan', groupKey: 'frame.mode.plan' } as const;
  /** The community of what is selected, else the only one there is or the first. */
  function communityAtHand(): AreaId | null {
    const grid = plan.gridOf(selection.selectedId('grid'));
    const area = selection.selectedId('area') as AreaId | null;
    const known = plan.indexed?.communities;
    if (grid) return grid.communityId;
    if (area && known?.has(area)) return area;
    return known?.keys().next().value ?? null;
  }
  const choose = (id: PlanTool) => (): void => tool.choose(id);

  provideCommands([
    {
      ...base,
      id: 'plan.select',
      titleKey: 'plan.tool.select',
      icon: MousePointer2,
      shortcut: 'v',
      disabledReason: () => null,
      run: choose('select'),
    },
    {
      ...base,
      id: 'plan.split',
      titleKey: 'plan.tool.split',
      icon: Scissors,
      shortcut: 's',
      disabledReason: acts.lockedReason,
      run: choose('split'),
    },
    {
      ...base,
      id: 'plan.merge',
      titleKey: 'plan.tool.merge',
      icon: Combine,
      shortcut: 'm',
      disabledReason: acts.lockedReason,
      run: choose('merge'),
    },
    {
      ...base,
      id: 'plan.draw',
      titleKey: 'plan.tool.draw',
      icon: BoxSelect,
      shortcut: 'd',
      disabledReason: () =>
        acts.lockedReason() ??
        (plan.grids.some((grid) => grid.kind === 'unassigned') ? null : t('plan.locked.noFreeLand')),
      run: choose('draw'),
    },
    {
      ...base,
      id: 'plan.border',
      titleKey: 'plan.tool.border',
      icon: Spline,
      shortcut: 'b',
      disabledReason: acts.lockedReason,
      run: choose('border'),
    },
    {
      ...base,
      id: 'plan.reshape',
      titleKey: 'plan.tool.reshape',
      icon: PencilLine,
      shortcut: 'r',
      disabledReason: acts.lockedReason,
      run: choose('reshape'),
    },
    {
      ...base,
      id: 'plan.assign',
      titleKey: 'plan.tool.assign',
      icon: LassoSelect,
      shortcut: 'a',
      disabledReason: () => acts.lockedReason() ?? (selection.selectedId('grid') ? null : t('plan.locked.noGrid')),
      run: choose('assign'),
    },
    {
      ...base,
      id: 'plan.paint',
      titleKey: 'plan.tool.paint',
      icon: Paintbrush,
      shortcut: 'p',
      disabledReason: () => acts.lockedReason() ?? (selection.selectedId('grid') ? null : t('plan.locked.noGrid')),
      run: choose('paint'),
    },
    {
      ...base,
      id: 'plan.street',
      titleKey: 'plan.tool.street',
      icon: Route,
      shortcut: 'x',
      disabledReason: acts.lockedReason,
      run: choose('street'),
    },
    {
      ...base,
      id: 'plan.partition',
      titleKey: 'plan.proposal.command',
      icon: LayoutGrid,
      shortcut: 'g',
      disabledReason: () => acts.lockedReason() ?? (communityAtHand() ? null : t('plan.locked.noCommunity')),
      run: () => {
        const area = communityAtHand();
        if (area) proposal.open(area, 'balance');
      },
    },
    {
      ...base,
      id: 'plan.undo',
      titleKey: 'plan.undo',
      icon: Undo2,
      shortcut: '$mod+z',
      disabledReason: () => acts.lockedReason() ?? (edits.undoNote || edits.waiting ? null : t('plan.nothingToUndo')),
      run: () => acts.undo(),
    },
    {
      ...base,
      id: 'plan.redo',
      titleKey: 'plan.redo',
      icon: Redo2,
      shortcut: '$mod+Shift+z',
      otherShortcuts: ['$mod+y'],
      disabledReason: () => acts.lockedReason() ?? (edits.redoNote || edits.waiting ? null : t('plan.nothingToRedo')),
      run: () => acts.redo(),
    },
    {
      ...base,
      id: 'plan.draft',
      titleKey: 'plan.newDraft',
      icon: FilePlus2,
      disabledReason: () => (plan.plan ? null : t('plan.locked.none')),
      run: () => acts.createDraft(),
    },
    {
      ...base,
      id: 'plan.draft-in-scheme',
      titleKey: 'publish.scheme.command',
      icon: CopyPlus,
      disabledReason: () => (plan.plan ? null : t('plan.locked.none')),
      run: () => void (draftDialog.isOpen = true),
    },
    {
      ...base,
      id: 'plan.publish',
      titleKey: 'publish.command',
      icon: Send,
      disabledReason: life.publishReason,
      run: () => life.publish(),
    },
    {
      ...base,
      id: 'plan.compare',
      titleKey: 'publish.compare',
      icon: GitCompareArrows,
      shortcut: 'c',
      disabledReason: life.compareReason,
      run: () => life.compare(),
    },
  ]);
}
