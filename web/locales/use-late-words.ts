import { useI18n } from 'vue-i18n';
import type {
  DueLight,
  LatenessGrouping,
  LatenessRow,
  LatenessTallyWire,
  LatePoints,
} from '../../geodata/schema/incident-lateness';
import { coverWord } from '../../geodata/schema/incident-words';
import { useIncidentWords } from './use-incident-words';
import { useLocalFormat } from './use-local-format';

export interface LateWords {
  /** `红灯`, `超期结案`. */
  lightName: (light: DueLight) => string;
  /** Several lights in one line. */
  lightNames: (lights: readonly DueLight[]) => string;
  /** `步行 15 分钟以外`: a word of the filter `cover`. */
  coverName: (word: string) => string;
  /** What a row of a table by area, agency or type is called. */
  rowName: (by: LatenessGrouping, row: Pick<LatenessRow, 'key' | 'name'>) => string;
  days: (days: number | null) => string;
  /** `8.7 %`; a dash where nothing can be judged. */
  share: (tally: Pick<LatenessTallyWire, 'late' | 'judged'>) => string;
  /** `18 / 206 = 8.7 %，95 % 区间 5.6 %–13.4 %`. */
  shareTip: (tally: LatenessTallyWire) => string;
  /** Lines of a point's tooltip. */
  pointLines: (points: LatePoints, i: number) => string[];
}

/** What map, table and legend say of limits: the same words for the same thing. */
export function useLateWords(): LateWords {
  const { t, locale } = useI18n();
  const format = useLocalFormat();
  const incidents = useIncidentWords();
  const days = (value: number | null): string => (value === null ? '—' : format.number(value, value < 10 ? 1 : 0));
  const share: LateWords['share'] = ({ late, judged }) => (judged > 0 ? format.share(late, judged) : '—');
  return {
    lightName: (light) => t(`incidentWords.light.${light}`),
    lightNames: (lights) => lights.map((light) => t(`incidentWords.light.${light}`)).join(t('incidentLate.comma')),
    rowName: (by, { key, name }) => {
      if (by === 'owner') return incidents.ownerName(key);
      return by === 'type' ? incidents.typeName(key ?? '') : incidents.areaNameOf(key ?? '', name?.zh ?? '');
    },
    coverName: (word) => coverWord(word, locale.value === 'en' ? 'en' : 'zh'),
    days,
    share,
    shareTip: (tally) => {
      const { late, judged, interval } = tally;
      if (!interval) return '';
      return t('incidentLate.table.shareTip', {
        late: format.number(late),
        judged: format.number(judged),
        share: share(tally),
        low: format.share(interval.low, 1),
        high: format.share(interval.high, 1),
      });
    },
    pointLines: ({ drawn, light, daysLate }, i) => {
      const of = drawn[light[i]!]!;
      const isLate = of === 'red' || of === 'closed-late';
      return [
        isLate ? t(`incidentLate.tip.${of}`, { days: days(daysLate[i]!) }) : t(`incidentLate.light.${of}`),
        t('incidentLate.tip.open'),
      ];
    },
  };
}
