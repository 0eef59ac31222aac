import { useI18n } from 'vue-i18n';
import { landGapWords } from '../../geodata/incidents/land-gap-words';
import { landGaps } from '../../geodata/schema/incident-assignment';
import type { LandGap } from '../../geodata/schema/incident-assignment';
import { useLocalFormat } from './use-local-format';

export interface LandGapTexts {
  /** `边界已变`, for a cell. */
  short: (why: LandGap) => string;
  /** The same as a sentence. */
  long: (why: LandGap) => string;
  /** `12 个网格不与那时比较：9 个边界已变、3 个那时没有。`; empty where all are. */
  tally: (gaps: readonly (LandGap | null)[], area: string) => string;
}

/** Why grids of then are not compared with themselves: the same words in every list. */
export function useLandGapWords(): LandGapTexts {
  const { t } = useI18n();
  const format = useLocalFormat();
  const short = (why: LandGap): string => format.name(landGapWords[why].short);
  return {
    short,
    long: (why) => format.name(landGapWords[why].long),
    tally: (gaps, area) => {
      const counted = landGaps
        .map((why) => ({ why, n: gaps.filter((one) => one === why).length }))
        .filter(({ n }) => n > 0);
      if (counted.length === 0) return '';
      const reasons = counted.map(({ why, n }) => t('thenGrids.reason', { n: format.number(n), why: short(why) }));
      const n = counted.reduce((all, one) => all + one.n, 0);
      return t('thenGrids.notCompared', {
        n: format.number(n),
        area,
        reasons: reasons.join(t('thenGrids.listSeparator')),
      });
    },
  };
}
