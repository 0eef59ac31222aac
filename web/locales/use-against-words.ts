import { useI18n } from 'vue-i18n';
import type { ComparableDays } from '../state/heat-against';
import { useHeat } from '../state/heat';
import { useHeatFilter } from '../state/heat-filter';

export interface AgainstWords {
  /** Why there is no period to compare with; empty where there is one. */
  missing: () => string;
  /** `后一半对前一半（各 182 天）`: what a click compares instead. */
  offer: (days: ComparableDays) => string;
}

/** What map and panel say where the days looked at have none before them to be compared with. */
export function useAgainstWords(): AgainstWords {
  const { t } = useI18n();
  const heat = useHeat();
  const asking = useHeatFilter();
  return {
    missing() {
      const { data } = asking;
      if (!data || heat.comparedWith?.ok !== false) return '';
      if (heat.comparable.length === 0) return t('incidentsPair.short');
      return t(asking.period.kind === 'all' ? 'incidentsPair.whole' : 'incidentsPair.before', { ...data });
    },
    offer: ({ kind, days }) => t(`incidentsPair.${kind}`, { n: days }, days),
  };
}
