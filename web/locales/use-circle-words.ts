import { useI18n } from 'vue-i18n';
import { useCircleMeasure } from '../state/circle-measure';
import { useCoverage } from '../state/coverage';
import { useLifeCircle } from '../state/life-circle';
import type { CircleGroup } from '../state/life-circle';
import { useCoverageWords } from './use-coverage-words';
import { useLocalFormat } from './use-local-format';
import { useServiceWords } from './use-service-words';

export interface CircleWords {
  /** What the mean is of. */
  title: () => string;
  /** Per person; of capacity per 1,000. Null where there is none. */
  meanOf: (group: CircleGroup) => number | null;
  mean: (group: CircleGroup) => string;
  /** What the mean counts, behind the number; empty where the number has its unit. */
  unit: () => string;
  /** Those the share counts: who reaches every service, or any station. */
  enough: () => string;
  share: (group: CircleGroup) => string;
  /** `1,397/258,779 人`. */
  fraction: (group: CircleGroup) => string;
}

/** What panel, headline and printed sheet say about the life circle: the same words for the same thing. */
export function useCircleWords(): CircleWords {
  const { t } = useI18n();
  const coverage = useCoverage();
  const circle = useLifeCircle();
  const measure = useCircleMeasure();
  const coverageWords = useCoverageWords();
  const words = useServiceWords();
  const format = useLocalFormat();

  const basis = () => circle.answer?.basis ?? 'residents';
  const kindCount = () => circle.circle?.kinds.length ?? 0;
  const meanOf: CircleWords['meanOf'] = ({ sum, people }) =>
    sum === null || people === 0 ? null : (sum / people) * (measure.current === 'supply' ? 1000 : 1);
  return {
    title: () => {
      const parts = { minutes: circle.answer?.minutes ?? coverage.minutes, kind: coverageWords.kind(coverage.kind) };
      return measure.current === 'supply'
        ? t(`services.circle.main.supply.${basis()}`, parts)
        : t(`services.circle.main.${measure.current}`, parts);
    },
    meanOf,
    mean: (group) => {
      const value = meanOf(group);
      if (value === null) return '—';
      if (measure.current !== 'supply') return format.number(value, 1);
      return words.amount(circle.access?.capacity ?? 'floor-area', value, value < 10 ? 1 : 0);
    },
    unit: () => {
      if (measure.current === 'services') return t('services.circle.of', { n: kindCount() });
      return measure.current === 'stations' ? t('services.circle.places') : '';
    },
    enough: () =>
      measure.current === 'services'
        ? t('services.circle.enough.services', { n: kindCount() })
        : t('services.circle.enough.any'),
    share: ({ enough, people }) => format.share(enough, people),
    fraction: ({ enough, people }) =>
      t(`services.circle.basisFraction.${basis()}`, { fraction: format.fraction(enough, people) }),
  };
}
