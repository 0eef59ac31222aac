import { useI18n } from 'vue-i18n';
import type { GridIncidents } from '../../../geodata/schema/incident-summary';
import { FALSE_DISCOVERY_SHARE } from '../../../geodata/schema/incident-summary';
import { useHexagonWords } from '../../locales/use-hexagon-words';
import { useHourWords } from '../../locales/use-hour-words';
import { useIncidentWords } from '../../locales/use-incident-words';
import { useLateWords } from '../../locales/use-late-words';
import { useLocalFormat } from '../../locales/use-local-format';
import { useHeat } from '../../state/heat';
import { useHeatFilter } from '../../state/heat-filter';
import { useLateness } from '../../state/lateness';
import type { SheetFacts } from './sheet-facts';

const rowsOnSheet = 10;

/** What a sheet of incidents says: the filters in words, the first ten, and how it was counted and judged. */
export function useIncidentSheetFacts(): () => SheetFacts {
  const { t } = useI18n();
  const heat = useHeat();
  const asking = useHeatFilter();
  const words = useIncidentWords();
  const hexagonWords = useHexagonWords();
  const hourWords = useHourWords();
  const lateWords = useLateWords();
  const lateness = useLateness();
  const format = useLocalFormat();

  /** Every filter that holds but that of the days. */
  function filters(): string[] {
    const { types } = asking;
    const comma = t('print.comma');
    return [
      types.length > 0 ? t('print.types', { types: types.map(words.typePath).join(comma) }) : t('print.allTypes'),
      t(`print.state.${asking.state}`),
      ...(asking.owners.length > 0
        ? [t('print.owners', { owners: asking.owners.map(words.ownerName).join(comma) })]
        : []),
      ...(asking.late ? [t('print.late')] : []),
      ...(asking.count === 'problems' ? [t('repeats.count.printed')] : []),
      ...(asking.lights.length > 0
        ? [t('incidentLate.print.lights', { lights: lateWords.lightNames(asking.lights) })]
        : []),
      ...(asking.cover.length > 0
        ? [t('incidentLate.print.cover', { cover: asking.cover.map(lateWords.coverName).join(comma) })]
        : []),
      ...(asking.hours.length > 0
        ? [t('incidentsPrint.hours', { hours: asking.hours.map(hourWords.block).join(comma) })]
        : []),
      ...(asking.words ? [t('print.words', { words: asking.words })] : []),
    ];
  }

  /** What is looked at, every filter, and what it leaves. */
  function lines(): string[] {
    const { days } = asking;
    const { summary } = heat;
    return [
      words.viewName(heat.view),
      ...(days ? [t('print.period', { from: format.date(days.from), to: format.date(days.to) })] : []),
      ...filters(),
      ...(summary
        ? [
            t('print.incidents', { n: format.number(summary.total), overdue: format.number(summary.overdue) }),
            t('incidentsPrint.asOf', { at: words.asOf() }),
          ]
        : []),
      ...(summary && summary.withoutPoint > 0
        ? [t('incidentsPrint.withoutPoint', { n: format.number(summary.withoutPoint) })]
        : []),
    ];
  }

  /** What rates are divided by, of which day, how many of it, and below how many there is none. */
  function denominator(): string[] {
    const rate = heat.summary?.rate;
    if (!rate || heat.view === 'hexagons' || heat.view === 'late') return [];
    const [date, n] = [rate.denominatorDate, format.number(rate.denominator)];
    return [
      t('incidentsPrint.divided', {
        by: t(`incidents.legend.denominator.${rate.basis}`, { date, n }),
        tooFew: t(`incidentsPrint.tooFew.${rate.basis}`, { n: format.number(rate.tooFew), area: words.areaNoun() }),
      }),
    ];
  }

  function method(): string[] {
    const { shownRaster: raster, hexagons, summary, view } = heat;
    const area = words.areaNoun();
    const share = format.number(FALSE_DISCOVERY_SHARE * 100);
    if (raster) {
      return [
        t('incidentsPrint.method.density', {
          h: format.number(raster.bandwidthMetres),
          cell: format.number(raster.cellMetres),
        }),
      ];
    }
    if (view === 'hexagons' && hexagons) {
      return [
        t('incidentsPrint.method.hexagons', {
          size: format.number(hexagons.sizeMetres),
          area: format.area(hexagons.areaSquareKilometres * 1e6),
        }),
      ];
    }
    if (view === 'late') return [t('incidentsPrint.method.late')];
    if (!summary) return [];
    const n = format.number(summary.byGrid.length);
    const tested = t('incidentsPrint.method.fdr', { n, area, share });
    if (view === 'rate') {
      return [
        t(`incidentsPrint.method.rate.${words.basis()}`),
        t(`incidentsPrint.method.judge.${heat.judge}`, { area }),
        tested,
      ];
    }
    if (view === 'change') return [t('incidentsPrint.method.change', { area }), tested];
    return [t('incidentsPrint.method.emerging', { area }), tested];
  }

  function gridTable(): SheetFacts['table'] {
    const isRate = heat.view === 'rate';
    // In the order of what the map shows; what has no rate comes last.
    const rank = (row: GridIncidents): number => (isRate ? (row.shrunkPerThousand ?? -1) : row.count);
    const most = [...(heat.summary?.byGrid ?? [])].sort((a, b) => rank(b) - rank(a)).slice(0, rowsOnSheet);
    if (most.length === 0) return null;
    const judged = judgement();
    const columns: [string, (row: GridIncidents) => string][] = [
      [words.areaNoun(), words.areaName],
      [t('print.column.incidents'), (row) => format.number(row.count)],
      [t(`print.column.${words.basis()}`), (row) => format.number(row[words.basis()])],
      [words.rateName(), (row) => words.rate(row.perThousand)],
      ...(isRate
        ? [
            [t('ranking.shrunk'), (row) => words.rate(row.shrunkPerThousand)] as [
              string,
              (row: GridIncidents) => string,
            ],
          ]
        : []),
      ...(judged ? [[t('incidentsPrint.judged'), judged] as [string, (row: GridIncidents) => string]] : []),
    ];
    return {
      title: t(isRate ? 'ranking.printed' : 'print.table.incidentAreas', { area: words.areaNoun() }),
      columns: columns.map(([title]) => title),
      rows: most.map((row) => columns.map(([, cell]) => cell(row))),
    };
  }

  function latenessTable(): SheetFacts['table'] {
    const { answer } = lateness;
    if (!answer) return null;
    const area = words.areaNoun();
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

  /** What the view finds of an area; nothing where it judges none. */
  function judgement(): ((row: GridIncidents) => string) | null {
    if (heat.view === 'emerging') {
      return ({ gridId }) => {
        const kind = heat.historyOf(gridId)?.kind;
        return kind ? t(`incidents.emerging.${kind.temperature}.${kind.class}`) : '—';
      };
    }
    if (heat.view !== 'rate' && heat.view !== 'change') return null;
    return (row) => {
      const finding = words.finding(row);
      return finding ? t(`incidentWords.finding.${finding}`) : '—';
    };
  }

  function hexagonTable(): SheetFacts['table'] {
    const { hexagons } = heat;
    if (!hexagons) return null;
    const { counts, late } = hexagons;
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
          hexagonWords.densityText(hexagonWords.density(hexagons, cell)),
          format.number(late[cell]),
        ]),
    };
  }

  return () => ({
    lines: lines(),
    filters: [words.viewName(heat.view), ...filters()],
    notes: [...method(), ...denominator()],
    table: heat.view === 'hexagons' ? hexagonTable() : heat.view === 'late' ? latenessTable() : gridTable(),
  });
}
