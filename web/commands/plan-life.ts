import { useI18n } from 'vue-i18n';
import { useLocalFormat } from '../locales/use-local-format';
import { useProblemText } from '../locales/use-problem-text';
import { useFrame } from '../state/frame';
import { usePlan } from '../state/plan';
import { usePlanComparison } from '../state/plan-comparison';
import { usePlanEdits } from '../state/plan-edits';
import { usePlanPublication } from '../state/plan-publication';
import { useSession } from '../state/session';
import { useToasts } from '../state/toasts';

export interface PlanLife {
  /** Opens the dialog of what publishing would do. */
  publish(): Promise<void>;
  publishReason(): string | null;
  /** Publishes what the dialog shows and says so. */
  confirm(): Promise<void>;
  withdraw(): Promise<void>;
  withdrawReason(): string | null;
  /** Begins or ends the comparison with the plan in force. */
  compare(): void;
  compareReason(): string | null;
}

/** The steps of a plan's life from draft to history. Buttons, dialogs and the palette all come here. */
export function usePlanLife(): PlanLife {
  const { t } = useI18n();
  const plan = usePlan();
  const publication = usePlanPublication();
  const comparison = usePlanComparison();
  const edits = usePlanEdits();
  const frame = useFrame();
  const session = useSession();
  const toasts = useToasts();
  const format = useLocalFormat();
  const { problemText } = useProblemText();
  return {
    async publish() {
      if (await frame.askAuthorOnce(session.authorName)) await publication.open();
    },
    publishReason() {
      if (!plan.plan) return t('plan.locked.none');
      if (!plan.isDraft) return t('publish.locked.noDraft');
      if (edits.unsaved) return t('plan.locked.unsaved');
      return edits.conflict ? t('plan.locked.conflict') : null;
    },
    async confirm() {
      const done = await publication.publish();
      if (!done) return;
      const params = { name: format.name(done.plan.name), date: done.plan.effectiveFrom ?? '', n: done.codes.length };
      toasts.show({ text: t(done.codes.length > 0 ? 'publish.doneCodes' : 'publish.done', params), tone: 'good' });
    },
    async withdraw() {
      const problem = await publication.withdraw();
      if (problem) toasts.show({ text: problemText(problem), tone: 'problem' });
      else toasts.show({ text: t('publish.withdrawn'), tone: 'plain' });
    },
    withdrawReason: () => (plan.plan?.standing === 'scheduled' ? null : t('publish.locked.notScheduled')),
    compare() {
      if (comparison.isOn) comparison.stop();
      else comparison.start();
    },
    compareReason() {
      if (!plan.plan) return t('plan.locked.none');
      return comparison.isOn || comparison.others.length > 0 ? null : t('publish.locked.noOther');
    },
  };
}
