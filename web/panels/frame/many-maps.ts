import { computed } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { busiestOf, monthsOf, weeksOf } from '../../../geodata/incidents/split-period';
import type { IncidentPeriod } from '../../../geodata/schema/incident-summary';
import { useIncidentWords } from '../../locales/use-incident-words';
import { useHeat } from '../../state/heat';
import { useHeatFilter } from '../../state/heat-filter';
import { useSession } from '../../state/session';

/** What the maps of a sheet differ in. */
export const manyKinds = ['months', 'weeks', 'types'] as const;
export type ManyKind = (typeof manyKinds)[number];
/** More would be too small to read on A4. */
const mostPanes = 12;
const mostTypes = 9;

export interface ManyPane {
  key: string;
  title: string;
  days: IncidentPeriod;
  /** Code of the type; the types of the filter where there is none. */
  type?: string;
}

export interface ManyMaps {
  /** The kinds that make at least two maps of what is asked now. */
  kinds: ComputedRef<ManyKind[]>;
  panes: ComputedRef<ManyPane[]>;
  /** The busiest days of one of them, as a query that colours can be fixed by; empty where nothing is counted by day. */
  busiest: ComputedRef<string>;
}

/** The maps of a sheet of many: parts of what is asked, each with its title, all in one scale. */
export function useManyMaps(kind: Ref<ManyKind>): ManyMaps {
  const { t } = useI18n();
  const heat = useHeat();
  const asking = useHeatFilter();
  const words = useIncidentWords();
  const session = useSession();

  const spanOf = ({ from, to }: IncidentPeriod): string => t('incidentsCompare.days', { from, to });
  const monthName = (day: string): string =>
    new Intl.DateTimeFormat(session.language, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(
      Date.parse(day),
    );
  const ofDays = (days: IncidentPeriod, title = spanOf(days)): ManyPane => ({
    key: `${days.from} ${days.to}`,
    title,
    days,
  });

  function typePanes(days: IncidentPeriod): ManyPane[] {
    const parent = (code: string): string => heat.typesByCode.get(code)?.parentCode ?? code;
    const counts = new Map<string, number>();
    for (const { code, count } of heat.summary?.byType ?? []) {
      // Chosen types stand for themselves, all types for their groups.
      const key = asking.types.length > 0 && !asking.types.includes(parent(code)) ? code : parent(code);
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
    return [...counts]
      .filter(([, count]) => count > 0)
      .sort(([, a], [, b]) => b - a)
      .slice(0, mostTypes)
      .map(([type]) => ({ key: type, title: words.typeName(type), days, type }));
  }

  function panesOf(what: ManyKind): ManyPane[] {
    const { days } = asking;
    if (!days) return [];
    if (what === 'types') return typePanes(days);
    if (what === 'weeks') return weeksOf(days, mostPanes).map((one) => ofDays(one));
    return monthsOf(days, mostPanes).map((one) => {
      const isWhole = one.from.endsWith('-01') && new Date(Date.parse(one.to) + 86_400_000).getUTCDate() === 1;
      return ofDays(one, isWhole ? monthName(one.from) : spanOf(one));
    });
  }

  const panes = computed(() => panesOf(kind.value));
  return {
    panes,
    kinds: computed(() => manyKinds.filter((one) => panesOf(one).length > 1)),
    busiest: computed(() => {
      const byDay = heat.summary?.facets.byDay;
      const found =
        byDay &&
        busiestOf(
          panes.value.map(({ days }) => days),
          byDay.from,
          byDay.counts,
        );
      return found ? new URLSearchParams({ ...found }).toString() : '';
    }),
  };
}
