import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { densityDigits } from '../../geodata/incidents/density-scale';
import { addDays, localDate } from '../../geodata/incidents/local-days';
import { endedStates } from '../../geodata/schema/incident';
import type { IncidentState } from '../../geodata/schema/incident';
import type {
  Finding,
  GridHistory,
  GridIncidents,
  IncidentRow,
  RateBasis,
} from '../../geodata/schema/incident-summary';
import { heatJudges, useHeat } from '../state/heat';
import type { HeatJudge, HeatView } from '../state/heat';
import { useHeatFilter } from '../state/heat-filter';
import { usePlace } from '../state/place';
import { tightGridNames } from '../../geodata/plan/shown-grid-name';
import { useGridNames } from './use-grid-names';
import { useLandGapWords } from './use-land-gap-words';
import { useLocalFormat } from './use-local-format';

const hour = 3_600_000;

export interface IncidentWords {
  /** Name of a view, and the question it answers. */
  viewName: (view: HeatView) => string;
  viewGuide: (view: HeatView) => string;
  isOpen: (state: IncidentState) => boolean;
  /** What is found of a grid by the judge that is chosen; null where it has no rate. */
  finding: (grid: GridIncidents) => Finding | null;
  isSurelyHigh: (grid: GridIncidents) => boolean;
  typeName: (code: string) => string;
  stateName: (state: IncidentState) => string;
  /** Agency responsible; null is one that is not named. */
  ownerName: (owner: string | null) => string;
  /** Incidents per km² and week, as many digits as it deserves. */
  density: (value: number) => string;
  /** A tick of a density's colours that go up to `top`; the last one says where more than that is drawn in its colour. */
  domainTick: (value: number, top: number, isOver: boolean) => string;
  /** `1,234 件`, or `1,234 件事` where problems are counted. */
  counted: (n: number) => string;
  rate: (value: number | null) => string;
  /** What is counted by: `网格`, `统计单元`, `社区`. */
  areaNoun: () => string;
  /** Name of a grid; a base unit that has none but a code is told by its number in the list. */
  areaName: (grid: Pick<GridIncidents, 'gridId' | 'name'>) => string;
  /** The same for the id and name of an area. */
  areaNameOf: (id: string, name: string) => string;
  /** The same, saying of a grid of then that it was gone when the period ended. */
  listedName: (grid: GridIncidents) => string;
  /** The same as short as a table needs it: without the word that every community has, so that the number stays in sight. */
  tightName: (grid: GridIncidents) => string;
  /** The days a grid of then was in force; empty where it always was, and by the grids of now. */
  inForce: (grid: GridIncidents) => string;
  /** What rates are divided by here. */
  basis: () => RateBasis;
  /** `每千户`, `每千人`. */
  rateName: () => string;
  /** `12 件 · 390 户 · 每千户 30.8 件`. */
  gridLine: (grid: GridIncidents) => string;
  /** That colours go by the shrunk rate, and why; null where they do not, or where it reads the same. */
  shrunkLine: (grid: GridIncidents) => string | null;
  /** How the grid, alone or with its neighbours, compares with all grids together, or why it does not. */
  comparison: (grid: GridIncidents) => string | null;
  /** The same by each judge of rates in turn, so that what one finds is not denied by the silence of another. */
  comparisons: (grid: GridIncidents) => string[];
  /** `，偶然的可能低于 1 %`: the next round bound above a chance; empty above 5 %. */
  chanceBelow: (chance: number) => string;
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
  const asking = useHeatFilter();
  const place = usePlace();
  const format = useLocalFormat();
  const gaps = useLandGapWords();

  const typeName = (code: string): string => {
    const type = heat.typesByCode.get(code);
    return type ? format.name(type.name) : code;
  };
  const typePath = (code: string): string => {
    const parent = heat.typesByCode.get(code)?.parentCode;
    return parent ? `${typeName(parent)} › ${typeName(code)}` : typeName(code);
  };
  const stateName = (state: IncidentState): string => t(`incidentWords.state.${state}`);
  const density = (value: number): string => format.number(value, densityDigits(value));
  const { gridName } = useGridNames();
  const numbers = computed(() => new Map(heat.summary?.byGrid.map(({ gridId }, i) => [gridId, i + 1]) ?? []));
  function areaName({ gridId, name }: Pick<GridIncidents, 'gridId' | 'name'>): string {
    if (heat.areaKind === 'grid') return gridName(name);
    const area = heat.areaKind === 'area' ? place.areasById.get(gridId) : undefined;
    if (area) return format.name(area.name);
    return name === gridId ? t('incidents.grid.unitNumber', { n: numbers.value.get(gridId) ?? 0 }) : name;
  }
  function inForce({ inForce: days }: GridIncidents): string {
    // The day it is no longer in force is not one of its days.
    const [from, to] = [days?.from ?? null, days?.to ? addDays(days.to, -1) : null];
    if (from !== null && to !== null) return t('assignment.counted.between', { from, to });
    if (from !== null) return t('assignment.counted.since', { from });
    return to === null ? '' : t('assignment.counted.until', { to });
  }
  const rate = (value: number | null): string => format.number(value, 1);
  const basis = (): RateBasis => heat.summary?.rate.basis ?? 'households';

  function finding({ alone, around, outlier, change }: GridIncidents): Finding | null {
    if (heat.view === 'change') return change?.finding ?? null;
    if (heat.view === 'emerging') return null;
    if (heat.judge === 'alone') return alone?.finding ?? null;
    if (heat.judge === 'around') return around?.finding ?? null;
    if (!outlier || !alone) return null;
    if (!outlier.isReal) return 'usual';
    return outlier.corner.startsWith('high') ? 'high' : 'low';
  }

