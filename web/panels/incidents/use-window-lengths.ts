import { computed } from 'vue';
import type { ComputedRef, WritableComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useHeatFilter } from '../../state/heat-filter';
import { lastMonth } from '../../state/heat-months';
import { useHeatPlayer, windowDays } from '../../state/heat-player';

export interface WindowLengths {
  /** A number of days, `month-0` for the last month of the data, `month-1` for the one before, `0` for all; else ''. */
  length: WritableComputedRef<string>;
  lengths: ComputedRef<{ value: string; text: string; title: string; reason?: string | null }[]>;
}

/** The stretches of time that are one click away: days back from where one is, the two last months, everything. */
export function useWindowLengths(): WindowLengths {
  const { t } = useI18n();
  const asking = useHeatFilter();
  const player = useHeatPlayer();

  const months = computed(() => [0, 1].map((before) => (asking.data ? lastMonth(asking.data, before) : null)));
  const length = computed({
    get: () => {
      if (player.isWhole) return '0';
      if (player.months === 0) return String(player.length);
      const which = months.value.findIndex(
        (month) => month !== null && month.from === asking.days?.from && month.to === asking.days.to,
      );
      return which < 0 ? '' : `month-${which}`;
    },
    set: (value) => {
      if (value.startsWith('month-')) player.setMonth(Number(value.slice(6)));
      else player.setLength(Number(value));
    },
  });
  const lengths = computed(() => [
    ...windowDays.map((n) => ({
      value: String(n),
      text: t('incidents.period.days', { n }, n),
      title: t('incidents.period.window', { n }, n),
    })),
    ...[1, 0].map((before) => {
      const month = months.value[before];
      return {
        value: `month-${before}`,
        text: t(`incidentsMonth.${before === 0 ? 'this' : 'last'}`),
        title: month ? t('incidentsMonth.title', { ...month }) : '',
        reason: month ? null : t('incidentsMonth.none'),
      };
    }),
    { value: '0', text: t('incidents.period.all'), title: t('incidents.period.whole') },
  ]);
  return { length, lengths };
}
