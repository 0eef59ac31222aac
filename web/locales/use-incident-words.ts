import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { localDate } from '../../geodata/incidents/local-days';
import { endedStates } from '../../geodata/schema/incident';
import type { IncidentState } from '../../geodata/schema/incident';
import type { GridIncidents, IncidentRow, RateBasis } from '../../geodata/schema/incident-summary';
import { useHeat } from '../state/heat';
import { useGridNames } from './use-grid-names';
import { useLocalFormat } from './use-local-format';

/** A grid is called high or low only where chance alone would hardly make it so. */
const sureBelow = 0.01;
const hour = 3_600_000;

export interface IncidentWords {
  isOpen: (state: IncidentState) => boolean;
  isSurelyHigh: (grid: GridIncidents) => boolean;
  typeName: (code: string) => string;
  stateName: (state: IncidentState) => string;
  /** Incidents per km², as many digits as it deserves. */
  density: (value: number) => string;
  rate: (value: number | null) => string;
  /** Name of a grid; a base unit that has none but a code is told by its number in the list. */
  areaName: (grid: GridIncidents) => string;
  /** What rates are divided by here. */
  basis: () => RateBasis;
  /** `每千户`, `每千人`. */
  rateName: () => string;
  /** `12 件 · 390 户 · 每千户 30.8 件`. */
  gridLine: (grid: GridIncidents) => string;
  /** How the grid compares with all grids together, or why it does not. */
  comparison: (grid: GridIncidents) => string | null;
  /** `超期 3 天 4 小时`; null when it is not late. */
  late: (row: Pick<IncidentRow, 'lateness' | 'dueAt' | 'closedAt'>) => string | null;
  /** `公共设施 › 井盖缺损`. */
  typePath: (code: string) => string;
  /** The one moment at which open incidents are judged: `2025-12-31 24:00`. */
  asOf: () => string;
  incidentLines: (row: Omit<IncidentRow, 'lng' | 'lat'>) => string[];
}

/** What map, panel and inspector say about incidents: the same words for the same thing. */
export function useIncidentWords(): IncidentWords {
  const { t } = useI18n();
  const heat = useHeat();
  const format = useLocalFormat();

  const typeName = (code: string): string => {
    const type = heat.typesByCode.get(code);
    return type ? format.name(type.name) : code;
  };
  const typePath = (code: string): string => {
    const parent = heat.typesByCode.get(code)?.parentCode;
    return parent ? `${typeName(parent)} › ${typeName(code)}` : typeName(code);
  };
  const stateName = (state: IncidentState): string => t(`incidents.state.${state}`);
  const density = (value: number): string => format.number(value, value > 0 && value < 10 ? 1 : 0);
  const { gridName } = useGridNames();
  const numbers = computed(() => new Map(heat.summary?.byGrid.map(({ gridId }, i) => [gridId, i + 1]) ?? []));
  function areaName({ gridId, name }: GridIncidents): string {
    if (heat.areaKind === 'grid') return gridName(name);
    return name === gridId ? t('incidents.grid.unitNumber', { n: numbers.value.get(gridId) ?? 0 }) : name;
  }
  const rate = (value: number | null): string => format.number(value, 1);
  const basis = (): RateBasis => heat.summary?.rate.basis ?? 'households';

  function comparison({ count, expected, chance }: GridIncidents): string | null {
    if (expected === null) return null;
    const params = {
      people: t(`incidents.compare.by.${basis()}`),
      expected: format.number(expected, 1),
      ratio: format.number(count / expected, 1),
    };
    if (chance === null) return t('incidents.compare.few', params);
    if (chance >= sureBelow) return t('incidents.compare.usual', params);
    return t(count > expected ? 'incidents.compare.high' : 'incidents.compare.low', params);
  }

  function late({ lateness, dueAt, closedAt }: Pick<IncidentRow, 'lateness' | 'dueAt' | 'closedAt'>): string | null {
    if (lateness === 'on-time' || !dueAt) return null;
    const end = lateness === 'overdue' ? heat.summary?.asOf : closedAt;
    const hours = Math.floor((Date.parse(end ?? dueAt) - Date.parse(dueAt)) / hour);
    const length =
      hours < 48
        ? t('incidents.late.hours', { n: Math.max(1, hours) })
        : t('incidents.late.days', { n: Math.floor(hours / 24) });
    return t(`incidents.late.${lateness}`, { length });
  }

  return {
    isOpen: (state) => !endedStates.includes(state),
    isSurelyHigh: ({ count, expected, chance }) => chance !== null && chance < sureBelow && count > (expected ?? 0),
    typeName,
    typePath,
    stateName,
    asOf: () => (heat.summary ? `${localDate(Date.parse(heat.summary.asOf) - 1, heat.summary.timeZone)} 24:00` : ''),
    density,
    rate,
    areaName,
    basis,
    rateName: () => t(`incidents.rateName.${basis()}`),
    gridLine: (grid) =>
      t(`incidents.tip.${basis()}.${grid.rateKind}`, {
        count: format.number(grid.count),
        people: format.number(grid[basis()]),
        rate: rate(grid.perThousand),
      }),
    comparison,
    late,
    incidentLines: (row) =>
      [
        typeName(row.typeCode),
        `${format.dateTime(row.reportedAt)} · ${stateName(row.state)}`,
        row.address ?? row.title,
        late(row),
      ].filter((line): line is string => Boolean(line)),
  };
}