  /** The chance in words, as it is said: the next round bound above it. */
  function chanceBelow(chance: number): string {
    const bound = [0.001, 0.01, 0.05].find((one) => chance < one);
    return bound === undefined ? '' : t('incidents.compare.chance', { share: format.number(bound * 100, 1) });
  }

  /** `前一时段 12 件，现在 30 件，是当时的 2.5 倍，偶然的可能低于 1 %`. */
  function changeLine({ count, change, uncompared }: GridIncidents): string | null {
    if (uncompared) return gaps.long(uncompared);
    if (!change) return null;
    return t(`incidents.change.${change.finding}`, {
      before: format.number(change.before),
      n: format.number(count),
      ratio:
        change.ratio === null
          ? t('incidents.change.fromNone')
          : t('incidents.change.times', { n: format.number(change.ratio, 1) }),
      chance: chanceBelow(change.adjustedChance ?? 1),
    });
  }

  function emergingWords({ kind }: GridHistory): string {
    if (!kind) return t('incidents.emerging.none');
    return t('incidents.emerging.said', {
      name: t(`incidents.emerging.${kind.temperature}.${kind.class}`),
      text: t(`incidents.emerging.hint.${kind.class}`),
    });
  }

  function comparisons(grid: GridIncidents): string[] {
    if (heat.view === 'change' || heat.view === 'emerging') return [comparison(grid) ?? []].flat();
    const judges = heat.view === 'rate' && heat.judge === 'outlier' ? heatJudges : (['alone', 'around'] as const);
    return judges.flatMap((judge) => judgedLine(grid, judge) ?? []);
  }

  function comparison(grid: GridIncidents): string | null {
    if (heat.view === 'change') return changeLine(grid);
    if (heat.view === 'emerging') {
      const history = heat.historyOf(grid.gridId);
      return history && grid.rateKind === 'rate' ? emergingWords(history) : null;
    }
    return judgedLine(grid, heat.judge);
  }

  function judgedLine(grid: GridIncidents, judge: HeatJudge): string | null {
    const { alone, around, outlier } = grid;
    if (grid.expected === null || !alone || !around) return null;
    const [count, expected] = judge === 'around' ? [around.count, around.expected] : [grid.count, grid.expected];
    const judged = judge === 'around' ? around : alone;
    const params = {
      people: t(`incidents.compare.by.${basis()}`),
      n: format.number(count),
      expected: format.number(expected, 1),
      ratio: format.number(count / expected, 1),
      chance: chanceBelow(judged.adjustedChance),
    };
    if (judge === 'outlier') {
      if (!outlier) return null;
      return outlier.isReal
        ? t(`incidents.compare.outlier.${outlier.corner}`, { chance: chanceBelow(outlier.adjustedChance ?? 1) })
        : t('incidents.compare.outlier.usual');
    }
    return t(`incidents.compare.${judge}.${judged.finding}`, params);
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

  const listedName = (grid: GridIncidents): string =>
    grid.inForce?.isGone ? t('assignment.counted.gone', { name: areaName(grid) }) : areaName(grid);

  function shrunkLine({ shrunkPerThousand, perThousand }: GridIncidents): string | null {
    if (heat.view !== 'rate' || heat.judge !== 'alone' || shrunkPerThousand === null || perThousand === null)
      return null;
    const [shrunk, common] = [rate(shrunkPerThousand), rate(heat.summary?.rate.perThousand ?? null)];
    return shrunk === rate(perThousand) ? null : t(`answer.shrunk.${basis()}`, { shrunk, common });
  }

  return {
    viewName: (view) => t(view === 'late' ? 'incidentLate.view' : `incidents.view.${view}`),
    viewGuide: (view) => t(view === 'late' ? 'incidentLate.guide' : `incidents.guide.${view}`),
    isOpen: (state) => !endedStates.includes(state),
    finding,
    isSurelyHigh: (grid) => finding(grid) === 'high',
    typeName,
    typePath,
    stateName,
    ownerName: (owner) => owner ?? t('incidentOwner.none'),
    asOf: () => (heat.summary ? `${localDate(Date.parse(heat.summary.asOf) - 1, heat.summary.timeZone)} 24:00` : ''),
    density,
    domainTick: (value, top, isOver) =>
      value === top && isOver ? t('incidentsColour.orMore', { n: density(value) }) : density(value),
    counted: (n) =>
      t(asking.count === 'problems' ? 'repeats.count.n' : 'incidents.list.count', { n: format.number(n) }, n),
    rate,
    areaNoun: () => {
      const level = place.current?.profile.levels.find(({ key }) => key === heat.summary?.level);
      if (level) return format.name(level.name);
      return t(heat.areaKind === 'base-unit' ? 'incidents.grid.unit' : 'incidents.grid.name');
    },
    areaName,
    listedName,
    tightName: (grid) => tightGridNames(listedName(grid)),
    inForce,
    areaNameOf: (id, name) => areaName({ gridId: id as GridIncidents['gridId'], name }),
    basis,
    rateName: () => t(`incidents.rateName.${basis()}`),
    gridLine: (grid) =>
      t(`incidents.tip.${basis()}.${grid.rateKind}`, {
        count: format.number(grid.count),
        people: format.number(grid[basis()]),
        rate: rate(grid.perThousand),
      }),
    shrunkLine,
    comparison,
    comparisons,
    chanceBelow,
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
