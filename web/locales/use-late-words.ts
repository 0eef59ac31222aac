import { useI18n } from 'vue-i18n';
import type {
  DueLight,
  LatenessGrouping,
  LatenessRow,
  LatenessTallyWire,
  LatePoints,
} from '../../geodata/schema/incident-lateness';
import { coverWord } from '../../geodata/schema/incident-words';
import { judgedLights, lateLights } from '../../geodata/schema/incident-lateness';
import type { OverdueNow } from '../../geodata/schema/overdue-now';
import { useGridNames } from './use-grid-names';
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
  /** The same of a numbered grid for a narrow column: its community in short, and its number; else null. */
  rowSplit: (by: LatenessGrouping, row: Pick<LatenessRow, 'key' | 'name'>) => { lead: string; tail: string } | null;
  /** `129 天`; a dash where nothing is overdue. */
  longest: (days: number | null) => string;
  /** What is overdue now: of those reported in the period, where that is not all of it, and whenever reported. */
  overdueNow: (inPeriod: number, now: OverdueNow) => { inPeriod: string | null; all: string };
  /** A set of lights as one choice: `现超期`, `有时限`. */
  lightsChoice: (lights: readonly DueLight[]) => string;
  /** `8.7 %`; a dash where nothing can be judged. */
  share: (tally: Pick<LatenessTallyWire, 'late' | 'judged'>) => string;
  /** `18 / 206 = 8.7 %，95 % 区间 5.6 %–13.4 %`. */
  shareTip: (tally: Pick<LatenessTallyWire, 'late' | 'judged' | 'interval'>) => string;
  /** Lines of a point's tooltip. */
  pointLines: (points: LatePoints, i: number) => string[];
}

/** What map, table and legend say of limits: the same words for the same thing. */
export function useLateWords(): LateWords {
  const { t, locale } = useI18n();
  const format = useLocalFormat();
  const incidents = useIncidentWords();
  const grids = useGridNames();
  const share: LateWords['share'] = ({ late, judged }) => (judged > 0 ? format.share(late, judged) : '—');
  return {
    lightName: (light) => t(`incidentWords.light.${light}`),
    lightNames: (lights) => lights.map((light) => t(`incidentWords.light.${light}`)).join(t('incidentLate.comma')),
    rowName: (by, { key, name }) => {
      if (by === 'owner') return incidents.ownerName(key);
      return by === 'type' ? incidents.typeName(key ?? '') : incidents.areaNameOf(key ?? '', name?.zh ?? '');
    },
    coverName: (word) => coverWord(word, locale.value === 'en' ? 'en' : 'zh'),
    rowSplit: (by, { key, name }) => {
      if (by !== 'area' || !name) return null;
      const [full, tail] = [incidents.areaNameOf(key ?? '', name.zh), grids.shortGridName(name.zh)];
      return full.length > tail.length && full.endsWith(tail)
        ? { lead: full.slice(0, -tail.length).replace(/社区$/, ''), tail }
        : null;
    },
    longest: (days) => (days === null ? '—' : incidents.lateLength(days)),
    overdueNow: (inPeriod, { count, longestDaysLate }) => {
      if (count === 0 || longestDaysLate === null) return { inPeriod: null, all: t('lateNow.none') };
      const params = { n: format.number(count), longest: incidents.lateLength(longestDaysLate) };
      if (inPeriod === count) return { inPeriod: null, all: t('lateNow.only', params) };
      return {
        inPeriod: inPeriod > 0 ? t('lateNow.inPeriod', { n: format.number(inPeriod) }) : t('lateNow.noneInPeriod'),
        all: t('lateNow.all', params),
      };
    },
    lightsChoice: (lights) => {
      if (lights.length === judgedLights.length) return t('incidentLate.table.judged');
      if (lights.length === lateLights.length && lateLights.every((light) => lights.includes(light)))
        return t('incidentLate.table.late');
      return lights
        .map((light) =>
          light === 'red' || light === 'closed-late' ? t(`lateNow.column.${light}`) : t(`incidentWords.light.${light}`),
        )
        .join(t('incidentLate.comma'));
    },
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
        isLate
          ? t(`incidents.late.${of === 'red' ? 'overdue' : of}`, { length: incidents.lateLength(daysLate[i]!) })
          : t(`incidentLate.light.${of}`),
        t('incidentLate.tip.open'),
      ];
    },
  };
}
