import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { compareTwoCounts } from '../../../geodata/incidents/hot-spots/compare-periods';
import { daysBetween } from '../../../geodata/incidents/local-days';
import { JUDGED_FROM } from '../../../geodata/incidents/rates';
import { FALSE_DISCOVERY_SHARE } from '../../../geodata/schema/incident-summary';
import type { GridIncidents, IncidentChange } from '../../../geodata/schema/incident-summary';
import { useIncidentWords } from '../../locales/use-incident-words';
import { useLocalFormat } from '../../locales/use-local-format';
import { usePairWords } from '../../locales/use-pair-words';
import { useHeat } from '../../state/heat';
import { useHeatFilter } from '../../state/heat-filter';
import { useHeatPair } from '../../state/heat-pair';
import type { PairDifference } from '../../state/pair-difference';
import { surestChanges } from './surest-changes';
import { useSheetFacts } from './use-sheet-facts';

const rowsOnSheet = 10;

/** What a sheet of two maps says: the question, a title a map, the difference as a table with its test, and the method. */
export interface PairSheetFacts {
  lines: string[];
  left: string;
  right: string;
  table: { title: string; columns: string[]; rows: string[][]; note: string } | null;
  notes: string[];
}

/** The facts of the pair that is on the map, with the numbers it differs in. */
export function usePairSheetFacts(difference: () => PairDifference | null): ComputedRef<PairSheetFacts> {
  const { t } = useI18n();
  const heat = useHeat();
  const asking = useHeatFilter();
  const pair = useHeatPair();
  const words = useIncidentWords();
  const pairWords = usePairWords();
  const format = useLocalFormat();
  const facts = useSheetFacts();
  const area = (): string => words.areaNoun();

  /** The next round bound above a chance, in percent; null above 5 %. */
  const boundOf = (chance: number): number | null => [0.001, 0.01, 0.05].find((bound) => chance < bound) ?? null;

  function judged({ finding, adjustedChance }: IncidentChange): string {
    const name = t(`pairPrint.finding.${finding}`);
    const bound = finding === 'high' || finding === 'low' ? boundOf(adjustedChance ?? 1) : null;
    return bound === null ? name : t('pairPrint.foundBelow', { finding: name, share: format.number(bound * 100, 1) });
  }
  const ratioOf = ({ ratio }: IncidentChange): string =>
    ratio === null ? t('pairPrint.fromNone') : format.number(ratio, 2);

  function periodTable({ summary }: PairDifference & { kind: 'periods' }): PairSheetFacts['table'] {
    const total = summary.against?.total;
    if (!total) return null;
    const rows = surestChanges(summary.byGrid, rowsOnSheet);
    const said = {
      before: format.number(total.before),
      now: format.number(summary.total),
      ratio: ratioOf(total),
      judged: judged(total),
    };
    return {
      title: t('pairPrint.changes', { area: area() }),
      columns: [area(), t('pairPrint.left'), t('pairPrint.right'), t('pairPrint.ratio'), t('pairPrint.judged')],
      rows: rows.map((row) => [
        words.areaName(row),
        format.number(row.change.before),
        format.number(row.count),
        ratioOf(row.change),
        judged(row.change),
      ]),
      note: [
        total.ratio === null ? t('pairPrint.totalFromNone', said) : t('pairPrint.total', said),
        ...(rows.length === 0 ? [t('pairPrint.none', { area: area() })] : []),
      ].join(' '),
    };
  }

  function placesNote(left: GridIncidents, right: GridIncidents): string {
    const basis = words.basis();
    const people: [number, number] = [right[basis] ?? 0, left[basis] ?? 0];
    if (left.rateKind !== 'rate' || right.rateKind !== 'rate') return t('pairPrint.compared.no-rate');
    if (left.count + right.count < JUDGED_FROM) return t('pairPrint.compared.too-few');
    const bound = boundOf(compareTwoCounts([right.count, left.count], people));
    const ratio = (right.perThousand ?? 0) / (left.perThousand ?? 0);
    const params = {
      left: pairWords.name('left'),
      right: pairWords.name('right'),
      ratio: Number.isFinite(ratio) ? format.number(ratio, 2) : '—',
    };
    return bound === null
      ? t('pairPrint.compared.usual', params)
      : t('pairPrint.compared.different', { ...params, share: format.number(bound * 100, 1) });
  }

  function placesTable({ left, right }: PairDifference & { kind: 'places' }): PairSheetFacts['table'] {
    const basis = words.basis();
    const lines: [string, (place: GridIncidents) => string][] = [
      [t('pairPrint.count'), ({ count }) => format.number(count)],
      [t(`pairPrint.people.${basis}`), (place) => format.number(place[basis])],
      [t(`pairPrint.rate.${basis}`), ({ perThousand }) => words.rate(perThousand)],
      [t('pairPrint.overdue'), ({ overdue }) => format.number(overdue)],
      [t('pairPrint.closedLate'), ({ closedLate }) => format.number(closedLate)],
    ];
    return {
      title: t('pairPrint.places'),
      columns: ['', pairWords.name('left'), pairWords.name('right')],
      rows: lines.map(([name, cell]) => [name, cell(left), cell(right)]),
      note: placesNote(left, right),
    };
  }

  /** How the difference was judged, and what does not compare. */
  function testNotes(found: PairDifference | null): string[] {
    if (found?.kind === 'places') return [t('pairPrint.placesMethod')];
    if (!found) return [];
    const { left, right } = pair.days;
    const isUneven = left && right && daysBetween(left.from, left.to) !== daysBetween(right.from, right.to);
    return [
      ...(isUneven && heat.view !== 'density' ? [t('incidentsCompare.uneven')] : []),
      t('incidentsPrint.method.change', { area: area() }),
      t('incidentsPrint.method.fdr', {
        n: format.number(found.summary.byGrid.length),
        area: area(),
        share: format.number(FALSE_DISCOVERY_SHARE * 100),
      }),
    ];
  }

  function titleOf(side: 'left' | 'right', found: PairDifference | null): string {
    const name = pairWords.name(side);
    if (pair.isOfPeriods || found?.kind !== 'places') return name;
    return t('pairPrint.pane', { name, n: format.number(found[side].count) });
  }

  return computed(() => {
    const found = difference();
    const { filters = [], notes = [] } = facts.value;
    const { days } = asking;
    return {
      lines: [
        ...filters,
        ...(!pair.isOfPeriods && days
          ? [t('print.period', { from: format.date(days.from), to: format.date(days.to) })]
          : []),
        t('incidentsPrint.asOf', { at: words.asOf() }),
        t('pairPrint.sameScale'),
      ],
      left: titleOf('left', found),
      right: titleOf('right', found),
      table: found && (found.kind === 'periods' ? periodTable(found) : placesTable(found)),
      notes: [...new Set([...notes, ...testNotes(found)])],
    };
  });
}
