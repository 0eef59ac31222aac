import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { measureRow } from '../../../geodata/overview/measures';
import { useCoverageWords } from '../../locales/use-coverage-words';
import { useGridNames } from '../../locales/use-grid-names';
import { useHexagonWords } from '../../locales/use-hexagon-words';
import { useIncidentWords } from '../../locales/use-incident-words';
import { useLateWords } from '../../locales/use-late-words';
import { useLocalFormat } from '../../locales/use-local-format';
import { useOverviewWords } from '../../locales/use-overview-words';
import { useCoverage } from '../../state/coverage';
import { useCoverageTask } from '../../state/coverage-task';
import { useGridRows } from '../../state/grid-rows';
import { useHeat } from '../../state/heat';
import { useHeatFilter } from '../../state/heat-filter';
import { useMode } from '../../state/mode';
import { useLateness } from '../../state/lateness';
import { useOverview } from '../../state/overview';
import { usePlan } from '../../state/plan';
import { useOverviewFigures } from '../overview/overview-figures';
import { useServiceSheetFacts } from './use-service-sheet-facts';
import type { SheetFacts } from './sheet-facts';

const rowsOnSheet = 10;

/** The facts of the mode that is shown. */
export function useSheetFacts(): ComputedRef<SheetFacts> {
  const { t } = useI18n();
  const mode = useMode();
  const plan = usePlan();
  const gridRows = useGridRows();
  const coverage = useCoverage();
  const task = useCoverageTask();
  const services = useServiceSheetFacts();
  const heat = useHeat();
  const asking = useHeatFilter();
  const coverageWords = useCoverageWords();
  const incidentWords = useIncidentWords();
  const lateWords = useLateWords();
  const lateness = useLateness();
  const hexagonWords = useHexagonWords();
  const format = useLocalFormat();
  const { gridName } = useGridNames();
  const overview = useOverview();
  const overviewWords = useOverviewWords();
  const figures = useOverviewFigures();

  function overviewFacts(): SheetFacts {
    const { answer, measure, rows, level } = overview;
    if (!answer) return { lines: [], table: null };
    const value = (row: (typeof rows)[number]): number => measureRow(row, measure, answer).value ?? -Infinity;
    return {
      lines: [
        overviewWords.period(),
        ...figures.value
          .filter(({ missing }) => missing === null)
          .map(({ label, value: shown, unit }) =>
            t('print.figure', { label, value: [shown, unit].filter(Boolean).join(' ') }),
          ),
      ].filter(Boolean),
      table:
        rows.length > 1
          ? {
              title: t('print.table.overview', { measure: overviewWords.title(measure) }),
              columns: [
                overviewWords.levelName(level.level),
                overviewWords.shortTitle(measure),
                t('overview.ranking.parts'),
              ],
              rows: [...rows]
                .sort((a, b) => value(b) - value(a))
                .slice(0, rowsOnSheet)
                .map((row) => [
                  overviewWords.name(row),
                  overviewWords.valueOf(row, measure),
                  overviewWords.bareFraction(row, measure),
                ]),
            }
          : null,
    };
  }

  function planFacts(): SheetFacts {
    const band = plan.rules?.householdBand;
    const { rows, totals } = gridRows;
    const largest = [...rows].sort((a, b) => (b.count?.households ?? -1) - (a.count?.households ?? -1));
    return {
      lines: [
        ...(plan.plan ? [t('print.plan', { name: format.name(plan.plan.name) })] : []),
        t('print.grids', { n: format.number(rows.length), households: format.number(totals.households) }),
        ...(band ? [t('print.band', { least: format.number(band[0]), most: format.number(band[1]) })] : []),
      ],
      table: {
        title: t('print.table.plan'),
        columns: [
          t('print.column.grid'),
          t('print.column.households'),
          t('print.column.residents'),
          t('print.column.area'),
        ],
        rows: largest
          .slice(0, rowsOnSheet)
          .map(({ grid, count, squareMetres }) => [
            gridName(grid.name),
            format.number(count?.households),
            format.number(count?.residents),
            format.area(squareMetres),
          ]),
      },
    };
  }

  function coverageFacts(): SheetFacts {
    const { answer } = coverage;
    if (!answer) return { lines: [], table: null };
    const kind = coverageWords.kind(answer.kind);
    const missed = (counts: (typeof answer)['total']): number => {
      const part = coverageWords.shareOf(counts);
      return part ? part.total - part.covered : -1;
    };
    const basis = coverageWords.shareOf(answer.total)?.basis ?? 'households';
    const worst = [...answer.byCommunity].sort((a, b) => missed(b) - missed(a));
    return {
      lines: [
        t('print.coverage', { kind, minutes: answer.minutes, walker: coverageWords.walker(coverage.walker) }),
        t('print.covered', {
          share: coverageWords.share(answer.total),
          fraction: coverageWords.fraction(answer.total),
        }),
        basis !== 'households'
          ? t(`whom.legend.of.${basis}`)
          : t(coverageWords.isEstimate() ? 'print.estimated' : 'print.onFoot'),
      ],
      table: {
        title: t('print.table.coverage'),
        columns: [t('print.column.community'), coverageWords.column('missing', basis), t('print.column.share')],
        rows: worst
          .slice(0, rowsOnSheet)
          .map((group) => [
            format.name(group.name),
            format.number(Math.max(0, missed(group))),
            coverageWords.share(group),
          ]),
      },
    };
  }

  function incidentFacts(): SheetFacts {
    const { from, to, type, state, late } = asking.filter;
    const types = (type ?? '')
      .split(',')
      .filter(Boolean)
      .map((code) => {
        const known = heat.typesByCode.get(code);
        return known ? format.name(known.name) : code;
      });
    const first = from ?? asking.data?.from;
    const last = to ?? asking.data?.to;
    return {
      lines: [
        ...(first && last ? [t('print.period', { from: format.date(first), to: format.date(last) })] : []),
        types.length > 0 ? t('print.types', { types: types.join(t('print.comma')) }) : t('print.allTypes'),
        ...(state ? [t(`print.state.${state}`)] : []),
        ...(asking.owners.length > 0
          ? [t('print.owners', { owners: asking.owners.map(incidentWords.ownerName).join(t('print.comma')) })]
          : []),
        ...(late ? [t('print.late')] : []),
        ...(asking.lights.length > 0
          ? [t('incidentLate.print.lights', { lights: lateWords.lightNames(asking.lights) })]
          : []),
        ...(asking.cover.length > 0
          ? [
              t('incidentLate.print.cover', {
                cover: asking.cover.map(lateWords.coverName).join(t('print.comma')),
              }),
            ]
          : []),
        ...(asking.hours.length > 0 ? [t('print.hours', { n: asking.hours.length })] : []),
        ...(asking.words ? [t('print.words', { words: asking.words })] : []),
        ...(heat.summary
          ? [
              t('print.incidents', {
                n: format.number(heat.summary.total),
                overdue: format.number(heat.summary.overdue),
              }),
            ]
          : []),
      ],
      table: heat.view === 'hexagons' ? hexagonTable() : heat.view === 'late' ? latenessTable() : gridTable(),
    };
  }

  function gridTable(): SheetFacts['table'] {
    const most = [...(heat.summary?.byGrid ?? [])].sort((a, b) => b.count - a.count);
    if (most.length === 0) return null;
    return {
      title: t('print.table.incidentAreas', { area: incidentWords.areaNoun() }),
      columns: [
        incidentWords.areaNoun(),
        t('print.column.incidents'),
        t(`print.column.${incidentWords.basis()}`),
        incidentWords.rateName(),
      ],
      rows: most
        .slice(0, rowsOnSheet)
        .map((row) => [
          incidentWords.areaName(row),
          format.number(row.count),
          format.number(row[incidentWords.basis()]),
          incidentWords.rate(row.perThousand),
        ]),
    };
  }

  function latenessTable(): SheetFacts['table'] {
    const answer = lateness.answer;
    if (!answer) return null;
    const area = incidentWords.areaNoun();
    return {
      title: t(`incidentLate.table.label.${answer.by}`, { area }),
      columns: [
        t(`incidentLate.by.${answer.by}`, { area }),
        t('incidentLate.table.late'),
        t('incidentLate.table.judged'),
        t('incidentLate.table.share'),
      ],
      rows: [...answer.rows]
        .sort((a, b) => b.late - a.late)
        .slice(0, rowsOnSheet)
        .map((row) => [
          lateWords.rowName(answer.by, row),
          format.number(row.late),
          format.number(row.judged),
          lateWords.share(row),
        ]),
    };
  }

  function hexagonTable(): SheetFacts['table'] {
    const { hexagons } = heat;
    if (!hexagons) return null;
    const { counts, late, areaSquareKilometres } = hexagons;
    const most = [...counts.keys()].filter((cell) => counts[cell]! > 0).sort((a, b) => counts[b]! - counts[a]!);
    return {
      title: t('print.table.hexagons'),
      columns: [
        t('incidents.hexagon.where'),
        t('print.column.incidents'),
        t('incidents.hexagon.density'),
        t('incidents.grid.overdue'),
      ],
      rows: most
        .slice(0, rowsOnSheet)
        .map((cell) => [
          hexagonWords.where(hexagons, cell),
          format.number(counts[cell]),
          format.number(counts[cell]! / areaSquareKilometres),
          format.number(late[cell]),
        ]),
    };
  }

  return computed(() => {
    if (mode.current === 'plan') return planFacts();
    if (mode.current === 'coverage' && task.current === 'life-circle') return services.circle();
    if (mode.current === 'coverage' && task.current === 'checks') return services.checks();
    if (mode.current === 'coverage') return coverageFacts();
    if (mode.current === 'incidents') return incidentFacts();
    return overviewFacts();
  });
}
