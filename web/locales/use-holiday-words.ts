import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { keepsPublicHolidays, publicHolidaysOf } from '../../geodata/incidents/public-holidays';
import type { PublicHoliday } from '../../geodata/incidents/public-holidays';
import { usePlace } from '../state/place';

export interface HolidayWords {
  /** Whether the place keeps any holidays we know of. */
  readonly areKept: boolean;
  /** The holidays of a date; none for a place that keeps none of ours. */
  of: (date: string) => readonly PublicHoliday[];
  /** `中秋节、国庆节`; empty on other days. */
  names: (date: string) => string;
}

/** Public holidays of the place that is open, by date and in words. */
export function useHolidayWords(): HolidayWords {
  const { t } = useI18n();
  const place = usePlace();
  const areKept = computed(() => keepsPublicHolidays(place.current?.profile.timeZone ?? ''));
  /** By year: a calendar asks for every day. */
  const years = new Map<number, ReturnType<typeof publicHolidaysOf>>();

  function of(date: string): readonly PublicHoliday[] {
    if (!areKept.value) return [];
    const year = Number(date.slice(0, 4));
    const known = years.get(year) ?? publicHolidaysOf(year);
    years.set(year, known);
    return known.get(date) ?? [];
  }

  return {
    get areKept() {
      return areKept.value;
    },
    of,
    names: (date) =>
      of(date)
        .map((holiday) => t(`holidays.name.${holiday}`))
        .join(t('print.comma')),
  };
}
