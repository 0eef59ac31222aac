import { useI18n } from 'vue-i18n';
import type { WeekHourBlock } from '../../geodata/incidents/week-hours';
import { useSession } from '../state/session';

export interface HourWords {
  /** `周一`, of 1 … 7. */
  day: (day: number) => string;
  /** `周三 14–15 时`, `周一至周五 8–18 时`, `周六 全天`. */
  block: (block: WeekHourBlock) => string;
}

/** Weekdays and hours as people say them; the week begins on Monday. */
export function useHourWords(): HourWords {
  const { t } = useI18n();
  const session = useSession();
  // 2024-01-01 was a Monday.
  const day = (number: number): string =>
    new Intl.DateTimeFormat(session.language, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, number));

  return {
    day,
    block({ firstDay, lastDay, firstHour, lastHour }) {
      const days =
        firstDay === 1 && lastDay === 7
          ? t('incidents.hours.everyDay')
          : firstDay === lastDay
            ? day(firstDay)
            : t('incidents.hours.days', { from: day(firstDay), to: day(lastDay) });
      const hours =
        firstHour === 0 && lastHour === 23
          ? t('incidents.hours.allDay')
          : t('incidents.hours.span', { from: firstHour, to: lastHour + 1 });
      return t('incidents.hours.block', { days, hours });
    },
  };
}
