import { useI18n } from 'vue-i18n';
import type { PlanWire } from '../../geodata/schema/plan';
import { usePlan } from '../state/plan';
import { useLocalFormat } from './use-local-format';

export interface PlanWords {
  /** The plan's name, with its scheme's where there are several. */
  title: (plan: PlanWire) => string;
  standing: (plan: PlanWire) => string;
  /** From when until when it is in force; '' for drafts. */
  period: (plan: PlanWire) => string;
}

/** How plans are spoken of: name, standing, and the days they are in force. */
export function usePlanWords(): PlanWords {
  const { t } = useI18n();
  const plan = usePlan();
  const format = useLocalFormat();
  return {
    title(one) {
      const scheme = plan.schemes.length > 1 ? plan.schemes.find(({ id }) => id === one.schemeId) : undefined;
      return scheme ? `${format.name(scheme.name)} · ${format.name(one.name)}` : format.name(one.name);
    },
    standing: (one) => t(`publish.standing.${one.standing}`),
    period({ status, effectiveFrom: from, effectiveTo: to }) {
      if (status !== 'published') return '';
      if (from && to) return t('publish.period.span', { from, to });
      if (to) return t('publish.period.until', { date: to });
      return from ? t('publish.period.from', { date: from }) : t('publish.period.always');
    },
  };
}
